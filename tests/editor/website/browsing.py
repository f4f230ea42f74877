"""A real Chromium, and a server that remembers what it was asked for."""

import datetime as dt
import os
import shutil
import sqlite3
import ssl
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from axe_selenium_python import Axe
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from kiosk.app import assets
from kiosk.editor.website.policy import CLEARED
from tests.long_runs import missing

SIZE = "return getComputedStyle(document.documentElement).fontSize"
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
PAST_THE_EDGE = """
const wide = document.documentElement.clientWidth;
return [...document.querySelectorAll("body *")].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.right > wide + 1 || box.left < -1);
}).map(one => one.tagName + "." + one.className + ": " + one.textContent.slice(0, 40)).slice(0, 5)
"""
SMALL = """
return [...document.querySelectorAll("a, summary, input, button")].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.width < 44 || box.height < 44) && one.tagName !== "INPUT";
}).map(one => one.tagName + "." + one.className + ": " + one.textContent.slice(0, 40)).slice(0, 5)
"""
# Rows of a list touch, with a hairline between them (section 3 of the design): they are no pair.
CLOSE_TOGETHER = """
const boxes = [...document.querySelectorAll("a, summary, label, button")].filter(
  one => !one.matches(".s > summary, .n > summary, .w > summary")
).map(one => [one, one.getBoundingClientRect()]).filter(([_, box]) => box.width);
const apart = (a, b) => Math.hypot(
  Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
const bar = one => !!one.closest("nav");
return boxes.flatMap(([one, box], at) => boxes.slice(at + 1).filter(
  ([other, its]) => bar(one) === bar(other) && !one.contains(other) && apart(box, its) < 7.9
).map(([other]) => one.outerHTML.slice(0, 60) + " / " + other.outerHTML.slice(0, 60))).slice(0, 5)
"""
FONTS = """<?xml version="1.0"?>
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir>
<selectfont><rejectfont><glob>*/KioskNames*</glob></rejectfont></selectfont></fontconfig>
"""

SLOW: dict[str, Any] = {
    "offline": False,
    "latency": 600,
    "downloadThroughput": 6250,
    "uploadThroughput": 6250,
}
"""2G: bytes a second, milliseconds there and back."""
PAINTED = """
const row = performance.getEntriesByType("navigation")[0];
const paint = performance.getEntriesByName("first-contentful-paint")[0];
return [paint ? paint.startTime : 0, row.loadEventEnd];
"""
SEARCH = """
const field = document.querySelector(".q input");
return arguments[0].map(text => {
  field.value = text;
  field.dispatchEvent(new Event("input"));
  return [
    [...document.querySelectorAll(".g .c:not([hidden]) > [id]")].map(one => one.id),
    [...document.querySelectorAll(".z .k")].map(one => one.href),
  ];
});
"""


class Matches(NamedTuple):
    """What a page shows for a typed text: marks of cards in its order, addresses of the lines."""

    marks: list[str]
    lines: list[str]


def search(page: Any, texts: Iterable[str]) -> list[Matches]:
    """What the open page shows for each typed text."""
    return [Matches(*one) for one in page.execute_script(SEARCH, [*texts])]


def programs() -> tuple[str, str]:
    """The browser and its driver; a test without them is left out."""
    found = shutil.which("chromium"), shutil.which("chromedriver")
    if not all(found):
        missing("chromium", "no Chromium with its driver: apt install chromium chromium-driver")
    return found[0] or "", found[1] or ""


