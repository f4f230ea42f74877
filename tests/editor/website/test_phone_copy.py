"""The copy on a phone: an answer stores it, a start renews it, old facts go, a touch ends it."""

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from selenium.webdriver.common.by import By

from kiosk.app import assets
from kiosk.domain.contact import MAX_BYTES
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.website.build import build, unpacked
from kiosk.editor.website.phone_copy import MOST_NOW, mark_of_record
from kiosk.editor.website.policy import wrong_headers
from kiosk.editor.website.website_options import WebsiteOptions
from tests.editor.website.browsing import (
    OPEN_ALL,
    Host,
    browser,
    held,
    misfits,
    resize,
    until,
    violations,
)
from tests.editor.website.copying import (
    HOURS,
    NUMBER,
    STATE,
    STREET,
    days_later,
    edition,
    press,
    records,
    site_of,
    status,
    store,
    text_of,
)
from tests.editor.website.making import HOST, Desk, bundle

WORKER = (assets.resources() / "website" / "w.js").read_text("utf-8")


@pytest.fixture(scope="module")
def first_edition(catalogues: object) -> dict[str, bytes]:
    del catalogues
    return edition(1)


@pytest.fixture
def site(first_edition: dict[str, bytes]) -> Iterator[Host]:
    with site_of(first_edition) as one:
        yield one


@pytest.fixture
def phone(page: Any) -> Any:
    """A browser; each test has a host of its own in it."""
    resize(page, 390, 844)
    page.set_script_timeout(60)
    return page


def test_a_window_that_is_gone_between_two_tests_is_replaced(chromium: Callable[[], Any]) -> None:
    """Chromium loses one now and then; the tests after it are not about that."""
    gone = chromium()
    gone.close()
    another = chromium()
    assert another is not gone
    assert another is chromium()


def test_only_the_second_answer_stores_a_copy(site: Host, phone: Any) -> None:
    phone.get(f"{site.address}/en.html")
    link = phone.find_element(By.CSS_SELECTOR, ".kp a")
    assert link.is_displayed()
    press(phone, ".kp a")
    until(phone, lambda _: phone.find_element(By.CSS_SELECTOR, ".yes").is_displayed())
    first, second = (one for one in phone.find_elements(By.CSS_SELECTOR, ".an > *")
                     if one.is_displayed())  # fmt: skip
    assert (first.text, second.text) == ("Do not keep", "Yes, only I use this phone")
    assert not phone.find_elements(By.CSS_SELECTOR, "link[rel=manifest]")
    assert phone.execute_async_script(STATE) == {"workers": 0, "caches": [], "pages": []}
    press(phone, "a[data-s~=new]")
    until(phone, lambda _: phone.current_url.endswith("/en.html"))
    assert phone.execute_async_script(STATE)["workers"] == 0
    store(phone, site)
    assert phone.find_elements(By.CSS_SELECTOR, "link[rel=manifest]")
    stored = phone.execute_async_script(STATE)
    assert (stored["workers"], stored["caches"]) == (1, ["1"])
    assert sorted(stored["pages"]) == ["/en.html", "/keep-en.html", "/now.json", "/y.html"]
    assert "x.html" not in site.asked
    found = phone.execute_cdp_cmd("Page.getInstallabilityErrors", {})["installabilityErrors"]
    assert [one["errorId"] for one in found if one["errorId"] != "in-incognito"] == []


def test_a_copy_opens_without_a_network_and_leave_does_not_end_it(site: Host, phone: Any) -> None:
    store(phone, site)
    site.is_down = True
    text = text_of(phone, site)
    assert all(one in text for one in (STREET, NUMBER, "Remove from this phone"))
    press(phone, "nav .x")
    until(phone, lambda _: phone.current_url.endswith("/x.html"))
    assert phone.find_element(By.TAG_NAME, "h1").is_displayed()
    site.is_down = False
    text_of(phone, site)
    press(phone, "nav .x")
    until(phone, lambda _: phone.current_url.endswith("/x.html"))
    assert "x.html" not in site.asked
    site.is_down = True
    assert STREET in text_of(phone, site)


def test_a_newer_edition_replaces_the_copy_before_it_is_shown(site: Host, phone: Any) -> None:
    store(phone, site)
    site.files = edition(2, Withdrawn(kind="organization", id="table"))
    text = text_of(phone, site)
    assert "Warm Room" in text
    assert NUMBER not in text
    site.is_down = True
    assert NUMBER not in text_of(phone, site)


def test_a_withdrawn_record_is_gone_even_if_only_its_mark_arrives(site: Host, phone: Any) -> None:
    store(phone, site)
    site.files = edition(2, Withdrawn(kind="location", id="table.1"))
    site.lost = {"en.html"}
    text = text_of(phone, site)
    assert STREET not in text
    assert "Warm Room" in text
    site.is_down = True
    assert STREET not in text_of(phone, site)


def test_more_withdrawals_than_fit_leave_the_helplines_until_the_page_comes(
    site: Host, phone: Any
) -> None:
    store(phone, site)
    many = [Withdrawn(kind="service", id=f"gone-{number}") for number in range(200)]
    site.files = edition(2, *many)
    assert len(site.files["now.json"]) <= MOST_NOW
    assert json.loads(site.files["now.json"])["gone"] is None
    assert [name for name, one in site.files.items() if b"gone-1" in unpacked(name, one)] == []
    site.lost = {"en.html"}
    text = text_of(phone, site)
    assert "Warm Room" not in text
    assert "988" in text
    site.lost = set()
    assert "Warm Room" in text_of(phone, site)


def test_after_thirty_days_without_a_network_streets_and_hours_go(site: Host, phone: Any) -> None:
    store(phone, site)
    days_later(phone, site, 29)
    site.is_down = True
    text = text_of(phone, site)
    assert STREET in text
    assert phone.find_elements(By.CSS_SELECTOR, HOURS)
    site.is_down = False
    days_later(phone, site, 2)
    site.is_down = True
    text = text_of(phone, site)
    assert STREET not in text
    assert not phone.find_elements(By.CSS_SELECTOR, HOURS)
    assert NUMBER in text
    assert phone.find_element(By.CSS_SELECTOR, ".old").is_displayed()
    site.is_down = False
    assert STREET in text_of(phone, site)


def test_a_start_with_a_network_begins_the_thirty_days_anew(site: Host, phone: Any) -> None:
    store(phone, site)
    days_later(phone, site, 29)
    text_of(phone, site)
    days_later(phone, site, 29)
    site.is_down = True
    assert STREET in text_of(phone, site)


def test_past_its_last_day_only_the_helplines_stay(site: Host, phone: Any) -> None:
    store(phone, site)
    days_later(phone, site, 200)
    text = text_of(phone, site)
    assert not [one for one in (STREET, NUMBER, "Warm Room") if one in text]
    assert "988" in text
    site.is_down = True
    assert text_of(phone, site) == text


def test_a_clock_that_went_back_is_never_earlier_than_the_edition(site: Host, phone: Any) -> None:
    site.now = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
    store(phone, site)
    days_later(phone, site, 40 * 365)
    site.is_down = True
    assert STREET in text_of(phone, site)


def test_what_is_no_edition_changes_nothing(site: Host, phone: Any) -> None:
    store(phone, site)
    portal = dict.fromkeys(site.files, b"<title>Log in</title>") | {
        "hosting/_headers": site.files["hosting/_headers"]
    }
    site.files = portal
    assert STREET in text_of(phone, site)
    site.files = portal | {"now.json": edition(2)["now.json"]}
    assert STREET in text_of(phone, site)


def test_remove_leaves_no_worker_and_no_cache(site: Host, phone: Any) -> None:
    store(phone, site)
    text_of(phone, site)
    press(phone, ".kp a")
    until(phone, lambda _: phone.find_element(By.CSS_SELECTOR, ".no").is_displayed())
    press(phone, ".no")
    until(phone, lambda _: "Removed" in status(phone))
    assert phone.execute_async_script(STATE) == {"workers": 0, "caches": [], "pages": []}
    until(phone, lambda _: phone.current_url.endswith("/x.html"))
    assert site.asked[-1] == "x.html"
    assert phone.execute_async_script(STATE) == {"workers": 0, "caches": [], "pages": []}


@pytest.mark.nightly
def test_a_removed_copy_leaves_no_byte_in_the_profile(site: Host, tmp_path: Path) -> None:
    words = ("Warm Room", STREET, "Do not keep")
    profile = tmp_path / "profile"
    with browser(profile) as page:
        page.set_script_timeout(60)
        store(page, site)
        text_of(page, site, "keep-en.html")
        until(page, lambda _: page.execute_async_script(STATE)["pages"])
        assert held(profile, words), "the copy itself would be found"
        press(page, ".no")
        until(page, lambda _: page.current_url.endswith("/x.html"))
        time.sleep(1)  # the browser writes its files a moment later
    assert held(profile, words) == []


def test_another_language_takes_the_place_of_the_first(site: Host, phone: Any) -> None:
    store(phone, site)
    text_of(phone, site, "keep-en.html")
    press(phone, ".no")
    until(phone, lambda _: phone.current_url.endswith("/x.html"))
    store(phone, site, "es")
    pages = phone.execute_async_script(STATE)["pages"]
    assert sorted(pages) == ["/es.html", "/keep-es.html", "/now.json", "/y.html"]


def test_a_host_that_fails_stores_nothing(site: Host, phone: Any) -> None:
    site.lost = {"keep-en.html.never", "y.html"}
    phone.get(f"{site.address}/keep-en.html")
    until(phone, lambda _: phone.find_element(By.CSS_SELECTOR, ".yes").is_displayed())
    press(phone, ".yes")
    until(phone, lambda _: "cannot" in status(phone))
    assert phone.execute_async_script(STATE) == {"workers": 0, "caches": [], "pages": []}


@pytest.mark.parametrize("name", ["keep-en", "keep-es", "en"])
def test_answers_and_the_longest_address_fit_a_narrow_phone(
    site: Host, phone: Any, name: str
) -> None:
    resize(phone, 320, 640)
    phone.get(f"{site.address}/{name}.html")
    phone.execute_script(OPEN_ALL)
    shown = phone.find_element(By.CSS_SELECTOR, ".yes" if "keep" in name else "bdi")
    until(phone, lambda _: shown.is_displayed())
    assert "keep" in name or len(shown.text) == MAX_BYTES - len("https://")
    for size in (16, 32):
        assert misfits(phone, size) == []
    assert violations(phone) == []


def test_nothing_is_offered_from_a_folder(site: Host, phone: Any, tmp_path: Path) -> None:
    for name in ("en.html", "keep-en.html"):
        (tmp_path / name).write_bytes(site.files[name])
    phone.get((tmp_path / "en.html").as_uri())
    assert not phone.find_element(By.CSS_SELECTOR, ".kp").is_displayed()
    phone.get((tmp_path / "keep-en.html").as_uri())
    until(phone, lambda _: "cannot" in status(phone))
    assert not phone.find_element(By.CSS_SELECTOR, ".yes").is_displayed()


@pytest.mark.parametrize(
    ("kind", "record", "gone"),
    [
        ("service", "open-table", True),
        ("organization", "table", True),
        ("location", "table.1", True),
        ("phone", "open-table.1", True),
        ("phone", "another.1", False),
    ],
)
def test_a_mark_takes_the_card_that_is_made_from_its_record(
    first_edition: dict[str, bytes], phone: Any, kind: str, record: str, *, gone: bool
) -> None:
    phone.get("about:blank")
    page = first_edition["en.html"].decode()
    left = phone.execute_script(
        f"{WORKER}\nreturn without(arguments[0], arguments[1])",
        page, [mark_of_record(kind, record)],
    )  # fmt: skip
    assert ("Open Table" not in left) is gone
    assert "Warm Room" in left
    assert left.count("<details") == left.count("</details>")
    assert (left == page) is not gone


def test_a_mark_takes_the_search_words_that_lead_to_its_card_alone(phone: Any) -> None:
    phone.get("about:blank")
    page = '<p class="sw" data-s="oak plum,bbb,ccc;harbor,bbb;pear,ddd" data-d="" hidden></p>\n'
    left = phone.execute_script(f"{WORKER}\nreturn without(arguments[0], ['bbb'])", page)
    assert 'data-s="oak plum,ccc;pear,ddd"' in left
    assert phone.execute_script(f"{WORKER}\nreturn helplines(arguments[0])", page) == ""


def test_a_website_without_a_copy_has_none_of_its_files(catalogues: object) -> None:
    del catalogues
    files = build(bundle(records()), WebsiteOptions(host=HOST, languages=("en",)))
    assert not [name for name in files if name.startswith(("keep", "w.js", "now", "i-", "y."))]
    assert b"data-i" not in files["en.html"]
    assert b"connect-src" not in files["hosting/_headers"]


def test_the_same_file_gives_the_same_copy(office: Desk) -> None:
    file = office.signed()
    assert office.make(file, "--keep", "--icon", "i").exit_code == 0
    first = office.files
    office.out = office.folder / "again"
    assert office.make(file, "--keep", "--icon", "i").exit_code == 0
    assert office.files == first
    manifest = json.loads(first["keep-en.webmanifest"])
    assert (manifest["name"], manifest["start_url"]) == ("Information", "en.html")
    assert {"i-192.png", "i-512.png", "w.js", "now.json", "y.html"} <= first.keys()
    now = json.loads(first["now.json"])
    assert now["edition"] == json.loads(first["website.json"])["edition"]
    assert office.check(file).exit_code == 0
    (office.out / "now.json").write_bytes(msgspec.json.encode(now | {"edition": 9}))
    assert "now.json: " in office.check(file).output


@pytest.mark.parametrize(
    ("policy", "wrong"),
    [
        ("", False),
        ("default-src 'none'; connect-src 'self'; frame-ancestors 'none'", False),
        ("default-src 'none'; frame-ancestors 'none'", True),
    ],
)
def test_a_policy_that_stops_the_worker_is_named(policy: str, *, wrong: bool) -> None:
    found = wrong_headers("w.js", {"content-security-policy": policy})
    assert ("Content-Security-Policy" in found) is wrong
