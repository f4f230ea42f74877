"""One kiosk, one file: what comes out, and what is on disk afterwards."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.clock import FixedClock, TrustedTime
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import Need, Organization, Phone, PhoneType, Service
from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.sync.container import read_container, receive
from kiosk.sync.state import RollbackFloor
from kiosk.sync.trust import TrustedRoot, load_root, save_root
from kiosk.sync.verify import VerifiedBundle, verify
from tests.sync.toolkit import few_records

RECORDS = [
    *few_records(),
    Organization(id="valley-line", name="Valley Line"),
    Service(
        id="help-line",
        organization_id="valley-line",
        name="Valley Help Line",
        quiet_name="Valley Line",
        phrase="Talk with someone",
        categories=(Need.TALK,),
        helpline=True,
    ),
    Phone(id="help-line.1", service_id="help-line", number="+19165550100"),
    Phone(
        id="help-line.2",
        service_id="help-line",
        number="233733",
        type=PhoneType.TEXT,
        keyword="HOME",
    ),
]
"""A service, and a helpline of the directory's own."""
HELPLINES = ANCHORS


def at(moment: str, *, trusted: bool = True) -> TrustedTime:
    return FixedClock.at(moment, "America/Los_Angeles", trusted=trusted).read()


NOW = at("2026-11-24T10:30")


@dataclass(frozen=True)
class Outcome:
    """``code`` and ``where`` of a refusal, or the bundle; the root that is kept on disk."""

    code: RefusalCode | None
    where: str
    bundle: VerifiedBundle | None
    kept_root: int | None


def offer(
    folder: Path,
    data: bytes,
    trusted: TrustedRoot,
    *,
    accepted: RollbackFloor | None = None,
    time: TrustedTime = NOW,
) -> Outcome:
    """Puts ``data`` on a stick and before a kiosk that trusts ``trusted``.

    Nothing but the trusted root may be in the kiosk's folder afterwards.
    """
    kiosk = folder / "kiosk"
    kiosk.mkdir(exist_ok=True)
    stick = folder / "stick.kiosksync"
    stick.write_bytes(data)
    save_root(kiosk, trusted)
    incoming = kiosk / "incoming"
    code, where, bundle = None, "", None
    try:
        received = receive(stick, incoming)
        bundle = verify(
            read_container(received.path),
            trusted,
            accepted=accepted,
            time=time,
            spool=kiosk / "spool",
            persist_root=lambda root: save_root(kiosk, root),
            sha256=received.sha256,
        )
    except Refused as refused:
        code, where = refused.code, refused.where
    incoming.unlink(missing_ok=True)
    assert {path.name for path in kiosk.iterdir()} == {"root.json"}
    kept = load_root(kiosk)
    return Outcome(code, where, bundle, None if kept is None else kept.version)
