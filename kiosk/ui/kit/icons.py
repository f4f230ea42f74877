"""Icons and pictures as SVG, drawn for one size and one colour mode.

Icons are on a 48 grid in ``resources/icons/icons.json``: lines, dots and at most one filled spot.
The line is thicker in smaller icons, so that their weight matches the text at every size.
"""

import json
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from kiosk.ui.kit.theme import TypeRole, color
from kiosk.visit.acts import Mode

GRID = 48
_WEIGHTS = ((40, 3.6), (56, 3.0), (72, 2.6))
"""Pairs of size in pixels and line width on the grid; small icons need bolder lines."""

PALETTE = {
    "hillFar": "#C4DAC5",
    "hillMid": "#8DB49C",
    "hillNear": "#417862",
    "hillDeep": "#0F3F34",
    "paper": "#F7F3EA",
    "lamp": "#F5C85C",
    "leafDark": "#2A5F4D",
    "sky": "#E4EEE2",
    "sun": "#F8EBC6",
    "stone": "#E9E2D3",
    "disc": "#F5C85C",
    "moon": "none",
    "star": "none",
}
"""Colours of the pictures in the default mode; other modes show no pictures."""
NIGHT = {
    "hillFar": "#14423A",
    "hillMid": "#1B5246",
    "hillNear": "#123F35",
    "hillDeep": "#082620",
    "paper": "#2F6154",
    "lamp": "#F5C85C",
    "leafDark": "#0A2D26",
    "sky": "#0D2F28",
    "sun": "#2F6154",
    "stone": "#3B6B5E",
    "disc": "none",
    "moon": "#F1E4BE",
    "star": "#A9C2B2",
}
"""The same from sunset to sunrise: a house with a light in its window."""
MOONLESS = NIGHT | {"moon": "none", "star": "none"}
SKIES = {"": PALETTE, "night-": NIGHT, "dark-": MOONLESS}
"""Palettes by the prefix that names them; the last one is for words in the sky."""
ANY_ICON, ANY_PICTURE = "book", "hills"
"""Replace unknown icons and pictures of a directory."""
DRAWN, DRAWN_TABLE, DRAWN_AIR, DRAWN_PER_MM = (1160, 556), 120, 60, 4
"""A drawing of a tool page in its units: its size, the height of its table, what may be cut off
above, and units to a millimetre of its full size."""
SKY_SHARE = 0.17
"""Upper part of every picture that is plain sky and may be cut off."""


def line_width(pixels: int) -> float:
    """Return the line width on the 48 grid of an icon ``pixels`` high."""
    if pixels <= _WEIGHTS[0][0]:
        return _WEIGHTS[0][1]
    for (low, thick), (high, thin) in pairwise(_WEIGHTS):
        if pixels <= high:
            return thick + (thin - thick) * (pixels - low) / (high - low)
    return _WEIGHTS[-1][1]


class IconBook:
    """Draws icons and pictures as SVG and stores each under a short key."""

    def __init__(self, icons: Path, pictures: Path) -> None:
        self._svg: dict[str, str] = {}
        self._icons = json.loads(icons.read_text(encoding="utf-8"))["icons"]
        self._pictures = pictures

    def names(self) -> frozenset[str]:
        """Return the names of all icons."""
        return frozenset(self._icons)

    def svg(self, key: str) -> str:
        """Return the drawing of a key from :meth:`icon` or :meth:`picture`."""
        return self._svg[key]

    def _stored(self, key: str, svg: str) -> str:
        self._svg[key] = svg
        return key

    @lru_cache(maxsize=512)  # noqa: B019 - one book lives as long as the program
    def icon(self, name: str, pixels: int, ink: str, spot: str, *, flipped: bool) -> str:
        """Return the key of an icon; ``spot`` is a colour or ``none``."""
        icon = self._icons.get(name) or self._icons[ANY_ICON]
        parts = []
        if icon.get("spot") and spot != "none":
            parts.append(f'<path d="{icon["spot"]}" fill="{spot}"/>')
        width = f"{line_width(pixels):.2f}"
        parts.append(
            f'<g fill="none" stroke="{ink}" stroke-width="{width}" stroke-linecap="round"'
            ' stroke-linejoin="round">'
            + "".join(f'<path d="{path}"/>' for path in icon["lines"])
            + "</g>"
        )
        parts.extend(
            f'<circle cx="{x}" cy="{y}" r="{r}" fill="{ink}"/>' for x, y, r in icon.get("dots", ())
        )
        body = "".join(parts)
        if flipped and icon.get("flip"):
            body = f'<g transform="translate({GRID} 0) scale(-1 1)">{body}</g>'
        return self._stored(
            f"icon-{name}-{pixels}-{ink[1:]}-{spot.lstrip('#')}-{int(flipped)}",
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{pixels}" height="{pixels}"'
            f' viewBox="0 0 {GRID} {GRID}">{body}</svg>',
        )

    @lru_cache(maxsize=16)  # noqa: B019 - one book lives as long as the program
    def picture(self, name: str, width: int, height: int, sky: str = "") -> str:
        """Return the key of a picture that covers ``width`` × ``height``, under one of the skies.

        Excess is cut evenly at the sides, or above within the sky, then below.
        """
        file = self._pictures / f"{name}.json"
        if not file.is_file():
            file = self._pictures / f"{ANY_PICTURE}.json"
        art = json.loads(file.read_text(encoding="utf-8"))
        shapes = "".join(
            f'<path d="{shape["d"]}" fill="{SKIES[sky][shape["fill"]]}"/>'
            for shape in art["shapes"]
        )
        scale = max(width / art["width"], height / art["height"])
        seen_w, seen_h = width / scale, height / scale
        left = (art["width"] - seen_w) / 2
        top = min(art["height"] - seen_h, art["height"] * SKY_SHARE)
        return self._stored(
            f"picture-{sky}{name}-{width}-{height}",
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="{left:.2f} {top:.2f} {seen_w:.2f} {seen_h:.2f}">{shapes}</svg>',
        )

    @lru_cache(maxsize=16)  # noqa: B019 - one book lives as long as the program
    def drawing(self, name: str, width: int, height: int, mode: Mode) -> str:
        """Return the key of a drawing of a tool page without its ground and its table.

        In high contrast its shapes are lines of a millimetre.
        """
        art = json.loads((self._pictures / "tools" / f"{name}.json").read_text(encoding="utf-8"))
        high = drawn_height(width, height)
        wide, top = high * width / height, DRAWN[1] - high
        strong, ink = mode.high_contrast, color(TypeRole.INK, mode)
        line = f' stroke="{ink}" stroke-width="{DRAWN_PER_MM}"' if strong else ""
        shapes = "".join(
            f'<path d="{one["d"]}" fill="{color(TypeRole.CARD if strong else one["fill"], mode)}"'
            f"{line}/>"
            for one in art["shapes"]
        )
        box = f"{(DRAWN[0] - wide) / 2:.2f} {top:.2f} {wide:.2f} {high:.2f}"
        return self._stored(
            f"drawing-{name}-{width}-{height}-{mode}",
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="{box}">{shapes}</svg>',
        )


def drawn_height(width: int, height: int) -> float:
    """Return the units of a drawing that are seen in a box: all but some air around it."""
    return max(DRAWN[1] - DRAWN_AIR, DRAWN[0] * height / width)


def spot_color(mode: Mode, *, on_tint: bool) -> str:
    """Return the spot colour of an icon: card on a tint, lamp on white, none in other modes."""
    if mode is not Mode.DEFAULT:
        return "none"
    return color(TypeRole.CARD if on_tint else TypeRole.LAMP, mode)
