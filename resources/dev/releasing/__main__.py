"""Makes all that a site gets, of the commit at hand; see ``resources/dev/release``."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CLONE = HERE.parents[2]
sys.path[:0] = [str(HERE), str(CLONE)]
sys.dont_write_bytecode = True

from bill import bill_of  # noqa: E402 - needs the path above
from gather import Commit, ReleaseError, gather_wheels  # noqa: E402
from papers import check_licences, check_translations, write_papers, write_sums  # noqa: E402
from wheel import Wheel  # noqa: E402

from kiosk.readiness.licence_files import Licences  # noqa: E402


def make(commit: Commit, out: Path, given: Path | None, work: Path) -> int:
    """Write everything to ``out``; return the number of wheels."""
    source = commit.source(work / "source")
    check_translations(source)
    licences = Licences.of(source / "resources/licenses")
    gather_wheels(source, out / "wheels", given, commit.seconds)
    found = (Wheel(path, licences) for path in (out / "wheels").iterdir())
    wheels = tuple(sorted(found, key=lambda one: one.inside.name))
    check_licences(wheels, licences)
    shutil.copytree(source / "resources/deploy", out / "deploy")
    (out / "sbom.cdx.json").write_text(bill_of(wheels, source, commit), encoding="utf-8")
    write_papers(out, wheels, licences, source, commit)
    write_sums(out, commit.seconds)
    return len(wheels)


def release(folder: Path, given: Path | None) -> tuple[Commit, int]:
    """Make the release in a temporary folder, then move it; return the commit and the wheel count.

    Raises:
        ReleaseError: it cannot be made; nothing is left of it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ReleaseError(f"{folder} is there already. Choose a new folder.")
    commit = Commit.of(CLONE)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=folder.parent) as work:
        out = Path(work) / "out"
        out.mkdir()
        count = make(commit, out, given, Path(work))
        out.replace(folder)
    return commit, count


def main() -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="release", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--from", dest="given", type=Path, help="folder with the Python packages")
    given = parser.parse_args()
    folder = given.folder.absolute()
    os.umask(0o022)
    try:
        commit, count = release(folder, given.given)
    except (ReleaseError, OSError) as error:
        sys.stderr.write(f"Error: {error}\n")
        return 2
    sys.stdout.write(f"{folder}: {count} wheels, of commit {commit.name[:12]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
