"""Pull the services of an HSDS 3 API into one file, which is imported like any other.

The whole of it is written or nothing. The API is asked gently, and it leads nowhere else: HTTPS
only, no other host, no private address.
"""

import datetime as dt
import io
import ipaddress
import json
import socket
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote

import httpx

from kiosk.domain.report_lines import escape_invisible
from kiosk.editor.source_files import SourceError

PAUSE: Final = 1.0
"""Seconds between the starts of two requests, at least."""
MOST_REQUESTS: Final = 5000
MOST_BYTES: Final = 200_000_000
"""Bytes of all answers, unpacked."""
REQUEST_SECONDS: Final = 30.0
"""Longest time of one request."""
MOST_WAIT: Final = 600.0
"""Longest time in seconds that an API may ask to wait."""
PER_PAGE: Final = 100
_BUSY: Final = frozenset({429, 503})
_TURNS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_TURNS: Final = 3
_MOST_TRIES: Final = 5
"""Most answers of "too many requests" to one question."""
_OK: Final = 200
_UNCHANGED: Final = 304
_CHILDREN: Final = frozenset(
    {"organization", "phones", "schedules", "service_at_locations", "locations", "languages"}
)
"""Parts of a whole service; a list may leave them out (HSDS 3 API reference)."""
_MEMBER: Final = "services.json"

Resolve = Callable[[str], Sequence[str]]
"""Returns the addresses of a host."""


class PullError(SourceError):
    """Nothing was pulled; one sentence."""


class ApiChangedError(PullError):
    """The directory changed while it was read."""


@dataclass(frozen=True, slots=True)
class PullClock:
    """The time that a pull goes by: seconds that only grow, and how to wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)


def resolve_host(host: str) -> Sequence[str]:
    """Return the addresses of a host as the machine finds them."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


