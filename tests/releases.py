"""Small programs to make releases of: a clone, a wheel that it needs, the tool that is tested."""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from kiosk.domain.language import WRITTEN
from kiosk.i18n.workflow import update

ROOT = Path(__file__).parents[1]
SECONDS = 120
MOMENT = "1790000000"
BILL = {
    "components": [
        {
            "type": "library",
            "name": "yet-another",
            "version": "3",
            "licenses": [{"license": {"id": "ISC"}}],
            "purl": "pkg:generic/yet-another@3?download_url=file:///home/someone",
            "hashes": [{"alg": "SHA-256", "content": "0" * 64}],
        }
    ]
}
PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "resource-kiosk"
version = "{version}"
requires-python = ">=3.11"
license = "Apache-2.0 AND CC-BY-4.0 AND OFL-1.1"
license-files = ["resources/licenses/*.txt"]
dependencies = {needs}
[project.scripts]
resource-kiosk = "kiosk.small:main"
[tool.hatch.build.targets.wheel]
packages = ["kiosk"]
"""
PROGRAM = "import small\n\ndef main():\n    print(small.VALUE)\n"


def run(*words: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words],
        cwd=folder, env={**os.environ, **environment},
        capture_output=True, text=True, check=False, timeout=SECONDS,
    )  # fmt: skip


def small_wheel(folder: Path, name: str = "small", licence: str = "MIT", text: str = "x") -> Path:
    """A wheel with a library of others and a list of what it carries."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-1.0.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nLicense: {licence}\n"
    files = {
        f"{name}.py": "VALUE = 'it runs'\n",
        f"{name}.libs/libyajl.so.2": "a library",
        f"{info}/METADATA": metadata,
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/LICENSE": text,
        f"{info}/sboms/": "",
        f"{info}/sboms/own.cdx.json": json.dumps(BILL),
    }
    record = f"{name}.libs/libyajl.so.2,sha256=ks7CqyHeVOqFyqlPgH8aT2W5oZ7yMV0u6KsIUC9KqAo,9\n"
    record += "".join(
        f"{each},,\n" for each in files if ".libs/" not in each and not each.endswith("/")
    )
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(zipfile.ZipInfo(each), content)
    return path


def lock(clone: Path, *wheels: Path, python: str = "") -> None:
    """The list of packages of a clone."""
    mine = f"{sys.version_info[0]}.{sys.version_info[1]}"
    lines = [f"# For Python {python or mine} on {platform.machine()}."]
    for wheel in wheels:
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append(f"{wheel.name.split('-')[0]}==1.0 --hash=sha256:{digest}")
    (clone / "resources/dev/release-wheels.txt").write_text("\n".join([*lines, ""]), "utf-8")


def commit(clone: Path) -> None:
    """Everything in it, at one moment and by nobody."""
    own = {
        f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    own |= {"GIT_AUTHOR_DATE": f"{MOMENT} +0000", "GIT_COMMITTER_DATE": f"{MOMENT} +0000"}
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "all", "--allow-empty")):
        assert run("git", *words, folder=clone, **own).returncode == 0


TOOLS = ("resources/dev/releasing", "resources/deploy", "resources/licenses")
TABLES = ("resources/revealing",)
"""What the code of a release reads when it is imported."""


REPORTS, NOBODY = (
    "security@example.org",
    "*(the coalition fills this in before it passes on a release)*",
)
"""Whom a coalition names for private reports, and what stands there before."""


def clone_of(folder: Path, *wheels: Path, version: str = "1.0") -> Path:
    """A small program with this project's own releases, licences, installer and two fonts."""
    for name in (*TOOLS, *TABLES):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        "__init__.py",
        "readiness/__init__.py",
        "readiness/licence_files.py",
    ):
        (folder / "kiosk" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "kiosk" / name, folder / "kiosk" / name)
    leave = shutil.ignore_patterns("__pycache__", "helpline_texts.py")
    for name in ("kiosk/domain", "kiosk/i18n"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    fonts = folder / "resources/fonts"
    fonts.mkdir()
    every = json.loads((ROOT / "resources/fonts/fonts.json").read_text("utf-8"))
    some = [one for one in every if one["family"] == "Kiosk Names Japanese"]
    (fonts / "fonts.json").write_text(json.dumps(some), "utf-8")
    for one in some:
        shutil.copy(ROOT / "resources/fonts" / one["file"], fonts)
    (folder / "pyproject.toml").write_text(
        PROJECT.format(version=version, needs=[wheel.name.split("-")[0] for wheel in wheels]),
        "utf-8",
    )
    (folder / "kiosk/small.py").write_text(PROGRAM, "utf-8")
    (folder / ".github").mkdir()
    security = (ROOT / ".github/SECURITY.md").read_text("utf-8")
    assert NOBODY in security
    (folder / ".github/SECURITY.md").write_text(security.replace(NOBODY, REPORTS), "utf-8")
    update(folder, folder / "translations", WRITTEN)
    lock(folder, *wheels)
    commit(folder)
    return folder


def release(clone: Path, out: Path, packages: Path, **how: str) -> subprocess.CompletedProcess[str]:
    tool = clone / "resources/dev/releasing"
    own = (sys.executable, "-I", tool, out, "--from", packages)
    return run(
        "sh", "-c", 'umask "$0"; exec "$@"', how.pop("umask", "022"), *own, folder=clone, **how
    )
