"""The copy that a visitor may store on a phone: what is new, its icon and its manifests.

``now.json`` is what a phone asks for at each start. As every file it is in the signed list of the
website; a phone cannot check that.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from kiosk.domain.language import Language
from kiosk.domain.marks import mark_of
from kiosk.domain.records import AnyRecord, Phone, Service, ServiceAtLocation
from kiosk.sync.verify import VerifiedBundle
from kiosk.ui.kit.theme import TypeRole, color
from kiosk.visit.acts import Mode

STORED_COVER: Final = "y.html"
"""The page behind Leave as a copy holds it: sent without the header that clears the phone."""
NOW: Final = "now.json"
MOST_NOW: Final = 1024
"""Bytes of ``now.json``: a moment at 2G."""
PART_LETTERS: Final = 5
"""Letters of a mark in a page that a phone may store: one of 3.2 million beginnings."""
ICON_PIXELS: Final = (192, 512)
"""Sizes that browsers ask of an icon of the home screen."""
_GRID: Final = 48


class CopyIcon(StrEnum):
    """The icons for a copy: true ones, none looks like another program."""

    LIST = "list"
    LETTER = "i"
    SQUARE = "square"


_DRAWINGS: Final = {
    CopyIcon.LIST: "M13 16h.01M13 24h.01M13 32h.01M20 16h15M20 24h15M20 32h15",
    CopyIcon.LETTER: "M24 14h.01M24 22v13",
    CopyIcon.SQUARE: "M15 15h18v18h-18z",
}
"""Lines inside the middle four fifths, which every phone shows (W3C, maskable icons)."""


def mark_of_record(kind: str, record_id: str) -> str:
    """Return the mark of any record; of a service it is the one in addresses."""
    return mark_of(record_id if kind == "service" else f"{kind}:{record_id}")


def parts_of(record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Yield id of a service, and the first letters of the mark of a record that it is made from.

    They are few, since each page has hundreds. If two marks begin alike, a withdrawal hides a
    service too many until the copy is renewed.
    """
    if isinstance(record, Service):
        yield record.id, mark_of_record("organization", record.organization_id)[:PART_LETTERS]
    elif isinstance(record, Phone):
        yield record.service_id, mark_of_record("phone", record.id)[:PART_LETTERS]
    elif isinstance(record, ServiceAtLocation):
        yield record.service_id, mark_of_record("location", record.location_id)[:PART_LETTERS]


def now_file(bundle: VerifiedBundle) -> str:
    """Return ``now.json``: edition, its days, and the marks of what is withdrawn for good.

    ``gone`` is null if there are too many marks to list.
    """
    now = {
        "edition": bundle.versions.directory,
        "created": bundle.facts.created,
        "expires": f"{bundle.expires:%Y-%m-%dT%H:%M:%SZ}",
        "gone": sorted({mark_of_record(one.kind, one.id) for one in bundle.facts.withdrawn}),
    }
    made = msgspec.json.encode(now)
    if len(made) >= MOST_NOW:
        made = msgspec.json.encode(now | {"gone": None})
    return f"{made.decode()}\n"


def manifest_name(tag: str) -> str:
    """Return the name of a language's manifest."""
    return f"keep-{tag}.webmanifest"


def manifest(language: Language, name: str) -> str:
    """Return the manifest (W3C) of a language's copy; ``name`` stands under the icon."""
    page, ground = f"{language.tag}.html", color(TypeRole.PAGE, Mode.DEFAULT)
    content = {
        "id": page,
        "name": name,
        "short_name": name,
        "lang": language.tag,
        "dir": language.direction,
        "start_url": page,
        "scope": "./",
        "display": "minimal-ui",
        "background_color": ground,
        "theme_color": ground,
        "icons": [
            {
                "src": icon_name(pixels),
                "sizes": f"{pixels}x{pixels}",
                "type": "image/png",
                "purpose": purpose,
            }
            for pixels in ICON_PIXELS
            for purpose in ("any", "maskable")
        ],
    }
    return f"{msgspec.json.format(msgspec.json.encode(content), indent=1).decode()}\n"


def icon_name(pixels: int) -> str:
    """Return the name of the icon of a size."""
    return f"i-{pixels}.png"


def icon_svg(icon: CopyIcon) -> str:
    """Return the drawing of an icon on its ground."""
    ink, stone = color(TypeRole.INK, Mode.DEFAULT), color(TypeRole.STONE, Mode.DEFAULT)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_GRID} {_GRID}">'
        f'<path fill="{stone}" d="M0 0h{_GRID}v{_GRID}h-{_GRID}z"/>'
        f'<path fill="none" stroke="{ink}" stroke-width="3" stroke-linecap="round"'
        f' stroke-linejoin="round" d="{_DRAWINGS[icon]}"/></svg>'
    )
