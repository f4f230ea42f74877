"""Equal options to take a service along, as rows, tiles or buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.i18n.digits import numeral
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, height_of, in_rows, row
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import option_block
from kiosk.ui.kit.widgets import PAD_MM, button, button_holds

TILE_ICON_MM, TILE_LEAST_MM, TILE_PAD_MM = 14.0, 34.0, 3.0
START_MM, LYING_LEAST_MM = 30.0, 92.0
"""The picture of a lying way; from this width on a way lies, below it stands as a tile."""
MOST_LINES = 3
"""Lines of words on a tile."""


@dataclass(frozen=True, slots=True)
class Way:
    """An option: its act, its icon, bold words, a second line, the tint of its picture."""

    act: str
    icon: str
    words: str
    line: str
    tint: TypeRole

    @property
    def spoken(self) -> str:
        """All its words."""
        return f"{self.words}. {self.line}"


def ways(s: PageContext, view: ServiceView) -> list[Way]:
    """Equal ways, and only those that exist."""
    say, found = s.say, list[Way]()
    if view.digits:
        found.append(
            Way(
                f"learn:{view.id}",
                "learn",
                say.gettext("Learn the number"),
                say.gettext("Nothing to carry"),
                TypeRole.LEAF,
            )
        )
    if view.codes:
        found.append(
            Way(
                f"qr:{view.id}",
                "qr",
                say.gettext("Scan with a phone"),
                say.gettext("Square code"),
                TypeRole.LEAF,
            )
        )
    if view.paper and s.paper.ready:
        found.append(
            Way(
                f"print:{view.id}",
                "print",
                say.gettext("Print a small paper"),
                say.gettext("It looks ordinary"),
                TypeRole.LEAF,
            )
        )
    elif view.digits:
        # TRANSLATORS: Stands where printing would be offered, with the question under it.
        found.append(
            Way(
                f"learn:{view.id} paper",
                "print",
                say.gettext("Print: not now"),
                say.gettext("Learn the number?"),
                TypeRole.STONE,
            )
        )
    found.append(
        Way("staff", "bell", say.gettext("Ask the staff here"), s.desk.staff().who, TypeRole.LEAF)
    )
    return found


def way_blocks(s: PageContext, view: ServiceView, *, brief: bool = False) -> list[Block]:
    """The ways as lying blocks: picture, bold words, and unless ``brief`` a second line."""
    return [
        option_block(s.c, one.act, one.icon, one.words, "" if brief else one.line, tint=one.tint)
        for one in ways(s, view)
    ]


def way_tiles(s: PageContext, view: ServiceView) -> list[Block]:
    """The ways as upright tiles: picture over bold words."""
    return [_tile(s, one) for one in ways(s, view)]


def tiles_whole(s: PageContext, view: ServiceView, width: int, columns: int) -> bool:
    """Whether the words of every tile stand on at most three lines of whole words."""
    c = s.c
    room = (width - s.px(4) * (columns - 1)) // columns - 2 * s.px(TILE_PAD_MM)
    fits = [c.wrap(one.words, Type.LEAD, room, bold=True) for one in ways(s, view)]
    return all(not fit.broken and len(fit.lines) <= MOST_LINES for fit in fits)


def _tile(s: PageContext, one: Way) -> Block:
    c, pad, side = s.c, s.px(TILE_PAD_MM), s.px(TILE_ICON_MM)
    top = side + s.px(5)

    def measure(width: int) -> int:
        wrapped = c.wrap(one.words, Type.LEAD, width - 2 * pad, bold=True, balance=True)
        return max(s.px(TILE_LEAST_MM), top + wrapped.height + 2 * s.px(2.5))

    def draw(box: Box) -> None:
        with c.touch(box, one.act, one.spoken, radius_mm=5):
            edge = c.edge
            if c.strong:
                c.rect(Box(box.x, box.y + top, box.w, edge), TypeRole.LINE)
            else:
                head = Box(box.x + edge, box.y + edge, box.w - 2 * edge, top - edge)
                c.rect(head, one.tint, radius_mm=4.5, corners=(True, True, False, False))
            c.icon(Box(box.x, box.y, box.w, top).inset(0, s.px(2.5)), one.icon, tint=True)
            c.text(
                box.below(top).inset(pad, 0),
                one.words,
                Type.LEAD,
                BOLD,
                middle=True,
                balance=True,
                align=Align.CENTER,
            )

    return Block(measure, draw, target=True)


def shortlist_blocks(s: PageContext, view: ServiceView) -> list[Block]:
    """Keep it on the list, or take it off; the list itself once something is on it."""
    say, kept = s.say, s.visit.kept
    on = view.id in kept
    words = say.gettext("On my list") if on else say.gettext("Keep on my list")
    found = [
        button(
            s.c,
            f"keep:{view.id}",
            words,
            "bookmark_on" if on else "bookmark",
            chosen=on or None,
        )
    ]
    if kept:
        # TRANSLATORS: A button to the visitor's own short list; {count} is how many are on it.
        label = say.gettext("My list ({count})").format(count=numeral(say.language, len(kept)))
        found.append(button(s.c, "list", label, "list"))
    return found


def way_buttons(s: PageContext, view: ServiceView) -> list[Block]:
    """The ways as buttons, where nothing else has room."""
    return [
        button(s.c, one.act, one.words, one.icon, align=Align.START, name=one.spoken)
        for one in ways(s, view)
    ]


def taking(s: PageContext, view: ServiceView, width: int, most: int) -> list[Block]:
    """The ways in one row of tiles, two by two, one a row; no row taller than ``most`` pixels."""
    gap, half = s.px(4), (width - s.px(4)) // 2
    count = len(ways(s, view))
    body = half - s.px(START_MM + 2 * PAD_MM)
    lies = half >= s.px(LYING_LEAST_MM) and all(
        not (fit := s.c.wrap(one.words, Type.LEAD, body, bold=True)).broken and len(fit.lines) <= 2  # noqa: PLR2004 - a way has two lines of words at most
        for one in ways(s, view)
    )
    forms = list[list[Block]]()
    if not s.c.glass.portrait and tiles_whole(s, view, width, count):
        forms.append([row(way_tiles(s, view), gap)])
    if lies:
        forms.append(_pairs(way_blocks(s, view), gap))
    if tiles_whole(s, view, width, 2):
        forms.append(_pairs(way_tiles(s, view), gap))
    forms.append(way_blocks(s, view))
    if s.c.above:
        buttons, words = way_buttons(s, view), [one.words for one in ways(s, view)]
        for columns in (count, 2):
            cell = (width - gap * (columns - 1)) // columns
            if all(button_holds(s.c, label, cell) for label in words):
                forms.append(in_rows(buttons, columns, gap))
    for form in forms:
        whole = s.c.above and height_of(form, width, gap) > most
        if not whole and all(block.measure(width) <= most for block in form):
            return form
    return way_buttons(s, view)


def _pairs(blocks: Sequence[Block], gap: int) -> list[Block]:
    return in_rows(blocks, 2, gap)
