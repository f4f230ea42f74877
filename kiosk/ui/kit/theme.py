"""Design tokens: colour roles in four modes, type sizes, space.

Colours and sizes come from the design; ``tests/ui/test_theme.py`` recomputes every contrast (WCAG
2.2 relative luminance). Lengths are millimetres on the screen unless a name ends in ``_px``.
"""

from enum import StrEnum
from functools import cached_property

import msgspec

from kiosk.visit.acts import Mode, TextStep


class TypeRole(StrEnum):
    """The purpose of a colour; the program names colours only by role."""

    PAGE = "page"
    CARD = "card"
    INK = "ink"
    INK_SOFT = "inkSoft"
    LINE = "line"
    HAIR = "hair"
    PRIMARY = "primary"
    ON_PRIMARY = "onPrimary"
    PRIMARY_PRESS = "primaryPress"
    LEAF = "leaf"
    SUN = "sun"
    SKY = "sky"
    STONE = "stone"
    LAMP = "lamp"
    ON_LAMP = "onLamp"
    BAR = "bar"
    ON_BAR = "onBar"
    BAR_LINE = "barLine"
    DANGER = "danger"
    FOCUS = "focus"
    FOCUS_BAR = "focusBar"
    OFF_INK = "offInk"
    OFF_FILL = "offFill"
    WHITE = "white"
    BLACK = "black"
    NONE = "none"


_TABLE: dict[TypeRole, tuple[str, str, str, str]] = {
    TypeRole.PAGE: ("#F7F3EA", "#FFFFFF", "#000000", "#2E3331"),
    TypeRole.CARD: ("#FFFFFF", "#FFFFFF", "#000000", "#363C39"),
    TypeRole.INK: ("#16241F", "#000000", "#FFFFFF", "#D2CDBF"),
    TypeRole.INK_SOFT: ("#2C3933", "#000000", "#FFFFFF", "#C6C1B3"),
    TypeRole.LINE: ("#7A7566", "#000000", "#FFFFFF", "#8F9389"),
    TypeRole.HAIR: ("#DED7C7", "#000000", "#FFFFFF", "#4B524E"),
    TypeRole.PRIMARY: ("#0F3F34", "#000000", "#FFFFFF", "#A9C2B2"),
    TypeRole.ON_PRIMARY: ("#FFFFFF", "#FFFFFF", "#000000", "#1D2623"),
    TypeRole.PRIMARY_PRESS: ("#092B23", "#FFFFFF", "#000000", "#C2D5C8"),
    TypeRole.LEAF: ("#DFEBDF", "#FFFFFF", "#000000", "#3D4743"),
    TypeRole.SUN: ("#F8EBC6", "#FFFFFF", "#000000", "#46443A"),
    TypeRole.SKY: ("#DCE8EE", "#FFFFFF", "#000000", "#3B4549"),
    TypeRole.STONE: ("#E9E2D3", "#FFFFFF", "#000000", "#3E4340"),
    TypeRole.LAMP: ("#F5C85C", "#000000", "#FFFFFF", "#C7A860"),
    TypeRole.ON_LAMP: ("#16241F", "#FFFFFF", "#000000", "#1D2623"),
    TypeRole.BAR: ("#0F3F34", "#FFFFFF", "#000000", "#232826"),
    TypeRole.ON_BAR: ("#FFFFFF", "#000000", "#FFFFFF", "#D2CDBF"),
    TypeRole.BAR_LINE: ("#86A99B", "#000000", "#FFFFFF", "#8F9389"),
    TypeRole.DANGER: ("#7A1710", "#000000", "#FFFFFF", "#E0A493"),
    TypeRole.FOCUS: ("#16241F", "#000000", "#FFD84A", "#E4D9B4"),
    TypeRole.FOCUS_BAR: ("#FFFFFF", "#000000", "#FFD84A", "#E4D9B4"),
    TypeRole.OFF_INK: ("#5E6560", "#595959", "#A6A6A6", "#9DA099"),
    TypeRole.OFF_FILL: ("#EFEAE0", "#FFFFFF", "#000000", "#2E3331"),
    TypeRole.WHITE: ("#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF"),
    TypeRole.BLACK: ("#000000", "#000000", "#000000", "#000000"),
    TypeRole.NONE: ("transparent", "transparent", "transparent", "transparent"),
}
_COLUMN = {mode: column for column, mode in enumerate(Mode)}


def color(role: TypeRole, mode: Mode) -> str:
    """Return ``#RRGGBB`` (or ``transparent``) of a role in a mode."""
    return _TABLE[role][_COLUMN[mode]]


class Type(StrEnum):
    """The purpose of a text; its size follows from the step. ``ROW`` is for a helper's table."""

    ROW = "row"
    BODY = "body"
    LEAD = "lead"
    NAME = "name"
    TILE = "tile"
    TITLE = "title"


_CAP_MM: dict[Type, tuple[float, float, float, float]] = {
    Type.ROW: (3.2, 3.5, 4.2, 5.0),
    Type.BODY: (4.0, 5.0, 6.4, 8.5),
    Type.LEAD: (4.6, 5.7, 6.9, 8.7),
    Type.NAME: (4.9, 6.0, 7.1, 8.9),
    Type.TILE: (6.4, 7.1, 8.0, 9.0),
    Type.TITLE: (8.0, 9.2, 10.0, 11.0),
}
_STEP = {step: column for column, step in enumerate(TextStep)}
_LINE_LATIN: dict[Type, float] = {
    Type.ROW: 1.30,
    Type.BODY: 1.38,
    Type.LEAD: 1.38,
    Type.NAME: 1.30,
    Type.TILE: 1.25,
    Type.TITLE: 1.23,
}
ICON_MM, ICON_CAPS = 9.0, 1.6
"""Height of an icon next to words at the middle step; least height in capitals of its label."""
_ICON_GROWTH = (1.0, 1.0, 1.25, 1.67)
CAP_HEIGHT_EM = 0.714
"""Height of a capital letter of Noto Sans in em, read from the font (OS/2 sCapHeight)."""


