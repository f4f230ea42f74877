"""A review of a language: what its form shows, what survives, what is taken and where it goes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.domain.language import language
from kiosk.domain.records import Translation
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.forms import review as reviewing
from kiosk.editor.forms.answer_file import FormAnswer
from kiosk.editor.forms.directory_texts import directory_texts
from kiosk.editor.forms.form import base_hash
from kiosk.editor.forms.form_page import form_page
from kiosk.editor.forms.review import review_form, take_review
from kiosk.editor.forms.review_texts import Harm, ReviewText, catalogue_texts, in_order
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.workbook_reader import read_workbook
from kiosk.editor.workbook.language_sheets import NO_TEXT, title_of
from kiosk.i18n.pofiles import read
from kiosk.i18n.reviews import Review, review_of
from tests.editor.typed import answered, type_at_desk
from tests.editor.workbooks import Desk, found

SPANISH = title_of("es")
MEALS = "service/river-meals/phrase"
HOT = "Comida caliente al mediodía"
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: es\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);"

# machine, not yet read by a speaker
#: kiosk/ui/pages/cover.py
msgid "Call {number} first."
msgstr "Llame primero al {number}."

# machine, not yet read by a speaker
#: kiosk/presentation/way.py
msgid "{count} place"
msgid_plural "{count} places"
msgstr[0] "{count} lugar"
msgstr[1] "{count} lugares"

# read by a speaker
#: kiosk/ui/pages/cover.py
msgid "Leave"
msgstr "Salir"
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a workbook that has one text in Spanish."""
    book = Desk(tmp_path, languages=("es",))
    book.put(SPANISH, "Translation", HOT)
    book.save()
    return tmp_path


def _answer(
    place: Path, answers: dict[str, str | tuple[str, ...]], about: str = "es", **more: str
) -> FormAnswer:
    texts = reviewing.reviewed_texts(place / "directory.xlsx", about).texts
    base = {one.key: base_hash(one.base) for one in texts} | more
    return answered("review", about, base, {"by": "M. R.", **answers})


def _take(place: Path, answer: FormAnswer, speaker: str = "yes") -> tuple[str, ...]:
    plan = take_review(place / "directory.xlsx", answer)
    if plan.write is not None:
        plan.write({one.key: speaker for one in plan.questions})
    return plan.refused


def _row(place: Path) -> dict[str, object]:
    sheet = load_workbook(place / "directory.xlsx")[SPANISH]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "Translation" in row)
    row = next(row for row in rows if "Short phrase" in row and "river-meals" in row)
    return dict(zip(map(str, head), row, strict=True))


def _published(place: Path) -> list[Translation]:
    return [one for one in Desk.of(place).read().records if isinstance(one, Translation)]


def test_a_good_text_counts_as_read_and_says_by_whom(place: Path) -> None:
    before = _other_cells(place)
    assert _take(place, _answer(place, {MEALS: "good"})) == ()
    assert (_row(place)["Reviewed?"], _row(place)["Translation"]) == ("Yes", HOT)
    assert "Good: M. R., November 28, 2026." in _notes(place)
    assert _other_cells(place) == before
    assert (place / "directory.before.xlsx").is_file()
    assert [one.reviewed for one in _published(place)] == [True]
    assert "No text of Spanish waits" in type_at_desk(place, "review", "es").output


@pytest.mark.parametrize("choice", ["good", "better"])
def test_a_text_counts_as_read_only_with_the_editor_s_word(place: Path, choice: str) -> None:
    answers = {MEALS: choice, f"{MEALS}#better": "Un plato caliente"}
    assert _take(place, _answer(place, answers), "no") == ()
    text = "Un plato caliente" if choice == "better" else HOT
    assert (_row(place)["Reviewed?"], _row(place)["Translation"]) == (None, text)
    assert "M. R., November 28, 2026." in _notes(place)[0]
    assert [one.reviewed for one in _published(place)] == [False]
    assert len(directory_texts(place / "directory.xlsx", "es").texts) == 1


def test_a_better_text_takes_the_place_of_the_old_one(place: Path) -> None:
    better = "Un plato caliente al mediodía"
    answers = {MEALS: "better", f"{MEALS}#better": better, f"{MEALS}#why": ("formal", "unusual")}
    assert _take(place, _answer(place, answers)) == ()
    assert (_row(place)["Translation"], _row(place)["Made by"]) == (better, "A person")
    (note,) = _notes(place)
    assert "Too formal" in _notes(place)[0]
    assert f"It was: {HOT}" in note


def test_a_text_that_could_hurt_leaves_the_screens_at_once(place: Path) -> None:
    answers = {MEALS: "harm", f"{MEALS}#danger": "He reads her phone."}
    plan = take_review(place / "directory.xlsx", _answer(place, answers))
    assert plan.lines[0].startswith("Could hurt someone, so English shows instead: Service ")
    assert any("run publish today" in line for line in plan.lines)
    assert _take(place, _answer(place, answers)) == ()
    assert (_row(place)["State"], _row(place)["Translation"]) == ("Could hurt someone", HOT)
    assert "He reads her phone." in _notes(place)[0]
    assert _published(place) == []
    book = Desk.of(place)
    (finding,) = found(book.read(), FindingCode.TEXT_COULD_HURT)
    assert finding[0] == SPANISH
    renewed = read_workbook(book.path, ReadOptions(), renews=True)
    (text,) = (one for one in renewed.records if isinstance(one, Translation))
    assert (text.text, text.source_hash) == (HOT, NO_TEXT)


def test_a_text_nobody_was_sure_of_stays_and_comes_last(place: Path) -> None:
    assert _take(place, _answer(place, {MEALS: "unsure"})) == ()
    (text,) = directory_texts(place / "directory.xlsx", "es").texts
    assert text.is_unsure
    assert [one.text for one in _published(place)] == [HOT]
    sure = replace(text, key="other", harm=Harm.PHRASES, is_unsure=False)
    assert in_order([text, sure]) == [sure, text]


