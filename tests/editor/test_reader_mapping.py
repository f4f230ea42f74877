"""How rows become records: texts that were never written, hours, owners, and typed fields."""

import copy
from pathlib import Path

import pytest

from kiosk.domain.records import Access, Document, Phone, PhoneType, PhoneUse, Start
from kiosk.editor.findings import FindingCode
from kiosk.editor.importers.free_text import read_access, read_documents, read_start, read_use
from tests.editor.both_paths import seen
from tests.editor.sources import (
    HSDS1,
    HSDS3,
    OHANA,
    SERVICE,
    codes,
    folder,
    found,
    json_file,
    phones,
    read,
    schedules,
    services,
    with_row,
)


def test_what_was_made_for_a_screen_is_said(tmp_path: Path) -> None:
    value = {**SERVICE, "name": "Rape Crisis Center", "description": "<p>Hot <b>meals</b></p>"}
    draft = read(json_file(tmp_path, value))
    [service] = services(draft)
    assert (service.quiet_name, service.phrase) == ("River House", "Hot meals")
    [name] = found(draft, FindingCode.QUIET_NAME_MADE)
    assert name.assumed == "River House"
    assert FindingCode.PHRASE_MADE in codes(draft)


def test_prose_stands_in_the_description_under_its_own_words(tmp_path: Path) -> None:
    value = {
        **SERVICE,
        "alert": "Closed for repairs in May.",
        "eligibility_description": "Families of the valley",
        "application_process": "Come by",
        "fees_description": "Five dollars if you can",
        "required_documents": [{"document": "Birth certificate"}],
        "service_areas": [{"name": "x" * 130}],
    }
    text = services(read(json_file(tmp_path, value)))[0].description or ""
    assert text.startswith("Closed for repairs in May. Hot meals for families every day.")
    for part in (
        "Who can go: Families of the valley.",
        "How to start: Come by.",
        "Cost: Five dollars if you can.",
        "Bring: Birth certificate.",
        "Area: xxx",
    ):
        assert part in text


def test_a_text_beyond_the_limit_is_cut_and_said(tmp_path: Path) -> None:
    value = {**SERVICE, "description": "word " * 2000, "name": "Long " * 40}
    draft = read(json_file(tmp_path, value))
    assert len(services(draft)[0].description or "") <= 2000
    assert {finding.column for finding in found(draft, FindingCode.SHORTENED)} == {
        "name",
        "description",
    }


def test_hours_that_are_not_all_read_stay_words(tmp_path: Path) -> None:
    row = "sch_2,svc_1,,,,,MONTHLY,SA,10:00:00,12:00:00"
    draft = read(folder(tmp_path, with_row(HSDS3, "schedules.csv", row)))
    assert schedules(draft) == []
    assert "Hours: " in (services(draft)[0].description or "")


@pytest.mark.parametrize("key", ["", "svc_1"], ids=["place alone", "service and place"])
def test_hours_that_differ_from_place_to_place_make_a_service_for_each(
    tmp_path: Path, key: str
) -> None:
    files = {
        **HSDS3,
        "service_at_location.csv": "id,service_id,location_id\na,svc_1,loc_1\nb,svc_1,loc_2\n",
        "schedules.csv": (
            "id,service_id,location_id,freq,byday,opens_at,closes_at\n"
            f"1,{key},loc_1,WEEKLY,MO,09:00,17:00\n2,{key},loc_2,WEEKLY,TU,09:00,17:00\n"
        ),
    }
    draft = read(folder(tmp_path, files, "a"))
    sites = ("svc_1.loc_1", "svc_1.loc_2")
    first, second = (seen(draft.records, site) for site in sites)
    assert (first.open, second.open) == ([("MO", "09:00", "17:00")], [("TU", "09:00", "17:00")])
    assert first.service.situations == second.service.situations
    assert first.numbers == second.numbers == [("+19164401234", None, "voice")]
    assert {one.id for one in services(draft)} == {*sites, "svc_2"}
    assert FindingCode.HOURS_SPLIT in codes(draft)
    files["schedules.csv"] = files["schedules.csv"].replace("TU", "MO")
    same = read(folder(tmp_path, files, "b"))
    assert [row.opens_at for row in schedules(same)] == ["09:00"]


def test_single_days_of_closing_are_kept(tmp_path: Path) -> None:
    files = {
        **OHANA,
        "holiday_schedules.csv": (
            "id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at\n"
            "1,,1,2026-12-25,2026-12-25,true,,\n"
        ),
    }
    rows = schedules(read(folder(tmp_path, files)))
    assert [row.closed for row in rows].count(True) == 1


def test_one_key_for_many_rows_of_hours_loses_none(tmp_path: Path) -> None:
    text = HSDS1["regular_schedules.csv"].replace("r2,", "r1,")
    draft = read(folder(tmp_path, {**HSDS1, "regular_schedules.csv": text}))
    days = {day for row in schedules(draft) for day in row.byday}
    assert days == {"MO", "TU"}


