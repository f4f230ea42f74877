"""What people answered about a source, to be read by hand.

``fitting.toml`` has the answers about its columns, ``words.tsv`` those about its words.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError

from kiosk.atomic_files import replace_file
from kiosk.domain.records import Audience
from kiosk.domain.situations import KNOWN_SITUATIONS
from kiosk.editor.fitting.aliases import LOOKUPS, fold_name
from kiosk.editor.fitting.categories import OF_SERVICES, CategoriesError, table_terms
from kiosk.editor.fitting.column_guesses import NEVER, ColumnAnswers
from kiosk.editor.fitting.word_meanings import WordKind, WordMeaning, WordRule, WordRules
from kiosk.editor.source_files import SourceError, read_file

FITTING: Final = "fitting.toml"
_HEAD: Final = (
    "What the columns of this source mean. Left: the export's name of a column. Right: where it",
    'goes, such as "service.name", or "never". The answers of desk fit are written here too.',
)
_TARGET: Final = re.compile(r"[a-z_]+\.[a-z_0-9]+")
WORDS: Final = "words.tsv"
COLUMNS: Final = ("kind", "text", "answer", "needs", "situations", "audience", "by", "on")
T = TypeVar("T", bound=str)


class _Fitting(msgspec.Struct, frozen=True):
    """The part of the file that is about columns; other tables belong to others."""

    columns: dict[str, str | list[str]] = {}
    values: dict[str, dict[str, str]] = {}


def load_columns(folder: Path) -> ColumnAnswers:
    """Load the answers about columns. Raises :class:`SourceError`, which names the line."""
    path = folder / FITTING
    if not path.is_file():
        return ColumnAnswers()
    place = f"{FITTING} of {folder.name}"
    try:
        content = tomlkit.parse(read_file(path).decode("utf-8-sig")).unwrap()
        found = msgspec.convert(content, _Fitting)
    except (TOMLKitError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SourceError(f"{place} cannot be read: {error}.") from error
    columns: dict[str, tuple[str, ...]] = {}
    for name, wanted in found.columns.items():
        targets = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        for target in targets:
            table = target.split(".", 1)[0]
            if target != NEVER and (not _TARGET.fullmatch(target) or table not in LOOKUPS):
                raise SourceError(
                    f'{place}, {name}: {target!r} is no field. Write it like "service.name", '
                    f'or "{NEVER}".'
                )
        columns[fold_name(name)] = targets
    values = {
        name: {word.strip().casefold(): text for word, text in words.items()}
        for name, words in found.values.items()
    }
    return ColumnAnswers(columns, values)


def save_columns(
    folder: Path, columns: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> None:
    """Write answers about columns and words of cells over the former ones. Raises OSError."""
    path = folder / FITTING
    if path.is_file():
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    else:
        document = tomlkit.document()
        for line in _HEAD:
            document.add(tomlkit.comment(line))
    for name, target in columns.items():
        document.setdefault("columns", tomlkit.table())[name] = target
    for name, words in values.items():
        place = document.setdefault("values", tomlkit.table(is_super_table=True))
        for word, text in words.items():
            place.setdefault(name, tomlkit.table())[word] = text
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(path, tomlkit.dumps(document).encode())


def load_words(folder: Path) -> WordRules:
    """Load the answers of a source. Raises :class:`SourceError`, which names the row."""
    path = folder / WORDS
    if not path.is_file():
        return WordRules()
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{WORDS} of {folder.name} is not in UTF-8. Save it as UTF-8.") from error
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(reader, [])
    if missing := [name for name in COLUMNS[:3] if name not in header]:
        raise SourceError(
            f"{WORDS} of {folder.name}, row 1: the columns {', '.join(missing)} are missing."
        )
    rules: dict[tuple[WordKind, str], WordRule] = {}
    for number, line in enumerate(reader, 2):
        cells = dict(zip(header, (cell.strip() for cell in line), strict=False))
        if cells.get("text") and cells.get("answer"):
            rule = _rule(cells, f"{WORDS} of {folder.name}, row {number}")
            rules[rule.key] = rule
    return WordRules(rules)


def save_words(folder: Path, rules: Mapping[tuple[WordKind, str], WordRule]) -> None:
    """Write the answers of a source, by kind and text. Raises OSError."""
    out = io.StringIO()
    out.write("\t".join(COLUMNS) + "\n")
    order = list(WordKind)
    for rule in sorted(rules.values(), key=lambda one: (order.index(one.kind), one.text)):
        lists = (rule.needs, rule.situations, rule.audience)
        cells = (rule.kind, rule.text, rule.meaning, *(" ".join(each) for each in lists))
        out.write("\t".join(map(_flat, (*cells, rule.by, rule.on))) + "\n")
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / WORDS, out.getvalue().encode())


def take_table(folder: Path, table: Path, who: str, on: str) -> int:
    """Write an older table of categories as answers; a word that has one keeps it.

    Return how many answers were new. Raises :class:`SourceError` and OSError.
    """
    try:
        terms = table_terms(table)
    except CategoriesError as error:
        raise SourceError(str(error)) from error
    rules = load_words(folder)
    new = [
        WordRule(WordKind.TERM, term, WordMeaning.DOES, needs=needs, by=who, on=on)
        for term, needs in terms.items()
        if rules.of(WordKind.TERM, term) is None
    ]
    save_words(folder, {**rules.rules, **{one.key: one for one in new}})
    return len(new)


def _flat(cell: str) -> str:
    return " ".join(cell.split())


def _rule(cells: Mapping[str, str], place: str) -> WordRule:
    kind = _choice(cells.get("kind", ""), WordKind, f"{place}: the column kind")
    meaning = _choice(cells["answer"], WordMeaning, f"{place}: the column answer")
    situations = _choices(cells.get("situations", ""), KNOWN_SITUATIONS, f"{place}: situations")
    if situations and meaning not in {WordMeaning.DOES, WordMeaning.LEADS}:
        raise SourceError(f"{place}: only does and leads have situations.")
    return WordRule(
        kind,
        cells["text"],
        meaning,
        tuple(situations),
        tuple(_choices(cells.get("needs", ""), OF_SERVICES, f"{place}: needs")),
        tuple(_choices(cells.get("audience", ""), Audience, f"{place}: audience")),
        cells.get("by", ""),
        cells.get("on", ""),
    )


def _choice(cell: str, known: Iterable[T], place: str) -> T:
    found = _choices(cell, known, place)
    if len(found) != 1:
        raise SourceError(f"{place} needs one word.")
    return found[0]


def _choices(cell: str, known: Iterable[T], place: str) -> list[T]:
    by_word = {str(one): one for one in known}
    if wrong := [word for word in cell.split() if word not in by_word]:
        few = ", ".join(sorted(by_word)) if len(by_word) <= len(WordMeaning) else "the known codes"
        raise SourceError(f"{place} has {wrong[0]!r}. Choose from {few}.")
    return [by_word[word] for word in cell.split()]
