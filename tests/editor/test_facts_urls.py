"""A web address is one function's work, whichever way it comes in."""

import pytest

from tests.editor.both_paths import PATHS, Case, Read, read_both

X = "https://x.org"
URLS: dict[str, str | None] = {
    f"{X}/a?utm_source=fb&fbclid=1": f"{X}/a",
    f"{X}/a?gclid=9": f"{X}/a",
    f"{X}/a?mc_cid=1&mc_eid=2": f"{X}/a",
    f"{X}/a?lang=es&utm_medium=mail": f"{X}/a?lang=es",
    f"{X}/a?UTM_Source=fb": f"{X}/a",
    f"{X}/a?_ga=1": f"{X}/a",
    "http://x.org/a": f"{X}/a",
    "HTTP://X.ORG/A": f"{X}/A",
    "https://WWW.X.org/Help": "https://www.x.org/Help",
    "www.x.org": "https://www.x.org",
    "x.org/help": f"{X}/help",
    "X.ORG": X,
    "//x.org/a": f"{X}/a",
    "http://http://x.org": X,
    "https:/x.org": X,
    f"{X}/a#top": f"{X}/a",
    f"{X}/a?b=1&c=2": X,
    f"{X}:443/a": f"{X}/a",
    f"{X}.": X,
    f" {X}/a ": f"{X}/a",
    f"<a href='{X}/a'>our page</a>": f"{X}/a",
    f"{X}/a; https://y.org": f"{X}/a",
    f"({X}/a)": f"{X}/a",
    "www.house.clinic": "https://www.house.clinic",
    "www.house.photography/help": "https://www.house.photography/help",
    "https://house.museum": "https://house.museum",
    "https://house.xn--p1ai": None,
    "house.health": "https://house.health",
    "us@x.org": None,
    "mailto:us@x.org": None,
    "https://bit.ly/x": None,
    "https://tinyurl.com/x": None,
    "https://maps.google.com/?q=4711+Secret+Lane": None,
    "https://www.google.com/maps/place/x": None,
    "ftp://x.org": None,
    "javascript:alert(1)": None,
    "https://192.168.0.1/a": None,
    "https://localhost/a": None,
    "see our page": None,
    "": None,
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all addresses on both paths."""
    cases = {raw: Case({"url": raw}, {"website": raw}) for raw in URLS}
    return read_both(tmp_path_factory.mktemp("urls"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", URLS)
def test_a_web_address_is_cleaned_or_left_out(both: Read, raw: str, path: str) -> None:
    seen = both.of(path, raw)
    assert seen.service is not None
    assert seen.organization is not None
    assert (seen.service.url, seen.organization.website) == (URLS[raw], URLS[raw])


FAULTS = {
    f"{X}/a?b=1&c=2": "the &",
    f"{X}/a?b=%20": "the %",
    f"{X}/a b": "the blank",
    f"{X}/a?b=(c)": "the (",
    f"{X}/~us/a?b={'c' * 3000}": "the length",
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", FAULTS)
def test_the_part_at_fault_is_named(
    tmp_path_factory: pytest.TempPathFactory, raw: str, path: str
) -> None:
    draft = read_both(tmp_path_factory.mktemp("f"), {"one": Case({"url": raw})}).drafts[path]
    (found,) = [one for one in draft.findings if one.value == raw[:80]]
    assert found.row == 2
    assert FAULTS[raw] in found.assumed
