"""The text of a guide as blocks, distributed to pages by whole thoughts."""

from collections.abc import Sequence

from kiosk.ui.kit.blocks import Block, height_of, unbroken
from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import icon_line, note, text_block

ENDS = "?؟？。।."
EVEN_SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Parts of a page's height that are tried, so that the last page is not left with one line."""


def sentences(text: str) -> list[str]:
    """A text cut behind each full stop and question mark that ends a sentence."""
    parts, start = [], 0
    for at, letter in enumerate(text):
        after = text[at + 1 : at + 2]
        if letter in ENDS and (letter != "." or after in {" ", ""}):
            parts.append(text[start : at + 1].strip())
            start = at + 1
    rest = text[start:].strip()
    return [part for part in (*parts, rest) if part]


def thoughts(
    c: Canvas, texts: Sequence[tuple[str, str]], room: tuple[int, int], gap: int
) -> list[Block]:
    """The (kind, text) of a guide as they are read; one taller than the room in parts.

    ``room`` is width and height of a page in pixels, ``gap`` what parts two blocks.
    """
    width, most = room
    blocks: list[Block] = []
    reserved = 0
    for kind, text in texts:
        if kind == "heading" and blocks:
            blocks.append(Block(lambda _: c.px(1), lambda _: None, keep=True))
        parts = _fitting(c, kind, text, (width, most - reserved))
        blocks.extend(parts)
        # What follows a heading stands on its page.
        over = height_of(parts, width, 0) + c.px(1) + 2 * gap
        reserved = over if kind == "heading" else 0
    return blocks


def _fitting(c: Canvas, kind: str, text: str, room: tuple[int, int]) -> list[Block]:
    """A thought as one block, or cut at sentences, then pauses, until each part fits."""
    whole = _thought(c, kind, text)
    parts = sentences(text)
    if len(parts) == 1:
        parts = halves(text)
    if whole.measure(room[0]) <= room[1] or len(parts) == 1:
        return [whole]
    return [block for part in parts for block in _fitting(c, kind, part, room)]


def halves(text: str) -> list[str]:
    """A sentence cut at the pause nearest its middle, else at the space there."""
    for marks in ((", ", "، ", "，", "; ", ": "), (" ",)):
        cuts = [
            at + len(mark)
            for mark in marks
            for at in range(len(text) - len(mark))
            if text.startswith(mark, at) and at
        ]
        if cuts:
            cut = min(cuts, key=lambda at: abs(at - len(text) // 2))
            return [text[:cut].strip(), text[cut:].strip()]
    return [text]


def _thought(c: Canvas, kind: str, text: str) -> Block:
    if kind == "heading":
        return text_block(c, text, Type.NAME, BOLD, heading=True, keep=True)
    if kind == "question":
        return icon_line(c, "ask", text, Type.LEAD, spot=True)
    if kind == "caution":
        return note(c, text, "danger", TypeRole.SUN)
    return text_block(c, text, Type.LEAD)


def deal_text(
    blocks: Sequence[Block], width: int, heights: tuple[int, int], gap: int
) -> tuple[tuple[Block, ...], ...]:
    """Blocks dealt to pages: a first one of one height in pixels, all others of another.

    What keeps its successor moves with it; room does not begin a page. The first page may be
    empty: there is nothing under the title then.
    """
    pages: list[list[Block]] = [[]]
    for group in unbroken(blocks):
        most = heights[1] if len(pages) > 1 else heights[0]
        if height_of([*pages[-1], *group], width, gap) > most and (pages[-1] or len(pages) == 1):
            pages.append([])
        pages[-1].extend(group)
    return tuple(tuple(page) for page in pages)


def deal_evenly(
    blocks: Sequence[Block], width: int, heights: tuple[int, int], gap: int
) -> tuple[tuple[Block, ...], ...]:
    """As :func:`deal_text`, on as few pages, none much fuller than the others."""
    full = deal_text(blocks, width, heights, gap)
    for share in EVEN_SHARES:
        lower = (round(heights[0] * share), round(heights[1] * share))
        trial = deal_text(blocks, width, lower, gap)
        tallest = max((height_of(page, width, gap) for page in trial[1:]), default=0)
        if len(trial) == len(full) and tallest <= heights[1] and trial[0]:
            return trial
    return full
