"""A kiosk in a machine, worked from outside: what stands on its display, and where to touch."""

import time
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.emulated import SIZE, Emulated, alike

START_S, PAGE_S = 1800.0, 300.0
"""Longest wait for the languages after power came, and for any page: the machine is emulated, and
the first screen is in English again after 224 seconds."""
SETTLED_S = 45
"""After this time the kernel has written what waits to be written (30 s, looked at every 5 s)."""
SAME = 0.995
"""Of a picture: a hair of a letter may be drawn otherwise on another processor."""
WHOLE = (0, 0, *SIZE)
NAMES = (500, 0, 1280, 680)
"""The part of the attract screen without its card and what stands below."""
HEAD = (0, 0, 940, 170)
"""The title of a page."""
ENGLISH, LEAVE, SAFE_PLACE, MIDDLE = (637, 211), (1120, 45), (260, 266), (640, 400)
FIRST_PLACE, BRING, AGAIN, CORNER = (400, 480), (1009, 156), (1114, 747), (8, 8)
NOTHING, START = (640, 600), (286, 45)
PAD = {
    sign: (764 + 191 * (at % 3), 220 + 145 * (at // 3)) for at, sign in enumerate("123456789<0=")
}
"""Where to touch, on a display of 1280 by 800."""


@dataclass(frozen=True)
class Made:
    """A disk with a kiosk on it, and every page as this program draws it."""

    disk: Path
    pages: Path
    quick: bool

    def page(self, name: str) -> Path:
        return self.pages / f"en-1280x800-M-default-{name}.png"


def stands(kiosk: Emulated, made: Made, page: str, box: tuple[int, int, int, int]) -> bool:
    """Whether the display shows a page, in a part of it."""
    assert not kiosk.ended, "the machine restarted or went off"
    return alike(kiosk.picture(), made.page(page), box) >= SAME


def languages(kiosk: Emulated, made: Made, seconds: float = PAGE_S) -> float:
    """Seconds until the languages stand there, around words in English."""
    return kiosk.until(lambda: stands(kiosk, made, "attract", NAMES), seconds, "the languages")


def opens(kiosk: Emulated, made: Made, page: str, box: tuple[int, int, int, int] = HEAD) -> float:
    """Seconds until a page stands there."""
    return kiosk.until(lambda: stands(kiosk, made, page, box), PAGE_S, page)


def home(kiosk: Emulated, made: Made) -> float:
    """From the languages to the nine needs."""
    languages(kiosk, made)
    kiosk.touch(ENGLISH)
    return opens(kiosk, made, "home", WHOLE)


def at_home(kiosk: Emulated, made: Made) -> bool:
    """Go from the languages towards the nine needs; return True once they look as in the tour.

    Touches once, so call it until it is true. A slow machine may show a page so late that the
    language is touched twice and the second touch opens a need. *Start* leads back from there; on
    the needs themselves it does nothing. Such a machine also builds its directory for minutes, and
    shows no *Other help* until then.
    """
    touched = ENGLISH if stands(kiosk, made, "attract", NAMES) else START
    kiosk.touch(touched)
    time.sleep(5)
    return touched == START and stands(kiosk, made, "home", WHOLE)


def leave(kiosk: Emulated, made: Made) -> None:
    """From any page to the cover, and from there to the languages."""
    before = kiosk.picture().rename(kiosk.folder / "before.png")
    kiosk.touch(LEAVE)
    kiosk.until(lambda: alike(kiosk.picture(), before) < SAME, PAGE_S, "the cover")
    time.sleep(2)
    kiosk.touch(MIDDLE)
    languages(kiosk, made)


def settled(kiosk: Emulated, place: Path) -> Path:
    """The picture, kept in a place, once nothing on it moves."""

    def same() -> bool:
        before = kiosk.picture().rename(place)
        time.sleep(2)
        return alike(before, kiosk.picture()) == 1.0

    kiosk.until(same, PAGE_S, "a picture that stands")
    return place


def staff(kiosk: Emulated, made: Made, pin: str) -> None:
    """From the languages to the list of files of staff mode."""
    languages(kiosk, made)
    kiosk.touch(CORNER, seconds=8)
    opens(kiosk, made, "staff-pin")
    for sign in f"{pin}=":
        kiosk.touch(PAD[sign])
        time.sleep(1)
    opens(kiosk, made, "staff-home-factory")
    kiosk.touch(BRING)


def lists(kiosk: Emulated, made: Made, page: str) -> None:
    """Looks for files; touches that do nothing keep staff mode open meanwhile."""
    kiosk.touch(AGAIN)
    time.sleep(2)

    def there() -> bool:
        kiosk.touch(NOTHING)
        time.sleep(3)
        return stands(kiosk, made, page, HEAD)

    kiosk.until(there, PAGE_S, page)
