"""Read a wheel's metadata: its licence, its dependencies, and what it bundles."""

import base64
import csv
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.requirements import Requirement

from kiosk.readiness.licence_files import IncludedDistribution, Licences, canonical

LIBRARIES = ("Qt/lib", ".libs")
"""Suffixes of folders in which wheels bundle third-party libraries."""
_BILL = re.compile(r"\.dist-info/sboms/.*\.json$")
SOURCES = ("repository", "source", "source code", "code", "github", "sources")


class Wheel:
    """A wheel in a folder."""

    def __init__(self, path: Path, licences: Licences) -> None:
        self.path = path
        self.told: Distribution = next(iter(distributions(path=[str(path)])))
        self.inside: IncludedDistribution = licences.inside(self.told)

    @property
    def purl(self) -> str:
        """The package URL."""
        return f"pkg:pypi/{self.inside.name}@{self.inside.version}"

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        with self.path.open("rb") as file:
            hashed = sha256()
            while block := file.read(1 << 20):
                hashed.update(block)
        return hashed.hexdigest()

    @property
    def needs(self) -> Iterator[str]:
        """The names of its dependencies on this platform."""
        for line in self.told.requires or ():
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                yield canonical(wanted.name)

    @property
    def source(self) -> str:
        """The address of its source code from its metadata; may be empty."""
        for line in self.told.metadata.get_all("Project-URL") or ():
            name, _, address = str(line).partition(",")
            if name.strip().lower() in SOURCES:
                return address.strip()
        return ""

    @cached_property
    def libraries(self) -> tuple[tuple[str, str], ...]:
        """The name and SHA-256 of each bundled third-party library, from its RECORD."""
        found = []
        for name, digest, *_ in csv.reader((self.told.read_text("RECORD") or "").splitlines()):
            path = PurePosixPath(name)
            if ".so" in path.name and str(path.parent).endswith(LIBRARIES):
                raw = base64.urlsafe_b64decode(digest.removeprefix("sha256=") + "==")
                found.append((name, raw.hex()))
        return tuple(sorted(found))

    @cached_property
    def bills(self) -> tuple[dict[str, Any], ...]:
        """The components in its own bills of materials (PEP 770)."""
        with zipfile.ZipFile(self.path) as archive:
            names = [name for name in archive.namelist() if _BILL.search(name)]
            lists = [json.loads(archive.read(name)) for name in sorted(names)]
        own = self.inside.name
        return tuple(
            part
            for each in lists
            for part in each.get("components", ())
            if canonical(part["name"]) != own
        )


def expression_of(part: dict[str, Any]) -> str:
    """Return the licence of such a component as one expression; may be empty."""
    found = []
    for one in part.get("licenses", ()):
        licence = one.get("license", {})
        found.append(one.get("expression") or licence.get("id") or licence.get("name") or "")
    return " AND ".join(f"({each})" if " OR " in each else each for each in found if each)
