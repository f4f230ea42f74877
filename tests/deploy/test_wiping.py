"""Under its real compositor: while staff wipe the glass, no finger and no key does anything."""

import random
import time
from pathlib import Path

import pytest
from PIL import Image

from kiosk.staff.reducer import CLEAN_S
from tests.deploy.emulated import SIZE, alike
from tests.deploy.screens import screen
from tests.deploy.test_compositor import ESCAPES, KEYS
from tests.deploy.visiting import CORNER, PAD
from tests.long_runs import add_figure

PIN = "270918"
HOLD_S = 8
CLEAN = (1009, 532)
"""Where staff touch on a display of 1280 by 800."""
ASIDE = (20, 790)
"""Where nothing is. The finger here is a pointer, and a keyboard that comes shows its arrow; on a
kiosk no pointer is listened to."""
CHOICES = (784, 100, 1240, 580)
"""What can be chosen in staff mode; left of it stands the time."""
WORDS = (300, 280, 980, 430)
"""What the page says, above the seconds that are left."""


def bare(picture: Path) -> bool:
    """Whether nothing stands in the upper third, where each other page has its bar."""
    with Image.open(picture) as found:
        extremes = found.convert("L").crop((0, 0, SIZE[0], SIZE[1] // 3)).getextrema()
        return extremes[0] == extremes[1]


@pytest.mark.nightly
def test_a_cloth_on_the_glass_does_nothing(tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311 - the same run every time
    with screen(tmp_path, SIZE, pin=PIN, inches=15.6) as kiosk, kiosk.finger(SIZE) as finger:
        finger.touch(*CORNER, seconds=HOLD_S)
        for sign in f"{PIN}=":
            finger.touch(*PAD[sign])
            time.sleep(0.5)
        time.sleep(5)
        home = kiosk.picture("home")
        finger.touch(*CLEAN)
        begun = time.monotonic()
        time.sleep(1)
        first = kiosk.picture("first")
        assert bare(first)
        count = 0
        while time.monotonic() - begun < CLEAN_S - 8:
            for _ in range(20):
                finger.touch(chance.randrange(SIZE[0]), chance.randrange(SIZE[1]))
                time.sleep(0.02)
            name = chance.choice([*ESCAPES])
            kiosk.press(*ESCAPES[name], "-k", chance.choice(KEYS))
            count += 22
            assert kiosk.lives(), name
        finger.touch(*ASIDE)
        last = kiosk.picture("last")
        assert bare(last)
        assert alike(first, last, WORDS) == 1.0
        assert alike(first, last) < 1.0, "the seconds are counted"
        while (left := CLEAN_S + 10 - (time.monotonic() - begun)) > 0 and bare(last):
            time.sleep(min(1, left))
            last = kiosk.picture("last")
        assert CLEAN_S - 3 <= time.monotonic() - begun <= CLEAN_S + 8
        assert alike(home, last, CHOICES) == 1.0, "then staff mode is as before"
        assert kiosk.complaints() == []
    add_figure("touches and keys while the screen was wiped", count)
