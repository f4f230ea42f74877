"""The list of guides, and each as a page to read with the numbers of those who can help."""

from collections.abc import Sequence

from msgspec.structs import replace

from kiosk.domain.language import WRITTEN
from kiosk.domain.records import Need
from kiosk.presentation.views import CallLineView, GuideCardView, GuideView
from kiosk.presentation.words import need_words
from kiosk.ui.kit.blocks import Block, centred, column, next_to, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.page import draw_pages, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.reading import ReadingPage, TextForm, draw_reading
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole, icon_mm
from kiosk.ui.kit.tiles import Tiles, draw_tiles, evenest
from kiosk.ui.kit.two_part import two_part
from kiosk.ui.kit.widgets import PAD_MM, icon_line, note, sized_button, text_block
from kiosk.ui.pages.guide_text import thoughts

START_MM, ICON_MM, TALLEST_MM, WORDS_MM, GAP_MM = 30.0, 18.0, 56.0, 80.0, 4.0
MOST_PAGES = 5
"""Pages from which on the list of guides leaves its second lines out."""
TINTS = (TypeRole.LEAF, TypeRole.SUN, TypeRole.SKY)


def compose_list(s: PageContext) -> None:
    """Draws the list of guides: those of the need first."""
    c, say, gap = s.c, s.say, s.px(GAP_MM)
    room = title(c, s.frame(), need_words(say, Need.OKAY), icon=Need.OKAY.value, tint=TypeRole.SKY)
    cards = ordered(s.desk.guides(Need.OKAY), s.desk.guides())
    if not cards:
        words = say.gettext("No guide here yet. Talk to someone now, or ask the staff.")
        draw_pages(c, say, room, [text_block(c, words, Type.LEAD)], 0, gap=gap)
        return
    most = (room.w + gap) // (s.px(START_MM + 2 * PAD_MM + WORDS_MM) + gap)
    columns = [1] if c.glass.portrait else evenest(len(cards), range(1, max(1, min(3, most)) + 1))
    forms = [
        Tiles(
            room,
            [_guide(s, card, at // number, brief=brief) for at, card in enumerate(cards)],
            (number,),
            loss=brief,
        )
        for brief in (False, True)
        for number in columns
    ]
    draw_tiles(
        c, say, forms, s.visit.route.page, gap=gap, tallest=s.px(TALLEST_MM), enough=MOST_PAGES
    )


def ordered(
    first: Sequence[GuideCardView], every: Sequence[GuideCardView]
) -> tuple[GuideCardView, ...]:
    """The first ones, then the others, none twice."""
    shown = {card.id for card in first}
    return (*first, *(card for card in every if card.id not in shown))


def _guide(s: PageContext, card: GuideCardView, row: int, *, brief: bool) -> Block:
    c, size = s.c, s.c.icon_side(Type.NAME, ICON_MM)
    c.in_english(card.in_english)
    words = [text_block(c, card.title, Type.NAME, BOLD)]
    if not brief:
        words.append(text_block(c, card.summary, Type.BODY, SOFT, balance=True))

    def start(box: Box) -> None:
        c.icon(box.middle(min(size, box.w, box.h)), card.icon, tint=True)

    return two_part(
        c,
        f"guide:{card.id}",
        f"{card.title}. {card.summary}",
        start_mm=START_MM,
        tint=TINTS[row % 3],
        start=start,
        body=column(words, 0),
        least_mm=max(26.0, 100 * size / s.px(100.0)),
    )


ENGLISH = WRITTEN[0].endonym
"""The way to the source text is called by its own name, like every language."""
NUMBER_ICON_MM, AROUND_MM, LEAST_MM, UP_MM, BESIDE_MM = 10.0, 8.0, 20.0, 2.0, 50.0
"""Icon of a number and the room at its sides, least height, room above and below its words; least
width of words next to it."""


def compose(s: PageContext) -> None:
    """Draws a page of a guide."""
    c, say = s.c, s.say
    english = s.visit.route.detail == "english"
    view = s.desk.guide(s.visit.route.subject, english=english)
    room = s.frame()
    if view is None:
        room = title(c, room, say.gettext("This guide is not here now."))
        words = say.gettext("Talk to someone now, or ask the staff.")
        draw_pages(c, say, room, [text_block(c, words, Type.LEAD)], 0, gap=s.px(4))
        return
    c.in_english(view.in_english)
    reading = ReadingPage(
        title=view.title,
        icon=view.icon,
        notes=_notes(s, view),
        forms=(
            TextForm(thoughts(c, view.blocks, Type.LEAD), panel=True),
            TextForm(thoughts(c, view.blocks, Type.BODY), gap_mm=3),
            TextForm(thoughts(c, view.blocks, Type.BODY, plain=True), gap_mm=2.6, cut=True),
        ),
        heading=text_block(
            c, say.gettext("They can help with this"), Type.NAME, BOLD, heading=True, keep=True
        ),
        cards=[_number(s, line) for line in view.helpers],
        last=icon_line(
            c, "phone", say.gettext("Or just talk to someone now."), Type.LEAD, SOFT, spot=True
        ),
        tools=_language_button(s, view),
        onward=say.gettext("Read on"),
    )
    draw_reading(s, room, reading, tint=TypeRole.SKY)


def _language_button(s: PageContext, view: GuideView) -> list[tuple[Block, int]]:
    """To the English text and back to the translation, with the width it wants."""
    if not view.english_offered:
        return []
    act, label = "english:english", ENGLISH
    s.c.in_english([ENGLISH])
    if view.english:
        act, label = "english:", s.desk.language.endonym
    return [sized_button(s.c, act, label, "globe")]


def _notes(s: PageContext, view: GuideView) -> list[Block]:
    """What must be seen before reading: who may have to report, what was not reviewed."""
    notes = [note(s.c, text, "ask", TypeRole.STONE) for text in view.notes]
    if view.young:
        notes.insert(0, note(s.c, s.desk.reporting, "young", TypeRole.SUN))
    return notes


def _number(s: PageContext, line: CallLineView) -> Block:
    """The number of one who can help, over what it is for."""
    c = s.c
    c.in_english(line.in_english)
    number = text_block(c, line.number, Type.NAME, Ink(TypeRole.PRIMARY, bold=True))
    phrase, gap = text_block(c, line.phrase), s.px(5)
    wide = c.text_width(line.number, Type.NAME, bold=True)
    beside = next_to(number, wide, centred(phrase), gap)
    roomy = replace(
        beside, whole=lambda width: width - wide - gap >= s.px(BESIDE_MM) and beside.whole(width)
    )

    def start(box: Box) -> None:
        side = c.icon_side(Type.NAME, NUMBER_ICON_MM)
        c.icon(box.middle(side), "phone", tint=True)

    return two_part(
        c,
        f"service:{line.id}",
        f"{line.number}. {line.phrase}",
        start_mm=icon_mm(Type.NAME, c.meter.step, NUMBER_ICON_MM) + AROUND_MM,
        tint=TypeRole.LEAF,
        start=start,
        body=shortest([roomy, column([number, phrase], 0)]),
        least_mm=LEAST_MM,
        pad_mm=5,
        up_mm=UP_MM,
    )
