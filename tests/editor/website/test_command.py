"""The command: the same bytes each time, a sentence for bad input, a folder never half new."""

import errno
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.editor.website import folder as folders
from kiosk.editor.website.build import unpacked
from kiosk.editor.website.policy import CLEARED, HEADERS
from tests.contract import validate
from tests.editor.typed import FOR_WHOM, Say, export, published
from tests.editor.website.making import HOST, Desk
from tests.shell import ROOT
from tests.sync.toolkit import make_coalition

SITE = ("-o", "www", "--host", HOST, "--lang", "en")
"""A website in English, as an editor types it."""
DAMAGE = (
    lambda whole: whole + b"x",
    lambda whole: whole[:-9],
    lambda whole: whole[:200] + bytes(9) + whole[209:],
    lambda whole: whole[:0],
)
"""What happens to a packed page on its way."""


def test_the_same_file_gives_the_same_bytes(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = office.signed()
    assert office.make(file, languages=("en", "ar")).exit_code == 0
    first = office.files
    monkeypatch.setenv("TZ", "Asia/Kabul")
    monkeypatch.setenv("LC_ALL", "C")
    time.tzset()
    office.out = office.folder / "elsewhere" / "site"
    office.out.parent.mkdir()
    assert office.make(file, languages=("en", "ar")).exit_code == 0
    assert office.files == first
    assert {"index.html", "en.html", "ar.html", "x.html", "website.json"} <= first.keys()


def test_every_page_has_its_packed_copies(office: Desk) -> None:
    office.make(office.signed())
    pages = [name for name in office.files if name.endswith(".html")]
    for name in pages:
        for suffix in (".br", ".gz"):
            assert unpacked(name + suffix, office.files[name + suffix]) == office.files[name]
    assert len(pages) == 3


def test_each_recipe_sends_every_header(office: Desk) -> None:
    office.make(office.signed())
    for name in ("Caddyfile", "nginx.conf", "_headers", ".htaccess"):
        text = office.files[f"hosting/{name}"].decode().replace("\\", "")
        wanted = [*HEADERS, *HEADERS.values(), "Clear-Site-Data", CLEARED, "frame-ancestors"]
        assert [one for one in wanted if one not in text] == [], name
    # Of a page that is not there nginx logs the address of whoever asked for it.
    assert "access_log off;\n" in office.files["hosting/nginx.conf"].decode()
    assert "error_log /dev/null crit;\n" in office.files["hosting/nginx.conf"].decode()


def test_the_answer_keeps_its_contract(office: Desk) -> None:
    answer = json.loads(office.make(office.signed(version=7), "--json").stdout)
    validate("website", answer)
    assert (answer["edition"], answer["options"]["host"]) == (7, HOST)
    assert answer == json.loads(office.files["website.json"])


def test_a_website_is_made_again_in_its_folder(office: Desk) -> None:
    office.make(office.signed(version=1), languages=("en", "es"))
    assert office.make(office.signed(version=2)).exit_code == 0
    assert "es.html" not in office.files
    older = office.make(office.signed(version=1))
    assert older.exit_code == 1
    assert "number 2" in older.output


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--host", "survivors.example.org"), 2, "--host-tells"),
        (("--host", "https://help.example.org"), 2, "not a host name"),
        (("--host", "127.0.0.1"), 2, "not a host name"),
        (("--leave", "https://survivors.example.org"), 2, "--host-tells"),
        (("--leave", "javascript:alert(1)"), 2, "cannot be the page behind Leave"),
        (("--now", "2040-01-01T00:00"), 1, "expired"),
    ],
)
def test_what_cannot_be_used_is_refused(
    office: Desk, words: tuple[str, ...], code: int, sentence: str
) -> None:
    office.make(office.signed())
    before = office.files
    refused = office.make(office.signed(), *words)
    assert (refused.exit_code, office.files) == (code, before)
    assert sentence in refused.output


def test_a_named_person_allows_a_host_that_reveals(office: Desk) -> None:
    made = office.make(office.signed(), "--host", "survivors.example.org", "--host-tells", "Ana")
    assert made.exit_code == 0, made.output
    assert json.loads(office.files["website.json"])["options"]["host_tells"] == "Ana"


