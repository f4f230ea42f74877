"""One change in one row: who and what, before and after, with changed characters highlighted.

On narrow screens the new value is under the old one.
"""

from dataclasses import replace
from functools import cache

from kiosk.domain.text import isolate
from kiosk.presentation.change_rows import GROUPS, ChangeRow, ChangeSubject, excerpts, field_groups
from kiosk.presentation.words import NEEDS
from kiosk.sync.report import AllowedWord
from kiosk.ui.kit.blocks import Block, centred, column
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.staff.report_values import value
from kiosk.ui.staff.staff_context import StaffContext

ICON_MM, SIDE_MM, PAD_MM, ARROW_MM = 9.0, 16.0, 3.0, 14.0
"""Icon, room for it, room over and under a row, room for the arrow between old and new."""
SHARES = (40, 28, 32)
"""Widths of what, now and new in percent."""
ICONS = {
    ChangeSubject.HELPLINE: "danger",
    ChangeSubject.LIST: "minus",
    ChangeSubject.KEY: "shield",
    ChangeSubject.NUMBER: "phone",
    ChangeSubject.NAME: "pencil",
    ChangeSubject.PLACE: "pin",
    ChangeSubject.SHOWN: "eye",
    ChangeSubject.REVEALING: "eye",
    ChangeSubject.HIDDEN: "eye_off",
    ChangeSubject.GONE: "minus",
    ChangeSubject.ADDRESS: "web",
    ChangeSubject.NEW: "plus",
    ChangeSubject.CHANGED: "pencil",
    ChangeSubject.LENGTH: "list",
}


def head_block(s: StaffContext) -> Block:
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
            c.rect(box.foot(s.px(1)), TypeRole.LINE)
        else:
            c.rect(box, TypeRole.STONE, radius_mm=5, corners=(True, True, False, False))
        for cell, name in zip(_cells(s, box), names, strict=True):
            c.text(cell, name, Type.BODY, BOLD, middle=True)

    return Block(lambda width: _tallest(s, width, names) + 2 * pad, draw, keep=True)


def _tallest(s: StaffContext, width: int, names: tuple[str, ...]) -> int:
    cells = _cells(s, Box(0, 0, width, 0))
    return max(
        s.c.text_height(name, Type.BODY, cell.w, bold=True)
        for name, cell in zip(names, cells, strict=True)
    )