def test_an_owner_speaks_for_services_without_a_number(tmp_path: Path) -> None:
    files = {
        **HSDS3,
        "phones.csv": "id,organization_id,number\np,org_1,916-440-1234\n",
        "services.csv": HSDS3["services.csv"].replace("svc_2,org_2", "svc_2,org_1"),
    }
    draft = read(folder(tmp_path, files))
    assert {phone.service_id for phone in phones(draft)} == {"svc_1", "svc_2"}
    assert len({phone.id for phone in phones(draft)}) == 2


def test_languages_of_a_number_and_of_a_place(tmp_path: Path) -> None:
    files = with_row(HSDS3, "languages.csv", "lan_2,,,ph_1,Vietnamese,vi,", "lan_3,,loc_1,,Hmong,,")
    draft = read(folder(tmp_path, files))
    first: Phone = phones(draft)[0]
    assert first.languages == ("vi",)
    assert services(draft)[0].languages == ("hmn",)


def test_two_addresses_of_one_place_are_said(tmp_path: Path) -> None:
    value = copy.deepcopy(SERVICE)
    addresses = value["service_at_locations"][0]["location"]["addresses"]
    addresses.append({**addresses[0], "id": "adr-2", "address_1": "9 Elm Street"})
    draft = read(json_file(tmp_path, value))
    assert FindingCode.SECOND_ADDRESS in codes(draft)


def test_an_extension_that_is_prose_is_said(tmp_path: Path) -> None:
    files = {**HSDS3, "phones.csv": "id,service_id,number,extension\np,svc_1,916-440-1234,Ann\n"}
    draft = read(folder(tmp_path, files))
    assert [(phone.number, phone.extension) for phone in phones(draft)] == [("+19164401234", None)]
    assert FindingCode.CELL_MENDED in codes(draft)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Walk in or apply by phone.", (Start.WALK_IN, Start.CALL)),
        ("Call for an appointment.", (Start.CALL, Start.APPOINTMENT)),
        ("No appointment needed. Walk-ins welcome", (Start.WALK_IN,)),
        ("Walk-ins are not accepted", ()),
        ("By referral", (Start.REFERRAL,)),
        ("Referral required", (Start.REFERRAL,)),
        ("No referral required", ()),
        ("Apply online, by email", (Start.ONLINE, Start.EMAIL)),
        ("Ask at the desk", ()),
        ("", ()),
    ],
)
def test_ways_to_start(text: str, expected: tuple[Start, ...]) -> None:
    assert read_start(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo ID", (Document.PHOTO_ID,)),
        (
            "Government-issued photo ID, proof of address and proof of income",
            (Document.PHOTO_ID, Document.PROOF_OF_ADDRESS, Document.PROOF_OF_INCOME),
        ),
        ("None", (Document.NOTHING,)),
        ("Photo ID, birth certificate", ()),
        ("Nothing, photo ID", ()),
        ("Bring what you have", ()),
        ("", ()),
    ],
)
def test_documents(text: str, expected: tuple[Document, ...]) -> None:
    assert read_documents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wheelchair", (Access.WHEELCHAIR,)),
        ("Wheelchair access is possible on all levels.", (Access.WHEELCHAIR,)),
        ("No wheelchair access", ()),
        ("Limited wheelchair access", ()),
        ("ramp, restroom, deaf_interpreter", (Access.SIGN_LANGUAGE,)),
        ("ASL interpreters", (Access.SIGN_LANGUAGE,)),
        ("711 relay", (Access.RELAY_711,)),
        ("elevator", ()),
    ],
)
def test_access(text: str, expected: tuple[Access, ...]) -> None:
    assert read_access(text) == expected


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        (PhoneType.VOICE, "hotline", PhoneUse.CRISIS),
        (PhoneType.VOICE, "Crisis line", PhoneUse.CRISIS),
        (PhoneType.VOICE, "Intake", PhoneUse.APPOINTMENTS),
        (PhoneType.VOICE, "Business office", PhoneUse.OFFICE),
        (PhoneType.VOICE, "", PhoneUse.MAIN),
        (PhoneType.TEXT, "hotline", PhoneUse.MAIN),
    ],
)
def test_uses_of_numbers(kind: PhoneType, words: str, expected: PhoneUse) -> None:
    assert read_use(kind, words) is expected


def test_a_language_with_a_limit_is_not_promised(tmp_path: Path) -> None:
    files = with_row(HSDS3, "languages.csv", "lan_2,svc_1,,,Spanish,,when staff are available")
    draft = read(folder(tmp_path, files))
    assert services(draft)[0].languages == ()
    assert FindingCode.LANGUAGE_NOT_PROMISED in codes(draft)


def test_ages_that_contradict_are_dropped(tmp_path: Path) -> None:
    value = {**SERVICE, "minimum_age": 60, "maximum_age": 18}
    draft = read(json_file(tmp_path, value))
    assert (services(draft)[0].minimum_age, services(draft)[0].maximum_age) == (None, None)
    assert FindingCode.UNREAD_CELL in codes(draft)
