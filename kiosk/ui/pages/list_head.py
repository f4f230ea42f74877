"""The head of a list of services: its name, its count, its filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.i18n.digits import numeral
from kiosk.presentation.views import ResultsView
from kiosk.ui.kit.blocks import Block, height_of, holds_target, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.chips import Chip, chip_rows, chips_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, discard, note, text_block

BADGE_MM, BADGE_GAP_MM = 22.0, 5.0
CHIP_ROWS_PORTRAIT = 2
"""Rows of choices a portrait page shows before they go behind one button."""


@dataclass(frozen=True, slots=True)
class List:
    """The list of a need as drawn on the page."""

    s: PageContext
    view: ResultsView
    tint: TypeRole

    @property
    def chips(self) -> list[tuple[str, str, bool]]:
        """The choices as (act, words, chosen)."""
        return [(f"chip:{chip.chip.value}", chip.word, chip.chosen) for chip in self.view.chips]

    @property
    def chosen(self) -> int:
        """How many choices are on."""
        return sum(chip.chosen for chip in self.view.chips)

    def before(self) -> list[Block]:
        """What stands before the cards on the first page."""
        c, found = self.s.c, list[Block]()
        if self.view.notice:
            found.append(note(c, self.view.notice))
        if self.view.corrected:
            found.append(text_block(c, self.view.corrected))
        return found

    def guide(self) -> Block:
        """The way to the guide of this need."""
        self.s.c.in_english(self.view.in_english)
        return button(self.s.c, f"guide:{self.view.guide_id}", self.guide_label, "book")

    @property
    def guide_label(self) -> str:
        """Its words."""
        # TRANSLATORS: A button to a short guide; {title} is its title, such as Rights at work.
        return self.s.say.gettext("Read: {title}").format(title=self.view.guide_title)

    def clear(self) -> Block:
        """Takes all choices back."""
        return button(self.s.c, "clear", self.s.say.gettext("Clear choices"), "close")

    def show_only(self) -> str:
        """The words of the button before the choices."""
        if not self.chosen:
            return self.s.say.gettext("Show only")
        count = numeral(self.s.say.language, self.chosen)
        # TRANSLATORS: A button before choices that narrow a list; {count} of them are on.
        return self.s.say.gettext("Show only ({count})").format(count=count)


@dataclass(frozen=True, slots=True)
class ListHead:
    """The head of a list in rows, and whether it contains the link to the guide."""

    rows: tuple[Block, ...]
    with_guide: bool

    def block(self, gap: int) -> Block:
        """All rows as one."""
        return Block(
            lambda width: height_of(self.rows, width, gap),
            lambda box: discard(stack(self.rows, box, gap)),
            target=holds_target(self.rows),
        )


def list_head(one: List, width: int, *, lean: bool = False) -> ListHead:
    """Title and count, then the choices: in rows where there is height, else one button.

    A ``lean`` one leaves out the count and the way to the guide.
    """
    s, c = one.s, one.s.c
    name = _name(one, "" if lean else one.view.count if one.view.total else "")
    label = one.show_only()
    show = button(c, "chips", label, "check" if one.chosen else "plus")
    show_part = (show, button_width(c, label, "plus"))
    guides = [] if lean else _guide_parts(one)
    rows = chip_rows(c, one.chips, width)
    if c.glass.portrait and len(rows) <= CHIP_ROWS_PORTRAIT:
        all_chips: list[Chip] = [*one.chips]
        if one.chosen:
            all_chips.append(("clear", s.say.gettext("Clear choices"), None))
        chips = [chips_block(c, line) for line in chip_rows(c, all_chips, width)]
        for guide in guides:
            if _one_line(one, width, [guide]):
                return ListHead((_beside(s, name, [guide]), *chips), with_guide=True)
        return ListHead((name, *chips), with_guide=not one.view.guide_id)
    for guide in guides:
        if _one_line(one, width, [guide, show_part]):
            return ListHead((_beside(s, name, [guide, show_part]),), with_guide=True)
    if _one_line(one, width, [show_part]):
        return ListHead((_beside(s, name, [show_part]),), with_guide=not one.view.guide_id)
    return ListHead((name, show), with_guide=not one.view.guide_id)


def head_tools(one: List) -> list[list[tuple[Block, int]]]:
    """What can be touched of the head, where the title stands alone, with the widths it wants.

    First with the way to the guide on one line, then on two, then without it.
    """
    c, label = one.s.c, one.show_only()
    show = button(c, "chips", label, "check" if one.chosen else "plus")
    part = (show, button_width(c, label, "plus"))
    return [*([guide, part] for guide in _guide_parts(one)), [part]]


def head_name(one: List) -> Block:
    """The title with its badge and how many places there are."""
    return _name(one, one.view.count if one.view.total else "")


def _guide_parts(one: List) -> list[tuple[Block, int]]:
    """The button to the guide with its words on one line, then on two."""
    if not one.view.guide_id:
        return []
    c, label = one.s.c, one.guide_label
    whole = button_width(c, label, "book")
    words = c.text_width(label, Type.BODY, bold=True)
    half = c.wrap(label, Type.BODY, round(words * 0.62), bold=True, balance=True)
    return [(one.guide(), whole), (one.guide(), whole - words + half.width + 2)]


def _one_line(one: List, width: int, parts: Sequence[tuple[Block, int]]) -> bool:
    """Whether the title stands on one line beside the buttons, none of them much taller."""
    c = one.s.c
    rest = width - sum(wide + c.px(4) for _, wide in parts) - c.px(BADGE_MM + BADGE_GAP_MM + 2)
    title = c.wrap(one.view.title, Type.TITLE, max(1, rest), bold=True)
    high = title.line_height + c.wrap("0", Type.BODY, rest).line_height + c.px(2)
    return (
        rest > 0
        and len(title.lines) == 1
        and not title.broken
        and all(block.measure(wide) <= high for block, wide in parts)
    )


def _name(one: List, count: str) -> Block:
    """The badge with title and count; without the badge where the words need its room."""
    s, c, view = one.s, one.s.c, one.view

    def badge(width: int) -> int:
        room = width - s.px(BADGE_MM + BADGE_GAP_MM)
        lines = c.wrap(view.title, Type.TITLE, room, bold=True)
        return 0 if lines.broken or len(lines.lines) > 1 else s.px(BADGE_MM + BADGE_GAP_MM)

    def measure(width: int) -> int:
        room = width - badge(width)
        words = c.text_height(view.title, Type.TITLE, room, bold=True)
        words += c.text_height(count, Type.BODY, room)
        return max(words, s.px(BADGE_MM) if badge(width) and (count or view.empty) else 0)

    def draw(box: Box) -> None:
        at = badge(box.w)
        if at:
            side = min(s.px(BADGE_MM), box.h)
            mark = Box(box.x, box.y + (box.h - side) // 2, side, side)
            if not c.strong:
                c.rect(mark, one.tint, radius_mm=5)
            c.icon(mark.inset(s.px(3.5)), view.icon, tint=True)
        words = box.after(at)
        high = measure(box.w)
        words = words.below(max(0, (box.h - high) // 2))
        used = c.text(words, view.title, Type.TITLE, BOLD, heading=True)
        c.text(words.below(used), count, Type.BODY, SOFT)

    return Block(measure, draw)


def _beside(s: PageContext, name: Block, parts: Sequence[tuple[Block, int]]) -> Block:
    used = sum(wide for _, wide in parts) + s.px(4) * len(parts)

    def measure(width: int) -> int:
        return max(name.measure(width - used), *(block.measure(wide) for block, wide in parts))

    def draw(box: Box) -> None:
        name.draw(box.start(box.w - used))
        x = box.right - used + s.px(4)
        for block, wide in parts:
            high = block.measure(wide)
            block.draw(Box(x, box.y + (box.h - high) // 2, wide, high))
            x += wide + s.px(4)

    return Block(measure, draw, target=True)
