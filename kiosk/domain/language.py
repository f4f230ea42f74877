"""Languages: how each is written, named, found and spoken.

Three kinds of tag meet here. A **written** tag selects the screen (``zh-Hans``), a **spoken** tag
selects an interpreter or a service (``cmn``, ``yue``, ``ase``), and a directory holds whatever its
source wrote. Map a directory's tag before using CLDR data, which lacks Hmong and Dari.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Direction(StrEnum):
    """Direction of the script."""

    LTR = "ltr"
    RTL = "rtl"


class Language(msgspec.Struct, frozen=True):
    """One language.

    ``gettext`` is the folder under ``translations/`` (``None``: spoken only), ``cldr`` the CLDR
    locale for dates and numbers (``None``: none exists), ``script`` an ISO 15924 code.
    """

    tag: str
    endonym: str
    english_name: str
    script: str
    gettext: str | None = None
    cldr: str | None = None

    @property
    def direction(self) -> Direction:
        """Right to left for the Arabic and Hebrew scripts."""
        return Direction.RTL if self.script in ("Arab", "Hebr") else Direction.LTR

    @property
    def english_word(self) -> str:
        """The English name in speech, without its part in brackets."""
        return self.english_name.split(" (")[0]

    @property
    def written(self) -> bool:
        """True if the screen is available in it."""
        return self.gettext is not None


WRITTEN: tuple[Language, ...] = (
    Language("en", "English", "English", "Latn", "en", "en_US"),
    Language("es", "Español", "Spanish", "Latn", "es", "es_US"),
    Language("zh-Hans", "简体中文", "Chinese (Simplified)", "Hans", "zh_Hans", "zh_Hans"),
    Language("zh-Hant", "繁體中文", "Chinese (Traditional)", "Hant", "zh_Hant", "zh_Hant"),
    Language("vi", "Tiếng Việt", "Vietnamese", "Latn", "vi", "vi"),
    Language("hmn", "Hmoob", "Hmong", "Latn", "hmn"),
    Language("ru", "Русский", "Russian", "Cyrl", "ru", "ru"),
    Language("uk", "Українська", "Ukrainian", "Cyrl", "uk", "uk"),
    Language("pa", "ਪੰਜਾਬੀ", "Punjabi", "Guru", "pa", "pa_Guru"),
    Language("hi", "हिन्दी", "Hindi", "Deva", "hi", "hi"),
    Language("fil", "Filipino", "Filipino (Tagalog)", "Latn", "fil", "fil"),
    Language("ko", "한국어", "Korean", "Kore", "ko", "ko"),
    Language("ar", "العربية", "Arabic", "Arab", "ar", "ar"),
    Language("fa", "فارسی", "Farsi", "Arab", "fa", "fa"),
    Language("prs", "دری", "Dari", "Arab", "fa_AF", "fa_AF"),
    Language("ps", "پښتو", "Pashto", "Arab", "ps", "ps"),
)
"""The sixteen languages of the screen, in the order of the attract screen."""

SPOKEN_ONLY: tuple[Language, ...] = (
    Language("cmn", "普通话", "Mandarin", "Hans", cldr="zh_Hans"),
    Language("yue", "廣東話", "Cantonese", "Hant", cldr="zh_Hant"),
    Language("ase", "ASL", "American Sign Language", "Latn"),
    Language("ium", "Mienh", "Iu Mien", "Latn"),
    Language("ilo", "Ilokano", "Ilocano", "Latn"),
    Language("sm", "Gagana Samoa", "Samoan", "Latn"),
    Language("to", "Lea faka-Tonga", "Tongan", "Latn"),
    Language("haw", "ʻŌlelo Hawaiʻi", "Hawaiian", "Latn"),
    Language("ur", "اردو", "Urdu", "Arab", cldr="ur"),
    Language("ja", "日本語", "Japanese", "Jpan", cldr="ja"),
    Language("he", "עברית", "Hebrew", "Hebr", cldr="he"),
)
"""Spoken or signed here, for the "I speak …" card; the screen is not available in them."""

CARDS_ONLY: tuple[Language, ...] = (
    Language("am", "አማርኛ", "Amharic", "Ethi"),
    Language("hy", "Հայերեն", "Armenian", "Armn"),
    Language("bn", "বাংলা", "Bengali", "Beng"),
    Language("my", "မြန်မာ", "Burmese", "Mymr"),
    Language("fr", "Français", "French", "Latn"),
    Language("ht", "Kreyòl", "Haitian Creole", "Latn"),
    Language("quc", "K’iche’", "K’iche’", "Latn"),
    Language("km", "ខ្មែរ", "Khmer", "Khmr"),
    Language("rw", "Kinyarwanda", "Kinyarwanda", "Latn"),
    Language("lo", "ລາວ", "Lao", "Laoo"),
    Language("mam", "Mam", "Mam", "Latn"),
    Language("mix", "Mixteco", "Mixteco", "Latn"),
    Language("ne", "नेपाली", "Nepali", "Deva"),
    Language("pt", "Português", "Portuguese", "Latn"),
    Language("kjb", "Q’anjob’al", "Q’anjob’al", "Latn"),
    Language("ro", "Română", "Romanian", "Latn"),
    Language("so", "Soomaali", "Somali", "Latn"),
    Language("sw", "Kiswahili", "Swahili", "Latn"),
    Language("th", "ไทย", "Thai", "Thai"),
    Language("ti", "ትግርኛ", "Tigrinya", "Ethi"),
    Language("trc", "Triqui", "Triqui", "Latn"),
    Language("zap", "Zapoteco", "Zapoteco", "Latn"),
)
"""More languages of the "I speak …" card alone, by their English names: no record names them."""
ANOTHER = "mis"
"""The tag of the card for any other language (ISO 639-3: without a code)."""

OFFERED: tuple[str, ...] = tuple(language.tag for language in WRITTEN)
"""Written languages with complete catalogues; only these can be chosen."""

STAFFED: tuple[str, ...] = ("en", "es", "ar", "zh-Hans", "ru", "vi")
"""Languages of staff mode."""

SPOKEN: tuple[Language, ...] = (
    tuple(language for language in WRITTEN if not language.tag.startswith("zh-")) + SPOKEN_ONLY
)
"""Languages a visitor can choose as spoken; for Chinese, Mandarin or Cantonese."""

_BY_TAG = {language.tag: language for language in WRITTEN + SPOKEN_ONLY}

_ALIASES = {
    "tl": "fil",
    "fa-AF": "prs",
    "fa-IR": "fa",
    "pes": "fa",
    "mww": "hmn",
    "hnj": "hmn",
    "pa-Guru": "pa",
    "zh-CN": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "mn-Latn": "ium",
}

# Requested tag: tags of a directory that match. Plain Chinese counts as Mandarin, never as
# Cantonese; spoken Farsi and Dari count as one language.
_UNDERSTANDS = {
    "cmn": frozenset({"cmn", "zh", "zh-Hans"}),
    "zh": frozenset({"cmn", "zh", "zh-Hans"}),
    "zh-Hans": frozenset({"cmn", "zh", "zh-Hans"}),
    "zh-Hant": frozenset({"cmn", "yue", "zh", "zh-Hans", "zh-Hant"}),
    "yue": frozenset({"yue", "zh-Hant"}),
    "fa": frozenset({"fa", "prs"}),
    "prs": frozenset({"fa", "prs"}),
}

_DEFAULT_SPOKEN = {"zh-Hans": ("cmn", "yue"), "zh-Hant": ("yue", "cmn")}


def normalize_tag(tag: str) -> str:
    """Normalize a directory's tag: resolve aliases, drop needless regions."""
    if tag in _ALIASES:
        return _ALIASES[tag]
    base = tag.split("-", 1)[0]
    return tag if tag in _BY_TAG or base == "zh" else _ALIASES.get(base, base)


