"""The fitting step as a page and a spreadsheet, and what becomes of their answers."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.editor.fitting.cell_words import IGNORE, answers_for, unread_words
from kiosk.editor.forms.fitting_form import fit_form
from kiosk.editor.forms.form import FormQuestion, base_hash
from kiosk.editor.sources.source_fit import load_fit
from tests.contract import validate
from tests.editor.sources import HSDS3, folder
from tests.editor.typed import answered, saved, type_at_desk

BOOK = "directory.xlsx"
FILES = {
    **{name: text for name, text in HSDS3.items() if name != "attributes.csv"},
    "services.csv": (
        "id,organization_id,name,description,status,svc_moon,staff_notes\n"
        "svc_1,org_1,Family Meals,Hot meals.,active,full,Ask Quenna\n"
        "svc_2,org_2,Legal Hour,A lawyer listens.,active,,\n"
        "svc_3,org_2,Camp Redwood,Games.,active,,\n"
        "svc_4,org_2,Rooms,Rooms.,active,,\n"
    ),
    "taxonomy_terms.csv": (
        "id,name\nt_1,Soup Kitchens\nt_2,Women\nt_3,Summer Camps\nt_4,Youth Shelters\n"
    ),
    "attributes.csv": (
        "id,link_id,taxonomy_term_id\na1,svc_1,t_1\na2,svc_1,t_2\na3,svc_2,t_2\na4,svc_3,t_3\n"
        "a5,svc_4,t_4\n"
    ),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with one source that was imported."""
    source = str(folder(tmp_path, FILES, "export"))
    result = type_at_desk(tmp_path, "import", "oak", source, "--public-addresses")
    assert result.exit_code == 0, result.output
    return tmp_path


def _answers(place: Path, answers: dict[str, str], about: str = "oak") -> Path:
    """Write the answer file of a page of the source."""
    base = dict.fromkeys(answers, base_hash(""))
    return saved(place, answered("fit", about, base, {**answers, "by": "A. R."}))


def test_the_page_asks_what_waits_and_proposes_what_is_likely(place: Path) -> None:
    form = fit_form(load_fit(place / BOOK, "oak"), "HSDS 3.x tables")
    asked: dict[str, FormQuestion] = {one.key: one for one in form.questions()}
    soup = asked["word:term:soup kitchen"]
    assert (soup.proposal, soup.plain, soup.covers) == ("does:eat_today", True, (0,))
    assert (soup.mark, soup.lead, soup.notes) == ("Food and basics", "Does it:", ("Family Meals",))
    women = asked["word:term:women"]
    assert [one.value for one in women.choices] == ["whom", "whom:women", "unsorted"]
    camp = asked["word:term:summer camp"]
    assert (camp.proposal, camp.careful, camp.plain) == ("not_here", True, False)
    assert camp.hint == "1 service would go: they have no other word. 0 would stay."
    youth = asked["word:term:youth shelter"]
    assert youth.careful
    assert youth.hint.startswith("The streets of homes are hidden")
    moon = asked["column:svc_moon"]
    assert (moon.proposal, moon.notes) == ("", ("full", "services.csv, 1 filled"))
    [facts] = [section.facts for section in form.sections if section.facts]
    assert facts[0][0] == "staff_notes"
    assert "column:staff_notes" not in asked


