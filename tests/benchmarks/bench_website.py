"""The website of the factory directory in Chromium, over a slow network, and what its search finds.

Run ``python tests/benchmarks/bench_website.py --lang en es``. First the time that all pages took,
with their signed file. For each language: bytes of the page
with gzip and Brotli, requests, first paint and the whole page at 50 kbit/s with 600 ms there and
back (2G), and the requests of ``tuning.tsv`` for which all of the first three services of the
kiosk's search are among the matches of the page. The requests that are set aside are not read.

``--pagefind`` compares the page with what would be made otherwise: a page for each need and each
service, one style sheet, and Pagefind, which shows five results. On both somebody opens the first
page, searches for food and reads the first service. Printed are requests, bytes with gzip, the
seconds that these need at 50 kbit/s, first paint, seconds until that service can be read, and
which addresses the host saw. Chromium does not slow down what Pagefind's worker asks for: of both
times of a row the longer one holds.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import gzip
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import clone
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from kiosk.app import assets
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.language import OFFERED
from kiosk.domain.marks import mark_of
from kiosk.domain.ndjson import read_records
from kiosk.domain.queries import SearchQuery
from tests.directory.judging import requests
from tests.editor.website.browsing import (
    PAINTED,
    SLOW,
    Host,
    browser,
    host,
    search,
    slow_opening,
    slowly,
)
from tests.editor.website.making import make_factory_site

assert clone
FIRST = 3
FOOD = {"en": "food", "es": "comida", "ar": "طعام"}
OPENED_HERE = (".g details.c:not([hidden]):not(.gd) > summary", ".g details.c[open] > div")
SEARCH_PAGE = """<input class="q" type="search"><ol></ol><script type="module">
const library = import("/pagefind/pagefind.js");
document.querySelector(".q").addEventListener("change", async event => {
  const found = (await (await library).search(event.target.value)).results.slice(0, 5);
  for (const one of await Promise.all(found.map(result => result.data()))) {
    const link = document.createElement("a");
    [link.href, link.textContent] = [one.raw_url || one.url, one.meta.title];
    document.querySelector("ol").append(link);
  }
});
</script>"""


def recall(page: Any, directory: ServiceDirectory, tag: str) -> str:
    """Requests with all of the kiosk's first services among the matches, and how many match."""
    asked = [one.text for one in requests("tuning") if one.language == tag]
    wanted = [{*directory.search(SearchQuery(tag, text), limit=FIRST).ids} for text in asked]
    found = [{*one.marks} for one in search(page, asked)]
    pairs = [(wish, got) for wish, got in zip(wanted, found, strict=True) if wish]
    right = sum({*map(mark_of, wish)} <= got for wish, got in pairs)
    return f"{right} of {len(pairs)}, {statistics.median(map(len, found)):.0f} matches"


def write_pages(www: Path, folder: Path, tag: str) -> None:
    """Writes the services of a language as pages of their own, with Pagefind's index."""
    text = (www / f"{tag}.html").read_text("utf-8")
    style = re.sub(r"\.i-.*", "", text.split("<style>")[1].split("</style>")[0])
    (folder / "style.css").write_text(style, encoding="utf-8")

    def write(name: str, title: str, body: str, mark: str = "") -> None:
        (folder / name).write_text(
            f'<!doctype html><html lang="{tag}"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
            f'<link rel="stylesheet" href="style.css"></head><body><nav><a href="index.html">Home'
            f"</a></nav><main{mark}><h1>{title}</h1>{body}</main></body></html>",
            encoding="utf-8",
        )

    needs = []
    for number, part in enumerate(text.split('<details class="n ')[1:]):
        label = re.findall(r"<h2>(.*?)</h2>", part)[0]
        cards = re.findall(
            r'<summary><b>(.*?)</b>.*?</summary>\s*<div id="([a-z]+)">(.*?)</div></details>',
            part.partition('<section id="t"')[0],
            re.DOTALL,
        )
        for title, mark, body in cards:
            write(f"{mark}.html", re.sub("<.*?>", "", title), body, " data-pagefind-body")
        links = "".join(f'<p><a href="{mark}.html">{title}</a></p>' for title, mark, _ in cards)
        write(f"need-{number}.html", label, links)
        needs.append(f'<p><a href="need-{number}.html">{label}</a></p>')
    write("index.html", "Help", f"{SEARCH_PAGE}{''.join(needs)}")
    command = [sys.executable, "-m", "pagefind", "--site", folder, "--silent"]
    subprocess.run(command, check=True)
    for path in folder.rglob("*"):
        if path.suffix in {".html", ".css", ".js"}:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9))


