"""The pages in a real Chromium: one request, no rows, links that open, letters that fit."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kiosk.app import assets
from kiosk.domain.contact import PayloadKind
from kiosk.domain.language import OFFERED
from kiosk.domain.marks import mark_of
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import Service
from kiosk.presentation.presenter import Site
from kiosk.presentation.website_codes import OwnWebsite
from tests.conftest import DeskMaker
from tests.editor.website.browsing import (
    OPEN_ALL,
    Host,
    browser,
    held,
    history,
    misfits,
    resize,
    until,
    violations,
)
from tests.editor.website.making import ALL, HOST, LANGUAGES
from tests.long_runs import FULL

TITLES = {"Information", "Información", "معلومات", ""}
TARGETS = ("weave-line", "line-211", "sacrt-ryde-free")
TITLES_OF_CARDS = """
return [...new Set([...document.querySelectorAll("details.c > summary > b")].map(
  one => one.textContent))].filter(text => new Blob([text]).size > 14)
"""
SLIPPED = """
document.body.insertAdjacentHTML(
  "beforeend", "<img src=x onerror='window.ran = 1'><a href='javascript:window.ran = 1'>x</a>");
document.querySelector("a[href^=javascript]").click();
"""
OPEN_EACH = """
const [marks, done] = arguments, wrong = [];
(async () => {
  for (const mark of marks) {
    document.querySelectorAll("details[open]").forEach(one => one.open = false);
    const changed = new Promise(go => addEventListener("hashchange", go, {once: true}));
    location.hash = mark;
    await changed;
    const target = document.getElementById(mark);
    let open = 0, one = target;
    while (one && (one = one.closest("details"))) { open += one.open; one = one.parentElement; }
    const top = target ? target.getBoundingClientRect().top : -1;
    if (open !== 3 || top < 0 || top > innerHeight || location.hash) wrong.push(mark);
  }
  done(wrong);
})();
"""


@pytest.fixture(autouse=True)
def _nothing_asked(served: Host) -> None:
    served.asked.clear()


@pytest.fixture(scope="module")
def without_script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browser(tmp_path_factory.mktemp("profile"), script=False) as one:
        yield one


@pytest.fixture(scope="module")
def large_letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Text of 200 %."""
    with browser(tmp_path_factory.mktemp("profile"), letters=32, width=320) as one:
        yield one


def open_levels(page: Any, mark: str) -> int:
    return int(
        page.execute_script(
            "let n = 0, one = document.getElementById(arguments[0]);"
            "while ((one = one.closest('details'))) { n += one.open; one = one.parentElement; }"
            "return n",
            mark,
        )
    )


@ALL
@pytest.mark.parametrize("script", [True, False])
def test_a_page_is_one_request_and_opening_asks_nobody(
    served: Host, page: Any, without_script: Any, tag: str, *, script: bool
) -> None:
    one = page if script else without_script
    one.get(f"{served.address}/{tag}.html")
    need = one.find_element(By.CSS_SELECTOR, ".n > summary")
    need.click()
    one.find_element(By.CSS_SELECTOR, ".s > summary").click()
    assert one.find_element(By.CSS_SELECTOR, ".s > div").is_displayed()
    assert one.find_element(By.CSS_SELECTOR, ".q").is_displayed() is script
    assert served.asked == [f"{tag}.html"]
    if script:
        assert [line["message"] for line in one.get_log("browser")] == []


@pytest.mark.parametrize("service", TARGETS)
@pytest.mark.parametrize("script", [True, False])
def test_a_code_opens_its_service_and_the_server_learns_nothing(
    served: Host, page: Any, without_script: Any, service: str, *, script: bool
) -> None:
    one, mark = (page if script else without_script), mark_of(service)
    one.get("about:blank")
    one.get(f"{served.address}/es.html#{mark}")
    until(one, lambda _: open_levels(one, mark) == 3)
    target = one.find_element(By.ID, mark)
    until(one, lambda _: target.rect["y"] - one.execute_script("return scrollY") < 640)
    assert served.asked == ["es.html"]
    if script:
        assert one.current_url == f"{served.address}/es.html"


