"""Read licences from the metadata of distributions.

Works on the running environment and on a folder of wheels. Uses only the standard library: the
release reads licences before anything is installed.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from importlib.metadata import Distribution

TABLE: Final = "read.toml"
_TEXT: Final = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$|^licenses/", re.IGNORECASE)
_WORD: Final = re.compile(r"[()]|[A-Za-z0-9.+-]+")
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class IncludedDistribution:
    """One distribution. ``licence`` is an SPDX expression; empty if unknown."""

    name: str
    version: str
    licence: str
    says: str
    texts: tuple[tuple[str, str], ...]
    """Name and content of each licence text."""


@dataclass(frozen=True, slots=True)
class Licences:
    """Permitted licences, and reviewed ones for distributions that state none."""

    allowed: frozenset[str]
    conditions: dict[str, str]
    read: dict[str, dict[str, str]]
    texts: dict[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Load the table from the folder of licence texts.

        Raises:
            OSError: it, which comes with the program, cannot be read.
        """
        table = tomllib.loads((folder / TABLE).read_text(encoding="utf-8"))
        texts = {
            name: tuple((file, (folder / file).read_text(encoding="utf-8")) for file in files)
            for name, files in table["texts"].items()
        }
        return cls(frozenset(table["allowed"]), table["conditions"], table["read"], texts)

    def inside(self, distribution: "Distribution") -> IncludedDistribution:
        """Return what a distribution states, completed by what was reviewed."""
        name, says, texts = (
            canonical(distribution.metadata["Name"]),
            _says(distribution),
            tuple(_texts(distribution)),
        )
        read = self.read.get(name)
        if read is not None and not self._is_as_reviewed(read, says, texts):
            read = None
        licence = read["licence"] if read else says if self.may(says) else ""
        return IncludedDistribution(
            name, distribution.version, licence, says, texts or self.texts.get(name, ())
        )

    @staticmethod
    def _is_as_reviewed(read: dict[str, str], says: str, texts: Iterable[tuple[str, str]]) -> bool:
        """Return True if a distribution is unchanged since its review."""
        digests = {sha256(text.encode()).hexdigest()[:_DIGITS] for _, text in texts}
        return read["says"] == says and read["file"] in digests

    def may(self, expression: str) -> bool:
        """Return True if a licence is permitted: all parts of AND, one part of OR."""
        words = _WORD.findall(expression)
        if "".join(words) != re.sub(r"\s", "", expression):
            return False
        try:
            allowed = self._either(words)
        except IndexError:
            return False
        return allowed and not words

    def _either(self, words: list[str]) -> bool:
        found = self._all(words)
        while words[:1] == ["OR"]:
            del words[0]
            found = self._all(words) or found
        return found

    def _all(self, words: list[str]) -> bool:
        found = self._one(words)
        while words[:1] == ["AND"]:
            del words[0]
            found = self._one(words) and found
        return found

    def _one(self, words: list[str]) -> bool:
        word = words.pop(0)
        if word != "(":
            if words[:1] == ["WITH"]:  # an exception only grants more
                words.pop(0), words.pop(0)
            return word in self.allowed or word in self.conditions
        found = self._either(words)
        return words.pop(0) == ")" and found

    def asked(self, expression: str) -> tuple[str, ...]:
        """Return the obligations of a licence that is permitted only with them."""
        ids = [word for word in _WORD.findall(expression) if word in self.conditions]
        free = Licences(self.allowed, {}, {}, {})
        return () if free.may(expression) else tuple(self.conditions[word] for word in ids)


def canonical(name: str) -> str:
    """Return the canonical spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def environment(
    licences: Licences, path: Iterable[str] | None = None
) -> tuple[IncludedDistribution, ...]:
    """List the distributions of the running environment, or on a path; the first of each name."""
    # It loads a reader of e-mail, which no part of a running kiosk does.
    from importlib.metadata import distributions  # noqa: PLC0415

    found: dict[str, IncludedDistribution] = {}
    for one in distributions() if path is None else distributions(path=list(path)):
        inside = licences.inside(one)
        found.setdefault(inside.name, inside)
    return tuple(found[name] for name in sorted(found))


def _says(distribution: "Distribution") -> str:
    """Return the licence as a distribution states it: an expression, a name, or a classifier."""
    metadata = distribution.metadata
    named = metadata.get("License-Expression") or metadata.get("License") or ""
    classes = [
        each for each in metadata.get_all("Classifier") or () if each.startswith("License ::")
    ]
    return str(named).strip() or "; ".join(classes)


def _texts(distribution: "Distribution") -> Iterator[tuple[str, str]]:
    """Yield the licence texts in a distribution's metadata."""
    for file in sorted(distribution.files or (), key=str):
        folder, _, name = str(file).partition(".dist-info/")
        if name and "/" not in folder and _TEXT.search(name):
            text = distribution.read_text(name)
            if text is not None:
                yield name.removeprefix("licenses/"), text
