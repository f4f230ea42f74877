"""What visitors will see of a directory, counted before anything is signed."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Situation,
    Status,
    Tile,
    Weekday,
)
from kiosk.editor.coverage import (
    MOST_PER_TILE,
    MOST_TO_JUDGE,
    CoverageLine,
    SourceCoverage,
    cover,
    is_name,
    visible_counts_in_words,
)
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.floors import FLOORS, open_floors, source_floors
from kiosk.editor.publish.publish_answers import publish_answer
from kiosk.editor.publish.report_html import coverage_html
from kiosk.editor.sources.source_reader import ReadOptions
from kiosk.editor.workbook.source_draft import ServiceFact, StatedFacts
from tests.contract import validate
from tests.editor.both_paths import PATHS, Case, read_both
from tests.editor.editors import Editor, codes
from tests.editor.sources import HSDS3, folder, read, with_row, without
from tests.editor.typed import FOR_WHOM, Say, export, published

TODAY = dt.date(2026, 11, 24)
FRESH = dt.date(2026, 11, 1)


def service(key: str, **said: Any) -> Service:
    base = Service(
        id=key,
        organization_id="o",
        name=f"Service {key}",
        quiet_name="Ask here",
        phrase="Food to take home",
        categories=(Need.FOOD,),
        assured_date=FRESH,
    )
    return msgspec.structs.replace(base, **said)


OWNER = Organization(id="o", name="River House")


def place(key: str, *, public: bool = True) -> Location:
    shown = AddressVisibility.PUBLIC if public else AddressVisibility.HIDDEN
    street = "120 River Street" if public else None
    return Location(id=key, organization_id="o", address_visibility=shown, address_1=street)


def at(key: str, where: str) -> ServiceAtLocation:
    return ServiceAtLocation(id=f"{key}.{where}", service_id=key, location_id=where)


def number(key: str) -> Phone:
    return Phone(id=f"{key}.p", service_id=key, number="+19164401234")


def hours(key: str) -> Schedule:
    return Schedule(
        id=f"{key}.h",
        service_id=key,
        byday=(Weekday.MO,),
        opens_at="09:00",
        closes_at="17:00",
    )


def counts(services: int, *, contact: int = 0, need: int = 0, **seen: int) -> SourceCoverage:
    """A coverage of which only these counts matter."""
    lines = tuple(CoverageLine(fact, 0, seen.get(fact.name.lower(), 0), "") for fact in ServiceFact)
    return SourceCoverage(
        "x", "", foreign=False, services=services, lines=lines, contact=contact, need=need
    )


OLD = TODAY - dt.timedelta(400)
COUNTS: dict[str, tuple[list[AnyRecord], SourceCoverage]] = {
    "nothing but a name": ([service("a")], counts(1, need=1)),
    "a number": ([service("a"), number("a")], counts(1, number=1, contact=1, need=1)),
    "two numbers of one": (
        [service("a"), number("a"), msgspec.structs.replace(number("a"), id="a.q")],
        counts(1, number=1, contact=1, need=1),
    ),
    "hours": ([service("a"), hours("a")], counts(1, hours=1, need=1)),
    "hours of any age": (
        [service("a", assured_date=None), hours("a")],
        counts(1, hours=1, need=1),
    ),
    "a street": (
        [service("a"), place("l"), at("a", "l")],
        counts(1, street=1, contact=1, need=1),
    ),
    "a street of any age": (
        [service("a", assured_date=OLD), place("l"), at("a", "l")],
        counts(1, street=1, contact=1, need=1),
    ),
    "a hidden street": (
        [service("a"), place("l", public=False), at("a", "l")],
        counts(1, need=1),
    ),
    "no need": ([service("a", categories=(Need.OTHER,))], counts(1)),
    "one that is closed": ([service("a", status=Status.INACTIVE), number("a")], counts(0)),
    "a number and a street": (
        [service("a"), number("a"), place("l"), at("a", "l")],
        counts(1, number=1, street=1, contact=1, need=1),
    ),
}


@pytest.mark.parametrize(("records", "seen"), COUNTS.values(), ids=COUNTS)
def test_what_is_counted(records: list[AnyRecord], seen: SourceCoverage) -> None:
    found = cover([OWNER, *records])
    facts = (ServiceFact.NUMBER, ServiceFact.HOURS, ServiceFact.STREET)
    assert [*map(found.seen, facts)] == [*map(seen.seen, facts)]
    assert (found.services, found.contact, found.need) == (seen.services, seen.contact, seen.need)


WORDS = [
    (
        counts(951, need=28),
        (
            "Visitors will see 951 services: with a number 0, with hours 0, with a street 0, "
            "under a need 28 (3 %)."
        ),
    ),
    (
        counts(200, number=199, hours=1, street=100, contact=200, need=200),
        (
            "Visitors will see 200 services: with a number 199 (99 %), with hours 1 (1 %), "
            "with a street 100 (50 %), under a need 200 (100 %)."
        ),
    ),
    (
        counts(1, number=1, contact=1),
        (
            "Visitors will see 1 service: with a number 1 (100 %), with hours 0, with a street 0, "
            "under a need 0."
        ),
    ),
    (counts(0), "Visitors will see no service."),
]


@pytest.mark.parametrize(("seen", "words"), WORDS, ids=["many", "most", "one", "none"])
def test_it_is_said_in_one_sentence(seen: SourceCoverage, words: str) -> None:
    assert visible_counts_in_words(seen) == words


def test_a_directory_of_empty_cards_waits_for_a_word(tmp_path: Path) -> None:
    editor = Editor(tmp_path).begin()
    empty = [OWNER, *(service(key) for key in "abc"), number("a")]
    report = editor.publish(empty)
    assert (FindingCode.BELOW_FLOOR, Weight.REFUSED) in codes(report.findings)
    assert report.seal is None
    report = editor.publish(empty, accept=frozenset({"contact"}))
    assert report.seal is not None
    answer = publish_answer(report)
    validate("publish", answer)
    assert answer["visitors"] == {
        "services": 3,
        "number": 1,
        "hours": 0,
        "street": 0,
        "contact": 1,
        "need": 3,
    }


def test_a_broken_package_begins_with_what_visitors_will_see(say: Say, tmp_path: Path) -> None:
    source = folder(tmp_path, without(HSDS3, "phones.csv"))
    result = published(say, source, "x.kiosksync", *FOR_WHOM)
    first, *_ = result.stdout.splitlines()
    assert first == (
        "Visitors will see 2 services: with a number 0, with hours 1 (50 %), with a street 0, "
        "under a need 1 (50 %)."
    )
    assert result.exit_code == 1
    assert "contact: 0 of 2 have a number or a shown street" in result.output
    assert not (tmp_path / "x.kiosksync").exists()
    page = (tmp_path / "x.report.html").read_text()
    assert page.index("Visitors will see 2 services") < page.index("Mend this first")
    typed = ("--accept", "situation,contact")
    again = published(say, source, "x.kiosksync", *FOR_WHOM, *typed)
    assert again.exit_code == 1, "no number and no street at all is never typed away"
    shown = published(say, source, "x.kiosksync", *FOR_WHOM, *typed, "--public-addresses")
    assert shown.exit_code == 0, shown.output


@pytest.mark.parametrize("word", ["everything", "contact,all", ""])
def test_only_a_floor_can_be_accepted(say: Say, tmp_path: Path, word: str) -> None:
    result = published(say, folder(tmp_path, HSDS3), "x.kiosksync", "--accept", word)
    assert result.exit_code == 2
    assert "contact" in result.output


@pytest.mark.parametrize(
    ("text", "is_word"),
    [
        ("River House", True),
        ("ZZ-12.3", False),
        ("BD-1800.2000", False),
        ("Sacramento", False),
        ("Sacramento Food Bank", True),
        ("211", False),
        ("食物銀行", True),
        ("Дом", True),
    ],
)
def test_a_code_or_a_bare_city_is_no_name(text: str, *, is_word: bool) -> None:
    assert is_name(text, {"sacramento"}) is is_word


def test_an_export_says_what_stands_in_it_and_what_visitors_see(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, HSDS3), ReadOptions())
    found = cover(draft.records, draft.stated, draft.findings, "export", draft.recognised)
    assert {line.fact: (line.stated, line.seen) for line in found.lines} == {
        ServiceFact.NUMBER: (2, 2),
        ServiceFact.SITUATION: (2, 0),
        ServiceFact.CHECKED_ON: (1, 1),
        ServiceFact.HOURS: (1, 1),
        ServiceFact.STREET: (2, 0),
        ServiceFact.LANGUAGES: (1, 1),
        ServiceFact.COST: (1, 1),
        ServiceFact.PAGE: (2, 2),
        ServiceFact.NAMES: (2, 2),
    }
    assert (found.links, found.live) == (14, 14)
    street = next(line for line in found.lines if line.fact is ServiceFact.STREET)
    assert "--public-addresses" in street.do


def test_dead_links_are_counted(tmp_path: Path) -> None:
    dead = with_row(HSDS3, "phones.csv", "ph_9,,gone,,,,916-440-9999,,voice,")
    stated = read(folder(tmp_path, dead)).stated
    assert (stated.links, stated.live) == (15, 14)


@pytest.mark.parametrize(("many", "shared"), [(10, 0), (12, 12)])
def test_a_number_of_many_organizations_is_to_be_looked_at(
    tmp_path: Path, many: int, shared: int
) -> None:
    source = export(tmp_path / "x", [f"Meals {at}" for at in range(many)])
    phones = (source / "phones.csv").read_text().splitlines()
    same = [phones[0], *(f"p{at},s{at},916-440-1234" for at in range(many))]
    (source / "phones.csv").write_text("\n".join(same))
    draft = read(source)
    found = cover(draft.records, draft.stated, draft.findings)
    assert found.shared == shared
    assert bool(found.to_judge) is bool(shared)


def test_tiles_without_and_with_too_many_answers_come_first() -> None:
    def tile(key: str) -> Tile:
        return Tile(id=key, need=Need.FOOD, order=1, label=key, icon="x", codes=(key,))

    def sorted_under(key: str, many: int) -> list[Service]:
        return [
            service(f"{key}{at}", situations=(Situation(code=key, fit=2),)) for at in range(many)
        ]

    crowd = MOST_PER_TILE + 1
    some = [
        *map(tile, ("few", "many", "none")),
        *sorted_under("few", 2),
        *sorted_under("many", crowd),
    ]
    assert [(one.id, one.answers) for one in cover([OWNER, *some]).tiles] == [
        ("none", 0),
        ("many", crowd),
        ("few", 2),
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_service_with_only_a_person_s_number_is_named_first(tmp_path: Path, path: str) -> None:
    cases = {
        "alone": Case(
            {"name": "Bread"}, phones=[{"number": "916-440-1001", "label": "Dana's cell"}]
        ),
        "also": Case(
            {"name": "Beds"},
            phones=[
                {"number": "916-440-1002", "label": "Dana's cell"},
                {"number": "916-440-1003", "label": "Front Desk"},
            ],
        ),
        "none": Case({"name": "Baths"}, phones=()),
    }
    draft = read_both(tmp_path, cases).drafts[path]
    first = cover(draft.records, draft.stated, draft.findings).to_judge[0]
    assert (first.what, first.where) == (
        "service has only the number of a person.",
        ("Bread",),
    )


@pytest.mark.parametrize("path", PATHS)
def test_made_names_of_what_nobody_should_learn_are_to_be_read(tmp_path: Path, path: str) -> None:
    needs = {"Rape Crisis": "Health", "Bread": "Food and basics"}
    cases = {name: Case({"name": name}, {"name": "Ash House"}) for name in needs}
    draft = read_both(tmp_path, cases).drafts[path]
    records = [
        msgspec.structs.replace(one, categories=(Need.HEALTH if "Rape" in one.name else Need.FOOD,))
        if isinstance(one, Service)
        else one
        for one in draft.records
    ]
    [read] = [
        one
        for one in cover(records, draft.stated, draft.findings).to_judge
        if "quiet name" in one.what
    ]
    assert read.where == ("Rape Crisis: Ash House",)


def test_what_to_judge_is_at_most_eight_lines() -> None:
    findings = [SourceFinding(code, Weight.NOTE, "x.csv", 2) for code in FindingCode]
    assert len(cover([OWNER, service("a")], findings=findings).to_judge) == MOST_TO_JUDGE


def test_the_page_escapes_names_and_stays_small() -> None:
    hostile = "<script>alert(1)</script>\u202e"
    findings = [
        SourceFinding(FindingCode.HOME_HIDDEN, Weight.NOTE, "x.csv", at, value=f"{hostile} {at}")
        for at in range(5_000)
    ]
    some = [OWNER, *(service(f"s{at}", name=f"{hostile} {at}") for at in range(50))]
    found = cover(some, StatedFacts({}), findings, hostile, hostile)
    floors = source_floors(found)
    page = coverage_html(found, floors, open_floors(floors, (), {}))
    assert "<script" not in page
    assert "\u202e" not in page
    assert len(page.encode()) < 150_000


@pytest.mark.parametrize(("seen", "share"), [(0, "0.0"), (1, "10.0"), (3, "30.0"), (10, "100")])
def test_a_bar_is_as_long_as_its_share(seen: int, share: str) -> None:
    page = coverage_html(counts(10, number=seen), ())
    line = page[page.index("<b>Number to call</b>") :]
    assert re.findall(r'<i style="width:([\d.]+)%', line)[:2] == ["0.0", share]


def test_publishing_writes_the_page_and_the_answer(say: Say, tmp_path: Path) -> None:
    result = published(say, folder(tmp_path, HSDS3), "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 0, result.output
    page = (tmp_path / "x.coverage.html").read_text()
    assert "In a question (situation)" in page
    assert (tmp_path / "x.coverage.html").stat().st_mode & 0o077 == 0
    answer = json.loads((tmp_path / "x.report.json").read_text())
    validate("publish", answer)
    validate("coverage", answer["coverage"])
    assert {one["name"] for one in answer["coverage"]["floors"]} == FLOORS
