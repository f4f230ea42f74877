"""What the processes that work for staff mode print: one JSON value each."""

import msgspec

from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.answers import Candidate, DataStatus, TrustInfo


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer of a process."""


class StateAnswer(_Answer, frozen=True, kw_only=True):
    """State of the data; ``problem`` says in English why there is no directory.

    ``silent`` are the names of helplines that are out of service.
    """

    status: DataStatus
    services: int
    problem: str = ""
    silent: tuple[str, ...] = ()


class FilesAnswer(_Answer, frozen=True, kw_only=True):
    """Every file that was found; or the closed code why none was looked for."""

    files: tuple[Candidate, ...]
    code: RefusalCode | None = None


class RootAnswer(_Answer, frozen=True, kw_only=True):
    """The root a file brings, or that was taken on; or the closed code why not."""

    root: TrustInfo | None = None
    code: RefusalCode | None = None


class DateAnswer(_Answer, frozen=True, kw_only=True):
    """The date was set; or the closed code why not."""

    code: RefusalCode | None = None
