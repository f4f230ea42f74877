"""Texts in review: what must survive in a better one, and what is wrong with that.

The program's own words are read from a catalogue, and written into its ``.po`` file.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

from kiosk.atomic_files import replace_file
from kiosk.domain.language import OFFERED, Language, language
from kiosk.domain.report_lines import with_noun
from kiosk.domain.text_rules import is_own_script, is_visible
from kiosk.editor.forms.form import base_hash
from kiosk.editor.source_files import SourceError
from kiosk.i18n.catalogs import SOURCE_TAG, CatalogError, placeholders, po_path
from kiosk.i18n.pofiles import PoFile, read, serialized
from kiosk.i18n.reviews import Review, mark, review_of
from kiosk.i18n.workflow import forms_of, is_for_staff, with_forms

PORTION: Final = 30
"""Texts of one form: about half an hour of reading."""
_TOKENS: Final = re.compile(r"\{[^{}\s]*\}|\d[\d.,:/-]*\d|\d+")
"""A placeholder or a number."""
_NAME: Final = re.compile(r"(?<![A-Za-z])(?:[A-Z][a-z]*(?:-?[A-Z][A-Za-z]*)+|[A-Z][a-z]+)(?![a-z])")
_PLAIN_WORD: Final = re.compile(r"[A-Z][a-z]+")
_BEGINS: Final = re.compile(r"(?:^|[.!?:“\"\n]\s*)$")
_NEW_NUMBER: Final = re.compile(r"\d{3,}")
"""Digits that may be a number to call; a better text adds none."""
_SHORT: Final = 40
"""Most characters of an English text that may stand on a button, whose room is limited."""
_LEAVE: Final = re.compile(r"\b(leave|cover|erase|forget|close)", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"\{number\}|\{line\}|\d{3,}|\bcall\b|\btext\b", re.IGNORECASE)
_SAFE: Final = re.compile(
    r"\b(safe|safety|danger|hurt|afraid|force|police|report|watch|see)\w*", re.IGNORECASE
)
_LAW: Final = re.compile(r"\b(law|lawyer|papers|immigration|court|visa|right)\w*", re.IGNORECASE)


class Harm(IntEnum):
    """What a wrong text does, the worst first."""

    LEAVE = 0
    NUMBERS = 1
    SAFE = 2
    LAW = 3
    GUIDES = 4
    PHRASES = 5
    STAFF = 6


_WORDS: Final = (
    (_LEAVE, Harm.LEAVE),
    (_NUMBERS, Harm.NUMBERS),
    (_SAFE, Harm.SAFE),
    (_LAW, Harm.LAW),
)
"""English words by the harm of a wrong translation, the worst first."""
HARM_WORDS: Final = {
    Harm.LEAVE: "leaving",
    Harm.NUMBERS: "numbers first",
    Harm.SAFE: "safety first",
    Harm.LAW: "law and papers",
    Harm.GUIDES: "guides",
    Harm.PHRASES: "short phrases",
    Harm.STAFF: "words for staff",
}
"""Headings of the portions."""


@dataclass(frozen=True, slots=True)
class ReviewText:
    """One text in review.

    ``key`` names it, ``where`` says where it stands. ``most`` is how many characters fit, 0 if that
    is not known; ``lines`` how many lines a better text needs, 0 for any. ``is_unsure``: somebody
    has read it already and was not sure.
    """

    key: str
    where: str
    english: str
    text: str
    harm: Harm
    most: int = 0
    is_unsure: bool = False
    lines: int = 0

    @property
    def base(self) -> str:
        """What stood there, as the form states it: the English text and its translation."""
        return f"{self.english}\n{self.text}"

    def is_same(self, stated: str | None) -> bool:
        """Return True if a form showed this very text."""
        return stated == base_hash(self.base)

    @property
    def retained(self) -> tuple[str, ...]:
        """Placeholders, numbers and names that stand in both texts, as often as in both."""
        here, there = Counter(_tokens(self.english)), Counter(_tokens(self.text))
        tokens = [token for token in here for _ in range(min(here[token], there[token]))]
        missing = {one for one in _tokens(self.english) if one.startswith("{")} - set(tokens)
        names = [name for name in dict.fromkeys(_names(self.english)) if name in self.text]
        return (*sorted(missing), *tokens, *names)

    def problem(self, better: str, tag: str) -> str:
        """Return what is wrong with a better text, as one sentence; empty if nothing is."""
        return next(self._problems(better, tag), "")

    def _problems(self, better: str, tag: str) -> Iterator[str]:
        if not better.strip():
            yield "The better text is empty."
        if self.most and len(better) > self.most:
            yield f"The better text has {len(better)} letters; {self.most} fit."
        if self.lines and better.count("\n") + 1 != self.lines:
            yield f"The better text needs {with_noun(self.lines, 'line')}, as the old one."
        needed = Counter(self.retained)
        if lost := [token for token in needed if better.count(token) < needed[token]]:
            yield f"The better text lacks {', '.join(lost)}."
        if placeholders(better) != placeholders(self.english):
            yield "The better text has other placeholders than the English."
        if new := sorted(_runs(better) - _runs(self.english) - _runs(self.text)):
            yield f"The better text has a number that the English lacks: {new[0]}."
        if not is_visible(better, tag, lines=True) or not is_own_script(better, tag):
            yield "The better text has invisible letters, or letters of another script."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader said about a text: ``choice`` is good, better, unsure or harm.

    ``better`` is the better text, ``note`` who read it, when, and why the reader says so.
    ``is_read``: the editor knows that the reader speaks the language.
    """

    text: ReviewText
    choice: str
    note: str
    better: str = ""
    is_read: bool = False


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(text)


