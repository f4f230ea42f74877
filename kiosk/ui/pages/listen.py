"""The Listen panel: read the page aloud, speed, volume, touch to hear, hide the screen.

If nothing can be heard the panel says why, and who can read to the visitor instead.
"""

from collections.abc import Sequence

from kiosk.devices.speech import BORROWED, LOUDEST, RATES
from kiosk.ui.kit.blocks import Block, height_of, row, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.page_frame import half_frame
from kiosk.ui.kit.panels import heading
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import LINE_REST_MM, TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, discard, icon_line, space_block, text_block
from kiosk.visit.listening import SpeechState

LOW_MM, MOST_WIDE_MM = 110.0, 290.0
"""Less room than this, and the heading goes; more width than this is not used."""
MAIN_MM, SHOW_MM = 24.0, 34.0
DOT_MM, DOT_GAP_MM, SIGN_MM = 5.0, 2.5, 11.0
SIDE_SHARE, DOTS_SHARE = 2, 3
TALL = 1.7
"""So much taller than one line may two buttons be that stand beside each other."""
PICTURE_MM = 24.0
BESIDE_MM = 3.0
"""Between a target and its neighbours."""


def compose(s: PageContext) -> None:
    """Draws the panel."""
    c, say = s.c, s.say
    room = heading(c, s.frame(), say.gettext("Listen"), s.px(LOW_MM))
    across, room = room, room.start(min(room.w, s.px(MOST_WIDE_MM)))
    blocks = _controls(s, room.w) if s.ear is SpeechState.READY else _instead(s)
    page = s.visit.page
    for some, gap in ((blocks, 5), (blocks, 3)):
        if height_of(some, room.w, s.px(gap)) <= room.h:
            draw_pages(c, say, room, some, page, gap=s.px(gap), across=across)
            return
    draw_pages(c, say, room, blocks, page, gap=s.px(4), across=across)


# --- what can be heard --------------------------------------------------------------------------


def _controls(s: PageContext, width: int) -> list[Block]:
    c, say, gap = s.c, s.say, s.px(4)
    listening = s.visit.listening
    read = button(
        c, "hear:page", say.gettext("Read this page"), "listen", main=True, height_mm=MAIN_MM
    )
    stop = button(c, "hear:stop", say.gettext("Stop"), "close", height_mm=MAIN_MM)
    by_ear = button(
        c,
        "hear:by-ear",
        say.gettext("Touch to hear, touch again to open"),
        "check" if listening.by_ear else "hand",
        chosen=listening.by_ear,
    )
    hide = button(c, "hear:hide", say.gettext("Hide the screen while listening"), "eye_off")
    return [
        row([read, stop], gap, (2, 1)),
        *_turns(s, width),
        *_pair(s, [by_ear, hide], width),
        row([_note(s), _done(s)], gap, (2, 1)),
    ]


def _note(s: PageContext) -> Block:
    """What is to be known of the voice."""
    c, words = s.c, s.say.gettext("Any touch stops the voice.")
    if s.visit.language in BORROWED:
        words = f"{words} {s.say.gettext('The voice sounds like Farsi from Iran.')}"
    return Block(
        lambda width: c.text_height(words, Type.BODY, width),
        lambda box: discard(c.text(box, words, Type.BODY, SOFT, middle=True)),
    )


def _pair(s: PageContext, buttons: Sequence[Block], width: int) -> list[Block]:
    """Two buttons beside each other, or one under the other where their words need the width."""
    beside, low = row(buttons, s.px(4)), _done(s).measure(width)
    return [beside] if beside.measure(width) <= TALL * low else list(buttons)


def _turns(s: PageContext, width: int) -> list[Block]:
    """How fast and how loud: less, how much there is, more; in rows, or dots above two buttons."""
    say, gap, manner = s.say, s.px(4), s.visit.listening.manner
    slower, faster = say.gettext("Slower"), say.gettext("Faster")
    softer, louder = say.gettext("Softer"), say.gettext("Louder")
    turns = (
        (
            button(s.c, "hear:slower", slower, "minus"),
            _dots(s, "walk", manner.rate + 1, len(RATES)),
            button(s.c, "hear:faster", faster, "plus"),
        ),
        (
            button(s.c, "hear:softer", softer, "minus"),
            _dots(s, "listen", manner.volume, LOUDEST),
            button(s.c, "hear:louder", louder, "plus"),
        ),
    )
    side = round((width - 2 * gap) * SIDE_SHARE / (2 * SIDE_SHARE + DOTS_SHARE))
    widest = max(button_width(s.c, label, "plus") for label in (slower, faster, softer, louder))
    most = s.px(SIGN_MM + 3 + LOUDEST * (DOT_MM + DOT_GAP_MM))
    if widest <= side and most <= width - 2 * (side + gap):
        return [row(turn, gap, (SIDE_SHARE, DOTS_SHARE, SIDE_SHARE)) for turn in turns]
    parted = ((middle, row([down, up], gap)) for down, middle, up in turns)
    return [block for pair in parted for block in pair]


