"""Values in a row of the change report: words, an address, a number with its changes marked."""

from itertools import groupby

from kiosk.domain.text import LRI, PDI
from kiosk.presentation.change_rows import ChangeRow
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import Ink
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.staff.staff_context import StaffContext

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
