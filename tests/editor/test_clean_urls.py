"""Web addresses: a plain https address, or none, whichever way they come in."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Organization
from kiosk.domain.value_rules import url_rule
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.parsers.urls import UrlProblem, UrlReading, read_url
from tests.editor.both_paths import PATHS, Case, Read, read_both
from tests.editor.sources import HSDS2, HSDS3, OHANA, SERVICE, folder, read
from tests.editor.workbooks import Desk, by_id

U = UrlProblem
X = "https://x.org"
URLS: dict[str, tuple[str | None, tuple[UrlProblem, ...]]] = {
    "https://www.google.com/maps/place/120+River+Street": (None, (U.MAP,)),
    "maps.google.com/?q=120+River+St": (None, (U.MAP,)),
    "https://maps.app.goo.gl/abc": (None, (U.MAP,)),
    "https://www.openstreetmap.org/#map=19/38.58/-121.49": (None, (U.MAP,)),
    "https://bing.com/maps?cp=38.58~-121.49": (None, (U.MAP,)),
    "https://www.mapquest.com/us/ca/sacramento": (None, (U.MAP,)),
    "https://mapsforall.org/maps": ("https://mapsforall.org/maps", ()),
    "https://x.org": (X, ()),
    "https://x.org/": (X, ()),
    " https://x.org/a ": ("https://x.org/a", ()),
    "HTTPS://X.ORG/Foo": ("https://x.org/Foo", ()),
    "https://x.org:443/a": ("https://x.org/a", ()),
    "http://x.org": (X, (U.MADE_HTTPS,)),
    "http://x.org:80/": (X, (U.MADE_HTTPS,)),
    "http:/x.org": (X, (U.MADE_HTTPS,)),
    "http://https://x.org": (X, (U.MADE_HTTPS,)),
    "https://https://x.org": (X, ()),
    "www.x.org": ("https://www.x.org", (U.SCHEME_ADDED,)),
    "x.org": (X, (U.SCHEME_ADDED,)),
    "x.org/help": ("https://x.org/help", (U.SCHEME_ADDED,)),
    "//x.org/a": ("https://x.org/a", (U.SCHEME_ADDED,)),
    "saccounty.gov": ("https://saccounty.gov", (U.SCHEME_ADDED,)),
    "x.org.": (X, (U.SCHEME_ADDED,)),
    "(www.x.org)": ("https://www.x.org", (U.SCHEME_ADDED,)),
    '"https://x.org"': (X, ()),
    "https://x.org, https://y.com": (X, (U.SEVERAL,)),
    "https://x.org https://x.org": (X, ()),
    "x.org; y.com": (X, (U.SCHEME_ADDED, U.SEVERAL)),
    "https://x.org or info@x.org": (X, ()),
    "Website: https://x.org/a (English)": ("https://x.org/a", ()),
    '<a href="https://x.org/q">our site</a>': ("https://x.org/q", ()),
    "https://x.org/#contact": (X, ()),
    "https://x.org/a#b": ("https://x.org/a", ()),
    "https://x.org/a?id=2": ("https://x.org/a?id=2", ()),
    "https://x.org/a?utm_source=b&utm_medium=c": ("https://x.org/a", ()),
    "https://x.org/a?id=2&fbclid=z": ("https://x.org/a?id=2", ()),
    "https://x.org/a?b=1&c=2": (X, (U.CUT,)),
    "https://x.org/a%20b": (X, (U.CUT,)),
    "https://x.org/a b": (X, (U.CUT,)),
    "https://x.org/../a": (X, (U.CUT,)),
    "https://x.org/" + "a" * 600: (X, (U.CUT,)),
    "": (None, ()),
    "n/a": (None, ()),
    "none": (None, ()),
    "See notes.": (None, ()),
    "no website": (None, (U.NOT_AN_ADDRESS,)),
    "info@x.org": (None, (U.MAIL,)),
    "mailto:info@x.org": (None, (U.MAIL,)),
    "St.Johns": (None, (U.NOT_AN_ADDRESS,)),
    "e.g.": (None, (U.NOT_AN_ADDRESS,)),
    "bit.ly/abc": (None, (U.SHORTENER,)),
    "https://tinyurl.com/abc": (None, (U.SHORTENER,)),
    "javascript:alert(1)": (None, (U.NOT_AN_ADDRESS,)),
    "javascript://x.org/%0aalert(1)": (None, (U.NOT_AN_ADDRESS,)),
    "data:text/html,x.org": (None, (U.NOT_AN_ADDRESS,)),
    "ftp://x.org": (None, (U.NOT_AN_ADDRESS,)),
    "file:///etc/passwd": (None, (U.NOT_AN_ADDRESS,)),
    "https://user:pw@x.org": (None, (U.NOT_AN_ADDRESS,)),
    "https://127.0.0.1/": (None, (U.NOT_AN_ADDRESS,)),
    "https://xn--80ak6aa92e.com": (None, (U.NOT_AN_ADDRESS,)),
    "https://\u0430pple.com": (None, (U.NOT_AN_ADDRESS,)),
    "https://x.org:8080/": (None, (U.NOT_AN_ADDRESS,)),
    "https://localhost/": (None, (U.NOT_AN_ADDRESS,)),
    "https://": (None, (U.NOT_AN_ADDRESS,)),
    "WIFI:S:x.org;;": (None, (U.NOT_AN_ADDRESS,)),
    "\u202ehttps://x.org": (X, ()),
    f"{X}/a?utm_source=fb&fbclid=1": (f"{X}/a", ()),
    f"{X}/a?gclid=9": (f"{X}/a", ()),
    f"{X}/a?mc_cid=1&mc_eid=2": (f"{X}/a", ()),
    f"{X}/a?lang=es&utm_medium=mail": (f"{X}/a?lang=es", ()),
    f"{X}/a?UTM_Source=fb": (f"{X}/a", ()),
    f"{X}/a?_ga=1": (f"{X}/a", ()),
    "HTTP://X.ORG/A": (f"{X}/A", (U.MADE_HTTPS,)),
    "https://WWW.X.org/Help": ("https://www.x.org/Help", ()),
    "X.ORG": (X, (U.SCHEME_ADDED,)),
    "http://http://x.org": (X, (U.MADE_HTTPS,)),
    "https:/x.org": (X, ()),
    f"{X}.": (X, ()),
    "www.house.clinic": ("https://www.house.clinic", (U.SCHEME_ADDED,)),
    "www.house.photography/help": ("https://www.house.photography/help", (U.SCHEME_ADDED,)),
    "https://house.museum": ("https://house.museum", ()),
    "https://house.xn--p1ai": (None, (U.NOT_AN_ADDRESS,)),
    "house.health": ("https://house.health", (U.SCHEME_ADDED,)),
    "https://192.168.0.1/a": (None, (U.NOT_AN_ADDRESS,)),
    "see our page": (None, (U.NOT_AN_ADDRESS,)),
}
IN_A_WORKBOOK = {"https://x.org/": "https://x.org/"}
"""A plain address that an editor types there stays as it is."""


@pytest.mark.parametrize("raw", URLS)
def test_url(raw: str) -> None:
    assert read_url(raw) == UrlReading(*URLS[raw])


PIECES = st.sampled_from(
    [
        *("https://", "http:", "//", "x.org", "www.", "@", "/", "a", "?", "=", "&", "%20", "#"),
        *(" ", ",", ".", ":", "\\", "bit.ly", "xn--", "127.0.0.1", "com"),
    ]
)


@given(st.text(max_size=60) | st.lists(PIECES, max_size=9).map("".join))
def test_what_is_read_as_an_address_passes_the_rule(raw: str) -> None:
    url = read_url(raw).url
    if url is not None:
        assert url_rule(url) is None
        assert url.removeprefix("https://").split("/")[0].split("?")[0] in raw.lower()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all addresses on both paths."""
    cases = {raw: Case({"url": raw}, {"website": raw}) for raw in URLS}
    return read_both(tmp_path_factory.mktemp("urls"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", URLS)
def test_services_and_organizations_have_the_same_reader(both: Read, raw: str, path: str) -> None:
    url = IN_A_WORKBOOK.get(raw, URLS[raw][0]) if path == "workbook" else URLS[raw][0]
    organization = both.of(path, raw).organization
    assert (both.service(path, raw).url, organization.website) == (url, url)


TRACKED = f"{X}/help?lang=es&fbclid=a"
EXPORTS = {
    "HSDS 3": (HSDS3, "www.riverhouse.org"),
    "HSDS 2": (HSDS2, "https://riverhouse.org"),
    "Ohana": (OHANA, "https://riverhouse.org"),
    "inline": ({"services.json": json.dumps([SERVICE])}, "https://riverhouse.org"),
}


@pytest.mark.parametrize(("typed", "url"), [(TRACKED, f"{X}/help?lang=es"), ("us@x.org", None)])
@pytest.mark.parametrize("form", EXPORTS)
def test_each_form_of_export_has_it_too(
    tmp_path: Path, form: str, typed: str, url: str | None
) -> None:
    files, was = EXPORTS[form]
    assert was in "".join(files.values())
    files = {name: content.replace(was, typed) for name, content in files.items()}
    records = read(folder(tmp_path, files)).records
    assert [
        one.website
        for one in records
        if isinstance(one, Organization) and one.name == "River House"
    ] == [url]


def test_the_sources_of_a_service_have_it_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("Services", "Sources", f"A page | {TRACKED} | 2026-03")
    sources = by_id(desk.read(), "river-meals").sources
    assert [(one.name, one.url, one.date) for one in sources] == [
        ("A page", f"{X}/help?lang=es", "2026-03")
    ]


MENDED, UNREAD = FindingCode.CELL_MENDED, FindingCode.UNREAD_CELL
REASONS: dict[str, tuple[FindingCode, str]] = {
    f"{X}/a?b=1&c=2": (MENDED, "long query was cut, because of the &"),
    f"{X}/a?b=%20": (MENDED, "the %"),
    f"{X}/a b": (MENDED, "the blank"),
    f"{X}/a?b=(c)": (MENDED, "the ("),
    f"{X}/~us/a?b={'c' * 3000}": (MENDED, "the length"),
    "http://x.org": (MENDED, "for http://"),
    "https://bit.ly/a": (UNREAD, "it hides where it leads"),
    "us@x.org": (UNREAD, "it is a mail address"),
    "https://maps.google.com/x": (UNREAD, "place on a map"),
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read what is wrong with addresses on both paths, in rows from 2."""
    cases = {raw: Case({"url": raw}) for raw in REASONS}
    return read_both(tmp_path_factory.mktemp("reasons"), cases)


@pytest.mark.parametrize(
    ("path", "sheet", "column"),
    [("workbook", "Services", "Web page"), ("export", "services.csv", "url")],
)
@pytest.mark.parametrize("raw", REASONS)
def test_sheet_row_column_and_the_true_reason_are_said(
    findings: Read, raw: str, path: str, sheet: str, column: str
) -> None:
    code, why = REASONS[raw]
    [found] = [one for one in findings.drafts[path].findings if one.value == raw[:80]]
    assert (found.file, found.row, found.column) == (sheet, 2 + [*REASONS].index(raw), column)
    weight = Weight.ASSUMED if code is MENDED else Weight.LEFT_OUT
    assert (found.code, found.weight) == (code, weight)
    assert why in found.assumed
