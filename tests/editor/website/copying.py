"""A host whose network can fail, and a browser that stores a copy of its website.

The worker's clock is handed in: the host writes it at the head of the worker's script.
"""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

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
from kiosk.editor.website.options import WebsiteOptions
from kiosk.editor.website.policy import CLEARED
from kiosk.sync.withdrawals import remove_records
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
        Organization(id="room", name="Room"),
        Service(
            id="warm-room", organization_id="room", name="Warm Room", quiet_name="Room",
            phrase="A warm room", categories=(Need.FOOD,),
        ),
        Phone(id="warm-room.1", service_id="warm-room", number="+19165550188"),
    ]  # fmt: skip


def edition(number: int, *gone: Withdrawn) -> dict[str, bytes]:
    """The files of an edition in which some records are withdrawn."""
    left = remove_records(records(), gone)
    options = WebsiteOptions(host=HOST, languages=("en", "es"), keep="list")
    return build(bundle(left, number, gone), options)


class Site:
    """A host whose network can fail, with the headers of its own recipe."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files, self.asked = files, list[str]()
        self.is_down = False
        self.lost = set[str]()
        self.now = PUBLISHED + dt.timedelta(days=1)
        self.address = ""

    def headers(self, name: str) -> Iterator[tuple[str, str]]:
        recipe = self.files["hosting/_headers"].decode().partition("/x.html")[0]
        for line in recipe.splitlines()[1:]:
            header, _, value = line.strip().partition(": ")
            if header != "Strict-Transport-Security":
                yield header, value
        if name == "x.html":
            yield "Clear-Site-Data", CLEARED

    def content(self, name: str) -> bytes | None:
        if self.is_down or name in self.lost:
            return None
        content = self.files[name]
        if name == "w.js":
            content = f"Date.now = () => {self.now.timestamp() * 1000:.0f};\n".encode() + content
        return content


KINDS = {"html": "text/html", "js": "text/javascript", "json": "application/json"}


@contextmanager
def site_of(files: dict[str, bytes]) -> Iterator[Site]:
    """Serves the files of an edition, and of later ones."""
    one = Site(files)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix("/").partition("?")[0]
            one.asked.append(name)
            content = one.content(name)
            if content is None:
                self.close_connection = True
                return
            self.send_response(200)
            self.send_header("Content-Type", KINDS.get(name.rpartition(".")[2], "image/png"))
            for header, value in one.headers(name):
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    one.address = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def until(page: Any, what: Any) -> None:
    WebDriverWait(page, 60, poll_frequency=0.05).until(what)


def press(page: Any, which: str) -> None:
    one = page.find_element(By.CSS_SELECTOR, which)
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", one)
    one.click()


def status(page: Any) -> str:
    return str(page.find_element(By.CSS_SELECTOR, ".st").text)


def store(page: Any, site: Site, tag: str = "en") -> None:
    """Stores a copy of a language."""
    page.get(f"{site.address}/keep-{tag}.html")
    until(page, lambda _: page.find_element(By.CSS_SELECTOR, ".yes").is_displayed())
    press(page, ".yes")
    until(page, lambda _: status(page))
    assert page.find_element(By.CSS_SELECTOR, ".no").is_displayed(), status(page)


def days_later(page: Any, site: Site, days: int) -> None:
    """Moves the worker's clock."""
    page.get(f"{site.address}/keep-en.html")
    site.now += dt.timedelta(days=days)
    assert page.execute_async_script(NEW_CLOCK)


def text_of(page: Any, site: Site, name: str = "en.html") -> str:
    """All letters of a page as it opens now, shown or not."""
    page.get("about:blank")
    page.get(f"{site.address}/{name}")
    return str(page.execute_script("return document.body.textContent"))
