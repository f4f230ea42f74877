"""The consonants of a name in any script, to recognise one that was written as it sounds.

A street keeps its name in a translation, but in other letters: Marlowe becomes Марлоу or मार्लो.
Vowels differ from script to script, so only classes of consonants are compared.
"""

import re
import unicodedata
from functools import cache
from typing import Final

LEAST: Final = 3
"""Fewest consonants of a name that is recognised by its sound."""
_CLASSES: Final = {
    "p": "bp бп بپ पफबभ ਪਫਬਭ",
    "f": "fv фв ف व ਵ",
    "k": "gkq кгґх كکگقغخڅ कखगघ ਕਖਗਘ",
    "s": "jsz сзжцчшщђ سصشزژجچظذثځښږ चछजझशषस ਚਛਜਝਸ",
    "t": "dt тд دتطضټډ टठडढतथदध ਟਠਡਢਤਥਦਧ",
    "m": "m м م म ਮ",
    "n": "n н نںڼ नणङञ ਨਣਙਞ",
    "l": "l л ل लळ ਲ",
    "r": "r р رړ र ਰੜ",
}
"""Consonants that one script writes as another writes its neighbour. The rest is not heard."""
_CLASS_OF: Final = {
    letter: sound for sound, letters in _CLASSES.items() for letter in letters if letter != " "
} | {"x": "ks"}
_SOFT: Final = re.compile(r"c(?=[eiy])")
_FOREIGN_WORD: Final = re.compile(
    r"[\u0400-\u052f]+|[\u0600-\u06ff\u0750-\u077f]+"
    r"|[\u0900-\u097f]+|[\u0a00-\u0a7f]+"
)


@cache
def sounds(word: str) -> str:
    """Return the classes of the consonants of a word, repeated ones once; empty if too few."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = _SOFT.sub("s", plain).replace("ph", "f").replace("c", "k")
    heard = "".join(_CLASS_OF.get(letter, "") for letter in plain)
    once = re.sub(r"(.)\1+", r"\1", heard)
    return once if len(once) >= LEAST else ""


def foreign_words(text: str) -> list[re.Match[str]]:
    """Return the words of a text in Cyrillic, Arabic, Devanagari or Gurmukhi letters."""
    return [] if text.isascii() else list(_FOREIGN_WORD.finditer(text))
