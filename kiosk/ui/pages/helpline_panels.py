"""A helpline as panels: the main line with all it needs, and short numbers, upright or flat."""

from kiosk.presentation.views import HelplineView
from kiosk.ui.kit.blocks import Block, height_of, row, stack
from kiosk.ui.kit.canvas import PLAIN, SOFT
from kiosk.ui.kit.display_text import NUMBER_MM
from kiosk.ui.kit.page import pager_height
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import PANEL_PAD_MM, head_block, number_block, number_height, panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import TextStep, Type, TypeRole
from kiosk.ui.kit.two_part import option_block, words_block
from kiosk.ui.kit.widgets import button, text_block

CAPS = range(int(NUMBER_MM[1]), int(NUMBER_MM[0]) - 1, -1)
"""Heights tried for the numbers of a page, in millimetres, largest first."""
SIDE_CAPS = range(24, int(NUMBER_MM[0]) - 1, -1)
"""The same for the short numbers beside the help line, which stays the largest."""
LOW_PAD_MM = 3.0
"""Room above and below a lying number on a low page."""


def head(s: PageContext, line: HelplineView, cap: int) -> list[Block]:
    """What the line is for, and its number; between them what must be read before calling."""
    s.c.in_english(line.in_english)
    first = [text_block(s.c, line.warning, Type.BODY, PLAIN)] if line.warning else []
    return [head_block(s.c, "phone", line.title), *first, number_block(s.c, line.number, most=cap)]


def main_panel(
    s: PageContext, line: HelplineView, cap: int, width: int, most: int
) -> tuple[Block, list[Block]]:
    """The help line's head on a panel, and what of it stands after: nothing where it fits.

    What the line is for gives way to what must be read before calling; both to the number.
    """
    name, *warned, number = head(s, line, cap)
    forms: list[tuple[list[Block], list[Block]]] = [([name, *warned, number], [])]
    if warned:
        forms += [([*warned, number], []), ([number], warned)]
    panels = [(panel_block(s.c, blocks, s.px(3)), after) for blocks, after in forms]
    panel, after = next((one for one in panels if one[0].measure(width) <= most), panels[-1])
    return panel, [panel_block(s.c, after, s.px(3))] if after else []


def channels(s: PageContext, line: HelplineView) -> list[Block]:
    """How to be understood, and the text number where it answers in this language."""
    found = []
    if line.say:
        found.append(words_block(s.c, line.say_label, line.say, kind=Type.BODY, second=PLAIN))
    if line.text_number:
        label = f"{line.text_label} {line.text_number}"
        found.append(words_block(s.c, label, line.text_note, kind=Type.BODY, second=PLAIN))
    return found


def line_panel(s: PageContext, line: HelplineView, cap: int, *, take: bool) -> Block:
    """A line with all it needs on one panel."""
    ways = channels(s, line)
    beside = row(ways, s.px(8), (3, 2)[: len(ways)]) if ways else None
    blocks = head(s, line, cap)
    if beside is not None:
        blocks.append(beside)
    if take:
        blocks.append(take_row(s, line.id))
    return panel_block(s.c, blocks, s.px(4), middle=True)


def take_row(s: PageContext, line_id: str) -> Block:
    """The ways to take a number along, under it."""
    return row(take_buttons(s, line_id), s.px(4))


def take_buttons(s: PageContext, line_id: str) -> list[Block]:
    """The same, not yet beside each other."""
    return [
        button(s.c, f"learn:{line_id}", s.say.gettext("Learn the number"), "learn"),
        button(s.c, f"qr:{line_id}", s.say.gettext("Scan with a phone"), "qr"),
    ]


def _look(line: HelplineView) -> tuple[str, TypeRole, TypeRole, bool]:
    """Icon and roles of a short number; 911 alone is in the colour of danger, without a spot."""
    if line.id == "line-911":
        return "danger", TypeRole.DANGER, TypeRole.DANGER, False
    return "talk", TypeRole.INK, TypeRole.PRIMARY, True


