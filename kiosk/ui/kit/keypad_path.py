"""Picture of the finger's path over a telephone keypad, to remember a number by.

Like a QR code it is drawn from its key alone, so that no number is stored elsewhere.
"""

from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.scene import Box, Node, NodeKind
from kiosk.ui.kit.theme import TypeRole

FINGER = "finger-"
ACROSS, DOWN = 3.2, 4.2
"""Size of the picture in key distances, which sets its aspect ratio."""
_EDGE = 0.6
_KEY_DOT, _PASSED, _START, _END, _LINE, _RIM, _RING = 0.13, 0.21, 0.25, 0.29, 0.15, 0.08, 0.17
"""Radii and line widths in key distances."""


def point(digit: str) -> tuple[float, float]:
    """Return the position of a key: 1 to 9 in rows of three, 0 below the middle."""
    if digit == "0":
        return _EDGE + 1, _EDGE + 3
    row, column = divmod(int(digit) - 1, 3)
    return _EDGE + column, _EDGE + row


def runs(digits: str) -> list[tuple[str, int]]:
    """Return the keys in order, each with the number of consecutive presses."""
    found: list[tuple[str, int]] = []
    for digit in digits:
        if found and found[-1][0] == digit:
            found[-1] = (digit, found[-1][1] + 1)
        else:
            found.append((digit, 1))
    return found


def finger_key(digits: str, pixels: int, colors: tuple[str, str, str, str]) -> str:
    """Return the key of a picture ``pixels`` wide.

    Colours of dots, path, end and ground as ``#RRGGBB``.
    """
    return f"{FINGER}{digits}-{pixels}-" + "-".join(color.lstrip("#") for color in colors)


def finger_size(key: str) -> tuple[int, int]:
    """Return width and height in pixels of the picture of a key."""
    width = int(key.split("-")[2])
    return width, round(width * DOWN / ACROSS)


def finger_svg(key: str) -> str:
    """Draw the picture of a key: hollow where the finger starts, filled where it ends."""
    _, digits, _, *colors = key.split("-")
    dots, way, end, ground = (f"#{color}" for color in colors)
    steps = runs(digits)
    keys = [point(str(digit)) for digit in range(10)]
    parts = [_circle(x, y, _KEY_DOT, fill=dots) for x, y in keys]
    points = [point(digit) for digit, _ in steps]
    if len(points) > 1:
        line = " ".join(f"{x},{y}" for x, y in points)
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{way}" stroke-width="{_LINE}"'
            ' stroke-linecap="round" stroke-linejoin="round"/>'
        )
    for number, ((x, y), (_, times)) in enumerate(zip(points, steps, strict=True)):
        last = number == len(points) - 1
        if last:
            parts.append(_circle(x, y, _END, fill=end, rim=way))
        elif number == 0:
            parts.append(_circle(x, y, _START, fill=ground, rim=way))
        else:
            parts.append(_circle(x, y, _PASSED, fill=way))
        parts.extend(
            _circle(x, y, (_END if last else _START) + _RING * press, rim=way)
            for press in range(1, times)
        )
    width, height = finger_size(key)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {ACROSS} {DOWN}">{"".join(parts)}</svg>'
    )


def _circle(x: float, y: float, radius: float, *, fill: str = "none", rim: str = "") -> str:
    edge = f' stroke="{rim}" stroke-width="{_RIM}"' if rim else ""
    return f'<circle cx="{x}" cy="{y}" r="{radius:.3f}" fill="{fill}"{edge}/>'


def draw_finger(canvas: Canvas, box: Box, digits: str, ground: TypeRole, owner: str) -> None:
    """Draw the picture in the middle of a box; a telephone keypad is never mirrored."""
    width = min(box.w, int(box.h * ACROSS / DOWN))
    colors = (
        canvas.color(TypeRole.LINE),
        canvas.color(TypeRole.PRIMARY),
        canvas.color(TypeRole.LAMP),
        canvas.color(ground),
    )
    key = finger_key(digits, width, colors)
    wide, high = finger_size(key)
    where = Box(box.x + (box.w - wide) // 2, box.y + (box.h - high) // 2, wide, high)
    canvas.add(Node(NodeKind.IMAGE, where, source=key, crisp=True, owner=owner))
