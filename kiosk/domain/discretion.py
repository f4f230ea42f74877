"""The one gate for everything that leaves the screen.

Slip text, QR payload, host and path, contact name, job and window titles, file names: whoever reads
them over a shoulder must learn nothing about the visitor. A list per language holds the words that
would tell. What fails needs a named override when the directory is published.

In the lists a trailing ``*`` stands for any ending, a blank parts the words of a phrase, and
scripts without spaces are searched anywhere in the text.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_ENGLISH = """
victim* traffick* abus* rescu* illegal* exploit* prostitut* rape* rapist* assault* violen* sex
sexual* surviv* crisis suicid* runaway* shelter* refuge safehouse* domestic slave slaves slavery
pimp* brothel* stalk* harass* coerc* battered batterer* police sheriff fbi immigra* deport* asylum
undocument* hiv aids abort* drug drugs overdose* addict* lgbt* gay lesbian* queer transgender trans
hotline* helpline*
"""
_ENGLISH_PHRASES = ("safe house", "sex work", "forced labor", "wage theft")

_SPANISH = """
victim* trafic* abus* rescat* rescue* ilegal* explot* prostit* viola* violen* agres* asalt* sexo
sexual* sobrevivi* crisis suicid* refugio* albergue* esclav* proxenet* burdel* acos* maltrat*
domestic* policia* sheriff migra inmigra* migrator* deport* asilo indocument* vih sida abort* droga*
adicc* adict* gay lesbian* transexual* transgener* lgbt*
"""
_SPANISH_PHRASES = (
    "trata de personas",
    "trata de blancas",
    "trata humana",
    "la trata",
    "casa segura",
    "trabajo forzado",
    "robo de salario*",
    "linea directa",
)

_ARABIC = """
ضحية ضحايا اتجار استغلال اغتصاب اعتداء* عنف عنيف* جنس جنسي* دعارة بغاء عبودية استعباد ملجأ ملاجئ
مأوى ناجي* ناجون ناجين ناجيات انتحار هارب* شرطة هجرة ترحيل لجوء إيدز إجهاض مخدرات إدمان مثلي* إنقاذ
إساءة تحرش أزمة أزمات
"""
_ARABIC_PHRASES = ("تجارة البشر", "تجارة الجنس", "غير قانوني*", "عمل قسري", "خط ساخن", "خط الساخن")

_HANS = """
受害 人口贩 贩卖 拐卖 贩运 虐待 家暴 暴力 强奸 强暴 性侵 性骚扰 性交易 卖淫 嫖 剥削 奴隶 奴役 强迫
幸存者 庇护 收容 避难 危机 自杀 离家出走 解救 营救 非法 警察 警方 移民 遣返 驱逐 堕胎 艾滋 毒品
戒毒 吸毒 同性恋 跨性别 热线 求助
"""

_WORDS: dict[str, tuple[str, ...]] = {
    "en": (*_ENGLISH.split(), *_ENGLISH_PHRASES),
    "es": (*_SPANISH.split(), *_SPANISH_PHRASES),
    "ar": (*_ARABIC.split(), *_ARABIC_PHRASES),
    "zh-Hans": tuple(_HANS.split()),
}
LANGUAGES = frozenset(_WORDS)
"""Languages that have their own list; in any other only the English words are found."""

_UNSPACED = frozenset({"zh-Hans"})

MIN_STEM = 5
"""Shortest stem looked for inside a web address, where words are written together."""

# Letters that Arabic writers interchange; alef loses its hamza with the other marks.
_ARABIC_FORMS = str.maketrans("ٱىة", "ايه")
# Conjunctions, prepositions and the article, written as one with the word.
_ARABIC_PREFIX = r"(?:[وف]?(?:[بكل]?ال|لل|[بكل])?)"


def fold(text: str) -> str:
    """``text`` without case, accents, vowel signs, or stretched joins, for comparing words."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in marked if not unicodedata.combining(c) and c != "\u0640")
    return unicodedata.normalize("NFC", bare.translate(_ARABIC_FORMS))


def _pattern(entry: str, language: str) -> str:
    word = r"[\W_]+".join(re.escape(part.removesuffix("*")) for part in fold(entry).split())
    if language in _UNSPACED:
        return word
    prefix = _ARABIC_PREFIX if language == "ar" else ""
    ending = r"[^\W_]*" if entry.endswith("*") else ""
    return rf"(?<![^\W_]){prefix}{word}{ending}(?![^\W_])"


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each entry of a list with its compiled pattern; a space in a phrase matches any gap."""
    return tuple(
        (entry.removesuffix("*"), re.compile(_pattern(entry, language)))
        for entry in _WORDS.get(language, ())
    )


def check(text: str, language: str) -> tuple[str, ...]:
    """The telling words in ``text``, as the lists of ``language`` and of English hold them.

    Empty means that the text may leave the screen. English always counts: a slip carries it.
    """
    folded = fold(text)
    lists = dict.fromkeys((language, "en"))
    found = (word for name in lists for word, pattern in _patterns(name) if pattern.search(folded))
    return tuple(dict.fromkeys(found))


def check_everywhere(text: str) -> tuple[str, ...]:
    """:func:`check` in every language that has a list: names that are the same for all."""
    return tuple(dict.fromkeys(word for language in _WORDS for word in check(text, language)))


@cache
def _any_word() -> re.Pattern[str]:
    """One pattern for every entry of every list."""
    spaced = (n for n in _WORDS if n not in _UNSPACED)
    words = [_pattern(entry, name) for name in spaced for entry in _WORDS[name]]
    start = r"(?<![^\W_])"
    bare = "|".join(dict.fromkeys(word.removeprefix(start) for word in words))
    runs = [_pattern(entry, name) for name in _UNSPACED for entry in _WORDS[name]]
    return re.compile("|".join((f"{start}(?:{bare})", *runs)))


def telling(texts: Iterable[str]) -> set[str]:
    """Those of many ``texts`` in which :func:`check_everywhere` finds a word, in one look each."""
    pattern = _any_word()
    return {t for t in texts if pattern.search(t.lower() if t.isascii() else fold(t))}


@cache
def _stems() -> tuple[str, ...]:
    """Words long enough to be told from chance inside a run of letters."""
    spaced = (fold(w.removesuffix("*")).replace(" ", "") for w in _WORDS["en"] + _WORDS["es"])
    return tuple(dict.fromkeys(stem for stem in spaced if len(stem) >= MIN_STEM))


def check_address(address: str) -> tuple[str, ...]:
    """The telling words in a host, a path or a file name, where words run together."""
    folded = fold(address)
    inside = (stem for stem in _stems() if stem in folded)
    return tuple(dict.fromkeys((*check_everywhere(address), *inside)))
