"""Read the exports of known systems by their profiles, ``resources/editor/profiles/*.toml``.

A profile says by which columns a file is recognised, and which rows of the internal tables
(``aliases.py``) each of its rows makes. A column that no profile names goes nowhere.
"""

import ast
import datetime as dt
import json
import re
import tomllib
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, cached_property, lru_cache
from typing import Any, Final

import msgspec

from kiosk.domain.resource_text import resource_names, resource_text
from kiosk.editor.fitting.aliases import column_of, fold_name, is_denied
from kiosk.editor.fitting.column_guesses import (
    ColumnAnswers,
    ColumnRole,
    common_prefix,
    guess_field,
    says_what_is_shown,
)
from kiosk.editor.parsers.dates import read_date
from kiosk.editor.parsers.flags import is_flag

FEW: Final = 5
"""Signature columns that must be there, or all if a profile names fewer."""
CELL: Final = 20_000
"""Characters of a cell that is read as a list; literal_eval of more may exhaust the stack."""
ITEMS: Final = 100
"""Most entries of a list in a cell."""
ITEM: Final = "item"
"""Name of an entry that is plain text."""
FILLED: Final = "*"
Cells = Mapping[str, str]


class _Maker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one row makes. Names on the left are internal, those on the right the export's.

    ``when`` and ``unless`` compare cells without case and signs; "*" is any text, "" none.
    ``each`` fills "{}" in the names. ``inside`` is a column with a list: each entry makes a row, by
    its keys, or by "item" for plain text that ``at`` parts. ``prefix`` reads all further columns
    that begin so, by their aliases. ``fixed`` are constant cells. ``values`` translates words of
    cells. ``until`` names a column with the last day of another. ``owns`` are columns with keys of
    rows of other tables that belong to this one. ``of`` are the tables whose rows have this part.
    """

    table: str
    columns: dict[str, str | list[str]] = {}
    when: dict[str, list[str]] = {}
    unless: dict[str, list[str]] = {}
    each: list[str] = msgspec.field(default_factory=lambda: [""])
    inside: str = ""
    at: str = ""
    prefix: str = ""
    fixed: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    until: dict[str, str] = {}
    owns: dict[str, str] = {}
    of: list[str] = []


@dataclass(frozen=True, slots=True)
class _MakerPlan:
    """A maker with its names folded; ``columns`` for each of its parts."""

    maker: _Maker
    when: tuple[tuple[str, frozenset[str]], ...]
    unless: tuple[tuple[str, frozenset[str]], ...]
    columns: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    inside: str
    named: frozenset[str]


class _FileForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of file. ``never`` are columns that nothing reads, as patterns with "*"."""

    signature: list[str]
    make: list[_Maker]
    part: list[_Maker] = []
    never: list[str] = []
    ask: dict[str, str] = {}
    """Columns that are read only after a yes, with what they would be."""


