"""The PIN of the staff, or of helpers: check a new one, store it, compare an entered one.

``staff.json`` and ``helper.json`` in the data folder store a salted scrypt hash, readable by their
owner only.
"""

import hashlib
import hmac
import secrets
from contextlib import suppress
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from kiosk import atomic_files
from kiosk.sync.provisioned import PinOwner, is_provisioned

LEAST_DIGITS: Final = 6
"""Six digits give a million PINs against 15 attempts."""
MOST_DIGITS: Final = 12
"""As many as fit in one row of dots on the smallest screen."""
MOST_OF: Final = {PinOwner.STAFF: MOST_DIGITS, PinOwner.HELPER: LEAST_DIGITS}
"""Most digits of a PIN. Several people know that of helpers, so it is short."""
COST: Final = 2**15
BLOCKS: Final = 8
LANES: Final = 1
"""scrypt's n, r and p: 32 MiB per attempt, and 0.2 s on one core of an AMD EPYC."""
MEMORY: Final = 64 * 1024 * 1024
"""Bytes that scrypt may use: twice the 128 · n · r that it needs."""
SALT_BYTES: Final = 16
DIGEST_BYTES: Final = 32
_LEAST_DIFFERENT: Final = 3
_PAD_LINES: Final = frozenset(
    line[::step] for line in ("123", "456", "789", "147", "258", "369", "159", "357")
    for step in (1, -1)
)  # fmt: skip
"""Three keys in a line on a keypad."""


class PinFlaw(StrEnum):
    """Why a PIN cannot be used."""

    NOT_DIGITS = "not_digits"
    SHORT = "short"
    LONG = "long"
    WEAK = "weak"
    TAKEN = "taken"


class _StoredPin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PIN's file. It stores the costs so that they can rise; fixed values limit the time."""

    format: Literal[1]
    cost: Literal[32768]
    blocks: Literal[8]
    lanes: Literal[1]
    salt: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
    digest: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class PinUnreadable(Exception):  # noqa: N818 - a state of the machine, not of the program
    """The PIN file cannot be read: nobody can enter until a new PIN is set in the shell."""


def flaw(pin: str, owner: PinOwner = PinOwner.STAFF) -> PinFlaw | None:
    """Return the flaw of a new PIN; ``None`` if it is good.

    A PIN is weak if it has fewer than three different digits, is a sequence (123456, 890123,
    654321), also doubled (112233) or mirrored (123321), repeats a block (483483) or follows lines
    on the keypad (147258).
    """
    if not (pin.isascii() and pin.isdigit()):
        return PinFlaw.NOT_DIGITS
    if len(pin) < LEAST_DIGITS:
        return PinFlaw.SHORT
    if len(pin) > MOST_OF[owner]:
        return PinFlaw.LONG
    half = pin[: (len(pin) + 1) // 2]
    weak = (
        len(set(pin)) < _LEAST_DIFFERENT
        or _is_sequence(pin)
        or (pin[::2] == pin[1::2] and _is_sequence(pin[::2]))
        or (pin == pin[::-1] and _is_sequence(half))
        or _is_repeated(pin)
        or _is_on_lines(pin)
    )
    return PinFlaw.WEAK if weak else None


def _is_sequence(digits: str) -> bool:
    """True if each digit follows the one before, upwards or downwards, with 0 after 9."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return steps in ({1}, {9})


def _is_repeated(digits: str) -> bool:
    """True if the digits repeat a block of at most half their length."""
    return any(
        (digits[:size] * len(digits))[: len(digits)] == digits
        for size in range(1, len(digits) // 2 + 1)
    )


def _is_on_lines(digits: str) -> bool:
    """True if the digits form straight lines of three keys."""
    return all(digits[at : at + 3] in _PAD_LINES for at in range(0, len(digits), 3))


def is_taken(folder: Path, pin: str, owner: PinOwner) -> bool:
    """True if ``pin`` opens what another owner's PIN opens: no PIN may open two things."""
    others = (one for one in PinOwner if one is not owner and is_provisioned(folder, one))
    return any(_is_same(folder, pin, other) for other in others)


def _is_same(folder: Path, pin: str, owner: PinOwner) -> bool:
    with suppress(PinUnreadable):  # what nobody can enter with is no other PIN
        return matches(folder, pin, owner)
    return False


def save_pin(folder: Path, pin: str, owner: PinOwner = PinOwner.STAFF) -> None:
    """Store ``pin`` as the PIN of ``owner`` on this kiosk.

    Raises:
        ValueError: it has a flaw; the message is the flaw's name.
        OSError: it could not be written; the previous PIN is still valid.
    """
    if (found := flaw(pin, owner)) is not None:
        raise ValueError(found.value)
    if is_taken(folder, pin, owner):
        raise ValueError(PinFlaw.TAKEN.value)
    salt = secrets.token_bytes(SALT_BYTES)
    stored = _StoredPin(
        format=1,
        cost=COST,
        blocks=BLOCKS,
        lanes=LANES,
        salt=salt.hex(),
        digest=_scrypt(pin, salt).hex(),
    )
    atomic_files.replace_file(
        folder / owner.pin_file, msgspec.json.encode(stored), mode=atomic_files.OWNER_ONLY
    )


def matches(folder: Path, pin: str, owner: PinOwner = PinOwner.STAFF) -> bool:
    """True if ``pin`` is the PIN of ``owner``; takes about 0.2 s and 32 MiB.

    Raises:
        PinUnreadable: the file is missing, damaged or from a newer program.
    """
    try:
        stored = msgspec.json.decode((folder / owner.pin_file).read_bytes(), type=_StoredPin)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise PinUnreadable(owner.pin_file) from error
    digest = _scrypt(pin, bytes.fromhex(stored.salt))
    return hmac.compare_digest(digest, bytes.fromhex(stored.digest))


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=COST, r=BLOCKS, p=LANES, maxmem=MEMORY, dklen=DIGEST_BYTES
    )
