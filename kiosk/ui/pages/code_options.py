"""What a phone does with each code of a service, to choose from."""

from functools import cache

from msgspec.structs import replace

from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import CodeView, ServiceView
from kiosk.ui.kit.blocks import Block, column, in_rows, row, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, button_holds, text_block
from kiosk.ui.pages.code import breakable
from kiosk.visit.acts import AnyAct, CodeChoice, Noted, Route, Screen, TextStep

OPTION_LEAST_MM, TIGHT_MM = 20.0, 16.0
"""Least height of an option, and where a page that stays low has none to spare."""


def choices(
    page: PageContext, view: ServiceView, chosen: CodeView, *, columns: int = 0, short: bool = False
) -> list[PagePart]:
    """The options under their question; ``columns`` of 0 are two, one in the largest text."""
    largest = page.canvas.meter.step is TextStep.XL
    columns = columns or (1 if largest and not short else 2)
    short = short or (largest and page.canvas.glass.compact)
    options = [option(page, view, code, chosen, short=short) for code in options_of(view)]
    what = text_block(
        page.canvas, page.catalog.gettext("What your phone does"), Type.BODY, BOLD, keep=True
    )
    gap = page.px(4)

    @cache
    def whole(width: int) -> bool:
        return all(one.whole((width - gap * (columns - 1)) // columns) for one in options)

    rows = in_rows(options, columns, gap, even=True)
    alone = in_rows(options, 1, gap)
    # Where a word is wider than its column, every option has a row of its own.
    apart = [column(alone[at : at + columns], gap) for at in range(0, len(alone), columns)]
    parts = [
        shortest([replace(one, whole=whole), replace(other, whole=lambda wide: not whole(wide))])
        for one, other in zip(rows, apart, strict=True)
    ]
    return [PagePart([what, None], [2]), *(PagePart([one]) for one in parts)]


def options_of(view: ServiceView) -> tuple[CodeView, ...]:
    """One code for each thing that the phone can do: the first of those with the same verb."""
    return tuple({code.verb: code for code in reversed(view.codes)}.values())[::-1]


def either(page: PageContext, view: ServiceView, chosen: CodeView) -> list[PagePart]:
    """Which of the codes with the chosen verb, next to each other where their words fit.

    Nothing if there is only one.
    """
    pair = [code for code in view.codes if code.verb == chosen.verb]
    if len(pair) == 1:
        return []
    ways = [
        button(
            page.canvas,
            Route(Screen.QR, view.id, CodeChoice(code.kind)),
            code.note,
            chosen=code.kind == chosen.kind,
        )
        for code in pair
    ]
    gap = page.px(4)

    def whole(width: int) -> bool:
        return all(button_holds(page.canvas, code.note, (width - gap) // 2) for code in pair)

    return [PagePart([shortest([replace(row(ways, gap), whole=whole), column(ways, gap)])])]


def option(
    page: PageContext, view: ServiceView, code: CodeView, chosen: CodeView, *, short: bool
) -> Block:
    """What the phone would do: a verb and, unless ``short``, its letters; the chosen one edged."""
    canvas, on = page.canvas, code.verb == chosen.verb
    # Where the codes with this verb are below it, none of them shares its id.
    act: AnyAct = Route(Screen.QR, view.id, CodeChoice(code.kind))
    if on and either(page, view, chosen):
        act = Noted(act, "option")
    dialled = join_extension(
        page.presenter.formats, code.letters, code.extension.replace(" ", "\u00a0")
    )
    second = "" if short else code.note or breakable(dialled)
    pad, side, gap = page.px(6), canvas.icon_side(Type.LEAD, 10), page.px(5)
    mark = canvas.icon_side()

    def room(width: int) -> int:
        return width - 2 * pad - side - gap - mark - page.px(2)

    def letters(width: int) -> str:
        """The letters, left out where one of their words is wider than the option."""
        broken = second and canvas.wrap(second, Type.BODY, room(width)).broken
        return "" if broken else second

    def words(width: int) -> int:
        return canvas.text_height(
            code.verb, Type.LEAD, room(width), bold=True
        ) + canvas.text_height(letters(width), Type.BODY, room(width))

    def draw(box: Box) -> None:
        with canvas.touch(
            box,
            act,
            f"{code.verb}. {dialled}",
            radius_mm=5,
            chosen=on,
        ):
            inner = box.inset(pad, 0)
            canvas.icon(inner.start(side), code.icon, spot=on)
            if on:
                canvas.icon(inner.end(mark), "check")
            high = words(box.w)
            text = Box(inner.x + side + gap, box.y + (box.h - high) // 2, room(box.w), high)
            used = canvas.text(text, code.verb, Type.LEAD, BOLD)
            canvas.text(text.below(used), letters(box.w), Type.BODY, SOFT)

    least = page.px(TIGHT_MM if canvas.tight else OPTION_LEAST_MM)
    return Block(
        lambda width: max(least, words(width) + 2 * page.px(2.5)),
        draw,
        target=True,
        whole=lambda width: not canvas.wrap(code.verb, Type.LEAD, room(width), bold=True).broken,
    )
