"""A browser that stores a copy of a website, and days that pass for it.

The worker's clock is handed in: the host writes it at the head of the worker's script.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium.webdriver.common.by import By

from kiosk.domain.contact import MAX_BYTES
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Need,
    Organization,
    Phone,
    PlaceShow,
    Schedule,
    Service,
    Weekday,
)
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.website.build import build
from kiosk.editor.website.website_options import WebsiteOptions
from kiosk.sync.withdrawals import remove_records
from tests.editor.website.browsing import Host, host, until
from tests.editor.website.making import HOST, bundle, service

PUBLISHED = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
STREET, NUMBER, HOURS = "77 Plum Street", "916-555-0123", ".g .h.i-clock"
STATE = """
const done = arguments[0];
(async () => done({
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  caches: await caches.keys(),
  pages: await caches.has("1")
    ? (await (await caches.open("1")).keys()).map(one => new URL(one.url).pathname) : [],
}))();
"""
NEW_CLOCK = """
const done = arguments[0];
(async () => {
  const one = await navigator.serviceWorker.getRegistration();
  await one.update();
  while (one.installing || one.waiting || one.active.state !== "activated")
    await new Promise(go => setTimeout(go, 20));
  done(true);
})();
"""


def records() -> list[AnyRecord]:
    """A place with a street and hours for the web, and another service."""
    place = {"address_visibility": AddressVisibility.PUBLIC, "show": PlaceShow.WEB}
    return [
        *service(place=place, assured_date=dt.date(2026, 11, 10), confirmed=True),
        Schedule(
            id="open-table.week", service_id="open-table", byday=tuple(Weekday),
            opens_at="00:00", closes_at="24:00", assured_hours=dt.date(2026, 11, 10),
        ),
        Organization(id="room", name="Room", website="https://room.example.org"),
        Service(
            id="warm-room", organization_id="room", name="Warm Room", quiet_name="Room",
            phrase="A warm room", categories=(Need.FOOD,),
            url="https://room.example.org/".ljust(MAX_BYTES, "a"),
        ),
        Phone(id="warm-room.1", service_id="warm-room", number="+19165550188"),
    ]  # fmt: skip


def edition(number: int, *gone: Withdrawn) -> dict[str, bytes]:
    """The files of an edition in which some records are withdrawn."""
    left = remove_records(records(), gone)
    options = WebsiteOptions(host=HOST, languages=("en", "es"), keep="list")
    return build(bundle(left, number, gone), options)


@contextmanager
def site_of(files: dict[str, bytes]) -> Iterator[Host]:
    """Serves the files of an edition, and of later ones, a day after it was published."""
    with host(files) as one:
        one.now = PUBLISHED + dt.timedelta(days=1)
        yield one


def press(page: Any, which: str) -> None:
    one = page.find_element(By.CSS_SELECTOR, which)
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", one)
    one.click()


def status(page: Any) -> str:
    return str(page.find_element(By.CSS_SELECTOR, ".st").text)


def store(page: Any, site: Host, tag: str = "en") -> None:
    """Stores a copy of a language."""
    page.get(f"{site.address}/keep-{tag}.html")
    until(page, lambda _: page.find_element(By.CSS_SELECTOR, ".yes").is_displayed())
    press(page, ".yes")
    until(page, lambda _: status(page))
    assert page.find_element(By.CSS_SELECTOR, ".no").is_displayed(), status(page)


def days_later(page: Any, site: Host, days: int) -> None:
    """Moves the worker's clock. Only the page of the copy may renew its worker."""
    keep = f"{site.address}/keep-en.html"
    if page.current_url != keep:
        page.get(keep)
    assert site.now
    site.now += dt.timedelta(days=days)
    assert page.execute_async_script(NEW_CLOCK)


def text_of(page: Any, site: Host, name: str = "en.html") -> str:
    """All letters of a page as it opens now, shown or not."""
    page.get(f"{site.address}/{name}")
    return str(page.execute_script("return document.body.textContent"))