def first_answer(page: Any, served: Host, first: str, word: str, seen: tuple[str, str]) -> str:
    """A row: somebody opens ``first``, searches for ``word`` and opens the first result.

    ``seen`` are the elements of a result and of an opened service.
    """
    served.asked.clear()
    served.sent, began = 0, time.monotonic()
    slowly(page)
    page.get(f"{served.address}/{first}")
    painted, _ = page.execute_script(PAINTED)
    page.execute_script(
        "const field = document.querySelector('input'); field.value = arguments[0];"
        "for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind));",
        word,
    )
    wait = WebDriverWait(page, 120, poll_frequency=0.05)
    page.execute_script(
        "arguments[0].click()", wait.until(lambda _: page.find_element(By.CSS_SELECTOR, seen[0]))
    )
    wait.until(lambda _: page.find_element(By.CSS_SELECTOR, seen[1]).is_displayed())
    took = time.monotonic() - began
    asked = " ".join(dict.fromkeys(served.asked))
    return (
        f"{len(served.asked)} | {served.sent / 1000:.0f} kB | "
        f"{served.sent / SLOW['downloadThroughput']:.0f} s | {painted / 1000:.1f} s | "
        f"{took:.1f} s | {asked}"
    )


def compare(www: Path, folder: Path, tags: list[str]) -> None:
    """Prints the comparison with Pagefind."""
    print("\n| language | site | requests | gzip | its time | paint | service | the host saw |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for tag in tags:
        pages = folder / tag
        pages.mkdir()
        write_pages(www, pages, tag)
        for site, first, name, seen in (
            (www, f"{tag}.html", "this page", OPENED_HERE),
            (pages, "index.html", "Pagefind", ("ol a", "main[data-pagefind-body]")),
        ):
            with host(site, "gzip") as served, browser(folder / f"{tag}-{name}") as page:
                print(f"| {tag} | {name} | {first_answer(page, served, first, FOOD[tag], seen)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", nargs="+", default=OFFERED, choices=OFFERED)
    parser.add_argument("--pagefind", action="store_true", help=f"in {', '.join(FOOD)}")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        www = Path(folder) / "www"
        began = time.process_time()
        make_factory_site(www, arguments.lang)
        print(f"Made in {time.process_time() - began:.0f} s of processor time.\n")
        build(list(read_records(assets.factory())), Path(folder) / "directory.db")
        print(
            "| language | gzip | Brotli | requests | first paint | whole | all of the first three |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- |")
        with (
            open_directory(Path(folder) / "directory.db") as directory,
            host(www, "gzip") as served,
            browser(Path(folder) / "profile") as page,
        ):
            for tag in arguments.lang:
                sizes = [(www / f"{tag}.html.{end}").stat().st_size for end in ("gz", "br")]
                first, whole, asked = slow_opening(page, served, tag)
                print(
                    f"| {tag} | {sizes[0] / 1000:.0f} kB | {sizes[1] / 1000:.0f} kB | {asked} | "
                    f"{first:.1f} s | {whole:.1f} s | {recall(page, directory, tag)} |"
                )
        if arguments.pagefind:
            compare(www, Path(folder), [tag for tag in arguments.lang if tag in FOOD])


if __name__ == "__main__":
    main()