def language(tag: str) -> Language | None:
    """Return the language of a tag, or ``None`` if it is unknown."""
    return _BY_TAG.get(normalize_tag(tag))


def known_language(tag: str) -> Language:
    """Return the language of a tag that was checked before.

    Raises:
        ValueError: the tag is unknown.
    """
    found = language(tag)
    if found is None:
        raise ValueError(f"unknown language {tag!r}")
    return found


def offered_languages() -> tuple[Language, ...]:
    """Return the languages that can be chosen, in the order of the attract screen."""
    return tuple(language for language in WRITTEN if language.tag in OFFERED)


def staff_languages(languages: Iterable[Language]) -> tuple[Language, ...]:
    """Return those of ``languages`` that staff mode has, or else English."""
    found = tuple(language for language in languages if language.tag in STAFFED)
    return found or WRITTEN[:1]


def spoken_choices(written_tag: str) -> tuple[str, ...]:
    """Return what a reader of ``written_tag`` most likely speaks, likeliest first."""
    return _DEFAULT_SPOKEN.get(written_tag, (normalize_tag(written_tag),))


def accepted_tags(asked: str) -> frozenset[str]:
    """Return the normalized directory tags that serve someone who asked for ``asked``."""
    tag = normalize_tag(asked)
    return _UNDERSTANDS.get(tag, frozenset({tag}))


def is_served_in(asked: str, service_tags: Iterable[str]) -> bool:
    """True if any language a service states serves someone who asked for ``asked``."""
    wanted = accepted_tags(asked)
    return any(normalize_tag(tag) in wanted for tag in service_tags)


def answers_in(
    asked: str, stated: Iterable[str], *, any_language: bool | None = None
) -> bool | None:
    """Like :func:`is_served_in`, but ``None`` if the record states no language at all."""
    tags = tuple(stated)
    if any_language or is_served_in(asked, tags):
        return True
    return False if tags or any_language is False else None


_EITHER = {"zh-Hant": Language("zh", "中文", "Cantonese or Mandarin", "Hant")}
"""What to ask for if readers of a script may speak either of two: both are said."""


def interpreter_language(written_tag: str) -> str:
    """Return the tag of the language that :func:`interpreter_request` asks for."""
    return _pleaded(written_tag).tag


def interpreter_request(written_tag: str) -> str:
    """Return the English words that request an interpreter (``Mandarin, please.``)."""
    return f"{_pleaded(written_tag).english_word}, please."


def _pleaded(written_tag: str) -> Language:
    return _EITHER.get(written_tag) or _BY_TAG[spoken_choices(written_tag)[0]]
