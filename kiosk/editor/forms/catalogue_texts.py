"""The program's own words in review: read from a catalogue, and written into its ``.po`` file."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.atomic_files import replace_file
from kiosk.domain.language import OFFERED, Language, language
from kiosk.editor.forms.review_texts import Harm, ReviewText, Verdict
from kiosk.editor.importers.files import SourceError
from kiosk.i18n.catalogs import SOURCE_TAG, CatalogError, po_path
from kiosk.i18n.pofiles import PoFile, read, serialized
from kiosk.i18n.reviews import Review, mark, review_of
from kiosk.i18n.workflow import forms_of, is_for_staff, with_forms

_SHORT: Final = 40
"""Most characters of an English text that may stand on a button, whose room is limited."""
_LEAVE: Final = re.compile(r"\b(leave|cover|erase|forget|close)", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"\{number\}|\{line\}|\d{3,}|\bcall\b|\btext\b", re.IGNORECASE)
_SAFE: Final = re.compile(
    r"\b(safe|safety|danger|hurt|afraid|force|police|report|watch|see)\w*", re.IGNORECASE
)
_LAW: Final = re.compile(r"\b(law|lawyer|papers|immigration|court|visa|right)\w*", re.IGNORECASE)
_WORDS: Final = (
    (_LEAVE, Harm.LEAVE),
    (_NUMBERS, Harm.NUMBERS),
    (_SAFE, Harm.SAFE),
    (_LAW, Harm.LAW),
)
"""English words by the harm of a wrong translation, the worst first."""


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
                    mark(message, Review.REVIEWED, verdict.note)
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


def _read(path: Path, own: Language) -> PoFile:
    try:
        return read(path, own)
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
