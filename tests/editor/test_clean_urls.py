"""Web addresses as they stand in exports: a plain https address, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.value_rules import url_rule
from kiosk.editor.parsers.urls import UrlProblem, UrlReading, read_url

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
}  # fmt: skip


@pytest.mark.parametrize("raw", URLS)
def test_url(raw: str) -> None:
    assert read_url(raw) == UrlReading(*URLS[raw])


PIECES = st.sampled_from(
    [
        *(
            "https://",
            "http:",
            "//",
            "x.org",
            "www.",
            "@",
            "/",
            "a",
            "?",
            "=",
            "&",
            "%20",
            "#",
            " ",
        ),
        *(",", ".", ":", "\\", "bit.ly", "xn--", "127.0.0.1", "com"),
    ]
)


@given(st.text(max_size=60) | st.lists(PIECES, max_size=9).map("".join))
def test_what_is_read_as_an_address_passes_the_rule(raw: str) -> None:
    url = read_url(raw).url
    if url is not None:
        assert url_rule(url) is None
        assert url.removeprefix("https://").split("/")[0].split("?")[0] in raw.lower()
