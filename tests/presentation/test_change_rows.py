"""The change report as staff read it: every number and address of it, the worst first."""

import datetime as dt

import msgspec

from kiosk.app import assets
from kiosk.domain.helplines import ANCHORS, shown_helplines
from kiosk.domain.language import WRITTEN
from kiosk.domain.ndjson import read_records
from kiosk.domain.override import Revealing
from kiosk.domain.syncfile import HelplineFile, RefusalCode
from kiosk.presentation.change_rows import (
    OTHER,
    ChangeRow,
    ChangeSubject,
    field_groups,
    rows_of,
    sums_of,
)
from kiosk.sync.change_report import (
    AddressChange,
    AllowedWord,
    ChangedService,
    ChangeReport,
    HelplineChange,
    NamedService,
    PlaceChange,
    Tally,
)
from kiosk.sync.changes import compare
from kiosk.sync.guarded_changes import line_numbers
from kiosk.sync.holds import HoldReason
from kiosk.sync.side import DirectoryContent
from kiosk.sync.staff_messages import HOLDS, REASONS, why
from tests.conftest import english_words
from tests.sync.box import gone, small


def report(**changes: object) -> ChangeReport:
    return ChangeReport(services_before=10, services_after=10, **changes)  # type: ignore[arg-type]


def helpline(*fields: str, old: tuple[str, ...] = (), new: tuple[str, ...] = ()) -> ChangeReport:
    line = HelplineChange(id="h", name="Night Line", fields=fields, old=old, new=new)
    return report(helplines=(line,))


def shown(row: ChangeRow) -> tuple[ChangeSubject, str, str, str]:
    return row.what, row.kind.text, row.old, row.new


def test_every_way_to_reach_a_new_service_stands_on_a_row_of_its_own() -> None:
    """A number nobody looked at is how a visitor is sent to the wrong person."""
    new = NamedService(
        id="s",
        name="Blue Door",
        organization="O",
        numbers=("+19165550142", "+19165550163"),
        urls=("https://blue.example/",),
    )
    rows = rows_of(report(added=(new,)))
    assert [(row.new, row.numbers) for row in rows] == [
        ("+19165550142", True),
        ("+19165550163", True),
        ("https://blue.example/", False),
    ]
    bare = NamedService(id="t", name="Green Gate", organization="O")
    assert [shown(row) for row in rows_of(report(added=(bare,)))] == [
        (ChangeSubject.NEW, "New", "", "")
    ]


def test_a_help_line_that_goes_out_of_service_says_so() -> None:
    rows = rows_of(helpline("out_of_service", old=("+19165550101",)))
    assert [shown(row) for row in rows] == [
        (ChangeSubject.HELPLINE, "Help line, out of service", "+19165550101", "")
    ]
    rows = rows_of(helpline("out_of_service", new=("+19165550101",)))
    assert [row.kind.text for row in rows] == ["Help line, in service again"]


def test_what_else_changes_at_a_help_line_stands_with_the_worst() -> None:
    same = ("+19165550101",)
    rows = rows_of(helpline("languages", "always_open", "rank", old=same, new=same))
    assert [row.what for row in rows] == [ChangeSubject.HELPLINE]
    assert rows[0].dangerous
    words = [field.text for field in field_groups(rows[0].fields)]
    assert words == ["languages", "opening hours", OTHER.text]


def test_the_chat_of_a_help_line_is_an_address_and_no_number() -> None:
    rows = rows_of(helpline("chat_url", old=("https://a.example/",), new=("https://b.example/",)))
    assert [(row.old, row.new, row.numbers) for row in rows] == [
        ("https://a.example/", "https://b.example/", False)
    ]


def test_an_address_that_will_be_shown_is_dangerous_and_counted() -> None:
    place = PlaceChange(id="p", organization="Half Moon")
    found = report(shown=(place,))
    assert [(row.what, row.name, row.dangerous) for row in rows_of(found)] == [
        (ChangeSubject.SHOWN, "Half Moon", True)
    ]
    english = english_words(next(one for one in WRITTEN if one.tag == "en"))
    assert (1, "address will be shown") in sums_of(found, english)


