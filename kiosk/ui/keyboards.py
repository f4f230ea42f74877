"""The letters of the on-screen keyboards, as data: which keys, in which rows, for which language.

Rows are in reading order: a Latin row begins at the left, an Arabic row at the right, so that
each letter stands where telephones and computers have it. Search folds accents and hamza forms:
the accented letters of Spanish are there for those who look for them, the alef forms are not.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """One layer of keys.

    ``label`` is written on the key that leads here. ``rtl`` says which way its rows run; a row
    of a left-to-right layer keeps its order on a right-to-left page.
    """

    name: str
    label: str
    rows: tuple[str, ...]
    rtl: bool = False

    @property
    def widest(self) -> int:
        """Keys of the longest row."""
        return max(len(row) for row in self.rows)


LATIN = Layout("latin", "abc", ("qwertyuiop", "asdfghjkl", "zxcvbnm"))
SPANISH = Layout("spanish", "abc", ("qwertyuiopáéí", "asdfghjklñóúü", "zxcvbnm"))
ARABIC = Layout(
    "arabic",
    "أبج",
    ("جحخهعغفقثصض", "طكمنتالبيسش", "دظزوةىرؤءئذ"),
    rtl=True,
)
DIGITS = Layout("digits", "123", ("12345", "67890"))

_BY_TAG: dict[str, tuple[Layout, ...]] = {"es": (SPANISH,)}
_BY_SCRIPT: dict[str, tuple[Layout, ...]] = {"Arab": (ARABIC, LATIN)}
PINYIN_SCRIPTS = frozenset({"Hans", "Hant"})
"""Scripts that are found by typing their sounds in Latin letters."""


def layouts_for(tag: str, script: str) -> tuple[Layout, ...]:
    """The layers offered to a language (BCP 47 tag, ISO 15924 script), its own first."""
    return (*_BY_TAG.get(tag, _BY_SCRIPT.get(script, (LATIN,))), DIGITS)


def layout_named(name: str, offered: tuple[Layout, ...]) -> Layout:
    """The layer of a name, or the first one offered."""
    return next((layout for layout in offered if layout.name == name), offered[0])