@ALL
def test_each_code_of_the_kiosk_opens_its_service(
    served: Host, page: Any, desk: DeskMaker, tag: str
) -> None:
    kiosk = replace(desk(tag), site=Site(web=OwnWebsite(f"https://{HOST}", marks=True)))
    codes = [
        code.payload
        for record in read_records(assets.factory())
        if isinstance(record, Service)
        if (view := kiosk.service(record.id))
        for code in view.codes
        if code.kind == PayloadKind.SERVICE_PAGE.value
    ]
    assert len(codes) > 150
    start, _, _ = codes[0].partition("#")
    page.get(start.replace(f"https://{HOST}", served.address))
    page.set_script_timeout(300)
    marks = [code.removeprefix(f"{start}#") for code in codes]
    assert page.execute_async_script(OPEN_EACH, marks) == []
    assert served.asked == [f"{tag}.html"]


def test_the_policy_refuses_what_could_slip_through(served: Host, page: Any) -> None:
    page.get(f"{served.address}/es.html")
    page.execute_script(SLIPPED)
    until(page, lambda _: "Content Security Policy" in str(page.get_log("browser")))
    assert page.execute_script("return window.ran") is None


SERVICE, OTHER = (f"/es.html#{mark_of(one)}" for one in TARGETS[:2])


@pytest.mark.parametrize(
    ("script", "code", "kept"),
    [
        (True, "/es.html", ["/es.html", "/x.html"]),
        (True, SERVICE, [SERVICE, "/es.html", "/x.html"]),
        (False, "/es.html", ["/es.html", OTHER, "/es.html#t", "/x.html"]),
        (False, SERVICE, [SERVICE, OTHER, "/es.html#t", "/x.html"]),
    ],
)
def test_the_phone_lists_the_pages_that_the_page_says_it_lists(
    served: Host, tmp_path: Path, *, script: bool, code: str, kept: list[str]
) -> None:
    """``code`` is what the kiosk's code "On your phone" opens: the first page, or a service."""
    with browser(tmp_path / "profile", script=script) as page:
        page.get(served.address + code)
        for closed in (".n:not([open]) > summary", ".n[open] .s:not([open]) > summary"):
            page.find_element(By.CSS_SELECTOR, closed).click()
        link = page.find_element(By.CSS_SELECTOR, f"a.c[href='{OTHER.removeprefix('/es.html')}']")
        page.execute_script("arguments[0].click()", link)
        # With a script it alone opens: a browser opens only what its address names.
        until(page, lambda _: open_levels(page, OTHER.partition("#")[2]) == 3)
        page.find_element(By.CSS_SELECTOR, "nav .a").click()
        page.find_element(By.CSS_SELECTOR, "nav .x").click()
        until(page, lambda _: page.current_url.endswith("/x.html"))
        assert page.find_element(By.TAG_NAME, "h1").text
        time.sleep(1)  # the browser writes its files a moment later
        page.back()
        assert page.current_url.startswith(served.address) is not script
    found = history(tmp_path / "profile")
    assert [address.removeprefix(served.address) for address, _ in found] == kept
    assert {title for _, title in found} <= TITLES


def test_escape_twice_leaves_and_forgets_the_search(served: Host, page: Any) -> None:
    page.get(f"{served.address}/es.html")
    field = page.find_element(By.CSS_SELECTOR, ".q input")
    field.send_keys("comida")
    field.send_keys(Keys.ESCAPE, Keys.ESCAPE)
    until(page, lambda _: page.current_url.endswith("/x.html"))
    page.get(f"{served.address}/es.html")
    assert page.find_element(By.CSS_SELECTOR, ".q input").get_property("value") == ""


