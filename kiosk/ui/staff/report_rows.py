"""One change on one row: who and what, how it is now, how it will be; changed signs on the lamp.

On narrow screens what will be stands under what is.
"""

from itertools import groupby

from kiosk.domain.text import LRI, PDI
from kiosk.services.staff_changes import Row, What
from kiosk.ui.blocks import Block
from kiosk.ui.canvas import BOLD, PLAIN, SOFT, Ink
from kiosk.ui.parts import void
from kiosk.ui.scene import Box
from kiosk.ui.staff.stage import StaffStage
from kiosk.ui.theme import Role, Type

ICON_MM, SIDE_MM, PAD_MM, ARROW_MM = 9.0, 16.0, 3.0, 14.0
"""Icon, room for it, room over and under a row, room for the arrow between old and new."""
SHARES = (40, 28, 32)
"""Widths of what, now and new in percent."""
RUN = 12
"""Letters of an address after which a line may break."""
ICONS = {
    What.HELPLINE: "danger",
    What.NUMBER: "phone",
    What.HIDDEN: "eye_off",
    What.GONE: "minus",
    What.ADDRESS: "web",
    What.NEW: "plus",
    What.CHANGED: "pencil",
}


def beside(s: StaffStage) -> bool:
    """Whether old and new stand beside each other."""
    return not s.c.glass.portrait and not s.c.glass.compact


def head_block(s: StaffStage) -> Block:
    """The names of the columns, on stone."""
    c, say, pad = s.c, s.say, s.px(PAD_MM)
    names = (
        # TRANSLATORS: Heads of a table: what changes, how it is now, how it will be.
        say.pgettext("report", "What"),
        say.pgettext("report", "Now"),
        say.pgettext("report", "In the new data"),
    )

    def draw(box: Box) -> None:
        if c.strong:
            c.rect(box.foot(s.px(1)), Role.LINE)
        else:
            c.rect(box, Role.STONE, radius_mm=5, corners=(True, True, False, False))
        for cell, name in zip(_cells(s, box), names, strict=True):
            c.text(cell, name, Type.BODY, BOLD, middle=True)

    return Block(lambda width: _tallest(s, width, names) + 2 * pad, draw)


def _tallest(s: StaffStage, width: int, names: tuple[str, ...]) -> int:
    cells = _cells(s, Box(0, 0, width, 0))
    return max(
        s.c.text_height(name, Type.BODY, cell.w, bold=True)
        for name, cell in zip(names, cells, strict=True)
    )


