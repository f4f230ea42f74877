"""Make the texts of a service: name, quiet name, phrase, and description with prose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.prose import ProseChecker, prose_rule
from kiosk.domain.prose_reading import ShownFacts, suspect_indexes
from kiosk.domain.records import AnyRecord
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.source_tables import TableRow
from kiosk.editor.parsers.address_matcher import HiddenAddresses
from kiosk.editor.parsers.people import split_forbidden, strip_people
from kiosk.editor.parsers.plain_text import (
    PHRASE_LETTERS,
    first_sentence,
    is_blank,
    keep_latin,
    made_phrase,
    to_plain_text,
)
from kiosk.editor.parsers.quiet_names import NEUTRAL, fits_quiet
from kiosk.editor.workbook.cell_text import Raw
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_rows import SheetRow
from kiosk.editor.workbook.typed_rows import KINDS


def mask_prose(session: ImportSession, workbook_session: WorkbookSession) -> None:
    """Mask what no text may contain in records and the rows that they were read from.

    Nobody typed an export for this program, so its texts are masked, not refused. Prose loses the
    whole sentence, because half a sentence would mean something else; a name loses the words.
    """
    prose = ProseChecker(workbook_session.records)
    rows = {
        (KINDS[title], row.whole("id")): row
        for title, some in session.sheets.items()
        for row in some
    }
    workbook_session.records = [
        _masked(session, rows, prose, record) for record in workbook_session.records
    ]


def _masked(
    session: ImportSession,
    rows: Mapping[tuple[str, str], SheetRow],
    prose: ProseChecker,
    record: AnyRecord,
) -> AnyRecord:
    fields = prose.broken_fields(record)
    if not fields:
        return record
    own = prose.own(record)
    new: dict[str, str | None] = {}
    for broken in fields:
        text = getattr(record, broken)
        name = new.get("name") or str(getattr(record, "name", NEUTRAL))
        new[broken] = _mask(broken, text, own, name)
        of = kind_of(record), record.id
        code = FindingCode.PROSE_LEFT_OUT
        session.find(session.rows[of], code, Weight.LEFT_OUT, broken, text, new[broken] or "")
        rows[of].raws[broken] = Raw(new[broken])
    return msgspec.structs.replace(record, **new)


def _mask(field: str, text: str, facts: ShownFacts, name: str) -> str | None:
    """Return the rest of a text or its replacement; ``None`` if the field may be empty."""
    match field:
        case "name":
            return _words(text, facts) or NEUTRAL
        case "quiet_name":
            quiet = _words(text, facts)
            return quiet if fits_quiet(quiet) else NEUTRAL
        case "phrase":
            return first_sentence(split_forbidden(text, facts)[0] or name, PHRASE_LETTERS)
        case "description":
            return split_forbidden(text, facts)[0] or None
        case _:
            return None


def _words(text: str, facts: ShownFacts) -> str:
    """Remove forbidden words from a name; empty if too little remains."""
    remaining = " ".join(
        word for word in text.split() if not suspect_indexes((word,)) or word in facts.numbers
    )
    remaining = remaining.strip(" ,:;/|-\u2013\u2014(")
    good = any(map(str.isalpha, remaining)) and prose_rule(remaining, facts=facts) is None
    return remaining if good else ""


NAME: Final = 120
AREA: Final = 120
DESCRIPTION: Final = 2000
"""Longest fields of a record in characters (records.py)."""


@dataclass(frozen=True, slots=True)
class ImportedTexts:
    """Facts that the texts of a service may contain."""

    numbers: Collection[str]
    addresses: Collection[str]
    hidden: HiddenAddresses
    own: ShownFacts
    left_out: list[str] = field(default_factory=list)
    """Removed parts that no text may contain (:mod:`kiosk.domain.prose`)."""

    def clean(self, raw: str) -> str:
        """Return plain English words without persons, foreign numbers and other places."""
        if is_blank(raw):
            return ""
        text, left_out = split_forbidden(to_plain_text(raw), self.own)
        self.left_out.extend(left_out)
        text = strip_people(text, numbers=self.numbers, addresses=self.addresses)
        text = self.hidden.without(text, self.addresses)
        return "" if is_blank(text) else keep_latin(text)


def name_of(session: ImportSession, row: TableRow, *columns: str) -> str:
    """Return the name in the first of ``columns`` that has one; empty if none does."""
    for column in columns:
        raw = row.get(column)
        if is_blank(raw):
            continue
        whole = keep_latin(to_plain_text(raw))
        name = to_plain_text(whole, NAME)
        if name != whole:
            session.find(row, FindingCode.SHORTENED, Weight.ASSUMED, column, raw, name)
        if any(letter.isalnum() for letter in name):
            return name
    return ""


def phrase(session: ImportSession, row: TableRow, name: str, description: str, label: str) -> str:
    """Return a short phrase; ``label`` names the first situation, if there is one."""
    chosen = made_phrase(description, label, name)
    session.find(row, FindingCode.PHRASE_MADE, Weight.ASSUMED, "phrase", name, chosen)
    return chosen


def description(
    session: ImportSession,
    row: TableRow,
    texts: ImportedTexts,
    body: str,
    sections: Collection[tuple[str, str]],
) -> str | None:
    """Return the description followed by the prose of other columns, each under its label."""
    parts = [body] if body else []
    for label, raw in sections:
        text = texts.clean(raw)
        if text and text not in body:
            parts.append(f"{label}: {text}")
    whole = " ".join(part if part[-1] in ".!?…" else f"{part}." for part in parts)
    short = to_plain_text(whole, DESCRIPTION)
    if short != whole and len(whole) > DESCRIPTION:
        session.find(row, FindingCode.SHORTENED, Weight.ASSUMED, "description", whole)
    return short or None
