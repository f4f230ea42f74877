"""How far a sync is: the long step tells more than that it began."""

from pathlib import Path

from kiosk.sync.answers import SyncStatus
from kiosk.sync.apply import SHARES, SyncStep
from kiosk.sync.service import Consent
from tests.sync.box import Box, small


def test_the_building_of_a_database_tells_its_shares(tmp_path: Path) -> None:
    told: list[tuple[SyncStep, float]] = []
    box = Box(tmp_path / "data", tmp_path / "stick").trust()
    outcome = box.syncing.sync(
        box.file(small(), 1), Consent.PERSON, progress=lambda *step: told.append(step)
    )
    assert outcome.status is SyncStatus.APPLIED
    assert list(dict.fromkeys(step for step, _ in told)) == list(SyncStep)
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    built = [share for step, share in told if step is SyncStep.BUILD]
    assert len({*built}) > 2
    assert SHARES[SyncStep.BUILD] <= min(built) < max(built) < SHARES[SyncStep.KEEP]