@pytest.mark.parametrize(("tag", "word"), [("en", "hungry"), ("es", "hambre"), ("ar", "طعام")])
def test_a_search_stays_on_the_page(served: Host, page: Any, tag: str, word: str) -> None:
    page.get(f"{served.address}/{tag}.html")
    field = page.find_element(By.CSS_SELECTOR, ".q input")
    field.send_keys(word)
    shown = page.find_elements(By.CSS_SELECTOR, ".n:not([hidden]) > summary")
    assert 0 < len(shown) < 10
    assert page.find_element(By.CSS_SELECTOR, ".z .danger").is_displayed()
    assert any(char.isdigit() for char in page.find_element(By.CSS_SELECTOR, ".y").text)
    field.send_keys("qqqqq")
    field.clear()
    field.send_keys("zzzqqq")
    assert not page.find_elements(By.CSS_SELECTOR, ".n:not([hidden])")
    assert page.find_element(By.CSS_SELECTOR, ".y").text
    field.clear()
    field.send_keys(" ")
    assert len(page.find_elements(By.CSS_SELECTOR, ".n:not([hidden])")) == 10
    assert (served.asked, page.current_url) == (
        [f"{tag}.html"],
        f"{served.address}/{tag}.html",
    )


def test_old_facts_show_no_hours_and_no_streets(served: Host, page: Any) -> None:
    page.get(f"{served.address}/es.html")
    assert not page.find_element(By.CSS_SELECTOR, ".old").is_displayed()
    old = re.sub(rb'data-x="\d+', b'data-x="2020', served.files["es.html"])
    served.files["old.html"] = old
    page.get(f"{served.address}/old.html")
    assert page.find_element(By.CSS_SELECTOR, ".old").is_displayed()
    page.execute_script(OPEN_ALL)
    assert page.find_elements(By.CSS_SELECTOR, ".h")
    shown = "return [...document.querySelectorAll('.h')].filter(one => one.offsetHeight).length"
    assert page.execute_script(shown) == 0
    assert page.find_element(By.CSS_SELECTOR, "section .k").is_displayed()


@ALL
@pytest.mark.parametrize("letters", [16, 32])
def test_everything_fits_a_narrow_phone(
    served: Host, page: Any, large_letters: Any, tag: str, letters: int
) -> None:
    one = page if letters == 16 else large_letters
    resize(one, 320, 640)
    one.get(f"{served.address}/{tag}.html")
    bar = one.find_element(By.TAG_NAME, "nav").rect["height"]
    assert bar <= 640 / 4
    one.execute_script(OPEN_ALL)
    assert misfits(one) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_bar_is_flush_with_the_end_corner(served: Host, page: Any, width: int) -> None:
    for tag in LANGUAGES:
        resize(page, width, 800)
        page.get(f"{served.address}/{tag}.html")
        leave = page.find_element(By.CSS_SELECTOR, "nav .x").rect
        edge = leave["x"] if tag == "ar" else width - leave["x"] - leave["width"]
        assert abs(edge) <= 1
        assert abs(leave["y"] + leave["height"] - 800) <= 1


@ALL
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served: Host, page: Any, tag: str, scheme: str) -> None:
    """Each day in light or in dark; in the nightly in both, and with all opened."""
    if not FULL and (tag == "ar") is (scheme == "light"):
        pytest.skip("a long run")
    feature = {"name": "prefers-color-scheme", "value": scheme}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    resize(page, 360, 640)
    page.get("about:blank")
    page.get(f"{served.address}/{tag}.html")
    page.set_script_timeout(300)
    for opening in ("", OPEN_ALL) if FULL else ("",):
        page.execute_script(opening)
        assert violations(page) == []


@pytest.mark.nightly
@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("leaves", [True, False])
def test_a_profile_holds_no_word_of_the_page(
    served: Host, tmp_path: Path, tag: str, *, leaves: bool
) -> None:
    with browser(tmp_path / "profile") as page:
        page.get(f"{served.address}/{tag}.html")
        page.execute_script(OPEN_ALL)
        titles = page.execute_script(TITLES_OF_CARDS)
        words = titles[:: len(titles) // 20][:20]
        assert len({*words}) == 20
        if leaves:
            page.find_element(By.CSS_SELECTOR, "nav .x").click()
            until(page, lambda page: page.current_url.endswith("/x.html"))
        time.sleep(1)  # the browser writes its files a moment later
    assert held(tmp_path / "profile", words) == []
