"""Read how to start, what to bring and access, where a text states them plainly.

Clauses that deny, limit or make conditions are not read and stay prose.
"""

import re
from collections.abc import Iterator
from typing import Final

from kiosk.domain.records import Access, Document, PhoneType, PhoneUse, Start

_CLAUSE = re.compile(r"[.;,\n|]|\band\b|\bor\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:no|not|non|without|never|cannot|can't|don't|isn't|aren't|unless|except|only|limited|"
    r"partial\w*|some|if|may|might|unknown|inaccessible|required from|depend\w*)\b",
    re.IGNORECASE,
)
_STARTS: Final = (
    (Start.WALK_IN, re.compile(r"\b(?:walk|drop)[- ]?ins?\b", re.IGNORECASE)),
    (Start.APPOINTMENT, re.compile(r"\bappointments?\b", re.IGNORECASE)),
    (Start.CALL, re.compile(r"\b(?:call|phone|telephone)\b", re.IGNORECASE)),
    (Start.ONLINE, re.compile(r"\b(?:online|web ?site)\b", re.IGNORECASE)),
    (Start.EMAIL, re.compile(r"\be-?mail\b", re.IGNORECASE)),
    (Start.REFERRAL, re.compile(r"\b(?:by|through|with) (?:a )?referral\b", re.IGNORECASE)),
)
_REFERRED = re.compile(r"^\s*referrals?(?: (?:is )?(?:required|needed))?\s*$", re.IGNORECASE)
_DOCUMENTS: Final = (
    (
        Document.PHOTO_ID,
        r"(?:(?:government|state)[- ]issued )?(?:photo|picture) (?:id|identification)",
    ),
    (Document.PROOF_OF_ADDRESS, r"proof of (?:address|residence|residency)"),
    (Document.PROOF_OF_INCOME, r"(?:proof|verification) of (?:income|household income)"),
    (Document.INSURANCE_CARD, r"(?:(?:health )?insurance|medi-cal) card"),
    (Document.COURT_PAPERS, r"court (?:papers|documents)"),
    (Document.PAY_RECORDS, r"pay ?(?:stubs?|records)"),
    (Document.REFERRAL_LETTER, r"referral letter|letter of referral"),
    (Document.NOTHING, r"none|nothing|no documents?(?: (?:are )?(?:required|needed))?"),
)
_BRING: Final = tuple(
    (document, re.compile(rf"\s*(?:an? |your )?(?:{words})\s*", re.IGNORECASE))
    for document, words in _DOCUMENTS
)
_ACCESS: Final = (
    (
        Access.WHEELCHAIR,
        re.compile(
            r"^\s*wheel ?chairs?\s*$|\bwheel ?chair(?:s?)[- ](?:access\w*|ramp)|"
            r"\baccessible (?:to|for|by) wheel ?chairs?\b",
            re.IGNORECASE,
        ),
    ),
    (
        Access.SIGN_LANGUAGE,
        re.compile(
            r"^\s*deaf_interpreter\s*$|\b(?:asl|american sign language|sign language)\b",
            re.IGNORECASE,
        ),
    ),
    (Access.RELAY_711, re.compile(r"\b711 relay\b|\brelay 711\b", re.IGNORECASE)),
)
_USES: Final = (
    (PhoneUse.CRISIS, re.compile(r"\b(?:hot ?line|crisis|emergency)\b", re.IGNORECASE)),
    (PhoneUse.APPOINTMENTS, re.compile(r"\b(?:appointments?|intake|scheduling)\b", re.IGNORECASE)),
    (PhoneUse.OFFICE, re.compile(r"\b(?:office|business|admin\w*)\b", re.IGNORECASE)),
)


def _clauses(text: str) -> Iterator[str]:
    """Return the clauses of a text that state something without denying or limiting it."""
    return (part for part in _CLAUSE.split(text) if part.strip() and not _DENIES.search(part))


def read_start(text: str) -> tuple[Start, ...]:
    """Return the ways to start in a text on applying, in its order."""
    found = [
        (match.start(), index, start)
        for index, clause in enumerate(_clauses(text))
        for start, pattern in _STARTS
        if (match := pattern.search(clause))
        or (start is Start.REFERRAL and (match := _REFERRED.search(clause)))
    ]
    ordered = sorted(found, key=lambda item: (item[1], item[0]))
    return tuple(dict.fromkeys(start for _, _, start in ordered))


def read_documents(text: str) -> tuple[Document, ...]:
    """Return what to bring if every part is a known document; an incomplete list would mislead."""
    parts = [part for part in _CLAUSE.split(text) if part.strip()]
    found = [
        next((document for document, pattern in _BRING if pattern.fullmatch(part)), None)
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
        access for access, pattern in _ACCESS if any(pattern.search(part) for part in clauses)
    )


def read_use(kind: PhoneType, *words: str) -> PhoneUse:
    """Return the use of a number by the words of its type and label."""
    if kind is not PhoneType.VOICE:
        return PhoneUse.MAIN
    text = " ".join(words)
    return next((use for use, pattern in _USES if pattern.search(text)), PhoneUse.MAIN)
