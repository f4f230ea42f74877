"""The PIN of the staff: which ones are good, how one is kept, how one is compared.

Kept is a salted scrypt of it, in ``staff.json`` of the data folder, readable by its owner alone.
"""

import hashlib
import hmac
import secrets
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from kiosk import atomic_files

FILE: Final = "staff.json"
LEAST_DIGITS: Final = 6
"""With at most 15 tries ever, 15 in a million are guessed."""
MOST_DIGITS: Final = 12
"""As many as stand in one row of dots on the smallest screen."""
COST: Final = 2**15
BLOCKS: Final = 8
LANES: Final = 1
"""scrypt's n, r and p: 32 MiB a try, and 0.2 s on one core of an AMD EPYC."""
MEMORY: Final = 64 * 1024 * 1024
"""Bytes scrypt may use: twice 128 · n · r, which is what it needs."""
SALT_BYTES: Final = 16
DIGEST_BYTES: Final = 32
_LEAST_DIFFERENT: Final = 3
_PAD_LINES: Final = frozenset(
    line[::step] for line in ("123", "456", "789", "147", "258", "369", "159", "357")
    for step in (1, -1)
)  # fmt: skip
"""Three keys in a line on a key pad."""


class PinFlaw(StrEnum):
    """Why a PIN cannot be used."""

    NOT_DIGITS = "not_digits"
    SHORT = "short"
    LONG = "long"
    WEAK = "weak"


class _Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``staff.json``. The costs stand in it so that they can rise; bounds keep a try short."""

    format: Literal[1]
    cost: Literal[32768]
    blocks: Literal[8]
    lanes: Literal[1]
    salt: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
    digest: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class PinUnreadable(Exception):  # noqa: N818 - a state of the machine, not of the program
    """What keeps the PIN cannot be read: nobody gets in until a new one is set in the shell."""


def flaw(pin: str) -> PinFlaw | None:
    """What is wrong with a PIN that someone wants to set; ``None`` if it is good.

    Weak are: fewer than three different digits, a run (123456, 890123, 654321) also doubled
    (112233) or mirrored (123321), a block over and over (483483), lines on the key pad (147258).
    """
    if not (pin.isascii() and pin.isdigit()):
        return PinFlaw.NOT_DIGITS
    if len(pin) < LEAST_DIGITS:
        return PinFlaw.SHORT
    if len(pin) > MOST_DIGITS:
        return PinFlaw.LONG
    half = pin[: (len(pin) + 1) // 2]
    weak = (
        len(set(pin)) < _LEAST_DIFFERENT
        or _run(pin)
        or (pin[::2] == pin[1::2] and _run(pin[::2]))
        or (pin == pin[::-1] and _run(half))
        or _repeated(pin)
        or _on_lines(pin)
    )
    return PinFlaw.WEAK if weak else None


def _run(digits: str) -> bool:
    """Whether each digit follows the one before, upwards or downwards, 0 after 9."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return steps in ({1}, {9})


def _repeated(digits: str) -> bool:
    """Whether a block of up to half the length makes up all of it."""
    return any(
        (digits[:size] * len(digits))[: len(digits)] == digits
        for size in range(1, len(digits) // 2 + 1)
    )


def _on_lines(digits: str) -> bool:
    """Whether it is made of straight lines of three keys."""
    return all(digits[at : at + 3] in _PAD_LINES for at in range(0, len(digits), 3))


def save_pin(folder: Path, pin: str) -> None:
    """Makes ``pin`` the one of this kiosk.

    Raises:
        ValueError: it has a flaw; the message is the flaw's name.
        OSError: it could not be written; the one before still holds.
    """
    if (found := flaw(pin)) is not None:
        raise ValueError(found.value)
    salt = secrets.token_bytes(SALT_BYTES)
    kept = _Kept(
        format=1,
        cost=COST,
        blocks=BLOCKS,
        lanes=LANES,
        salt=salt.hex(),
        digest=_scrypt(pin, salt).hex(),
    )
    atomic_files.write(folder / FILE, msgspec.json.encode(kept), mode=atomic_files.OWNER_ONLY)


def is_set(folder: Path) -> bool:
    """Whether this kiosk was provisioned: without a PIN there is no staff mode.

    A disk that does not say so today makes it none that anybody may provision anew.
    """
    path = folder / FILE
    return not (atomic_files.is_gone(path) or atomic_files.is_folder(path))


def matches(folder: Path, pin: str) -> bool:
    """Whether ``pin`` is the one of this kiosk; takes about 0.2 s and 32 MiB.

    Raises:
        PinUnreadable: the file is missing, torn or from a newer program.
    """
    try:
        kept = msgspec.json.decode((folder / FILE).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise PinUnreadable(FILE) from error
    return hmac.compare_digest(_scrypt(pin, bytes.fromhex(kept.salt)), bytes.fromhex(kept.digest))


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=COST, r=BLOCKS, p=LANES, maxmem=MEMORY, dklen=DIGEST_BYTES
    )
