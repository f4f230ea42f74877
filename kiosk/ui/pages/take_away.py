"""Four ways to take a service along: each has its own place on every page of a size."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from kiosk.devices.printers import PrinterProblem
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, height_of, in_rows
from kiosk.ui.kit.canvas import SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.two_part import TargetState
from kiosk.ui.kit.widgets import BUTTON_MM, button, icon_line, text_block
from kiosk.ui.pages.take_away_forms import ROW_MM, Form, Way, forms_of_ways
from kiosk.ui.pages.visit_path import on_watched_path
from kiosk.visit.acts import Keep, Route, Screen, TextStep, TurnPage

WAY_MOST_MM = 49.0
"""Greatest height of a way in a column."""
ICON_BUTTON_MM = 14.0
"""Height of a button without words."""
GAP_MM = 4.0


def ways(page: PageContext, view: ServiceView) -> list[Way]:
    """The ways in their places; a site without a printer has no fourth."""
    rest, off = every_way(page, view.id), _off(page, view.id)
    learn, scan, ask, paper = (
        way if can else other
        for way, other, can in zip(
            rest,
            off,
            (bool(view.digits), bool(view.codes), True, view.paper and page.paper.ready),
            strict=True,
        )
    )
    if on_watched_path(page):
        learn = replace(learn, state=TargetState.MAIN) if view.digits else learn
        if view.codes:
            warning = page.catalog.gettext("Not if someone checks this phone.")
            scan = replace(scan, line=warning, warns=True)
    if page.paper.ready and not view.paper:
        paper = _not_printed(page)
    return [learn, scan, ask, *([paper] if has_printer(page) else [])]


def has_printer(page: PageContext) -> bool:
    """True if the site has a printer, ready or not."""
    return page.paper.trouble is not PrinterProblem.ABSENT


def paper_name(page: PageContext, view: ServiceView) -> Block | None:
    """The name on paper, if it differs."""
    if view.quiet_name == view.name or not view.paper or not has_printer(page):
        return None
    return text_block(page.canvas, _paper_words(page, view), Type.BODY, SOFT)


def _paper_words(page: PageContext, view: ServiceView) -> str:
    # TRANSLATORS: {name} is the quiet name of a place or line, as its paper has it.
    return page.catalog.gettext("On your paper: {name}").format(name=view.quiet_name)


def paper_line(page: PageContext, view: ServiceView) -> Block:
    """The same in a line that is always as high, with a name or without one: ways keep places."""
    one = page.canvas.meter.line_height(Type.BODY, page.canvas.meter.font(Type.BODY))
    name = paper_name(page, view)
    small = name and text_block(page.canvas, _paper_words(page, view), Type.ROW, SOFT)

    def draw(box: Box) -> None:
        fits = (block for block in (name, small) if block and block.measure(box.w) <= box.h)
        if (block := next(fits, None)) is not None:
            block.draw(box)

    return Block(lambda _: one, draw)


def every_way(page: PageContext, subject: str) -> tuple[Way, Way, Way, Way]:
    """The ways where each can be used: learn the number, scan, ask the staff, print."""
    catalog = page.catalog
    return (
        Way(
            Route(Screen.LEARN, subject),
            "learn",
            catalog.gettext("Learn the number"),
            catalog.gettext("Nothing to carry"),
            # TRANSLATORS: One word for "Learn the number", under a picture.
            word=catalog.pgettext("a way to take a number along", "Learn"),
        ),
        Way(
            Route(Screen.QR, subject),
            "qr",
            catalog.gettext("Scan with a phone"),
            catalog.gettext("Square code"),
            # TRANSLATORS: One word for "Scan with a phone", under a picture.
            word=catalog.pgettext("a way to take a number along", "Scan"),
        ),
        Way(
            Route(Screen.STAFF_HERE),
            "bell",
            catalog.gettext("Ask the staff here"),
            page.presenter.staff().who,
            # TRANSLATORS: One word for "Ask the staff here", under a picture.
            word=catalog.pgettext("a way to take a number along", "Staff"),
        ),
        Way(
            Route(Screen.PRINT, subject),
            "print",
            catalog.gettext("Print a small paper"),
            catalog.gettext("It looks ordinary"),
            # TRANSLATORS: One word for "Print a small paper", under a picture.
            word=catalog.pgettext("a way to take a number along", "Paper"),
        ),
    )


def _off(page: PageContext, subject: str) -> tuple[Way, ...]:
    """The same where they cannot be used; one can always ask."""
    catalog = page.catalog
    learn, scan, ask, paper = every_way(page, subject)
    empty = page.paper.trouble is PrinterProblem.PAPER_OUT
    not_now = paper.off(catalog.gettext("Not now"), catalog.gettext("Print: not now"))
    return (
        learn.off(catalog.gettext("No number to learn")),
        scan.off(catalog.gettext("No code to scan")),
        ask,
        _no_paper(page, subject) if empty else not_now,
    )


def _no_paper(page: PageContext, subject: str) -> Way:
    """Print where the printer has no paper."""
    catalog, paper = page.catalog, every_way(page, subject)[3]
    return paper.off(catalog.gettext("Not now: no paper"), catalog.gettext("Print: not now"))


def _not_printed(page: PageContext) -> Way:
    """Print where paper cannot have the service."""
    return every_way(page, "")[3].off(page.catalog.gettext("Nothing to print here"))


# --- their places -------------------------------------------------------------------------------


def turn_way(page: PageContext, words: str) -> Way:
    """The way to the second page, among the others."""
    return Way(TurnPage(1), "talk", words, "", word=page.catalog.gettext("More"))


def way_column(page: PageContext, rows: Sequence[Block], box: Box) -> None:
    """The ways under each other, which share the height of a box."""
    fits = height_of(rows, box.w, page.px(GAP_MM)) <= box.h
    gap = page.px(GAP_MM if fits else GAP_MM - 1)
    high = min((box.h + gap) // len(rows) - gap, page.px(WAY_MOST_MM))
    for at, block in enumerate(rows):
        block.draw(box.below(at * (high + gap)).top(high))


def way_rows(
    page: PageContext, view: ServiceView, width: int, most: int, more: Sequence[Way] = ()
) -> list[Block]:
    """The ways, and ``more``, in rows of equal cells: in the first form that ``most`` pixels hold.

    A landscape page takes the lowest form, and has a warning over the rows. The measures are those
    of all ways, with and without use: nothing in them depends on the service.
    """
    gap, shown, warnings = page.px(GAP_MM), [*ways(page, view), *more], list[Block]()
    if width >= page.px(ROW_MM) and not page.canvas.glass.portrait:
        warnings = [icon_line(page.canvas, way.icon, way.spoken) for way in shown if way.warns]
        shown = [replace(way, warns=False) for way in shown]
    every = [*shown, *every_way(page, ""), *_off(page, ""), _no_paper(page, ""), _not_printed(page)]
    found = list[tuple[bool, int, int, Form, int]]()
    every_place = max(len(every_way(page, "")), len(shown))
    places = len(shown) if page.canvas.glass.portrait else every_place
    for form, columns in forms_of_ways(page, width, places):
        cell, blocks = _cell(width, columns, gap), [form(page, way) for way in every]
        height = max(block.measure(cell) for block in blocks)
        rows = -(-len(shown) // columns)
        broken = not all(block.whole(cell) for block in blocks)
        found.append((broken, rows * (height + gap) - gap, height, form, columns))
    if any(not one[0] for one in found):
        found = [one for one in found if not one[0]]
    largest = page.canvas.meter.step is TextStep.XL and not page.canvas.above
    if width < page.px(ROW_MM) or page.canvas.glass.portrait or largest:
        chosen = next((one for one in found if one[1] <= most), min(found, key=itemgetter(1)))
    else:
        chosen = min(found, key=itemgetter(1))
    _, _, height, form, columns = chosen
    cells = [_high(form(page, way), height) for way in shown]
    return [*warnings, *in_rows(cells, columns, gap, even=True)]


def _cell(width: int, columns: int, gap: int) -> int:
    return (width - gap * (columns - 1)) // columns


def _high(block: Block, height: int) -> Block:
    return Block(lambda _: height, block.draw, target=block.target)


def shortlist_blocks(page: PageContext, view: ServiceView, *, icons: bool = False) -> list[Block]:
    """Keep it on the list, or take it off; the list itself once something is on it.

    ``icons`` leaves the words to the voice, where a page has no room for them.
    """
    catalog, saved = page.catalog, page.visit.saved
    on = view.id in saved
    words = catalog.gettext("On my list") if on else catalog.gettext("Keep on my list")
    height = ICON_BUTTON_MM if icons else BUTTON_MM
    found = [
        button(
            page.canvas,
            Keep(view.id),
            "" if icons else words,
            "bookmark_on" if on else "bookmark",
            chosen=on or None,
            height_mm=height,
            name=words,
        )
    ]
    if saved:
        # TRANSLATORS: A button to the visitor's own short list; {count} is how many are on it.
        label = catalog.gettext("My list ({count})").format(
            count=numeral(catalog.language, len(saved))
        )
        shown = "" if icons else label
        found.append(
            button(page.canvas, Route(Screen.KEPT), shown, "list", height_mm=height, name=label)
        )
    return found
