"""Read how to start, what to bring and access, where a text states them plainly.

Clauses that deny, limit or make conditions are not read and stay prose.
"""

from collections.abc import Iterator
from typing import Final

from kiosk.domain.records import Access, Document, PhoneType, PhoneUse, Start
from kiosk.editor.parsers.cell_patterns import patterns_of

_SAYS: Final = patterns_of("clauses")
_STARTS: Final = {Start(name): way for name, way in patterns_of("start").items()}
_BRING: Final = {Document(name): way for name, way in patterns_of("bring").items()}
_ACCESS: Final = {Access(name): way for name, way in patterns_of("access").items()}
_USES: Final = {PhoneUse(name): way for name, way in patterns_of("use_of_number").items()}


def _clauses(text: str) -> Iterator[str]:
    """Return the clauses of a text that state something without denying or limiting it."""
    parts = _SAYS["between"].split(text)
    return (part for part in parts if part.strip() and not _SAYS["denies"].search(part))


def read_start(text: str) -> tuple[Start, ...]:
    """Return the ways to start in a text on applying, in its order."""
    found = [
        (match.start(), index, start)
        for index, clause in enumerate(_clauses(text))
        for start, pattern in _STARTS.items()
        if (match := pattern.search(clause))
        or (start is Start.REFERRAL and (match := _SAYS["referred"].search(clause)))
    ]
    ordered = sorted(found, key=lambda item: (item[1], item[0]))
    return tuple(dict.fromkeys(start for _, _, start in ordered))


def read_documents(text: str) -> tuple[Document, ...]:
    """Return what to bring if every part is a known document; an incomplete list would mislead."""
    parts = [part for part in _SAYS["between"].split(text) if part.strip()]
    found = [
        next(
            (document for document, pattern in _BRING.items() if pattern.fullmatch(part.strip())),
            None,
        )
        for part in parts
    ]
    known = tuple(dict.fromkeys(document for document in found if document is not None))
    if None in found or (Document.NOTHING in known and len(known) > 1):
        return ()
    return known


def read_access(text: str) -> tuple[Access, ...]:
    """Return the accessibility features that a text states."""
    clauses = list(_clauses(text))
    return tuple(
        access
        for access, pattern in _ACCESS.items()
        if any(pattern.search(part) for part in clauses)
    )


def read_use(kind: PhoneType, *words: str) -> PhoneUse:
    """Return the use of a number by the words of its type and label."""
    if kind is not PhoneType.VOICE:
        return PhoneUse.MAIN
    text = " ".join(words)
    return next((use for use, pattern in _USES.items() if pattern.search(text)), PhoneUse.MAIN)
