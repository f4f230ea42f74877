"""Reads a website where phones read it: over HTTPS at its host, which it never leaves."""

import gzip
import ssl
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import brotli

CODINGS: Final = {"gzip": gzip.decompress, "br": brotli.decompress}
"""Content codings that phones ask for, and how each is unpacked (RFC 9110, section 8.4.1)."""
DAMAGED: Final = (OSError, EOFError, ValueError, brotli.error, zlib.error)
"""What unpacking raises."""
_SECONDS: Final = 30
_MOST_TURNS: Final = 3
_MOST: Final = 32 * 1024 * 1024
"""Bytes of the largest answer read: more than any picture."""
_TURNS: Final = frozenset({301, 302, 303, 307, 308})
_FOUND: Final = 200


class HostError(Exception):
    """A host cannot be reached or leads elsewhere; one sentence."""


class HostNotBelievedError(HostError):
    """A host cannot prove its name."""


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """What a host sent for a path: ``content`` unpacked, header names in small letters."""

    headers: Mapping[str, str]
    content: bytes


def connect(host: str) -> HTTPSConnection:
    """Return a connection that verifies the certificate of a host."""
    return HTTPSConnection(host, timeout=_SECONDS, context=ssl.create_default_context())


@dataclass(frozen=True, slots=True)
class HostReader:
    """Asks one host for its files, over one connection."""

    host: str
    _line: HTTPSConnection = field(repr=False)

    def get(self, name: str, coding: str = "identity") -> HostAnswer | None:
        """Return what phones get for a file; ``None`` if the host does not have it.

        Raises :class:`HostError`.
        """
        address = f"https://{self.host}/{quote(name)}"
        for _ in range(_MOST_TURNS):
            try:
                self._line.request(
                    "GET", urlsplit(address).path, headers={"Accept-Encoding": coding}
                )
                with self._line.getresponse() as response:
                    content = response.read(_MOST + 1)
                    headers = {key.lower(): value for key, value in response.getheaders()}
                    status = response.status
            except ssl.SSLCertVerificationError as error:
                raise HostNotBelievedError(
                    f"{self.host} cannot prove its name: {error.verify_message}."
                ) from error
            except (OSError, HTTPException) as error:
                raise HostError(f"{self.host} cannot be reached: {error}.") from error
            if status in _TURNS:
                address = self._turned(address, headers.get("location", ""))
                continue
            if len(content) > _MOST:
                raise HostError(f"{self.host} sends too much for {name}.")
            return HostAnswer(headers, _unpacked(headers, content)) if status == _FOUND else None
        raise HostError(f"{self.host} leads in a circle for {name}.")

    def _turned(self, address: str, location: str) -> str:
        """Return where the host leads, which must be the same host over HTTPS."""
        found = urljoin(address, location)
        if not found.startswith(f"https://{self.host}/"):
            raise HostError(f"{address} leads to another host: {found}")
        return found


@contextmanager
def reader_of(host: str) -> Iterator[HostReader]:
    """Return a reader of a host; its connection is closed at the end."""
    with closing(connect(host)) as line:
        yield HostReader(host, line)


def _unpacked(headers: Mapping[str, str], content: bytes) -> bytes:
    """Return content without its coding; as it came if that is not known or broken."""
    unpack = CODINGS.get(headers.get("content-encoding", "").strip().lower())
    try:
        return unpack(content) if unpack else content
    except DAMAGED:
        return content
