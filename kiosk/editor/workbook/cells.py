"""Convert a cell typed by an editor to a value of a record.

Nothing is guessed: an unreadable cell stays empty, with a finding. Formulas are never evaluated,
because the stored result may come from anyone; the editor writes the result instead.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

import msgspec

from kiosk.domain.records import PhoneType, Source
from kiosk.domain.report_lines import day_words
from kiosk.editor.findings import FindingCode
from kiosk.editor.parsers import vocabulary
from kiosk.editor.parsers.costs import read_cost
from kiosk.editor.parsers.days import days_as_typed
from kiosk.editor.parsers.languages import read_languages
from kiosk.editor.parsers.menu_keys import read_typed_keys
from kiosk.editor.parsers.phone_words import NumberUse, has_extra_words, read_use
from kiosk.editor.parsers.phones import read_extension, read_phones
from kiosk.editor.parsers.places import LATITUDES, LONGITUDES
from kiosk.editor.parsers.plain_text import TAG, is_blank, repair_encoding, to_plain_text
from kiosk.editor.parsers.urls import UrlProblem, UrlReading, read_typed_url
from kiosk.editor.workbook import cell_times
from kiosk.editor.workbook.cell_text import CellProblem, Raw, Reading, as_text, clean, slug
from kiosk.editor.workbook.sheet_columns import Column, Kind

_ERRORS: Final = frozenset(
    ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!")
)
PARTS: Final = re.compile(r"[,;\n]+")
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,9}(?:\.0+)?")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,17})?")
_DEGREES: Final = {"latitude": LATITUDES, "longitude": LONGITUDES}
_OWN_TYPE: Final = {"text_number": PhoneType.TEXT, "tty": PhoneType.TTY}
_ALONE: Final = "If visitors may use it, write it alone; if not, delete the row."
"""Advice for words next to a number, which would be lost even if they forbid calling."""
_CODES: Final = {"extension": read_extension, "press": read_typed_keys}
_SHORT_CODE: Final = re.compile(r"[0-9]{3,6}")
_E164: Final = re.compile(r"\+[0-9]{8,15}")
_NANP: Final = re.compile(
    r"(?:\+?1[ .-]?)?(?:\(([2-9][0-9]{2})\)|([2-9][0-9]{2}))[ .-]?([2-9][0-9]{2})[ .-]?([0-9]{4})"
)
"""Ten digits in the usual North American groups."""


def read_cell(column: Column, raw: Raw, region: str) -> Reading:
    """Read ``raw`` as a value of ``column``; phone numbers are dialled from ``region``."""
    if raw.formula:
        return Reading(None, (CellProblem(FindingCode.FORMULA),))
    if raw.value is None or (isinstance(raw.value, str) and not clean(raw.value)):
        return Reading()
    if isinstance(raw.value, str) and raw.value.strip() in _ERRORS:
        return Reading(None, (CellProblem(FindingCode.CELL_ERROR),))
    if isinstance(raw.value, float) and not math.isfinite(raw.value):
        return _unread()
    if column.kind is Kind.PHONE:
        return _phone(column, raw, region)
    return _READERS.get(column.kind, _text)(column, raw)


def _unread(assumed: str = "") -> Reading:
    return Reading(None, (CellProblem(FindingCode.UNREAD_CELL, assumed),))


def _text(column: Column, raw: Raw) -> Reading:
    if isinstance(raw.value, dt.datetime | dt.date | dt.time | dt.timedelta):
        if column.kind is Kind.AMOUNT and isinstance(raw.value, dt.datetime):
            return Reading(raw.value.date().isoformat())
        return Reading(None, (CellProblem(FindingCode.CHANGED_BY_SHEET),))
    text = clean(as_text(raw), lines=column.kind is Kind.LINES)
    mended = repair_encoding(text)
    if column.kind is not Kind.URL and TAG.search(mended):
        mended = "\n".join(map(to_plain_text, mended.split("\n")))
    if not mended.strip():
        return _unread()
    if column.most and len(mended) > column.most:
        return Reading(None, (CellProblem(FindingCode.TEXT_TOO_LONG, f"{len(mended)} letters"),))
    if mended != text:
        return Reading(mended, (CellProblem(FindingCode.CELL_MENDED, mended, lost=False),))
    return Reading(text)


def _id(column: Column, raw: Raw) -> Reading:
    reading = _text(column, raw)
    if not isinstance(reading.value, str):
        return reading
    slugged = slug(reading.value)
    if not slugged:
        return _unread()
    changed = slugged != reading.value
    return Reading(
        slugged, (CellProblem(FindingCode.ID_CHANGED, slugged, lost=False),) if changed else ()
    )


def _url(column: Column, raw: Raw) -> Reading:
    reading = _text(column, raw)
    text = reading.value
    if not isinstance(text, str):
        return reading
    read = read_typed_url(text)
    if read == UrlReading():
        # "N/A" and a lone sign are blank in an export; here somebody typed them.
        read = UrlReading(problems=(UrlProblem.NOT_AN_ADDRESS,))
    return Reading(read.url, _url_problems(read))


def _url_problems(reading: UrlReading) -> tuple[CellProblem, ...]:
    """Return what was changed in a web address, or why it is none."""
    if reading.url is None:
        return tuple(
            CellProblem(FindingCode.UNREAD_CELL, reading.words(one)) for one in reading.problems
        )
    return tuple(
        CellProblem(FindingCode.SCHEME_ADDED, reading.url, lost=False)
        if one is UrlProblem.SCHEME_ADDED
        else CellProblem(FindingCode.CELL_MENDED, reading.words(one), lost=False)
        for one in reading.problems
    )


def _code(column: Column, raw: Raw) -> Reading:
    reading = _text(column, raw)
    text = reading.value
    read = _CODES.get(column.key)
    if read is not None and isinstance(text, str) and (plain := read(text)):
        return Reading(plain)
    return Reading(re.sub(r"\s", "", text).upper()) if isinstance(text, str) else reading


def _list(_: Column, raw: Raw) -> Reading:
    text = as_text(raw)
    parts = text.splitlines() if "\n" in text else re.split(r"[,;]", text)
    return Reading(tuple(dict.fromkeys(word for part in parts if (word := clean(part)))))


def _refs(_: Column, raw: Raw) -> Reading:
    parts = PARTS.split(as_text(raw))
    return Reading(tuple(dict.fromkeys(word for part in parts if (word := clean(part)))))


def _choice(column: Column, raw: Raw) -> Reading:
    text = clean(as_text(raw))
    code = vocabulary.code_of(column.words, text)
    if code is None and column.words is vocabulary.PHONE_TYPES and read_use(text) != NumberUse():
        return Reading()  # a fax, or two kinds: the row decides
    return Reading(code) if code is not None else _unknown(text, column.words.values())


def _choices(column: Column, raw: Raw) -> Reading:
    """Read all words or none, for half a list promises something else; needs may be incomplete."""
    parts = _refs(column, raw).value
    codes = {part: vocabulary.code_of(column.words, part) for part in parts}
    unknown = [part for part, code in codes.items() if code is None]
    known = tuple(dict.fromkeys(code for code in codes.values() if code is not None))
    text = as_text(raw)
    free_text = unknown and column.words is vocabulary.COSTS and not is_blank(text)
    if free_text and (costs := read_cost(text)):
        words = ", ".join(column.words[cost] for cost in costs)
        return Reading(costs, (CellProblem(FindingCode.CELL_MENDED, words, lost=False),))
    problems = tuple(p for part in unknown for p in _unknown(part, column.words.values()).problems)
    if column.words is vocabulary.SITUATIONS:
        problems = tuple(replace(one, code=FindingCode.UNKNOWN_SITUATION) for one in problems)
    partly = column.words is vocabulary.NEEDS
    return Reading(known if known and (partly or not unknown) else None, problems)


def _months(column: Column, raw: Raw) -> Reading:
    parts = _refs(column, raw).value
    codes = [
        next((c for c, name in column.words.items() if part.casefold() in (c, *_short(name))), None)
        for part in parts
    ]
    if None in codes:
        return _unknown(as_text(raw), column.words.values())
    return Reading(tuple(int(code) for code in codes if code))


def _short(name: str) -> tuple[str, str]:
    return name.casefold(), name[:3].casefold()


def _unknown(text: str, known: Iterable[str]) -> Reading:
    near = vocabulary.nearest(text, known)
    return Reading(
        None, (CellProblem(FindingCode.UNKNOWN_WORD, f"Did you mean {near}?" * bool(near)),)
    )


def _yes(_: Column, raw: Raw) -> Reading:
    if isinstance(raw.value, bool):
        return Reading(raw.value)
    answer = vocabulary.yes_or_no(as_text(raw))
    return _unknown("", ()) if answer is None else Reading(answer)


def _date(_: Column, raw: Raw) -> Reading:
    found = cell_times.read_date(raw.value)
    if found is None:
        return _unread()
    day, certain = found
    date_words = day_words(day)
    return Reading(
        day, () if certain else (CellProblem(FindingCode.DATE_READ, date_words, lost=False),)
    )


def _whole(_: Column, raw: Raw) -> Reading:
    text = as_text(raw).strip()
    good = not isinstance(raw.value, bool) and _WHOLE.fullmatch(text)
    return Reading(int(float(text))) if good else _unread()


def _decimal(column: Column, raw: Raw) -> Reading:
    """Read degrees in the United States. Without its minus sign a longitude is in China."""
    number = raw.value
    if not isinstance(number, int | float) or isinstance(number, bool):
        text = as_text(raw).strip()
        number = float(text) if _DECIMAL.fullmatch(text) else math.inf
    least, most = _DEGREES[column.key]
    return Reading(float(number)) if least <= number <= most else _unread()


def _phone(column: Column, raw: Raw, region: str) -> Reading:
    reading = _text(column, raw)
    if not isinstance(reading.value, str):
        return reading
    bare = re.sub(r"[\s().-]", "", reading.value)
    if _SHORT_CODE.fullmatch(reading.value) or _E164.fullmatch(bare):
        return Reading((bare, None, None))
    if region == "US" and (match := _NANP.fullmatch(reading.value)):
        return Reading((f"+1{''.join(filter(None, match.groups()))}", None, None))
    found = read_phones(reading.value, region=region)
    if len(found.phones) != 1 or found.problems or found.phones[0].keyword:
        return Reading(None, (CellProblem(FindingCode.NUMBER_NOT_READ),))
    phone = found.phones[0]
    fits = phone.type in (PhoneType.VOICE, _OWN_TYPE.get(column.key))
    if not fits or has_extra_words(found.other_words):
        return Reading(None, (CellProblem(FindingCode.NUMBER_NOT_READ, _ALONE),))
    return Reading((phone.number, phone.extension, phone.press))


def _time(column: Column, raw: Raw) -> Reading:
    found = cell_times.read_time(raw.value, closing=column.key == "closes_at")
    return Reading(found) if found else _unread()


def _days(_: Column, raw: Raw) -> Reading:
    found = days_as_typed(as_text(raw))
    return Reading(found) if found else _unread()


def _language(_: Column, raw: Raw) -> Reading:
    text = clean(as_text(raw))
    found = vocabulary.language_tag(text)
    if found is None:
        return _unknown(text, vocabulary.language_words())
    tag, certainty = found
    sure = certainty is vocabulary.Certainty.KNOWN
    return Reading(tag, () if sure else (CellProblem(FindingCode.LANGUAGE_CODE, tag, lost=False),))


def _languages(column: Column, raw: Raw) -> Reading:
    tags, problems = list[str](), list[CellProblem]()
    for part in _refs(column, raw).value:
        one, several = _language(column, Raw(part)), read_languages(part)
        if one.value is None and several.tags and not several.unread:  # "English and Spanish"
            tags += several.tags
        else:
            tags += [one.value] if one.value else []
            problems += one.problems
    return Reading(tuple(dict.fromkeys(tags)) or None, tuple(problems))


def _sources(_: Column, raw: Raw) -> Reading:
    lines = [text for line in as_text(raw).splitlines() if (text := clean(line))]
    sources, problems = [], list[CellProblem]()
    for source in map(source_of, lines):
        read = read_typed_url(source.url) if source.url else UrlReading()
        problems += _url_problems(read)
        sources.append(msgspec.structs.replace(source, url=read.url))
    return Reading(tuple(sources), tuple(problems))


def source_of(line: str) -> Source:
    """Parse ``name | address | date``; the last two are optional or empty."""
    parts = [part.strip() for part in line.split("|")]
    date = parts.pop() if len(parts) > 1 and (not parts[-1] or _DATE.fullmatch(parts[-1])) else ""
    url = parts.pop() if len(parts) > 1 and (not parts[-1] or "://" in parts[-1]) else ""
    return Source(name=" | ".join(parts), url=url or None, date=date or None)


_READERS: Final[dict[Kind, Callable[[Column, Raw], Reading]]] = {
    Kind.ID: _id,
    Kind.REFS: _refs,
    Kind.URL: _url,
    Kind.LIST: _list,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YES: _yes,
    Kind.MAYBE: _yes,
    Kind.DATE: _date,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.CODE: _code,
    Kind.TIME: _time,
    Kind.DAYS: _days,
    Kind.MONTHS: _months,
    Kind.SOURCES: _sources,
    Kind.LANGUAGE: _language,
    Kind.LANGUAGES: _languages,
}
