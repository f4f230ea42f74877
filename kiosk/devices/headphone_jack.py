"""Whether headphones are in: asked of the sound card, of a file, or settled by the site."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.devices.async_probe import AsyncProbe

ANSWER_S, WAIT_S = 0.5, 0.04
"""Seconds a sound card may take to answer, and those it is waited for; it takes 0.005."""
IN = "in"
"""What a file says when headphones are in; anything else, and no file, says that they are out."""
CARDS = Path("/sys/class/sound")
"""Where cards are listed: inside the unit of an installed kiosk most of /proc is hidden."""
_JACK = re.compile(
    r"^numid=\d+,iface=CARD,name='(?P<name>[^']*(?:Headphone|Headset)[^']*Jack)'.*\n"
    r"(?:\s*;.*\n)*"
    r"\s*: values=(?P<state>\w+)",
    re.MULTILINE,
)


class HeadphoneSensor(Protocol):
    """Where headphones go."""

    def plugged(self) -> bool:
        """Whether headphones are in now."""
        ...


class AlwaysPlugged:
    """The site settled it: headphones hang there, or the loudspeaker may be used."""

    @staticmethod
    def plugged() -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class HeadphoneFile:
    """A file that says ``in`` while headphones are in: written by a rule of the machine."""

    path: Path

    def plugged(self) -> bool:
        """Whether the file says so."""
        try:
            return self.path.read_text(encoding="ascii").strip() == IN
        except (OSError, UnicodeDecodeError):
            return False


def find_headphone_sensor(controls: str) -> bool:
    """Whether amixer's list of a card's controls has a headphone jack that is in use.

    A "phantom" jack is one the card cannot sense: it is always on and tells nothing.
    """
    return any(
        found["state"] == "on" and "Phantom" not in found["name"]
        for found in _JACK.finditer(controls)
    )


def _commands(cards: Path) -> list[list[str]]:
    """What lists the controls of each sound card; nothing where there is no amixer."""
    amixer = shutil.which("amixer")
    numbers = [path.name.removeprefix("card") for path in cards.glob("card[0-9]*")]
    return [[amixer, "--card", n, "contents"] for n in numbers if amixer and n.isdigit()]


class SoundCardJack:
    """The jacks of the machine's sound cards, sensed through ALSA (PipeWire leaves them there).

    All cards are asked at once and waited for a moment. One that hangs leaves what was known, and
    after :data:`ANSWER_S` nothing is in.
    """

    def __init__(self, cards: Path = CARDS) -> None:
        self._cards, self._in = cards, False
        self._asked: AsyncProbe | None = None

    def plugged(self) -> bool:
        """Whether headphones are in at any card; a card that senses nothing says no."""
        if self._asked is None:
            self._asked = AsyncProbe(_commands(self._cards), ANSWER_S)
            self._asked.wait(WAIT_S)
        if self._asked.ended():
            self._in = any(
                find_headphone_sensor(listed) for listed in self._asked.answers() if listed
            )
            self._asked = None
        elif self._asked.given_up:
            self._in = False
        return self._in
