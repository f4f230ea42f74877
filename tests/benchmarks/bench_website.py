"""The website of the factory directory in Chromium, over a slow network, and what its search finds.

Run ``python tests/benchmarks/bench_website.py --lang en es``. For each language: bytes of the page
with gzip and Brotli, requests, first paint and the whole page at 50 kbit/s with 600 ms there and
back (2G), and the requests of ``tuning.tsv`` for which all of the first three services of the
kiosk's search are among the matches of the page. The requests that are set aside are not read.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

import clone
from selenium.webdriver.common.by import By

from kiosk.app import assets
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.language import OFFERED
from kiosk.domain.marks import mark_of
from kiosk.domain.ndjson import read_records
from kiosk.domain.queries import SearchQuery
from tests.directory.judging import requests
from tests.editor.website.browsing import Host, browser, host, search
from tests.editor.website.making import make_factory_site

assert clone
FIRST = 3
SLOW = {"offline": False, "latency": 600, "downloadThroughput": 6250, "uploadThroughput": 6250}
"""2G: bytes a second, milliseconds there and back."""
PAINTED = """
const row = performance.getEntriesByType("navigation")[0];
const paint = performance.getEntriesByName("first-contentful-paint")[0];
return [paint ? paint.startTime : 0, row.loadEventEnd];
"""


def slow_opening(page: Any, served: Host, tag: str) -> tuple[float, float, int]:
    """Seconds until the first paint and until the whole page, and requests."""
    served.asked.clear()
    page.execute_cdp_cmd("Network.enable", {})
    page.execute_cdp_cmd("Network.emulateNetworkConditions", SLOW)
    page.get(f"{served.address}/{tag}.html")
    page.find_element(By.TAG_NAME, "h1")
    first, whole = page.execute_script(PAINTED)
    page.execute_cdp_cmd("Network.emulateNetworkConditions", {**SLOW, "latency": 0,
                         "downloadThroughput": -1, "uploadThroughput": -1})  # fmt: skip
    return first / 1000, whole / 1000, len(served.asked)


def recall(page: Any, directory: ServiceDirectory, tag: str) -> str:
    """Requests with all of the kiosk's first services among the matches, and how many match."""
    asked = [one.text for one in requests("tuning") if one.language == tag]
    wanted = [{*directory.search(SearchQuery(tag, text), limit=FIRST).ids} for text in asked]
    found = [{*one.marks} for one in search(page, asked)]
    pairs = [(wish, got) for wish, got in zip(wanted, found, strict=True) if wish]
    right = sum({*map(mark_of, wish)} <= got for wish, got in pairs)
    return f"{right} of {len(pairs)}, {statistics.median(map(len, found)):.0f} matches"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", nargs="+", default=OFFERED, choices=OFFERED)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        www = Path(folder) / "www"
        make_factory_site(www, arguments.lang)
        build(list(read_records(assets.factory())), Path(folder) / "directory.db")
        print(
            "| language | gzip | Brotli | requests | first paint | whole | all of the first three |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- |")
        with (
            open_directory(Path(folder) / "directory.db") as directory,
            host(www, packed=True) as served,
            browser(Path(folder) / "profile") as page,
        ):
            for tag in arguments.lang:
                sizes = [(www / f"{tag}.html.{end}").stat().st_size for end in ("gz", "br")]
                first, whole, asked = slow_opening(page, served, tag)
                print(
                    f"| {tag} | {sizes[0] / 1000:.0f} kB | {sizes[1] / 1000:.0f} kB | {asked} | "
                    f"{first:.1f} s | {whole:.1f} s | {recall(page, directory, tag)} |"
                )


if __name__ == "__main__":
    main()
