"""Output of the processes that work for staff mode: one JSON value each."""

import msgspec

from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.sync_answers import Candidate, DataStatus, TrustInfo


class StateAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """State of the data; ``problem`` says in English why there is no directory.

    ``silent`` names the helplines that are out of service.
    """

    status: DataStatus
    services: int
    problem: str = ""
    silent: tuple[str, ...] = ()


class FilesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Every file found, or the closed code why the search failed."""

    files: tuple[Candidate, ...]
    code: RefusalCode | None = None


class RootAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The root of a file, or the newly trusted one, or the closed code why not."""

    root: TrustInfo | None = None
    code: RefusalCode | None = None


class DateAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The date is set, or the closed code why not."""

    code: RefusalCode | None = None
