"""Cards, boards and posters: what their letters say, where they stand, how they contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from kiosk.app.card_pictures import CardPainter, DoesNotFit, Drawing
from kiosk.devices import qr
from kiosk.domain.language import WRITTEN, Language, known_language
from kiosk.presentation.card_faces import CardFace, CardLine, Strips
from kiosk.ui.cards.boards import is_short, least_cap
from kiosk.ui.cards.drawing import CutLine, PaintedCode
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, SCRIPTS
from kiosk.ui.slip.slip_painter import read_image
from tests.editor.website.card_books import BOOK_DAY, face_of
from tests.long_runs import of_the_day
from tests.ui.test_theme import contrast_of

MAIN = CardLine("nhth-line", "+18883737888", free=True, always_open=True)
SIZES = ((1400, 400), (840, 400), (1600, 400), (600, 600), (400, 1600))
WEB = "https://help.example.org/"
NOT_READ = "(Not yet read over by a speaker.)"


@pytest.fixture(scope="module")
def painter(qapp: object) -> CardPainter:
    del qapp
    return CardPainter()


def face(title: str = "Your passport is yours.", tag: str = "en", **more: str) -> CardFace:
    made = CardFace(
        id="passport",
        language=known_language(tag),
        title=title,
        text="No one may keep it.",
        english="" if tag == "en" else "Your passport is yours.",
        picture="books",
        line=MAIN,
        promise="Free. Day and night.",
        english_promise="" if tag == "en" else "Free. Day and night.",
        mark="",
        information="Information",
    )
    return replace(made, **more)


def check(drawing: Drawing, where: str) -> None:
    assert drawing.outside() == (), where
    assert drawing.words, where
    for words in drawing.words:
        assert contrast_of(words.fill, words.ground) >= 7, (where, words.text)
    inks = [(words.text, drawing.ink_of(words)) for words in drawing.words]
    for at, (text, ink) in enumerate(inks):
        for other, below in inks[at + 1 :]:
            assert not ink.intersects(below), (where, text, other)


def line_width(one: CardFace, size: tuple[int, int]) -> float:
    """Return the width in pixels of a title in one line of the least letters of a board."""
    script = SCRIPTS[one.language.script]
    font = QFont(script.family)
    font.setBold(True)
    font.setPixelSize(round(least_cap(*size) * script.factor / CAP_HEIGHT_EM))
    return QFontMetricsF(font).horizontalAdvance(one.title)


def drawings(painter: CardPainter, one: CardFace) -> Iterator[tuple[str, Drawing]]:
    yield from painter.card(one)
    for size in SIZES:
        try:
            yield f"board {size}", painter.board(one, size)
        except DoesNotFit:
            short = is_short(one.title, one.language.script)
            wide = line_width(one, size) > size[0] * 0.9
            assert wide or not short, f"{one.title} has no board of {size}"


@pytest.mark.rotating
@pytest.mark.parametrize("spoken", WRITTEN, ids=lambda one: one.tag)
def test_all_letters_stay_in_the_safe_part_and_are_easy_to_read(
    painter: CardPainter, factory_records: tuple[object, ...], catalogues: object, spoken: Language
) -> None:
    del catalogues
    for one in of_the_day(face_of(factory_records, spoken.tag), parts=6):
        for name, drawing in drawings(painter, one):
            where = f"{spoken.tag} {one.id} {name}"
            check(drawing, where)
            assert drawing.numbers == (one.line.written,), where


def test_letters_in_each_direction_start_where_the_language_does(painter: CardPainter) -> None:
    for tag, title in (("es", "Su pasaporte es suyo."), ("ar", "جواز سفرك لك.")):
        drawing = dict(painter.card(face(title, tag)))["square.png"]
        ink = drawing.ink_of(drawing.words[0])
        near = ink.left() if tag == "es" else drawing.width - ink.right()
        assert near == pytest.approx(64, abs=1), tag


def test_only_what_the_record_states_stands_on_the_amber(painter: CardPainter) -> None:
    bare = dict(painter.card(face(promise="", english_promise="")))["square.png"]
    assert bare.texts == ("Your passport is yours.", "1-888-373-7888")
    full = dict(painter.card(face()))["square.png"]
    assert full.texts == ("Your passport is yours.", "1-888-373-7888", "Free. Day and night.")


def test_a_story_keeps_the_rows_of_its_screen_free(painter: CardPainter) -> None:
    story = dict(painter.card(face(mark=NOT_READ)))["story.png"]
    for words in story.words:
        ink = story.ink_of(words)
        assert ink.top() >= 0.14 * 1920, words.text
        assert ink.bottom() <= 0.8 * 1920, words.text


def test_the_words_of_a_link_survive_a_cut_at_the_sides(painter: CardPainter) -> None:
    link = dict(painter.card(face(mark=NOT_READ)))["link.png"]
    for words in link.words:
        ink = link.ink_of(words)
        assert (ink.left(), ink.right()) >= (120, 0), words.text
        assert ink.right() <= 1080, words.text


def test_unreviewed_words_carry_their_mark_on_every_picture(painter: CardPainter) -> None:
    for name, drawing in painter.card(face(mark=NOT_READ)):
        assert NOT_READ in drawing.texts, name


def test_a_board_has_a_title_and_a_number_alone(painter: CardPainter) -> None:
    for size in SIZES:
        board = painter.board(face("Su pasaporte es suyo.", "es"), size)
        assert board.texts == ("Su pasaporte es suyo.", "1-888-373-7888"), size
        title = board.words[0]
        assert title.letters.cap >= least_cap(*size), size
        margin = min(size[0], size[1]) * 0.05 - 1
        ink = board.ink_of(title)
        assert min(ink.left(), ink.top()) >= margin, size


@pytest.mark.parametrize(
    ("title", "script", "short"),
    [
        ("One two three four five six seven.", "Latn", True),
        ("One two three four five six seven eight.", "Latn", False),
        ("你的护照是你的。", "Hans", True),
        ("工作的每个小时，都要算工资给你们大家。", "Hans", False),
    ],
)
def test_a_title_of_eight_words_is_no_title_of_a_board(
    painter: CardPainter, title: str, script: str, *, short: bool
) -> None:
    assert is_short(title, script) is short
    if not short:
        tag = "en" if script == "Latn" else "zh-Hans"
        with pytest.raises(DoesNotFit, match=title[:4]):
            painter.board(face(title, tag), (1400, 400))


def test_letters_too_small_for_a_road_are_refused(painter: CardPainter) -> None:
    with pytest.raises(DoesNotFit):
        painter.board(face("Extraordinarily incomprehensible institutionalisation."), (400, 1600))


def test_equal_cards_give_equal_files(painter: CardPainter) -> None:
    def made() -> list[bytes]:
        one = face("جواز سفرك لك.", "ar")
        return [
            *(drawing.png() for _, drawing in painter.card(one)),
            painter.board(one, (1400, 400)).png(),
            painter.bulletin(one, BOOK_DAY)[1],
            painter.poster([one, face()], "a4", WEB, Strips.WIDE, BOOK_DAY)[1],
        ]

    first = made()
    assert made() == first
    assert max(map(len, first[:5])) <= 300_000
    for pdf in first[5:]:
        assert b"D:20261125090000" in pdf
        assert b"/BaseFont" not in pdf  # letters are outlines


def test_a_bulletin_has_its_bleed_and_its_safe_inch(painter: CardPainter) -> None:
    drawing, pdf = painter.bulletin(face(), BOOK_DAY)
    check(drawing, "bulletin")
    assert drawing.texts == ("Your passport is yours.", "1-888-373-7888")
    (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [float(side) / 72 for side in box] == pytest.approx([58.6, 17.8], abs=0.02)
    assert (drawing.safe.x, drawing.safe.y) == (150, 150)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("strips", list(Strips))
def test_the_strips_of_a_poster_hold_the_number_alone(
    painter: CardPainter, paper: str, strips: Strips
) -> None:
    faces = [face("Su pasaporte es suyo.", "es"), face("جواز سفرك لك.", "ar"), face()]
    drawing, _ = painter.poster(faces, paper, WEB, strips, BOOK_DAY)
    check(drawing, f"{paper} {strips}")
    turned = [words for words in drawing.words if words.turned]
    assert [words.text for words in turned] == ["1 888 373 7888"] * 10
    assert {words.box.w for words in turned} == {strips.width_mm * 10}
    cuts = sorted(item.box.x for item in drawing.items if isinstance(item, CutLine))
    assert len(cuts) == 11
    assert cuts[-1] <= drawing.width
    assert {drawing.height - item.box.y for item in drawing.items if isinstance(item, CutLine)} == {
        750
    }
    straight = [words.text for words in drawing.words if not words.turned]
    assert straight == [*(one.title for one in faces), "1-888-373-7888", "help.example.org"]
    assert all({item.fill, item.ground} == {"#000000", "#FFFFFF"} for item in drawing.words)


def test_the_code_of_a_poster_reads_as_the_first_page(painter: CardPainter) -> None:
    drawing, _ = painter.poster([face()], "letter", WEB, Strips.WIDE, BOOK_DAY)
    assert qr.same_content(WEB, read_image(drawing.image(0.4)))
    (code,) = (item for item in drawing.items if isinstance(item, PaintedCode))
    assert code.box.w / code.matrix.size >= 10  # a millimetre a module
    assert code.matrix == qr.matrix(WEB, "Q")


def test_an_address_too_long_for_a_code_is_refused(painter: CardPainter) -> None:
    with pytest.raises(DoesNotFit):
        painter.poster([face()], "a4", f"https://{'a' * 1700}/", Strips.WIDE, BOOK_DAY)


def test_no_short_word_has_a_line_of_a_board_to_itself(painter: CardPainter) -> None:
    board = painter.board(face("Koj phau passport yog koj li.", "hmn"), (1400, 400))
    assert board.words[0].letters.lines == ("Koj phau passport", "yog koj li.")


def test_a_line_of_chinese_ends_at_a_pause(painter: CardPainter) -> None:
    board = painter.board(face("一月，我们穿蓝色。", "zh-Hans"), (600, 600))
    first, *_ = (words.letters.lines for words in board.words)
    assert [line.strip("\u200e\u2060") for line in first] == ["一月，", "我们穿蓝色。"]
