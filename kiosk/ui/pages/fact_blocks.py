"""The known facts of a service, its further numbers and places, each as a block."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product

from msgspec.structs import replace

from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import FactView, ServiceView
from kiosk.ui.kit.blocks import Block, by_width, centred, column, in_rows, once, row, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import FACT_GAP_MM, button, fact, icon_line, text_block, with_icon
from kiosk.ui.pages.code import number_in
from kiosk.visit.acts import Route, Screen

NAMED_PLACES = 2
"""Places of many that a page names while it counts the others."""
ROW_GAP_MM, LEAN_GAP_MM, COLUMN_GAP_MM = 3.5, 2.0, 6.0
LEAST_FACT_MM = 62.0
"""Least width of a column of facts."""


def other_numbers(page: PageContext, view: ServiceView) -> list[Block]:
    """Further numbers, each with its word; the one to learn too where it is not the first step."""
    found, formats = list[tuple[str, str, str]](), page.presenter.formats
    first = join_extension(formats, view.action.number, view.action.extension)
    own = join_extension(formats, view.number, view.extension)
    called = view.number_icon == "phone"
    known = {first, own} if called else {first}
    if called and own != first and view.action.kind != "walk_in":
        found.append((page.catalog.gettext("Or call"), own, view.number_icon))
    found += [one for one in view.more_numbers if one[1] not in known]
    return [_labelled(page, *one) for one in found]


def _labelled(page: PageContext, label: str, number: str, icon: str) -> Block:
    """A number under its word, as a fact is."""
    shown = isolate(number) if number_in(number) else number
    words = column(
        [text_block(page.canvas, label, ink=SOFT), text_block(page.canvas, shown, Type.LEAD, BOLD)],
        0,
    )
    return with_icon(page.canvas, icon, words, page.canvas.icon_side(), page.px(FACT_GAP_MM))


def fact_blocks(
    page: PageContext,
    view: ServiceView,
    *,
    labels: bool = True,
    within: Box | None = None,
    brief: bool = False,
) -> list[Block]:
    """The known facts, the further numbers before them, and the way; icons name unlabelled ones.

    A fact that is higher than ``within`` is divided. With ``brief`` the last of many places are
    counted.
    """
    known, many = view.facts, _many_places(view)
    if brief:
        known = tuple(_counted(page, one) if one is many else one for one in known)
    if within is not None:
        whole = partial(_fact, labels=True)
        known = tuple(part for one in known for part in _divided(page, one, within, whole))
    facts = [*other_numbers(page, view), *(_fact(page, one, labels=labels) for one in known)]
    if view.way is not None:
        amount = view.way.amount if labels else view.way.distance
        facts.append(
            button(page.canvas, Route(Screen.WAY, view.id), amount, "walk", name=view.way.amount)
        )
    return facts


def _many_places(view: ServiceView) -> FactView | None:
    """Where it is, if that is in many places."""
    found = (one for one in view.facts if one.icon == "pin" and len(one.lines) > NAMED_PLACES + 1)
    return next(found, None)


def has_many_places(view: ServiceView) -> bool:
    """True if a page that gives something up counts the last places."""
    return _many_places(view) is not None


def _counted(page: PageContext, where: FactView) -> FactView:
    count = numeral(page.catalog.language, len(where.lines) - NAMED_PLACES)
    last = f"{page.catalog.gettext('More places')} ({count})"
    return replace(where, lines=(*where.lines[:NAMED_PLACES], last))


def place_blocks(page: PageContext, view: ServiceView, within: Box) -> list[Block]:
    """The last of many places, which a page that gives something up only counts."""
    where = _many_places(view)
    if where is None:
        return []
    label = page.catalog.gettext("More places")
    last = replace(where, label=label, lines=where.lines[NAMED_PLACES:])
    return [_places(page, part) for part in _divided(page, last, within, _places)]


def _places(page: PageContext, where: FactView) -> Block:
    """Places under their label, in two columns where that is lower."""
    canvas, gap = page.canvas, page.px(COLUMN_GAP_MM)
    label = text_block(canvas, where.label, Type.BODY, BOLD)
    lines = [once(text_block(canvas, line, Type.BODY, SOFT)) for line in where.lines]
    columns = [
        row([column(lines[:at], 0), column(lines[at:], 0)], gap, shares)
        for at, shares in product(range(1, len(lines)), ((1, 1), (6, 5)))
    ]
    words = column([label, shortest([column(lines, 0), *columns])], 0)
    return with_icon(canvas, where.icon, words, canvas.icon_side(), page.px(FACT_GAP_MM))


def _divided(
    page: PageContext, view: FactView, box: Box, make: Callable[[PageContext, FactView], Block]
) -> list[FactView]:
    """A fact, or its lines under the same label as several, so that a box holds each block."""
    half = len(view.lines) // 2
    if not half or make(page, view).measure(box.w) <= box.h:
        return [view]
    halves = (replace(view, lines=lines) for lines in (view.lines[:half], view.lines[half:]))
    return [part for one in halves for part in _divided(page, one, box, make)]


def _fact(page: PageContext, view: FactView, *, labels: bool) -> Block:
    canvas = page.canvas
    if labels:
        block, texts = fact(canvas, view), (view.label, *view.lines)
    else:
        lines = " · ".join(line.rstrip(".。।۔") for line in view.lines)
        aloud = f"{view.label}. {lines}"
        block = icon_line(canvas, view.icon, lines, aloud=aloud)
        texts = (lines,)

    def whole(width: int) -> bool:
        room = width - canvas.icon_side() - page.px(FACT_GAP_MM)
        return not any(canvas.wrap(text, Type.BODY, room, bold=True).broken for text in texts)

    return Block(block.measure, block.draw, whole=whole)


def fact_grid(
    page: PageContext, blocks: Sequence[Block], most: int = 3, *, lean: bool = False
) -> Block:
    """The facts in up to ``most`` columns that keep words whole, as low as they get.

    What can be touched stands in rows of its own under them, if they are not ``lean``.
    """
    gap, under = page.px(COLUMN_GAP_MM), [block for block in blocks if block.target and not lean]
    blocks = [centred(one) if one.target else one for one in blocks if one not in under]
    between = page.px(LEAN_GAP_MM if lean else ROW_GAP_MM)

    def form(width: int) -> Block:
        found = list[Block]()
        for columns in range(1, most + 1):
            cell = (width - gap * (columns - 1)) // columns
            fits = cell >= page.px(LEAST_FACT_MM) and all(block.whole(cell) for block in blocks)
            if columns == 1 or fits:
                rows = [*in_rows(blocks, columns, gap, even=True), *under]
                found.append(column(rows, between))
        return min(found, key=lambda block: block.measure(width))

    return by_width(form, target=bool(under))
