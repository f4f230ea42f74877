"""Clean texts of foreign files into one line of plain words.

Descriptions come with HTML, Markdown, markers of other programs, wrongly decoded letters and
invisible characters. Words stay as they are; nothing is rendered.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser
from itertools import islice
from typing import Final

from kiosk.domain.text_rules import HIDDEN, JOINERS, can_hold_joiner, is_own_script
from kiosk.editor.parsers.mojibake import repair_encoding

__all__ = [
    "TAG",
    "first_sentence",
    "is_blank",
    "keep_latin",
    "repair_encoding",
    "short_line",
    "shorten",
    "to_plain_text",
]

RAW_LIMIT: Final = 20_000
"""Longest part of a cell that is read, in characters; the longest description seen has 7,000."""
_ROUNDS: Final = 12
"""Most rounds of removing nested markup before its signs are dropped."""

_NOTHING: Final = frozenset(
    (
        *("", "na", "n a", "null", "none", "nil", "nan", "undefined", "tbd", "tba", "unknown"),
        *("not available", "not applicable", "not specified", "unspecified", "not provided"),
        *("see notes", "see note", "see above", "see below", "see description", "see website"),
        *("no data", "no information", "no information available", "not listed", "blank", "empty"),
        *("ref", "value", "name", "div 0", "to be determined", "to be announced", "lorem ipsum"),
    )
)
_MOST_WORDS: Final = max(len(words.split()) for words in _NOTHING)
_ERRORS: Final = frozenset({"ref", "value", "name", "div 0"})
"""Error values of a spreadsheet: they mean nothing only with their ``#``."""

_WORD = re.compile(r"[^\W_]+")
_MARKER = re.compile(r"#{2,}\s*[A-Za-z_]{2,20}\s*#{2,}")
_ESCAPED = re.compile(r"(?:\\+[rnt])+")
_DECLARATION = re.compile(r"<!--.*?(?:-->|$)|<[!?][^>]*>?", re.DOTALL)
_TAG_LIKE = re.compile(r"<[A-Za-z/!?]|&[#A-Za-z]")
TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:[A-Za-z][a-z]+|#\d+|#[xX][0-9A-Fa-f]+);")
"""A tag or a reference to a character of HTML, which nobody types into a cell."""
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3}|~~)(?=\S)([^*_~\n]+?)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`+([^`]*)`+")
_HEADING = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>+\s*)")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_BULLET = re.compile(r"^\s*(?:[-*+\u2022\u00b7\u2023\u25aa\u25cf\u2013]\s+|\u2022\s*)")
_BACKSLASH = re.compile(r"\\([*_`#\[\]()>~])")
_MARKED_UP = re.compile(r"[#\\<&`\[*_~]")
_MARKED_LINE = re.compile(r" *[-+>=]")
"""Signs of markup in a printable line of ASCII, and at its start; most lines have none."""
_STOP = re.compile(r"(?<=[.!?])[\"\u201d')]*\s+(?=[\"\u201c'(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|St|Ste|Mr|Mrs|Ms|Dr|Jr|Sr|No|vs|etc|Inc|Co|Corp|Dept|Ave|Blvd|Rd|Apt|Fl"
    r"|Mt|Ft|Rm|Ext|Tel|Hwy|approx|incl|est)|\b(?:[A-Z]\.)+[A-Z])\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION: Final = len(" approx.")
"""Letters of the longest abbreviation, with the sign before it."""
_TITLE = re.compile(
    r"(?:(?:summary|description|overview|about(?: us)?|mission|purpose|services?(?: provided"
    r"|offered)?|program(?: description| summary)?|what (?:we|they) (?:do|offer)|who we are)"
    r"\s*(?::|\s[-\u2013\u2014])|(?-i:[A-Z][A-Z /&]{3,30}):)\s*",
    re.IGNORECASE,
)
"""A heading that says nothing about the service."""
_ANSWERED = re.compile(r"([A-Z][A-Z ]{3,30}):\s*(?:Yes|YES)\s*[,-]\s*(.+)", re.DOTALL)
"""A heading that is answered: "DELIVERY: Yes, for people over 60"."""
_CLAUSE_END = re.compile(r"[;:,]\s|\s[-\u2013\u2014(]\s?|\s(?:including|such as|so that|which)\s")
_SHORTEST: Final = 12
"""Fewest letters of a clause that says something by itself."""
_BLOCKS: Final = frozenset(
    (
        *("p", "br", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("section", "article", "header", "footer", "blockquote", "pre", "dl", "dt", "dd", "form"),
    )
)
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})


