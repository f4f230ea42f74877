"""One change in one row: who and what, before and after, with changed characters highlighted.

On narrow screens the new value is under the old one.
"""

from dataclasses import replace
from functools import cache
from itertools import groupby

from kiosk.domain.text import LRI, PDI, isolate
from kiosk.presentation.change_rows import GROUPS, ChangeRow, ChangeSubject, excerpts, field_groups
from kiosk.presentation.field_words import NEEDS
from kiosk.sync.change_report import AllowedWord
from kiosk.ui.kit.blocks import Block, centred, column
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Ink
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import text_block
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


def head_block(page: StaffContext) -> Block:
    """The names of the columns, on stone."""
    canvas, catalog, pad = page.canvas, page.catalog, page.px(PAD_MM)
    names = (
        # TRANSLATORS: Heads of a table: what changes, how it is now, how it will be.
        catalog.pgettext("report", "What"),
        catalog.pgettext("report", "Now"),
        catalog.pgettext("report", "In the new data"),
    )

    def draw(box: Box) -> None:
        if canvas.strong:
            canvas.rect(box.foot(page.px(1)), TypeRole.LINE)
        else:
            canvas.rect(box, TypeRole.STONE, radius_mm=5, corners=(True, True, False, False))
        for cell, name in zip(_cells(page, box), names, strict=True):
            canvas.text(cell, name, Type.BODY, BOLD, middle=True)

    return Block(lambda width: _tallest(page, width, names) + 2 * pad, draw, keep=True)


def _tallest(page: StaffContext, width: int, names: tuple[str, ...]) -> int:
    cells = _cells(page, Box(0, 0, width, 0))
    return max(
        page.canvas.text_height(name, Type.BODY, cell.w, bold=True)
        for name, cell in zip(names, cells, strict=True)
    )


