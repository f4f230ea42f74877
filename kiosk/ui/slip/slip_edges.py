"""Mark the edges on a test page, to check the width of the roll."""

from dataclasses import replace

from kiosk.ui.slip.slip_ops import RULE_MM, BarOp, SlipSheet, moved

_END_MM, _GAP_MM, _THICK_MM = 6.0, 3.0, 1.0


def with_edges(sheet: SlipSheet) -> SlipSheet:
    """Add a line with a bar at each end of the printable width above a slip.

    On a narrower roll one bar is missing; on a wider one it is far from the edge.
    """
    roll = sheet.roll
    left, right = roll.margin, roll.margin + roll.printed
    down = _END_MM + _GAP_MM
    ops = [
        BarOp(left, _GAP_MM, _THICK_MM, _END_MM),
        BarOp(left, _GAP_MM + (_END_MM - RULE_MM) / 2, roll.printed, RULE_MM),
        BarOp(right - _THICK_MM, _GAP_MM, _THICK_MM, _END_MM),
    ]
    below = (moved(op, down) for op in sheet.ops)
    return replace(sheet, height=sheet.height + down, ops=(*ops, *below))