class _System(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    file: list[_FileForm]


@dataclass(frozen=True, slots=True)
class MadeRow:
    """Cells of a row of an internal table."""

    table: str
    cells: dict[str, str]


@dataclass(frozen=True)
class FileProfile:
    """How the rows of one file of a known system are read."""

    title: str
    form: _FileForm

    @property
    def main(self) -> str:
        """Return the table that the first rows belong to."""
        return self.form.make[0].table

    def headers(self, header: Sequence[str]) -> dict[str, str]:
        """Return the export's name of each internal column."""
        folded = {fold_name(column): column for column in header}
        found: dict[str, str] = {}
        for name, sources in self._uses():
            here = [folded[one] for one in sorted(sources) if one in folded]
            if "." in name and here:
                found.setdefault(name.split(".", 1)[1], here[0])
        return found

    def reads(self, column: str) -> str:
        """Return what a column is read as, as "table.field"; empty if nothing reads it."""
        return self._targets.get(fold_name(column), "")

    @cached_property
    def _targets(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, sources in self._uses():
            for source in sources:
                found.setdefault(source, name)
        return found

    def is_never(self, column: str) -> bool:
        """Return True if nothing may read a column."""
        if column not in self._never:
            folded = fold_name(column)
            self._never[column] = any(fnmatchcase(folded, _pattern(one)) for one in self.form.never)
        return self._never[column]

    @cached_property
    def _never(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _flags(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _makers(self) -> tuple[_MakerPlan, ...]:
        return tuple(map(_plan, self.form.make))

    @cached_property
    def _part_makers(self) -> tuple[_MakerPlan, ...]:
        return tuple(map(_plan, self.form.part))

    def is_extra_flag(self, column: str) -> bool:
        """Return True for a column of nobody's plan that says what may be shown, or "a home"."""
        if column not in self._flags:
            self._flags[column] = not self.reads(column) and says_what_is_shown(column)
        return self._flags[column]

    def explain(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], answers: ColumnAnswers
    ) -> dict[str, tuple[ColumnRole, str]]:
        """Return why each column is read as it is, or could be."""
        asked = {fold_name(name): target for name, target in self.form.ask.items()}
        found: dict[str, tuple[ColumnRole, str]] = {}
        for place, column in enumerate(header):
            name, chosen = fold_name(column), answers.targets(column)
            if self.is_never(column) or answers.is_never(column):
                found[column] = ColumnRole.NEVER, ""
            elif (target := self.reads(column)) or chosen:
                role = ColumnRole.KNOWN if target else ColumnRole.ANSWER
                found[column] = role, target or chosen[0]
            elif says_what_is_shown(column):
                found[column] = ColumnRole.FLAG, ""
            elif name in map(fold_name, self.form.signature):
                found[column] = ColumnRole.KNOWN, ""
            elif name in asked:
                found[column] = ColumnRole.PROPOSED, asked[name]
            elif is_denied(column):
                found[column] = ColumnRole.NEVER, ""
            else:
                cells = [line[place] for line in rows if place < len(line)]
                guess = guess_field("service", column, common_prefix(header), cells)
                role = ColumnRole.PROPOSED if guess else ColumnRole.UNKNOWN
                found[column] = role, f"service.{guess}" if guess else ""
        return found

    def _uses(self) -> Iterator[tuple[str, set[str]]]:
        for maker in (*self.form.make, *self.form.part):
            if maker.inside:
                yield maker.table, {fold_name(maker.inside)}
                continue
            for name, wanted in maker.columns.items():
                sources = {
                    fold_name(one.format(part)) for one in _each(wanted) for part in maker.each
                }
                yield f"{maker.table}.{name}", sources
            for name, source in (*maker.until.items(), *maker.owns.items()):
                yield f"{maker.table}.{name}", {fold_name(source)}
            for source in (*maker.when, *maker.unless):
                yield maker.table, {fold_name(source)}

    def rows_of(
        self, cells: Cells, today: dt.date | None, answers: ColumnAnswers
    ) -> Iterator[MadeRow]:
        """Yield what one row makes; ``cells`` by folded column, blank ones absent.

        A column that only says what may be shown counts wherever a system has put it.
        """
        free = {name: text for name, text in cells.items() if not self.is_never(name)}
        flags = {name: text for name, text in free.items() if self.is_extra_flag(name)}
        for plan in self._makers:
            maker = plan.maker
            for main in _made(plan, free, today):
                for name, text in free.items() if answers.columns else ():
                    if target := answers.field_of(maker.table, name):
                        main.setdefault(target, text)
                yield MadeRow(maker.table, {**flags, **main})
                key = main.get("id")
                if key is not None:
                    yield from self._parts(maker.table, key, free, today)
                    yield from _owned(maker, key, free)

    def _parts(
        self, table: str, key: str, cells: Cells, today: dt.date | None
    ) -> Iterator[MadeRow]:
        for plan in self._part_makers:
            maker = plan.maker
            if maker.of and table not in maker.of:
                continue
            owner = "link_id" if maker.table == "attribute" else f"{table}_id"
            for part in _made(plan, cells, today):
                yield MadeRow(maker.table, {owner: key, **part})


def find_profile(header: Sequence[str]) -> FileProfile | None:
    """Return how a file with these columns is read; ``None`` if no known system has them."""
    names = {fold_name(column) for column in header}
    best: tuple[int, FileProfile] | None = None
    for title, form in _forms():
        there = sum(fold_name(one) in names for one in form.signature)
        if there >= min(FEW, len(form.signature)) and (best is None or there > best[0]):
            best = there, FileProfile(title, form)
    return best[1] if best else None


@cache
def _forms() -> tuple[tuple[str, _FileForm], ...]:
    """Read the profiles. Raises ValueError if one of the program's own files is wrong."""
    found = []
    for name in resource_names("editor", "profiles"):
        system = msgspec.convert(tomllib.loads(resource_text("editor", "profiles", name)), _System)
        found += [(system.title, form) for form in system.file]
    return tuple(found)


def _each(wanted: str | list[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else wanted


def _plan(maker: _Maker) -> _MakerPlan:
    wanted = (*maker.columns.values(), *maker.owns.values(), *maker.until.values())
    columns = tuple(
        tuple(
            (name, tuple(fold_name(one.format(part)) for one in _each(sources)))
            for name, sources in maker.columns.items()
        )
        for part in maker.each
    )
    named = frozenset(fold_name(one) for each in wanted for one in _each(each))
    when, unless = _conditions(maker.when), _conditions(maker.unless)
    return _MakerPlan(maker, when, unless, columns, fold_name(maker.inside), named)


def _conditions(rules: Mapping[str, list[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (fold_name(name), frozenset(word if word == FILLED else _flat(word) for word in words))
        for name, words in rules.items()
    )


def _pattern(name: str) -> str:
    return re.sub(r"[^a-z0-9*]+", "_", name.casefold())


def _made(plan: _MakerPlan, cells: Cells, today: dt.date | None) -> Iterator[dict[str, str]]:
    """Yield the rows that a maker makes of a row; none without a cell of its own."""
    maker = plan.maker
    if not all(_is_one_of(cells, *one) for one in plan.when) or any(
        _is_one_of(cells, *one) for one in plan.unless
    ):
        return
    for columns in plan.columns:
        for entry in _entries(plan, cells):
            made = dict(_prefixed(plan, entry)) if maker.prefix else {}
            for name, sources in columns:
                if text := next((entry[one] for one in sources if entry.get(one)), ""):
                    words = maker.values.get(name)
                    made[name] = words.get(_flat(text), text) if words else text
            if maker.until:
                _end(maker, made, entry, today)
            if made:
                yield {**maker.fixed, **made}


def _is_one_of(cells: Cells, column: str, words: Collection[str]) -> bool:
    text = _flat(cells.get(column, ""))
    return text in words or (FILLED in words and bool(text))


@lru_cache(maxsize=65536)
def _flat(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _prefixed(plan: _MakerPlan, cells: Cells) -> Iterator[tuple[str, str]]:
    """Yield the cells of the columns that begin with the maker's prefix, by their aliases."""
    maker = plan.maker
    for name, text in cells.items():
        if name in plan.named:
            continue
        rest = name.removeprefix(maker.prefix)
        if rest != name and is_denied(rest):
            if is_flag(rest):
                yield rest, text
        elif rest != name:
            yield column_of(maker.table, rest), text


def _end(maker: _Maker, made: dict[str, str], cells: Cells, today: dt.date | None) -> None:
    """Drop what has ended, and add the last day to what has not."""
    for name, column in maker.until.items():
        if name in made and (last := cells.get(fold_name(column))):
            day = read_date(last)
            if day is None or today is None or day < today:
                del made[name]
            else:
                made[name] = f"{made[name].rstrip('. ')} (until {day.isoformat()})."


def _owned(maker: _Maker, key: str, cells: Cells) -> Iterator[MadeRow]:
    """Yield what rows of other tables belong to this one."""
    for table, column in maker.owns.items():
        for part in re.split(r"\s*[,;|]\s*", cells.get(fold_name(column), "")):
            if part:
                owner = {"table": table, "id": part, "owner": f"{maker.table}_id", "key": key}
                yield MadeRow("owned", owner)


def _entries(plan: _MakerPlan, cells: Cells) -> Iterator[Cells]:
    """Yield the cells of each entry of a list in a cell, over those of the row."""
    if not plan.inside:
        yield cells
        return
    text = cells.get(plan.inside, "")[:CELL]
    for item in read_list(text, plan.maker.at)[:ITEMS]:
        if isinstance(item, Mapping):
            inner = {fold_name(str(name)): _plain(part) for name, part in item.items()}
        else:
            inner = {ITEM: _plain(item)}
        yield {name: part for name, part in inner.items() if part}


def read_list(text: str, at: str = "") -> list[Any]:
    """Read a list in a cell, as JSON or as Python writes one, as data that is never run.

    Other text is parted by ``at``, or is one entry.
    """
    if text[:1] in {"[", "{"}:
        for read in (json.loads, ast.literal_eval):
            try:
                with warnings.catch_warnings(action="ignore"):  # of signs that Python finds odd
                    found = read(text)
            except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
                continue
            return found if isinstance(found, list) else [found]
    parts = text.split(at) if at else [text]
    return [part.strip() for part in parts if part.strip()]


def _plain(part: object) -> str:
    if part is None or isinstance(part, list | Mapping):
        return ""
    return ("yes" if part else "no") if isinstance(part, bool) else str(part).strip()
