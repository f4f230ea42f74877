"""Makes spellings of a name that a person reads as the same name."""

from collections import defaultdict

from hypothesis import strategies as st

from kiosk.domain.disguise import lookalikes

MARKS = "\u0301\u0308\u0323\u200b\u00ad\ufe0f"
GAPS = (" ", "  ", "\u00a0", "\u2009", "-", ".", "\u2011", "_", "'")


def _alike() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, letter in lookalikes().items():
        if letter.isalpha():
            found[letter.lower()].append(chr(code))
    for letter, more in {"i": "1lI", "l": "1iI", "o": "0", "m": ("rn",), "w": ("vv",)}.items():
        found[letter] += more
    return found


ALIKE = _alike()


@st.composite
def spellings(draw: st.DrawFn, name: str, marks: str = MARKS) -> str:
    """A name in other case, with other blanks and marks, and look-alike letters."""
    made = []
    for letter in name:
        if not letter.isalnum():
            made.append(draw(st.sampled_from(GAPS)))
            continue
        like = [letter, letter.upper(), letter.lower(), *ALIKE.get(letter.lower(), ())]
        wide = chr(ord(letter) + 0xFEE0) if letter.isascii() else letter
        made.append(draw(st.sampled_from([*like, wide])))
        made.append(draw(st.sampled_from(["", "", "", *marks])))
    return "".join(made)
