"""``[provision]`` of a settings file: whom a new kiosk trusts. Read only then."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ProvisionSettings:
    """``root`` is the coalition's root or one of its files, beside the settings file.

    ``fingerprint`` are the 8 groups of the coalition's paper. A PIN is never in a file.

    Raises:
        ValueError: one without the other, or neither a file name nor groups.
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

    def file_beside(self, settings: Path) -> Path | None:
        """The coalition's file, if one is named."""
        return settings.parent / self.root if self.root else None
