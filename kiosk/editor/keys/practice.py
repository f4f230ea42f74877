"""Publishing to try it: keys for one file that nobody keeps, in a channel that kiosks refuse."""

import datetime as dt
import secrets
from pathlib import Path
from typing import Final

from kiosk.domain.syncfile import PRACTICE, Refused, RootFacts
from kiosk.editor.keys.key_folder import KeyFolder, new_keys
from kiosk.editor.keys.secrets import Keyring, KeysError
from kiosk.editor.publish.signed_files import examine

NAME: Final = "Practice"
"""Publisher, and holder of the keys."""
_CHEAP: Final = 2**10
"""Cost of the passphrase, which is random, used once and gone with the keys."""


def practice_ring(folder: Path) -> Keyring:
    """Opens keys of a folder that is thrown away, with a passphrase that nobody knows."""
    passphrase = secrets.token_hex()
    return Keyring(folder, lambda: passphrase, _CHEAP)


def practice_keys(ring: Keyring, now: dt.datetime) -> KeyFolder:
    """A coalition that exists for one file."""
    return new_keys(ring, RootFacts(channel=PRACTICE, publisher=NAME), NAME, now)


def check_replaced(out: Path) -> None:
    """Raises :class:`KeysError` where a file for kiosks lies under the name of the new one."""
    if not out.exists():
        return
    try:
        there = examine(out, names=False).bundle.root.facts.channel
    except Refused:
        there = ""
    if there != PRACTICE:
        raise KeysError(f"{out} is there already and not made for practice. Choose another name.")
