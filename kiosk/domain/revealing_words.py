"""Revealing words: those that show on paper why a visitor came, for each language.

Translators edit the lists: ``resources/revealing/TAG.txt``, an entry a line, spaces between the
words of a phrase. ``*`` matches any ending after a word and any beginning before an entry. If a
word has a harmless homograph (Persian برده is "carried" and "slave", Russian "раб." abbreviates
working hours), its revealing forms are listed one by one.

Topics in every language: violence and abuse, trafficking and forced work, sex and
exploitation, abduction, shelter, asylum and papers, police and court orders, drugs, suicide and
mental crisis, HIV and pregnancy, homelessness, stolen wages, and words for a hotline.
"""

from typing import Final

from kiosk.domain.language import OFFERED
from kiosk.domain.resource_text import resource_text


def _entries(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.split(","))


WORDS: Final[dict[str, tuple[str, ...]]] = {
    tag: tuple(resource_text("revealing", f"{tag}.txt").splitlines()) for tag in OFFERED
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
    sussex, syllabus, tratamient, unisex, vihtml, visasup, visatrav, wessex
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