def _runs(text: str) -> set[str]:
    """Return the runs of digits of a text, of any script, in 0-9."""
    runs = _NEW_NUMBER.findall(text)
    return {"".join(str(unicodedata.digit(one)) for one in run) for run in runs}


def _names(english: str) -> Iterator[str]:
    """Yield words with capitals that are no first words of a sentence: names, in any language."""
    for found in _NAME.finditer(english):
        begins = _BEGINS.search(english[: found.start()])
        if not (begins and _PLAIN_WORD.fullmatch(found[0])):
            yield found[0]


def in_order(texts: list[ReviewText]) -> list[ReviewText]:
    """Return texts by harm; those that a reader was not sure of come last."""
    return sorted(texts, key=lambda one: (one.is_unsure, one.harm))


@dataclass(frozen=True, slots=True)
class CatalogueTexts:
    """The words of one language in its catalogue; ``sources`` finds each message by key."""

    path: Path
    language: Language
    texts: tuple[ReviewText, ...]
    sources: Mapping[str, tuple[str | tuple[str, ...], str | None]]

    def write(self, verdicts: Iterable[Verdict]) -> None:
        """Write verdicts into the ``.po`` file. Raises :class:`SourceError` and OSError."""
        catalog = _read(self.path, self.language)
        for verdict in verdicts:
            message = catalog.get(*self.sources[verdict.text.key])
            if message is None:
                continue
            match verdict.choice:
                case "harm":
                    with_forms(message, ["" for _ in forms_of(message)])
                    mark(message, Review.MACHINE, f"{verdict.note} It was: {verdict.text.text}")
                case "unsure":
                    mark(message, review_of(message), f"not sure: {verdict.note}")
                case _:
                    if verdict.better:
                        with_forms(message, verdict.better.split("\n"))
                    unread = Review.HUMAN if verdict.better else review_of(message)
                    mark(message, Review.REVIEWED if verdict.is_read else unread, verdict.note)
        replace_file(self.path, serialized(catalog))


def catalogue_texts(folder: Path, tag: str) -> CatalogueTexts:
    """Return the words that no speaker of a language has read yet, of ``folder``.

    Raises :class:`SourceError` if there is no such catalogue, or it cannot be read.
    """
    own = language(tag)
    if own is None or tag == SOURCE_TAG or not (path := po_path(folder, own)).is_file():
        raise SourceError(f"There is no catalogue of {tag} in {folder}. Use a clone for this.")
    others = {one: _read(po_path(folder, each), each) for one, each in _others(folder, tag)}
    texts, sources = [], {}
    for message in _read(path, own):
        forms = forms_of(message)
        if not message.id or not forms or message.fuzzy or review_of(message) is Review.REVIEWED:
            continue
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        english = "\n".join(ids)
        key = hashlib.sha256(f"{message.context}\0{english}".encode()).hexdigest()[:16]
        sources[key] = ids if len(ids) > 1 else ids[0], message.context
        found = (each.get(message.id, message.context) for each in others.values())
        lengths = [len(form) for other in found if other is not None for form in forms_of(other)]
        short = len(ids) == 1 and len(english) <= _SHORT
        texts.append(
            ReviewText(
                key,
                _where(message.locations, message.auto_comments, message.context),
                english,
                "\n".join(forms),
                Harm.STAFF if is_for_staff(message) else _harm(english, message.locations),
                max([len(forms[0]), *lengths]) if short else 0,
                any(comment.startswith("not sure: ") for comment in message.user_comments),
                lines=len(forms),
            )
        )
    return CatalogueTexts(path, own, tuple(texts), sources)


def _others(folder: Path, tag: str) -> list[tuple[str, Language]]:
    found = ((one, language(one)) for one in OFFERED if one not in (tag, SOURCE_TAG))
    return [(one, each) for one, each in found if each and po_path(folder, each).is_file()]


def _read(path: Path, language: Language) -> PoFile:
    try:
        return read(path, language)
    except CatalogError as error:
        raise SourceError(str(error)) from error


def _where(
    locations: Iterable[tuple[str, int]], comments: Iterable[str], context: str | None
) -> str:
    """Return where words stand: the page or the part, and what the code says to translators."""
    files = dict.fromkeys(Path(file) for file, _ in locations)
    places = [
        f"{'page' if 'pages' in file.parts else 'staff mode,' if 'staff' in file.parts else 'part'}"
        f" “{file.stem.replace('_', ' ')}”"
        for file in files
    ]
    return ". ".join([", ".join(places[:2]), *filter(None, (context,)), *comments])


def _harm(english: str, locations: Iterable[tuple[str, int]]) -> Harm:
    if any("cover" in file for file, _ in locations):
        return Harm.LEAVE
    found = (harm for words, harm in _WORDS if words.search(english))
    return next(found, Harm.PHRASES)
