"""What is said of a small paper, and the ways that need none."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.text import isolate
from kiosk.i18n.messages import N_, Message
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT, Canvas
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import option_block
from kiosk.ui.kit.widgets import button, note, text_block
from kiosk.ui.pages.take_away import every_way
from kiosk.ui.pages.wanted_paper import WantedPaper
from kiosk.visit.acts import AnyAct, Verb
from kiosk.visit.paper import Job, PaperState

READY = PaperState(trouble=None)
NOT_NOW, DID_NOT = N_("No paper can come out now."), N_("It did not print.")
TROUBLES: dict[PrinterProblem, Message] = {
    PrinterProblem.PAPER_OUT: N_("The printer has no paper."),
    PrinterProblem.JAM: N_("Paper is stuck in the printer."),
    PrinterProblem.COVER_OPEN: N_("The printer is open."),
}
"""What a visitor is told of a printer; all else is :data:`NOT_NOW` or :data:`DID_NOT`."""
Form = Callable[[Canvas, AnyAct, str, str, str], Block]


def low_way(canvas: Canvas, act: AnyAct, icon: str, words: str, line: str) -> Block:
    """A way as a button without its second line, where room is short."""
    name = f"{words}. {line}" if line else words
    return button(canvas, act, words, icon, align=Align.START, name=name)


def paper_words(page: PageContext, wanted: WantedPaper, form: Form) -> list[Block]:
    """Who answers there, how it stands, and what is not on the paper."""
    canvas, catalog = page.canvas, page.catalog
    if wanted.sheet is None:
        none = note(canvas, catalog.gettext("There is no paper for this one. Learn it, or ask."))
        return [*_authorities(page, wanted), none]
    blocks = [*_authorities(page, wanted), *_notes(page)]
    if form is option_block and page.paper == READY:
        words = catalog.gettext("It looks ordinary. It does not say where you got it.")
        if wanted.sheet.has_way:
            words = catalog.gettext("It looks ordinary. It shows the way from here.")
        blocks.append(text_block(canvas, words, Type.LEAD, SOFT))
    if wanted.missing:
        names = page.presenter.formats.enumerated(
            [isolate(view.quiet_name) for view in wanted.views if view.id in wanted.missing]
        )
        # TRANSLATORS: {names} are one or two names of places or lines.
        words = catalog.gettext("Not on this paper: {names}").format(names=names)
        blocks.append(note(canvas, words))
    return blocks


def _authorities(page: PageContext, wanted: WantedPaper) -> list[Block]:
    """What the paper does not say: it has an ordinary word for who answers."""
    warned = [view for view in wanted.views if view.authorities]
    lines = [
        (page.presenter.formats.together(*view.authorities), view.quiet_name) for view in warned
    ]
    if len(wanted.views) == 1:
        return [note(page.canvas, text) for text, _ in lines]
    return [note(page.canvas, f"{isolate(name)} · {text}") for text, name in lines]


def other_ways(page: PageContext, wanted: WantedPaper, form: Form) -> list[Block]:
    """What works without paper."""
    blocks = list[Block]()
    for view in wanted.views:
        blocks += _other_ways(
            page, view, form, alone=len(wanted.views) == 1, missing=wanted.missing
        )
    _, _, ask, _ = every_way(page, "")
    return [*blocks, form(page.canvas, ask.act, ask.icon, ask.words, ask.line)]


def _notes(page: PageContext) -> list[Block]:
    """How the printing stands, and the button for it wherever it can be touched."""
    canvas, catalog, state = page.canvas, page.catalog, page.paper
    label = catalog.gettext("Print")
    if state.job is Job.RUNNING:
        words = catalog.gettext("Your paper comes out below.")
        return [
            text_block(canvas, words, Type.TILE, BOLD),
            button(canvas, None, label, "print", off=words),
        ]
    lines = list[Block]()
    if state.job is Job.DONE:
        lines.append(
            text_block(canvas, catalog.gettext("Take your paper with you."), Type.TILE, BOLD)
        )
    elif state.job is Job.FAILED:
        # TRANSLATORS: Nobody needs to fear that the paper comes out when someone else is here.
        words = catalog.gettext("Nothing comes out later.")
        if not state.gone:
            words = catalog.gettext("It may still come out later. Tell the staff here.")
        both = page.presenter.formats.together(_why(page, state.why, DID_NOT), words)
        lines.append(note(canvas, both, tint=TypeRole.SUN))
    elif not state.ready:
        lines.append(note(canvas, _why(page, state.trouble, NOT_NOW), tint=TypeRole.SUN))
    if state.ready:
        lines.append(button(canvas, Verb.PAPER, label, "print", main=state.job is not Job.DONE))
    return lines


def _why(page: PageContext, problem: PrinterProblem | None, otherwise: Message) -> str:
    return page.catalog.translate(TROUBLES.get(problem, otherwise) if problem else otherwise)


def _other_ways(
    page: PageContext, view: ServiceView, form: Form, *, alone: bool, missing: tuple[str, ...]
) -> list[Block]:
    """What works without paper: learn the number; a code where it is about one service only."""
    learn, scan, _, _ = every_way(page, view.id)
    found = [learn] if view.digits else []
    if view.codes and (alone or (view.id in missing and not view.digits)):
        found.append(scan)
    if not alone and form is option_block:
        found = [replace(way, line=view.quiet_name) for way in found]
    elif not alone:
        # Without a second line, two buttons of the same words would be told apart by nothing.
        name = isolate(view.quiet_name)
        found = [replace(way, words=f"{name} · {way.words}", line="") for way in found]
    return [form(page.canvas, way.act, way.icon, way.words, way.line) for way in found]