class _MarkupReader(HTMLParser):
    """Collects the visible text of a page, one line per block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and not self._silent:
            self._silent = tag
        elif tag == "li":
            self.parts.append("\n\u2022 ")
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag in _BLOCKS or tag == "li":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


@lru_cache(maxsize=1024)
def is_blank(raw: str | None) -> bool:
    """Return True if a cell says nothing: white space, "N/A", "null", "None", "See notes."."""
    if raw is None:
        return True
    words = " ".join(one[0] for one in islice(_WORD.finditer(raw.casefold()), _MOST_WORDS + 1))
    if words in _ERRORS:
        return raw.strip().startswith("#")
    if words:
        return words in _NOTHING
    # Signs alone say nothing; a sign that replaces a word (#, %) is rare.
    return True


@lru_cache(maxsize=1024)
def to_plain_text(raw: str, limit: int | None = None) -> str:
    """Return ``raw`` as one line of plain text, at most ``limit`` characters, cut at a word.

    The function is idempotent. Capitals are unchanged; items of a list are joined with semicolons.
    """
    text = raw[:RAW_LIMIT]
    printable = text.isascii() and text.isprintable()
    if printable and not (_MARKED_UP.search(text) or _MARKED_LINE.match(text)):
        text = " ".join(text.split())
        return text if limit is None else shorten(text, limit)
    for _ in range(_ROUNDS):
        cleaned = _once(text)
        if cleaned == text:
            break
        text = cleaned
    else:
        text = _one_line(re.sub(r"[<>&*_`#~\\\[\]]", " ", text))
    return text if limit is None else shorten(text, limit)


def shorten(text: str, limit: int) -> str:
    """Return ``text`` within ``limit`` characters, else its first words and an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    whole = text[limit - 1] == " " or " " not in head
    words = head if whole else head.rsplit(" ", 1)[0]
    return words.rstrip(" ,;:-\u2013\u2014([\u2026") + "\u2026"


def first_sentence(text: str, limit: int) -> str:
    """Return the first sentence without its full stop, at most ``limit`` characters."""
    sentence = next(iter(sentences(text)), "")
    if sentence.endswith(".") and not _is_abbreviation(sentence, 0, len(sentence)):
        sentence = sentence.rstrip(". ")
    return shorten(sentence, limit)


PHRASE_LETTERS: Final = 90
"""Most characters of a short phrase, as in ``records.Service``."""


def made_phrase(description: str, label: str, name: str) -> str:
    """Return a short phrase: of the description, else the situation's ``label``, else the name."""
    return short_line(description, PHRASE_LETTERS) or label or to_plain_text(name, PHRASE_LETTERS)


def short_line(text: str, limit: int) -> str:
    """Return the first sentence or clause of a text within ``limit``; empty if there is none.

    Headings are left out ("SUMMARY:", "What we do -"); a line never ends in the middle.
    """
    plain = "" if is_blank(text) else text.strip()
    if found := _ANSWERED.match(plain):
        plain = f"{found[1].capitalize()}, {found[2]}"
    while found := _TITLE.match(plain):
        plain = plain[found.end() :]
    sentence = next(iter(sentences(plain)), "")
    if sentence.endswith(".") and not _is_abbreviation(sentence, 0, len(sentence)):
        sentence = sentence.rstrip(". ")
    if len(sentence) <= limit:
        return sentence[:1].upper() + sentence[1:]
    ends = [one.start() for one in _CLAUSE_END.finditer(sentence) if one.start() <= limit]
    clause = sentence[: ends[0]] if ends else ""
    return clause[:1].upper() + clause[1:] if len(clause) >= _SHORTEST else ""


def sentences(text: str) -> list[str]:
    """Split a plain text into sentences; abbreviations do not end one."""
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        if not _is_abbreviation(text, start, stop.start()):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Return True if the part of a text from ``start`` to ``end`` ends with an abbreviation."""
    return _ABBREVIATION.search(text[max(start, end - _LONGEST_ABBREVIATION) : end]) is not None


def keep_latin(text: str) -> str:
    """Remove the words of ``text`` that contain letters of a script other than Latin.

    English texts of a directory are Latin throughout: a letter that only looks Latin is refused.
    """
    if is_own_script(text):
        return text
    words = " ".join(word for word in text.split(" ") if is_own_script(word))
    return re.sub(r"\(\s*\)|\[\s*\]", "", words).strip(" ,;:/-")


def _once(text: str) -> str:
    text = _ESCAPED.sub("\n", _MARKER.sub(" ", repair_encoding(text)))
    if _TAG_LIKE.search(text):
        text = _without_tags(text)
    text = _BACKSLASH.sub(r"\1", _CODE.sub(r"\1", _LINK.sub(r"\1", text)))
    return _one_line(_EMPHASIS.sub(r"\2", text))


def _without_tags(text: str) -> str:
    reader = _MarkupReader()
    # Declarations have no visible text, and old parsers fail on them.
    reader.feed(_DECLARATION.sub(" ", text))
    reader.close()
    return "".join(reader.parts)


def _one_line(text: str) -> str:
    """Join all lines and drop invisible characters."""
    return _joined(
        _visible(line) for line in re.split(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    )


def _joined(lines: Iterable[str]) -> str:
    """Join lines; items of a list are separated by semicolons."""
    out = ""
    after_item = False
    for line in lines:
        if not line or _RULE.match(line):
            continue
        bullet = _BULLET.match(line)
        words = _HEADING.sub("", line[bullet.end() :] if bullet else line).strip()
        if not words:
            continue
        if out and bullet and after_item and out[-1] not in ".;:!?,":
            out += ";"
        out = f"{out} {words}" if out else words
        after_item = bullet is not None
    return out


def _visible(text: str) -> str:
    """Drop invisible characters, compose letters, and reduce white space to single spaces."""
    if not (text.isascii() and text.isprintable()):
        text = HIDDEN.sub("", text.replace("\ufffd", "?"))
        text = "".join(map(_seen, text, "\n" + text[:-1], text[1:] + "\n"))
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def _seen(character: str, before: str, after: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "Z" or character == "\t":
        return " "
    if category[0] == "C":
        return character if character in JOINERS and can_hold_joiner(before, after) else ""
    return character
