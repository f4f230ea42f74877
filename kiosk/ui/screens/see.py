"""Easier to see: letters and colours, acting at once; everything goes back for the next person."""

from kiosk.ui.blocks import Block, row
from kiosk.ui.canvas import BOLD, LINE_CHOSEN_MM
from kiosk.ui.frame import spread, title
from kiosk.ui.parts import button, text_block
from kiosk.ui.scene import Align, Box
from kiosk.ui.stage import Stage
from kiosk.ui.theme import CAP_HEIGHT_EM, Mode, Role, TextStep, Type, cap_mm, color

SAMPLE = "Aa"
STEPS = (TextStep.M, TextStep.L, TextStep.XL)


def compose(s: Stage) -> None:
    """Draws the panel; the page behind takes on each choice."""
    c, say = s.c, s.say
    room = title(c, s.frame(), say.gettext("Easier to see"), icon="see")
    modes = {
        Mode.DEFAULT: say.gettext("Normal"),
        Mode.BLACK_ON_WHITE: say.gettext("Black on white"),
        Mode.WHITE_ON_BLACK: say.gettext("White on black"),
        Mode.SOFT: say.pgettext("color", "Soft"),
    }
    columns = 4 if _one_row(s, modes, room.w) else 2
    tiles = [_mode(s, mode, word) for mode, word in modes.items()]
    colors = [row(tiles[i : i + columns], s.px(4)) for i in range(0, len(tiles), columns)]
    blocks = [
        text_block(c, say.gettext("Letters"), Type.LEAD, BOLD, keep=True),
        row([_step(s, step) for step in STEPS], s.px(4)),
        text_block(c, say.gettext("Colors"), Type.LEAD, BOLD, keep=True),
        *colors,
        button(c, "done", say.gettext("Done"), "check", main=True),
        text_block(c, say.gettext("Everything goes back to normal for the next person.")),
    ]
    spread(c, say, room, blocks, s.visit.route.page, gap=s.px(4))


def _one_row(s: Stage, modes: dict[Mode, str], width: int) -> bool:
    cell = (width - 3 * s.px(4)) // 4 - s.px(10)
    return not any(s.c.wrap(word, Type.BODY, cell, bold=True).broken for word in modes.values())


def _step(s: Stage, step: TextStep) -> Block:
    c = s.c
    pixels = round(cap_mm(Type.LEAD, step) * c.glass.px_per_mm / CAP_HEIGHT_EM)
    chosen = s.visit.size == step.value
    names = {
        TextStep.S: s.say.gettext("Small letters"),
        TextStep.M: s.say.gettext("Normal letters"),
        TextStep.L: s.say.gettext("Large letters"),
        TextStep.XL: s.say.gettext("Largest letters"),
    }

    def draw(box: Box) -> None:
        with c.touch(
            box,
            f"size:{step.value}",
            names[step],
            line=Role.PRIMARY if chosen else Role.LINE,
            line_mm=LINE_CHOSEN_MM if chosen else 0.5,
            checked=chosen,
        ):
            c.sample(box, SAMPLE, pixels)

    return Block(lambda _: max(s.px(22), pixels + s.px(8)), draw)


def _mode(s: Stage, mode: Mode, word: str) -> Block:
    c = s.c
    chosen = s.visit.mode == mode.value
    pad = s.px(4)

    def measure(width: int) -> int:
        return max(s.px(22), c.text_height(word, Type.BODY, width - 2 * pad, bold=True) + s.px(8))

    def draw(box: Box) -> None:
        with c.touch(
            box,
            f"mode:{mode.value}",
            word,
            line=Role.PRIMARY if chosen else Role.LINE,
            line_mm=LINE_CHOSEN_MM if chosen else 0.5,
            checked=chosen,
        ):
            # A swatch shows its own colours, whatever the mode: ground with the words on it.
            swatch = box.inset(s.px(2.5))
            c.swatch(swatch, color(Role.CARD, mode), color(Role.LINE, mode))
            c.text(
                swatch.inset(s.px(1.5), 0),
                word,
                Type.BODY,
                BOLD,
                middle=True,
                balance=True,
                align=Align.CENTER,
                over=color(Role.INK, mode),
            )

    return Block(measure, draw)
