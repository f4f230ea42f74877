"""The keyboards: every language can write what its directory says, and keys stay large enough."""

from itertools import product

import pytest
from PySide6.QtGui import QFontMetricsF

from kiosk.domain.folding import fold
from kiosk.domain.language import WRITTEN, known_language
from kiosk.domain.text_input import TONES
from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.keyboard import EDGE_MM, GAP_MM, KEY_LEAST_MM, Keyboard, on_key
from kiosk.ui.kit.keyboards import ARABIC, DIGITS, LATIN, SPANISH, Layout, layout_named, layouts_for
from kiosk.ui.kit.scene import Box, NodeKind, Scene
from kiosk.ui.kit.typography import LRM, RLM, TextMeter, qfont
from kiosk.visit.acts import Mode
from tests.boxes import overlap
from tests.conftest import MeterMaker, PresenterMaker

SIZES = (
    (1920, 1080),
    (1080, 1920),
    (1280, 800),
    (800, 1280),
    (1024, 600),
    (768, 1366, 15.6),
    (1280, 800, 13.3),
    (800, 1280, 13.3),
)
"""Pixels, and inches where they are not those a window simulates: the last two are the least."""
LAYOUTS = sorted(
    {layout for each in WRITTEN for layout in layouts_for(each.tag, each.script)},
    key=lambda layout: layout.name,
)
ALPHABETS = {
    "es": "abcdefghijklmnñopqrstuvwxyzáéíóúü",
    "vi": "abcdeghiklmnopqrstuvxyăâđêôơư" + TONES,
    "hmn": "abcdefghijklmnopqrstuvwxyz",
    "fil": "abcdefghijklmnopqrstuvwxyz",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’",
    "pa": "ਸਹਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵੜਅਆਇਈਉਊਏਐਓਔਾਿੀੁੂੇੈੋੌਂੰੱ਼੍",
    "hi": "अआइईउऊऋएऐओऔऑकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहािीुूृेैोौॉंँः़्",
    "ko": "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
    "fa": "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ",
    "prs": "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ",
    "ps": "ابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیېۍ",
}
"""Letters and signs that have a key of their own; search folds the rest."""


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_letter_is_there_twice(layout: Layout) -> None:
    """Two keys with one name could not be told apart."""
    letters = [letter for row in layout.rows for letter in row]
    assert len(set(letters)) == len(letters)


def test_the_letters_of_a_language_come_first_and_digits_last() -> None:
    """Whoever comes from Arabic sees Arabic letters; Latin names and numbers are one touch away."""
    names = {
        each.tag: [layout.name for layout in layouts_for(each.tag, each.script)] for each in WRITTEN
    }
    assert names == {
        "en": ["latin", "digits"],
        "es": ["spanish", "digits"],
        "zh-Hans": ["latin", "digits"],
        "zh-Hant": ["latin", "digits"],
        "vi": ["vietnamese", "digits"],
        "hmn": ["latin", "digits"],
        "ru": ["russian", "latin", "digits"],
        "uk": ["ukrainian", "latin", "digits"],
        "pa": ["gurmukhi", "gurmukhi-more", "latin", "digits"],
        "hi": ["devanagari", "devanagari-more", "latin", "digits"],
        "fil": ["latin", "digits"],
        "ko": ["korean", "latin", "digits"],
        "ar": ["arabic", "latin", "digits"],
        "fa": ["persian", "latin", "digits"],
        "prs": ["persian", "latin", "digits"],
        "ps": ["pashto", "latin", "digits"],
    }


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("ru", ["russian", "latin", "digits"]),
        ("uk", ["ukrainian", "latin", "digits"]),
        ("hi", ["devanagari", "devanagari-more", "latin", "digits"]),
        ("pa", ["gurmukhi", "gurmukhi-more", "latin", "digits"]),
        ("ko", ["korean", "latin", "digits"]),
        ("fa", ["persian", "latin", "digits"]),
        ("prs", ["persian", "latin", "digits"]),
        ("ps", ["pashto", "latin", "digits"]),
        ("vi", ["vietnamese", "digits"]),
        ("zh-Hant", ["latin", "digits"]),
        ("hmn", ["latin", "digits"]),
        ("fil", ["latin", "digits"]),
    ],
)
def test_a_language_begins_with_its_own_letters(tag: str, names: list[str]) -> None:
    spoken = known_language(tag)
    assert [layout.name for layout in layouts_for(tag, spoken.script)] == names


@pytest.mark.parametrize("tag", ALPHABETS)
def test_every_letter_of_an_alphabet_has_a_key(tag: str) -> None:
    spoken = known_language(tag)
    layers = layouts_for(tag, spoken.script)
    assert set(ALPHABETS[tag]) <= {key for layer in layers for row in layer.rows for key in row}


def test_a_sign_that_joins_is_shown_on_a_circle() -> None:
    assert on_key("ि") == "\u25ccि"
    assert on_key(TONES[0]) == f"\u25cc{TONES[0]}"
    assert [on_key(letter) for letter in "aक한"] == [*"aक한"]


def test_every_written_language_has_a_keyboard() -> None:
    """A language without letters of its own searches in Latin ones."""
    assert all(layouts_for(spoken.tag, spoken.script) for spoken in WRITTEN)


def test_arabic_and_spanish_letters_are_complete() -> None:
    """Search folds what is typed: each folded letter of the alphabet can be typed."""
    alphabet = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىئؤ"
    assert set(alphabet) <= set("".join(ARABIC.rows))
    assert {fold(letter) for letter in "أإآ"} <= {fold(letter) for letter in ARABIC.rows[1]}
    assert set("áéíóúñü") <= set("".join(SPANISH.rows))


