"""Streets that the exports of sources hide: ``hidden.sealed`` in the folder of keys.

Only the gate of streets reads them, in memory, when a file is published. They are encrypted with
the editor's passphrase, and never printed, shown or packed. Where they lack, an import of the
export makes them.
"""

from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.editor.fitting.reading_options import HiddenStreets
from kiosk.editor.keys.secrets import Keyring, damaged_file
from kiosk.editor.source_files import SourceError

FILE: Final = "hidden.sealed"


def seal_hidden(ring: Keyring, name: str, hidden: HiddenStreets) -> None:
    """Seal what a source hides, next to that of the others. Raises KeysError and OSError."""
    every = {**_opened(ring), name: hidden}
    atomic_files.replace_file(
        ring.keys / FILE, ring.seal(msgspec.json.encode(every)), mode=atomic_files.OWNER_ONLY
    )


def read_hidden(ring: Keyring, name: str, sha256: str) -> HiddenStreets:
    """Return what a source hides. Raises :class:`SourceError` if it is not sealed here."""
    found = _opened(ring).get(name)
    if found is None or found.sha256 != sha256:
        raise SourceError(
            f"{name} hides streets, and {FILE} in {ring.keys} does not have those of its last "
            f"export. Make it from that export: desk import {name} EXPORT."
        )
    return found


def _opened(ring: Keyring) -> dict[str, HiddenStreets]:
    path = ring.keys / FILE
    if not path.is_file():
        return {}
    try:
        return msgspec.json.decode(ring.unseal(path), type=dict[str, HiddenStreets])
    except msgspec.DecodeError as error:
        raise damaged_file(path) from error
