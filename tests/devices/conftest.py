"""Printers that are unplugged after the test."""

from collections.abc import Iterator

import pytest

from tests.devices.receipt_line import Fake


@pytest.fixture
def plug() -> Iterator[type[Fake]]:
    """Makes printers that are unplugged after the test."""
    made: list[Fake] = []

    class Plugged(Fake):
        def __post_init__(self) -> None:
            super().__post_init__()
            made.append(self)

    yield Plugged
    for fake in made:
        fake.unplug()
