"""The words beside a telephone number: what it is for, its extension, the keyword of a message."""

import re
from dataclasses import dataclass
from typing import Final

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
"""A description counts only where it begins with what the number is: it may speak of others."""

_LABEL_WORDS: Final = 6
"""Words of the longest label; what is longer is a text."""
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
"""A label with these speaks of another number, or of none."""

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

_KEPT_BACK = re.compile(
    r"\b(?:unlisted|unpublished|internal (?:use|line|only|number|phone))\b"
    r"|\bstaff(?:'s)?(?: (?:use|line|phone|cell|number|members?))? only\b|\bstaff (?:cell|line)\b"
    r"|\b(?:do not|don't|never|not to be|should not be) (?:be )?"
    r"(?:publish|giv|shar|list|display|post|releas|distribut|disclos)\w*"
    r"|\buse only\b|^\W*internal\W*$"
    r"|\bnot (?:public|published|for (?:the )?public|for publication)\b|\bback ?line\b"
    r"|\b(?:personal|home) (?:cell|mobile|phone|number|line)\b",
    re.IGNORECASE,
)
"""A "confidential" line is none of them: most crisis lines call themselves that."""
_KEPT_TYPE = re.compile(
    r"\W*(?:private|confidential|internal|hidden|secret|staff)"
    r"(?: (?:use|line|phone|only|voice))*\W*",
    re.IGNORECASE,
)
"""All that a column of types says."""
_OF_A_PERSON = re.compile(
    r"\b(?:director|(?<!case )manager|supervisor|president|ceo|chief \w+ officer)\b"
    r"|\bon[- ]call (?:staff|worker|advocate|manager)\b",
    re.IGNORECASE,
)


def is_private(words: str, kind: str = "") -> bool:
    """Whether the words beside a number, or its type, say that it is not for the public."""
    return bool(_KEPT_BACK.search(words) or _KEPT_TYPE.fullmatch(kind.replace("_", " ")))


def of_a_person(words: str) -> bool:
    """Whether the words beside a number make it one person's own line."""
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
    """Whether words say more of a number than that it is one, and of which kind."""
    said = re.findall(r"[^\W\d_]+", _ALWAYS.sub(" ", words).casefold())
    return not _PLAIN.issuperset(said)


@dataclass(frozen=True, slots=True)
class PhoneKind:
    """What words say a number is for. ``types`` is empty where they say nothing."""

    types: tuple[PhoneType, ...] = ()
    fax: bool = False
    pager: bool = False


def kind_of(words: str) -> PhoneKind:
    """What label or type words say; "phone/fax" is a telephone, "call or text" is both."""
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
    return PhoneKind(tuple(types), fax=fax, pager=pager)


def kind_of_description(words: str) -> PhoneKind:
    """What a description column says: wherever it stands in a label, or where a text begins."""
    label = _END.split(words, maxsplit=1)[0]
    if len(label.split()) <= _LABEL_WORDS and _LABELS.search(label) and not _SPEAKS.search(label):
        return kind_of(label)
    found = _LEADS.match(words)
    return kind_of(found["word"]) if found else PhoneKind()


def keyword_before(words: str) -> str | None:
    """The word to send, as in "text HOME to"; "" where it cannot be one; ``None``: none named."""
    found = KEYWORD.search(words)
    if found is None or found["word"].upper() in _NO_KEYWORDS:
        return None
    word = found["word"].upper()
    return word if word.isascii() else ""


def extension_after(words: str) -> tuple[str | None, int]:
    """The extension that begins ``words``, and where it ends."""
    found = EXTENSION.match(words)
    return (found[1], found.end()) if found else (None, 0)


def read_extension(raw: str) -> str | None:
    """The extension in a column of its own ("4385", "4385.0", "x12", "Ext. 606151#")."""
    found = re.fullmatch(
        r"(?:ext(?:ension|n)?\.?|x|#)?[\s.:#-]*(\d{1,8})(?:\.0+)?#?", raw.strip(), re.IGNORECASE
    )
    return found[1] if found and found[1].isascii() else None
