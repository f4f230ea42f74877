"""Rules for one value or one record by itself: texts, numbers, web addresses.

The decoder checks types, lengths and unknown fields; :mod:`kiosk.domain.content_rules` checks
records together.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from kiosk.domain import contact
from kiosk.domain.helplines import Helpline
from kiosk.domain.place import ADDRESS_FIELDS
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    Location,
    Organization,
    Phone,
    PhoneType,
    Schedule,
    SearchWord,
    Service,
    Source,
    Tile,
    Translation,
)
from kiosk.domain.text_rules import SOURCE_LANGUAGE, are_ordinary, is_own_script, is_visible

URL_LIMIT: Final = 500
"""Characters of a web address; one longer than :data:`kiosk.domain.contact.MAX_BYTES` gets no code.

The longest in the factory directory has 119.
"""
LONG_FIELDS: Final = frozenset({"description"})
"""Fields of a service that may have line breaks, as may the text of a guide's block."""

# Area codes of the North American plan without ordinary telephones, apart from those that cost:
# N11 are service codes, 37X, 96X and N9X are reserved, 5XX (500, 521 to 529, 533, 544, 566, 577,
# 588) are personal, 600, 622, 633, 644, 655, 677 and 688 are Canada's for services outside any
# town, 555, 700 and 710 belong to no town (NANPA's list of codes).
_NO_PLACE = re.compile(
    r"[2-9](?:11|9\d)|37\d|96\d|5(?:00|2[1-9]|33|44|55|66|77|88)|6(?:00|22|33|44|55|77|88)|7[01]0|456"
)
_NANP = re.compile(r"\+1([2-9]\d\d)([2-9]\d\d)\d{4}")
_PREMIUM_EXCHANGES = frozenset({"976"})
"""Exchanges that cost extra within an ordinary area code."""
_SERVICE_CODE = re.compile(r"[2-9]11|988")
_TEXT_CODE = re.compile(r"[2-9]\d{4,5}")
"""US short codes for messages have five or six digits and begin with 2 to 9."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""Form of the names of built-in pictures and icons."""


class ContentRule(StrEnum):
    """All content rules; their wording belongs to the modules that show them."""

    CHARACTER = "character"
    SCRIPT = "script"
    PICTURE = "picture"
    NUMBER = "number"
    FOREIGN_NUMBER = "foreign_number"
    COSTLY_NUMBER = "costly_number"
    SHORT_CODE = "short_code"
    URL = "url"
    HALF_HOURS = "half_hours"
    REVEALING = "revealing"
    TEXT_NUMBER = "text_number"
    TEXT_CODE = "text_code"
    TEXT_WEB = "text_web"
    TEXT_STREET = "text_street"
    FORGED = "forged"
    DUPLICATE_LINE = "duplicate_line"
    UNGUARDED = "unguarded"
    GUARDED_NUMBERS = "guarded_numbers"
    GUARDED_WORDS = "guarded_words"
    GUARDED_MISSING = "guarded_missing"
    GUARDED_CLOSED = "guarded_closed"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_HELPLINE = "withdrawn_helpline"


Found = list[tuple[ContentRule, str]]
"""Broken rules of one record, with the field of each."""


def number_rule(number: str, kind: PhoneType) -> ContentRule | None:
    """Return the rule that ``number`` (E.164 or a short code) breaks as a number of this ``kind``.

    Allowed are ordinary and toll-free numbers of the North American plan, 988 and the N11 codes,
    and for messages short codes of five or six digits. A well-formed number may still go
    unanswered.
    """
    if not number.startswith("+"):
        code = _SERVICE_CODE.fullmatch(number) or (
            kind is PhoneType.TEXT and _TEXT_CODE.fullmatch(number)
        )
        return None if code else ContentRule.SHORT_CODE
    if not number.startswith("+1"):
        return ContentRule.FOREIGN_NUMBER
    parts = _NANP.fullmatch(number)
    if parts is None or not number.isascii():
        return ContentRule.NUMBER
    area, exchange = parts.groups()
    if area in contact.COSTLY or exchange in _PREMIUM_EXCHANGES:
        return ContentRule.COSTLY_NUMBER
    # Toll-free exchanges may be N11; others may not.
    impossible = exchange.endswith("11") and area not in contact.TOLL_FREE
    return ContentRule.NUMBER if impossible or _NO_PLACE.fullmatch(area) else None


def text_rule(text: str, tag: str = SOURCE_LANGUAGE, *, lines: bool = False) -> ContentRule | None:
    """Return the rule that ``text`` in the language ``tag`` breaks; ``lines`` allows breaks."""
    if are_ordinary((text,), tag):
        return None
    if not is_visible(text, tag, lines=lines):
        return ContentRule.CHARACTER
    return None if is_own_script(text, tag) else ContentRule.SCRIPT


