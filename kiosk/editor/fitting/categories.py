"""Map terms of other taxonomies to the kiosk's needs. The answers of an editor come first.

The shipped table (``resources/publishing/categories.csv``) maps names of Open Eligibility and
common words. Names are compared, never ids: editions of that taxonomy number them differently.
Codes of other index systems are mapped only by an editor's own table, which becomes answers.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.records import Need
from kiosk.domain.resource_text import resource_text

COLUMNS: Final = ("scheme", "term", "needs")
_LIMIT: Final = 2 * 1024 * 1024
"""Largest table in bytes: ten times the largest index system with a name for each code."""
_SHIPPED: Final = "categories.csv"
_STEP = re.compile(r"\s*(?:>|\u203a|\u00bb|\||::)\s*")

OF_SERVICES: Final = tuple(need for need in Need if need is not Need.OKAY)
"""Needs that list services. The tile "Is this okay?" opens the guides only."""

TermPath = tuple[str, ...]
"""A term as folded names from broad to narrow; most tables give only the last one."""


class CategoriesError(Exception):
    """Raised if a table cannot be used; the message names the row and says what to do."""


@dataclass(frozen=True, slots=True)
class Categories:
    """Looks up needs by a path of folded names."""

    table: Mapping[TermPath, tuple[Need, ...]]

    def needs(self, terms: Iterable[str]) -> tuple[tuple[Need, ...], tuple[str, ...]]:
        """Return the needs of ``terms`` (names, paths "A > B > C", codes) and the unknown terms.

        The narrowest name of a path that the table knows decides. Without any match the result is
        ``Need.OTHER``, so that no service vanishes. Needs come in the order of the home screen.
        """
        found: set[Need] = set()
        unknown = []
        for term in terms:
            needs = self._of(path_of(term))
            found.update(needs or ())
            if needs is None and term.strip():
                unknown.append(term.strip())
        ordered = tuple(need for need in Need if need in found)
        return ordered or (Need.OTHER,), tuple(dict.fromkeys(unknown))

    def _of(self, path: TermPath) -> tuple[Need, ...] | None:
        """Return the needs of the longest known path that ends at the narrowest known part."""
        for end in range(len(path), 0, -1):
            for start in range(end):
                if path[start:end] in self.table:
                    return self.table[path[start:end]]
        return None


def path_of(term: str) -> TermPath:
    """Return a term as a path of folded names.

    Reads "Health > Dental Care" and "health:dental_care".
    """
    slug = re.fullmatch(r"[a-z0-9_]+(?::[a-z0-9_]+)+", term.strip())
    parts = term.strip().replace("_", " ").split(":") if slug else _STEP.split(term)
    return tuple(folded for part in parts if (folded := _fold(part)))


def load_categories() -> Categories:
    """Load the shipped table."""
    return Categories(_rows(resource_text("publishing", _SHIPPED), _SHIPPED))


def table_terms(path: Path) -> dict[str, tuple[Need, ...]]:
    """Return the needs of each term of an editor's table, the term as a folded path "a > b".

    Raises :class:`CategoriesError` if it cannot be read or has an incomplete row.
    """
    return {" > ".join(term): needs for term, needs in _rows(_text(path), path.name).items()}


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LIMIT + 1)
    except OSError as error:
        raise CategoriesError(f"{path.name} cannot be read: {error.strerror}.") from error
    if len(raw) > _LIMIT:
        raise CategoriesError(f"{path.name} is too big for a table of categories.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CategoriesError(f"{path.name} is not in UTF-8. Save it as CSV UTF-8.") from error


def _rows(text: str, name: str) -> dict[TermPath, tuple[Need, ...]]:
    """Read the rows of a table. The header is row 1; blank rows are skipped."""
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), strict=True))
    except csv.Error as error:
        raise CategoriesError(f"{name} is not a CSV table. Save it as CSV again.") from error
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if sorted(header) != sorted(COLUMNS):
        columns = ", ".join(COLUMNS)
        raise CategoriesError(f"{name}, row 1: the columns must be {columns}.")
    table = {}
    for number, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(header, cells, strict=False))
        key = path_of(row.get("term", ""))
        if not key:
            raise CategoriesError(f"{name}, row {number}: the column term is empty.")
        table[key] = _needs(row.get("needs", ""), f"{name}, row {number}")
    return table


def _needs(cell: str, position: str) -> tuple[Need, ...]:
    words = re.findall(r"[^\s,;|]+", cell.casefold())
    if not words:
        raise CategoriesError(f"{position}: the column needs is empty.")
    for word in words:
        if word not in OF_SERVICES:
            choices = ", ".join(OF_SERVICES)
            raise CategoriesError(f"{position}: {word!r} is no category. Choose from: {choices}.")
    return tuple(need for need in OF_SERVICES if need in words)


def _fold(part: str) -> str:
    """Fold a name for comparison: drop case, signs and accents, read "&" as "and"."""
    marked = unicodedata.normalize("NFKD", part.replace("&", " and ").casefold())
    bare = "".join(c for c in marked if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))