@contextmanager
def browser(profile: Path, *, script: bool = True) -> Iterator[Any]:
    """A browser with a profile of its own, and fonts for each language, as phones have them."""
    program, driver = programs()
    options = Options()
    options.binary_location = program
    for word in (
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        *(
            "--disable-ipc-flooding-protection",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
        ),
        f"--user-data-dir={profile}",
    ):
        options.add_argument(word)
    fonts = profile.with_name(f"{profile.name}-fonts.conf")
    fonts.write_text(FONTS.format(assets.resources() / "fonts"), encoding="utf-8")
    if not script:
        setting = "profile.managed_default_content_settings.javascript"
        options.add_experimental_option("prefs", {setting: 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = Service(driver, env={**os.environ, "FONTCONFIG_FILE": str(fonts)})
    page = webdriver.Chrome(options=options, service=service)
    page.command_executor.client_config.timeout = 600  # axe reads all services on a busy machine
    try:
        resize(page)
        yield page
    finally:
        page.quit()


def is_open(page: Any) -> bool:
    """True if the browser still has its window."""
    try:
        page.title  # noqa: B018 - asks the window
    except WebDriverException:
        return False
    return True


def resize(page: Any, width: int = 360, height: int = 640) -> None:
    """Gives the page a size in CSS pixels."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def letters(page: Any, pixels: int = 16) -> None:
    """Sets the size of text that a person chose: 32 are 200 %."""
    page.execute_cdp_cmd("Page.setFontSizes", {"fontSizes": {"standard": pixels}})


def scripts(page: Any, *, run: bool = True) -> None:
    """Whether the scripts of the next pages run."""
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not run})


CODINGS = {"gzip": ".gz", "br": ".br"}


@dataclass
class Host:
    """A website with the headers of its own recipe, at a host whose network can fail.

    ``codings`` are sent where they are asked for and lie there, the first of them. ``leads`` are
    redirects by name, ``lost`` names that get no answer, ``now`` is the clock of its worker.
    """

    files: dict[str, bytes]
    codings: tuple[str, ...] = ()
    address: str = ""
    asked: list[str] = field(default_factory=list)
    sent: int = 0
    leads: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    is_down: bool = False
    cleared: str = CLEARED
    now: dt.datetime | None = None

    def __post_init__(self) -> None:
        recipe = self.files.get("hosting/_headers", b"").decode().partition("/x.html")[0]
        lines = (line.strip().partition(": ") for line in recipe.splitlines()[1:])
        self.headers = {name: value for name, _, value in lines}

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answers one request; not at all if the network fails."""
        name = request.path.removeprefix("/").partition("?")[0]
        self.asked.append(name)
        if self.is_down or name in self.lost:
            request.close_connection = True
            return
        wanted = (request.headers["Accept-Encoding"] or "").split(", ")
        packed = [
            one for one in self.codings if one in wanted and name + CODINGS[one] in self.files
        ]
        lead = self.leads.get(name)
        content = self.files.get(name + CODINGS[packed[0]] if packed else name)
        if content is not None and name == "w.js" and self.now:
            clock = f"Date.now = () => {self.now.timestamp() * 1000:.0f};\n"
            content = clock.encode() + content
        more = {"Location": lead} if lead else {"Content-Encoding": packed[0]} if packed else {}
        if name == "x.html":
            more["Clear-Site-Data"] = self.cleared
        body = b"" if lead or content is None else content
        more["Content-Type"] = guess_type(name)[0] or "application/octet-stream"
        request.send_response(302 if lead else 404 if content is None else 200)
        for header, value in (self.headers | more | {"Content-Length": str(len(body))}).items():
            request.send_header(header, value)
        request.end_headers()
        request.wfile.write(body)
        self.sent += len(body)


@contextmanager
def host(
    site: Path | dict[str, bytes], *codings: str, secured: ssl.SSLContext | None = None
) -> Iterator[Host]:
    """Serves the files of a website from this machine."""
    if isinstance(site, Path):
        paths = (path for path in site.rglob("*") if path.is_file())
        site = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
    served = Host(site, codings)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            served.answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    served.address = f"http://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def until(page: Any, what: Any) -> None:
    """Waits until something is so."""
    WebDriverWait(page, 60, poll_frequency=0.05).until(what)


def misfits(page: Any, pixels: int) -> list[str]:
    """What leaves a screen 320 pixels wide, or is too small or too close to touch."""
    letters(page, pixels)
    assert page.execute_script(SIZE) == f"{1.125 * pixels:g}px"
    wide = page.execute_script("return document.documentElement.scrollWidth")
    found = [one for script in (PAST_THE_EDGE, SMALL, CLOSE_TOGETHER)
             for one in page.execute_script(script)]  # fmt: skip
    return found if wide <= 320 else [f"{wide} pixels wide", *found]


def slowly(page: Any, conditions: dict[str, Any] = SLOW) -> None:
    """Slows the network of a page down."""
    page.execute_cdp_cmd("Network.enable", {})
    page.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)


def slow_opening(page: Any, served: Host, tag: str) -> tuple[float, float, int]:
    """Seconds until the first paint and until the whole page, and requests."""
    served.asked.clear()
    slowly(page)
    page.get(f"{served.address}/{tag}.html")
    first, whole = page.execute_script(PAINTED)
    slowly(page, {**SLOW, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
    return first / 1000, whole / 1000, len(served.asked)


def violations(page: Any) -> list[tuple[str, str]]:
    """What axe finds in the page as it stands now, with the first element of each."""
    axe = Axe(page)
    axe.inject()
    found = axe.run(options={"resultTypes": ["violations"]})["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def held(profile: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """The files of a profile that hold a word, in UTF-8 or UTF-16."""
    coded = [(word, (word.encode(), word.encode("utf-16-le"))) for word in words]
    return [
        (path.name, word)
        for path in profile.rglob("*")
        if path.is_file()
        for content in (path.read_bytes(),)
        for word, codes in coded
        if any(code in content for code in codes)
    ]


def history(profile: Path) -> list[tuple[str, str]]:
    """Address and title of each row of a closed browser's list of pages, in their order."""
    with closing(sqlite3.connect(profile / "Default" / "History")) as database:
        return list(database.execute("SELECT url, title FROM urls ORDER BY id"))
