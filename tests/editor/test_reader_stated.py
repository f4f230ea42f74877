"""Typed fields: only what a text of the source says plainly."""

from pathlib import Path

import pytest

from kiosk.domain.records import (
    Access,
    Document,
    PhoneType,
    PhoneUse,
    Start,
)
from kiosk.editor.importers.free_text import read_access, read_documents, read_start, read_use
from kiosk.editor.publish.findings import FindingCode
from tests.editor.sources import (
    HSDS3,
    SERVICE,
    codes,
    folder,
    json_file,
    read,
    services,
    with_row,
)


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