def test_an_unknown_layer_is_the_first_one() -> None:
    """A layer of another language, kept over a switch, falls back to the letters."""
    offered = layouts_for("en", "Latn")
    assert layout_named("arabic", offered) is LATIN
    assert layout_named("digits", offered) is DIGITS


@pytest.mark.parametrize("most", range(8, 16))
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_shorter_rows_hold_the_same_keys(layout: Layout, most: int) -> None:
    """No key is lost or doubled, and rows that fit stay as they are."""
    rows = layout.dealt(most)
    assert max(map(len, rows)) <= most
    assert min(map(len, rows)) > 0
    keys = [key for row in rows for key in row]
    assert sorted(keys) == sorted(key for row in layout.rows for key in row)
    if layout.widest <= most:
        assert rows == layout.rows


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_rows_of_a_narrow_glass_hold_the_same_keys(layout: Layout) -> None:
    keys = [key for row in layout.narrow for key in row]
    assert not keys or sorted(keys) == sorted(key for row in layout.rows for key in row)
    assert not keys or max(map(len, layout.narrow)) < layout.widest


def _search_canvas(measure: TextMeter, icons: IconBook, catalog: Catalog) -> Canvas:
    return Canvas("search", measure.glass, Mode.DEFAULT, measure, icons, catalog=catalog)


def test_a_sign_that_joins_before_its_letter_stands_in_the_middle(
    presenter: PresenterMaker, meter: MeterMaker, icons: IconBook
) -> None:
    """By its ink: the room that Qt leaves behind it moved it to the edge of its key."""
    answers, measure = presenter("hi", words="en"), meter("Deva", step="L", size=(800, 1280))
    canvas = _search_canvas(measure, icons, answers.catalog)
    keyboard = Keyboard(canvas, layouts_for("hi", "Deva")[0], (LATIN, DIGITS))
    keyboard.draw(Box(64, 0, 672, keyboard.least))
    scene = canvas.scene()
    key = next(touch.box for touch in scene.touches if touch.id == "key:ि")
    sign = next(node for node in scene.nodes if node.owner == "key:ि" and node.font)
    ink = QFontMetricsF(qfont(sign.font)).tightBoundingRect(sign.display.strip(LRM + RLM))
    assert abs(sign.box.x + ink.center().x() - (key.x + key.w / 2)) < 2


@pytest.mark.rotating
@pytest.mark.parametrize("cell", list(product(SIZES, ("S", "M", "L", "XL"))), ids=str)
@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
def test_keys_are_never_under_13_mm_nor_closer_than_3(
    presenter: PresenterMaker,
    meter: MeterMaker,
    icons: IconBook,
    cell: tuple[tuple[int, int] | tuple[int, int, float], str],
    tag: str,
) -> None:
    """At the least height of every layer, on every screen, from the smallest margin in.

    No letter leaves its key, however large the step.
    """
    size, step = cell
    answers = presenter(tag, words="en")
    measure = meter(answers.language.script, step=step, size=size)
    offered = layouts_for(tag, answers.language.script)
    heights = set()
    for layout in offered:
        canvas = Canvas(
            "search", measure.glass, Mode.DEFAULT, measure, icons, catalog=answers.catalog
        )
        others = tuple(one for one in offered if one is not layout)
        keyboard = Keyboard(canvas, layout, others)
        side = margin(canvas)
        keyboard.draw(Box(side, 0, size[0] - 2 * side, keyboard.least))
        heights.add(keyboard.least)
        scene = canvas.scene()
        assert scene.problems == ()
        boxes = [touch.box for touch in scene.touches]
        assert min(min(box.w, box.h) for box in boxes) >= canvas.px(KEY_LEAST_MM) - 1
        assert min(box.x for box in boxes) >= canvas.px(EDGE_MM) - 1
        assert max(box.right for box in boxes) <= size[0] - canvas.px(EDGE_MM) + 1
        assert not ink_outside(scene)
        near = canvas.px(GAP_MM) - 1
        for at, box in enumerate(boxes):
            grown = box.inset(-near)
            assert not [other for other in boxes[at + 1 :] if overlap(grown, other)]
    assert len(heights) == 1, "a key moves when the layer changes"


def ink_outside(scene: Scene) -> list[str]:
    """Letters whose ink reaches over the edge of their key by more than a rounded pixel."""
    keys = {touch.id: touch.box for touch in scene.touches}
    found = []
    for node in scene.nodes:
        if node.kind is not NodeKind.TEXT or not node.owner.startswith(("key:", "layer:")):
            continue
        letters = node.display.strip(LRM + RLM)
        ink = QFontMetricsF(qfont(node.font)).tightBoundingRect(letters)
        box = keys[node.owner]
        high, low = node.lift + ink.top(), node.lift + ink.bottom()
        if high < box.y - 1 or low > box.bottom + 1 or ink.width() > box.w:
            found.append(letters)
    return found


def test_a_latin_row_keeps_its_order_on_an_arabic_page(
    presenter: PresenterMaker, meter: MeterMaker, icons: IconBook
) -> None:
    """Q is at the left as on every keyboard; the Arabic rows begin at the right."""
    answers = presenter("ar", words="en")
    measure = meter("Arab")
    for layout, letters in ((LATIN, "qwertyuiop"), (ARABIC, ARABIC.rows[0][::-1])):
        canvas = Canvas(
            "search", measure.glass, Mode.DEFAULT, measure, icons, catalog=answers.catalog
        )
        keyboard = Keyboard(canvas, layout, (DIGITS,))
        keyboard.draw(Box(64, 0, 1792, keyboard.least))
        at = {touch.id: touch.box.x for touch in canvas.scene().touches}
        places = [at[f"key:{letter}"] for letter in letters]
        assert places == sorted(places)