@pytest.mark.rotating(4)
@pytest.mark.parametrize(
    ("answers", "base", "reason"),
    [
        ({MEALS: "good"}, {MEALS: "0123456789ab"}, "changed since"),
        ({MEALS: "perfect"}, {}, "no such answer"),
        ({MEALS: ("good", "harm")}, {}, "no such answer"),
        ({"service/food/phrase": "good"}, {}, "no such text"),
        ({MEALS: "better"}, {}, "is empty"),
        ({MEALS: "better", f"{MEALS}#better": "x" * 91}, {}, "has 91 letters; 90 fit"),
        ({MEALS: "better", f"{MEALS}#better": "Llame al 916-555-0199"}, {}, "lacks: 0199"),
        ({MEALS: "better", f"{MEALS}#better": "Comida {hour}"}, {}, "other placeholders"),
        ({MEALS: "better", f"{MEALS}#better": "Comida\u202e"}, {}, "invisible letters"),
        ({MEALS: "better", f"{MEALS}#better": "Обед"}, {}, "another script"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    place: Path, answers: dict[str, str | tuple[str, ...]], base: dict[str, str], reason: str
) -> None:
    before = (place / "directory.xlsx").read_bytes()
    (refused,) = _take(place, _answer(place, answers, **base))
    assert reason in refused
    assert (place / "directory.xlsx").read_bytes() == before


def test_a_review_without_a_reader_or_of_no_language_is_refused(place: Path) -> None:
    with pytest.raises(SourceError, match="does not say who read"):
        _take(place, _answer(place, {MEALS: "good", "by": " "}))
    for about in ("en", "xx", "../es", "en/words"):
        with pytest.raises(SourceError, match="is not a language of the screen"):
            reviewing.reviewed_texts(place / "directory.xlsx", about)


@pytest.mark.parametrize(
    ("english", "text", "kept"),
    [
        ("Call {number}, or 988.", "Llame al {number} o al 988.", ("{number}", "988")),
        ("Ask 211 or 311", "Pregunte al 211", ("211",)),
        ("You get Medi-Cal. No one asks.", "Recibe Medi-Cal. No preguntan.", ("Medi-Cal",)),
        ("Ask WEAVE or CalFresh", "WEAVE o CalFresh", ("WEAVE", "CalFresh")),
        ("{a} and {a}", "{a} y {a}", ("{a}", "{a}")),
        ("Within {days}", "En cinco", ("{days}",)),
        ("In 72 hours", "در ۷۲ ساعت", ()),
    ],
)
def test_what_must_survive_is_what_stands_in_both(
    english: str, text: str, kept: Sequence[str]
) -> None:
    one = ReviewText("k", "a line", english, text, Harm.SAFE)
    assert one.retained == tuple(kept)
    assert one.problem(text, "es" if text.isascii() else "fa") == (
        "" if "{days}" not in english else "The better text lacks {days}."
    )


def test_portions_have_thirty_texts_in_order_of_harm() -> None:
    texts = [
        ReviewText(f"k{number}", "a line", "Some text " * 25, "Un texto de la pantalla " * 12, harm)
        for number, harm in enumerate([Harm.PHRASES] * 29 + [Harm.LAW, Harm.LEAVE, Harm.NUMBERS])
    ]
    form = review_form("es", texts)
    assert [section.title for section in form.sections] == [
        *("leaving", "numbers first", "law and papers", "short phrases")
    ]
    assert sum(len(section.questions) for section in form.sections) == 30
    assert len(form_page(form).encode()) <= 120_000
    second = review_form("es", texts, 2)
    assert sum(len(section.questions) for section in second.sections) == 2
    assert second.file == "es-review-2"
    with pytest.raises(SourceError, match="No text of Spanish waits"):
        review_form("es", texts, 3)


def test_the_programs_own_words_are_written_into_their_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kiosk.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(reviewing.assets, "translations", lambda: tmp_path)
    first, second = in_order(list(catalogue_texts(tmp_path, "es").texts))
    assert (first.english, first.harm) == ("Call {number} first.", Harm.LEAVE)
    assert second.text == "{count} lugar\n{count} lugares"
    answer = _answer(tmp_path, {first.key: "harm", second.key: "good"}, "es/words")
    assert _take(tmp_path, answer) == ()
    own = language("es")
    assert own is not None
    catalog = read(folder / "kiosk.po", own)
    danger, places = catalog.get("Call {number} first."), catalog.get("{count} place")
    assert danger.string == ""
    assert "It was: Llame primero al {number}." in danger.user_comments[1]
    assert review_of(places) is Review.REVIEWED
    assert places.user_comments[1] == "Good: M. R., November 28, 2026."
    assert catalogue_texts(tmp_path, "es").texts == ()


def test_a_better_plural_needs_a_line_for_each_form() -> None:
    text = ReviewText("k", "", "{n} day\n{n} days", "{n} día\n{n} días", Harm.SAFE, lines=2)
    assert text.problem("{n} días", "es") == "The better text needs 2 lines, as the old one."
    assert text.problem("{n} día\n{n} díitas", "es") == ""


def _other_cells(place: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(place / "directory.xlsx", read_only=True)
    sheets = (sheet for sheet in book.worksheets if sheet.title != SPANISH)
    return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in sheets}


def _notes(place: Path) -> list[str]:
    sheet = load_workbook(place / "directory.xlsx")[SPANISH]
    return [
        cell.comment.text
        for row in sheet.iter_rows(min_row=3)
        for cell in row
        if cell.comment is not None
    ]
