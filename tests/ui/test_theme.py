"""The look as numbers: every contrast computed again, every size in pixels of real glass."""

import pytest

from kiosk.ui.kit.theme import (
    GAP_MM,
    SCRIPTS,
    TARGET_MM,
    Glass,
    Type,
    TypeRole,
    cap_mm,
    color,
    line_factor,
)
from kiosk.ui.kit.typography import TextMeter
from kiosk.visit.acts import Mode, TextStep

R = TypeRole
TEXT_FLOOR = {
    Mode.DEFAULT: 10.0,
    Mode.BLACK_ON_WHITE: 21.0,
    Mode.WHITE_ON_BLACK: 21.0,
    Mode.SOFT: 4.5,
}
EDGE_FLOOR = 3.0
OFF_FLOOR = 4.5

# Foreground, ground, then the contrast of the four modes as the design states it.
TEXTS = [
    (R.INK, R.PAGE, (14.5, 21, 21, 8.1)),
    (R.INK, R.CARD, (16.1, 21, 21, 7.1)),
    (R.INK_SOFT, R.PAGE, (10.9, 21, 21, 7.1)),
    (R.INK_SOFT, R.CARD, (12.1, 21, 21, 6.3)),
    (R.INK, R.LEAF, (13.1, 21, 21, 6.1)),
    (R.INK, R.SUN, (13.5, 21, 21, 6.2)),
    (R.INK, R.SKY, (12.9, 21, 21, 6.2)),
    (R.INK, R.STONE, (12.5, 21, 21, 6.4)),
    (R.ON_PRIMARY, R.PRIMARY, (11.8, 21, 21, 8.2)),
    (R.PRIMARY, R.CARD, (11.8, 21, 21, 5.9)),
    (R.PRIMARY, R.PAGE, (10.6, 21, 21, 6.8)),
    (R.ON_LAMP, R.LAMP, (10.2, 21, 21, 6.8)),
    (R.ON_BAR, R.BAR, (11.8, 21, 21, 9.4)),
    (R.DANGER, R.CARD, (10.7, 21, 21, 5.3)),
]
EDGES = [
    (R.LINE, R.PAGE, (4.2, 21, 21, 4.1)),
    (R.LINE, R.CARD, (4.6, 21, 21, 3.6)),
    (R.LINE, R.LEAF, (3.7, 21, 21, 3.1)),
    (R.BAR_LINE, R.BAR, (4.6, 21, 21, 4.8)),
    (R.LAMP, R.BAR, (7.5, 21, 21, 6.6)),
    (R.FOCUS, R.PAGE, (14.5, 21, 15.2, 9.1)),
    (R.FOCUS_BAR, R.BAR, (11.8, 21, 15.2, 10.6)),
]
OFF = (R.OFF_INK, R.OFF_FILL, (5.0, 7.0, 8.6, 4.8))
PRESSED = (R.ON_PRIMARY, R.PRIMARY_PRESS, {Mode.DEFAULT: 15.2, Mode.SOFT: 10.1})
NOT_ALLOWED = [
    (R.INK_SOFT, R.STONE),
    (R.PRIMARY, R.STONE),
    (R.DANGER, R.PAGE),
]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_of(*colours: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


def contrast(first: TypeRole, second: TypeRole, mode: Mode) -> float:
    return contrast_of(color(first, mode), color(second, mode))


def _same(computed: float, stated: float) -> bool:
    return abs(computed - stated) <= 0.06


@pytest.mark.parametrize(("ink", "ground", "stated"), TEXTS)
@pytest.mark.parametrize("mode", list(Mode))
def test_text_contrast(
    ink: TypeRole, ground: TypeRole, stated: tuple[float, float, float, float], mode: Mode
) -> None:
    ratio = contrast(ink, ground, mode)
    assert ratio >= TEXT_FLOOR[mode]
    assert _same(ratio, stated[list(Mode).index(mode)]), f"{ink} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize(("edge", "ground", "stated"), EDGES)
@pytest.mark.parametrize("mode", list(Mode))
def test_edge_contrast(
    edge: TypeRole, ground: TypeRole, stated: tuple[float, float, float, float], mode: Mode
) -> None:
    ratio = contrast(edge, ground, mode)
    assert ratio >= EDGE_FLOOR
    assert _same(ratio, stated[list(Mode).index(mode)]), f"{edge} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_off_can_still_be_read(mode: Mode) -> None:
    ink, ground, stated = OFF
    ratio = contrast(ink, ground, mode)
    assert ratio >= OFF_FLOOR
    assert _same(ratio, stated[list(Mode).index(mode)])


@pytest.mark.parametrize("mode", [Mode.DEFAULT, Mode.SOFT])
def test_a_pressed_main_action_can_be_read(mode: Mode) -> None:
    ink, ground, stated = PRESSED
    assert _same(contrast(ink, ground, mode), stated[mode])


@pytest.mark.parametrize("mode", [Mode.BLACK_ON_WHITE, Mode.WHITE_ON_BLACK])
def test_a_pressed_main_action_swaps_fill_and_ink(mode: Mode) -> None:
    assert color(R.PRIMARY_PRESS, mode) == color(R.ON_PRIMARY, mode)


@pytest.mark.parametrize(("ink", "ground"), NOT_ALLOWED)
def test_pairs_that_are_not_allowed_are_so_for_a_reason(ink: TypeRole, ground: TypeRole) -> None:
    assert contrast(ink, ground, Mode.DEFAULT) < TEXT_FLOOR[Mode.DEFAULT]


@pytest.mark.parametrize("mode", list(Mode))
def test_every_role_has_a_colour(mode: Mode) -> None:
    for role in TypeRole:
        value = color(role, mode)
        assert value == "transparent" or len(value) == 7


@pytest.mark.parametrize("mode", list(Mode))
def test_square_codes_are_black_on_white_in_every_mode(mode: Mode) -> None:
    assert (color(R.BLACK, mode), color(R.WHITE, mode)) == ("#000000", "#FFFFFF")


def test_high_contrast_knows_two_colours_and_the_ring() -> None:
    for mode in (Mode.BLACK_ON_WHITE, Mode.WHITE_ON_BLACK):
        assert mode.high_contrast
        used = {color(role, mode) for role in TypeRole} - {"transparent"}
        apart = {color(R.FOCUS, mode), color(R.OFF_INK, mode)}
        assert used - apart <= {"#000000", "#FFFFFF"}


# --- sizes --------------------------------------------------------------------------------------

GLASS = Glass(1920, 1080)
PIXELS = {
    Type.ROW: (18, 20, 24, 28),
    Type.BODY: (23, 28, 36, 48),
    Type.LEAD: (26, 32, 39, 49),
    Type.NAME: (28, 34, 40, 50),
    Type.TILE: (36, 40, 45, 51),
    Type.TITLE: (45, 52, 56, 62),
}


@pytest.mark.parametrize("kind", list(Type))
@pytest.mark.parametrize("step", list(TextStep))
def test_pixels_at_the_size_of_the_design(kind: Type, step: TextStep) -> None:
    meter = TextMeter("Latn", GLASS, step, rtl=False)
    stated = PIXELS[kind][list(TextStep).index(step)]
    assert meter.font(kind).pixels == stated


def test_letters_are_as_tall_as_promised() -> None:
    assert cap_mm(Type.BODY, TextStep.M) >= 4.8, "by default"
    assert cap_mm(Type.BODY, TextStep.XL) >= 8.5
    for kind in Type:
        tall = [cap_mm(kind, step) for step in TextStep]
        assert tall == sorted(tall)
    for step in TextStep:
        ranks = [cap_mm(kind, step) for kind in Type]
        assert ranks == sorted(ranks), "from body to title"


@pytest.mark.parametrize(
    ("script", "factor", "line"),
    [
        ("Latn", 1.0, 1.38), ("Cyrl", 1.0, 1.38), ("Arab", 1.1, 1.6), ("Deva", 1.15, 1.5),
        ("Guru", 1.15, 1.5), ("Hans", 1.0, 1.45), ("Hant", 1.0, 1.45), ("Kore", 1.0, 1.45),
    ],
)  # fmt: skip
def test_scripts_are_set_as_measured(script: str, factor: float, line: float) -> None:
    assert SCRIPTS[script].factor == factor
    assert line_factor(Type.BODY, script) == line


@pytest.mark.parametrize(
    ("kind", "line"),
    [(Type.BODY, 1.38), (Type.LEAD, 1.38), (Type.NAME, 1.3), (Type.TILE, 1.25), (Type.TITLE, 1.23)],
)
def test_latin_lines(kind: Type, line: float) -> None:
    assert line_factor(kind, "Latn") == line


# --- glass --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("glass", "px_per_mm", "portrait", "compact"),
    [
        (Glass(1920, 1080), 4.034, False, False),
        (Glass(1080, 1920), 4.034, True, False),
        (Glass(1280, 800), 3.809, False, True),
        (Glass(800, 1280), 3.809, True, False),
        (Glass(1920, 1080, 15.6), 5.559, False, True),
        (Glass(1280, 800, 21.5), 2.764, False, False),
        (Glass(3840, 2160, 32.0), 5.420, False, False),
    ],
)
def test_pixels_are_those_of_real_glass(
    glass: Glass, px_per_mm: float, *, portrait: bool, compact: bool
) -> None:
    assert glass.px_per_mm == pytest.approx(px_per_mm, abs=0.001)
    assert (glass.portrait, glass.compact) == (portrait, compact)
    assert glass.px(10) == round(10 * glass.px_per_mm)


def test_floors_of_touch() -> None:
    assert (TARGET_MM, GAP_MM) == (12.7, 2.54)
