"""The icons of the site: those that its pages show, as masks of the style sheet."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ANY_ICON: Final = "book"
"""Replaces an icon that the program lacks."""
_SVG: Final = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48' fill='none' stroke='#000'"
    " stroke-width='3' stroke-linecap='round' stroke-linejoin='round'>{}</svg>"
)


@dataclass
class IconMasks:
    """Collects the icons of pages while these are rendered."""

    icons: dict[str, Any]
    used: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, resources: Path) -> "IconMasks":
        """Read the drawings of ``resources/icons``."""
        drawn = json.loads((resources / "icons" / "icons.json").read_text(encoding="utf-8"))
        return cls(drawn["icons"])

    def use(self, name: str) -> str:
        """Return the class of an icon."""
        name = name if name in self.icons else ANY_ICON
        self.used.add(name)
        return f"i-{name}"

    @property
    def style(self) -> str:
        """The rules of the icons used so far; ``--f`` mirrors them right to left."""
        return "\n".join(self._rule(name) for name in sorted(self.used))

    def _rule(self, name: str) -> str:
        mirrored = ";--f:-1" if self.icons[name].get("flip") else ""
        drawing = _SVG.format(_drawing(self.icons[name]))
        address = drawing.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")
        return f'.i-{name}{{--m:url("data:image/svg+xml,{address}"){mirrored}}}'


def _drawing(icon: dict[str, Any]) -> str:
    lines = f"<path d='{' '.join(icon['lines'])}'/>"
    dots = (
        f"<circle cx='{x}' cy='{y}' r='{r}' fill='#000' stroke='none'/>"
        for x, y, r in icon.get("dots", ())
    )
    return lines + "".join(dots)
