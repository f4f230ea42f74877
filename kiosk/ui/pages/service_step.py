"""The first step of a service: what to call, or where to go, and what to know before."""

from kiosk.domain.records import Start
from kiosk.domain.text import isolate
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, by_width, next_to
from kiosk.ui.kit.canvas import BOLD, Ink
from kiosk.ui.kit.display_text import NUMBER_MM
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, number_block, panel_block
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, icon_line, text_block
from kiosk.ui.pages.code import number_in

CLOSE_MM = 20.0
"""Height of a number up to which its panel has narrow edges."""
STREET_MM = 12.0
"""Least capitals of a street as large as a number; a longer one is set as a title."""


def step_blocks(
    page: PageContext,
    view: ServiceView,
    most: float,
    *,
    number_first: bool,
    bare: bool = False,
    lean: bool = False,
) -> list[Block]:
    """The first thing to do: the number, or the street with the number under it, and what to know.

    ``most`` is the greatest height of the number in mm. ``number_first`` puts the verb in the line
    under the number, ``lean`` leaves it to the icon if it is to call; ``bare`` leaves out all words
    about it.
    """
    canvas, action = page.canvas, view.action
    blocks = [head_block(canvas, action.icon, action.verb)]
    if action.number:
        blocks.append(number_block(canvas, _digits(view), most=most))
        if bare:
            return blocks[1:]
        if lean and action.kind == Start.CALL and not action.lines:
            side = canvas.icon_side(Type.NAME, 11)
            icon = Block(lambda _: side, lambda box: canvas.icon(box, action.icon, spot=True))
            blocks = [next_to(icon, side, blocks[1], page.px(ICON_GAP_MM))]
        elif number_first:
            lines = (f"{one}." if one == action.extension else one for one in action.lines)
            shown = page.presenter.formats.together(f"{action.verb}.", *lines)
            blocks = [*blocks[1:], icon_line(canvas, action.icon, shown)]
        else:
            blocks += [text_block(canvas, line) for line in action.lines]
    elif action.kind == "walk_in":
        street, *age = action.lines
        if bare and view.number:
            return [number_block(canvas, view.number, most=most)]
        if bare:
            return [text_block(canvas, street, Type.NAME, BOLD)]
        shown = page.presenter.formats.together(f"{action.verb}.", *age)
        beside = [_street(page, street, most, Type.NAME), icon_line(canvas, action.icon, shown)]
        under = [*blocks, _street(page, street, most), *(text_block(canvas, line) for line in age)]
        blocks = beside if number_first else under
        number = join_extension(page.presenter.formats, view.number, view.extension)
        if number:
            shown = isolate(number) if number_in(number) else number
            kind = Type.NAME if number_first else Type.TITLE
            blocks.append(
                icon_line(canvas, view.number_icon, shown, kind, BOLD, icon_mm=11, spot=True)
            )
    elif not bare:
        blocks += [_breaking(page, line) for line in action.lines]
    return blocks if bare else [*blocks, *note_blocks(page, view)]


def note_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """What to know before calling."""
    return [icon_line(page.canvas, "shield", text) for text in view.notes]


def left_out_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """What a bare first step leaves out."""
    canvas, action = page.canvas, view.action
    lines = page.presenter.formats.together(*action.lines) if action.lines else ""
    shown = [icon_line(canvas, action.icon, lines)] if action.number and lines else []
    if action.kind == "walk_in" and view.number:
        shown = [icon_line(canvas, "pin", lines)]
    elif action.kind == "walk_in":  # the step has the street
        shown = [text_block(canvas, line) for line in action.lines[1:]]
    elif not action.number:
        shown = [text_block(canvas, line) for line in action.lines]
    return [*shown, *note_blocks(page, view)]


def _digits(view: ServiceView) -> str:
    number = view.action.number
    return isolate(number) if " " in number else number


def action_panel(
    page: PageContext,
    view: ServiceView,
    *,
    most: float = NUMBER_MM[1],
    number_first: bool = False,
    bare: bool = False,
    lean: bool = False,
) -> Block:
    """The first thing to do, on a white panel."""
    gap, up = (2.0, 3.0) if most <= CLOSE_MM else (3.0, 5.0)
    blocks = step_blocks(page, view, most, number_first=number_first, bare=bare, lean=lean)
    return panel_block(page.canvas, blocks, page.px(gap), up_mm=up)


def _breaking(page: PageContext, text: str) -> Block:
    """A line as large as a tile's, or smaller where a word of it would be broken."""
    large, small = (text_block(page.canvas, text, kind, BOLD) for kind in (Type.TILE, Type.BODY))
    return by_width(lambda width: large if large.whole(width) else small)


def _street(page: PageContext, street: str, most: float, kind: Type = Type.TITLE) -> Block:
    """A street as large as it fits on one line; a long one on several, in ``kind``."""
    canvas = page.canvas
    large = number_block(canvas, street, most=min(most, 20.0), least=STREET_MM)
    lines = text_block(canvas, street, kind, Ink(TypeRole.PRIMARY, bold=True))
    least = page.px(STREET_MM)
    return by_width(lambda width: large if large.measure(width) >= least else lines)
