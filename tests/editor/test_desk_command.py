"""The commands of the desk: the folder, an import, who says what, rows over a source."""

import json
import re
import shlex
import zipfile
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from kiosk import APP
from kiosk.cli import main
from kiosk.domain.records import Service, Status
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.publish.plan import PublishRequest, make_plan
from kiosk.editor.workbook.edit import WorkbookEdit
from kiosk.editor.workbook.sheets import SERVICES
from kiosk.editor.workbook.template import write_template
from tests.contract import validate
from tests.editor.editors import NOW
from tests.editor.sources import HSDS3, folder, with_column, written
from tests.editor.typed import at_desk, type_at_desk
from tests.editor.workbooks import Desk, by_id

MEALS = "oak211.svc_1"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a workbook and one source that is on."""
    Desk(tmp_path)
    source = str(folder(tmp_path, HSDS3, "export"))
    result = type_at_desk(
        tmp_path, "import", "oak211", source, "--title", "Oak County 211", "--public-addresses"
    )
    assert result.exit_code == 0, result.output
    assert "oak211 is imported." in result.output
    return tmp_path


def test_the_folder_says_what_it_has_and_what_comes_next(place: Path) -> None:
    lines = type_at_desk(place, "--now", "2026-11-28T10:00").output.splitlines()
    assert lines[0].startswith("Oak County 211 (oak211): on, 2 services, export of ")
    assert lines[1].startswith("  Visitors will see 2 services: with a number ")
    assert lines[2] == "  Not ready: situation. Why: resource-kiosk desk coverage oak211"
    assert lines[3] == "2 calls to check facts: resource-kiosk desk calls"
    first, *more = json.loads(type_at_desk(place, "--json", "--now", "2026-11-28T10:00").output)[
        "next"
    ]
    assert lines[4:] == [f"Next: {first}", *(f"      {step}" for step in more)]
    assert more[-1] == "Publish: resource-kiosk publish directory.xlsx -o directory.kiosksync"
    answer = json.loads(type_at_desk(place, "--json", "--now", "2027-01-20T10:00").output)
    validate("desk", answer)
    assert answer["sources"][0]["services"] == 2
    assert (answer["calls"], answer["due"], answer["texts"]) == (2, 1, {})
    assert answer["next"][:2] == [
        "Say what its words mean: resource-kiosk desk fit oak211 -o oak211.fit.html",
        "Call (the first 1 keep facts on the screen): resource-kiosk desk calls",
    ]


def test_an_empty_folder_and_an_empty_workbook_say_how_to_begin(tmp_path: Path) -> None:
    assert "Next: Make the workbook" in type_at_desk(tmp_path).output
    write_template(tmp_path / "directory.xlsx", languages=())
    assert type_at_desk(tmp_path).output.startswith("Next: Fill in directory.xlsx, or import: ")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("services.csv", b"id,name,organization_id\n", "There is a header, but no row below it."),
        ("export.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Save an export as CSV"),
        ("directory.xlsx", b"", "the workbook itself, which needs no import: publish"),
    ],
)
def test_a_file_that_gives_nothing_says_why(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    if content:
        (tmp_path / name).write_bytes(content)
    else:
        Desk(tmp_path)
    result = type_at_desk(tmp_path, "import", "oak211", str(tmp_path / name))
    assert result.exit_code
    assert says in " ".join(result.output.split())
    assert not (tmp_path / "sources" / "oak211" / "rows").exists()


def test_a_source_of_a_workbook_that_does_not_name_it_is_the_next_step(tmp_path: Path) -> None:
    Desk(tmp_path)
    assert type_at_desk(tmp_path, "import", "oak211", str(folder(tmp_path, HSDS3))).exit_code == 0
    assert (
        "Next: Write oak211 on the sheet Sources of directory.xlsx."
        in type_at_desk(tmp_path).output
    )


def test_a_dry_run_and_a_refused_import_write_nothing(tmp_path: Path) -> None:
    Desk(tmp_path)
    source = str(folder(tmp_path, HSDS3))
    result = type_at_desk(tmp_path, "import", "oak211", source, "--dry-run", "--json")
    answer = json.loads(result.output)
    assert (answer["written"], answer["records"]["service"]) == (False, 2)
    assert not (tmp_path / "sources").exists()
    result = type_at_desk(
        tmp_path, "import", "oak211", str(written(tmp_path, '{"a": 1}', "a.json"))
    )
    assert result.exit_code == 1
    assert "Nothing was written: mend what is named first." in result.output
    assert not (tmp_path / "sources").exists()


@pytest.mark.parametrize("name", ["Oak", "../oak", "4oak", "oak.211", "o" * 25])
def test_a_name_that_makes_no_id_is_wrong_use(tmp_path: Path, name: str) -> None:
    result = type_at_desk(tmp_path, "import", name, str(folder(tmp_path, HSDS3)))
    assert result.exit_code == 2
    assert "is not the name of a source" in result.output


def test_each_cell_names_who_says_it(place: Path) -> None:
    assert type_at_desk(place, "adopt", MEALS).output == f"{MEALS}: written to Services, row 4.\n"
    book = Desk.of(place)
    book.put("Services", "Description", "Meals at noon", 4)
    book.save()
    lines = type_at_desk(place, "why", MEALS).output.splitlines()
    assert "Services, Description: Meals at noon (your workbook, Services, row 4; " in "".join(
        lines
    )
    assert any(
        line.startswith("Services, Cost: Free (Oak County 211: services.csv, row 2)")
        for line in lines
    )
    assert any(line.startswith("Phones, Number: ") for line in lines)
    answer = json.loads(type_at_desk(place, "why", MEALS, "--json").output)
    assert {cell["sheet"] for cell in answer["cells"]} >= {"Services", "Phones"}
    result = type_at_desk(place, "why", "oak211.svc_9")
    assert result.exit_code == 1
    assert "Nothing here has the id oak211.svc_9. Did you mean oak211.svc_" in result.output


def test_a_hidden_place_is_named_without_its_street(tmp_path: Path) -> None:
    book = Desk(tmp_path)
    book.put("Places", "Address shown?", "Hide")
    book.save()
    output = type_at_desk(tmp_path, "why", "river-house.1").output
    assert "Places, Street: hidden (your workbook, Places, row 3)" in output
    assert "120 River" not in output


def test_adopting_keeps_the_rest_of_the_workbook_and_changes_no_record(place: Path) -> None:
    before = Desk.of(place).read()
    own = (place / "directory.xlsx").read_bytes()
    assert type_at_desk(place, "adopt", MEALS, "oak211.org_1").exit_code == 0
    assert (place / "directory.before.xlsx").read_bytes() == own
    book = Desk.of(place)
    draft = book.read()
    assert {*map(str, draft.records)} == {*map(str, before.records)}
    note = book.book["Services"].cell(4, book.column("Services", "Name")).comment.text
    assert "Cost: Free" in note
    cost = book.book["Services"].cell(4, book.column("Services", "Cost"))
    assert not cost.protection.locked
    assert book.book["Services"].freeze_panes == "B3"
    assert len(book.book["Services"].data_validations.dataValidation) > 10


def test_a_dropped_service_leaves_the_screens_and_says_why(place: Path) -> None:
    result = type_at_desk(place, "drop", MEALS, "--because", "=They asked us to")
    assert result.output == f"{MEALS}: written to Services, row 4.\n"
    book = Desk.of(place)
    assert by_id(book.read(), MEALS).status is Status.INACTIVE
    cell = book.book["Services"].cell(4, book.column("Services", "Status"))
    assert cell.comment.text == "=They asked us to"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("adopt", "oak211.svc_9"), "No source has the id oak211.svc_9."),
        (("adopt", "river-meals"), "No source has the id river-meals."),
        (("drop", "oak211.org_1", "--because", "gone"), "oak211.org_1 is not a service."),
    ],
)
def test_what_no_source_has_is_not_written(place: Path, words: tuple[str, ...], says: str) -> None:
    own = (place / "directory.xlsx").read_bytes()
    result = type_at_desk(place, *words)
    assert result.exit_code == 1
    assert says in result.output
    assert (place / "directory.xlsx").read_bytes() == own


@pytest.mark.parametrize("lock", ["~$directory.xlsx", ".~lock.directory.xlsx#"])
def test_a_workbook_that_is_open_elsewhere_is_not_changed(place: Path, lock: str) -> None:
    (place / lock).touch()
    result = type_at_desk(place, "adopt", MEALS)
    assert result.exit_code == 1
    words = " ".join(result.output.split())
    assert f"directory.xlsx is open in another program: {lock} stands next to it." in words
    assert "If no program has it open, delete that file." in words
    (place / lock).unlink()
    assert type_at_desk(place, "adopt", MEALS).exit_code == 0


def is_a_command(line: str) -> bool:
    """Whether the program has the command of a hint with its options; none is run."""
    context, command, words = click.Context(main, info_name="kiosk"), main, shlex.split(line)[1:]
    while isinstance(command, click.Group) and words:
        command, words = command.get_command(context, words[0]), words[1:]
    if not isinstance(command, click.Command):
        return False
    known = {option for one in command.params for option in one.opts}
    return all(word in known for word in words if word.startswith("-"))


def hints(output: str) -> list[str]:
    """The commands that lines end with."""
    return [line[line.index(APP) :] for line in output.splitlines() if APP in line]


def test_each_hint_of_the_desk_can_be_pasted(place: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    said = hints(type_at_desk(place, "--now", "2027-01-20T10:00").output)
    said += hints(type_at_desk(empty).output)
    write_template(empty / "directory.xlsx", languages=())
    said += hints(type_at_desk(empty).output)
    odd = at_desk(empty, "--workbook", empty / "our list.xlsx")
    said += hints(odd.output)
    assert len(said) >= 7
    assert {line for line in said if not is_a_command(line)} == set()
    assert f"{APP} template -o 'our list.xlsx'" in said
    assert not is_a_command(f"{APP} desk coverge oak")
    assert not is_a_command(f"{APP} desk fit oak --nothing")


def test_text_of_an_export_never_becomes_a_formula(tmp_path: Path) -> None:
    Desk(tmp_path)
    files = with_column(HSDS3, "services.csv", "alternate_name", "x")
    files = {name: text.replace("Family Meals", "=1+1") for name, text in files.items()}
    assert type_at_desk(
        tmp_path, "import", "oak211", str(folder(tmp_path, files)), "--title", "=Oak"
    ).exit_code == 0  # fmt: skip
    assert type_at_desk(tmp_path, "adopt", MEALS).exit_code == 0
    book = load_workbook(tmp_path / "directory.xlsx")
    cells = [cell for table in book.worksheets for row in table.rows for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    rows = (tmp_path / "sources/oak211/rows/Services.csv").read_text("utf-8-sig")
    assert ",'=1+1," in rows


def test_a_withdrawn_service_of_a_source_is_gone(place: Path) -> None:
    book = Desk.of(place)
    row = book.add("Withdrawn", {"Kind": "Service", "Id": MEALS})
    draft = book.read()
    assert row
    assert draft.withdrawn == (Withdrawn(kind="service", id=MEALS),)
    order = PublishRequest(source=book.path, out=place / "city.kiosksync")
    plan = make_plan(order, draft, None, None, NOW)
    ids = {one.id for one in plan.records if isinstance(one, Service)}
    assert ids == {"river-meals", "oak211.svc_2"}


def test_a_row_without_an_id_is_not_written_over(tmp_path: Path) -> None:
    """Ids that a person left empty are made when the workbook is read."""
    made = Desk(tmp_path)
    own = made.add("Services", {"Name": "Oak Meals", "Organization": "river-house"})
    made.save()
    edit = WorkbookEdit(made.path)
    assert edit.put(SERVICES, "oak211.7", {"Name": "Soup"}) == own + 1
    assert edit.put(SERVICES, "oak211.7", {"Name": "Hot Soup"}) == own + 1
    edit.save()
    names = [row[made.column("Services", "Name") - 1] for row in
             load_workbook(made.path)["Services"].iter_rows(own, values_only=True)]  # fmt: skip
    assert names == ["Oak Meals", "Hot Soup"]


_BOLD = "<r><rPr><b/></rPr><t>Harbor</t></r><r><t xml:space='preserve'> House &amp; Co</t></r>"
_COPIED = {
    "as it was made": ("<c r", "<c r"),
    "texts in the list of the workbook": (
        r'<c r="C3"([^<>]*) t="inlineStr"><is>.*?</is></c>',
        r'<c r="C3"\1 t="s"><v>1</v></c>',
    ),
    "attributes of others": ("<row ", '<row x14ac:dyDescent="0.25" '),
    "a row without cells": ("</sheetData>", '<row r="9000" ht="30"/></sheetData>'),
}
_READ = {
    "a reference to a part that is lost": ("<c r", '<c cm="1" r'),
    "a table": ("</worksheet>", "<tableParts/></worksheet>"),
    "a text that is not in the list": (
        "</sheetData>",
        '<row r="9"><c r="A9" t="s"/></row></sheetData>',
    ),
}


@pytest.mark.rotating(3)
@pytest.mark.parametrize("name", [*_COPIED, *_READ])
def test_sheets_that_are_not_written_stay_as_they_are(tmp_path: Path, name: str) -> None:
    """The rows of a language are copied; where a copy would lose something, they are read."""
    made = Desk(tmp_path, languages=("es",))
    part = f"xl/worksheets/sheet{made.book.sheetnames.index('Spanish (es)') + 1}.xml"
    change, new = (_COPIED | _READ)[name]
    root = '<worksheet xmlns:x14ac="urn:x14ac"'
    with zipfile.ZipFile(made.path) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    text = re.sub(change, new, parts[part].decode()).replace("<worksheet", root, 1)
    parts[part] = text.encode()
    spaces = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/sharedStrings.xml"] = f"<sst {spaces}><si/><si>{_BOLD}</si></sst>".encode()
    types = parts["[Content_Types].xml"].decode()
    shared = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["[Content_Types].xml"] = types.replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{shared}"/></Types>'
    ).encode()
    with zipfile.ZipFile(made.path, "w") as changed:
        for one, content in parts.items():
            changed.writestr(one, content)
    before = _cells(made.path)
    edit = WorkbookEdit(made.path)
    assert ("Spanish (es)" in edit._copies) is (name in _COPIED)
    edit.put(SERVICES, "oak211.7", {"Name": "Soup"})
    edit.save()
    assert _cells(made.path) == before
    with zipfile.ZipFile(made.path) as after:
        rows = after.read(part).partition(b"<sheetData>")[2].partition(b"</sheetData>")[0]
    wanted = text.partition("<sheetData>")[2].partition("</sheetData>")[0]
    wanted = wanted.replace(' x14ac:dyDescent="0.25"', "").replace(
        't="s"><v>1</v>', f't="inlineStr"><is>{_BOLD}</is>'
    )
    assert rows.decode() == wanted or name in _READ


def _cells(path: Path) -> list[object]:
    """Return what a person sees in the sheets of languages."""
    return [
        (cell.coordinate, cell.value, cell.style, cell.comment and cell.comment.text)
        for row in load_workbook(path)["Spanish (es)"].iter_rows()
        for cell in row
        if cell.value is not None
    ]
