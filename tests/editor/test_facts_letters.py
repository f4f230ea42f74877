"""Letters that were decoded in the wrong encoding are mended, and only those."""

import pytest

from kiosk.editor.parsers.mojibake import repair_encoding
from tests.editor.both_paths import PATHS, Case, Read, read_both

SIGNS = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u2022éáíóúñüÉ"
"""The sixteen commonest signs of English and Spanish beyond ASCII."""
PAGES = ("cp1252", "cp437", "cp850", "mac_roman")


def broken(sign: str, page: str) -> str:
    """Return a sign whose UTF-8 was decoded as another code page; Windows-1252 has gaps."""
    raw = sign.encode()
    try:
        return raw.decode(page)
    except UnicodeDecodeError:
        return "".join(bytes([one]).decode(page, "ignore") or chr(one) for one in raw)


BROKEN = {
    f"{page} {sign}": (f"at{broken(sign, page)}re", f"at{sign}re")
    for page in PAGES
    for sign in SIGNS
}
LOST = {
    "weGÇÖre here": "we\u2019re here",
    "9 GÇô 5": "9 \u2013 5",
    "Weâ€™re here": "We\u2019re here",
    "Mu√±oz": "Muñoz",
    "caf√©": "café",
    "weΓÇÖre": "we\u2019re",
    "we\u2030\u00db\u00aare": "we\u2019re",
}
"""Seen in real exports."""
INTENDED = [
    *(
        "Muñoz",
        "café",
        "São Paulo",
        "Über",
        "naïve",
        "Żółć",
        "Hà Nội",
        "Привет",
        "你好",
        "안녕",
        "مرحبا",
    ),
    *("½ cup", "50 °C", "€5", "£5", "x² + y²", "√9 = 3", "≤ 18", "∞", "© 2026", "Ω", "Ä", "Â", "Ã"),
    *("GÖD", "Gçm", "ÇA VA", "“Hi”", "it\u2019s", "π ≈ 3", "Δ", "Œuvre", "Ãlamo Square"),
]


@pytest.mark.parametrize(("raw", "text"), BROKEN.values(), ids=BROKEN)
def test_a_sign_of_another_code_page_is_mended(raw: str, text: str) -> None:
    assert repair_encoding(raw) == text


@pytest.mark.parametrize("text", INTENDED)
def test_what_is_meant_stays(text: str) -> None:
    assert repair_encoding(text) == text


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read the texts on both paths."""
    cases = {raw: Case({"description": f"{raw} for you"}) for raw in (*LOST, *INTENDED)}
    return read_both(tmp_path_factory.mktemp("letters"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", LOST)
def test_a_text_is_mended_on_both_paths(both: Read, raw: str, path: str) -> None:
    service = both.of(path, raw).service
    assert service is not None
    assert (service.description or "").rstrip(".") == f"{LOST[raw]} for you"
