"""Read the words next to a telephone number: purpose, extension, keyword of a message."""

import re
from functools import lru_cache
from typing import Final

import msgspec

from kiosk.domain.records import PhoneType

_FAX = re.compile(r"\bfax\b|\bfacsimile\b|\bfacs?\.", re.IGNORECASE)
_PAGER = re.compile(r"\bpager\b|\bbeeper\b", re.IGNORECASE)
_VOICE = re.compile(
    r"\bvoice\b|\bphones?\b|\btel(?:ephone)?\b|\bcall(?:s|ing)?\b|\bcell(?:ular)?\b|\bmobile\b"
    r"|\bhot ?line\b|\bv(?=/tty)",
    re.IGNORECASE,
)
_TEXT = re.compile(r"\btext(?:s|ing)?\b|\bsms\b", re.IGNORECASE)
_TTY = re.compile(r"\btty\b|\btdd\b|\btext ?(?:tele)?phones?\b|\bteletype\w*\b", re.IGNORECASE)
_VIDEO = re.compile(r"\bvideo ?-?(?:phone|relay)?\b|\bvp\b", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"\W*(?P<word>fax|facsimile|pager|tty|tdd|text ?phone|text|sms|video ?phone|vp)\b"
    r"(?!\s+(?:also|too|available|and|or|users? (?:call|dial))\b)",
    re.IGNORECASE,
)
"""A description counts only if it starts with what the number is: it may mention others."""

_LABEL_WORDS: Final = 6
"""Longest label in words; anything longer is a text."""
_END = re.compile(r"[.;](?:\s|$)")
_LABELS = re.compile(
    r"\b(?:fax|facsimile|pager|beeper|tty|tdd|teletype\w*|text ?phone|text(?:ing)?|sms"
    r"|video ?-?phone|video relay|vp)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:also|too|available|not?|dial)\b|\b(?:for|before|by) (?:the |our )?(?:fax|tty|text)\b"
    r"|\bcall \d",
    re.IGNORECASE,
)
"""A label with these words is about another number, or about none."""

EXTENSION: Final = re.compile(
    r"[\s,;:(-]*(?:\b(?:ext(?:ension|n)?s?|ex)(?![a-z])\.?|(?<![A-Za-z])x|#)[\s.:#-]*(\d{1,8})\b#?\)?",
    re.IGNORECASE,
)
KEYWORD: Final = re.compile(
    r"\btext(?:ing)?(?: the)?(?: word| keyword)?[:\s]+[\"\u201c'\u2018]?(?P<word>[^\W_]{1,16})"
    r"[\"\u201d'\u2019]?\s+to:?\s*(?:the number\s*)?\(?$",
    re.IGNORECASE,
)
_NO_KEYWORDS: Final = frozenset(
    {"MESSAGE", "MESSAGES", "US", "SMS", "OR", "IT", "NOW", "ONLY", "HERE", "LINE", "NUMBER"}
)

_NOT_PUBLIC = re.compile(
    r"\b(?:unlisted|unpublished|internal (?:use|line|only|number|phone))\b"
    r"|\bstaff(?:'s)?(?: (?:use|line|phone|cell|number|members?))? only\b|\bstaff (?:cell|line)\b"
    r"|\b(?:do not|don't|never|not to be|should not be) (?:be )?"
    r"(?:publish|giv|shar|list|display|post|releas|distribut|disclos)\w*"
    r"|\buse only\b|^\W*internal\W*$"
    r"|\bnot (?:public|published|for (?:the )?public|for publication)\b|\bback ?line\b"
    r"|\b(?:personal|home) (?:cell|mobile|phone|number|line)\b",
    re.IGNORECASE,
)
""""Confidential" is not among them: most crisis lines call themselves that."""
_NOT_PUBLIC_TYPE = re.compile(
    r"\W*(?:private|confidential|internal|hidden|secret|staff)"
    r"(?: (?:use|line|phone|only|voice))*\W*",
    re.IGNORECASE,
)
"""Matches the whole content of a type column."""
_OF_A_PERSON = re.compile(
    r"\b(?:director|(?<!case )manager|supervisor|president|ceo|chief \w+ officer)\b"
    r"|\bon[- ]call (?:staff|worker|advocate|manager)\b",
    re.IGNORECASE,
)