def test_a_file_of_nobody_here_is_refused(office: Desk) -> None:
    office.make(office.signed())
    before = office.files
    unsigned = office.folder / "unsigned.kiosksync"
    unsigned.write_bytes(b"no zip")
    assert "not_a_sync_file" in office.make(unsigned).output
    assert "There is no such file." in office.make(office.folder / "nowhere").output
    altered = office.folder / "altered.kiosksync"
    content = bytearray(office.signed().read_bytes())
    content[len(content) // 2] ^= 1
    altered.write_bytes(content)
    assert office.make(altered).exit_code == 1
    own, office.coalition = office.coalition, make_coalition(publisher="Others", channel="others")
    foreign = office.signed(name="foreign")
    assert office.make(foreign).exit_code == 1
    (office.data / "root.json").unlink()
    assert "no_trust" in office.make(foreign).output
    wrong = "0000 " * 8
    assert "fingerprint" in office.make(foreign, "--fingerprint", wrong).output
    assert office.files == before
    office.coalition = own


def test_a_folder_with_other_files_stays_as_it_is(office: Desk) -> None:
    office.out.mkdir()
    (office.out / "letter.txt").write_text("mine")
    refused = office.make(office.signed())
    assert (refused.exit_code, office.files) == (1, {"letter.txt": b"mine"})
    assert "holds other files" in refused.output
    (office.out / "letter.txt").unlink()
    office.make(office.signed())
    (office.out / "letter.txt").write_text("mine")
    assert "letter.txt" in office.make(office.signed()).output
    office.out = office.folder / "link"
    office.out.symlink_to(office.folder / "www")
    assert "is not a folder" in office.make(office.signed()).output


def test_a_full_disk_leaves_the_website_that_was_there(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.make(office.signed())
    before, calls = office.files, iter(range(100))

    def full(handle: int) -> None:
        del handle
        if next(calls) > 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(folders.os, "fsync", full)
    refused = office.make(office.signed(version=2))
    assert (refused.exit_code, office.files) == (1, before)
    assert "No space left" in refused.output
    assert [path.name for path in office.folder.glob(".www*")] == []


KILLED = """
import os, sys
from pathlib import Path
from kiosk.editor.website import folder
kill = lambda *_: os._exit(9)
if sys.argv[2] == "writing":
    folder.fsync_path = kill
else:
    folder._exchange = kill
folder.put_in_place(Path(sys.argv[1]), {"index.html": b"new", "a/b.txt": b"new"})
"""


@pytest.mark.parametrize("moment", ["writing", "exchanging"])
def test_a_killed_build_leaves_the_website_that_was_there(office: Desk, moment: str) -> None:
    office.make(office.signed())
    before = office.files
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, office.out, moment], cwd=ROOT, check=False
    )
    assert (ended.returncode, office.files) == (9, before)
    assert office.make(office.signed(version=2)).exit_code == 0
    assert [path.name for path in office.folder.glob(".www*")] == []


def test_folders_change_names_where_the_system_cannot_exchange_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders.ctypes, "CDLL", lambda *_args, **_more: object())
    site = tmp_path / "www"
    for text in (b"one", b"two"):
        folders.put_in_place(site, {"index.html": text})
        assert (site / "index.html").read_bytes() == text
    assert [path.name for path in tmp_path.iterdir()] == ["www"]


# --- checking -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("en.html", lambda path: path.write_bytes(path.read_bytes() + b" "), "changed"),
        ("en.html.gz", lambda path: path.write_bytes(b"no gzip"), "changed"),
        *(
            (
                f"en.html.{kind}",
                lambda path, how=how: path.write_bytes(how(path.read_bytes())),
                "changed",
            )
            for kind in ("br", "gz")
            for how in DAMAGE
        ),
        ("x.html", lambda path: path.unlink(), "missing"),
        ("more.html", lambda path: path.write_bytes(b""), "extra"),
    ],
)
def test_a_file_that_differs_is_named(office: Desk, name: str, change: object, why: str) -> None:
    file = office.signed()
    office.make(file)
    change(office.out / name)  # type: ignore[operator]
    checked = office.check(file)
    assert checked.exit_code == 1
    assert name in checked.output
    assert why in checked.output or "not as this file makes it" in checked.output


