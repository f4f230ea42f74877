"""Filters of a source: which of its services belong on this kiosk.

They stand in ``sources/NAME/fitting.toml`` under ``[keep]``, ``[leave_out]`` and ``[always]``, and
apply to the rows of an export before any cell is cleaned. A filter never takes a helpline.
"""

import random
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec
from msgspec import Meta

from kiosk.domain.zip_centroids import zip_centroid
from kiosk.editor.source_files import SourceError, read_file

FITTING: Final = "fitting.toml"
BY_CHANCE: Final = 10
"""Services of each filter on the coverage page."""
Ids = dict[str, str]
"""Ids of the source, each with a reason; a plain list has none."""
KeepOrNot = Literal["keep", "leave out"]


class _Keep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    within_miles: Annotated[float, Meta(gt=0)] | None = None
    around: Annotated[str, Meta(pattern=r"^[0-9]{5}$")] | None = None
    areas: tuple[str, ...] = ()
    unsorted: KeepOrNot = "keep"
    without_contact: KeepOrNot = "keep"
    most_per_tile: Annotated[int, Meta(ge=1)] | None = None


class _LeaveOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...] = ()
    ids: tuple[str, ...] | Ids = ()


class _Always(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ids: tuple[str, ...] | Ids = ()


class KeepRules(msgspec.Struct, frozen=True):
    """The three tables of ``fitting.toml``; the file's other tables are not read here."""

    keep: _Keep = _Keep()
    leave_out: _LeaveOut = _LeaveOut()
    always: _Always = _Always()


NO_FILTERS: Final = KeepRules()


class LeftOut(NamedTuple):
    """A service that a filter takes, why, and where it stands in the export."""

    id: str
    name: str
    filter: str
    reason: str
    file: str
    row: int | None

    @property
    def text(self) -> str:
        """Return the words that may come from the export. A distance does not."""
        return self.name if self.filter == "within_miles" else f"{self.name}. {self.reason}"


FILTERS: Final = {
    "ids": "You left these out one by one.",
    "words": "All their words are ones that you left out.",
    "areas": "They serve other areas.",
    "within_miles": "They are too far away.",
    "without_contact": "They have no number, no street and no page.",
    "unsorted": "They stand in no situation.",
}
"""Each filter, as the coverage page explains it."""


class FilterCount(msgspec.Struct, frozen=True):
    """How many services a filter takes, and some of them by chance."""

    filter: Annotated[str, Meta(description="Its key in fitting.toml.")]
    services: Annotated[int, Meta(ge=0, description="Services that it takes.")]
    some: Annotated[tuple[str, ...], Meta(description="Ten of their names, by chance.")] = ()


def read_keep(file: Path) -> KeepRules:
    """Return the filters of a source; none if it has no such file.

    Raises :class:`SourceError` with file and key.
    """
    if not file.exists():
        return KeepRules()
    where = "/".join(file.parts[-3:])
    try:
        content = tomllib.loads(read_file(file).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeError) as error:
        raise SourceError(f"{where} cannot be read: {error}.") from error
    for table in KeepRules.__struct_fields__:
        _check(where, table, content.get(table, {}))
    rules = msgspec.convert(content, KeepRules)
    if rules.keep.within_miles is not None and zip_centroid(rules.keep.around or "") is None:
        raise SourceError(
            f'{where}, [keep] around: within_miles needs a ZIP code of the region here, as "95814".'
        )
    return rules


_NEEDS: Final = {
    "within_miles": "a number of miles, as 25",
    "around": 'a ZIP code in quotation marks, as "95814"',
    "areas": 'a list of texts, as ["Oak County", "national"]',
    "unsorted": '"keep" or "leave out"',
    "without_contact": '"keep" or "leave out"',
    "most_per_tile": "a whole number, as 40",
    "words": 'a list of texts, as ["Summer camp"]',
    "ids": 'a list of ids, as ["4711"], or ids with a reason, as { "4711" = "It moved away" }',
}


def _check(where: str, table: str, content: Any) -> None:
    """Raise :class:`SourceError` at the first key of a table that is not as it must be."""
    if not isinstance(content, Mapping):
        raise SourceError(f"{where}, {table}: this must be a table, [{table}].")
    kind = type(KeepRules.__struct_defaults__[KeepRules.__struct_fields__.index(table)])
    for key, value in content.items():
        if key not in kind.__struct_fields__:
            known = ", ".join(kind.__struct_fields__)
            raise SourceError(f"{where}, [{table}] {key}: no such key. There are {known}.")
        try:
            msgspec.convert({key: value}, kind)
        except msgspec.ValidationError as error:
            raise SourceError(f"{where}, [{table}] {key}: it needs {_NEEDS[key]}.") from error


def count_filters(left_out: Iterable[LeftOut]) -> tuple[FilterCount, ...]:
    """Return what each filter takes, with :data:`BY_CHANCE` names drawn with a seed."""
    names: dict[str, list[str]] = {}
    for one in left_out:
        names.setdefault(one.filter, []).append(one.name or one.id)
    return tuple(
        FilterCount(
            name,
            len(some),
            # The same services for the same export, so that two people see one page.
            tuple(random.Random(name).sample(some, min(BY_CHANCE, len(some)))),  # noqa: S311
        )
        for name, some in names.items()
    )


def left_out_table(left_out: Iterable[LeftOut]) -> list[list[str]]:
    """Return the lines of ``left-out.csv``, its header first."""
    return [[*LeftOut._fields], *([*map(str, one[:-1]), str(one.row or "")] for one in left_out)]
