"""A guide as a page to read, with the numbers of those who can help."""

from msgspec.structs import replace

from kiosk.domain.language import WRITTEN
from kiosk.presentation.views import CallLineView, GuideView
from kiosk.ui.kit.blocks import Block, centred, column, next_to, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.page import draw_pages, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.reading import ReadingPage, TextForm, draw_reading
from kiosk.ui.kit.theme import Type, TypeRole, icon_mm
from kiosk.ui.kit.two_part import middle_icon, two_part
from kiosk.ui.kit.widgets import icon_line, note, sized_button, text_block
from kiosk.ui.pages.guide_text import thoughts
from kiosk.visit.acts import Route, Screen, Variant

ENGLISH = WRITTEN[0].endonym
"""The way to the source text is called by its own name, like every language."""
NUMBER_ICON_MM, AROUND_MM, LEAST_MM, UP_MM, BESIDE_MM = 10.0, 8.0, 20.0, 2.0, 50.0
"""Icon of a number and the room at its sides, least height, room above and below its words; least
width of words next to it."""


def compose(page: PageContext) -> None:
    """Draws a page of a guide."""
    canvas, catalog = page.canvas, page.catalog
    english = page.visit.route.detail is Variant.ENGLISH
    view = page.presenter.guide(page.visit.route.subject, english=english)
    room = page.frame()
    if view is None:
        room = title(canvas, room, catalog.gettext("This guide is not here now."))
        words = catalog.gettext("Talk to someone now, or ask the staff.")
        draw_pages(canvas, room, [text_block(canvas, words, Type.LEAD)], 0, gap=page.px(4))
        return
    canvas.in_english(view.in_english)
    reading = ReadingPage(
        title=view.title,
        icon=view.icon,
        notes=_notes(page, view),
        forms=(
            TextForm(thoughts(canvas, view.blocks, Type.LEAD), panel=True),
            TextForm(thoughts(canvas, view.blocks, Type.BODY), gap_mm=3),
            TextForm(thoughts(canvas, view.blocks, Type.BODY, plain=True), gap_mm=2.6, cut=True),
        ),
        heading=text_block(
            canvas,
            catalog.gettext("They can help with this"),
            Type.NAME,
            BOLD,
            heading=True,
            keep=True,
        ),
        cards=[_number(page, line) for line in view.helpers],
        last=icon_line(
            canvas,
            "phone",
            catalog.gettext("Or just talk to someone now."),
            Type.LEAD,
            SOFT,
            spot=True,
        ),
        tools=_language_button(page, view),
        onward=catalog.gettext("Read on"),
    )
    draw_reading(page, room, reading, tint=TypeRole.SKY)


def _language_button(page: PageContext, view: GuideView) -> list[tuple[Block, int]]:
    """To the English text and back to the translation, with the width it wants."""
    if not view.english_offered:
        return []
    act, label = Variant.ENGLISH, ENGLISH
    page.canvas.in_english([ENGLISH])
    if view.english:
        act, label = Variant.TRANSLATED, page.presenter.language.endonym
    return [sized_button(page.canvas, act, label, "globe")]


def _notes(page: PageContext, view: GuideView) -> list[Block]:
    """What must be seen before reading: who may have to report, what was not reviewed."""
    notes = [note(page.canvas, text, "ask", TypeRole.STONE) for text in view.notes]
    if view.young:
        notes.insert(0, note(page.canvas, page.presenter.reporting, "young", TypeRole.SUN))
    return notes


def _number(page: PageContext, line: CallLineView) -> Block:
    """The number of one who can help, over what it is for."""
    canvas = page.canvas
    canvas.in_english(line.in_english)
    number = text_block(canvas, line.number, Type.NAME, Ink(TypeRole.PRIMARY, bold=True))
    phrase, gap = text_block(canvas, line.phrase), page.px(5)
    wide = canvas.text_width(line.number, Type.NAME, bold=True)
    beside = next_to(number, wide, centred(phrase), gap)
    roomy = replace(
        beside, whole=lambda width: width - wide - gap >= page.px(BESIDE_MM) and beside.whole(width)
    )

    return two_part(
        canvas,
        Route(Screen.SERVICE, line.id),
        f"{line.number}. {line.phrase}",
        start_mm=icon_mm(Type.NAME, canvas.meter.step, NUMBER_ICON_MM) + AROUND_MM,
        tint=TypeRole.LEAF,
        start=middle_icon(canvas, "phone", canvas.icon_side(Type.NAME, NUMBER_ICON_MM)),
        body=shortest([roomy, column([number, phrase], 0)]),
        least_mm=LEAST_MM,
        pad_mm=5,
        up_mm=UP_MM,
    )
