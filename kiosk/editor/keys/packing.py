"""Write the zip of a sync file in the only form that a kiosk accepts.

Deflated members come in a fixed order, without gaps, dates, extra fields or comments: the same
content makes the same bytes.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from kiosk.domain.syncfile import (
    DIRECTORY_MEMBER,
    DIRECTORY_ROLE_MEMBER,
    HELPLINES_MEMBER,
    TARGETS_MEMBER,
)

_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can hold."""
_REGULAR_FILE: Final = 0o100644 << 16
_UNIX: Final = 3


def pack(
    roots: Mapping[int, bytes],
    targets: bytes,
    directory_role: bytes,
    helplines: bytes,
    directory: bytes,
) -> bytes:
    """Return the bytes of a sync file; ``roots`` are keyed by version."""
    members = {f"{version}.root.json": roots[version] for version in sorted(roots)}
    members |= {
        TARGETS_MEMBER: targets,
        DIRECTORY_ROLE_MEMBER: directory_role,
        HELPLINES_MEMBER: helplines,
        DIRECTORY_MEMBER: directory,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = _UNIX
            member.external_attr = _REGULAR_FILE
            file.writestr(member, content)
    return written.getvalue()