def short_panel(s: PageContext, line: HelplineView, cap: int) -> Block:
    """A short number standing: what it is for, the number, how it answers."""
    icon, role, number, spot = _look(line)
    return panel_block(
        s.c,
        [
            head_block(s.c, icon, line.title, role=role, spot=spot),
            number_block(s.c, line.number, number, most=cap),
            text_block(s.c, line.line, Type.BODY, SOFT),
        ],
        s.px(4),
        middle=True,
    )


def width_of(s: PageContext, line: HelplineView, cap: int) -> int:
    """Width in pixels of a short number with capitals of ``cap`` millimetres."""
    return s.c.meter.width(line.number, s.c.meter.latin(cap)) + s.px(2)


def lying_panel(s: PageContext, line: HelplineView, cap: int) -> Block:
    """A short number with its words beside it, where the page is low."""
    c = s.c
    icon, role, digits, spot = _look(line)
    number = number_block(c, line.number, digits, most=cap)
    wide = width_of(s, line, cap)
    words = [
        head_block(c, icon, line.title, role=role, spot=spot),
        text_block(c, line.line, Type.BODY, SOFT),
    ]

    def measure(width: int) -> int:
        return max(
            number_height(c, line.number, wide, cap),
            height_of(words, width - wide - s.px(8), s.px(1)),
        )

    def draw(box: Box) -> None:
        high = number_height(c, line.number, wide, cap)
        number.draw(Box(box.x, box.y + (box.h - high) // 2, wide, high))
        rest = box.after(wide + s.px(8))
        used = height_of(words, rest.w, s.px(1))
        stack(words, Box(rest.x, rest.y + (rest.h - used) // 2, rest.w, used), s.px(1))

    low = c.glass.compact
    return panel_block(c, [Block(measure, draw)], 0, up_mm=LOW_PAD_MM if low else PANEL_PAD_MM[1])


def take_ways(s: PageContext, line: HelplineView) -> list[Block]:
    """The same ways where they stand away from the number: each names its line."""
    learn, scan = s.say.gettext("Learn the number"), s.say.gettext("Scan with a phone")
    return [
        option_block(s.c, f"learn:{line.id}", "learn", learn, line.title),
        option_block(s.c, f"qr:{line.id}", "qr", scan, line.title),
    ]


def shorts(s: PageContext, room: Box, cap: int, *, lowest: bool) -> list[Block]:
    """988 and 911: beside each other where no word is too wide for that, else as two rows.

    ``lowest`` prefers what takes least height. ``room`` holds a pager as well.
    """
    view, gap = s.desk.talk(), s.px(4)
    foot = pager_height(s.c, s.say) + gap
    lines = [line for line in (view.crisis, view.emergency) if line is not None]
    lying = [lying_panel(s, line, cap) for line in lines]
    half = (room.w - gap) // 2
    if s.c.glass.portrait or s.c.meter.step is TextStep.XL:
        return lying
    sides = []
    if not any(_broken(s, line, half - s.px(29)) for line in lines):
        sides.append(row([short_panel(s, line, cap) for line in lines], gap))
    if not any(_broken(s, line, half - s.px(37) - width_of(s, line, cap)) for line in lines):
        sides.append(row(lying, gap))
    if lowest:
        sides.sort(key=lambda block: block.measure(room.w))
    fitting = [block for block in sides if block.measure(room.w) <= room.h - foot]
    return fitting[:1] or lying


def _broken(s: PageContext, line: HelplineView, width: int) -> bool:
    return s.c.wrap(line.title, Type.NAME, width, bold=True).broken


def people(s: PageContext) -> list[Block]:
    """Someone here, and a card to show."""
    staff = s.desk.staff()
    who = s.desk.formats.together(staff.who, staff.line)
    return [
        option_block(s.c, "staff", "bell", s.say.gettext("Someone here"), who),
        option_block(
            s.c,
            "speak",
            "card",
            s.say.gettext("Show a card"),
            s.say.gettext("“I speak … Please get an interpreter.”"),
        ),
    ]
