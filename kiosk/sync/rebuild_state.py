"""Rebuilds the state from the stored signed files if ``state.json`` and its copy are lost."""

import datetime as dt
from pathlib import Path

from kiosk.domain.clock import TrustedTime
from kiosk.domain.syncfile import SUFFIX, Refused, Withdrawn
from kiosk.sync.address_visibility import hidden_places
from kiosk.sync.apply import add_tombstones, content_of, signed_facts
from kiosk.sync.container import read_container
from kiosk.sync.data_folder import DatabaseMaker, MakeError, digest_of, files_like
from kiosk.sync.retained_files import SIGNED_NAME, factory_or_empty, make_database, temp_path
from kiosk.sync.state import DataSource, Generation, State, Tombstone, raise_floor
from kiosk.sync.trust import TrustedRoot, load_root
from kiosk.sync.verify import VerifiedBundle, verify

_UNKNOWN = TrustedTime(dt.datetime(1970, 1, 1, tzinfo=dt.UTC), trusted=False)
"""No time: a file that was imported once is not refused for its age."""


def rebuild_state(folder: Path, maker: DatabaseMaker) -> State | None:
    """Return a state that uses the newest stored file signed under the trusted root.

    Its versions are the rollback floor, its withdrawals the tombstones. No baseline is left, so the
    next file waits for a person. ``None`` if no file can be verified or built.
    """
    try:
        root = load_root(folder)
    except Refused:
        return None
    if root is None:
        return None
    best: VerifiedBundle | None = None
    tombstones: tuple[Tombstone, ...] = ()
    for path in files_like(folder, f"*{SUFFIX}"):
        bundle = _verified(folder, path, root)
        if bundle is not None:
            tombstones = add_tombstones(tombstones, bundle.facts.withdrawn, bundle.versions)
            if best is None or bundle.versions > best.versions:
                best = bundle
    return None if best is None else _state(folder, maker, best, tombstones)


def _verified(folder: Path, path: Path, root: TrustedRoot) -> VerifiedBundle | None:
    digest = digest_of(path)
    if digest is None or path.name != SIGNED_NAME.format(digest[:16]):
        return None
    try:
        with temp_path(folder, "spool") as spool:
            return verify(
                read_container(path),
                root,
                accepted=None,
                time=_UNKNOWN,
                spool=spool,
                persist_root=lambda _: None,
                sha256=digest,
                names=False,
            )
    except Refused:
        return None


def _state(
    folder: Path, maker: DatabaseMaker, bundle: VerifiedBundle, tombstones: tuple[Tombstone, ...]
) -> State | None:
    content = content_of(bundle)
    sha256 = bundle.sha256 or ""
    try:
        database, digest = make_database(folder, content, maker)
    except (MakeError, OSError):
        return None
    hidden = hidden_places(factory_or_empty(maker).records, content.records)
    places = (Withdrawn(kind="location", id=one) for one in hidden)
    found = State(
        database_format=maker.format,
        active=Generation(
            database=database,
            sha256=digest,
            source=DataSource.SIGNED,
            kept=SIGNED_NAME.format(sha256[:16]),
            kept_sha256=sha256,
            signed=signed_facts(bundle, sha256),
        ),
        accepted=bundle.accepted_as,
        tombstones=add_tombstones(tombstones, places, bundle.versions),
    )
    return raise_floor(found, bundle.facts.created, clock_is_trusted=False)
