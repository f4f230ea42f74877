"""Add a second person's signature, so that kiosks accept a file as if a person had read it."""

import tempfile
from pathlib import Path

from kiosk import APP, atomic_files
from kiosk.domain.disguise import as_it_looks
from kiosk.domain.key_roles import Role
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.keys.packing import pack
from kiosk.editor.keys.roles import KeyRecord
from kiosk.editor.keys.secrets import Keyring, KeysError
from kiosk.editor.keys.signed_files import SignedFile, examine
from kiosk.editor.keys.signing import editors_of, keys_of, read_targets, sign
from kiosk.sync.container import read_container
from kiosk.sync.verify import TWO


def can_sign(file: SignedFile) -> tuple[KeyRecord, ...]:
    """Return keys that count as a second person: of ``targets``, and of a directory for two.

    Keys of people who have signed already are excluded.
    """
    root, targets = file.bundle.root.document.signed, read_targets(file.container.targets).signed
    keys = list(keys_of(root, Role.TARGETS))
    if targets.get_delegated_role(Role.DIRECTORY.value).threshold >= TWO:
        keys += editors_of(targets)
    signed = {*map(as_it_looks, file.bundle.people)}
    return tuple(key for key in keys if key.person not in signed)


def sign_directory(path: Path, folder: KeyFolder, ring: Keyring) -> SignedFile:
    """Add a second person's signature to the file at ``place``, of the coalition of ``folder``.

    Raises :class:`KeysError` if no key here is valid, ``Refused`` for a file that no kiosk accepts,
    and OSError; the file is unchanged then.
    """
    trusted = folder.first_root
    file = examine(path, trusted, names=False)
    keys = can_sign(file)
    signers = ring.signers(key.id for key in keys)
    if not signers:
        others = ", ".join(sorted({key.holder for key in keys})) or "nobody in this coalition"
        raise KeysError(
            f"A second signature must come from another person than "
            f"{', '.join(sorted(file.bundle.people))}. Who can give it: {others}. Another person "
            "can after you add a key of theirs with the role targets. They type: "
            f'{APP} keys new --holder "NAME" --public theirs.json. You type: {APP} keys add '
            "--role targets --public theirs.json, and publish again."
        )
    role = read_targets(file.container.directory_role)
    sign(role, signers[:1])
    with tempfile.TemporaryDirectory(prefix="kiosk-") as work:
        records = Path(work) / "records"
        container = read_container(path)
        container.unpack_directory(records)
        content = pack(
            container.roots,
            container.targets,
            role.to_bytes(),
            container.helplines,
            records.read_bytes(),
        )
    atomic_files.replace_file(path, content)
    return examine(path, trusted, names=False)
