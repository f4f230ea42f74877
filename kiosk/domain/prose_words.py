"""Words of ``resources/prose/words.toml`` that make a number a code, a house number or a digit."""

from typing import Any, Final

from kiosk.domain.resource_text import resource_table

_TABLE: Final[dict[str, dict[str, Any]]] = resource_table("prose", "words.toml")
_STREETS: Final[dict[str, str]] = _TABLE["streets"]
_WEB: Final[dict[str, str]] = _TABLE["web"]

DIAL: Final[dict[str, str]] = _TABLE["dial"]
"""Verbs of *text, call, ring, contact, write to*, and messengers, by language."""
UNITS: Final[dict[str, str]] = _TABLE["units"]
"""Units after a number that is no code, by language."""
VERB_LAST: Final = frozenset({"fa", "prs", "ps", "hi", "pa", "ko", "zh-Hans", "zh-Hant"})
"""Languages in which a number may precede its verb."""
UNPARTED: Final = frozenset({"ko", "zh-Hans", "zh-Hant"})
"""Languages without spaces between words, or with endings: verb and number are closer together."""

WAYS: Final = _STREETS["ways"]
"""Street types of American addresses, after number and name, in any case."""
NAMED_WAYS: Final = _STREETS["named_ways"]
"""Street types that are also other words: they count only if name and type are capitalized."""
ALONE: Final = "broadway"
"""A street type that needs no name."""
NO_NAMES: Final = frozenset(_STREETS["no_names"].split())
"""Words that are no street name."""
NUMBER_WORDS: Final = _STREETS["number_words"]
"""Words allowed between the name of a street and the house number."""
NUMBER_AFTER: Final[dict[str, str]] = _TABLE["number_after"]
"""Street types before their name, with the house number after it."""
NUMBER_BEFORE: Final[dict[str, str]] = _TABLE["number_before"]
"""Street types before their name, with the house number before both."""
NO_WAYS: Final[dict[str, str]] = _TABLE["no_ways"]
"""Words that make a street type another word."""
WAYS_AT_END: Final[dict[str, str]] = _TABLE["ways_at_end"]
"""Street types after number and name, as in English."""

NUMBERS: Final[dict[str, str]] = _TABLE["numbers"]
"""Words of digits and small numbers by language."""
KOREAN: Final = frozenset(_TABLE["signs"]["ko"])
"""Syllables that each are a digit."""
NUMERALS: Final = str.maketrans(_TABLE["signs"]["zh"], _TABLE["signs"]["zh_digits"])
"""Chinese numerals as digits."""

HOSTS: Final = frozenset(_WEB["hosts"].split())
"""Top-level domains that count after a single letter ("t.me"); the long ones in capitals too.

Any other domain counts in lower case after a longer word: a sentence begins with a capital.
"""
FOREIGN_HOSTS: Final = _WEB["foreign_hosts"].split()
"""Top-level domains in other scripts."""
DOTS: Final = _WEB["dots"].split()
"""Words for the dot of a dictated address."""
MESSENGERS: Final = _WEB["messengers"].split()
"""Messengers, before the name of an account."""