def test_answers_are_shown_written_and_used(place: Path) -> None:
    path = _answers(
        place,
        {
            "word:term:soup kitchen": "does:eat_today",
            "word:term:women": "whom:women",
            "word:term:summer camp": "not_here",
            "column:svc_moon": "service.alert",
        },
    )
    shown = type_at_desk(place, "take", str(path), "--dry-run").output
    assert "Answers about oak: 1 column, 3 words." in shown
    assert "Soup Kitchens: Eat today" in shown
    assert "svc_moon: What is different just now" in shown
    assert not (place / "sources" / "oak" / "words.tsv").exists()

    written = type_at_desk(place, "take", str(path), "--yes")
    assert written.exit_code == 0, written.output
    assert "Written. 1 of 4 services stand in a question." in written.output
    words = (place / "sources" / "oak" / "words.tsv").read_text()
    assert "term\tWomen\twhom\t\t\twomen\tA. R.\t2026-11-28" in words
    fitting = (place / "sources" / "oak" / "fitting.toml").read_text()
    assert 'svc_moon = "service.alert"' in fitting

    source = str(place / "export")
    assert type_at_desk(place, "import", "oak", source, "--public-addresses").exit_code == 0
    rows = (place / "sources" / "oak" / "rows" / "Services.csv").read_text()
    assert "Camp Redwood" not in rows
    assert "full" in rows
    assert "Women" in rows

    again = type_at_desk(place, "take", str(path), "--yes").output
    assert "Not taken: 3" in again
    assert "somebody has answered it since the page was made" in again


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("word:term:soup kitchen", "does:soup"),
        ("word:term:soup kitchen", "does:"),
        ("word:term:soup kitchen", "made:eat_today"),
        ("word:term:no such word", "whom"),
        ("column:svc_moon", "moon.name"),
        ("column:svc_moon", "service.helpline"),
        ("column:staff_notes", "service.description"),
        ("column:no_such", "never"),
        ("else", "yes"),
    ],
)
def test_an_answer_that_fits_nothing_is_not_taken(place: Path, key: str, value: str) -> None:
    result = type_at_desk(place, "take", str(_answers(place, {key: value})), "--yes")
    assert "Not taken: 1" in result.output
    assert "There is nothing to write." in result.output
    assert not (place / "sources" / "oak" / "fitting.toml").exists()


NO_NAME, NEVER = "not the name of a source", "was never imported"


@pytest.mark.parametrize(
    ("about", "said"),
    [("../oak", NO_NAME), ("OAK", NO_NAME), ("a" * 80, NO_NAME), ("elm", NEVER)],
)
def test_answers_about_another_source_say_so(place: Path, about: str, said: str) -> None:
    result = type_at_desk(place, "take", str(_answers(place, {}, about=about)))
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert said in result.output


def test_the_spreadsheet_asks_the_same(place: Path) -> None:
    assert type_at_desk(place, "fit", "oak", "-o", str(place / "fit.xlsx")).exit_code == 0
    book = load_workbook(place / "fit.xlsx")
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        if row[2].value == "Soup Kitchens":
            row[4].value = "Eat today"
        if str(row[2].value).startswith("Who answers?"):
            row[4].value = "B."
    book.save(place / "fit.xlsx")
    taken = type_at_desk(place, "take", str(place / "fit.xlsx"), "--yes")
    assert taken.exit_code == 0, taken.output
    assert "Soup Kitchens: Eat today" in taken.output
    assert "\tB.\t" in (place / "sources" / "oak" / "words.tsv").read_text()


def test_an_export_without_a_service_is_asked_about_its_columns_first(tmp_path: Path) -> None:
    export = tmp_path / "list.csv"
    export.write_text("svc_key,svc_title,svc_what,svc_tel\n1,Soup,Hot soup.,916-555-0101\n")
    first = type_at_desk(tmp_path, "import", "oak", str(export))
    assert first.exit_code == 1
    assert "svc_title looks like it" in first.output
    assert "Say what its columns mean: desk fit oak -o oak.fit.html" in first.output
    form = fit_form(load_fit(tmp_path / BOOK, "oak"), "a table")
    assert "Say which column holds their names" in form.introduction
    assert form.progress is None
    assert form.sections[0].title == "Columns that need your yes"
    said = {"column:svc_title": "service.name", "column:svc_tel": "service.phone"}
    taken = type_at_desk(tmp_path, "take", str(_answers(tmp_path, said)), "--yes")
    assert "Written.\nTo use the answers: desk import oak EXPORT\n" in taken.output
    again = type_at_desk(tmp_path, "import", "oak", str(export))
    assert again.exit_code == 0, again.output
    assert "Visitors will see 1 service: with a number 1 (100 %)" in again.output
    assert not (tmp_path / "sources" / "oak" / "Columns.csv").exists()


