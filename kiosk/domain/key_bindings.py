"""What keys mean: five to go through a whole visit and one to leave it.

A keypad for people who do not touch or see the glass sends ordinary keys; ``[keys]`` of a site's
settings says which of them means what.
"""

from dataclasses import dataclass, fields
from enum import StrEnum


class Press(StrEnum):
    """The meanings a key can have."""

    UP = "up"
    DOWN = "down"
    SELECT = "select"
    BACK = "back"
    REPEAT = "repeat"
    LEAVE = "leave"


KEYS = frozenset(
    (
        *(f"F{number}" for number in range(1, 36)),
        "Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown", "Insert", "Delete",
        "Tab", "Backtab", "Return", "Enter", "Space", "Backspace", "Escape", "Pause", "ScrollLock",
        "Help", "Menu", "Select", "Back", "Forward", "HomePage", "Refresh", "Stop",
        "VolumeUp", "VolumeDown", "VolumeMute", "MediaPlay", "MediaPause", "MediaStop", "MediaNext",
        "MediaPrevious", "MediaTogglePlayPause",
    )
)  # fmt: skip
"""Keys a site may name, as Qt names them. None of them writes a letter but Space."""


@dataclass(frozen=True, slots=True)
class KeySettings:
    """``[keys]``: more keys for each meaning, beside those every keyboard has."""

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    repeat: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        seen = set[str]()
        for press in Press:
            named = getattr(self, press.value)
            if not isinstance(named, tuple):
                raise ValueError(f'{press} must be a list of keys, such as ["F18"]')  # noqa: TRY004
            for key in named:
                if not isinstance(key, str) or key not in KEYS:
                    raise ValueError(f"unknown key {key!r} in {press}. Known: {_known()}")
                if key in seen:
                    raise ValueError(f"{key!r} stands twice")
                seen.add(key)

    def named(self) -> dict[str, Press]:
        """The meaning of each key that is named."""
        return {key: Press(each.name) for each in fields(self) for key in getattr(self, each.name)}


def _known() -> str:
    return ", ".join(sorted(KEYS, key=lambda key: (len(key), key)))
