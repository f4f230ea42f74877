"""What the Listen panel offers while a voice is there: read, stop, how fast, how loud."""

from collections.abc import Sequence

from kiosk.devices.speech import BORROWED, LOUDEST, RATES
from kiosk.ui.kit.blocks import Block, row
from kiosk.ui.kit.canvas import SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, button_width, discard, sized_button
from kiosk.visit.acts import Verb
from kiosk.visit.listening import SpeechControl, SpeechState

MAIN_MM = 24.0
DOT_MM, SMALL_DOT_MM, SIGN_MM = 5.0, 3.4, 11.0
SIDE_SHARE, DOTS_SHARE = 2, 3
TALL = 1.7
"""So much taller than one line may two buttons be that stand beside each other."""


def pictures_button(page: PageContext) -> tuple[Block, int]:
    """The way to pages of pictures alone, with the width that it wants."""
    return sized_button(page.canvas, Verb.PICTURES, page.catalog.gettext("Pictures only"), "start")


def speech_controls(page: PageContext, width: int) -> list[Block]:
    """All controls of the voice, for a width in pixels."""
    canvas, catalog, gap = page.canvas, page.catalog, page.px(4)
    listening = page.visit.listening
    read = button(
        canvas,
        SpeechControl.PAGE,
        catalog.gettext("Read this page"),
        "listen",
        main=True,
        height_mm=MAIN_MM,
    )
    stop = button(canvas, SpeechControl.STOP, catalog.gettext("Stop"), "close", height_mm=MAIN_MM)
    pictures, _ = pictures_button(page)
    by_ear = button(
        canvas,
        SpeechControl.BY_EAR,
        catalog.gettext("Touch to hear, touch again to open"),
        "check" if listening.by_ear else "hand",
        chosen=listening.by_ear,
    )
    hide = button(
        canvas, SpeechControl.HIDE, catalog.gettext("Hide the screen while listening"), "eye_off"
    )
    first = [row([read, stop, pictures], gap, (4, 2, 3))]
    if not first[0].whole(width) or first[0].measure(width) > page.px(MAIN_MM):
        first = [row([read, stop], gap, (2, 1)), pictures]
    return [
        *first,
        *_turns(page, width),
        *_pair(page, [by_ear, hide], width),
        row([_note(page), done_button(page)], gap, (2, 1)),
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
    one_row, done_height = row(buttons, page.px(4)), done_button(page).measure(width)
    return [one_row] if one_row.measure(width) <= TALL * done_height else list(buttons)


def _turns(page: PageContext, width: int) -> list[Block]:
    """How fast and how loud: less, how much there is, more; in rows, or dots above two buttons."""
    catalog, gap, manner = page.catalog, page.px(4), page.visit.listening.manner
    slower, faster = catalog.gettext("Slower"), catalog.gettext("Faster")
    softer, louder = catalog.gettext("Softer"), catalog.gettext("Louder")
    turns = (
        (
            button(page.canvas, SpeechControl.SLOWER, slower, "minus"),
            steps_block(page, "walk", manner.rate + 1, len(RATES)),
            button(page.canvas, SpeechControl.FASTER, faster, "plus"),
        ),
        (
            button(page.canvas, SpeechControl.SOFTER, softer, "minus"),
            steps_block(page, "listen", manner.volume, LOUDEST),
            button(page.canvas, SpeechControl.LOUDER, louder, "plus"),
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


def steps_block(page: PageContext, sign: str, now: int, most: int, dot_mm: float = DOT_MM) -> Block:
    """A picture of what is turned, and as many dots as there are steps, those reached filled."""
    canvas, side, gap, picture = page.canvas, page.px(dot_mm), page.px(dot_mm / 2), page.px(SIGN_MM)
    wide = picture + page.px(3) + most * (side + gap) - gap

    def draw(box: Box) -> None:
        first = picture + page.px(3)
        x = box.x + (box.w - wide) // 2
        canvas.icon(Box(x, box.y + (box.h - picture) // 2, picture, picture), sign)
        canvas.steps(box.after(x + first - box.x).middle(side), gap, now, most, dot_mm / 2)

    return Block(lambda _: picture, draw, keep=True, whole=lambda width: wide <= width)


def done_button(page: PageContext) -> Block:
    """The way back to the page; the main button if there is nothing to hear."""
    main = page.ear is not SpeechState.READY
    return button(page.canvas, Verb.DONE, page.catalog.gettext("Done"), "check", main=main)
