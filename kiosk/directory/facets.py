"""Facets of a service, which answer filters: bits in a row and terms in the search index.

Silence is not a promise: a filter finds a service only by what its record states.
"""

from collections.abc import Iterable
from typing import Final

from kiosk.domain.filters import Filter
from kiosk.domain.language import accepted_tags, normalize_tag
from kiosk.domain.records import Audience, Cost, Document, Phone, Service

ANY_LANGUAGE: Final = "any"
"""Replaces a language if an interpreter is stated."""
TEENAGER: Final = 12
"""Minimum age assumed for "under 18" at a kiosk: services for toddlers do not count."""
ADULT: Final = 18

MARK: Final = "\ue000"
"""Begins every facet term: a private character that no folded word can contain."""
STATED_CHIPS: Final = (
    Filter.NO_ID,
    Filter.FREE,
    Filter.UNDER_18,
    Filter.FAMILIES,
    Filter.WOMEN,
    Filter.MEN,
)
"""Filters that depend on the record alone, in the order of their bits."""

_MACRO: Final = {"cmn": "zh", "prs": "fa", "pes": "fa", "fil": "tl"}
"""Spoken languages that records often name by a wider or older tag."""


def _under_18(service: Service) -> bool:
    youngest, oldest = service.minimum_age, service.maximum_age
    if (youngest is not None and youngest >= ADULT) or (oldest is not None and oldest < TEENAGER):
        return False
    stated = youngest is not None or (oldest is not None and oldest < ADULT)
    return stated or bool(
        {Audience.ANYONE, Audience.YOUNG, Audience.CHILDREN} & {*service.audience}
    )


def stated_chips(service: Service) -> frozenset[Filter]:
    """Return the filters of :data:`STATED_CHIPS` that the record of a service meets."""
    audience = {*service.audience}
    no_id = service.id_needed is False or (
        service.id_needed is None and Document.NOTHING in service.bring
    )
    families = {Audience.FAMILIES, Audience.PARENTS, Audience.CHILDREN} & audience
    answers = {
        Filter.NO_ID: no_id,
        Filter.FREE: Cost.FREE in service.cost,
        Filter.UNDER_18: _under_18(service),
        Filter.FAMILIES: bool(families) or service.children is True,
        Filter.WOMEN: bool({Audience.WOMEN, Audience.ANYONE} & audience),
        Filter.MEN: bool({Audience.MEN, Audience.ANYONE} & audience),
    }
    return frozenset(chip for chip, answer in answers.items() if answer)


def chip_bits(chips: Iterable[Filter]) -> int:
    """Return the stated filters among ``chips`` as bits of one integer."""
    return sum(1 << STATED_CHIPS.index(chip) for chip in {*chips} if chip in STATED_CHIPS)


def _keys(tag: str) -> set[str]:
    base = tag.split("-", 1)[0]
    return {tag, base, _MACRO.get(base, base)}


def stated_languages(service: Service, phones: Iterable[Phone]) -> frozenset[str]:
    """Return the tags that find a service by language; :data:`ANY_LANGUAGE` for an interpreter."""
    phones = tuple(phones)
    tags = {*service.languages}.union(*(phone.languages for phone in phones))
    keys = {key for tag in tags for key in (*_keys(tag), normalize_tag(tag))}
    if service.interpreter or any(phone.any_language for phone in phones):
        keys.add(ANY_LANGUAGE)
    return frozenset(keys)


def language_keys(spoken: str) -> tuple[str, ...]:
    """Return the tags that find services for someone who speaks or reads ``spoken``.

    Cantonese does not match a record that says only ``zh``: that would be a guess. A reader of the
    traditional script may speak either.
    """
    return (*sorted(_keys(spoken) | accepted_tags(spoken)), ANY_LANGUAGE)


def category_term(category: str) -> str:
    """Return the facet term of a need."""
    return f"{MARK}c" + category.replace("_", "")


def language_term(key: str) -> str:
    """Return the facet term of a language key."""
    return f"{MARK}l" + key.replace("-", "").lower()


def pair_term(category: str, key: str) -> str:
    """Return the facet term of a need with a language, the most frequent combination."""
    return f"{MARK}p" + category.replace("_", "") + key.replace("-", "").lower()


def chip_term(chip: Filter) -> str:
    """Return the facet term of a stated filter."""
    return f"{MARK}h" + chip.replace("_", "")


def facet_terms(service: Service, phones: Iterable[Phone]) -> list[str]:
    """Return all facet terms of a service."""
    languages = sorted(stated_languages(service, phones))
    terms = [category_term(category) for category in service.categories]
    terms += [language_term(key) for key in languages]
    terms += [pair_term(category, key) for category in service.categories for key in languages]
    terms += [chip_term(chip) for chip in sorted(stated_chips(service))]
    return terms
