"""Names that the command line shows before any signing code is loaded."""

from enum import StrEnum
from typing import Final

SIGN_SUFFIX: Final = ".kiosksign"
"""Suffix of a request for signatures."""


class Role(StrEnum):
    """The purpose of a key."""

    ROOT = "root"
    TARGETS = "targets"
    DIRECTORY = "directory"

    @property
    def meaning(self) -> str:
        """Return what holding such a key lets a person do, in plain words."""
        return _MEANINGS[self]


_MEANINGS = {
    Role.ROOT: "says whose keys count",
    Role.TARGETS: "signs the helpline numbers",
    Role.DIRECTORY: "signs the weekly directory",
}
