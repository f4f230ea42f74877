"""The change report in the words of the shell and of the editor's page: every door of it."""

from kiosk.domain.records import PhoneType
from kiosk.presentation.change_messages import sections_of
from kiosk.sync.change_report import (
    AddressChange,
    ChangedService,
    ChangeReport,
    NamedService,
    NumberChange,
    PlaceChange,
    Tally,
)

PLACE = PlaceChange(id="p", organization="Half Moon", services=("Night Beds",))


def told(**changes: object) -> list[tuple[str, list[tuple[str, str, str]]]]:
    report = ChangeReport(services_before=10, services_after=10, **changes)  # type: ignore[arg-type]
    return [
        (section.title, [(row.text, row.old, row.new) for row in section.rows])
        for section in sections_of(report)
    ]


def test_an_address_that_was_hidden_comes_before_all_that_is_not_a_helpline() -> None:
    found = told(
        shown=(PLACE,),
        added=(NamedService(id="s", name="Box", organization="O", addresses=("2 Road",)),),
    )
    assert found == [
        (
            "Hidden addresses that are shown from now on",
            [("Night Beds (Half Moon)", "", "")],
        ),
        ("New services", [("Box (O): 2 Road", "", "")]),
    ]


def test_numbers_are_written_as_people_write_them_each_once() -> None:
    ways = ("+19165550142", "+19165550142", "https://a.example/")
    box = NamedService(id="s", name="Box", organization="O", numbers=ways[:2], urls=ways[2:])
    cot = NumberChange(
        service_id="c",
        name="Cot",
        organization="O",
        type=PhoneType.VOICE,
        old="+19165550101",
        new="211",
    )
    assert told(added=(box,), removed=(box,), numbers=(cot,)) == [
        ("Numbers that change", [("Cot (O, voice)", "916-555-0101", "211")]),
        ("Services that go", [("Box (O): 916-555-0142, https://a.example/", "", "")]),
        ("New services", [("Box (O): 916-555-0142, https://a.example/", "", "")]),
    ]


def test_old_and_new_address_stand_side_by_side() -> None:
    change = AddressChange(service_id="s", name="Box", organization="O", old="1 Road", new="2 Road")
    assert told(addresses=(change,), hidden=(PLACE,)) == [
        ("Addresses that change", [("Box (O)", "1 Road", "2 Road")]),
        ("Addresses that are hidden from now on", [("Night Beds (Half Moon)", "", "")]),
    ]


def test_questions_and_what_leads_there_are_named() -> None:
    fields = ("situations", "room_line", "must_report")
    one = ChangedService(id="s", name="Box", organization="O", fields=fields)
    words = "which questions lead there, who knows free beds, duty to report"
    assert told(changed=(one,), questions=Tally(added=1, removed=2)) == [
        ("Services that say something else", [(f"Box (O): {words}", "", "")]),
        ("Also", [("Questions: 1 new, 2 gone", "", "")]),
    ]
