"""The Listen panel: read the page aloud, speed, volume, touch to hear, hide the screen.

On the first screen it names the languages. If nothing can be heard the panel says why, and who can
read to the visitor instead.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from kiosk.devices.speech import BORROWED, LOUDEST, RATES
from kiosk.domain.language import known_language
from kiosk.ui.kit.blocks import Block, column, height_of, row, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT
from kiosk.ui.kit.page import draw_pages, title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.page_frame import half_frame
from kiosk.ui.kit.panels import heading
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import LINE_CURRENT_MM, TARGET_MM, TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import (
    button,
    button_width,
    discard,
    icon_line,
    sized_button,
    space_block,
    text_block,
)
from kiosk.ui.pages.language_grid import name_grid, pages_of
from kiosk.visit.listening import SpeechState
from kiosk.visit.visit import Verb

LOW_MM, MOST_WIDE_MM = 110.0, 290.0
"""Less room than this, and the heading goes; more width than this is not used."""
MAIN_MM, SHOW_MM = 24.0, 34.0
DOT_MM, SMALL_DOT_MM, SIGN_MM = 5.0, 3.4, 11.0
SIDE_SHARE, DOTS_SHARE = 2, 3
TALL = 1.7
"""So much taller than one line may two buttons be that stand beside each other."""
PICTURE_MM = 24.0
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


def compose(page: PageContext) -> None:
    """Draws the panel."""
    canvas, catalog = page.canvas, page.catalog
    if page.visit.has_names and page.ear is SpeechState.READY:
        _names(page)
        return
    room = heading(canvas, page.frame(), catalog.gettext("Listen"), page.px(LOW_MM))
    across, room = room, room.start(min(room.w, page.px(MOST_WIDE_MM)))
    blocks = _controls(page, room.w) if page.ear is SpeechState.READY else _instead(page)
    current = page.visit.page
    for some, gap in ((blocks, 5), (blocks, 3)):
        if height_of(some, room.w, page.px(gap)) <= room.h:
            draw_pages(canvas, room, some, current, gap=page.px(gap), across=across)
            return
    draw_pages(canvas, room, blocks, current, gap=page.px(4), across=across)


# --- the names of the languages ------------------------------------------------------------------


def _names(page: PageContext) -> None:
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
        f"language:{one.tag} field",
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
        sized_button(canvas, "hear:stop", catalog.gettext("Stop"), "close"),
        sized_button(canvas, "hear:names", catalog.gettext("Hear it again"), "repeat"),
        _pictures(page),
    )
    stop, repeat, pictures = (block for block, _ in tools)
    softer = button(canvas, "hear:softer", "", "minus", name=catalog.gettext("Softer"))
    louder = button(canvas, "hear:louder", "", "plus", name=catalog.gettext("Louder"))
    dots = _dots(page, "sound", page.visit.listening.manner.volume, LOUDEST, dot_mm=SMALL_DOT_MM)
    volume = row([softer, dots, louder], gap, (1, 4, 1))
    return [
        row([stop, repeat, pictures, volume], gap, (3, 5, 5, 8)),
        column([row([stop, repeat], gap), row([pictures, volume], gap)], gap),
        row([stop, repeat, pictures], gap, [wide for _, wide in tools]),
        column([row([stop, repeat], gap), pictures], gap),
        column([stop, repeat, pictures], gap),
    ]


def _pictures(page: PageContext) -> tuple[Block, int]:
    return sized_button(page.canvas, Verb.PICTURES, page.catalog.gettext("Pictures only"), "start")


# --- what can be heard --------------------------------------------------------------------------


def _controls(page: PageContext, width: int) -> list[Block]:
    canvas, catalog, gap = page.canvas, page.catalog, page.px(4)
    listening = page.visit.listening
    read = button(
        canvas,
        "hear:page",
        catalog.gettext("Read this page"),
        "listen",
        main=True,
        height_mm=MAIN_MM,
    )
    stop = button(canvas, "hear:stop", catalog.gettext("Stop"), "close", height_mm=MAIN_MM)
    pictures, _ = _pictures(page)
    by_ear = button(
        canvas,
        "hear:by-ear",
        catalog.gettext("Touch to hear, touch again to open"),
        "check" if listening.by_ear else "hand",
        chosen=listening.by_ear,
    )
    hide = button(
        canvas, "hear:hide", catalog.gettext("Hide the screen while listening"), "eye_off"
    )
    first = [row([read, stop, pictures], gap, (4, 2, 3))]
    if not first[0].whole(width) or first[0].measure(width) > page.px(MAIN_MM):
        first = [row([read, stop], gap, (2, 1)), pictures]
    return [
        *first,
        *_turns(page, width),
        *_pair(page, [by_ear, hide], width),
        row([_note(page), _done(page)], gap, (2, 1)),
    ]


def _note(page: PageContext) -> Block:
    """What is to be known of the voice."""
    canvas, words = page.canvas, page.catalog.gettext("Any touch stops the voice.")
    if page.visit.language in BORROWED:
        words = f"{words} {page.catalog.gettext('The voice sounds like Farsi from Iran.')}"
    return Block(
        lambda width: canvas.text_height(words, Type.BODY, width),
        lambda box: discard(canvas.text(box, words, Type.BODY, SOFT, middle=True)),
    )


def _pair(page: PageContext, buttons: Sequence[Block], width: int) -> list[Block]:
    """Two buttons beside each other, or one under the other where their words need the width."""
    one_row, done_height = row(buttons, page.px(4)), _done(page).measure(width)
    return [one_row] if one_row.measure(width) <= TALL * done_height else list(buttons)


def _turns(page: PageContext, width: int) -> list[Block]:
    """How fast and how loud: less, how much there is, more; in rows, or dots above two buttons."""
    catalog, gap, manner = page.catalog, page.px(4), page.visit.listening.manner
    slower, faster = catalog.gettext("Slower"), catalog.gettext("Faster")
    softer, louder = catalog.gettext("Softer"), catalog.gettext("Louder")
    turns = (
        (
            button(page.canvas, "hear:slower", slower, "minus"),
            _dots(page, "walk", manner.rate + 1, len(RATES)),
            button(page.canvas, "hear:faster", faster, "plus"),
        ),
        (
            button(page.canvas, "hear:softer", softer, "minus"),
            _dots(page, "listen", manner.volume, LOUDEST),
            button(page.canvas, "hear:louder", louder, "plus"),
        ),
    )
    side = round((width - 2 * gap) * SIDE_SHARE / (2 * SIDE_SHARE + DOTS_SHARE))
    widest = max(
        button_width(page.canvas, label, "plus") for label in (slower, faster, softer, louder)
    )
    if widest <= side and turns[1][1].whole(width - 2 * (side + gap)):
        return [row(turn, gap, (SIDE_SHARE, DOTS_SHARE, SIDE_SHARE)) for turn in turns]
    parted = ((middle, row([down, up], gap)) for down, middle, up in turns)
    return [block for pair in parted for block in pair]


def _dots(page: PageContext, sign: str, now: int, most: int, dot_mm: float = DOT_MM) -> Block:
    """A picture of what is turned, and as many dots as there are steps, those reached filled."""
    canvas, side, gap, picture = page.canvas, page.px(dot_mm), page.px(dot_mm / 2), page.px(SIGN_MM)
    wide = picture + page.px(3) + most * (side + gap) - gap

    def draw(box: Box) -> None:
        first = picture + page.px(3)
        x = box.x + (box.w - wide) // 2
        canvas.icon(Box(x, box.y + (box.h - picture) // 2, picture, picture), sign)
        canvas.steps(box.after(x + first - box.x).middle(side), gap, now, most, dot_mm / 2)

    return Block(lambda _: picture, draw, keep=True, whole=lambda width: wide <= width)


# --- what can be done instead -------------------------------------------------------------------


def _instead(page: PageContext) -> list[Block]:
    canvas, catalog, gap = page.canvas, page.catalog, page.px(4)
    lines = (
        ("people", catalog.gettext("Someone here can read it to you.")),
        ("phone", catalog.gettext("Someone on the phone can tell you the same.")),
        ("see", catalog.gettext("You can make the letters larger.")),
    )
    buttons = [
        button(canvas, "staff", catalog.gettext("Ask the staff here"), "bell"),
        _pictures(page)[0],
    ]
    buttons.append(_done(page))
    return [
        *_why(page),
        *(icon_line(canvas, icon, words, Type.LEAD, PLAIN, icon_mm=12) for icon, words in lines),
        *(buttons if canvas.meter.step is TextStep.XL else [row(buttons, gap)]),
    ]


def _why(page: PageContext) -> list[Block]:
    """Why nothing is heard: headphones are out, or there is no voice."""
    canvas, catalog = page.canvas, page.catalog
    if page.ear is SpeechState.UNPLUGGED:
        words = catalog.gettext("Put in headphones")
        return [
            icon_line(canvas, "listen", words, Type.TILE, BOLD, icon_mm=PICTURE_MM, spot=True),
            text_block(canvas, catalog.gettext("Then only you hear the voice."), Type.LEAD),
        ]
    return [text_block(canvas, catalog.gettext("There is no voice on this screen yet."), Type.LEAD)]


def _done(page: PageContext) -> Block:
    main = page.ear is not SpeechState.READY
    return button(page.canvas, "done", page.catalog.gettext("Done"), "check", main=main)


# --- the screen hidden --------------------------------------------------------------------------


def compose_hidden(page: PageContext) -> None:
    """A page that tells nothing while its reader listens, and one large button to come back.

    While nothing can be heard it says why; the second line of that goes where room is short.
    """
    canvas, catalog = page.canvas, page.catalog
    canvas.title = catalog.gettext("Show the page")
    room = half_frame(canvas, page.here(attract=True))
    width = min(room.w - 2 * page.px(16), page.px(180))
    show = button(
        canvas, "hear:show", canvas.title, "eye", main=True, height_mm=SHOW_MM, kind=Type.TILE
    )
    repeat_page = button(
        canvas, "hear:page", catalog.gettext("Hear it again"), "repeat", kind=Type.LEAD
    )
    line = text_block(canvas, catalog.gettext("Any touch stops the voice."), align=Align.CENTER)
    why = _why(page)
    ways = [([*why, space_block(page.px(2)), show], 6), ([*why, show], 3), ([why[0], show], 3)]
    if page.ear is SpeechState.READY:
        ways = [([show, repeat_page, line], 6)]
    most = room.h - 2 * page.px(SIDE_MM)
    fits = (way for way in ways if height_of(way[0], width, page.px(way[1])) <= most)
    blocks, apart = next(fits, ways[-1])
    gap = page.px(apart)
    high = height_of(blocks, width, gap)
    box = Box((canvas.glass.width - width) // 2, room.y + max(0, (room.h - high) // 2), width, high)
    stack(blocks, box, gap)
