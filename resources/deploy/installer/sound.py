"""Whether a program on the disk is still what was installed, file by file; and who runs from it.

Each package has a list of its files with their digests, which pip wrote as well for what a person
put in the place of a part. The lists leave out the compiled code; that has a list of its own, made
with the program. Compiled code of another moment than noted is none of that program's.
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
"""Of the program among the packages."""
COMPILED = "compiled.json"
"""In an environment: what was compiled when it was made."""
HEAD = 16
"""Bytes at the beginning of compiled code that say what it was made of."""
PROCESSES = Path("/proc")
Digests = dict[str, list[str]]
"""By name: the beginning in hex, and the SHA-256 of the whole."""


def _packages(folder: Path) -> Path:
    """Where they lie for the Python that runs this: after an upgrade of that there are none."""
    return folder / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"


def _compiled(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for path in sorted(_packages(folder).rglob("__pycache__/*.pyc")):
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        yield str(path.relative_to(folder)), [content[:HEAD].hex(), digest]


def note_compiled(folder: Path) -> None:
    """Notes the compiled code of a program that was made just now."""
    (folder / COMPILED).write_text(json.dumps(dict(_compiled(folder))), encoding="utf-8")


def is_sound(folder: Path) -> bool:
    """Whether all that was installed there is there, and the same; reads every byte of it."""
    packages = _packages(folder)
    started = (folder / "bin/python", folder / "pyvenv.cfg")
    if not (all(each.is_file() for each in started) and any(packages.glob(OWN))):
        return False
    try:
        lists = packages.glob("*.dist-info")
        return all(_has_all(packages, each) for each in lists) and _compiled_as_noted(folder)
    except (OSError, ValueError, LookupError, csv.Error):
        return False


def _has_all(packages: Path, told: Path) -> bool:
    with (told / "RECORD").open(encoding="utf-8", newline="") as record:
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
    """Those folders from which a process was started: it reads on from there.

    A script is run by the Python of its environment, whose name is the first word of the process;
    which program that leads to is the system's own, so what is run says nothing.
    """
    started = set()
    for line in PROCESSES.glob("[0-9]*/cmdline"):
        with suppress(OSError):
            word = os.fsdecode(line.read_bytes().split(b"\0", 1)[0])
            if word.startswith("/"):
                at = Path(word).parent.resolve()
                started |= {at, *at.parents}
    return {folder for folder in folders if folder.resolve() in started}
