"""Parse addresses, shown only if the source says so and nothing forbids it."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from kiosk.domain.place import ADDRESS_FIELDS, WHERE_FIELDS
from kiosk.editor.parsers.flags import Flags, flags_of
from kiosk.editor.parsers.plain_text import is_blank, keep_latin, to_plain_text

__all__ = [
    "Flags",
    "PlaceProblem",
    "PlaceReading",
    "calls_place_secret",
    "flags_of",
    "read_address",
    "read_point",
]

_LIMIT: Final = 120
"""Longest part of an address in characters (records.py)."""
LATITUDES: Final = (13.0, 72.0)
LONGITUDES: Final = (-180.0, -64.0)
"""The United States from Guam's latitude to Alaska's, and west of Maine and Puerto Rico."""

_SECRET = re.compile(
    r"\b(?:confidential\w*|undisclosed|not disclosed|non-?disclosed|withheld|unlisted|unpublished"
    r"|(?:private|secret|hidden|protected) (?:location|address|residence|site)|redacted|safe ?house"
    r"|domestic violence shelter|not (?:public|published|listed|shown)"
    r"|(?:call|phone|contact)\b.{0,20}\b(?:location|address|directions)"
    r"|(?:address|location)\b.{0,20}\b(?:upon|on|by) request"
    r"|do not (?:publish|share|disclose)|anonymous)\b",
    re.IGNORECASE,
)
_BARE_SECRET = re.compile(r"\W*(?:private|secret|hidden|protected|anonymous)\W*", re.IGNORECASE)
"""Matches a whole cell only; a street may be called Secret Ravine or Hidden Valley."""
_SECRECY = r"(?:confidential|undisclosed|secret|hidden|protected|unlisted|private)"
_NOT_THE_PLACE = r"(?!(?:on|at|testing|screening|counseling)\b)"
"""Follows a word that is not about the place: "confidential testing site"."""
_ABUSED = r"(?:(?:domestic|family|dating|(?:intimate )?partner) (?:violence|abuse)|trafficking)"
_SECRET_PLACE = re.compile(
    rf"\b{_SECRECY}(?:\s*,\s*|\s+(?:and|but)\s+|\s*&\s*|\s+){_NOT_THE_PLACE}(?:[\w'\u2019-]+\s+)?"
    r"(?:locations?|address(?:es)?|sites?|shelters?|facilit(?:y|ies)|houses?|homes?|housing)\b"
    r"|\b(?:location|address|site)s?\b.{0,15}\b(?:is|are|kept|remains?)\s+(?:\w+\s+)?"
    r"(?:confidential|undisclosed|secret|not disclosed|private|unlisted|withheld)\b"
    r"|\b(?:location|address)[\s:(\u2013-]{1,4}(?:confidential|undisclosed|unlisted|withheld)\b"
    r"|\b(?:location|address)\s+(?:is\s+|will be\s+)?not\s+(?:\w+\s+)?"
    r"(?:disclosed|published|public|listed|shared|given)\b"
    r"|\b(?:location|address)\s+(?:(?:is|will be)\s+)?(?:given|provided|disclosed|released|shared"
    r"|available)\b.{0,20}\b(?:request|intake|screening|call|phone|acceptance)\b"
    r"|\b(?:call|phone|contact)\b(?: \w+)? for (?:the |our )?(?:location|address)\b"
    rf"|\bsafe ?houses?\b|\b{_ABUSED} (?:[\w'\u2019-]+ ){{0,2}}(?:shelters?|refuges?)\b"
    r"|\bdv (?:\w+ )?shelters?\b|\bbattered (?:\w+['\u2019]?s?['\u2019]? )?shelters?\b"
    rf"|\bshelters? (?:\w+ ){{0,2}}for (?:[\w'\u2019-]+,? ){{0,6}}?(?:battered\b"
    rf"|(?:victims?|survivors?) (?:of|fleeing|escaping) (?:\w+ ){{0,2}}?{_ABUSED})",
    re.IGNORECASE,
)
"""For descriptions: "confidential services" hides nothing, a confidential location does."""
_PLACES: Final = ("locat", "addre", "site", "shelter", "facilit", "hous", "home", "refuge")
"""Parts of its words, one of which is in every plain text that it finds."""
_MARKUP = re.compile(r"[<&*_\\]")
_POST_BOX = re.compile(
    r"\W*(?:p\.?\s?o\.?\s*(?:box|drawer)|post office box|box|pmb|mail ?stop)\b[\s#]*[\w-]*\W*",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\d|\b(?:st|street|ave?|avenue|blvd|boulevard|rd|road|drive|lane|way|court|place|plaza|square"
    r"|parkway|pkwy|highway|hwy|mall|building|bldg)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\W*(?:state|city|zip|county|address|country)\s*:", re.IGNORECASE)
_ZIP = re.compile(r"(\d{5})(?:\.0+|[-\s]?(\d{4}))?", re.ASCII)


class PlaceProblem(StrEnum):
    """The reason for leaving out all or part of an address."""

    FLAGGED = "flagged"
    CONFIDENTIAL = "confidential"
    NOT_STATED_PUBLIC = "not_stated_public"
    NO_STREET = "no_street"
    POST_BOX = "post_box"
    VIRTUAL = "virtual"
    POSTAL_CODE = "postal_code"
    COORDINATES = "coordinates"


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """An address for a record; all ``None`` if it stays hidden."""

    public: bool
    address_1: str | None = None
    address_2: str | None = None
    city: str | None = None
    state_province: str | None = None
    postal_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    problems: tuple[PlaceProblem, ...] = ()


def read_address(cells: Mapping[str, str], flags: Flags, *, public: bool) -> PlaceReading:
    """Read the address in ``cells``: all of it is shown, or nothing.

    Names of cells are those of HSDS: address_1, address_2, attention, city, region, state_province,
    postal_code, latitude, longitude, location_type, address_type; name, alternate_name and
    description of the place are searched for words that make it secret. ``public`` is the editor's
    statement that addresses of this source may be shown.
    """
    reason = _why_hidden(cells, flags, public=public)
    if reason is not None:
        return PlaceReading(public=False, problems=(reason,) if _anything(cells) else ())
    problems = []
    postal = _postal_code(cells)
    if postal is None and not is_blank(cells.get("postal_code")):
        problems.append(PlaceProblem.POSTAL_CODE)
    point = read_point(cells)
    if point is None and not (is_blank(cells.get("latitude")) and is_blank(cells.get("longitude"))):
        problems.append(PlaceProblem.COORDINATES)
    return PlaceReading(
        public=True,
        address_1=_cell(cells, "address_1"),
        address_2=_cell(cells, "address_2"),
        city=_cell(cells, "city"),
        state_province=_cell(cells, "state_province"),
        postal_code=postal,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        problems=tuple(problems),
    )


def _anything(cells: Mapping[str, str]) -> bool:
    return any(not is_blank(cells.get(name)) for name in WHERE_FIELDS)


def _why_hidden(cells: Mapping[str, str], flags: Flags, *, public: bool) -> PlaceProblem | None:
    """Return the first reason against showing the address, most serious first."""
    if flags.private_address or flags.hidden_record:
        return PlaceProblem.FLAGGED
    if _secret(cells):
        return PlaceProblem.CONFIDENTIAL
    kinds = {cells.get(name, "").strip().casefold() for name in ("location_type", "address_type")}
    street = _cell(cells, "address_1") or ""
    reasons = (
        ("virtual" in kinds, PlaceProblem.VIRTUAL),
        (
            bool(kinds & {"postal", "mailing", "mail"}) or bool(_POST_BOX.fullmatch(street)),
            PlaceProblem.POST_BOX,
        ),
        (not _STREET.search(street) or bool(_LABEL.match(street)), PlaceProblem.NO_STREET),
        (_cell(cells, "city") is None and _postal_code(cells) is None, PlaceProblem.NO_STREET),
        (not public, PlaceProblem.NOT_STATED_PUBLIC),
    )
    return next((problem for applies, problem in reasons if applies), None)


def _secret(cells: Mapping[str, str]) -> bool:
    lines = (*ADDRESS_FIELDS, "attention", "region", "name", "alternate_name")
    texts = [cells.get(name, "") for name in lines]
    return any(_SECRET.search(text) or _BARE_SECRET.fullmatch(text) for text in texts) or any(
        calls_place_secret(cells.get(name, "")) for name in ("description", "transportation")
    )


@lru_cache(maxsize=1024)
def calls_place_secret(text: str) -> bool:
    """Return True if a text says that its place must stay secret."""
    marked = not text.isascii() or _MARKUP.search(text) is not None
    lower = text.lower()
    if not marked and not any(word in lower for word in _PLACES):
        return False
    if _SECRET_PLACE.search(text):
        return True
    return marked and _SECRET_PLACE.search(to_plain_text(text)) is not None


def _cell(cells: Mapping[str, str], name: str) -> str | None:
    raw = cells.get(name)
    if raw is None or is_blank(raw):
        return None
    text = keep_latin(to_plain_text(raw, _LIMIT))
    return raw if text == raw else text or None  # most are unchanged, and are kept once


def _postal_code(cells: Mapping[str, str]) -> str | None:
    """Return five digits, or nine with a hyphen; four digits lost one that could be any."""
    found = _ZIP.fullmatch(cells.get("postal_code", "").strip())
    if found is None:
        return None
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def read_point(cells: Mapping[str, str]) -> tuple[float, float] | None:
    """Return the coordinates, unless missing, 0/0, swapped, or outside the United States."""
    try:
        latitude, longitude = float(cells["latitude"]), float(cells["longitude"])
    except (KeyError, ValueError):
        return None
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    within = (
        LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]
    )
    return (latitude, longitude) if within else None
