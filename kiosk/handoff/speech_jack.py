"""Whether headphones are in: asked of the sound card, of a file, or settled by the site."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

ANSWER_S = 0.5
"""Seconds a sound card may take to answer; it takes 0.005."""
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


class Jack(Protocol):
    """Where headphones go."""

    def plugged(self) -> bool:
        """Whether headphones are in now."""
        ...


class AlwaysIn:
    """The site settled it: headphones hang there, or the loudspeaker may be used."""

    @staticmethod
    def plugged() -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class JackFile:
    """A file that says ``in`` while headphones are in: written by a rule of the machine."""

    path: Path

    def plugged(self) -> bool:
        """Whether the file says so."""
        try:
            return self.path.read_text(encoding="ascii").strip() == IN
        except (OSError, UnicodeDecodeError):
            return False


def jack_in(controls: str) -> bool:
    """Whether amixer's list of a card's controls has a headphone jack that is in use.

    A "phantom" jack is one the card cannot sense: it is always on and tells nothing.
    """
    return any(
        found["state"] == "on" and "Phantom" not in found["name"]
        for found in _JACK.finditer(controls)
    )


def _controls(card: int) -> str:
    """The controls of a sound card, as amixer lists them; nothing where they cannot be read."""
    amixer = shutil.which("amixer")
    if amixer is None:
        return ""
    try:
        listed = subprocess.run(  # noqa: S603 - a fixed program, no shell
            [amixer, "--card", str(card), "contents"],
            capture_output=True,
            timeout=ANSWER_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return listed.stdout.decode(errors="replace")


@dataclass(frozen=True, slots=True)
class CardJack:
    """The jacks of the machine's sound cards, sensed through ALSA (PipeWire leaves them there)."""

    cards: Path = CARDS
    controls: Callable[[int], str] = _controls

    def plugged(self) -> bool:
        """Whether headphones are in at any card; a card that senses nothing says no."""
        numbers = [path.name.removeprefix("card") for path in self.cards.glob("card[0-9]*")]
        return any(jack_in(self.controls(int(n))) for n in numbers if n.isdigit())
