"""Replaces the trusted coalition: stores the new root and drops the old rollback floor.

These are two files. The decision is written before either changes, and completed at the next
opening of the folder if power fails: the floor never goes while the old root stays.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.domain.syncfile import RefusalCode, Refused, Versions
from kiosk.sync.container import write_refusal
from kiosk.sync.data_folder import digest_of
from kiosk.sync.state import State, read_state, write_state
from kiosk.sync.trust import ROOT_FILE, TrustedRoot, read_root, save_root

NEXT_FILE: Final = "root-next.json"
"""Exists only while one coalition replaces another."""
_BEFORE_ALL: Final = Versions(0, 0, 0)


class _Next(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``before`` is the SHA-256 of the replaced root, empty if it cannot be read."""

    before: str
    root: bytes


def replace_root(folder: Path, state: State, root: TrustedRoot) -> None:
    """Trust ``root`` instead of the old one, whose rollback floor is dropped.

    Raises:
        Refused: nothing changed, or the remainder is completed later.
    """
    decided = _Next(digest_of(folder / ROOT_FILE) or "", root.raw)
    try:
        atomic_files.replace_file(folder / NEXT_FILE, msgspec.json.encode(decided))
        write_state(folder, _free(state))
    except OSError as error:
        if read_state(folder) == (state, True):
            _done(folder)
        raise write_refusal(error) from error
    save_root(folder, root)
    _done(folder)


def finish_replacement(folder: Path, state: State) -> State:
    """Complete a pending replacement and return the state. Raises :class:`Refused`."""
    try:
        decided = msgspec.json.decode((folder / NEXT_FILE).read_bytes(), type=_Next)
    except FileNotFoundError:
        return state
    except OSError:
        raise Refused(RefusalCode.TRUST_DAMAGED, NEXT_FILE) from None
    except (msgspec.MsgspecError, UnicodeError):
        _done(folder)
        return state
    if (digest_of(folder / ROOT_FILE) or "") == decided.before:
        root = read_root(decided.root, NEXT_FILE)
        state = _free(state)
        try:
            write_state(folder, state)
        except OSError as error:
            raise write_refusal(error) from error
        save_root(folder, root)
    _done(folder)
    return state


def _free(state: State) -> State:
    """Drop the old coalition's rollback floor, whose versions do not apply to the new one.

    Its withdrawals still keep records out of the factory directory. Nobody has accepted data of the
    new one, so its first file waits for a person.
    """
    tombstones = tuple(
        sorted(msgspec.structs.replace(one, versions=_BEFORE_ALL) for one in state.tombstones)
    )
    return msgspec.structs.replace(
        state, accepted=None, person=None, undone=None, tombstones=tombstones
    )


def _done(folder: Path) -> None:
    with suppress(OSError):
        (folder / NEXT_FILE).unlink(missing_ok=True)
