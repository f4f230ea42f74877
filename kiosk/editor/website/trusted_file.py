"""The signed file that a website is made from, verified as a kiosk verifies it."""

import datetime as dt
from pathlib import Path

from kiosk.domain.clock import TrustedTime
from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.editor.keys.key_folder import KeyFolder, NoKeys, open_keys
from kiosk.editor.publish.signed_files import SignedFile, examine
from kiosk.sync.trust import TrustedRoot, load_root, read_root, wrong_groups


def trusted_file(
    path: Path, now: dt.datetime, *, keys: Path, data: Path, fingerprint: str | None = None
) -> SignedFile:
    """Verify the file at ``path``; expired or earlier than the one published last is refused.

    It is trusted by the coalition's own ``keys``, by the root that the kiosk in ``data`` trusts, or
    by the ``fingerprint`` of the coalition's paper. Raises :class:`Refused` and OSError.
    """
    folder = _keys_in(keys)
    trusted = _trusted_root(folder, data) if fingerprint is None else None
    if fingerprint is None and trusted is None:
        raise Refused(RefusalCode.NO_TRUST)
    last = folder.last if folder is not None and trusted is not None else None
    accepted = examine(last, names=False).bundle.accepted_as if last and last.is_file() else None
    file = examine(path, trusted, accepted, TrustedTime(now, trusted=True))
    if fingerprint is not None and wrong_groups(file.bundle.root, fingerprint):
        raise Refused(RefusalCode.FINGERPRINT)
    if file.bundle.expires <= now:
        raise Refused(RefusalCode.EXPIRED)
    return file


def _keys_in(path: Path) -> KeyFolder | None:
    try:
        return open_keys(path)
    except NoKeys:
        return None


def _trusted_root(folder: KeyFolder | None, data: Path) -> TrustedRoot | None:
    if folder is not None:
        return read_root(folder.roots[min(folder.roots)])
    return load_root(data)
