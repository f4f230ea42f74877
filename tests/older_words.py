"""The program as it was before a telling word came to its list."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from kiosk.domain import discretion

TELLS_NOW = "County Witness Office"
"""A quiet name that passed until "witness" came to the list."""


@contextmanager
def older_words() -> Iterator[None]:
    """The English list without the words for a witness, as long as this lasts."""
    words = tuple(word for word in discretion.WORDS["en"] if "witness" not in word)
    assert len(words) < len(discretion.WORDS["en"])
    with patch.dict(discretion.WORDS, en=words):
        _forget()
        assert not discretion.check_everywhere(TELLS_NOW)
        yield
    _forget()
    assert discretion.check_everywhere(TELLS_NOW)


def _forget() -> None:
    """What was made of the list is made of it again."""
    for one in vars(discretion).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()