def url_rule(url: str) -> ContentRule | None:
    """Return :attr:`ContentRule.URL` unless ``url`` is a plain ``https`` URL of a named host."""
    good = len(url) <= URL_LIMIT and contact.form_problem(url) is None
    return None if good else ContentRule.URL


def record_rules(record: AnyRecord) -> Found:
    """Return the rules ``record`` breaks by itself; none for kinds without texts or numbers."""
    rule = _RULES.get(type(record))
    return rule(record) if rule else []


def helpline_rules(line: Helpline) -> Found:
    """Return the rules that a line of ``helplines.json`` breaks by itself."""
    found = _texts(line, ("name", "quiet_name", "phrase")) + _urls(line, ("chat_url",))
    numbers = (
        ("number", line.number, PhoneType.VOICE),
        ("text_number", line.text_number, PhoneType.TEXT),
        ("tty", line.tty, PhoneType.TTY),
    )
    for field, number, kind in numbers:
        rule = number_rule(number, kind) if number is not None else None
        found += [(rule, field)] if rule else []
    return found


def _texts(record: AnyRecord | Helpline, fields: Sequence[str]) -> Found:
    found = []
    for field in fields:
        text = getattr(record, field)
        if text is None or (text.isascii() and text.isprintable() and not text.isspace()):
            continue
        rule = text_rule(text, lines=field in LONG_FIELDS)
        if rule:
            found.append((rule, field))
    return found


def _urls(record: AnyRecord | Helpline, fields: Sequence[str]) -> Found:
    found = []
    for field in fields:
        url = getattr(record, field)
        if url is not None and (rule := url_rule(url)):
            found.append((rule, field))
    return found


def _sources(sources: Sequence[Source]) -> Found:
    found = []
    for source in sources:
        rules = (text_rule(source.name), source.url is not None and url_rule(source.url))
        found += [(rule, "sources") for rule in rules if rule]
    return found


def _service(record: Service) -> Found:
    names = ("name", "quiet_name", "phrase", "description", "service_area", "lead", "say")
    found = _texts(record, names) + _urls(record, ("url", "chat_url")) + _sources(record.sources)
    texts = (text for one in record.overrides for text in (one.text, one.by, one.reason))
    return found + [(rule, "overrides") for text in texts if (rule := text_rule(text))]


def _organization(record: Organization) -> Found:
    return _texts(record, ("name",)) + _urls(record, ("website",)) + _sources(record.sources)


def _phone(record: Phone) -> Found:
    rule = number_rule(record.number, record.type)
    return [(rule, "number")] if rule else []


def _schedule(record: Schedule) -> Found:
    """A row has both times, or none if it is closed; only half would read as shut all day."""
    times = {"opens_at": record.opens_at, "closes_at": record.closes_at}
    missing = [field for field, time in times.items() if time is None]
    if record.closed:
        return [(ContentRule.HALF_HOURS, "closed")] if len(missing) < len(times) else []
    return [(ContentRule.HALF_HOURS, missing[0])] if missing else []


def _translation(record: Translation) -> Found:
    lines = record.field in LONG_FIELDS or record.field.startswith("blocks.")
    rule = text_rule(record.text, record.language, lines=lines)
    return [(rule, "text")] if rule else []


def _search_word(record: SearchWord) -> Found:
    rules = (text_rule(word, record.language) for word in record.words)
    return [(rule, "words") for rule in rules if rule]


def _guide(record: Guide) -> Found:
    found = _texts(record, ("title", "summary")) + _picture(record.icon, "icon")
    for block in record.blocks:
        rule = text_rule(block.text, lines=True)
        found += [(rule, "blocks")] if rule else []
        found += _sources(block.sources)
    return found


def _card(record: AwarenessCard) -> Found:
    texts = _texts(record, ("title", "text", "reviewed_by")) + _picture(record.picture, "picture")
    return texts + _sources(record.sources)


def _tile(record: Tile) -> Found:
    return _texts(record, ("label",)) + _picture(record.icon, "icon")


def _figure(record: Figure) -> Found:
    return _texts(record, ("value", "unit")) + _sources(record.sources)


def _picture(name: str, field: str) -> Found:
    return [] if _NAME.fullmatch(name) else [(ContentRule.PICTURE, field)]


_RULES: Final[dict[type, Callable[..., Found]]] = {
    Service: _service,
    Organization: _organization,
    Location: lambda record: _texts(record, (*ADDRESS_FIELDS, "transportation")),
    Phone: _phone,
    Schedule: _schedule,
    Translation: _translation,
    SearchWord: _search_word,
    Guide: _guide,
    AwarenessCard: _card,
    Figure: _figure,
    Tile: _tile,
}
