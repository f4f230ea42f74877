"""What tests ask of boxes on a page."""

from kiosk.ui.kit.scene import Box


def overlap(one: Box, other: Box) -> bool:
    """Whether the two share a pixel."""
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )
