"""Check each file of an installed program, and find the programs that are running.

Each package has a list of its files with their digests; pip also wrote one for a package that a
person replaced. The lists leave out the compiled code, which has its own list from the
installation. Compiled code with another timestamp than on that list is ignored.
"""

import csv
import hashlib
import json
import os
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OWN = "resource_kiosk-*.dist-info"
"""The program's own package."""
COMPILED = "compiled.json"
"""The list of compiled files in an environment."""
HEAD = 16
"""Bytes of the header of compiled code, which identifies its source."""
PROCESSES = Path("/proc")
Digests = dict[str, list[str]]
"""The header in hex and the SHA-256 of each file."""


def _packages(folder: Path) -> Path:
    """Return the package folder for the Python that runs this; after its upgrade there is none."""
    return folder / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"


def _compiled(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for path in sorted(_packages(folder).rglob("__pycache__/*.pyc")):
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        yield str(path.relative_to(folder)), [content[:HEAD].hex(), digest]


def note_compiled(folder: Path) -> None:
    """Write the list of compiled files of a new program."""
    (folder / COMPILED).write_text(json.dumps(dict(_compiled(folder))), encoding="utf-8")


def is_sound(folder: Path) -> bool:
    """True if everything installed is there and unchanged; reads every byte."""
    packages = _packages(folder)
    started = (folder / "bin/python", folder / "pyvenv.cfg")
    if not (all(each.is_file() for each in started) and any(packages.glob(OWN))):
        return False
    try:
        lists = packages.glob("*.dist-info")
        return all(_has_all(packages, each) for each in lists) and _compiled_as_noted(folder)
    except (OSError, ValueError, LookupError, csv.Error):
        return False


def _has_all(packages: Path, info: Path) -> bool:
    with (info / "RECORD").open(encoding="utf-8", newline="") as record:
        for name, digest, _ in csv.reader(record):
            algorithm, _, wanted = digest.partition("=")
            if wanted and _digest(packages / name, algorithm) != wanted:
                return False
    return True


def _digest(path: Path, algorithm: str) -> str:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, algorithm).digest()
    return urlsafe_b64encode(found).rstrip(b"=").decode()


def _compiled_as_noted(folder: Path) -> bool:
    place = folder / COMPILED
    if not place.exists():
        return True  # made by an earlier installer
    noted: Digests = json.loads(place.read_text(encoding="utf-8"))
    for name, (head, digest) in _compiled(folder):
        before = noted.get(name)
        if before is not None and before[0] == head and before[1] != digest:
            return False
    return True


def run_from(folders: Iterator[Path]) -> set[Path]:
    """Return the folders from which a process was started: it still reads its files there.

    The first word of a script's process is the Python of its environment. The executable behind it
    is the system's, so it does not identify the environment.
    """
    started = set()
    for line in PROCESSES.glob("[0-9]*/cmdline"):
        with suppress(OSError):
            word = os.fsdecode(line.read_bytes().split(b"\0", 1)[0])
            if word.startswith("/"):
                at = Path(word).parent.resolve()
                started |= {at, *at.parents}
    return {folder for folder in folders if folder.resolve() in started}
