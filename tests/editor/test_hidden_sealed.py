"""Streets that a source hides: sealed next to the keys, known to the gate of streets alone."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.reading_options import HiddenStreets, ReadOptions
from kiosk.editor.importers.address_leaks import find_address_leaks
from kiosk.editor.keys.hidden import FILE, read_hidden, seal_hidden
from kiosk.editor.keys.secrets import Keyring, KeysError, PassphraseError
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.imported import load_import, source_folder
from kiosk.editor.sources.source_reader import read_source
from tests.editor.sources import HSDS3, Files, folder, with_row
from tests.editor.workbooks import over_sources

WORDS = "four words that hide"
STREET = "4711 Quillback Lane"
SHELTER = with_row(
    with_row(
        with_row(HSDS3, "locations.csv", "loc_s,physical,org_1,Confidential shelter,,"),
        "addresses.csv",
        f"adr_s,loc_s,{STREET},,Sacramento,CA,95814,US,physical",
    ),
    "service_at_location.csv",
    "sal_s,svc_1,loc_s,",
)


def _ring(place: Path, words: str = WORDS) -> Keyring:
    return Keyring(place / "keys", lambda: words, cost=2**10)


def _call(place: Path, *words: str, passphrase: str = WORDS) -> str:
    result = CliRunner(env={"KIOSK_PASSPHRASE": passphrase}).invoke(
        main, ["--data", str(place / "data"), *words]
    )
    return f"{result.exit_code} {result.output}"


def _import(place: Path, files: Files, option: str = "--public-addresses") -> str:
    over_sources(place, "oak").save()
    export = folder(place, files)
    words = ("desk", "import", "oak", str(export), "--workbook", str(place / "directory.xlsx"))
    return _call(place, *words, "--keys", str(place / "keys"), option)


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that open fast."""
    monkeypatch.setattr("kiosk.editor.keys.secrets.COST", 2**10)


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A workbook over a source that hides a street, imported by the command."""
    said = _import(tmp_path, SHELTER)
    assert said.startswith("0 "), said
    assert "Quillback" not in said
    return tmp_path


def test_a_point_without_a_street_is_sealed_too(tmp_path: Path) -> None:
    alone = "l_s,physical,org_2,Confidential shelter,38.6123,-121.4123"
    files = with_row(HSDS3, "locations.csv", alone)
    said = _import(tmp_path, with_row(files, "service_at_location.csv", "sal_s,svc_2,l_s,"))
    assert said.startswith("0 "), said
    found = read_hidden(_ring(tmp_path), "oak", _sha256(tmp_path))
    assert ("oak.org_2", 38.6123, -121.4123) in found.points


def test_places_that_nobody_opened_are_no_secret(tmp_path: Path) -> None:
    """They are shown after one word of the editor, so nothing of them is sealed."""
    said = _import(tmp_path, HSDS3, "--ignore-status")
    assert "passphrase" not in said
    assert not (tmp_path / "keys").exists()


def test_no_plain_file_holds_a_street_that_a_source_hides(imported: Path) -> None:
    export = imported / "source"
    assert export.is_dir()
    files = [one for one in imported.rglob("*") if one.is_file() and export not in one.parents]
    assert imported / "keys" / FILE in files
    assert not [one for one in files if b"quillback" in one.read_bytes().lower()]


def test_the_gate_of_streets_knows_what_a_source_hides(imported: Path) -> None:
    ring = _ring(imported)
    options = ReadOptions(hidden=lambda name, sha256: read_hidden(ring, name, sha256))
    draft = read_source(imported / "directory.xlsx", options)
    assert STREET in draft.streets
    assert "Quillback" not in repr(read_hidden(ring, "oak", _sha256(imported)))


def _sha256(place: Path) -> str:
    found = load_import(source_folder(place / "directory.xlsx", "oak"))
    assert found.facts.hidden
    return found.facts.sha256


def test_without_it_publish_says_how_to_make_it(imported: Path) -> None:
    (imported / "keys" / FILE).unlink()
    said = _call(
        imported,
        *("publish", str(imported / "directory.xlsx"), "-o", str(imported / "d.kiosksync")),
        *("--keys", str(imported / "keys"), "--channel", "test", "--publisher", "Us", "--yes"),
    )
    assert said.startswith("1 ")
    assert "desk import oak EXPORT" in said
    assert not (imported / "d.kiosksync").exists()


def test_another_export_or_another_passphrase_does_not_open_it(tmp_path: Path) -> None:
    hidden = HiddenStreets("a" * 64, frozenset({STREET}), frozenset({("org", 38.5, -121.4)}))
    seal_hidden(_ring(tmp_path), "oak", hidden)
    seal_hidden(_ring(tmp_path), "elm", HiddenStreets("b" * 64))
    assert read_hidden(_ring(tmp_path), "oak", "a" * 64) == hidden
    with pytest.raises(SourceError, match="Make it from that export"):
        read_hidden(_ring(tmp_path), "oak", "c" * 64)
    with pytest.raises(PassphraseError):
        read_hidden(_ring(tmp_path, "another passphrase"), "oak", "a" * 64)
    (tmp_path / "keys" / FILE).write_bytes(b"{}")
    with pytest.raises(KeysError, match="damaged"):
        read_hidden(_ring(tmp_path), "oak", "a" * 64)


def test_a_text_that_tells_the_street_of_a_source_is_refused(imported: Path) -> None:
    book = over_sources(imported, "oak")
    book.put("Services", "Description", f"Knock at {STREET}, after dark.")
    ring = _ring(imported)
    draft = book.read(hidden=lambda name, sha256: read_hidden(ring, name, sha256))
    leaks = find_address_leaks(draft.records, draft.streets, draft.points)
    assert FindingCode.ADDRESS_TOLD in {one.code for one in leaks}
