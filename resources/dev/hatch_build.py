"""Add the program's files and the compiled catalogues to a wheel.

An editable install gets neither: there the program finds the files in the clone.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEFT_OUT = {"decisions", "dev", "handbook", "readme"}
"""Folders of ``resources`` for people who read or build the code."""


class WheelFiles(BuildHookInterface[Any]):
    """Adds ``resources`` and the compiled ``translations`` inside the package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the files are collected; ``version`` is ``standard`` or ``editable``."""
        if version == "editable":
            return
        root = Path(self.root)
        wanted = build_data["force_include"]
        for folder in sorted((root / "resources").iterdir()):
            if folder.is_dir() and folder.name not in LEFT_OUT:
                wanted[str(folder)] = f"kiosk/resources/{folder.name}"
        self._made = Path(tempfile.mkdtemp(prefix="catalogues-"))
        for path in self._catalogues(root, self._made):
            wanted[str(path)] = f"kiosk/translations/{path.relative_to(self._made).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Run after the wheel is written."""
        del build_data, artifact_path
        if version != "editable":
            shutil.rmtree(self._made, ignore_errors=True)

    @staticmethod
    def _catalogues(root: Path, made: Path) -> tuple[Path, ...]:
        """Compile a copy of the catalogues, so that a build changes nothing in the clone."""
        sys.path.insert(0, str(root))
        from kiosk.i18n.compiled import compile_catalogs  # noqa: PLC0415 - needs the path above

        shutil.copytree(root / "translations", made, dirs_exist_ok=True)
        return compile_catalogs(made)
