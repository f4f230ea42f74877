"""``[provision]`` in a settings file: whom a new kiosk trusts. Only provisioning reads it."""

from pathlib import Path

import msgspec


class ProvisionSettings(msgspec.Struct, frozen=True):
    """``root`` is the coalition's root or one of its files, next to the settings file.

    ``fingerprint`` is the 8 groups on the coalition's paper. A PIN is never in a file.

    Raises:
        ValueError: one is given without the other, or is not one line of text.
    """

    root: str = ""
    fingerprint: str = ""

    def __post_init__(self) -> None:
        for name in ("root", "fingerprint"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value.isprintable():
                raise ValueError(f"{name} must be a text in quotes, on one line")
        if bool(self.root) is not bool(self.fingerprint):
            raise ValueError("root and fingerprint are given together or not at all")

    def coalition_file(self, settings: Path) -> Path | None:
        """Return the path of the coalition's file, if one is named."""
        return settings.parent / self.root if self.root else None
