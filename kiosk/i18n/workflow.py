"""The translation workflow: extract, update, check.

``translations/kiosk.pot`` holds the messages of the code, ``<folder>/LC_MESSAGES/kiosk.po`` the
translations of a language.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Message as PoMessage
from babel.messages.extract import extract_from_dir, extract_python

from kiosk.domain import discretion
from kiosk.domain.language import OFFERED, STAFFED, Language, language
from kiosk.domain.text import LRI, PDI
from kiosk.domain.text_rules import is_own_script, is_visible
from kiosk.i18n.catalogs import DOMAIN, SOURCE_TAG, CatalogError, placeholders, po_path
from kiosk.i18n.messages import Message
from kiosk.i18n.pofiles import PoFile, new, read, serialized

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NP_": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
"""Names of functions and methods whose strings are messages."""
COMMENT_TAG = "TRANSLATORS:"
"""Prefix of comments that reach the translators."""
PACKAGE = "kiosk"
METHOD_MAP = [("**.py", f"{__name__}:extract_calls")]
"""Within the package; as in ``translations/babel.cfg``: only Python contains text."""
_CALL = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(".encode())
STAFF_PLACES = (
    f"{PACKAGE}/ui/staff/",
    f"{PACKAGE}/staff/",
    f"{PACKAGE}/readiness/",
    f"{PACKAGE}/sync/staff_messages",
    f"{PACKAGE}/presentation/change_rows",
)
"""Files with texts of staff mode, which a language for visitors may lack."""

_ISOLATED = re.compile(rf"{LRI}(\{{\w+\}}){PDI}")
"""A placeholder may be isolated against reordering; no other direction control is allowed."""


class ProblemKind(StrEnum):
    """Problems of a catalogue."""

    ABSENT = "absent"
    UNREADABLE = "unreadable"
    STALE = "stale"
    MISSING = "missing"
    FUZZY = "fuzzy"
    PLACEHOLDERS = "placeholders"
    PLURALS = "plurals"
    HIDDEN = "hidden characters"
    SCRIPT = "letters of another script"
    TELLS = "tells what a visitor came for"


@dataclass(frozen=True, slots=True)
class CatalogProblem:
    """One thing to fix: the file, and the English message or the expected line."""

    kind: ProblemKind
    file: Path
    message: str = ""

    def __str__(self) -> str:
        detail = f": {self.message!r}" if self.message else ""
        return f"{self.file}: {self.kind}{detail}"

    @property
    def is_waiting(self) -> bool:
        """True if only a translator can mend it: until then the screen shows the English text."""
        return self.kind in {ProblemKind.MISSING, ProblemKind.FUZZY}


def extract_calls(
    source: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Any,
) -> Iterable[Any]:
    """Return what Babel extracts from a Python file, which it parses only if one may be there."""
    if not _CALL.search(source.read()):
        return ()
    source.seek(0)
    return extract_python(source, keywords, comment_tags, options)


def extract(root: Path) -> PoFile:
    """Return all messages of the code under ``root``, the parent of ``kiosk/``, sorted."""
    template = new()
    options = {pattern: {"encoding": "utf-8"} for pattern, _ in METHOD_MAP}
    for file, _line, text, comments, context in extract_from_dir(
        root / PACKAGE, METHOD_MAP, options, KEYWORDS, (COMMENT_TAG,), strip_comment_tags=True
    ):
        file_path = f"{PACKAGE}/{Path(file).as_posix()}"
        template.add(text, None, [(file_path, 0)], auto_comments=comments, context=context)
    return template


def update(root: Path, folder: Path, languages: Iterable[Language]) -> tuple[Path, ...]:
    """Write the template and update each language's catalogue from the code.

    Translations stay; nothing is guessed from similar messages; messages gone from the code are
    dropped. Returns the written files.
    """
    template = extract(root)
    pot = folder / f"{DOMAIN}.pot"
    folder.mkdir(parents=True, exist_ok=True)
    pot.write_bytes(serialized(template))
    written = [pot]
    for each in languages:
        if each.tag == SOURCE_TAG:
            continue
        path = po_path(folder, each)
        catalog = read(path, each) if path.exists() else new(each)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(serialized(catalog))
        written.append(path)
    return tuple(written)


def check(
    root: Path,
    folder: Path,
    tags: Iterable[str] = OFFERED,
    quiet: Collection[Message] = (),
) -> tuple[CatalogProblem, ...]:
    """Return everything that keeps the catalogues of ``tags`` from being complete and correct.

    ``quiet`` are the messages that leave the screen: their translations must not be revealing.
    """
    template = extract(root)
    pot = folder / f"{DOMAIN}.pot"
    problems = []
    if not pot.exists() or pot.read_bytes() != serialized(template):
        problems.append(CatalogProblem(ProblemKind.STALE, pot))
    for tag in tags:
        each = language(tag)
        if each is not None and each.written and tag != SOURCE_TAG:
            problems += _check_one(po_path(folder, each), each, template, quiet)
    return tuple(problems)


def _check_one(
    path: Path, language: Language, template: PoFile, quiet: Collection[Message]
) -> list[CatalogProblem]:
    if not path.exists():
        return [CatalogProblem(ProblemKind.ABSENT, path)]
    try:
        catalog = read(path, language)
    except CatalogError:
        return [CatalogProblem(ProblemKind.UNREADABLE, path)]
    problems = []
    if catalog.plural_forms != (rule := new(language).plural_forms):
        problems.append(CatalogProblem(ProblemKind.PLURALS, path, f"Plural-Forms: {rule}"))
    for wanted in template:
        if not wanted.id or not is_required(language, wanted):
            continue
        found = catalog.get(wanted.id, wanted.context)
        kind = ProblemKind.MISSING if found is None else _flaw(found, language)
        if kind is not None:
            problems.append(CatalogProblem(kind, path, _first(wanted.id)))
    known = {(_first(m.id), m.context) for m in template}
    problems += [
        CatalogProblem(ProblemKind.STALE, path, _first(m.id))
        for m in catalog
        if m.id and (_first(m.id), m.context) not in known
    ]
    problems += [
        CatalogProblem(ProblemKind.TELLS, path, message.text)
        for message in quiet
        if (found := catalog.get(message.text, message.context)) is not None
        and any(discretion.find_revealing(form, language.tag) for form in forms_of(found))
    ]
    return problems


def is_for_staff(message: PoMessage) -> bool:
    """True if only staff mode shows the message."""
    return all(file.startswith(STAFF_PLACES) for file, _ in message.locations)


def is_required(language: Language, message: PoMessage) -> bool:
    """True if a language needs the message; only some have the texts of staff mode."""
    return language.tag in STAFFED or not is_for_staff(message)


def forms_of(message: PoMessage) -> tuple[str, ...]:
    """Return the translation: one text, or one for each plural form; none if one is missing."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return forms if all(form and form.strip() for form in forms) else ()


def with_forms(message: PoMessage, forms: Sequence[str]) -> None:
    """Replace the translation of a message by one text, or by one for each plural form."""
    message.string = forms[0] if isinstance(message.string, str) else tuple(forms)


def _flaw(message: PoMessage, language: Language) -> ProblemKind | None:
    """Return what is wrong with one translated message, or ``None``."""
    forms = forms_of(message)
    sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    if not forms:
        return ProblemKind.MISSING
    if message.fuzzy:
        return ProblemKind.FUZZY
    accepted = {placeholders(source) for source in sources}
    if any(placeholders(form) not in accepted for form in forms):
        return ProblemKind.PLACEHOLDERS
    plain = [_ISOLATED.sub(r"\1", form) for form in forms]
    if not all(is_visible(form, language.tag, lines=True) for form in plain):
        return ProblemKind.HIDDEN
    return None if all(is_own_script(form, language.tag) for form in plain) else ProblemKind.SCRIPT


def _first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]
