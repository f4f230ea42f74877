"""Languages of a service: the tags by which a visitor's language finds it."""

from collections.abc import Iterable
from typing import Final

from kiosk.domain.language import accepted_tags, normalize_tag
from kiosk.domain.records import Phone, Service

ANY_LANGUAGE: Final = "any"
"""Replaces a language if an interpreter is stated."""
_MACRO: Final = {"cmn": "zh", "prs": "fa", "pes": "fa", "fil": "tl"}
"""Spoken languages that records often name by a wider or older tag."""


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
