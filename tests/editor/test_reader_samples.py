"""The public sample sets of the formats, where they lie beside the project."""

from pathlib import Path

import pytest

from kiosk.domain.content_rules import check_content, guarded_lines
from kiosk.domain.syncfile import HelplineFile
from tests.editor.sources import everything, read, services, zipped

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data"
HSDS = SAMPLES / "hsds-examples"


def sample(path: Path) -> Path:
    if not path.exists():
        pytest.skip("the public sample sets are not beside the project")
    return path


@pytest.mark.parametrize(
    ("name", "form", "count"),
    [
        ("hsds-3.0/csv", "HSDS 3.x tables in a folder", 1),
        ("hsds-3.2.3/csv", "HSDS 3.x tables in a folder", 1),
        ("hsds-3.0", "HSDS 3.x tables in a folder", 1),
        ("hsds-3.0/tabular.json", "an object of arrays", 1),
        ("hsds-3.0/service_full.json", "a single record", 1),
        ("hsds-3.2.3/service_full.json", "a single record", 1),
        ("hsds-3.2.3/organization_full.json", "a single record", 1),
        ("hsds-3.2.3/service_at_location_full.json", "a single record", 1),
        ("hsds-3.2.3/service_list.json", "a page", 1),
        ("hsds-3.2.3/taxonomy_list.json", "", 0),
        ("hsds-3.2.3/base.json", "no known form", 0),
    ],
)
def test_the_examples_of_the_standard(name: str, form: str, count: int) -> None:
    draft = read(sample(HSDS / name))
    assert form in draft.recognised
    assert len(services(draft)) == count
    assert "Persona" not in everything(draft.records)
    lines = HelplineFile(helplines=draft.helplines, guarded=guarded_lines(draft.records))
    assert check_content(draft.records, lines, ()) == []


def test_the_sample_of_ohana(tmp_path: Path) -> None:
    folder = sample(SAMPLES / "ohana-sample")
    draft = read(folder)
    assert draft.recognised == "Ohana tables in a folder"
    assert len(services(draft)) == 21
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert read(zipped(tmp_path, files)).records == draft.records
    text = everything(draft.records)
    for person in ("Susan Houston", "Christina Gonzalez"):
        assert person not in text
