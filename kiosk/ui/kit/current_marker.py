"""The visitor's position as the frame shows it: the margin, and a control that leads nowhere."""

import msgspec

from kiosk.ui.kit.canvas import Canvas, Ink
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM
from kiosk.visit.acts import AnyAct

MARGIN_MM, COMPACT_MARGIN_MM, BUTTON_GAP_MM = 16.0, 12.0, 4.0
HERE_MM = 1.2
"""Height of the underline at the current position."""


TopItem = tuple[AnyAct, str, str, str]
"""A button of the row above every page: its act, icon, words and spoken name."""


class CurrentPosition(msgspec.Struct, frozen=True):
    """The visitor's position: the control of the current page stays in place, underlined.

    ``opening`` is the button of a card of the attract screen, which has no navigation.
    """

    screen: str
    language_name: str
    attract: bool = False
    explain_from: int = 0
    opening: TopItem | None = None


def margin(canvas: Canvas) -> int:
    """Return the side margin of a page."""
    return canvas.px(COMPACT_MARGIN_MM if canvas.glass.compact else MARGIN_MM)


def draw_current_control(canvas: Canvas, box: Box, icon: str, label: str, role: TypeRole) -> None:
    """Draw the control of the current page: no border, underlined in the lamp colour."""
    side, gap = canvas.icon_side(), canvas.px(ICON_GAP_MM)
    wrapped = canvas.wrap(label, Type.BODY, box.w - side - gap, bold=True, balance=True)
    used = side + gap + wrapped.width
    x = box.x + (box.w - used) // 2
    canvas.icon(Box(x, box.y, side, box.h), icon, role, spot=role is TypeRole.INK)
    words = Box(x + side + gap, box.y, wrapped.width, box.h)
    canvas.text(words, label, Type.BODY, Ink(role, bold=True), middle=True, balance=True)
    under = box.y + (box.h + (wrapped.height if label else side)) // 2
    canvas.rect(
        Box(x, min(under, box.bottom - canvas.px(HERE_MM)), used, canvas.px(HERE_MM)),
        TypeRole.LAMP,
        radius_mm=HERE_MM / 2,
    )
