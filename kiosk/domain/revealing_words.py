"""Revealing words: those that show on paper why a visitor came, for each language.

The lists are in four modules by script. Commas separate entries, spaces the words of a phrase.
``*`` matches any ending after a word and any beginning before an entry. If a word has a harmless
homograph (Persian برده is "carried" and "slave", Russian "раб." abbreviates working hours), its
revealing forms are listed one by one.

Topics in every language: violence and abuse, trafficking and forced work, sex and
exploitation, abduction, shelter, asylum and papers, police and court orders, drugs, suicide and
mental crisis, HIV and pregnancy, homelessness, stolen wages, and words for a hotline.
"""

from typing import Final

from kiosk.domain import revealing_arabic, revealing_cyrillic, revealing_eastern, revealing_latin


def _entries(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.split(","))


WORDS: Final[dict[str, tuple[str, ...]]] = {
    "en": _entries(revealing_latin.ENGLISH),
    "es": _entries(revealing_latin.SPANISH),
    "ar": _entries(revealing_arabic.ARABIC),
    "zh-Hans": _entries(revealing_eastern.HANS),
    "zh-Hant": _entries(revealing_eastern.HANT),
    "ko": _entries(revealing_eastern.KOREAN),
    "ru": _entries(revealing_cyrillic.RUSSIAN),
    "uk": _entries(revealing_cyrillic.UKRAINIAN),
    "vi": _entries(revealing_latin.VIETNAMESE),
    "fil": _entries(revealing_latin.FILIPINO),
    "hi": _entries(revealing_eastern.HINDI),
    "pa": _entries(revealing_eastern.PUNJABI),
    "fa": _entries(revealing_arabic.PERSIAN),
    "prs": _entries(revealing_arabic.DARI),
    "ps": _entries(revealing_arabic.PASHTO),
    "hmn": _entries(revealing_latin.HMONG),
}
"""Entries by language tag."""

RUN_TOGETHER: Final = ("abuse", "abuso", "lgbt", "porn", "sexo")
"""Short words that are revealing inside run-together letters too, as in web addresses."""

APART: Final = frozenset(
    _entries(
        """
        asilo, asilos, beaten, beating, crime, deport, deports, gangs, heroin, hostage, ice agent,
        ice raid, killing, meth, narco, nudes, raids, rapto, raptos, rehab, rehabs, rehen, sober,
        trans, trata, u visa, t visa, visa u, visas u, visa t, whore
        """
    )
)
"""Entries that match only as separate words: run-together letters contain them too often.

For example trans in transit, raids in braids, "ice agent" in "service agent".
"""

NOT_AT_EDGES: Final = frozenset(_entries("aids, dv, sti, stis, std, stds, trans"))
"""Short entries that start or end too many harmless parts: hearingaids, still, transit."""

BEHIND_DV: Final = _entries("advoca, cent, clinic, help, line, program, serv, support, team")
"""Words for a service that make a leading "dv" in a part of an address revealing."""

INNOCENT_EDGES: Final = _entries(
    """
    afraid, archiv, asilomar, bagay, bigay, braid, computa, computo, contrata, deporte, deporti,
    disputa, disputo, drape, essex, gaylord, gaynor, grape, hive, imputa, method, middlesex,
    narcolep, ngay, putah, raider, raptor, reputa, scrape, serviceagent, sexton, skilling, soberan,
    sussex, syllabus, tratamient, unisex, visasup, visatrav, wessex
    """
)
"""Runs of letters at the edges of addresses that contain a short word by chance."""

INNOCENT: Final = _entries(
    """
    therapist, arrestaurant, contrarrest, labort, beanstalk, cornstalk, drugstore, contradict,
    contradicc, princest, provincest, basalt, migraine, migrana, scarcely, syllabuses,
    brasilad, heredada, emparedada, cencerrad, centrifugad, contratante, descort, desclav, frescur,
    maestrescuel
    """
)
"""Runs of letters that contain a revealing word by chance: rapist, arrest, abort, stalk."""

INNOCENT_PHRASES: Final = _entries("se trata, que trata, se tratan")
"""Phrases whose words are revealing only outside the phrase."""