class ScriptStyle(msgspec.Struct, frozen=True):
    """Typesetting of a script: size factor, and fixed line height in em (None: by type)."""

    factor: float
    line: float | None
    family: str


SCRIPTS: dict[str, ScriptStyle] = {
    "Latn": ScriptStyle(1.0, None, "Noto Sans"),
    "vi": ScriptStyle(1.0, 1.38, "Noto Sans"),
    "Cyrl": ScriptStyle(1.0, 1.38, "Noto Sans"),
    "Arab": ScriptStyle(1.1, 1.6, "Noto Sans Arabic"),
    "Deva": ScriptStyle(1.15, 1.5, "Noto Sans Devanagari"),
    "Guru": ScriptStyle(1.15, 1.5, "Noto Sans Gurmukhi"),
    "Hans": ScriptStyle(1.0, 1.45, "Noto Sans CJK SC"),
    "Hant": ScriptStyle(1.0, 1.45, "Noto Sans CJK TC"),
    "Kore": ScriptStyle(1.0, 1.45, "Noto Sans CJK KR"),
}
"""By ISO 15924 code; a language whose marks need more room than its script has an entry by tag."""

CLOSE_LINE_EM = {"vi": 1.3, "Arab": 9.0, "Deva": 9.0, "Guru": 9.0}
"""Lines of a card in em where 1.2 is too close; a tall script keeps its own."""
UNSPACED = frozenset(("Hans", "Hant"))
"""Scripts without spaces: a short label broken in two may be broken inside a word."""


def style_name(tag: str, script: str) -> str:
    """Return the style of a language, from its BCP 47 tag and ISO 15924 script."""
    return tag if tag in SCRIPTS else script


def cap_mm(kind: Type, step: TextStep) -> float:
    """Return the capital height in millimetres of a type at a step."""
    return _CAP_MM[kind][_STEP[step]]


def icon_mm(kind: Type, step: TextStep, middle: float = ICON_MM) -> float:
    """Return the height in millimetres of an icon with a label of a type at a step.

    ``middle`` is its height at the middle step; it grows with the text.
    """
    return max(middle * _ICON_GROWTH[_STEP[step]], ICON_CAPS * cap_mm(kind, step))


def line_factor(kind: Type, script: str) -> float:
    """Return the line height in em of a type in a style."""
    fixed = SCRIPTS[script].line
    return _LINE_LATIN[kind] if fixed is None else fixed


class Glass(msgspec.Struct, frozen=True, dict=True):
    """The screen as a physical surface: its pixels and its real size. ``diagonal`` is in inches.

    If it is 0, a window simulates the screens of the design: 21.5 in for 1920×1080 and 1080×1920,
    15.6 in for 1280×800, else 21.5 in.
    """

    width: int
    height: int
    diagonal: float = 0.0

    @cached_property
    def px_per_mm(self) -> float:
        """Return pixels per millimetre."""
        diagonal = self.diagonal or {(1280, 800): 15.6, (800, 1280): 15.6}.get(
            (self.width, self.height), 21.5
        )
        return float((self.width**2 + self.height**2) ** 0.5 / (25.4 * diagonal))

    def px(self, millimetres: float) -> int:
        """Return a length in whole pixels."""
        return round(millimetres * self.px_per_mm)

    def lowered(self) -> tuple["Glass", ...]:
        """Return the parts of the screen for hands that reach no higher than its middle.

        The first is the lower half; then, for a page that does not fit, larger parts.
        """
        return tuple(self.of_height(round(self.height * share)) for share in LOWER_SHARES)

    def of_height(self, pixels: int) -> "Glass":
        """Return the lower part of the screen, with as many pixels to the millimetre."""
        inches = (self.width**2 + pixels**2) ** 0.5 / (25.4 * self.px_per_mm)
        return Glass(self.width, pixels, inches)

    @property
    def portrait(self) -> bool:
        """Return True if taller than wide."""
        return self.height > self.width

    @property
    def narrow(self) -> bool:
        """Return True if too narrow for the landscape layout, whatever its height."""
        return self.portrait or self.width < self.px(NARROW_MM)

    @property
    def compact(self) -> bool:
        """Return True under 430 × 240 mm landscape, the limit of the wide layouts."""
        width, height = self.width / self.px_per_mm, self.height / self.px_per_mm
        return not self.portrait and (width < WIDE_MM[0] or height < WIDE_MM[1])


WIDE_MM = (430.0, 240.0)
NARROW_MM = 280.0
"""Least width and height of a wide landscape screen; width of the smallest one."""
LOWER_SHARES = (0.5, 0.53, 0.56, 0.6, 0.65, 0.7, 0.8, 0.9, 1.0)
"""Shares of the height for a low-reach page, in the order of trial."""
LINE_REST_MM, LINE_PRESS_MM, LINE_STRONG_MM = 0.5, 1.0, 1.0
LINE_CHOSEN_MM, LINE_CURRENT_MM = 1.5, 2.0
"""Widths of the line around a target: at rest, pressed, in high contrast, chosen, current."""
TARGET_MM = 12.7
"""Least side of a target (VVSG 2.0 as VxSuite applies it)."""
GAP_MM = 2.54
"""Least gap between two targets, same source."""
RING_ROOM_MM = 3.2
"""Room around a target in which the ring of the keys is seen in high contrast."""
