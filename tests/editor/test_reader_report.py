"""A report lies beside the signed file: it repeats no address that the file hides."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from kiosk.editor.publish.findings import Draft, FindingCode
from tests.editor.sources import HSDS3, Files, folder, found, read, with_column

FLAG = "PhysicalAddressIsPrivate"
TOLD = re.compile(r"120[\W_]*n?[\W_]*river", re.IGNORECASE)


def _said(draft: Draft) -> str:
    return unquote("\n".join(f"{each.value} {each.assumed}" for each in draft.findings))


def _private(table: str, old: str, new: str) -> Files:
    """The first place is private; a cell of ``table`` says something else."""
    files = with_column(HSDS3, "addresses.csv", FLAG, "true")
    assert old in files[table]
    return {**files, table: files[table].replace(old, new)}


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        pytest.param("organizations.csv", "River House", "Meals at 120 River St.",
                     FindingCode.NAME_TELLS, id="organization"),
        pytest.param("services.csv", "Family Meals", "Meals at 120 N. River Street",
                     FindingCode.NAME_TELLS, id="service"),
        pytest.param("organizations.csv", "www.riverhouse.org",
                     "https://riverhouse.org/120-river-street", FindingCode.CELL_MENDED,
                     id="page"),
        pytest.param("organizations.csv", "www.riverhouse.org",
                     "http://riverhouse.org/x?at=120%20River%20Street", FindingCode.CELL_MENDED,
                     id="mended page"),
    ],
)  # fmt: skip
def test_a_finding_about_a_text_that_tells_a_hidden_address_does_not_repeat_it(
    tmp_path: Path, table: str, old: str, new: str, code: FindingCode
) -> None:
    draft = read(folder(tmp_path, _private(table, old, new)))
    assert code in {each.code for each in draft.findings}
    assert not TOLD.search(_said(draft))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("CA,95814,US,physical", "CA,95814,US,postal", id="post"),
        pytest.param("120 River Street", "PO Box 12", id="post box"),
        pytest.param("120 River Street,,Sacramento,CA,95814", "River Street,,,,", id="no number"),
    ],
)
def test_what_is_no_address_to_go_to_is_not_repeated(tmp_path: Path, old: str, new: str) -> None:
    files = {**HSDS3, "addresses.csv": HSDS3["addresses.csv"].replace(old, new)}
    assert files != HSDS3
    draft = read(folder(tmp_path, files))
    [finding] = found(draft, FindingCode.NO_ADDRESS)
    assert finding.value == ""
    assert finding.row == 2
    assert not re.search(r"river street|po box", _said(draft), re.IGNORECASE)


def test_a_name_that_tells_an_address_which_is_shown_is_repeated(tmp_path: Path) -> None:
    long = "Meals at 120 River Street " + "and everywhere else " * 8
    files = {**HSDS3, "services.csv": HSDS3["services.csv"].replace("Family Meals", long)}
    assert TOLD.search(_said(read(folder(tmp_path, files))))
