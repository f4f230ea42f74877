"""A web address is cleaned the same way whichever way it comes in, and its row is named."""

import json
from pathlib import Path

import pytest

from kiosk.domain.records import Organization, Service
from kiosk.editor.publish.findings import FindingCode, Weight
from tests.editor.sources import HSDS2, HSDS3, OHANA, SERVICE, folder, read
from tests.editor.workbooks import FIRST, Desk

HOUSE = "https://house.example.org"
URLS = {
    f"{HOUSE}/help": f"{HOUSE}/help",
    "http://house.example.org/help": f"{HOUSE}/help",
    f"{HOUSE}/help?utm_source=facebook": f"{HOUSE}/help",
    f"{HOUSE}/help?utm_source=facebook&fbclid=a&gclid=9": f"{HOUSE}/help",
    f"{HOUSE}/help?lang=es&fbclid=a": f"{HOUSE}/help?lang=es",
    "http://house.example.org/a?b=1&c=2": HOUSE,
    f"{HOUSE}/help#top": f"{HOUSE}/help",
    "https://bit.ly/house": None,
    "mailto:us@house.example.org": None,
}


@pytest.mark.rotating(3)
@pytest.mark.parametrize(("typed", "url"), URLS.items())
def test_in_a_workbook(tmp_path: Path, typed: str, url: str | None) -> None:
    desk = Desk(tmp_path)
    desk.put("Services", "Web page", typed)
    desk.put("Organizations", "Website", typed)
    desk.put("Services", "Sources", f"A page | {typed} | 2026-03")
    records = desk.read().records
    [service] = [one for one in records if isinstance(one, Service) and one.id == "river-meals"]
    [house] = [one for one in records if isinstance(one, Organization) and one.id == "river-house"]
    assert (service.url, house.website) == (url, url)
    if "://" in typed:
        assert [(one.name, one.url, one.date) for one in service.sources] == [
            ("A page", url, "2026-03")
        ]


EXPORTS = {
    "HSDS 3": (HSDS3, "www.riverhouse.org"),
    "HSDS 2": (HSDS2, "https://riverhouse.org"),
    "Ohana": (OHANA, "https://riverhouse.org"),
    "inline": ({"services.json": json.dumps([SERVICE])}, "https://riverhouse.org"),
}


@pytest.mark.parametrize(("typed", "url"), URLS.items())
@pytest.mark.parametrize("form", EXPORTS)
def test_in_an_export(tmp_path: Path, form: str, typed: str, url: str | None) -> None:
    files, was = EXPORTS[form]
    assert was in "".join(files.values())
    files = {name: content.replace(was, typed) for name, content in files.items()}
    records = read(folder(tmp_path, files)).records
    [house] = [
        one for one in records if isinstance(one, Organization) and one.name == "River House"
    ]
    assert house.website == url


@pytest.mark.parametrize(
    ("typed", "code", "weight", "why"),
    [
        ("https://bit.ly/a", FindingCode.UNREAD_CELL, Weight.LEFT_OUT, "it hides where it leads"),
        ("us@house.example.org", FindingCode.UNREAD_CELL, Weight.LEFT_OUT, "it is a mail address"),
        ("https://maps.google.com/x", FindingCode.UNREAD_CELL, Weight.LEFT_OUT, "place on a map"),
        ("http://house.example.org", FindingCode.CELL_MENDED, Weight.ASSUMED, "for http://"),
        (f"{HOUSE}/a?b=1&c=2", FindingCode.CELL_MENDED, Weight.ASSUMED, "long query was cut"),
    ],
)
def test_sheet_row_column_and_the_true_reason_are_said(
    tmp_path: Path, typed: str, code: FindingCode, weight: Weight, why: str
) -> None:
    desk = Desk(tmp_path)
    desk.put("Services", "Web page", typed)
    [finding] = [one for one in desk.read().findings if one.column == "Web page"]
    assert (finding.code, finding.weight) == (code, weight)
    assert (finding.file, finding.row, finding.value) == ("Services", FIRST, typed)
    assert why in finding.assumed