def is_private(words: str, kind: str = "") -> bool:
    """Return True if the words next to a number, or its type, say that it is not public."""
    return bool(_NOT_PUBLIC.search(words) or _NOT_PUBLIC_TYPE.fullmatch(kind.replace("_", " ")))


def is_personal(words: str) -> bool:
    """Return True if the words next to a number make it a person's own line."""
    return _OF_A_PERSON.search(words) is not None


_ALWAYS = re.compile(
    r"\b24[\s-]*(?:hours?|hrs?)\b(?: (?:a|per) day)?|\b7 days\b(?: (?:a|per) week)?", re.IGNORECASE
)
_PLAIN: Final = frozenset(
    (
        *("call", "dial", "phone", "phones", "telephone", "tel", "ph", "voice", "number"),
        *("line", "lines", "main", "office", "hotline", "hot", "helpline", "help", "crisis"),
        *("toll", "free", "text", "sms", "tty", "tdd", "relay", "videophone", "vp"),
        *("us", "our", "the", "at", "to", "or", "and", "only", "please"),
    )
)


def has_extra_words(words: str) -> bool:
    """Return True if the words say more about a number than that it is one, and of which kind."""
    found = re.findall(r"[^\W\d_]+", _ALWAYS.sub(" ", words).casefold())
    return not _PLAIN.issuperset(found)


class NumberUse(msgspec.Struct, frozen=True):
    """The use of a number according to its words. ``types`` is empty if they say nothing."""

    types: tuple[PhoneType, ...] = ()
    fax: bool = False
    pager: bool = False


@lru_cache(maxsize=4096)
def read_use(words: str) -> NumberUse:
    """Read a label or type; "phone/fax" is a telephone, "call or text" is both."""
    types = []
    tty = _TTY.search(words)
    rest = _TTY.sub(" ", words)
    if _VIDEO.search(rest):
        types.append(PhoneType.VIDEOPHONE)
    voice = _VOICE.search(_VIDEO.sub(" ", rest))
    if voice:
        types.append(PhoneType.VOICE)
    if _TEXT.search(rest):
        types.append(PhoneType.TEXT)
    if tty:
        types.append(PhoneType.TTY)
    fax = _FAX.search(words) is not None and not types
    pager = _PAGER.search(words) is not None and not types
    return NumberUse(tuple(types), fax=fax, pager=pager)


@lru_cache(maxsize=4096)
def read_use_in_description(words: str) -> NumberUse:
    """Read a description column: anywhere in a label, or at the start of a text."""
    label = _END.split(words, maxsplit=1)[0]
    if len(label.split()) <= _LABEL_WORDS and _LABELS.search(label) and not _SPEAKS.search(label):
        return read_use(label)
    found = _LEADS.match(words)
    return read_use(found["word"]) if found else NumberUse()


def stated_use(kind: str, label: str) -> NumberUse:
    """Return the use that a label states, else that of the type."""
    use = read_use_in_description(label)
    return use if use != NumberUse() else read_use(kind.replace("_", " "))


def keyword_before(words: str) -> str | None:
    """Return the word to send, as in "text HOME to"; "" if it is not usable, ``None`` if absent."""
    found = KEYWORD.search(words)
    if found is None or found["word"].upper() in _NO_KEYWORDS:
        return None
    word = found["word"].upper()
    return word if word.isascii() else ""


def extension_after(words: str) -> tuple[str | None, int]:
    """Return the extension at the start of ``words``, and where it ends."""
    found = EXTENSION.match(words)
    return (found[1], found.end()) if found else (None, 0)


def read_extension(raw: str) -> str | None:
    """Parse the extension in a column of its own ("4385", "4385.0", "x12", "Ext. 606151#")."""
    found = re.fullmatch(
        r"(?:ext(?:ension|n)?\.?|x|#)?[\s.:#-]*(\d{1,8})(?:\.0+)?#?", raw.strip(), re.IGNORECASE
    )
    return found[1] if found and found[1].isascii() else None
