"""The printed slip: its preview, the button that prints it, and alternatives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from kiosk.devices.printers import PrinterProblem
from kiosk.devices.slip import SlipRefused
from kiosk.domain.text import isolate
from kiosk.i18n.messages import N_, Message
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import NothingForPaper, left_out
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, in_rows
from kiosk.ui.kit.canvas import BOLD, SOFT, Canvas
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.spread import Spread, draw_spread
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import option_block
from kiosk.ui.kit.widgets import button, note, text_block
from kiosk.ui.pages.paper_picture import paper_on_table
from kiosk.ui.pages.take_away import every_way
from kiosk.ui.slip import slip_document
from kiosk.ui.slip.slip_choice import slip_for
from kiosk.ui.slip.slip_ops import SlipSheet, SlipTooLong
from kiosk.visit.paper import Job, PaperState
from kiosk.visit.visit import Visit

GAP_MM, TIGHT_GAP_MM = 5.0, 3.0
WORDS_MM, WORDS_COMPACT_MM = 254.0, 190.0
"""Where the table begins on which the paper lies."""
COLUMN_MM = 95.0
"""Least width of a column of ways."""
READY = PaperState(trouble=None)
NOT_NOW, DID_NOT = N_("No paper can come out now."), N_("It did not print.")
TROUBLES: dict[PrinterProblem, Message] = {
    PrinterProblem.PAPER_OUT: N_("The printer has no paper."),
    PrinterProblem.JAM: N_("Paper is stuck in the printer."),
    PrinterProblem.COVER_OPEN: N_("The printer is open."),
}
"""What a visitor is told of a printer; all else is :data:`NOT_NOW` or :data:`DID_NOT`."""
Form = Callable[[Canvas, str, str, str, str], Block]


def ids(visit: Visit) -> tuple[str, ...]:
    """The services the paper is for: the one of the page, or the whole list."""
    subject = visit.route.subject
    return (subject,) if subject else visit.saved


def document(presenter: DirectoryPresenter, visit: Visit) -> bytes | None:
    """What the printer is sent for the page in front, or nothing where there is no paper."""
    sheet = _sheet(presenter, visit)
    return slip_document.document(sheet, presenter.site.paper.paper) if sheet else None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The slip, if there is one; the services, and those that it cannot include."""

    sheet: SlipSheet | None
    views: tuple[ServiceView, ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, page: PageContext) -> Self:
        chosen = ids(page.visit)
        sheet = _sheet(page.presenter, page.visit)
        return cls(sheet, page.presenter.services(chosen), left_out(page.presenter, chosen))


def compose(page: PageContext) -> None:
    """Draws the paper and what can be done with it, or that alone where the paper has no room."""
    wanted = _Wanted.of(page)
    for view in wanted.views:
        page.canvas.in_english(view.in_english)
    gap_mm = TIGHT_GAP_MM if page.canvas.tight else GAP_MM
    room, text = page.frame(), page.catalog.gettext("A small paper")
    forms = _forms(
        page, room, wanted, title_block(page.canvas, text, icon="print"), page.px(gap_mm)
    )
    draw_spread(page, text, forms, icon="print", gap_mm=gap_mm, room=room)


def _forms(
    page: PageContext, room: Box, wanted: _Wanted, head: Block, gap: int
) -> Iterator[Spread]:
    """The words with the paper next to or under them; then without it, the ways in columns."""
    forms: tuple[Form, ...] = (option_block, _low_way)
    words = {form: parts_of(_words(page, wanted, form)) for form in forms}
    ways = {form: _ways(page, wanted, form) for form in words}
    wide = room.w - page.px(WORDS_COMPACT_MM if page.canvas.glass.compact else WORDS_MM)
    paper = parts_of([paper_on_table(page, wanted.sheet)]) if wanted.sheet else []
    for form in words if paper else ():
        parts = [PagePart([head]), *words[form], *parts_of(ways[form])]
        yield Spread(
            [(0, [*parts, *paper])] if page.canvas.glass.portrait else [(0, parts), (wide, paper)]
        )
    for columns in range(1, room.w // page.px(COLUMN_MM) + 1):
        # Some next to each other: what works stays on the same page as what does not.
        cell = (room.w - gap * (columns - 1)) // columns
        for form, lines in words.items():
            if columns == 1 or all(block.whole(cell) for block in ways[form]):
                rows = in_rows(ways[form], columns, gap)
                yield Spread(later=[*lines, *parts_of(rows)])


def _low_way(canvas: Canvas, act: str, icon: str, words: str, line: str) -> Block:
    name = f"{words}. {line}" if line else words
    return button(canvas, act, words, icon, align=Align.START, name=name)


def _sheet(presenter: DirectoryPresenter, visit: Visit) -> SlipSheet | None:
    """The real slip, or nothing where there is none to give."""
    try:
        tile = visit.tile if visit.route.subject else ""
        return slip_for(presenter, ids(visit), presenter.site.paper, tile=tile)
    except (NothingForPaper, SlipRefused, SlipTooLong):
        return None


def _words(page: PageContext, wanted: _Wanted, form: Form) -> list[Block]:
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


def _authorities(page: PageContext, wanted: _Wanted) -> list[Block]:
    """What the paper does not say: it has an ordinary word for who answers."""
    warned = [view for view in wanted.views if view.authorities]
    lines = [
        (page.presenter.formats.together(*view.authorities), view.quiet_name) for view in warned
    ]
    if len(wanted.views) == 1:
        return [note(page.canvas, text) for text, _ in lines]
    return [note(page.canvas, f"{isolate(name)} · {text}") for text, name in lines]


def _ways(page: PageContext, wanted: _Wanted, form: Form) -> list[Block]:
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
            button(canvas, "", label, "print", off=words),
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
        lines.append(button(canvas, "paper", label, "print", main=state.job is not Job.DONE))
    return lines


def _why(page: PageContext, trouble: PrinterProblem | None, otherwise: Message) -> str:
    return page.catalog.translate(TROUBLES.get(trouble, otherwise) if trouble else otherwise)


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