def test_words_of_cells_that_no_rule_reads_are_asked_once(tmp_path: Path) -> None:
    rows = "".join(
        f"svc_{n},org_1,Soup {n},Soup.,In good standing,Adults only,on us\n" for n in range(3)
    )
    head = "id,organization_id,name,description,status,eligibility_description,fees_description\n"
    files = {**FILES, "services.csv": head + rows}
    files = {name: files[name] for name in ("organizations.csv", "services.csv")}
    source = str(folder(tmp_path, files, "export"))
    assert type_at_desk(tmp_path, "import", "oak", source).exit_code == 0
    asked = {one.key: one for one in fit_form(load_fit(tmp_path / BOOK, "oak"), "").questions()}
    keys = [key for key in asked if key.startswith("cell:")]
    assert keys == [
        "cell:service.status:in good standing",
        "cell:service.eligibility_description:adults only",
        "cell:service.fees_description:on us",
    ]
    assert [one.value for one in asked[keys[1]].choices][::50] == ["18+"]
    said = dict(zip(keys, ("active", "18+", "on us"), strict=True))
    wrong = _answers(tmp_path, {keys[0]: "open to debate"})
    assert "Not taken: 1" in type_at_desk(tmp_path, "take", str(wrong), "--yes").output
    taken = type_at_desk(tmp_path, "take", str(_answers(tmp_path, said)), "--yes")
    assert "adults only: 18+" in taken.output
    assert type_at_desk(tmp_path, "import", "oak", source).exit_code == 0
    table = (tmp_path / "sources" / "oak" / "rows" / "Services.csv").read_text()
    assert ",18," in table
    assert load_fit(tmp_path / BOOK, "oak").open_cells == []


STATUS = {
    # What the rows say -> the words asked about, an answer, and how many services follow from it.
    "one is empty": (["active", "", "active"], ["(blank)"], "active", 3),
    "the empty one ended": (["active", "", "active"], ["(blank)"], "defunct", 2),
    "it is no status": (["active", "", "inactive"], ["(blank)"], "ignore", 3),
    "all have ended": (["inactive", "closed", "closed"], ["inactive", "closed"], "ignore", 3),
    "they have indeed": (["inactive", "closed", "closed"], ["inactive", "closed"], "inactive", 0),
}


@pytest.mark.rotating(3)
@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("case", STATUS.values(), ids=STATUS)
def test_what_a_status_does_not_say_is_asked_once(
    tmp_path: Path, case: tuple[list[str], list[str], str, int], form: str
) -> None:
    """No floor needs to be typed: the answer is kept, and used for every next export."""
    said, asked, answer, left = case
    owner = {"id": "org_1", "name": "Harbor Kitchen"}
    services = [
        {"id": f"svc_{n}", "name": f"Soup {n}", "status": status} for n, status in enumerate(said)
    ]
    if form == "json":
        source = tmp_path / "export.json"
        source.write_text(json.dumps([{**one, "organization": owner} for one in services]))
    else:
        rows = "".join(f"{one['id']},org_1,{one['name']},{one['status']}\n" for one in services)
        files = {
            "organizations.csv": "id,name\norg_1,Harbor Kitchen\n",
            "services.csv": f"id,organization_id,name,status\n{rows}",
        }
        source = folder(tmp_path, files, "export")
    first = type_at_desk(tmp_path, "import", "oak", str(source))
    assert first.exit_code == 1 or ", status." in first.output
    cells = load_fit(tmp_path / BOOK, "oak").open_cells
    assert [word for _, word in cells] == asked
    listed = type_at_desk(tmp_path, "fit", "oak", "--list").output
    assert all(f"{word} = ?" in listed for word in asked)
    told = json.loads(type_at_desk(tmp_path, "fit", "oak", "--json").output)
    assert [(one["word"], one["answer"]) for one in told["cells"]] == [(one, "") for one in asked]
    validate("fit", told)
    keys = [f"cell:service.status:{word}" for word in asked]
    answers = _answers(tmp_path, dict.fromkeys(keys, answer))
    assert type_at_desk(tmp_path, "take", str(answers), "--yes").exit_code == 0
    again = type_at_desk(tmp_path, "import", "oak", str(source))
    assert load_fit(tmp_path / BOOK, "oak").open_cells == []
    assert f"{left} service" in again.output or (left == 0 and again.exit_code == 1)
    floors = [line for line in again.output.splitlines() if line.startswith("Not ready")]
    assert not any("status" in line for line in floors)


