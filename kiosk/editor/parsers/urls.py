"""Parse web addresses: plain ``https`` addresses of named hosts, or none.

An address that a QR code cannot hold (:func:`kiosk.domain.contact.form_problem`) is cut to the
front page of its host; the host itself is never guessed.
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from kiosk.domain.contact import RefusalReason, form_problem
from kiosk.domain.value_rules import URL_LIMIT
from kiosk.editor.parsers.plain_text import is_blank

_CELL_LIMIT: Final = 4000
"""Longest part of a cell that is read, in characters."""
_ENDINGS: Final = frozenset(
    (
        *("org", "com", "net", "gov", "edu", "us", "info", "io", "co", "health", "care", "help"),
        *("mil", "biz", "ngo", "law", "app", "online", "church", "community", "foundation"),
    )
)
"""Top-level domains accepted without a scheme; with others, "St.Johns" would be a host."""
_SCHEME = re.compile(r"(?:https?:/{1,3}){1,3}|//", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BETWEEN = re.compile(r"[\s,;|<>\"\u201c\u201d]+")
_BROKEN = re.compile(r"\s*\S*/\S* +[^\s(,;|.]+\s*")
"""An address with a blank in its path, so that its target is incomplete."""
_OTHER_SCHEME = re.compile(
    r"\s*(?!https?:)[a-z][a-z0-9+.-]*:(?!\d|\s|/?/?www|https?:)", re.IGNORECASE
)
_TRACKING = re.compile(
    r"(?:^|(?<=[?&]))(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid"
    r"|igshid|igsh|mc_cid|mc_eid|mkt_tok|li_fat_id|_hsenc|_hsmi|_ga|_gl)=[^&]*(?:&|$)",
    re.IGNORECASE,
)
"""Parameters that identify the link followed and say nothing about the page."""
_MAPS = re.compile(
    r"(?:.+\.)?(?:maps\.google(?:\.\w+)+|maps\.apple\.com|openstreetmap\.org|waze\.com|mapquest\.com"
    r"|maps\.app\.goo\.gl|what3words\.com|plus\.codes)/?.*"
    r"|(?:www\.)?(?:google(?:\.\w+)+|bing\.com)/maps\b.*"
)
"""Addresses of a place on a map, which reveal even a secret location."""


class UrlProblem(StrEnum):
    """A change made to a cell, or the reason why it gave no address."""

    NOT_AN_ADDRESS = "not_an_address"
    MAIL = "mail"
    SHORTENER = "shortener"
    SEVERAL = "several"
    SCHEME_ADDED = "scheme_added"
    MADE_HTTPS = "made_https"
    CUT = "cut"
    MAP = "map"


URL_WORDS: Final = {
    UrlProblem.NOT_AN_ADDRESS: "No web address: it is none that can be opened.",
    UrlProblem.MAIL: "No web address: it is a mail address.",
    UrlProblem.SHORTENER: "No web address: it hides where it leads.",
    UrlProblem.SEVERAL: "The first of several.",
    UrlProblem.SCHEME_ADDED: "https:// was added.",
    UrlProblem.MADE_HTTPS: "https:// was taken for http://.",
    UrlProblem.MAP: "No web address: it leads to a place on a map.",
    UrlProblem.CUT: "The part after # or with a long query was cut, because of {}.",
}
"""Changes, and reasons for a missing address, in words for people."""
_SIGNS = re.compile(r"[^A-Za-z0-9/?=._~-]")


@dataclass(frozen=True, slots=True)
class UrlReading:
    """The address, and what was changed in it. A blank cell has neither."""

    url: str | None = None
    problems: tuple[UrlProblem, ...] = ()
    fault: str = field(default="", compare=False)
    """The part that cut the address, in words: "the &"."""

    def words(self, problem: UrlProblem) -> str:
        """Return a problem in words for people."""
        return URL_WORDS[problem].format(self.fault)


def read_typed_url(text: str) -> UrlReading:
    """Read the address in a cell that holds nothing else; a plain one stays as it is."""
    plain = text.startswith("https://") and len(text) <= URL_LIMIT and form_problem(text) is None
    tracked = _TRACKING.search(text.partition("?")[2])
    if plain and not tracked and not _MAPS.fullmatch(text.removeprefix("https://").lower()):
        return UrlReading(text)
    return read_url(text)


@lru_cache(maxsize=1024)
def read_url(raw: str) -> UrlReading:
    """Read the first valid address of a cell; ``http`` becomes ``https`` and is reported."""
    if is_blank(raw):
        return UrlReading()
    text = "".join(c for c in raw[:_CELL_LIMIT] if c.isprintable() or c.isspace())
    if _OTHER_SCHEME.match(text):
        mail = text.casefold().lstrip().startswith("mailto:")
        return UrlReading(None, (UrlProblem.MAIL if mail else UrlProblem.NOT_AN_ADDRESS,))
    words = _HREF.findall(text) or _BETWEEN.split(_TAG.sub(" ", text))
    readings = [_read(word) for word in words if "." in word or "@" in word]
    if _BROKEN.fullmatch(text):
        readings = [_front_page(reading) for reading in readings]
    good = list({reading.url: reading for reading in readings if reading.url}.values())
    if not good:
        reasons = [reading.problems[0] for reading in readings]
        # A shortener or a mail address is a more precise reason than "no address".
        specific = [reason for reason in reasons if reason is not UrlProblem.NOT_AN_ADDRESS]
        return UrlReading(None, ((*specific, UrlProblem.NOT_AN_ADDRESS)[0],))
    first = good[0]
    several = (UrlProblem.SEVERAL,) if len(good) > 1 else ()
    return replace(first, problems=(*first.problems, *several))


def _read(word: str) -> UrlReading:
    word = word.strip("()[]{}'\u2018\u2019*").rstrip(".,:;!?")
    scheme = _SCHEME.match(word)
    rest = word[scheme.end() :] if scheme else word
    host, _, tail = _split(rest)
    if "@" in host:
        return UrlReading(None, (UrlProblem.MAIL if not scheme else UrlProblem.NOT_AN_ADDRESS,))
    host = host.lower().removesuffix(":443").removesuffix(":80").rstrip(".")
    root = f"https://{host}"
    if _MAPS.fullmatch(f"{host}{tail.lower()}"):
        return UrlReading(None, (UrlProblem.MAP,))
    form = form_problem(root)
    if form is RefusalReason.SHORTENER:
        return UrlReading(None, (UrlProblem.SHORTENER,))
    if form is not None or not (scheme or _named(host)):
        return UrlReading(None, (UrlProblem.NOT_AN_ADDRESS,))
    problems: list[UrlProblem] = []
    if scheme is None or scheme[0] == "//":
        problems.append(UrlProblem.SCHEME_ADDED)
    elif not scheme[0].lower().startswith("https"):
        problems.append(UrlProblem.MADE_HTTPS)
    url = _whole(root, tail)
    if url is not None:
        return UrlReading(url, tuple(problems))
    sign = _SIGNS.search(tail.partition("#")[0])
    fault = f"the {sign[0]}" if sign else "the length"
    return UrlReading(root, (*problems, UrlProblem.CUT), fault)


def front_page(url: str) -> str:
    """Return the front page of an address's host."""
    found = re.match(r"https://[^/?]+", url)
    return found[0] if found else url


def _front_page(reading: UrlReading) -> UrlReading:
    root = front_page(reading.url or "")
    if reading.url is None or root == reading.url:
        return reading
    return UrlReading(root, (*reading.problems, UrlProblem.CUT), "the blank")


def _split(rest: str) -> tuple[str, str, str]:
    """Split into host, first separator, and everything from it on."""
    found = re.search(r"[/?#\\]", rest)
    if found is None:
        return rest, "", ""
    return rest[: found.start()], found[0], rest[found.start() :]


def _named(host: str) -> bool:
    return host.startswith("www.") or host.rsplit(".", 1)[-1] in _ENDINGS


def _whole(root: str, tail: str) -> str | None:
    """Return the address with path and query; ``None`` if a QR code cannot hold it."""
    path, _, query = tail.split("#", 1)[0].partition("?")
    query = _TRACKING.sub("", query).strip("&")
    path = "" if path == "/" and not query else path
    url = f"{root}{path}?{query}" if query else f"{root}{path}"
    return url if len(url) <= URL_LIMIT and form_problem(url) is None else None
