"""The two fuzz targets: bytes that anybody can make, and content that a stolen key can sign."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.sync.verify import VerifiedBundle
from tests.sync.attempt import RECORDS
from tests.sync.hostile import COALITION, Meaning, forge, meaning, take
from tests.sync.toolkit import Coalition

CORPUS: Final = Path(__file__).parent / "corpus"


def _true(coalition: Coalition) -> Meaning:
    bundle = take(coalition.bundle(RECORDS))
    assert isinstance(bundle, VerifiedBundle)
    return meaning(bundle)


TRUE: Final = (_true(COALITION), _true(COALITION.rotate()))
"""What the files among the seeds say that are signed as they should be."""


def container(data: bytes) -> None:
    """Any bytes are refused, or mean what a true file does."""
    found = take(data)
    assert not isinstance(found, VerifiedBundle) or meaning(found) in TRUE


def signed(data: bytes) -> None:
    """Layer and content, validly signed: taken or refused, nothing else."""
    take(forge(data))


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {"container": container, "signed": signed}