def _cells(s: StaffContext, box: Box) -> tuple[Box, Box, Box]:
    """What, now, new: beside each other, the arrow between the last two."""
    room = box.after(s.px(SIDE_MM))
    whole = room.w - s.px(ARROW_MM) - 2 * s.px(4)
    first, second, third = (whole * share // 100 for share in SHARES)
    now = room.after(first + s.px(4)).start(second)
    new = Box(now.right + s.px(ARROW_MM), now.y, third, box.h)
    return room.start(first), now, new


def row_block(s: StaffContext, row: ChangeRow) -> Block:
    """The row on white, a hairline under it.

    It is made when it is first measured: of a long report few rows ever are.
    """
    if row.kind is GROUPS["name"]:
        old, new = excerpts(row.old, row.new)
        row = replace(row, old=old, new=new)
    made = cache(lambda: _side_by_side(s, row) if s.wide else _below(s, row))

    def draw(box: Box) -> None:
        if not s.c.strong:
            s.c.rect(box, TypeRole.CARD)
        s.c.rect(box.foot(max(1, s.px(0.5))), TypeRole.HAIR)
        made().draw(box)

    return Block(lambda width: made().measure(width), draw)


def _side_by_side(s: StaffContext, row: ChangeRow) -> Block:
    """What, now and new in columns."""
    c, pad = s.c, s.px(PAD_MM)
    parts = (_what(s, row), _old(s, row), _new(s, row))

    def measure(width: int) -> int:
        cells = _cells(s, Box(0, 0, width, 0))
        highs = (part.measure(cell.w) for part, cell in zip(parts, cells, strict=True))
        return max(*highs, s.px(18)) + 2 * pad

    def draw(box: Box) -> None:
        inner = box.inset(0, pad)
        c.icon(Box(box.x + s.px(4), inner.y, s.px(ICON_MM), inner.h), ICONS[row.what])
        cells = _cells(s, inner)
        for part, cell in zip(parts, cells, strict=True):
            centred(part).draw(cell)
        if _has_both(row):
            arrow = Box(cells[1].right + s.px(2), inner.y, s.px(8), inner.h)
            c.icon(arrow, "arrow", TypeRole.INK_SOFT)

    return Block(measure, draw)


def _below(s: StaffContext, row: ChangeRow) -> Block:
    """What, and under it now and new: beside each other where each fits on a line."""
    c, pad = s.c, s.px(PAD_MM)
    what, old, new = _what(s, row), _old(s, row), _new(s, row)

    def measure(width: int) -> int:
        room = width - s.px(SIDE_MM) - pad
        lower = _under(s, room, old, new)[2] if _has_both(row) else new.measure(room)
        return what.measure(room) + s.px(1) + lower + 2 * pad

    def draw(box: Box) -> None:
        side, inner = s.px(ICON_MM), box.inset(0, pad)
        c.icon(Box(box.x + s.px(3), inner.y, side, side), ICONS[row.what])
        room = inner.after(s.px(SIDE_MM)).start(inner.w - s.px(SIDE_MM) - pad)
        high = what.measure(room.w)
        what.draw(room.top(high))
        lower = room.below(high + s.px(1))
        if not _has_both(row):
            new.draw(lower)
            return
        first_wide, second_wide, _ = _under(s, lower.w, old, new)
        if second_wide:
            old.draw(lower.start(first_wide))
            arrow_box = Box(lower.x + first_wide + s.px(2), lower.y, s.px(8), lower.h)
            c.icon(arrow_box, "arrow", TypeRole.INK_SOFT)
            new.draw(lower.after(first_wide + s.px(ARROW_MM)))
            return
        used = old.measure(lower.w)
        old.draw(lower.top(used))
        c.icon(
            Box(lower.x, lower.y + used, s.px(8), new.measure(lower.w - s.px(ARROW_MM))), "arrow"
        )
        new.draw(lower.below(used).after(s.px(ARROW_MM)))

    return Block(measure, draw)


def _under(s: StaffContext, width: int, old: Block, new: Block) -> tuple[int, int, int]:
    """Widths of old and new on one line and their height; the second 0: one under the other."""
    half = (width - s.px(ARROW_MM)) // 2
    line = s.c.wrap("0", Type.NAME, width).line_height
    if max(old.measure(half), new.measure(half)) <= line:
        return half, half, line
    return width, 0, old.measure(width) + new.measure(width - s.px(ARROW_MM))


def _has_both(row: ChangeRow) -> bool:
    return row.what is not ChangeSubject.NEW and not row.fields


def _what(s: StaffContext, row: ChangeRow) -> Block:
    kind = s.say.say(row.kind)
    if row.day is not None:
        kind = f"{kind} · {s.formats.date(row.day)}"
    name = row.name if row.need is None else s.say.say(NEEDS[row.need])
    lines = [(name, BOLD), (kind, SOFT)]
    if row.allowed is not None:
        lines.append((_allowed(s, row.allowed), PLAIN))
    return column([text_block(s.c, line, Type.BODY, ink) for line, ink in lines], 0)


def _allowed(s: StaffContext, one: AllowedWord) -> str:
    # TRANSLATORS: Why a word that gives visitors away may be seen: who decided, when, why.
    words = s.say.gettext("Allowed by {who} on {date}: {why}")
    who, why = isolate(one.by), isolate(one.reason)
    return words.format(who=who, date=s.formats.date(one.date), why=why)


def _old(s: StaffContext, row: ChangeRow) -> Block:
    say = s.say
    words = {
        # TRANSLATORS: An address: it was hidden until now.
        ChangeSubject.SHOWN: say.pgettext("address", "hidden"),
        # TRANSLATORS: An address: it was shown until now.
        ChangeSubject.HIDDEN: say.pgettext("address", "shown"),
        ChangeSubject.NEW: "",
    }
    if row.fields:
        return text_block(s.c, "")
    if row.what in words:
        return text_block(s.c, words[row.what])
    if not row.old and row.what is ChangeSubject.GONE:
        # TRANSLATORS: In place of the number of a service that has none: it is in the list.
        return text_block(s.c, say.gettext("in the list"))
    return value(s, row, row.old, row.new, PLAIN)


def _new(s: StaffContext, row: ChangeRow) -> Block:
    say = s.say
    words = {
        # TRANSLATORS: An address: it will be shown from now on.
        ChangeSubject.SHOWN: say.pgettext("address", "shown"),
        # TRANSLATORS: An address: it will not be shown any more.
        ChangeSubject.HIDDEN: say.pgettext("address", "hidden"),
        ChangeSubject.GONE: say.gettext("removed"),
        **({} if row.new else {ChangeSubject.NEW: say.gettext("in the list")}),
    }
    if row.fields:
        shown = s.formats.enumerated([say.say(field) for field in field_groups(row.fields)])
        return text_block(s.c, shown)
    if row.what in words:
        return text_block(s.c, words[row.what], ink=BOLD)
    return value(s, row, row.new, row.old, BOLD)