def _cells(s: StaffStage, box: Box) -> tuple[Box, Box, Box]:
    """What, now, new: beside each other, the arrow between the last two."""
    room = box.after(s.px(SIDE_MM))
    whole = room.w - s.px(ARROW_MM) - 2 * s.px(4)
    first, second, third = (whole * share // 100 for share in SHARES)
    now = room.after(first + s.px(4)).start(second)
    new = Box(now.right + s.px(ARROW_MM), now.y, third, box.h)
    return room.start(first), now, new


def row_block(s: StaffStage, row: Row) -> Block:
    """The row on white, a hairline under it."""
    c, pad = s.c, s.px(PAD_MM)
    old, new = _old(s, row), _new(s, row)
    what = _what(s, row)

    def measure(width: int) -> int:
        if beside(s):
            first, now, will = _cells(s, Box(0, 0, width, 0))
            highs = (what.measure(first.w), old.measure(now.w), new.measure(will.w))
            return max(*highs, s.px(18)) + 2 * pad
        room = width - s.px(SIDE_MM) - pad
        low = _under(s, room, old, new)[2] if _has_both(row) else new.measure(room)
        return what.measure(room) + s.px(1) + low + 2 * pad

    def draw(box: Box) -> None:
        if not c.strong:
            c.rect(box, Role.CARD)
        c.rect(box.foot(max(1, s.px(0.5))), Role.HAIR)
        side = s.px(ICON_MM)
        inner = box.inset(0, pad)
        if beside(s):
            c.icon(Box(box.x + s.px(4), inner.y, side, inner.h), ICONS[row.what])
            first, now, will = _cells(s, inner)
            _middle(what, first)
            _middle(old, now)
            if _has_both(row):
                arrow = Box(now.right + s.px(2), inner.y, s.px(8), inner.h)
                c.icon(arrow, "arrow", Role.INK_SOFT)
            _middle(new, will)
            return
        c.icon(Box(box.x + s.px(3), inner.y, side, side), ICONS[row.what])
        room = inner.after(s.px(SIDE_MM)).start(inner.w - s.px(SIDE_MM) - pad)
        high = what.measure(room.w)
        what.draw(room.top(high))
        low = room.below(high + s.px(1))
        if not _has_both(row):
            new.draw(low)
            return
        first_wide, second_wide, _ = _under(s, low.w, old, new)
        if second_wide:
            old.draw(low.start(first_wide))
            arrow_box = Box(low.x + first_wide + s.px(2), low.y, s.px(8), low.h)
            c.icon(arrow_box, "arrow", Role.INK_SOFT)
            new.draw(low.after(first_wide + s.px(ARROW_MM)))
            return
        used = old.measure(low.w)
        old.draw(low.top(used))
        c.icon(Box(low.x, low.y + used, s.px(8), new.measure(low.w - s.px(ARROW_MM))), "arrow")
        new.draw(low.below(used).after(s.px(ARROW_MM)))

    return Block(measure, draw)


def _under(s: StaffStage, width: int, old: Block, new: Block) -> tuple[int, int, int]:
    """Widths of old and new on one line and their height; the second 0: one under the other."""
    half = (width - s.px(ARROW_MM)) // 2
    line = s.c.wrap("0", Type.NAME, width).line_height
    if max(old.measure(half), new.measure(half)) <= line:
        return half, half, line
    return width, 0, old.measure(width) + new.measure(width - s.px(ARROW_MM))


def _has_both(row: Row) -> bool:
    return row.what not in {What.CHANGED, What.NEW}


def _middle(block: Block, box: Box) -> None:
    high = block.measure(box.w)
    block.draw(Box(box.x, box.y + (box.h - high) // 2, box.w, high))


def _what(s: StaffStage, row: Row) -> Block:
    c, kind = s.c, s.say.say(row.kind)

    def measure(width: int) -> int:
        own = c.text_height(row.name, Type.BODY, width, bold=True)
        return own + c.text_height(kind, Type.BODY, width)

    def draw(box: Box) -> None:
        used = c.text(box, row.name, Type.BODY, BOLD)
        c.text(box.below(used), kind, Type.BODY, SOFT)

    return Block(measure, draw)


def _old(s: StaffStage, row: Row) -> Block:
    say = s.say
    words = {
        # TRANSLATORS: An address: it was shown until now.
        What.HIDDEN: say.pgettext("address", "shown"),
        What.NEW: "",
        What.CHANGED: "",
    }
    if row.what in words:
        return _words(s, words[row.what], PLAIN)
    if not row.old and row.what is What.GONE:
        # TRANSLATORS: In place of the number of a service that has none: it is in the list.
        return _words(s, say.gettext("in the list"), PLAIN)
    return _value(s, row, row.old, row.new, PLAIN)


def _new(s: StaffStage, row: Row) -> Block:
    say = s.say
    words = {
        # TRANSLATORS: An address: it will not be shown any more.
        What.HIDDEN: say.pgettext("address", "hidden"),
        What.GONE: say.gettext("taken out"),
        **({} if row.new else {What.NEW: say.gettext("in the list")}),
        What.CHANGED: s.formats.enumerated([say.say(field) for field in row.fields]),
    }
    if row.what in words:
        return _words(s, words[row.what], BOLD if row.what is not What.CHANGED else PLAIN)
    return _value(s, row, row.new, row.old, BOLD)


def _words(s: StaffStage, text: str, ink: Ink) -> Block:
    c = s.c
    return Block(
        lambda width: c.text_height(text, Type.BODY, width, bold=ink.bold),
        lambda box: void(c.text(box, text, Type.BODY, ink)),
    )


def shown_number(s: StaffStage, number: str) -> str:
    """A number of the report as people read it, with what follows it; kept left to right."""
    first, _, rest = number.partition(" ")
    plain = s.formats.phone(first).strip(f"{LRI}{PDI}")
    return f"{plain} {rest}".strip()


def breakable(text: str) -> str:
    """An address that may break after its signs, and after so many letters in a row."""
    parts = []
    for letters, run in groupby(text, str.isalnum):
        part = "".join(run)
        cut = [part[at : at + RUN] for at in range(0, len(part), RUN)]
        parts.append("\u200b".join(cut) + ("" if letters else "\u200b"))
    return "".join(parts)


def _value(s: StaffStage, row: Row, text: str, other: str, ink: Ink) -> Block:
    """A number as large as a line holds it, its changed signs marked; or an address on several."""
    c = s.c
    if not text:
        # TRANSLATORS: In place of a number: there was none, or there will be none.
        return _words(s, s.say.pgettext("number", "none"), ink)
    if not row.numbers:
        return _words(s, breakable(text), ink)
    shown = shown_number(s, text)
    marked = changed_runs(shown, shown_number(s, other)) if other else []

    def kind(width: int) -> Type | None:
        kinds = (Type.TILE, Type.NAME, Type.BODY) if beside(s) else (Type.NAME, Type.BODY)
        fitting = (k for k in kinds if c.text_width(shown, k, bold=ink.bold) <= width)
        return next(fitting, None)

    def measure(width: int) -> int:
        found = kind(width)
        return c.text_height(shown, found or Type.BODY, width, bold=ink.bold)

    def draw(box: Box) -> None:
        found = kind(box.w)
        if found is None:
            c.text(box, shown, Type.BODY, ink)
            return
        line = c.wrap(shown, found, box.w, bold=ink.bold)
        with c.kept_ltr(Box(box.x, box.y, line.width, box.h)):
            for first, last in marked:
                x = box.x + c.text_width(shown[:first], found, bold=ink.bold)
                end = box.x + c.text_width(shown[:last], found, bold=ink.bold)
                _mark(s, Box(x, box.y, end - x, line.height), ink)
            c.text(Box(box.x, box.y, line.width, line.height), shown, found, ink)

    return Block(measure, draw)


def _mark(s: StaffStage, box: Box, ink: Ink) -> None:
    """Lamp behind what is new, a line under what goes."""
    if ink.bold and not s.c.strong:
        s.c.rect(box, Role.LAMP, radius_mm=1)
    else:
        s.c.rect(box.foot(max(1, s.px(0.8))), Role.LINE)


def changed_runs(text: str, other: str) -> list[tuple[int, int]]:
    """Where ``text`` is not ``other``: sign by sign if as long, else between what is common."""
    if len(text) == len(other):
        differs = [one != two for one, two in zip(text, other, strict=True)]
    else:
        shorter = min(len(text), len(other))
        head = next((at for at in range(shorter) if text[at] != other[at]), shorter)
        tail = next(
            (at for at in range(shorter - head) if text[-1 - at] != other[-1 - at]), shorter - head
        )
        differs = [head <= at < len(text) - tail for at in range(len(text))]
    runs, at = [], 0
    for changed, run in groupby(differs):
        size = len(list(run))
        if changed:
            runs.append((at, at + size))
        at += size
    return runs
