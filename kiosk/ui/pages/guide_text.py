"""The text of a guide as blocks: one a thought, which splits after a sentence."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from kiosk.domain.text import sentences
from kiosk.ui.kit.blocks import BREATH, Block
from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.typography import GIANT_WORD
from kiosk.ui.kit.widgets import icon_line, note, text_block


def halves(text: str) -> list[str]:
    """A sentence cut at the pause nearest its middle, else at the space; a giant word in two."""
    for marks in ((", ", "، ", "，", "; ", ": ", "\n"), (" ",)):
        cuts = [
            at + len(mark)
            for mark in marks
            for at in range(len(text) - len(mark))
            if text.startswith(mark, at) and at
        ]
        if cuts:
            cut = min(cuts, key=lambda at: abs(at - len(text) // 2))
            return [text[:cut].strip(), text[cut:].strip()]
    middle = len(text) // 2
    return [text[:middle], text[middle:]] if GIANT_WORD.search(text) else [text]


def parted(text: str, make: Callable[[str], Block]) -> Block:
    """The block that ``make`` makes of a text, which splits after a sentence."""

    def split(width: int, height: int, anywhere: bool) -> tuple[Block, Block] | None:  # noqa: FBT001
        for first, rest in cuts(text, anywhere=anywhere):
            part = make(first)
            if part.measure(width) <= height:
                return part, parted(rest, make)
        return None

    return replace(make(text), split=split)


def thoughts(
    canvas: Canvas, texts: Sequence[tuple[str, str]], kind: Type, *, plain: bool = False
) -> list[Block]:
    """The (kind, text) of a guide as blocks; ``kind`` is the type of its words.

    ``plain`` ones have no tint behind a caution.
    """
    blocks: list[Block] = []
    for what, text in texts:
        if what == "heading" and blocks:
            blocks.append(BREATH)
        blocks.append(_thought(canvas, what, text, kind, plain=plain))
    return blocks


def _thought(canvas: Canvas, what: str, text: str, kind: Type, *, plain: bool) -> Block:
    if what == "heading":
        return text_block(canvas, text, Type.NAME, BOLD, heading=True, keep=True)
    if what == "question":
        return parted(text, lambda part: icon_line(canvas, "ask", part, kind, spot=True))
    if what == "caution" and plain:
        return parted(text, lambda part: icon_line(canvas, "danger", part, kind))
    if what == "caution":
        return parted(text, lambda part: note(canvas, part, "danger", TypeRole.SUN))
    return parted(text, lambda part: text_block(canvas, part, kind))


def cuts(text: str, *, anywhere: bool) -> Iterator[tuple[str, str]]:
    """The two parts of a text cut after each sentence, the longest first; then inside the first."""
    parts = sentences(text)
    at, ends = 0, []
    for part in parts[:-1]:
        at = text.index(part, at) + len(part)
        ends.append(at)
    for end in reversed(ends):
        yield text[:end].strip(), text[end:].strip()
    first = parts[0] if parts else ""
    while anywhere and len(cut := halves(first)) > 1:
        first = cut[0]
        yield first, text[len(first) :].strip()