def test_the_sums_are_all_of_them_and_in_their_order() -> None:
    """Each of the tallies counts what is new, gone and changed in it."""
    named = NamedService(id="s", name="Box", organization="O")
    other = ChangedService(id="c", name="Cot", organization="O", fields=("cost",))
    one, two = Tally(added=1), Tally(removed=1, changed=1)
    found = report(
        added=(named,),
        removed=(named, named),
        changed=(other, other, other),
        guides=one,
        cards=two,
        figures=one,
        translations=two,
        questions=one,
        search_words=two,
    )
    english = english_words(WRITTEN[0])
    assert sums_of(found, english) == [
        (2, "services are removed"),
        (1, "service is new"),
        (3, "services have new details"),
        (9, "texts are updated"),
        (6, "services stay the same"),
    ]
    assert sums_of(report(), english) == [(10, "services stay the same")]


def test_an_address_that_changes_stands_beside_the_new_one_and_is_counted() -> None:
    change = AddressChange(service_id="s", name="Box", organization="O", old="1 Road", new="2 Road")
    found = report(addresses=(change,))
    assert [shown(row) for row in rows_of(found)] == [
        (ChangeSubject.PLACE, "Address", "1 Road", "2 Road")
    ]
    assert rows_of(found)[0].dangerous
    english = english_words(next(one for one in WRITTEN if one.tag == "en"))
    assert (1, "address changes") in sums_of(found, english)


def test_the_history_says_why() -> None:
    assert {why(reason) for reason in HoldReason} == set(HOLDS.values())
    assert why("fork") == REASONS[RefusalCode.FORK].why
    assert why("person") != why("unattended")
    assert why("") is None


def test_a_word_that_gives_visitors_away_stands_among_the_dangerous_with_who_allowed_it() -> None:
    word = AllowedWord(
        service_id="s",
        name="Blue Door",
        organization="O",
        what=Revealing.WEBSITE,
        text="https://blue.example/crisis",
        by="Ana Ruiz",
        date=dt.date(2026, 11, 12),
        reason="The page is the only way in",
    )
    found = report(allowed=(word,))
    assert not found.nothing
    (row,) = rows_of(found)
    assert shown(row) == (ChangeSubject.REVEALING, "Web page in a QR code", "", word.text)
    assert row.dangerous
    assert row.allowed is word
    assert (1, "revealing word may be seen") in sums_of(found, english_words(WRITTEN[0]))


def first_sync() -> tuple[ChangeRow, ...]:
    """The rows for a kiosk as delivered that gets a small directory of a coalition."""
    lines = HelplineFile(helplines=ANCHORS, guarded=())
    before = DirectoryContent(list(read_records(assets.factory())), lines)
    return rows_of(compare(before, DirectoryContent(gone(small(), "line-city"), lines)))


def test_a_line_that_stays_on_talk_never_goes_to_nothing() -> None:
    on_talk = {number for line in shown_helplines(ANCHORS) for number in line_numbers(line)}
    rows = first_sync()
    lines = [row for row in rows if row.what is ChangeSubject.HELPLINE]
    assert lines
    assert not [row for row in lines if row.old in on_talk and not row.new]
    kept = [row for row in rows if row.name in {line.name for line in ANCHORS}]
    assert "911" in {row.name for row in kept}
    assert {(row.what, row.fields) for row in kept} == {(ChangeSubject.CHANGED, ("categories",))}


def test_a_line_that_talk_does_not_show_still_goes() -> None:
    line = NamedService(id="x", name="Line", organization="O", numbers=("211",), helpline=True)
    assert shown(rows_of(report(removed=(line,)))[0])[2:] == ("211", "")
    half = msgspec.structs.replace(line, numbers=("988", "211"), stays=("988",))
    assert shown(rows_of(report(removed=(half,)))[0])[2:] == ("211", "")
