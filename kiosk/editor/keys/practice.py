"""Publish for practice: temporary keys for one file, in a channel that kiosks refuse."""

import datetime as dt
import secrets
from pathlib import Path
from typing import Final

from kiosk.domain.syncfile import PRACTICE, Refused, RootFacts
from kiosk.editor.keys.key_folder import KeyFolder, new_keys
from kiosk.editor.keys.secrets import Keyring, KeysError
from kiosk.editor.keys.signed_files import examine

NAME: Final = "Practice"
"""Publisher, and holder of the keys."""
_CHEAP: Final = 2**10
"""Cost of the passphrase, which is random, used once and discarded with the keys."""


def practice_ring(folder: Path) -> Keyring:
    """Open keys in a temporary folder, with a random passphrase."""
    passphrase = secrets.token_hex()
    return Keyring(folder, lambda: passphrase, _CHEAP)


def practice_keys(ring: Keyring, now: dt.datetime) -> KeyFolder:
    """Found a coalition for one file."""
    return new_keys(ring, RootFacts(channel=PRACTICE, publisher=NAME), NAME, now)


def check_replaced(out: Path) -> None:
    """Raise :class:`KeysError` if the path of the new file holds a file for kiosks."""
    if not out.exists():
        return
    try:
        channel = examine(out, names=False).bundle.root.facts.channel
    except Refused:
        channel = ""
    if channel != PRACTICE:
        raise KeysError(f"{out} is there already and not made for practice. Choose another name.")
