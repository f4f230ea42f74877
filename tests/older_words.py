"""The program as it was before a telling word came to its list, and before texts were judged."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from kiosk.domain import discretion
from kiosk.domain.prose import ProseChecker, prose_rule

TELLS_NOW = "County Witness Office"
"""A quiet name that passed until "witness" came to the list."""


@contextmanager
def older_words() -> Iterator[None]:
    """The English list without the words for a witness, as long as this lasts."""
    words = tuple(word for word in discretion.WORDS["en"] if "witness" not in word)
    assert len(words) < len(discretion.WORDS["en"])
    with patch.dict(discretion.WORDS, en=words):
        _forget()
        assert not discretion.find_revealing_anywhere(TELLS_NOW)
        yield
    _forget()
    assert discretion.find_revealing_anywhere(TELLS_NOW)


TELLS_A_NUMBER = "Call 916-555-0199 at night"
"""A text that passed until texts were looked through for numbers."""


@contextmanager
def older_rules() -> Iterator[None]:
    """Texts may say any number, as long as this lasts."""
    with patch.object(ProseChecker, "problems", lambda _: iter(())):
        yield
    assert prose_rule(TELLS_A_NUMBER) is not None


@dataclass(frozen=True)
class Later:
    """A text that passed before: how the program was then, and what it says of it now."""

    older: Callable[[], AbstractContextManager[None]]
    field: str
    text: str
    rule: str
    says: str
    changes: str
    """How reports name the field."""


LATER = {
    "a word": Later(
        older_words, "quiet_name", TELLS_NOW, "revealing", "gives a visitor away", "quiet name"
    ),
    "a rule": Later(
        older_rules,
        "phrase",
        TELLS_A_NUMBER,
        "text_number",
        "tells a telephone number",
        "short line",
    ),
}
"""Both kinds of what came later."""


def _forget() -> None:
    """What was made of the list is made of it again."""
    for one in vars(discretion).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()
