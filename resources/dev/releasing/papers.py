"""Write the documents of a release: how to install it, its content and licences; and checksums."""

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from gather import Commit, ReleaseError
from wheel import Wheel, expression_of

from kiosk.i18n.workflow import check
from kiosk.readiness.licence_files import Licences

PLAIN, RUNS = 0o644, 0o755
REPORTS = re.compile(r"^ *> Private reports to: ([^*\n]+?)\.?$", re.MULTILINE)
"""The field of ``SECURITY.md``; what stands there in italics is not filled in."""
READ_ME = """\
Resource kiosk {version}

On a fresh Debian 13, as root, in this folder, without a network for Python's packages:

    sha256sum --check --quiet SHA256SUMS
    deploy/install --site kiosk.toml --dry-run
    deploy/install --site kiosk.toml

The packages of Debian come from Debian. Run again with a newer folder it upgrades and keeps the
state. What is inside: LICENCES.md to read, sbom.cdx.json for programs (CycloneDX 1.6).
To report a security problem in private: {reports}.
Made of commit {commit}.
"""
HEAD = """\
# What is inside, and under which licence

Resource kiosk {version}, made of commit {commit}. The texts are in `licences/`, a folder for each.
On an installed kiosk: `resource-kiosk licences`, and `resource-kiosk licences NAME` for the texts.

| Python distribution | version | licence (SPDX) | its source code |
| --- | --- | --- | --- |
"""
TAIL = """
Of this project: code Apache-2.0, texts CC-BY-4.0. The letters of the screen are subsets of Noto
fonts under the OFL-1.1; its text stays beside them.

A distribution that does not tell its licence in SPDX's words is listed as a person read its text
(`read.toml` in `licences/resource-kiosk-{version}`). What a distribution carries of others stands
in its own texts and in the list for programs.

"""
SYSTEM = """
## Of Debian

Not in this folder; the installer brings them. Each tells its licence in
`/usr/share/doc/NAME/copyright`: {names}.
"""


def check_licences(wheels: Sequence[Wheel], licences: Licences) -> None:
    """Check that every licence is allowed, including those of bundled components.

    Raises:
        ReleaseError: a licence is not allowed or unknown, or a text is missing.
    """
    wrong = [
        f"{wheel.path.name} ({wheel.inside.says or 'it says none'})"
        for wheel in wheels
        if not wheel.inside.licence
    ]
    wrong += [
        f"{part['name']} in {wheel.path.name} ({licence})"
        for wheel in wheels
        for part in wheel.bills
        if (licence := expression_of(part)) and not licences.may(licence)
    ]
    wrong += [f"{wheel.path.name} (no text)" for wheel in wheels if not wheel.inside.texts]
    if wrong:
        raise ReleaseError(
            f"The licence may not be inside, or nobody has read it: {'; '.join(wrong)}."
            " See resources/licenses/read.toml."
        )


def check_translations(source: Path) -> None:
    """No text of the program waits for a translation.

    Raises:
        ReleaseError: some do, or a catalogue is stale or broken.
    """
    problems = check(source, source / "translations")
    if problems:
        raise ReleaseError(
            f"{len(problems)} texts wait for a translation or are wrong, such as {problems[0]}."
            " See: python main.py messages check --complete"
        )


def write_papers(
    out: Path, wheels: Sequence[Wheel], licences: Licences, source: Path, commit: Commit
) -> None:
    """Write the list of licences, their texts, and the instructions."""
    version = next(one.inside.version for one in wheels if one.inside.name == "resource-kiosk")
    words = {"version": version, "commit": commit.name, "reports": reports_to(source)}
    (out / "README.txt").write_text(READ_ME.format(**words), encoding="utf-8")
    machine = tomllib.loads((source / "resources/deploy/machine.toml").read_text(encoding="utf-8"))
    names = ", ".join(machine["packages"]["names"])
    text = HEAD.format(**words) + "".join(_rows(wheels)) + TAIL.format(**words)
    text += "".join(_conditions(wheels, licences)) + SYSTEM.format(names=names)
    (out / "LICENCES.md").write_text(text, encoding="utf-8")
    for wheel in wheels:
        folder = out / "licences" / f"{wheel.inside.name}-{wheel.inside.version}"
        for name, content in wheel.inside.texts:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    table = (source / "resources/licenses/read.toml").read_bytes()
    (out / "licences" / f"resource-kiosk-{version}" / "read.toml").write_bytes(table)


def reports_to(source: Path) -> str:
    """Whom ``SECURITY.md`` of the commit names for private reports, if a coalition filled it in."""
    field = REPORTS.search((source / ".github/SECURITY.md").read_text(encoding="utf-8"))
    return field[1] if field else "ask the coalition that gave you this folder"


def _rows(wheels: Sequence[Wheel]) -> Iterator[str]:
    for wheel in wheels:
        one = wheel.inside
        yield f"| {one.name} | {one.version} | {one.licence} | {wheel.source} |\n"


def _conditions(wheels: Sequence[Wheel], licences: Licences) -> Iterator[str]:
    every = {text for wheel in wheels for text in licences.asked(wheel.inside.licence)}
    for text in sorted(every):
        names = [
            f"{wheel.inside.name} {wheel.inside.version}"
            for wheel in wheels
            if text in licences.asked(wheel.inside.licence)
        ]
        yield f"## {' and '.join(names)}\n\n{text}\n"


def write_sums(out: Path, seconds: int) -> None:
    """Write checksums of all files; set fixed modes, and the time of the commit."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    lines = [
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(out).as_posix()}\n"
        for path in files
    ]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    for path in sorted(out.rglob("*"), reverse=True):
        runs = path.is_dir() or (path.stat().st_mode & 0o100 and "deploy" in path.parts)
        path.chmod(RUNS if runs else PLAIN)
        os.utime(path, (seconds, seconds))
