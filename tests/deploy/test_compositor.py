"""Under its real compositor, without hardware: no key leaves the kiosk, nothing random harms it."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.deploy.screens import screen
from tests.long_runs import FULL, add_figure

SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
RANDOM_S = int(os.environ.get("KIOSK_RANDOM_S", "600" if FULL else "12"))
"""Seconds of random touches and keys at each size."""
WARM_S = RANDOM_S
"""Seconds before that, at twice the pace: letters of each language at each size are drawn and kept,
and what is touched at random comes to most pages late. Half of it is too little on a busy machine.
Two languages are offered."""
GROWTH_KB = 10 * 1024
"""How much memory a run may cost once it is warm."""
FRAMES, SHARED_KB = 5, 4 * 1024
"""Qt draws into another frame, five at most, while the compositor still has the one before: how
many it needs is a matter of how busy the machine is. A keymap and a pointer are shared as well."""
SAMPLES = 10
TOUCH_S = 0.03
ESCAPES = {
    "close the window": ("-M", "alt", "-k", "F4"),
    "quit": ("-M", "ctrl", "-k", "q"),
    "close the tab": ("-M", "ctrl", "-k", "w"),
    "another window": ("-M", "alt", "-k", "Tab"),
    "desktop": ("-M", "logo", "-k", "d"),
    "run a command": ("-M", "alt", "-k", "F2"),
    "menu": ("-M", "logo", "-k", "r"),
    "second console": ("-M", "ctrl", "-M", "alt", "-k", "F2"),
    "first console": ("-M", "ctrl", "-M", "alt", "-k", "F1"),
    "end the display": ("-M", "ctrl", "-M", "alt", "-k", "BackSpace"),
    "restart": ("-M", "ctrl", "-M", "alt", "-k", "Delete"),
    "end the compositor": ("-M", "alt", "-k", "Escape"),
    "interrupt": ("-M", "ctrl", "-k", "c"),
    "stop": ("-M", "ctrl", "-k", "z"),
    "print": ("-M", "ctrl", "-k", "p"),
    "open": ("-M", "ctrl", "-k", "o"),
    "save": ("-M", "ctrl", "-k", "s"),
    "picture of the screen": ("-k", "Print"),
    "not full screen": ("-k", "F11"),
    "tools": ("-k", "F12"),
    "help": ("-k", "F1"),
    "escape": ("-k", "Escape"),
}
KEYS = (
    *("Tab", "Return", "space", "BackSpace", "Escape", "Up", "Down", "Left", "Right", "Delete"),
    *("F1", "F5", "F10", "Home", "End", "Prior", "Next", "Menu", "Print", "Pause", "a", "z", "5"),
)


def test_no_key_leaves_it(tmp_path: Path) -> None:
    size = (1280, 800)
    with screen(tmp_path, size) as kiosk, kiosk.finger(size) as finger:
        for name, keys in ESCAPES.items():
            kiosk.press(*keys)
            assert kiosk.lives(), name
        finger.touch(640, 400)
        assert kiosk.beats(3) >= 3
        assert kiosk.complaints() == []
    add_figure("key combinations that leave other programs", len(ESCAPES))


@pytest.mark.nightly
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_random_touches_and_keys_do_no_harm(tmp_path: Path, size: tuple[int, int]) -> None:
    chance = random.Random(f"{size}")  # noqa: S311 - the same run every time
    count = 0
    with screen(tmp_path, size) as kiosk, kiosk.finger(size) as finger:

        def anything(pace: float) -> None:
            for _ in range(20):
                finger.touch(chance.randrange(size[0]), chance.randrange(size[1]))
                time.sleep(pace)
            kiosk.press(*(word for key in chance.choices(KEYS, k=8) for word in ("-k", key)))

        warm = time.monotonic() + WARM_S
        while time.monotonic() < warm:
            anything(TOUCH_S / 2)
        begun = time.monotonic()
        memory: list[tuple[int, int]] = []
        while (spent := time.monotonic() - begun) < RANDOM_S:
            if spent > len(memory) * RANDOM_S / SAMPLES:
                memory.append(kiosk.memory_kb())
            anything(TOUCH_S)
            count += 28
        assert kiosk.lives()
        assert kiosk.beats(3) >= 3
        assert kiosk.complaints() == []
        memory.append(kiosk.memory_kb())
        most = FRAMES * size[0] * size[1] * 4 // 1024 + SHARED_KB
        assert max(shared for _, shared in memory) <= most, f"KB over time: {memory}"
        if FULL:
            assert memory[-1][0] - memory[0][0] <= GROWTH_KB, f"KB over time: {memory}"
    add_figure("random touches and keys under the compositor", count)