class PublicTransport(httpx.BaseTransport):
    """Connects to public addresses only, and to the very address that was checked."""

    def __init__(self, resolve: Resolve = resolve_host, inner: Any = None) -> None:
        self._resolve = resolve
        self._inner: httpx.BaseTransport = inner or httpx.HTTPTransport(retries=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request. Raises :class:`PullError` if its host is not public."""
        host = request.url.host
        try:
            addresses = [ipaddress.ip_address(one) for one in self._resolve(host)]
        except (OSError, ValueError) as error:
            raise PullError(f"{host} has no address. Check the spelling.") from error
        if not addresses or not all(one.is_global and not one.is_multicast for one in addresses):
            raise PullError(f"{host} is not a public address of the internet. Nothing was asked.")
        pinned = request.url.copy_with(host=str(addresses[0]))
        extensions = {**request.extensions, "sni_hostname": host}
        return self._inner.handle_request(
            httpx.Request(request.method, pinned, headers=request.headers, extensions=extensions)
        )

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


@dataclass(frozen=True, slots=True)
class PulledExport:
    """An export that was pulled: a zip, and how many services it has."""

    content: bytes
    services: int
    requests: int


def pull(
    url: str,
    *,
    clock: PullClock | None = None,
    transport: httpx.BaseTransport | None = None,
    progress: Callable[[int, int], None] = lambda _, __: None,
) -> PulledExport:
    """Read every service of an API; ``progress`` gets how many of how many are here.

    Raises :class:`PullError` with the one reason; then there is nothing.
    """
    base = _checked(url)
    clock = clock or PullClock()
    with httpx.Client(
        transport=transport or PublicTransport(),
        timeout=REQUEST_SECONDS,
        follow_redirects=False,
        trust_env=False,
        headers={"Accept": "application/json"},
    ) as client:
        session = _Session(client, base, clock, progress)
        try:
            services = session.services()
        except ApiChangedError:
            services = session.services()
    packed = _packed(services, clock.today())
    return PulledExport(packed, len(services), session.requests)


def _checked(url: str) -> httpx.URL:
    try:
        found = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise PullError(f"{escape_invisible(url, 200)} is not a web address.") from error
    if found.scheme != "https" or not found.host:
        raise PullError("The address of an API begins with https://.")
    if found.userinfo or found.query or found.fragment:
        raise PullError("Give the address of the API alone, without a name, ? or #.")
    path = found.path.rstrip("/").removesuffix("/services")
    return found.copy_with(path=f"{path}/services")


@dataclass(slots=True)
class _Session:
    """The requests of one pull, with what they have cost so far."""

    client: httpx.Client
    base: httpx.URL
    clock: PullClock
    progress: Callable[[int, int], None]
    requests: int = 0
    size: int = 0
    last: float | None = None
    tags: dict[str, str] = field(default_factory=dict)

    def services(self) -> list[Any]:
        """Return every service. Raises :class:`ApiChangedError` if the list is not of one piece."""
        found = list[Any]()
        first = self._page(1)
        pages, total = _count(first, "total_pages"), _count(first, "total_items")
        for number in range(1, pages + 1):
            page = first if number == 1 else self._page(number)
            if (_count(page, "total_pages"), _count(page, "total_items")) != (pages, total):
                raise _changed(self.base.host)
            for one in _contents(page):
                found.append(one if _is_whole(one) else self._single(one))
                self.progress(len(found), total)
        ids = [str(one.get("id", "")) for one in found]
        if len({*ids}) != total or len(ids) != total or "" in ids or self._has_changed(first):
            raise _changed(self.base.host)
        if not found:
            raise PullError(f"{self.base.host} has no services.")
        return found

    def _page(self, number: int) -> Mapping[str, Any]:
        address = self.base.copy_merge_params({"page": number, "per_page": PER_PAGE})
        page = self._json(address)
        if not isinstance(page, Mapping) or "contents" not in page or "total_pages" not in page:
            raise PullError(
                f"{self.base.host} is no HSDS 3 API: its answer has no pages. Ask for the address "
                "that ends before /services."
            )
        return page

    def _single(self, one: Any) -> Mapping[str, Any]:
        key = one.get("id") if isinstance(one, Mapping) else one
        if not isinstance(key, str) or not key:
            raise PullError(f"{self.base.host} lists a service without an id.")
        address = self.base.copy_with(path=f"{self.base.path}/{quote(key, safe='')}")
        found = self._json(address)
        if not isinstance(found, Mapping):
            raise PullError(f"{self.base.host} has no service of its own list: {_short(key)}.")
        return found

    def _has_changed(self, first: Mapping[str, Any]) -> bool:
        """Ask for the first page once more: with its tag alone, if the API gave one."""
        address = self.base.copy_merge_params({"page": 1, "per_page": PER_PAGE})
        now = self._json(address, tag=self.tags.get(str(address), ""))
        return now is not None and now != first

    def _json(self, address: httpx.URL, tag: str = "") -> Any:
        content = self._content(address, tag)
        if content is None:
            return None
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise PullError(f"{self.base.host} sent a broken page: {_short(address)}.") from error

    def _content(self, address: httpx.URL, tag: str) -> bytes | None:
        """Return an answer; ``None`` if the page with this tag has not changed."""
        waited = turns = tries = 0.0
        while True:
            status, headers, content = self._ask(address, tag)
            if status == _OK:
                if found := headers.get("etag"):
                    self.tags[str(address)] = found
                return content
            if status == _UNCHANGED and tag:
                return None
            if status in _TURNS and turns < _MOST_TURNS:
                address, turns = self._turned(address, headers.get("location", "")), turns + 1
            elif status in _BUSY and tries < _MOST_TRIES:
                pause = self._retry_after(headers.get("retry-after", ""))
                waited, tries = waited + pause, tries + 1
                if waited > MOST_WAIT:
                    raise PullError(f"{self.base.host} asks to wait too long. Try tomorrow.")
                self.clock.sleep(pause)
            else:
                raise PullError(f"{self.base.host} answered {status} to {_short(address)}.")

    def _ask(self, address: httpx.URL, tag: str) -> tuple[int, httpx.Headers, bytes]:
        if self.requests >= MOST_REQUESTS:
            raise PullError(f"{self.base.host} needs more than {MOST_REQUESTS:,} requests.")
        start = self.clock.now()
        if self.last is not None and (early := self.last + PAUSE - start) > 0:
            self.clock.sleep(early)
            start = self.clock.now()
        self.last, self.requests = start, self.requests + 1
        headers = {"If-None-Match": tag} if tag else {}
        try:
            with self.client.stream("GET", address, headers=headers) as answer:
                content = b"".join(self._pieces(answer, start))
                return answer.status_code, answer.headers, content
        except httpx.HTTPError as error:
            reason = _short(error) or type(error).__name__
            raise PullError(f"{self.base.host} cannot be read: {reason}.") from error

    def _pieces(self, answer: httpx.Response, start: float) -> Iterator[bytes]:
        for piece in answer.iter_bytes():
            self.size += len(piece)
            if self.size > MOST_BYTES:
                raise PullError(f"{self.base.host} sends more than {MOST_BYTES // 10**6} MB.")
            if self.clock.now() - start > REQUEST_SECONDS:
                raise PullError(f"{self.base.host} took longer than 30 seconds for a page.")
            yield piece

    def _turned(self, address: httpx.URL, location: str) -> httpx.URL:
        """Return where a page leads, which must be the same host over HTTPS."""
        try:
            found = address.join(location)
        except httpx.InvalidURL as error:
            raise PullError(f"{self.base.host} leads to no web address.") from error
        same = (found.scheme, found.host, found.port) == ("https", address.host, address.port)
        if not location or not same:
            raise PullError(f"{self.base.host} leads to another host: {_short(found)}")
        return found

    def _retry_after(self, text: str) -> float:
        """Return the seconds to wait (RFC 9110, section 10.2.3)."""
        if text.strip().isdecimal():
            return max(PAUSE, float(text))
        try:
            return max(PAUSE, (parsedate_to_datetime(text) - self.clock.today()).total_seconds())
        except (TypeError, ValueError):
            return 60.0


def _changed(host: str) -> ApiChangedError:
    return ApiChangedError(f"{host} changed while it was read, twice. Try later.")


def _count(page: Mapping[str, Any], key: str) -> int:
    found = page.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise PullError(f"The API does not say how many {key.removeprefix('total_')} it has.")
    return found


def _contents(page: Mapping[str, Any]) -> list[Any]:
    found = page["contents"]
    if not isinstance(found, list):
        raise PullError("A page of the API has no list of services.")
    return found


def _is_whole(one: object) -> bool:
    """Return True if a listed service has its parts, not only its id or its own fields."""
    return isinstance(one, Mapping) and not _CHILDREN.isdisjoint(one)


def _packed(services: Sequence[Any], now: dt.datetime) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(_MEMBER, now.timetuple()[:6])
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, json.dumps(services, ensure_ascii=False))
    return content.getvalue()


def _short(value: object) -> str:
    return escape_invisible(str(value), 120)
