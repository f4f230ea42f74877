"""Numbers as people read and learn them, and what a QR code may carry.

A payload is built from typed fields only, never from prose, and is refused with a reason rather
than repaired. The same content always stands in letters beneath the code.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from kiosk.domain import discretion
from kiosk.domain.records import AddressVisibility, Location, Phone, PhoneType

TOLL_FREE = frozenset(("800", "833", "844", "855", "866", "877", "888"))
"""North American area codes that cost the caller nothing."""
COSTLY = frozenset(
    (
        *("900", "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664"),
        *("721", "758", "767", "784", "809", "829", "849", "868", "869", "876"),
    )
)
"""Area codes under +1 that bill as premium or as calls abroad: never in a code to scan."""
LAST_GROUP = 4
"""Digits that stay together at the end of a foreign number."""
MAX_URL = 106
"""Bytes that fit QR version 6 at level M, the largest code meant for the screen."""
MAX_NAME = 28
"""Letters of a ``quiet_name`` (records.py)."""
SHORTENERS = frozenset(
    (
        *("bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly"),
        *("qrco.de", "t.ly", "lnkd.in"),
    )
)
"""Hosts that hide where they lead and count who came."""

_NANP = re.compile(r"\+1([2-9]\d{2})([2-9]\d{2})(\d{4})")
_SHORT = re.compile(r"\d{3,6}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_REST = re.compile(r"(?:/[A-Za-z0-9._~-]+)*/?(?:\?[A-Za-z0-9._~-]+=[A-Za-z0-9._~-]*)?")
# E.164 country codes of one and two digits; all others have three (ITU-T E.164 annex).
_COUNTRY = re.compile(r"\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)")


class PayloadKind(StrEnum):
    """What scanning offers to do."""

    CALL = "call"
    TEXT = "text"
    WEBSITE = "website"
    MAP = "map"
    CONTACT = "contact"


class RefusalReason(StrEnum):
    """Why there is no code."""

    NOT_VOICE = "not_voice"
    NOT_TEXT = "not_text"
    NUMBER = "number"
    HIDDEN = "hidden"
    NO_PLACE = "no_place"
    NOT_HTTPS = "not_https"
    URL_FORM = "url_form"
    URL_LENGTH = "url_length"
    FOREIGN_HOST = "foreign_host"
    SHORTENER = "shortener"
    NAME = "name"
    REVEALING = "revealing"


@dataclass(frozen=True, slots=True)
class Payload:
    """The exact text of a QR code."""

    kind: PayloadKind
    data: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """No code of this kind, and why."""

    kind: PayloadKind
    reason: RefusalReason


def chunks(number: str) -> tuple[str, ...]:
    """The pieces people say: 3-3-4, toll-free 1-3-3-4, short codes whole, others by country."""
    if match := _NANP.fullmatch(number):
        area, exchange, line = match.groups()
        return ("1", area, exchange, line) if area in TOLL_FREE else (area, exchange, line)
    if match := _COUNTRY.fullmatch(number):
        country, rest = match.groups()
        groups = []
        while len(rest) > LAST_GROUP:
            groups.append(rest[:3])
            rest = rest[3:]
        return ("+" + country, *groups, rest)
    return (number,)


def format_phone(number: str) -> str:
    """``+19169202952`` as ``916-920-2952``, toll-free with its 1, others E.164 with spaces."""
    separator = "-" if _NANP.fullmatch(number) else " "
    return separator.join(chunks(number))


def digits(text: str) -> str:
    """The ASCII digits in ``text``, in order."""
    return "".join(c for c in text if c in "0123456789")


def _dialable(number: str) -> bool:
    if match := _NANP.fullmatch(number):
        return match[1] not in COSTLY
    return _SHORT.fullmatch(number) is not None


def call(phone: Phone) -> Payload | Refusal:
    """``tel:`` for a voice number. An extension is not dialled: it stands in letters."""
    if phone.type is not PhoneType.VOICE:
        return Refusal(PayloadKind.CALL, RefusalReason.NOT_VOICE)
    if not _dialable(phone.number):
        return Refusal(PayloadKind.CALL, RefusalReason.NUMBER)
    return Payload(PayloadKind.CALL, f"tel:{phone.number}")


def text(phone: Phone) -> Payload | Refusal:
    """``sms:``, or with a keyword ``SMSTO:`` which both kinds of phone fill in."""
    if phone.type is not PhoneType.TEXT:
        return Refusal(PayloadKind.TEXT, RefusalReason.NOT_TEXT)
    if not _dialable(phone.number):
        return Refusal(PayloadKind.TEXT, RefusalReason.NUMBER)
    if phone.keyword is None:
        return Payload(PayloadKind.TEXT, f"sms:{phone.number}")
    if discretion.check(phone.keyword, "en"):
        return Refusal(PayloadKind.TEXT, RefusalReason.REVEALING)
    return Payload(PayloadKind.TEXT, f"SMSTO:{phone.number}:{phone.keyword}")


def host_of(url: str) -> str | None:
    """The host of an ``https`` address in plain form, else ``None``; for showing and comparing."""
    if not url.startswith("https://"):
        return None
    host = url.removeprefix("https://").split("/", 1)[0].split("?", 1)[0]
    ordinary = _HOST.fullmatch(host) and not any(p.startswith("xn--") for p in host.split("."))
    return host if ordinary else None


def website(url: str, official_hosts: Collection[str]) -> Payload | Refusal:
    """An ``https`` page on one of the record's own hosts.

    Plain ASCII only: no user, port, percent or backslash, no address in numbers, no ``xn--``, no
    fragment, one query value at most, at most :data:`MAX_URL` bytes, and nothing that tells.
    """
    reason = _url_problem(url, official_hosts)
    if reason is not None:
        return Refusal(PayloadKind.WEBSITE, reason)
    return Payload(PayloadKind.WEBSITE, url)


def form_problem(url: str) -> RefusalReason | None:
    """Why ``url`` is no plain ``https`` address of a named host, whoever owns it; else ``None``."""
    if not url.startswith("https://"):
        return RefusalReason.NOT_HTTPS
    host = host_of(url)
    if host is None or not _REST.fullmatch(url, len("https://") + len(host)) or ".." in url:
        return RefusalReason.URL_FORM
    return RefusalReason.SHORTENER if host in SHORTENERS else None


def _url_problem(url: str, official_hosts: Collection[str]) -> RefusalReason | None:
    form = form_problem(url)
    problems = (
        (form is RefusalReason.NOT_HTTPS, RefusalReason.NOT_HTTPS),
        (len(url) > MAX_URL, RefusalReason.URL_LENGTH),
        (form is not None, form),
        (host_of(url) not in official_hosts, RefusalReason.FOREIGN_HOST),
        (bool(discretion.check_address(url)), RefusalReason.REVEALING),
    )
    return next((reason for wrong, reason in problems if wrong), None)


def place(location: Location) -> Payload | Refusal:
    """``geo:`` for a public place: its point, or its written address where no point is known."""
    if location.address_visibility is not AddressVisibility.PUBLIC:
        return Refusal(PayloadKind.MAP, RefusalReason.HIDDEN)
    if location.latitude is not None and location.longitude is not None:
        # Five decimals are about one metre.
        return Payload(PayloadKind.MAP, f"geo:{location.latitude:.5f},{location.longitude:.5f}")
    if location.address_1 is None or location.city is None:
        return Refusal(PayloadKind.MAP, RefusalReason.NO_PLACE)
    parts = (location.address_1, location.city, location.state_province, location.postal_code)
    written = quote(", ".join(part for part in parts if part), safe="")
    return Payload(PayloadKind.MAP, f"geo:0,0?q={written}")


def contact(quiet_name: str, phone: Phone) -> Payload | Refusal:
    """A contact to save (MECARD): the quiet name and the number, nothing else."""
    if phone.type is not PhoneType.VOICE:
        return Refusal(PayloadKind.CONTACT, RefusalReason.NOT_VOICE)
    if not _dialable(phone.number):
        return Refusal(PayloadKind.CONTACT, RefusalReason.NUMBER)
    if not quiet_name.isprintable() or not 0 < len(quiet_name) <= MAX_NAME:
        return Refusal(PayloadKind.CONTACT, RefusalReason.NAME)
    if discretion.check_everywhere(quiet_name):
        return Refusal(PayloadKind.CONTACT, RefusalReason.REVEALING)
    name = re.sub(r"([\\;,:\"])", r"\\\1", quiet_name)
    return Payload(PayloadKind.CONTACT, f"MECARD:N:{name};TEL:{phone.number};;")