def _dots(s: PageContext, sign: str, now: int, most: int) -> Block:
    """A picture of what is turned, and as many dots as there are steps, those reached filled."""
    c, side, gap, picture = s.c, s.px(DOT_MM), s.px(DOT_GAP_MM), s.px(SIGN_MM)

    def draw(box: Box) -> None:
        first = picture + s.px(3)
        x = box.x + (box.w - first - most * (side + gap) + gap) // 2
        c.icon(Box(x, box.y + (box.h - picture) // 2, picture, picture), sign)
        for at in range(most):
            on = at < now
            c.rect(
                Box(x + first + at * (side + gap), box.y + (box.h - side) // 2, side, side),
                TypeRole.PRIMARY if on else TypeRole.NONE,
                line=TypeRole.PRIMARY if on else TypeRole.LINE,
                line_mm=LINE_REST_MM,
                radius_mm=DOT_MM / 2,
            )

    return Block(lambda _: picture, draw, keep=True)


# --- what can be done instead -------------------------------------------------------------------


def _instead(s: PageContext) -> list[Block]:
    c, say, gap = s.c, s.say, s.px(4)
    lines = (
        ("people", say.gettext("Someone here can read a page to you.")),
        ("phone", say.gettext("Someone on the phone can tell you the same.")),
        ("see", say.gettext("You can make the letters larger.")),
    )
    buttons = [button(c, "staff", say.gettext("Ask the staff here"), "bell"), _done(s)]
    if s.ear is SpeechState.FAILED:
        buttons.insert(0, button(c, "hear:page", say.gettext("Read this page"), "listen"))
    return [
        *_why(s),
        *(icon_line(c, icon, words, Type.LEAD, PLAIN, icon_mm=12) for icon, words in lines),
        *(buttons if c.meter.step is TextStep.XL else [row(buttons, gap)]),
    ]


def _why(s: PageContext) -> list[Block]:
    """Why nothing is heard: headphones are out, the sound fails, there is no voice."""
    c, say = s.c, s.say
    if s.ear is SpeechState.UNPLUGGED:
        words = say.gettext("Put in headphones")
        return [
            icon_line(c, "listen", words, Type.TILE, BOLD, icon_mm=PICTURE_MM, spot=True),
            text_block(c, say.gettext("Then only you hear the voice."), Type.LEAD),
        ]
    if s.ear is SpeechState.FAILED:
        return [text_block(c, say.gettext("The sound does not work now."), Type.LEAD, BOLD)]
    return [text_block(c, say.gettext("There is no voice on this screen yet."), Type.LEAD)]


def _done(s: PageContext) -> Block:
    main = s.ear is not SpeechState.READY
    return button(s.c, "done", s.say.gettext("Done"), "check", main=main)


# --- the screen hidden --------------------------------------------------------------------------


def compose_hidden(s: PageContext) -> None:
    """A page that tells nothing while its reader listens, and one large button to come back.

    While nothing can be heard it says why; the second line of that goes where room is short.
    """
    c, say = s.c, s.say
    c.title = say.gettext("Show the page")
    room = half_frame(c, say, s.here(attract=True))
    width = min(room.w - 2 * s.px(16), s.px(180))
    show = button(c, "hear:show", c.title, "eye", main=True, height_mm=SHOW_MM, kind=Type.TILE)
    again = button(c, "hear:page", say.gettext("Hear it again"), "repeat", kind=Type.LEAD)
    line = text_block(c, say.gettext("Any touch stops the voice."), align=Align.CENTER)
    why = _why(s)
    ways = [([*why, space_block(s.px(2)), show], 6), ([*why, show], 3), ([why[0], show], 3)]
    if s.ear is SpeechState.READY:
        ways = [([show, again, line], 6)]
    most = room.h - 2 * s.px(BESIDE_MM)
    fits = (way for way in ways if height_of(way[0], width, s.px(way[1])) <= most)
    blocks, apart = next(fits, ways[-1])
    gap = s.px(apart)
    high = height_of(blocks, width, gap)
    box = Box((c.glass.width - width) // 2, room.y + max(0, (room.h - high) // 2), width, high)
    stack(blocks, box, gap)
