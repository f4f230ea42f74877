"""Phone numbers as people read them, and the payloads of QR codes.

A payload is built from typed fields only, never from prose, and is refused with a reason rather
than repaired. The same content is always printed in plain text below the code.
"""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import cache

import msgspec

from kiosk.domain import discretion
from kiosk.domain.place import address_line, is_shown
from kiosk.domain.records import Location, Phone, PhoneType
from kiosk.domain.resource_text import resource_table
from kiosk.domain.text import unmarked

TOLL_FREE = frozenset(("800", "833", "844", "855", "866", "877", "888"))
"""North American area codes that are free for the caller."""
COSTLY = frozenset(
    (
        *("900", "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664"),
        *("721", "758", "767", "784", "809", "829", "849", "868", "869", "876"),
    )
)
"""Area codes under +1 billed as premium or international calls: never in a QR code."""
LAST_GROUP = 4
"""Digits that stay together at the end of a foreign number."""
MAX_BYTES = 106
"""Bytes that fit QR version 6 at level M, the largest code meant for the screen.

With its quiet zone it has 49 modules a side: 392 pixels at 8 pixels a module. Of nine blurred and
rotated pictures all were read from 8 pixels on; at 6 some were not.
"""
MAX_NAME = 28
"""Maximum letters of a ``quiet_name`` (records.py)."""
_NANP = re.compile(r"\+1([2-9]\d{2})([2-9]\d{2})(\d{4})")
_SHORT = re.compile(r"\d{3,6}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_PATH_AND_QUERY = re.compile(r"(?:/[A-Za-z0-9._~-]+)*/?(?:\?[A-Za-z0-9._~-]+=[A-Za-z0-9._~-]*)?")
_DOTS = re.compile(r"\.\.|/\.|\.(?=[/?]|$)")
"""Parts of a path that browsers resolve, hide or read in several ways."""
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
"""Matches a URI scheme, which makes a phone act on a text instead of showing it."""
# A code may only lead to a page of the host: a query may only hold the number of a page or a
# language. After a dot comes a version or a page's file extension; anything else could redirect to
# another host or be a file that a phone may install.
_QUERY = re.compile(
    r"(?:p|id|page|page_id|post|cat)=[0-9]{1,8}"
    r"|(?:lang|language|locale|hl)=[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?"
)
_PAGE = re.compile(
    r"[^.]*(?:\.\d+)*(?:\.(?:s?html?|xhtml|php|aspx?|jspx?|cfm|pdf))?", re.IGNORECASE | re.ASCII
)
_ADDRESS = re.compile(r"\d+(?:\.\d+){3,}", re.ASCII)
# E.164 country codes of one and two digits; all others have three (ITU-T E.164 annex).
_COUNTRY = re.compile(r"\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)")


class PayloadKind(StrEnum):
    """The action a scanned code offers."""

    CALL = "call"
    TEXT = "text"
    WEBSITE = "website"
    MAP = "map"
    CONTACT = "contact"
    WORDS = "words"
    SERVICE_PAGE = "service_page"
    FIRST_PAGE = "first_page"


class RefusalReason(StrEnum):
    """Reasons to refuse a QR code."""

    NOT_VOICE = "not_voice"
    NOT_TEXT = "not_text"
    NUMBER = "number"
    HIDDEN = "hidden"
    NO_PLACE = "no_place"
    NOT_HTTPS = "not_https"
    URL_FORM = "url_form"
    LENGTH = "length"
    FOREIGN_HOST = "foreign_host"
    SHORTENER = "shortener"
    LEADS_ON = "leads_on"
    NAME = "name"
    REVEALING = "revealing"


class Payload(msgspec.Struct, frozen=True):
    """The exact text of a QR code.

    ``telling`` is true if the text is revealing and a person has allowed it; the visitor is warned
    before such a code is shown.
    """

    kind: PayloadKind
    data: str
    telling: bool = False


class Refusal(msgspec.Struct, frozen=True):
    """Refusal of one kind of code, with its reason."""

    kind: PayloadKind
    reason: RefusalReason


def chunks(number: str) -> tuple[str, ...]:
    """Split a number into spoken groups: 3-3-4, toll-free 1-3-3-4, short codes whole."""
    if match := _NANP.fullmatch(number):
        area, exchange, line = match.groups()
        return ("1", area, exchange, line) if area in TOLL_FREE else (area, exchange, line)
    if match := _COUNTRY.fullmatch(number):
        country, remainder = match.groups()
        groups = []
        while len(remainder) > LAST_GROUP:
            groups.append(remainder[:3])
            remainder = remainder[3:]
        return ("+" + country, *groups, remainder)
    return (number,)


def format_phone(number: str) -> str:
    """Format ``+19169202952`` as ``916-920-2952``, toll-free with a 1, others as spaced E.164."""
    separator = "-" if _NANP.fullmatch(number) else " "
    return separator.join(chunks(number))


def digits(text: str) -> str:
    """Return the ASCII digits in ``text``, in order."""
    return "".join(c for c in text if c in "0123456789")


def _dialable(number: str) -> bool:
    if match := _NANP.fullmatch(number):
        return match[1] not in COSTLY
    return _SHORT.fullmatch(number) is not None


def call(phone: Phone) -> Payload | Refusal:
    """Return a ``tel:`` payload for a voice number; an extension is not dialled but printed."""
    if phone.type is not PhoneType.VOICE:
        return Refusal(PayloadKind.CALL, RefusalReason.NOT_VOICE)
    return call_number(phone.number)


def call_number(number: str) -> Payload | Refusal:
    """Return a ``tel:`` payload for a line without a record, such as 211."""
    code = Payload(PayloadKind.CALL, f"tel:{number}")
    return code if _dialable(number) else Refusal(PayloadKind.CALL, RefusalReason.NUMBER)


def text(phone: Phone, *, allowed: bool = False) -> Payload | Refusal:
    """Return an ``sms:`` payload, or with a keyword ``SMSTO:``, which both kinds of phone support.

    ``allowed`` means that a person has allowed a revealing text, here and in the functions below.
    """
    if phone.type is not PhoneType.TEXT:
        return Refusal(PayloadKind.TEXT, RefusalReason.NOT_TEXT)
    if not _dialable(phone.number):
        return Refusal(PayloadKind.TEXT, RefusalReason.NUMBER)
    if phone.keyword is None:
        return Payload(PayloadKind.TEXT, f"sms:{phone.number}")
    telling = bool(discretion.find_revealing_in_address(phone.keyword))
    data = f"SMSTO:{phone.number}:{phone.keyword}"
    return _let_out(Payload(PayloadKind.TEXT, data, telling), allowed=allowed)


def _let_out(payload: Payload, *, allowed: bool) -> Payload | Refusal:
    """Return the payload, or a refusal if it is revealing and not allowed."""
    if payload.telling and not allowed:
        return Refusal(payload.kind, RefusalReason.REVEALING)
    return payload


def host_of(url: str) -> str | None:
    """Return the host of a plain ``https`` address to show and compare, else ``None``."""
    if not url.startswith("https://"):
        return None
    host = url.removeprefix("https://").split("/", 1)[0].split("?", 1)[0]
    ordinary = _HOST.fullmatch(host) and not any(p.startswith("xn--") for p in host.split("."))
    return host if ordinary else None


def website(
    url: str, official_hosts: Collection[str], *, allowed: bool = False
) -> Payload | Refusal:
    """Return the payload of an ``https`` page on one of the record's own hosts.

    Plain ASCII only: no user, port, percent or backslash, no IP address, no ``xn--``, no fragment;
    at most one query value, the number of a page or a language; after a dot in the path only a
    page's file extension; at most :data:`MAX_BYTES`; nothing revealing.
    """
    reason = _url_problem(url, official_hosts)
    if reason is not None:
        return Refusal(PayloadKind.WEBSITE, reason)
    telling = bool(discretion.find_revealing_in_address(url))
    return _let_out(Payload(PayloadKind.WEBSITE, url, telling), allowed=allowed)


def form_problem(url: str) -> RefusalReason | None:
    """Return why ``url`` is no plain ``https`` address of a named host, else ``None``."""
    if not url.startswith("https://"):
        return RefusalReason.NOT_HTTPS
    host = host_of(url)
    if (
        host is None
        or not _PATH_AND_QUERY.fullmatch(url, len("https://") + len(host))
        or _DOTS.search(url)
    ):
        return RefusalReason.URL_FORM
    return RefusalReason.SHORTENER if is_listed(host, "shorteners") else None


def _url_problem(url: str, official_hosts: Collection[str]) -> RefusalReason | None:
    form = form_problem(url)
    problems = (
        (form is RefusalReason.NOT_HTTPS, RefusalReason.NOT_HTTPS),
        (len(url) > MAX_BYTES, RefusalReason.LENGTH),
        (form is not None, form),
        (host_of(url) not in official_hosts, RefusalReason.FOREIGN_HOST),
        (_leads_on(url), RefusalReason.LEADS_ON),
    )
    return next((reason for wrong, reason in problems if wrong), None)


def _leads_on(url: str) -> bool:
    """True if the page may redirect to another host or make the phone download an app."""
    page, _, query = url.removeprefix("https://").partition("?")
    parts = page.split("/")[1:]
    pages = all(_PAGE.fullmatch(part) and not _ADDRESS.fullmatch(part) for part in parts)
    return not pages or (bool(query) and not _QUERY.fullmatch(query))


def own_website(web: str, language: str, mark: str = "") -> Payload | Refusal:
    """Return the payload of the coalition's own website in ``language``, at a service's ``mark``.

    ``web`` is the address of its host alone. Everything from ``#`` on stays on the phone.
    """
    kind = PayloadKind.SERVICE_PAGE if mark else PayloadKind.FIRST_PAGE
    data = f"{web}/{language}.html" + (f"#{mark}" if mark else "")
    if len(data) > MAX_BYTES:
        return Refusal(kind, RefusalReason.LENGTH)
    telling = bool(discretion.find_revealing_in_address(data))
    return _let_out(Payload(kind, data, telling), allowed=False)


def map_point(location: Location) -> Payload | Refusal:
    """Return a ``geo:`` payload for a public location with known coordinates.

    Only some phones understand ``geo:0,0?q=``; for the others it is a point in the Atlantic
    (RFC 5870). So coordinates are never invented, and the address is not part of the payload. A
    point with at most three decimals names a block, and would lead a phone to another house.
    """
    if not is_shown(location):
        return Refusal(PayloadKind.MAP, RefusalReason.HIDDEN)
    # Five decimals are about one metre; programs write 0, 0 for unknown coordinates.
    point = (round(location.latitude or 0, 5), round(location.longitude or 0, 5))
    if location.latitude is None or location.longitude is None or point == (0, 0):
        return Refusal(PayloadKind.MAP, RefusalReason.NO_PLACE)
    if point == (round(point[0], 3), round(point[1], 3)):
        return Refusal(PayloadKind.MAP, RefusalReason.NO_PLACE)
    telling = bool(discretion.find_revealing_anywhere(address_line(location)))
    data = f"geo:{location.latitude:.5f},{location.longitude:.5f}"
    return _let_out(Payload(PayloadKind.MAP, data, telling), allowed=False)


def contact(quiet_name: str, phone: Phone, *, allowed: bool = False) -> Payload | Refusal:
    """Return a contact to save (MECARD): the quiet name and the number, nothing else."""
    if phone.type is not PhoneType.VOICE:
        return Refusal(PayloadKind.CONTACT, RefusalReason.NOT_VOICE)
    if not _dialable(phone.number):
        return Refusal(PayloadKind.CONTACT, RefusalReason.NUMBER)
    if not _is_name(quiet_name):
        return Refusal(PayloadKind.CONTACT, RefusalReason.NAME)
    name = re.sub(r"([\\;,:\"])", r"\\\1", quiet_name)
    data = f"MECARD:N:{name};TEL:{phone.number};;"
    telling = bool(discretion.find_revealing_anywhere(quiet_name))
    return _let_out(Payload(PayloadKind.CONTACT, data, telling), allowed=allowed)


def _is_name(quiet_name: str) -> bool:
    return quiet_name.isprintable() and 0 < len(quiet_name) <= MAX_NAME


def words(
    quiet_name: str, lines: Sequence[str], language: str, *, allowed: bool = False
) -> Payload | Refusal:
    """Return plain text for a phone without a network: quiet name, then number, address, hours.

    ``lines`` are in ``language``, most important first. The first must fit and reveal nothing;
    of the others, those that fit and reveal nothing are used.
    """
    if not _is_name(quiet_name) or _SCHEME.match(quiet_name) or not lines:
        return Refusal(PayloadKind.WORDS, RefusalReason.NAME)
    plain = list(map(unmarked, lines))
    chosen = [quiet_name]
    for line in plain:
        if line in chosen:
            continue
        fits = len("\n".join((*chosen, line)).encode()) <= MAX_BYTES
        quiet = not discretion.find_revealing(line, language)
        if fits and quiet:
            chosen.append(line)
        elif line == plain[0]:
            reason = RefusalReason.REVEALING if fits else RefusalReason.LENGTH
            return Refusal(PayloadKind.WORDS, reason)
    telling = bool(discretion.find_revealing_anywhere(quiet_name))
    return _let_out(Payload(PayloadKind.WORDS, "\n".join(chosen), telling), allowed=allowed)


@cache
def hosts_of(name: str) -> frozenset[str]:
    """Return a list of ``resources/prose/hosts.toml``."""
    return frozenset(resource_table("prose", "hosts.toml")[name].split())


def is_listed(host: str, name: str) -> bool:
    """True if a host is in a list or lies under one that is."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in hosts_of(name) for at in range(len(labels)))
