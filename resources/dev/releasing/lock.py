"""Choose the packages of a release: each one with its version and digest."""

import json
import platform
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

DEV = Path(__file__).resolve().parents[1]
WHEELS, TOOLS = DEV / "release-wheels.txt", DEV / "release-tools.txt"


def here() -> str:
    """Return the comment that names the Python and the machine of the packages."""
    return f"# For Python {sys.version_info[0]}.{sys.version_info[1]} on {platform.machine()}."


def chosen(requirements: list[str]) -> list[str]:
    """Return a line for each required package, including dependencies."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write("\n".join(requirements))
        wanted.flush()
        command = [sys.executable, "-I", "-m", "pip", "install", "--quiet", "--no-input"]
        command += ["--disable-pip-version-check", "--dry-run", "--ignore-installed"]
        command += ["--only-binary=:all:", "--report", "-", "-r", wanted.name]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 - pip itself
    found: list[dict[str, Any]] = json.loads(done.stdout)["install"]
    return sorted(
        f"{one['metadata']['name'].lower()}=={one['metadata']['version']}"
        f" --hash=sha256:{one['download_info']['archive_info']['hashes']['sha256']}"
        for one in found
    )


def main() -> None:
    """Write both lists."""
    project = tomllib.loads((DEV.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    for path, title, requirements in (
        (WHEELS, "All that the program needs, as a release holds it.", project["dependencies"]),
        (TOOLS, "What a release is made with.", project["optional-dependencies"]["release"]),
    ):
        lines = [f"# {title} Made by: sh resources/dev/release --lock", here()]
        path.write_text("\n".join([*lines, *chosen(requirements), ""]), encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
