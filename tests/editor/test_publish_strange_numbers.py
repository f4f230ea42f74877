"""What no text may say keeps a workbook from being published, with the cell that says it."""

from pathlib import Path

import pytest

from kiosk.domain.records import AnyRecord, AwarenessCard, Figure, Guide, GuideBlock, SearchWord
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.publish.plan import PublishPlan, PublishRequest, make_plan
from kiosk.editor.publish.publish import publish
from kiosk.editor.publish.publish_report import PublishOutcome
from kiosk.editor.sources.source_reader import read_source
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.editors import NOW, Editor
from tests.editor.sources import HSDS3, folder
from tests.editor.workbooks import FIRST, RECORDS, Desk

GUIDE = Guide(
    id="pay",
    title="Pay",
    summary="Your pay",
    icon="work",
    categories=(),
    order=1,
    blocks=(GuideBlock(id="first", text="Ask for it."), GuideBlock(id="then", text="{lowest}")),
    service_ids=("river-meals",),
)
MORE: tuple[AnyRecord, ...] = (
    *RECORDS,
    GUIDE,
    AwarenessCard(id="card", title="Look", text="Help is near", picture="table", order=1),
    Figure(id="lowest", value="16.90", unit="usd_per_hour"),
    SearchWord(id="en.meal", language="en", words=("meal",), service_ids=("river-meals",)),
)


def proof(editor: Editor, draft: Draft) -> PublishPlan:
    order = PublishRequest(source=Path("directory.xlsx"), out=editor.out, factory=())
    return make_plan(order, draft, editor.folder, None, NOW)


CELLS = {
    "service name": ("Services", "Name", "Call 916-555-0199", "Name"),
    "quiet name": ("Services", "Quiet name", "916 555 0199", "Quiet name"),
    "phrase": ("Services", "Short phrase", "Call 916-555-0199 now", "Short phrase"),
    "description": ("Services", "Description", "Text HI to 12345.", "Description"),
    "area": ("Services", "Area served", "See evil.org", "Area served"),
    "organization": ("Organizations", "Name", "4711 Secret Lane", "Name"),
    "place": ("Places", "Second line", "Ask at 916-555-0199", "Second line"),
    "guide": ("Guides", "Summary", "help@evil.org", "Summary"),
    "line of a guide": ("Guide lines", "Text", "Dial 1234", "Text"),
    "card": ("Cards", "Text", "Ask @evil", "Text"),
    "figure": ("Figures", "Value", "9165550199", "Value"),
    "words": ("Search words", "Words", "meal, 916-555-0199", "Words"),
    "translation": ("Spanish (es)", "Translation", "Llame al 916-555-0199", "Translation"),
}


@pytest.mark.parametrize(("sheet", "header", "text", "column"), CELLS.values(), ids=CELLS)
def test_the_cell_is_named_and_nothing_is_published(
    tmp_path: Path, sheet: str, header: str, text: str, column: str
) -> None:
    desk = Desk(tmp_path, MORE, languages=("es",))
    desk.put(sheet, header, text)
    editor = Editor(tmp_path).begin()
    made = proof(editor, desk.read())
    found = [one for one in made.findings if one.weight is Weight.REFUSED]
    assert {one.code for one in found} == {FindingCode.RULE_BROKEN}
    assert (sheet, FIRST, column) in {(one.file, one.row, one.column) for one in found}
    assert "0199" not in repr(found), "the report does not spread it"
    report = publish(made, editor.folder, editor.ring, NOW)
    assert report.outcome is PublishOutcome.REFUSED
    assert not editor.out.exists()


def test_the_second_line_of_a_guide_is_named_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MORE)
    desk.put("Figures", "Value", "12345", row=FIRST)
    desk.put("Figures", "Unit", "Number")
    desk.put("Guide lines", "Text", "Text {lowest}", row=FIRST + 1)
    found = proof(Editor(tmp_path).begin(), desk.read()).findings
    refused = [one for one in found if one.weight is Weight.REFUSED]
    assert [(one.file, one.row, one.column) for one in refused] == [
        ("Guide lines", FIRST + 1, "Text")
    ]


def test_what_its_record_shows_may_be_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MORE)
    said = "Call 916-440-1234 or come to 120 River Street. riverhouse.example.org"
    desk.put("Services", "Description", said)
    desk.put("Guide lines", "Text", f"{said}. Or dial 211.")
    found = proof(Editor(tmp_path).begin(), desk.read()).findings
    assert [one for one in found if one.weight is Weight.REFUSED] == []


STRANGERS = {
    "description": ("Hot meals for families every day.", "Call 916-555-0199. Hot meals."),
    "how to start": ("Walk in.", "Text HI to 12345."),
    "web": ("Free,", "See evil.org,"),
    "street": ("Takeaway too.", "Come to 4711 Secret Lane."),
    "code": ("Takeaway too.", "Dial 1234."),
    "name of a service": ("Family Meals", "Family Meals 916-555-0199"),
    "name of an organization": ("River House,Help", "River House 916-555-0199,Help"),
}


@pytest.mark.parametrize(("old", "new"), STRANGERS.values(), ids=STRANGERS)
def test_an_import_is_masked_and_listed_with_its_row(tmp_path: Path, old: str, new: str) -> None:
    files = {name: text.replace(old, new) for name, text in HSDS3.items()}
    assert files != HSDS3
    draft = read_source(folder(tmp_path, files), ReadOptions(public_addresses=True))
    left_out = [one for one in draft.findings if one.code is FindingCode.PROSE_LEFT_OUT]
    assert {(one.weight, one.row) for one in left_out} == {(Weight.LEFT_OUT, 2)}
    assert {one.file for one in left_out} <= {"services.csv", "organizations.csv"}
    stranger = ("0199", "12345", "evil", "Secret", "1234")
    assert any(one.value for one in left_out)
    texts = repr([one for one in draft.records if "hone" not in type(one).__name__])
    assert not any(word in texts for word in stranger)
    found = proof(Editor(tmp_path).begin(), draft).findings
    refused = {one.code for one in found if one.weight is Weight.REFUSED}
    assert refused <= {FindingCode.BELOW_FLOOR}