def test_a_changed_list_does_not_hide_a_changed_page(office: Desk) -> None:
    file = office.signed()
    office.make(file)
    page, listed = office.out / "en.html", office.out / "website.json"
    old = page.read_bytes()
    new = old.replace(b"Food to take home", b"Food to take back")
    page.write_bytes(new)
    text = listed.read_text()
    text = text.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest())
    listed.write_text(text)
    assert "en.html: not as this file makes it" in office.check(file).output


def test_a_website_of_another_edition_is_not_believed(office: Desk) -> None:
    office.make(office.signed(version=1))
    checked = office.check(office.signed(version=2))
    assert checked.exit_code == 2
    assert "number 1" in checked.output
    office.out = office.folder / "nothing"
    office.out.mkdir()
    assert office.check(office.signed()).exit_code == 2


@pytest.mark.usefixtures("catalogues")
def test_the_list_is_signed_by_a_key_of_the_weekly_directory(say: Say, tmp_path: Path) -> None:
    source = export(tmp_path / "export", [f"Food Pantry {number}" for number in range(3)])
    published(say, source, "city.kiosksync", *FOR_WHOM)
    words = ("website", "city.kiosksync", *SITE)
    made = say(*words)
    assert made.exit_code == 0, made.output
    checking = ("website", "--check", "www", "--against", "city.kiosksync")
    assert say(*checking).exit_code == 0
    signature = tmp_path / "www" / "website.json.sig"
    whole = signature.read_bytes()
    other = json.loads(whole)
    other["signatures"][0]["sig"] = other["signatures"][0]["sig"][::-1]
    signature.write_text(json.dumps(other))
    assert say(*checking).exit_code == 2
    signature.write_bytes(whole)
    listed = tmp_path / "www" / "website.json"
    listed.write_bytes(listed.read_bytes().replace(b'"size"', b' "size"', 1))
    checked = say(*checking)
    assert checked.exit_code == 2
    assert "not as it was signed" in checked.output
    published(say, source, "next.kiosksync")
    assert "rollback" in say(*words).output


@pytest.mark.usefixtures("catalogues")
def test_a_file_for_practice_makes_a_trial_alone(say: Say, tmp_path: Path) -> None:
    """Nobody checked it for hidden streets."""
    source = export(tmp_path / "export", ["Food Pantry"])
    assert published(say, source, "try.kiosksync", "--practice").exit_code == 0
    groups = json.loads(say("inspect", "try.kiosksync", "--json").output)["signed"]["fingerprint"]
    words = ("website", "try.kiosksync", *SITE, "--fingerprint", " ".join(groups))
    refused = say(*words)
    assert (refused.exit_code, "practice" in refused.output) == (1, True), refused.output
    assert not (tmp_path / "www").exists()
    trial = say(*words, "--no-signature")
    assert trial.exit_code == 0, trial.output


@pytest.mark.usefixtures("catalogues")
def test_a_withdrawal_reaches_the_website_in_the_same_run(say: Say, tmp_path: Path) -> None:
    names = ["Food Pantry", "Corner Pantry", "River Pantry", "Hill Pantry", "Lake Pantry"]
    names.append("Quiet Pantry")  # the last: the ids of the export are those of its rows
    source = export(tmp_path / "export", names)
    published(say, source, "city.kiosksync", *FOR_WHOM)
    made = say("website", "city.kiosksync", *SITE)
    assert made.exit_code == 0, made.output
    page = tmp_path / "www" / "en.html"
    assert "Quiet Pantry" in page.read_text("utf-8")
    export(tmp_path / "export", [name for name in names if name != "Quiet Pantry"])
    withdraw = ("--withdraw", "service:quiet-pantry")
    assert "still shows this" in published(say, source, "next.kiosksync", *withdraw).output
    again = published(say, source, "last.kiosksync", *withdraw, "--website", "www")
    assert again.exit_code == 0, again.output
    assert "Quiet Pantry" not in page.read_text("utf-8")
    assert say("website", "--check", "www", "--against", "last.kiosksync").exit_code == 0
