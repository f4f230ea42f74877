"""The origin an unverified file claims, for a person who holds the wrong file."""

import re
from collections.abc import Mapping
from typing import Final

from kiosk.domain.syncfile import PRACTICE, RefusalCode, Refused, RootFacts
from kiosk.domain.text_rules import is_own_script, is_visible
from kiosk.sync.metadata import read_root_document

CLAIM_LIMIT: Final = 60
"""Letters of a claimed name: its author may be anyone."""
_REACHES: Final = re.compile(r"(?:\d\D{0,2}){5}|[/@]|www|\.[a-z]{2}", re.IGNORECASE)
"""Finds a number to call or an address to open, which an unverified name must not show."""
_STRANGE: Final = frozenset(
    {
        RefusalCode.OLD_ROOT,
        RefusalCode.ROOT_GAP,
        RefusalCode.ROOT_FORK,
        RefusalCode.ROOT_SIGNATURE,
    }
)
"""Refusals of a foreign file: its keys do not follow the trusted ones."""


def explain_root(refused: Refused, trusted: RootFacts, roots: Mapping[int, bytes]) -> Refused:
    """Return the refusal of ``roots``, or a clearer one if they claim another coalition."""
    claim = _claim(roots) if refused.code in _STRANGE else None
    if claim is None:
        return refused
    if claim.channel == PRACTICE != trusted.channel:
        return Refused(RefusalCode.PRACTICE)
    renamed = refused.code is RefusalCode.ROOT_FORK and claim.publisher != trusted.publisher
    if claim.channel == trusted.channel and not renamed:
        return refused
    shown = shown_claim(claim)
    return Refused(RefusalCode.OTHER_COALITION, refused.where, shown, trusted.publisher)


def _claim(roots: Mapping[int, bytes]) -> RootFacts | None:
    """Return what a file's newest root says of its coalition; ``None`` if it is unreadable."""
    newest = max(roots)
    try:
        return read_root_document(roots[newest], f"{newest}.root.json").shape.kiosk
    except Refused:
        return None


def shown_claim(claim: RootFacts) -> RootFacts | None:
    """Return a claim fit for a screen; ``None`` if the name contains more than a name."""
    name, channel = " ".join(claim.publisher.split()), claim.channel
    plain = is_visible(name) and is_own_script(name)
    if not plain or _REACHES.search(name) or _REACHES.search(channel):
        return None
    return RootFacts(
        channel=channel if len(channel) <= CLAIM_LIMIT else f"{channel[: CLAIM_LIMIT - 2]}..",
        publisher=name if len(name) <= CLAIM_LIMIT else f"{name[: CLAIM_LIMIT - 1]}…",
    )
