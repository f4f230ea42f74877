"""From the code to the translators and back: extract, update, check.

``translations/kiosk.pot`` holds what the code says, ``<folder>/LC_MESSAGES/kiosk.po`` what a
language says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Message as PoMessage
from babel.messages.extract import extract_from_dir

from kiosk.domain.language import OFFERED, STAFFED, Language, language
from kiosk.i18n.catalogs import DOMAIN, SOURCE_TAG, CatalogError, placeholders, po_path
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
"""Function and method names whose strings are messages."""
COMMENT_TAG = "TRANSLATORS:"
"""Comments that begin so reach the translators."""
PACKAGE = "kiosk"
METHOD_MAP = [("**.py", "python")]
"""Inside the package; the same as ``translations/babel.cfg``: only Python holds text."""
STAFF_PLACES = (f"{PACKAGE}/ui/staff/", f"{PACKAGE}/services/staff_")
"""Where the words of staff mode stand: a language that visitors read may do without them."""


class ProblemKind(StrEnum):
    """What can be wrong with a catalogue."""

    ABSENT = "absent"
    UNREADABLE = "unreadable"
    STALE = "stale"
    MISSING = "missing"
    FUZZY = "fuzzy"
    PLACEHOLDERS = "placeholders"
    PLURALS = "plurals"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: the file, and the English message where there is one."""

    kind: ProblemKind
    file: Path
    message: str = ""

    def __str__(self) -> str:
        detail = f": {self.message!r}" if self.message else ""
        return f"{self.file}: {self.kind}{detail}"


def extract(root: Path) -> PoFile:
    """All messages of the code under ``root`` (the folder that holds ``kiosk/``), sorted."""
    template = new()
    options = {pattern: {"encoding": "utf-8"} for pattern, _ in METHOD_MAP}
    for file, _line, text, comments, context in extract_from_dir(
        root / PACKAGE, METHOD_MAP, options, KEYWORDS, (COMMENT_TAG,), strip_comment_tags=True
    ):
        place = f"{PACKAGE}/{Path(file).as_posix()}"
        template.add(text, None, [(place, 0)], auto_comments=comments, context=context)
    return template


def update(root: Path, folder: Path, languages: Iterable[Language]) -> tuple[Path, ...]:
    """Write the template and bring each language's catalogue up to date with the code.

    Translations are kept; nothing is guessed from similar messages; what the code no longer says is
    dropped. Returns the files written.
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


def check(root: Path, folder: Path, tags: Iterable[str] = OFFERED) -> tuple[Problem, ...]:
    """Everything that keeps the catalogues of ``tags`` from being complete and true."""
    template = extract(root)
    pot = folder / f"{DOMAIN}.pot"
    problems = []
    if not pot.exists() or pot.read_bytes() != serialized(template):
        problems.append(Problem(ProblemKind.STALE, pot))
    for tag in tags:
        each = language(tag)
        if each is not None and each.written and tag != SOURCE_TAG:
            problems += _check_one(po_path(folder, each), each, template)
    return tuple(problems)


def _check_one(path: Path, each: Language, template: PoFile) -> list[Problem]:
    if not path.exists():
        return [Problem(ProblemKind.ABSENT, path)]
    try:
        catalog = read(path, each)
    except CatalogError:
        return [Problem(ProblemKind.UNREADABLE, path)]
    problems = []
    if catalog.plural_forms != new(each).plural_forms:
        problems.append(Problem(ProblemKind.PLURALS, path))
    for wanted in template:
        if not wanted.id or (each.tag not in STAFFED and for_staff(wanted)):
            continue
        found = catalog.get(wanted.id, wanted.context)
        kind = ProblemKind.MISSING if found is None else _flaw(found)
        if kind is not None:
            problems.append(Problem(kind, path, _first(wanted.id)))
    known = {(_first(m.id), m.context) for m in template}
    problems += [
        Problem(ProblemKind.STALE, path, _first(m.id))
        for m in catalog
        if m.id and (_first(m.id), m.context) not in known
    ]
    return problems


def for_staff(message: PoMessage) -> bool:
    """Whether only staff mode says it."""
    return all(file.startswith(STAFF_PLACES) for file, _ in message.locations)


def _flaw(found: PoMessage) -> ProblemKind | None:
    """What is wrong with one translated message."""
    forms = (found.string,) if isinstance(found.string, str) else tuple(found.string or ())
    sources = (found.id,) if isinstance(found.id, str) else tuple(found.id)
    if not forms or not all(form and form.strip() for form in forms):
        return ProblemKind.MISSING
    if found.fuzzy:
        return ProblemKind.FUZZY
    accepted = {placeholders(source) for source in sources}
    if any(placeholders(form) not in accepted for form in forms):
        return ProblemKind.PLACEHOLDERS
    return None


def _first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]
