"""The names of the languages, read aloud one after the other: a touch chooses the one in front."""

from msgspec.structs import replace

from kiosk.devices.speech import LOUDEST
from kiosk.domain.language import known_language
from kiosk.ui.kit.blocks import Block, column, row
from kiosk.ui.kit.canvas import SOFT
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import LINE_CURRENT_MM, TARGET_MM, Type, TypeRole
from kiosk.ui.kit.widgets import button, sized_button
from kiosk.ui.pages.language_grid import name_grid, pages_of
from kiosk.ui.pages.speech_controls import SMALL_DOT_MM, pictures_button, steps_block
from kiosk.visit.acts import ChooseLanguage, Noted
from kiosk.visit.listening import SpeechControl

SIDE_MM = 3.0
"""Between a target and its neighbours."""
BADGE_MM = 36.0
"""Width of the badge of a title, with the gaps around the words."""
FIELD_SHARES = ((0.37, 0.3, 0.24), (0.24, 0.18, 0.14))
"""The field of the language that is named: parts of the width of a page that lies, of the height of
an upright one."""
FIELD_NAME_MM, FIELD_ICON_MM, FIELD_TALL_MM = 20.0, 22.0, 70.0
"""Greatest capitals of its name and greatest pictures in it; from this height on they stand over
and under the name."""


def draw_names(page: PageContext) -> None:
    """The language that is named stands large; a touch there or on any name chooses it.

    The heading and how loud give way to names on fewer pages: who reads none turns no page.
    """
    canvas, frame = page.canvas, page.frame()
    gap = page.px(SIDE_MM)
    canvas.title = page.catalog.gettext("Listen")
    head = _names_head(page)
    heads = [None] if move_up(canvas, head) else [head, None]
    parts = [
        (share, high, foot)
        for high in heads
        for foot in _names_feet(page)
        for share in FIELD_SHARES[canvas.glass.portrait]
        if foot.whole(frame.w)
    ]

    def rooms(share: float, top: Block | None, foot: Block) -> tuple[Box, Box]:
        """The field and the names."""
        room = frame.below(top.measure(frame.w) + gap if top else 0 if canvas.above else gap)
        room = room.top(room.h - foot.measure(frame.w) - gap)
        if canvas.glass.portrait:
            high = round(room.h * share)
            return room.top(high), room.below(high + gap)
        wide = round(room.w * share)
        return room.start(wide), room.after(wide + gap)

    share, top, foot = min(parts, key=lambda part: pages_of(page, rooms(*part)[1]))
    field, names = rooms(share, top, foot)
    if top:
        top.draw(frame)
    _field(page, field)
    name_grid(page, names)
    foot.draw(frame.foot(foot.measure(frame.w)))


def _names_head(page: PageContext) -> Block:
    """The title, with the hint after it where both fit one line, else under it."""
    canvas, hint = page.canvas, page.catalog.gettext("Touch when you hear your language.")
    alone = title_block(canvas, canvas.title, icon="listen")
    whole = title_block(canvas, canvas.title, icon="listen", second=hint)
    start = page.px(BADGE_MM) + canvas.text_width(canvas.title, Type.TITLE, bold=True)

    def after(width: int) -> bool:
        return start + canvas.text_width(hint, Type.BODY) <= width

    def draw(box: Box) -> None:
        if not after(box.w):
            whole.draw(box)
            return
        alone.draw(box)
        canvas.text(box.after(start).top(alone.measure(box.w)), hint, Type.BODY, SOFT, middle=True)

    return Block(lambda width: (alone if after(width) else whole).measure(width), draw)


def _field(page: PageContext, box: Box) -> None:
    """The name of a language in its own letters, with a sound and a hand."""
    canvas, one = page.canvas, known_language(page.visit.listening.naming or page.visit.language)
    if box.h < page.px(TARGET_MM):
        canvas.problem(f"the field of a language is {box.h} px high")
        return
    tall = box.h >= page.px(FIELD_TALL_MM)
    parts = box.inset(page.px(4)).rows(3, 0) if tall else box.inset(page.px(4)).columns(5, 0)
    first, last = parts[0], parts[-1]
    words = parts[1] if tall else box.after(first.w).start(box.w - 2 * first.w)
    with canvas.touch(
        box,
        Noted(ChooseLanguage(one.tag), "field"),
        one.endonym,
        fill=TypeRole.LEAF,
        line=TypeRole.PRIMARY,
        line_mm=LINE_CURRENT_MM,
        radius_mm=6,
    ):
        side = min(page.px(FIELD_ICON_MM), first.w - page.px(4), first.h)
        for cell, icon in ((first, "sound"), (last, "hand")):
            canvas.icon(cell.middle(side), icon, spot=icon == "sound")
        with canvas.written(one.tag, one.script):
            spec = canvas.meter.own(FIELD_NAME_MM)
            ink = canvas.meter.reach(one.endonym, spec)
            fits = min(words.w / max(1, 2 * ink.across), words.h / (2 * max(ink.up, ink.down)), 1)
            spec = replace(spec, pixels=int(spec.pixels * fits))
            line = canvas.meter.wrap(one.endonym, spec, 10**6, words.h)
            canvas.lines(
                words, one.endonym, line, spec, canvas.color(TypeRole.INK), align=Align.CENTER
            )


def _names_feet(page: PageContext) -> list[Block]:
    """Silence, the names once more, pictures instead, and how loud, which goes first."""
    canvas, catalog, gap = page.canvas, page.catalog, page.px(SIDE_MM)
    tools = (
        sized_button(canvas, SpeechControl.STOP, catalog.gettext("Stop"), "close"),
        sized_button(canvas, SpeechControl.NAMES, catalog.gettext("Hear it again"), "repeat"),
        pictures_button(page),
    )
    stop, repeat, pictures = (block for block, _ in tools)
    softer = button(canvas, SpeechControl.SOFTER, "", "minus", name=catalog.gettext("Softer"))
    louder = button(canvas, SpeechControl.LOUDER, "", "plus", name=catalog.gettext("Louder"))
    dots = steps_block(
        page, "sound", page.visit.listening.manner.volume, LOUDEST, dot_mm=SMALL_DOT_MM
    )
    volume = row([softer, dots, louder], gap, (1, 4, 1))
    return [
        row([stop, repeat, pictures, volume], gap, (3, 5, 5, 8)),
        column([row([stop, repeat], gap), row([pictures, volume], gap)], gap),
        row([stop, repeat, pictures], gap, [wide for _, wide in tools]),
        column([row([stop, repeat], gap), pictures], gap),
        column([stop, repeat, pictures], gap),
    ]
