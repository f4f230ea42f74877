"""Words of ``resources/prose/words.toml``, which says what each table is for, by language."""

from typing import Final

from kiosk.domain.resource_text import resource_table

_TABLE: Final[dict[str, dict[str, str]]] = resource_table("prose", "words.toml")

DIAL, UNITS, NUMBERS = (_TABLE[name] for name in ("dial", "units", "numbers"))
STREETS, NUMBER_AFTER, NUMBER_BEFORE, NO_WAYS, WAYS_AT_END = (
    _TABLE[f"streets{name}"] for name in ("", "_number_after", "_number_before", "_none", "_end")
)
WAYS, NAMED_WAYS, NO_NAMES, NUMBER_WORDS = STREETS.values()
VERB_LAST: Final = frozenset({"fa", "prs", "ps", "hi", "pa", "ko", "zh-Hans", "zh-Hant"})
"""Languages in which a number may precede its verb."""
UNPARTED: Final = frozenset({"ko", "zh-Hans", "zh-Hant"})
"""Languages without spaces between words, or with endings: verb and number are closer together."""
KOREAN: Final = frozenset(_TABLE["signs"]["ko"])
NUMERALS: Final = str.maketrans(_TABLE["signs"]["zh"], _TABLE["signs"]["zh_digits"])
HOSTS, FOREIGN_HOSTS, DOTS, MESSENGERS = (tuple(one.split()) for one in _TABLE["web"].values())
LONG_HOSTS: Final = "|".join(one for one in HOSTS if len(one) >= len("com"))
