"""Pulling an HSDS 3 API: a whole file or none, gently, and never from a private address.

The API is a server of our own on this machine; the clock is handed in, so no test waits.
"""

import datetime as dt
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kiosk.editor import pull as pulling
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.pull import PublicTransport, PullClock, PulledExport, PullError, pull
from kiosk.editor.source_files import export_date
from kiosk.editor.sources.source_reader import read_source
from tests.editor.typed import type_at_desk

URL = "https://api.example.org/hsds"
NOW = dt.datetime(2026, 11, 27, 9, tzinfo=dt.UTC)


def service(number: int) -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "name": f"Pantry of {number} streets",
        "status": "active",
        "organization": {"id": "o1", "name": "Oak Helpers"},
        "phones": [{"id": f"p{number}", "number": f"916-440-{1000 + number}"}],
    }


@dataclass
class FakeClock:
    """Seconds that pass only when somebody waits."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    @property
    def of_pull(self) -> PullClock:
        return PullClock(lambda: self.seconds, self.sleep, lambda: NOW)


Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Api:
    """A server on this machine, and what it answers to each path."""

    services: list[Any]
    per_page: int = 3
    asked: list[str] = field(default_factory=list)
    changes: Callable[["Api", str], Answer | None] = lambda _, __: None
    whole: dict[str, Any] = field(default_factory=dict)
    tag: str = ""

    def answer(self, path: str, tag: str) -> Answer:
        self.asked.append(path)
        if (changed := self.changes(self, path)) is not None:
            return changed
        parts = urlsplit(path)
        if parts.path != "/hsds/services":
            return 200, {}, json.dumps(self.whole[parts.path.rpartition("/")[2]]).encode()
        number = int(parse_qs(parts.query)["page"][0])
        if self.tag and tag == self.tag:
            return 304, {}, b""
        return 200, {"ETag": self.tag} if self.tag else {}, json.dumps(self.page(number)).encode()

    def page(self, number: int) -> dict[str, Any]:
        start = (number - 1) * self.per_page
        return {
            "total_items": len(self.services),
            "total_pages": -(-len(self.services) // self.per_page),
            "page_number": number,
            "contents": self.services[start : start + self.per_page],
        }


class LocalTransport(httpx.BaseTransport):
    """Leads the address of the API to the server on this machine."""

    def __init__(self, port: int) -> None:
        self._port, self._inner = port, httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.scheme == "https"
        address = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return self._inner.handle_request(
            httpx.Request("GET", address, headers=request.headers, extensions=request.extensions)
        )

    def close(self) -> None:
        self._inner.close()


@pytest.fixture
def api() -> Iterator[tuple[Api, int]]:
    made = Api([service(number) for number in range(8)])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, content = made.answer(self.path, self.headers["If-None-Match"] or "")
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=lambda: server.serve_forever(0.01))
        thread.start()
        try:
            yield made, server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


Pulled = Callable[[], PulledExport]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def pulled(api: tuple[Api, int], clock: FakeClock) -> Pulled:
    return lambda: pull(URL, clock=clock.of_pull, transport=LocalTransport(api[1]))


def _services(export: PulledExport) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(export.content)) as archive:
        assert archive.namelist() == ["services.json"]
        found: list[Any] = json.loads(archive.read("services.json"))
    return found


def test_every_page_becomes_one_file_that_imports(
    tmp_path: Path, api: tuple[Api, int], pulled: Pulled, clock: FakeClock
) -> None:
    made = pulled()
    assert _services(made) == api[0].services
    assert [path.partition("page=")[2][:1] for path in api[0].asked] == ["1", "2", "3", "1"]
    assert clock.waits == [1.0, 1.0, 1.0], "one request a second at most"
    file = tmp_path / "oak211.json.zip"
    file.write_bytes(made.content)
    assert export_date(file) == NOW.date()
    draft = read_source(file, ReadOptions(public_addresses=True))
    assert sum(one.id.startswith("s") for one in draft.records) >= 8


def test_a_list_of_ids_is_asked_for_one_by_one(api: tuple[Api, int], pulled: Pulled) -> None:
    whole = api[0].services
    api[0].whole = {one["id"]: one for one in whole}
    api[0].services = [{"id": one["id"], "name": one["name"]} for one in whole]
    assert _services(pulled()) == whole
    assert "/hsds/services/s7" in api[0].asked


def test_the_tag_of_a_page_spares_its_second_reading(api: tuple[Api, int], pulled: Pulled) -> None:
    api[0].tag = '"v1"'
    assert pulled().services == 8


@pytest.mark.parametrize(
    ("after", "waits"), [("7", 7.0), ("Fri, 27 Nov 2026 09:00:30 GMT", 30.0), ("soon", 60.0)]
)
def test_too_many_requests_are_waited_for_as_long_as_asked(
    api: tuple[Api, int], pulled: Pulled, clock: FakeClock, after: str, waits: float
) -> None:
    def busy(server: Api, _: str) -> Answer | None:
        return (429, {"Retry-After": after}, b"") if len(server.asked) == 2 else None

    api[0].changes = busy
    assert pulled().services == 8
    assert waits in clock.waits


def _once(answer: Answer, at: int = 2) -> Callable[[Api, str], Answer | None]:
    return lambda server, _: answer if len(server.asked) == at else None


def _grown(server: Api, _: str) -> None:
    if len(server.asked) == 3:
        server.services = [*server.services, service(len(server.services))]


def _growing(server: Api, _: str) -> None:
    server.services = [*server.services, service(len(server.services))]


def test_a_list_that_changes_meanwhile_is_read_once_more(
    api: tuple[Api, int], pulled: Pulled
) -> None:
    api[0].changes = _grown
    assert pulled().services == 9


HALF = json.dumps({"total_pages": 3, "total_items": 8, "contents": []}).encode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (_growing, "changed while it was read, twice"),
        (_once((200, {}, b'{"contents": [{"id": "s')), "sent a broken page"),
        (_once((200, {"Content-Length": "900"}, b'{"contents"')), "cannot be read"),
        (lambda _, path: (200, {}, HALF) if "page=2" in path else None, "changed while"),
        (_once((500, {}, b"")), "answered 500 to https://api.example.org"),
        (lambda *_: (429, {"Retry-After": "900"}, b""), "asks to wait too long"),
        (lambda *_: (429, {"Retry-After": "1"}, b""), "answered 429"),
        (_once((302, {"Location": "https://evil.example.net/x"}, b"")), "leads to another host"),
        (_once((302, {"Location": "http://api.example.org/x"}, b"")), "leads to another host"),
        (lambda _, path: (302, {"Location": path}, b""), "answered 302"),
        (_once((200, {}, b"[]"), 1), "is no HSDS 3 API"),
        (_once((200, {}, b'{"contents": [], "total_pages": "x"}'), 1), "does not say how many"),
        (_once((200, {}, b"x" * 3_000)), "sends more than"),
    ],
)
def test_what_is_not_whole_is_nothing(
    monkeypatch: pytest.MonkeyPatch,
    api: tuple[Api, int],
    pulled: Pulled,
    changes: Callable[[Api, str], Answer | None],
    says: str,
) -> None:
    if says == "sends more than":
        monkeypatch.setattr(pulling, "MOST_BYTES", 3_500)
    api[0].changes = changes
    with pytest.raises(PullError, match=says):
        pulled()


def test_a_page_on_the_same_host_may_lead_on(api: tuple[Api, int], pulled: Pulled) -> None:
    def leads(_: Api, path: str) -> Answer | None:
        there = path.replace("/services?", "/v3/../services?x=1&")
        return (307, {"Location": there}, b"") if "x=1" not in path else None

    api[0].changes = leads
    assert pulled().services == 8


def test_more_requests_than_allowed_end_the_pull(
    monkeypatch: pytest.MonkeyPatch, pulled: Pulled
) -> None:
    monkeypatch.setattr(pulling, "MOST_REQUESTS", 2)
    with pytest.raises(PullError, match="needs more than 2 requests"):
        pulled()


def test_a_page_that_drips_in_ends_the_pull(
    api: tuple[Api, int], pulled: Pulled, clock: FakeClock
) -> None:
    def slow(server: Api, _: str) -> None:
        if len(server.asked) == 2:
            clock.seconds += 31

    api[0].changes = slow
    with pytest.raises(PullError, match="longer than 30 seconds"):
        pulled()


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.7"], ["127.0.0.1"], ["169.254.169.254"], ["192.168.1.1"], ["::1"], ["fd00::1"],
        ["100.64.0.1"], ["0.0.0.0"], ["::ffff:10.0.0.1"], ["224.0.0.1"], [],  # noqa: S104
        ["93.184.215.14", "10.0.0.7"],
    ],
)  # fmt: skip
def test_a_host_in_a_private_network_is_never_asked(addresses: list[str]) -> None:
    def asked(_: httpx.Request) -> httpx.Response:
        pytest.fail("a private address was asked")

    guarded = PublicTransport(lambda _: addresses, httpx.MockTransport(asked))
    with pytest.raises(PullError, match="is not a public address of the internet"):
        pull(URL, clock=FakeClock().of_pull, transport=guarded)


def test_the_checked_address_is_the_one_that_is_asked() -> None:
    seen = list[httpx.Request]()
    page = {"total_items": 1, "total_pages": 1, "contents": [service(1)]}

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=page)

    addresses = iter((["93.184.215.14"], ["93.184.215.14"], ["10.0.0.7"]))
    guarded = PublicTransport(lambda _: next(addresses), httpx.MockTransport(answer))
    assert pull(URL, clock=FakeClock().of_pull, transport=guarded).services == 1
    assert {one.url.host for one in seen} == {"93.184.215.14"}
    assert {one.headers["Host"] for one in seen} == {"api.example.org"}
    assert {one.extensions["sni_hostname"] for one in seen} == {"api.example.org"}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://api.example.org", "begins with https://"),
        ("api.example.org", "begins with https://"),
        ("https://me:secret@api.example.org", "without a name"),
        ("https://api.example.org/hsds?key=1", "without a name"),
    ],
)
def test_an_address_that_is_none_of_an_api_is_refused(url: str, says: str) -> None:
    with pytest.raises(PullError, match=says):
        pull(url, transport=httpx.MockTransport(lambda _: pytest.fail("it was asked")))


@pytest.mark.parametrize("whole", [True, False])
def test_the_command_writes_the_file_or_leaves_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, whole: bool
) -> None:
    def fake(url: str, **_: object) -> PulledExport:
        if not whole:
            raise PullError(f"{url} answered 500.")
        return PulledExport(b"new", 3, 4)

    monkeypatch.setattr(pulling, "pull", fake)
    file = tmp_path / "oak211.json.zip"
    file.write_bytes(b"last")
    result = type_at_desk(tmp_path, "pull", "oak211", URL)
    assert result.exit_code == (0 if whole else 1)
    assert file.read_bytes() == (b"new" if whole else b"last")
    says = f"Next: desk import oak211 {file}" if whole else "answered 500."
    assert says in result.output.replace("\n", " ")