def _cells(page: StaffContext, box: Box) -> tuple[Box, Box, Box]:
    """What, now, new: beside each other, the arrow between the last two."""
    room = box.after(page.px(SIDE_MM))
    whole = room.w - page.px(ARROW_MM) - 2 * page.px(4)
    first, second, third = (whole * share // 100 for share in SHARES)
    now = room.after(first + page.px(4)).start(second)
    new = Box(now.right + page.px(ARROW_MM), now.y, third, box.h)
    return room.start(first), now, new


def row_block(page: StaffContext, row: ChangeRow) -> Block:
    """The row on white, a hairline under it.

    It is made when it is first measured: of a long report few rows ever are.
    """
    if row.kind is GROUPS["name"]:
        old, new = excerpts(row.old, row.new)
        row = replace(row, old=old, new=new)
    made = cache(lambda: _side_by_side(page, row) if page.wide else _below(page, row))

    def draw(box: Box) -> None:
        if not page.canvas.strong:
            page.canvas.rect(box, TypeRole.CARD)
        page.canvas.rect(box.foot(max(1, page.px(0.5))), TypeRole.HAIR)
        made().draw(box)

    return Block(lambda width: made().measure(width), draw)


def _side_by_side(page: StaffContext, row: ChangeRow) -> Block:
    """What, now and new in columns."""
    canvas, pad = page.canvas, page.px(PAD_MM)
    parts = (_what(page, row), _old(page, row), _new(page, row))

    def measure(width: int) -> int:
        cells = _cells(page, Box(0, 0, width, 0))
        highs = (part.measure(cell.w) for part, cell in zip(parts, cells, strict=True))
        return max(*highs, page.px(18)) + 2 * pad

    def draw(box: Box) -> None:
        inner = box.inset(0, pad)
        canvas.icon(Box(box.x + page.px(4), inner.y, page.px(ICON_MM), inner.h), ICONS[row.what])
        cells = _cells(page, inner)
        for part, cell in zip(parts, cells, strict=True):
            centred(part).draw(cell)
        if _has_both(row):
            arrow = Box(cells[1].right + page.px(2), inner.y, page.px(8), inner.h)
            canvas.icon(arrow, "arrow", TypeRole.INK_SOFT)

    return Block(measure, draw)


def _below(page: StaffContext, row: ChangeRow) -> Block:
    """What, and under it now and new: beside each other where each fits on a line."""
    canvas, pad = page.canvas, page.px(PAD_MM)
    what, old, new = _what(page, row), _old(page, row), _new(page, row)

    def measure(width: int) -> int:
        room = width - page.px(SIDE_MM) - pad
        lower = _under(page, room, old, new)[2] if _has_both(row) else new.measure(room)
        return what.measure(room) + page.px(1) + lower + 2 * pad

    def draw(box: Box) -> None:
        side, inner = page.px(ICON_MM), box.inset(0, pad)
        canvas.icon(Box(box.x + page.px(3), inner.y, side, side), ICONS[row.what])
        room = inner.after(page.px(SIDE_MM)).start(inner.w - page.px(SIDE_MM) - pad)
        high = what.measure(room.w)
        what.draw(room.top(high))
        lower = room.below(high + page.px(1))
        if not _has_both(row):
            new.draw(lower)
            return
        first_wide, second_wide, _ = _under(page, lower.w, old, new)
        if second_wide:
            old.draw(lower.start(first_wide))
            arrow_box = Box(lower.x + first_wide + page.px(2), lower.y, page.px(8), lower.h)
            canvas.icon(arrow_box, "arrow", TypeRole.INK_SOFT)
            new.draw(lower.after(first_wide + page.px(ARROW_MM)))
            return
        used = old.measure(lower.w)
        old.draw(lower.top(used))
        canvas.icon(
            Box(lower.x, lower.y + used, page.px(8), new.measure(lower.w - page.px(ARROW_MM))),
            "arrow",
        )
        new.draw(lower.below(used).after(page.px(ARROW_MM)))

    return Block(measure, draw)


def _under(page: StaffContext, width: int, old: Block, new: Block) -> tuple[int, int, int]:
    """Widths of old and new on one line and their height; the second 0: one under the other."""
    half = (width - page.px(ARROW_MM)) // 2
    line = page.canvas.wrap("0", Type.NAME, width).line_height
    if max(old.measure(half), new.measure(half)) <= line:
        return half, half, line
    return width, 0, old.measure(width) + new.measure(width - page.px(ARROW_MM))


def _has_both(row: ChangeRow) -> bool:
    return row.what is not ChangeSubject.NEW and not row.fields


def _what(page: StaffContext, row: ChangeRow) -> Block:
    kind = page.catalog.translate(row.kind)
    if row.day is not None:
        kind = f"{kind} · {page.formats.date(row.day)}"
    name = row.name if row.need is None else page.catalog.translate(NEEDS[row.need])
    lines = [(name, BOLD), (kind, SOFT)]
    if row.allowed is not None:
        lines.append((_allowed(page, row.allowed), PLAIN))
    return column([text_block(page.canvas, line, Type.BODY, ink) for line, ink in lines], 0)


def _allowed(page: StaffContext, word: AllowedWord) -> str:
    # TRANSLATORS: Why a word that gives visitors away may be seen: who decided, when, why.
    words = page.catalog.gettext("Allowed by {who} on {date}: {why}")
    who, why = isolate(word.by), isolate(word.reason)
    return words.format(who=who, date=page.formats.date(word.date), why=why)


def _old(page: StaffContext, row: ChangeRow) -> Block:
    catalog = page.catalog
    words = {
        # TRANSLATORS: An address: it was hidden until now.
        ChangeSubject.SHOWN: catalog.pgettext("address", "hidden"),
        # TRANSLATORS: An address: it was shown until now.
        ChangeSubject.HIDDEN: catalog.pgettext("address", "shown"),
        ChangeSubject.NEW: "",
    }
    if row.fields:
        return text_block(page.canvas, "")
    if row.what in words:
        return text_block(page.canvas, words[row.what])
    if not row.old and row.what is ChangeSubject.GONE:
        # TRANSLATORS: In place of the number of a service that has none: it is in the list.
        return text_block(page.canvas, catalog.gettext("in the list"))
    return value(page, row, row.old, row.new, PLAIN)


def _new(page: StaffContext, row: ChangeRow) -> Block:
    catalog = page.catalog
    words = {
        # TRANSLATORS: An address: it will be shown from now on.
        ChangeSubject.SHOWN: catalog.pgettext("address", "shown"),
        # TRANSLATORS: An address: it will not be shown any more.
        ChangeSubject.HIDDEN: catalog.pgettext("address", "hidden"),
        ChangeSubject.GONE: catalog.gettext("removed"),
        **({} if row.new else {ChangeSubject.NEW: catalog.gettext("in the list")}),
    }
    if row.fields:
        shown = page.formats.enumerated(
            [catalog.translate(field) for field in field_groups(row.fields)]
        )
        return text_block(page.canvas, shown)
    if row.what in words:
        return text_block(page.canvas, words[row.what], ink=BOLD)
    return value(page, row, row.new, row.old, BOLD)


RUN = 12
"""Letters of an address after which a line may break."""


def shown_number(page: StaffContext, number: str) -> str:
    """A number of the report as people read it, with what follows it; kept left to right."""
    first, _, rest = number.partition(" ")
    plain = page.formats.phone(first).strip(f"{LRI}{PDI}")
    return f"{plain} {rest}".strip()


def breakable(text: str) -> str:
    """An address that may break after its signs, and after so many letters in a row."""
    parts = []
    for letters, run in groupby(text, str.isalnum):
        part = "".join(run)
        cut = [part[at : at + RUN] for at in range(0, len(part), RUN)]
        parts.append("\u200b".join(cut) + ("" if letters else "\u200b"))
    return "".join(parts)


def value(page: StaffContext, row: ChangeRow, text: str, other: str, ink: Ink) -> Block:
    """A number as large as a line holds it, its changed signs marked; or an address on several."""
    canvas = page.canvas
    if not text:
        # TRANSLATORS: In place of a number: there was none, or there will be none.
        return text_block(page.canvas, page.catalog.pgettext("number", "none"), ink=ink)
    if not row.numbers:
        return text_block(page.canvas, breakable(text), ink=ink)
    shown = shown_number(page, text)
    marked = changed_runs(shown, shown_number(page, other)) if other else []

    def kind(width: int) -> Type | None:
        kinds = (Type.TILE, Type.NAME, Type.BODY) if page.wide else (Type.NAME, Type.BODY)
        fitting = (k for k in kinds if canvas.text_width(shown, k, bold=ink.bold) <= width)
        return next(fitting, None)

    def measure(width: int) -> int:
        found = kind(width)
        return canvas.text_height(shown, found or Type.BODY, width, bold=ink.bold)

    def draw(box: Box) -> None:
        found = kind(box.w)
        if found is None:
            canvas.text(box, shown, Type.BODY, ink)
            return
        line = canvas.wrap(shown, found, box.w, bold=ink.bold)
        with canvas.kept_ltr(Box(box.x, box.y, line.width, box.h)):
            for first, last in marked:
                x = box.x + canvas.text_width(shown[:first], found, bold=ink.bold)
                end = box.x + canvas.text_width(shown[:last], found, bold=ink.bold)
                _mark(page, Box(x, box.y, end - x, line.height), ink)
            canvas.text(Box(box.x, box.y, line.width, line.height), shown, found, ink)

    return Block(measure, draw)


def _mark(page: StaffContext, box: Box, ink: Ink) -> None:
    """Lamp behind what is new, a line under what goes."""
    if ink.bold and not page.canvas.strong:
        page.canvas.rect(box, TypeRole.LAMP, radius_mm=1)
    else:
        page.canvas.rect(box.foot(max(1, page.px(0.8))), TypeRole.LINE)


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
