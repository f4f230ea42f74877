"""Forms written and taken back by commands: as a page, as a spreadsheet, and what is neither."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.editor.forms.form import base_hash
from tests.editor.forms.test_review import HOT, MEALS, SPANISH
from tests.editor.typed import answered, saved, type_at_desk
from tests.editor.workbooks import Desk


@pytest.fixture
def place(tmp_path: Path) -> Path:
    book = Desk(tmp_path, languages=("es",))
    book.put(SPANISH, "Translation", HOT)
    book.save()
    return tmp_path


def _saved(place: Path) -> str:
    base = {MEALS: base_hash(f"A hot meal at noon\n{HOT}")}
    return str(saved(place, answered("review", "es", base, {MEALS: "good", "by": "M. R."})))


def test_a_form_is_written_and_its_answers_are_taken(place: Path) -> None:
    result = type_at_desk(place, "review", "es")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("1 of 1 text that nobody has read: ")
    assert HOT in (place / "es-review.html").read_text(encoding="utf-8")
    before = (place / "directory.xlsx").read_bytes()
    result = type_at_desk(place, "take", _saved(place), "--dry-run")
    assert "Review of Spanish: 1 text, read by M. R. on November 28, 2026." in result.output
    assert "1 text will count as read by a speaker if you say so." in result.output
    assert "It would ask: Do you know that a speaker of Spanish answered: M. R.?" in result.output
    assert (place / "directory.xlsx").read_bytes() == before
    result = type_at_desk(place, "take", _saved(place))
    assert result.exit_code == 1
    assert "answer with --answer speaker=…" in result.output
    assert (place / "directory.xlsx").read_bytes() == before
    assert type_at_desk(place, "take", _saved(place), "--yes").exit_code == 1
    assert (place / "directory.xlsx").read_bytes() == before
    result = type_at_desk(place, "take", _saved(place), "--yes", "--answer", "speaker=yes")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == "Written: 1 text."
    result = type_at_desk(place, "take", _saved(place), "--yes")
    assert "its review is taken already" in result.output
    assert "There is nothing to write." in result.output


def test_a_spreadsheet_holds_the_same_questions_and_answers(place: Path) -> None:
    out = place / "es.xlsx"
    assert type_at_desk(place, "review", "es", "-o", str(out)).exit_code == 0
    result = type_at_desk(place, "take", str(out))
    assert "does not say who read the texts" in result.output
    book = load_workbook(out)
    sheet = book["Form"]
    keys = {row[0].value: row for row in sheet.iter_rows(min_row=5)}
    assert HOT in keys[MEALS][3].value
    keys[MEALS][4].value = "Better: …"
    keys[f"{MEALS}#better"][4].value = "Un plato caliente"
    keys[f"{MEALS}#why"][4].value = "Too formal; Spelling"
    keys["by"][4].value = "M. R."
    book.save(out)
    result = type_at_desk(place, "take", str(out), "--yes", "--answer", "speaker=no")
    assert result.exit_code == 0, result.output
    assert "Un plato caliente" in result.output
    sheet = load_workbook(place / "directory.xlsx")[SPANISH]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Un plato caliente" in values


@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [
        (("take", "directory.xlsx"), "is a workbook, but not a form", 1),
        (("take", "broken.kioskanswer"), "is not an answer file of a form", 1),
        (("take", "twins.kioskanswer"), "There is nothing to write", 0),
        (("take", "es.kioskanswer", "--answer", "x=y"), "--answer x=y answers nothing", 2),
        (("review", "es", "-o", "es.pdf"), "es.pdf is neither", 2),
        (("review", "es", "-o", "directory.xlsx"), "is already there and may hold answers", 1),
        (("review", "en"), "en is not a language of the screen", 1),
        (("review", "fr"), "fr is not a language of the screen", 1),
        (("review", "vi"), "has no text in Vietnamese", 1),
    ],
)
def test_wrong_files_and_words_end_with_a_sentence(
    place: Path, words: tuple[str, ...], sentence: str, code: int
) -> None:
    _saved(place)
    (place / "broken.kioskanswer").write_text("{", encoding="utf-8")
    saved(place, answered("twins", "twins", {MEALS: "0123456789ab"}, {MEALS: "good"}))
    named = [str(place / word) if "." in word else word for word in words]
    result = type_at_desk(place, *named)
    assert (sentence in result.output, result.exit_code) == (True, code), result.output


def test_a_workbook_that_is_open_elsewhere_stays_as_it_is(place: Path) -> None:
    (place / "~$directory.xlsx").touch()
    result = type_at_desk(place, "take", _saved(place), "--yes", "--answer", "speaker=yes")
    assert result.exit_code == 1
    assert "is open in another program" in result.output


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("About the form", "A1", "helplines"),
        ("About the form", "B1", "one"),
        ("About the form", "B2", "{"),
        ("Form", "C4", "Another header"),
        ("Form", "B5", "no hash"),
    ],
)
def test_a_spreadsheet_that_was_changed_elsewhere_is_refused(
    place: Path, sheet: str, cell: str, value: str
) -> None:
    out = place / "es.xlsx"
    assert type_at_desk(place, "review", "es", "-o", str(out)).exit_code == 0
    book = load_workbook(out)
    book["Form"]["E5"] = "Good"
    book[sheet][cell] = value
    book.save(out)
    result = type_at_desk(place, "take", str(out))
    assert result.exit_code == 1
    assert "es.xlsx is not as this program wrote it." in result.output
