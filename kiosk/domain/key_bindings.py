"""Key bindings: five keys for a whole visit and one to leave it.

A keypad for people who do not touch or see the screen sends ordinary keys; ``[keys]`` in the
site's settings assigns their meaning.
"""

from enum import StrEnum

import msgspec


class KeyAction(StrEnum):
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
"""Keys a site may name, with Qt's names. Only Space types a character."""


class KeySettings(msgspec.Struct, frozen=True):
    """``[keys]``: additional keys for each meaning."""

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    repeat: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        seen = set[str]()
        for press in KeyAction:
            named = getattr(self, press.value)
            if not isinstance(named, tuple):
                raise ValueError(f'{press} must be a list of keys, such as ["F18"]')  # noqa: TRY004
            for key in named:
                if not isinstance(key, str) or key not in KEYS:
                    raise ValueError(f"unknown key {key!r} in {press}. Known: {_known()}")
                if key in seen:
                    raise ValueError(f"{key!r} stands twice")
                seen.add(key)

    def named(self) -> dict[str, KeyAction]:
        """Return the meaning of each named key."""
        return {
            key: KeyAction(name) for name in self.__struct_fields__ for key in getattr(self, name)
        }


def _known() -> str:
    return ", ".join(sorted(KEYS, key=lambda key: (len(key), key)))