def test_words_of_nested_tables_are_asked_and_read(tmp_path: Path) -> None:
    source = tmp_path / "export.json"
    service = {
        "organization": {"id": "org_1", "name": "Harbor Kitchen"},
        "languages": [{"name": "Tagalic"}],
        "cost_options": [{"option": "On us"}],
    }
    source.write_text(json.dumps([{**service, "id": f"s{n}", "name": f"Soup {n}"} for n in "123"]))
    assert type_at_desk(tmp_path, "import", "oak", str(source)).exit_code == 0
    asked = [(one.reads, word) for one, word in load_fit(tmp_path / BOOK, "oak").open_cells]
    assert sorted(asked) == [("cost_option.option", "On us"), ("language.name", "Tagalic")]
    said = {"cell:language.name:tagalic": "Filipino", "cell:cost_option.option:on us": "Free"}
    answers = _answers(tmp_path, said)
    taken = type_at_desk(tmp_path, "take", str(answers), "--yes")
    assert "Not taken" not in taken.output
    assert type_at_desk(tmp_path, "import", "oak", str(source)).exit_code == 0
    table = (tmp_path / "sources" / "oak" / "rows" / "Services.csv").read_text()
    assert "Free" in table
    assert "Filipino" in table
    assert load_fit(tmp_path / BOOK, "oak").open_cells == []


@pytest.mark.parametrize("target", ["service.status", "service.audience", "service.languages"])
def test_every_answer_about_a_cell_is_read(target: str) -> None:
    for text, _ in answers_for(target, "no such word"):
        assert text in {"no such word", IGNORE} or unread_words(target, [text] * 3) == {}
    assert unread_words(target, ["zzz"] * 3) == {"zzz": 3}
    assert unread_words(target, ["zzz"] * 2) == {}


@pytest.mark.parametrize("times", [1, 5])
def test_nothing_in_a_column_of_costs_is_asked_with_its_count(tmp_path: Path, times: int) -> None:
    """None and 0 mean "nothing to pay" or "not known": one answer tells all of them."""
    rows = "".join(
        f"s{n},org_1,Soup {n},active,{'None.' if n < times else 'Free'}\n" for n in range(6)
    )
    files = {
        "organizations.csv": "id,name\norg_1,Harbor Kitchen\n",
        "services.csv": f"id,organization_id,name,status,fees_description\n{rows}",
    }
    source = str(folder(tmp_path, files, "export"))
    assert type_at_desk(tmp_path, "import", "oak", source).exit_code == 0
    table = tmp_path / "sources" / "oak" / "rows" / "Services.csv"
    assert table.read_text().count(",Free,") == 6 - times
    asked = {one.key: one for one in fit_form(load_fit(tmp_path / BOOK, "oak"), "").questions()}
    cells = "1 cell" if times == 1 else f"{times} cells"
    question = asked["cell:service.fees_description:none."]
    assert question.notes == (f"services.csv, fees_description, in {cells}",)
    answers = _answers(tmp_path, {question.key: "Free"})
    assert type_at_desk(tmp_path, "take", str(answers), "--yes").exit_code == 0
    assert type_at_desk(tmp_path, "import", "oak", source).exit_code == 0
    assert table.read_text().count(",Free,") == 6
    assert load_fit(tmp_path / BOOK, "oak").open_cells == []


def test_no_yes_is_asked_for_where_no_column_is_guessed(place: Path) -> None:
    titles = [one.title for one in fit_form(load_fit(place / BOOK, "oak"), "a table").sections]
    assert titles[0] == "Columns that are settled"


def test_nothing_is_asked_when_all_is_answered(place: Path) -> None:
    """What no term sorts is asked about by its name, then by its first sentence."""
    kinds = set()
    for _ in range(3):
        form = fit_form(load_fit(place / BOOK, "oak"), "HSDS 3.x tables")
        keys = [one.key for one in form.questions() if one.key != "by"]
        kinds |= {key.split(":")[1] for key in keys if key.startswith("word:")}
        answers = {key: "never" if key.startswith("column:") else "unsorted" for key in keys}
        assert type_at_desk(place, "take", str(_answers(place, answers)), "--yes").exit_code == 0
    assert kinds == {"term", "name", "sentence"}
    result = type_at_desk(place, "fit", "oak", "-o", str(place / "fit.html"))
    assert result.exit_code == 1
    assert "Every column and every word of oak is answered." in result.output
