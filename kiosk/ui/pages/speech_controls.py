"""What the Listen panel offers while a voice is there: read, stop, how fast, how loud."""

from msgspec.structs import replace

from kiosk.devices.speech import BORROWED, LOUDEST, RATES
from kiosk.ui.kit.blocks import Block, column, row
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, sized_button, text_block
from kiosk.visit.acts import Verb
from kiosk.visit.listening import SpeechControl

MAIN_MM = 24.0
DOT_MM, SMALL_DOT_MM, SIGN_MM = 5.0, 3.4, 11.0


def pictures_button(page: PageContext) -> tuple[Block, int]:
    """The way to pages of pictures alone, with the width that it wants."""
    return sized_button(page.canvas, Verb.PICTURES, page.catalog.gettext("Pictures only"), "start")


def speech_controls(page: PageContext) -> list[list[Block]]:
    """All controls of the voice in rows, the main one first."""
    canvas, catalog, listening = page.canvas, page.catalog, page.visit.listening
    ear = catalog.gettext("Touch to hear, touch again to open")
    hide = catalog.gettext("Hide the screen while listening")
    read, hand = catalog.gettext("Read this page"), "check" if listening.by_ear else "hand"
    speed = _turn(
        page,
        (SpeechControl.SLOWER, catalog.gettext("Slower")),
        steps_block(page, "walk", listening.manner.rate + 1, len(RATES)),
        (SpeechControl.FASTER, catalog.gettext("Faster")),
    )
    loudness = _turn(
        page,
        (SpeechControl.SOFTER, catalog.gettext("Softer")),
        steps_block(page, "listen", listening.manner.volume, LOUDEST),
        (SpeechControl.LOUDER, catalog.gettext("Louder")),
    )
    stop = button(canvas, SpeechControl.STOP, catalog.gettext("Stop"), "close")
    return [
        [button(canvas, SpeechControl.PAGE, read, "listen", main=True, height_mm=MAIN_MM)],
        [stop, pictures_button(page)[0]],
        [speed],
        [loudness],
        [button(canvas, SpeechControl.BY_EAR, ear, hand, chosen=listening.by_ear)],
        [button(canvas, SpeechControl.HIDE, hide, "eye_off")],
    ]


def speech_note(page: PageContext) -> Block:
    """What is to be known of the voice."""
    words = page.catalog.gettext("Any touch stops the voice.")
    if page.visit.language in BORROWED:
        words = f"{words} {page.catalog.gettext('The voice sounds like Farsi from Iran.')}"
    return text_block(page.canvas, words, Type.LEAD)


def _turn(
    page: PageContext, less: tuple[SpeechControl, str], dots: Block, more: tuple[SpeechControl, str]
) -> Block:
    """How much there is of something, over less and more."""
    turns = [button(page.canvas, *one) for one in ((*less, "minus"), (*more, "plus"))]
    return column([dots, replace(row(turns, page.px(4)), grow=True)], page.px(2))


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
