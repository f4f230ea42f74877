"""The numbers of pictures: checked before a picture is written, and read back from its file."""

import re
import struct
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from kiosk.presentation.card_faces import NUMBER_KEY, CardBook, CardLine

if TYPE_CHECKING:
    from kiosk.app.card_pictures import Drawing

PLACES: Final = ("cards/", "boards/", "poster/")
"""Folders with pictures of cards."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_TITLE: Final = re.compile(rb"/Title \(\xfe\xff([^)]*)\)")


class WrongPicture(Exception):  # noqa: N818 - never expected
    """A picture would show another number than the signed one, or a text outside its safe part."""


def checked_numbers(drawing: "Drawing", line: CardLine) -> "Drawing":
    """Return a drawing whose letters show the line's number, all inside the safe part.

    Raises:
        WrongPicture: they do not.
    """
    shown = set(drawing.numbers)
    if line.written not in shown or shown - {line.written, line.spaced}:
        raise WrongPicture(f"{line.id}: {line.written} is not what its picture shows: {shown}.")
    if drawing.outside():
        raise WrongPicture(f"{line.id}: outside the safe part: {drawing.outside()}.")
    return drawing


def numbers_in(content: bytes) -> tuple[str, ...]:
    """Return the numbers that a picture or PDF of this program says it shows."""
    if content.startswith(_PNG):
        text = dict(_texts(content)).get(NUMBER_KEY, "")
    else:
        found = _TITLE.search(content)
        text = found[1].decode("utf-16-be") if found else ""
    return tuple(filter(None, text.split(", ")))


def _texts(png: bytes) -> Iterator[tuple[str, str]]:
    """Yield key and text of each ``tEXt`` chunk (PNG 1.2, 4.2.3)."""
    at = len(_PNG)
    while at + 8 <= len(png):
        length, kind = struct.unpack_from(">L4s", png, at)
        if kind == b"tEXt":
            key, _, text = png[at + 8 : at + 8 + length].partition(b"\0")
            yield key.decode("latin-1"), text.decode("latin-1")
        at += length + 12


def wrong_pictures(files: Mapping[str, bytes], book: CardBook) -> list[str]:
    """Return the paths of pictures whose number is not, or no longer, that of a helpline."""
    right = {form for line in book.lines.values() for form in (line.written, line.spaced)}
    return [
        name
        for name, content in sorted(files.items())
        if name.startswith(PLACES)
        and name.endswith((".png", ".pdf"))
        and (not (shown := set(numbers_in(content))) or not shown <= right)
    ]
