"""What a made-up visit is about, and every form in which a machine could have kept it."""

import base64
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from kiosk.domain.records import AnyRecord, Need, Organization, Phone, Service, Start

TYPED = "zqxjkv"
"""What a visitor types; no text of any language has it."""
NAME = "Wyqtam Vroodle"
"""The only service that is found; the directory has it before the visit, and nothing else may."""
DIGITS = "9165550187"
SERVICE = "wyqtam"
DOCUMENTS = {"a PDF": b"%PDF-", "dots of a receipt": b"\x1dv0\x00", "a picture": b"\x89PNG\r\n"}
"""How a document begins whose words cannot be read in its bytes: packed, or drawn as dots."""
SOUNDS = {"a sound": b"RIFF", "marked words to say": b"<speak>"}


def records() -> list[AnyRecord]:
    """A directory of one service."""
    return [
        Organization(id=SERVICE, name=NAME),
        Service(
            id=SERVICE,
            organization_id=SERVICE,
            name=NAME,
            quiet_name=NAME,
            phrase="Food to take home",
            categories=(Need.FOOD,),
            start=(Start.CALL,),
        ),
        Phone(id=f"{SERVICE}.1", service_id=SERVICE, number=f"+1{DIGITS}"),
    ]


def spellings(word: str) -> Iterator[bytes]:
    """A word in the encodings of programs, of PDF and of mail."""
    for text in {word, word.lower(), word.upper()}:
        raw, wide = text.encode(), text.encode("utf-16-be")
        yield from (raw, wide, text.encode("utf-16-le"), text.encode("utf-32-le"))
        for content in (raw, wide):
            yield from (content.hex().encode(), content.hex().upper().encode())
        for before in range(3):
            # What lies beside the word changes the letters at both ends.
            kept = base64.b64encode(b" " * before + raw)
            yield kept[4 * bool(before) : len(kept) // 4 * 4 - 4]


def forms() -> dict[bytes, str]:
    """Every form, and what it would give away."""
    words = {"typed": (TYPED,), "name": (NAME, *NAME.split()), "number": (DIGITS,)}
    found = {
        form: what
        for what, each in words.items()
        for form in chain.from_iterable(map(spellings, each))
    }
    return found | {form: what for what, form in (DOCUMENTS | SOUNDS).items()}


def _parts(file: int) -> Iterator[tuple[int, bytes]]:
    """What is written in a sparse file, each part with its place."""
    end, at = os.fstat(file).st_size, 0
    while at < end:
        try:
            begin = os.lseek(file, at, os.SEEK_DATA)
        except OSError:
            return
        at = os.lseek(file, begin, os.SEEK_HOLE)
        yield begin, os.pread(file, at - begin, begin)


def hits(path: Path) -> set[tuple[str, int]]:
    """What the raw bytes of a file or a disk give away, and where."""
    found: set[tuple[str, int]] = set()
    known = forms()
    file = os.open(path, os.O_RDONLY)
    try:
        for begin, content in _parts(file):
            for form, what in known.items():
                at = content.find(form)
                while at >= 0:
                    found.add((what, begin + at))
                    at = content.find(form, at + 1)
    finally:
        os.close(file)
    return found
