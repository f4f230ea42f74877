"""Detect headphones: by the sound card, by a file, or by the site's settings."""

import re
import shutil
from pathlib import Path
from typing import Protocol

import msgspec

from kiosk.devices.async_probe import AsyncProbe

ANSWER_S, WAIT_S = 0.5, 0.04
"""Seconds a sound card may take to answer, and seconds a page waits for it; it needs 0.005."""
IN = "in"
"""The content of the file while headphones are in; anything else or no file means "out"."""
CARDS = Path("/sys/class/sound")
"""Lists the cards: inside the unit of an installed kiosk most of /proc is hidden."""
_JACK = re.compile(
    r"^numid=\d+,iface=CARD,name='(?P<name>[^']*(?:Headphone|Headset)[^']*Jack)'.*\n"
    r"(?:\s*;.*\n)*"
    r"\s*: values=(?P<state>\w+)",
    re.MULTILINE,
)


class HeadphoneSensor(Protocol):
    """A headphone jack."""

    def plugged(self) -> bool:
        """True if headphones are in."""
        ...

    def sensed(self) -> bool:
        """True if headphones that come would be noticed."""
        ...


class AlwaysPlugged:
    """The site says that headphones are always there, or that the loudspeaker may be used."""

    @staticmethod
    def plugged() -> bool:
        """Return true."""
        return True

    sensed = plugged


class HeadphoneFile(msgspec.Struct, frozen=True):
    """A file that contains ``in`` while headphones are in; a rule of the machine writes it."""

    path: Path

    def plugged(self) -> bool:
        """True if the file says so."""
        try:
            return self.path.read_text(encoding="ascii").strip() == IN
        except (OSError, UnicodeDecodeError):
            return False

    @staticmethod
    def sensed() -> bool:
        """Return true: a rule of the machine writes the file when headphones come."""
        return True


def headphone_jacks(controls: str) -> tuple[bool, ...]:
    """Return for each headphone jack in amixer's list of a card's controls whether it is in use.

    A "phantom" jack is one that the card cannot sense: it is always on and does not count.
    """
    found = _JACK.finditer(controls)
    return tuple(one["state"] == "on" for one in found if "Phantom" not in one["name"])


def _commands(cards: Path) -> list[list[str]]:
    """Return the commands that list the controls of each sound card; none without amixer."""
    amixer = shutil.which("amixer")
    numbers = [path.name.removeprefix("card") for path in cards.glob("card[0-9]*")]
    return [[amixer, "--card", n, "contents"] for n in numbers if amixer and n.isdigit()]


class SoundCardJack:
    """The jacks of the machine's sound cards, sensed through ALSA, which PipeWire does not hide.

    All cards are asked at once, with a short wait. While a card hangs, the last answer holds; after
    :data:`ANSWER_S` the headphones count as out.
    """

    def __init__(self, cards: Path = CARDS) -> None:
        self._cards, self._in, self._senses = cards, False, True
        self._question: AsyncProbe | None = None

    def plugged(self) -> bool:
        """True if headphones are in at any card; a card that cannot sense them does not count."""
        if self._question is None:
            self._question = AsyncProbe(_commands(self._cards), ANSWER_S)
            self._question.wait(WAIT_S)
        if self._question.ended():
            answers, self._question = self._question.answers(), None
            cards = [headphone_jacks(listed) for listed in answers if listed is not None]
            self._in = any(map(any, cards))
            if None not in answers:
                self._senses = any(cards)
        elif self._question.given_up:
            self._in = False
        return self._in

    def sensed(self) -> bool:
        """True if a card has a headphone jack, when all of them last answered; true before."""
        return self._senses
