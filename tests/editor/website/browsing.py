"""A real Chromium, and a server that remembers what it was asked for."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from kiosk.app import assets
from kiosk.editor.website.policy import CLEARED, HEADERS
from tests.long_runs import missing

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
def browser(
    profile: Path, *, script: bool = True, letters: int = 16, width: int = 360, height: int = 640
) -> Iterator[Any]:
    """A browser with a profile of its own, and fonts for each language, as phones have them.

    ``letters`` is its default size of text in pixels.
    """
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
    settings: dict[str, object] = {"webkit.webprefs.default_font_size": letters}
    if not script:
        settings["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", settings)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = Service(driver, env={**os.environ, "FONTCONFIG_FILE": str(fonts)})
    page = webdriver.Chrome(options=options, service=service)
    try:
        resize(page, width, height)
        yield page
    finally:
        page.quit()


def resize(page: Any, width: int, height: int) -> None:
    """Gives the page a size in CSS pixels."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


@dataclass
class Host:
    """A server on this machine; ``asked`` are the paths asked for, in order, ``sent`` bytes."""

    address: str
    asked: list[str] = field(default_factory=list)
    sent: int = 0
    past: bool = False
    """True if the facts of its pages are old."""


@contextmanager
def host(folder: Path, *, packed: bool = False) -> Iterator[Host]:
    """Serves a folder with the headers that a host should send; ``packed``: gzip where it lies."""

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            if served.past and self.path == "/es.html":
                text = (folder / "es.html").read_text("utf-8")
                at = text.index('data-x="') + len('data-x="')
                content = f"{text[:at]}2020{text[at + 4 :]}".encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(content)
                return
            plain = folder / self.path.removeprefix("/").partition("?")[0]
            content = plain.with_name(f"{plain.name}.gz")
            answer = content if packed and content.is_file() else plain
            served.sent += answer.stat().st_size if answer.is_file() else 0
            if answer is content:
                self.send_response(200)
                self.send_header("Content-Type", self.guess_type(plain))
                self.send_header("Content-Encoding", "gzip")
                self.end_headers()
                self.wfile.write(content.read_bytes())
                return
            super().do_GET()

        def end_headers(self) -> None:
            for name, value in HEADERS.items():
                if name != "Strict-Transport-Security":
                    self.send_header(name, value)
            if self.path == "/x.html":
                self.send_header("Clear-Site-Data", CLEARED)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    served = Host(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


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


def rows(page: Any) -> list[tuple[str, str]]:
    """Address and title of each step of the tab, without the empty one that it began with."""
    found = page.execute_cdp_cmd("Page.getNavigationHistory", {})["entries"]
    return [(one["url"], one["title"]) for one in found if one["url"].startswith("http")]
