"""The frame of a list: its title with what is said of all, its choices, the way to more pages."""

from kiosk.i18n.digits import numeral
from kiosk.i18n.messages import N_, Message
from kiosk.ui.kit.canvas import BOLD, SOFT, Canvas
from kiosk.ui.kit.chips import chip_width, draw_chip
from kiosk.ui.kit.page import draw_badge
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.visit.acts import AnyAct, Panel, Route, Screen, TurnPage

BADGE_MM, BADGE_GAP_MM, BELOW_MM, GAP_MM, STRIP_MM, SLOT_MM = 20.0, 5.0, 3.0, 4.0, 19.0, 56.0
TITLES = (Type.TITLE, Type.TILE, Type.NAME)
"""Sizes of a title, the first that holds it on one line."""
SORTS = N_("A choice sorts the list. It takes nothing away.")
CHIP_ICONS = {
    "my_language": "globe",
    "free": "cost",
    "no_id": "id_card",
    "women": "people",
    "men": "person",
    "families": "family",
    "under_18": "young",
    "walk_in": "walk",
    "open_now": "clock",
}


def draw_title(answers: AnswerBlocks, room: Box) -> Box:
    """Draws the badge, the title, and at its end what is true of the whole list.

    On a narrow page that stands under the title, whose height is the same without it. Returns the
    room below.
    """
    page, canvas, said = answers.page, answers.page.canvas, answers.view.note
    said = "" if answers.title == said else said
    row = room.top(page.px(BADGE_MM))
    used = draw_name(answers, row)
    line = canvas.wrap("a", Type.BODY, row.w).line_height
    if canvas.glass.portrait:
        place = room.below(row.h).top(line)
        if canvas.text_width(said, Type.BODY) <= place.w:
            canvas.text(place, said, Type.BODY, SOFT, middle=True, align=Align.END)
        return room.below(row.h + line)
    rest = row.after(used + page.px(2 * GAP_MM))
    if canvas.text_width(said, Type.BODY) <= rest.w:
        canvas.text(rest, said, Type.BODY, SOFT, middle=True, align=Align.END)
    return room.below(row.h + page.px(BELOW_MM))


def draw_name(answers: AnswerBlocks, row: Box) -> int:
    """Draws badge and title as large as the row holds them; returns the width they take.

    A title without room is only read aloud.
    """
    page, canvas = answers.page, answers.page.canvas
    quiet = answers.title_kind is not Type.TITLE
    kinds = TITLES[2:] if quiet else TITLES
    starts = (page.px(BADGE_MM + BADGE_GAP_MM), 0)
    for most in (1, 2):
        for start in starts:
            for kind in kinds:
                width = max(1, row.w - start)
                words = canvas.wrap(answers.title, kind, width, bold=True, balance=True)
                if words.broken or len(words.lines) > most or words.height > row.h:
                    continue
                if start:
                    side = min(page.px(BADGE_MM), row.h)
                    mark = row.start(side).middle(side)
                    draw_badge(canvas, mark, answers.view.icon, answers.tint, kind)
                place = row.after(start)
                canvas.text(
                    place, answers.title, kind, BOLD, middle=True, heading=True, balance=True
                )
                return start + words.width
    return 0


def strip_height(canvas: Canvas) -> int:
    """Returns the height of the choices."""
    return canvas.px(STRIP_MM)


def draw_strip(answers: AnswerBlocks, strip: Box, slot: Box | None, page: int, pages: int) -> None:
    """Draws the choices that fit, the way to all of them, and in ``slot`` the ways to other pages.

    Nothing of it moves when a choice is made.
    """
    canvas, gap = answers.page.canvas, answers.page.px(GAP_MM)
    canvas.rect(strip.top(max(1, answers.page.px(0.5))), TypeRole.HAIR)
    room = strip.foot(answers.page.px(STRIP_MM - 2.6))
    turns = room.end(slot.w if slot else answers.page.px(SLOT_MM))
    room = room.start(room.w - turns.w - gap)
    if slot is not None:
        words = answers.page.catalog.gettext("Put first")
        wide = canvas.text_width(words, Type.BODY, bold=True)
        canvas.text(room, words, Type.BODY, BOLD, middle=True)
        room = room.after(wide + gap)
    for chip in answers.view.chips:
        wide = chip_width(canvas, chip.word)
        if wide + gap + room.h > room.w:
            break
        icon = CHIP_ICONS[chip.chip]
        draw_chip(canvas, room.start(wide), (chip.chip, chip.word, chip.chosen), icon)
        room = room.after(wide + gap)
    draw_plus(answers, room.start(room.h), name=SORTS if slot is not None else None)
    draw_turns(answers, turns, page, pages, worded=slot is not None)


def draw_plus(answers: AnswerBlocks, box: Box, name: Message | None = None) -> None:
    """Draws the way to all choices; after the words of the strip it has a ``name`` of its own."""
    canvas, catalog = answers.page.canvas, answers.page.catalog
    label = catalog.translate(name) if name else answers.put_first_label()
    radius = box.h / canvas.glass.px_per_mm / 2
    with canvas.touch(box, Panel.CHIPS, label, radius_mm=radius):
        canvas.icon(box.middle(min(box.h, canvas.icon_side())), "plus")


def draw_turns(
    answers: AnswerBlocks, box: Box, page: int, pages: int, *, worded: bool, middle: str = ""
) -> None:
    """Draws the page before and the next one, or after the last one the list of all."""
    canvas, catalog = answers.page.canvas, answers.page.catalog
    if pages == 1 and not answers.view.show_all:
        return
    before, more = catalog.gettext("Before"), catalog.gettext("More")
    gap, icon = answers.page.px(GAP_MM), "chevron_next"
    act: AnyAct = TurnPage(page + 1)
    first = (box.w - gap) // 2 if not middle else answers.page.px(STRIP_MM)
    number = canvas.text_width(middle, Type.BODY) + 2 * gap if middle else gap
    last = box.w - first - number
    if page + 1 == pages:
        more, icon = answers.view.show_all, "list"
        act = Route(Screen.RESULTS, answers.view.need.value)
    if worded and button_width(canvas, more, icon) > last:
        worded, first = False, answers.page.px(STRIP_MM)
        last = box.w - first - number
    fits = button_width(canvas, more, icon) <= last
    off = "" if page else before
    back = button(
        canvas,
        TurnPage(page - 1),
        before if worded else "",
        "chevron_before",
        name=before,
        off=off,
    )
    back.draw(box.start(first))
    if middle:
        place = box.after(first).start(number)
        canvas.text(place, middle, Type.BODY, SOFT, middle=True, align=Align.CENTER)
    if more:
        end = icon == "chevron_next"
        on = button(canvas, act, more if fits else "", icon, icon_end=end, name=more)
        on.draw(box.end(last))


def page_words(answers: AnswerBlocks, page: int, pages: int) -> str:
    """Returns the number of a page and of all."""
    language = answers.page.catalog.language
    return f"{numeral(language, page + 1)} / {numeral(language, pages)}"
