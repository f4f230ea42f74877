"""What an export comes in: tables at any depth, several folders, a zip in a zip."""

import zipfile
from pathlib import Path

import pytest

from kiosk.domain.records import Service
from kiosk.editor.publish.options import ReadOptions
from kiosk.editor.publish.source import SourceError, read_source
from tests.editor.sources import HSDS3


def _zip(place: Path, files: dict[str, str | bytes]) -> Path:
    path = place / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("folder", ["", "export/", "a/b/c/d/"])
@pytest.mark.parametrize("packed", [True, False])
def test_tables_are_found_at_any_depth(tmp_path: Path, folder: str, *, packed: bool) -> None:
    files = {folder + name: text for name, text in HSDS3.items()}
    path = _zip(tmp_path, {**files}) if packed else tmp_path / "export"
    if not packed:
        for name, text in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_text(text)
    draft = read_source(path, ReadOptions())
    assert sum(isinstance(one, Service) for one in draft.records) == 2


def test_of_several_folders_the_one_with_services_is_read(tmp_path: Path) -> None:
    others = {f"codes/{name}.csv": "id,name\n1,x\n" for name in ("organizations", "locations",
              "phones", "addresses")}  # fmt: skip
    wanted = {f"2026/week 48/{name}": text for name, text in HSDS3.items()}
    draft = read_source(_zip(tmp_path, {**others, **wanted}), ReadOptions())
    assert sum(isinstance(one, Service) for one in draft.records) == 2
    assert {one.file.partition("/")[0] for one in draft.findings if one.file.startswith("codes")}


@pytest.mark.parametrize("name", ["inner.zip", "week/INNER.ZIP"])
def test_a_zip_in_a_zip_says_so(tmp_path: Path, name: str) -> None:
    inner = _zip(tmp_path, {"services.csv": "id,name\n1,Bread\n"}).read_bytes()
    with pytest.raises(SourceError, match=f"holds another zip: {name}. Unpack it"):
        read_source(_zip(tmp_path, {name: inner, "readme.pdf": "x"}), ReadOptions())
