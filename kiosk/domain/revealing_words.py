"""The words of each language that would tell on paper what a visitor came for.

They stand in four modules by script. Parted by commas; a blank parts the words of a phrase. ``*``
behind a word stands for any ending, before an entry for any beginning. Where a word has an innocent
twin (Persian برده "carried" is also "slave", Russian "раб." stands for working hours) its telling
forms are written out.

The fields, in every language: violence and abuse, trafficking and forced work, sex and
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
"""Entries by the tag of their language."""

RUN_TOGETHER: Final = ("abuse", "abuso", "lgbt", "porn", "sexo")
"""Short words that tell inside a run of letters too, as web addresses have them."""

APART: Final = frozenset(
    _entries(
        """
        asilo, asilos, beaten, beating, crime, deport, deports, gangs, heroin, hostage, ice agent,
        ice raid, killing, meth, narco, nudes, raids, rapto, raptos, rehab, rehabs, rehen, sober,
        trans, trata, u visa, t visa, visa u, visas u, visa t, whore
        """
    )
)
"""Entries that are looked for as words of their own only: inside a run of letters they stand in
many others (trans in transit, raids in braids, "ice agent" in "service agent")."""

NOT_AT_EDGES: Final = frozenset(_entries("aids, dv, sti, stis, std, stds, trans"))
"""Short entries with which too many parts begin or end: hearingaids, still, transit."""

BEHIND_DV: Final = _entries("advoca, cent, clinic, help, line, program, serv, support, team")
"""What makes "dv" tell where a part of an address begins with it: words for a service."""

INNOCENT_EDGES: Final = _entries(
    """
    afraid, archiv, asilomar, bagay, bigay, braid, computa, computo, contrata, deporte, deporti,
    disputa, disputo, drape, essex, gaylord, gaynor, grape, hive, imputa, method, middlesex,
    narcolep, ngay, putah, raider, raptor, reputa, scrape, serviceagent, sexton, skilling, soberan,
    sussex, syllabus, tratamient, unisex, visasup, visatrav, wessex
    """
)
"""Runs of letters at the edges of addresses in which a short word stands by chance."""

INNOCENT: Final = _entries(
    """
    therapist, arrestaurant, contrarrest, labort, beanstalk, cornstalk, drugstore, contradict,
    contradicc, princest, provincest, basalt, migraine, migrana, scarcely, syllabuses,
    brasilad, heredada, emparedada, cencerrad, centrifugad, contratante, descort, desclav, frescur,
    maestrescuel
    """
)
"""Runs of letters in which a telling one stands by chance: rapist, arrest, abort, stalk, incest."""

INNOCENT_PHRASES: Final = _entries("se trata, que trata, se tratan")
"""Phrases whose words tell something only when they stand alone."""
