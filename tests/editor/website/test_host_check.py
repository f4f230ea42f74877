"""The website is checked where phones read it: over HTTPS, at one host, with its headers."""

import datetime as dt
import socket
import ssl
from collections.abc import Callable, Iterator
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from click.testing import Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.editor.website import host_reading
from kiosk.editor.website.policy import RECIPES
from tests.editor.website.browsing import CODINGS, Host, host
from tests.editor.website.making import HOST, Desk


def certificate(folder: Path, name: str) -> Path:
    """A key and a certificate that vouches for itself, in one file."""
    key, day = ec.generate_private_key(ec.SECP256R1()), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day.replace(year=2126))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain, pem = serialization.NoEncryption(), serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file = folder / f"{name}.pem"
    file.write_bytes(secret + made.public_bytes(pem))
    return file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, catalogues: object) -> tuple[Desk, Path]:
    """A website of a few records, and the file that it is made from."""
    del catalogues
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("home")))
        desk = Desk(tmp_path_factory.mktemp("desk"))
        file = desk.signed()
        assert desk.make(file).exit_code == 0
    return desk, file


@pytest.fixture
def hosted(
    made: tuple[Desk, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Host]:
    """The website at its host, which the check reaches on this machine."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    pem = certificate(tmp_path, HOST)
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(pem)
    with host(made[0].files, *CODINGS, secured=secured) as one:
        one.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        port = int(one.address.rpartition(":")[2])
        monkeypatch.setattr(host_reading, "connect", connecting(port, pem))
        yield one


def connecting(port: int, trusted: Path) -> Callable[[str], HTTPSConnection]:
    """Connects to a port of this machine whatever the host, and trusts one certificate."""

    def connect(host: str) -> HTTPSConnection:
        context = ssl.create_default_context(cafile=str(trusted))
        line = HTTPSConnection(host, timeout=60, context=context)
        here = ("127.0.0.1", port)
        line._create_connection = lambda *_: socket.create_connection(here)  # type: ignore[attr-defined]
        return line

    return connect


def check(made: tuple[Desk, Path], address: str = f"https://{HOST}") -> Result:
    desk, file = made
    return desk.website("--check", address, "--against", file)


def test_a_host_that_serves_it_as_made_passes(made: tuple[Desk, Path], hosted: Host) -> None:
    hosted.leads["en.html"] = "/en"
    hosted.files["en"] = hosted.files["en.html"]
    for ending in CODINGS.values():
        hosted.files[f"en{ending}"] = hosted.files[f"en.html{ending}"]
    checked = check(made)
    assert (checked.exit_code, "a trial" in checked.output) == (0, True), checked.output
    assert "en" in hosted.asked
    assert not [name for name in hosted.asked if name.startswith(RECIPES) or "?" in name]


def test_what_phones_get_otherwise_is_named(made: tuple[Desk, Path], hosted: Host) -> None:
    hosted.files["en.html"] += b" "
    hosted.files["index.html.br"] = hosted.files["x.html.br"]
    del hosted.files["x.html"], hosted.files["x.html.br"], hosted.files["x.html.gz"]
    del hosted.headers["Cache-Control"]
    hosted.headers |= {
        "Content-Security-Policy": "default-src 'none'",
        "Strict-Transport-Security": "max-age=60",
    }
    checked = check(made)
    assert checked.exit_code == 1
    lines = {line.partition(":")[0]: line for line in checked.output.splitlines()}
    headers = {"Cache-Control", "Content-Security-Policy", "Strict-Transport-Security"}
    assert lines.keys() == {
        *headers, "en.html", "index.html", "x.html", "The list of files is not signed"
    }  # fmt: skip
    assert "packed copy" in lines["index.html"]


def test_the_page_behind_leave_clears_what_the_phone_holds(
    made: tuple[Desk, Path], hosted: Host
) -> None:
    hosted.cleared = '"cache"'
    assert "Clear-Site-Data: not sent as it should be with x.html" in check(made).output


@pytest.mark.parametrize(
    "lead",
    ["https://cdn.example.net/en.html", f"http://{HOST}/en.html", "//example.net/", "/en.html"],
)
def test_a_host_that_leads_elsewhere_is_not_followed(
    made: tuple[Desk, Path], hosted: Host, lead: str
) -> None:
    hosted.leads["en.html"] = lead
    checked = check(made)
    assert checked.exit_code == 1
    assert ("leads to another host" in checked.output) is (lead != "/en.html")
    assert ("leads in a circle" in checked.output) is (lead == "/en.html")


def test_a_host_without_its_name_or_website_is_not_believed(
    made: tuple[Desk, Path], hosted: Host
) -> None:
    other = check(made, "https://other.example.org")
    assert (other.exit_code, "cannot prove its name" in other.output) == (2, True)
    del hosted.files["website.json"]
    empty = check(made)
    assert (empty.exit_code, "has no website of this program" in empty.output) == (2, True)


def test_a_website_that_nothing_vouches_for_is_not_believed(
    made: tuple[Desk, Path], tmp_path: Path, hosted: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = hosted.files["website.json"]
    hosted.files["website.json"] = old.replace(HOST.encode(), b"info.example.org")
    checked = check(made)
    assert (checked.exit_code, "made for info.example.org" in checked.output) == (2, True)
    hosted.files["website.json"] = old.replace(b'"program": "', b'"program": "9.')
    vouched = check(made)
    assert (vouched.exit_code, "is not signed" in vouched.output) == (2, True)
    pem = certificate(tmp_path, HOST)
    monkeypatch.setattr(host_reading, "connect", connecting(9, pem))
    away = check(made)
    assert (away.exit_code, "cannot be reached" in away.output) == (1, True)


@pytest.mark.parametrize("address", [f"http://{HOST}", f"https://{HOST}/a", "https://127.0.0.1"])
def test_only_a_host_over_https_is_asked(made: tuple[Desk, Path], address: str) -> None:
    refused = check(made, address)
    assert (refused.exit_code, "is not an HTTPS host" in refused.output) == (2, True)
