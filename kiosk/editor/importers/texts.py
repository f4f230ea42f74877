"""Make the texts of a service: name, quiet name, phrase, and description with prose."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.prose_reading import ShownFacts
from kiosk.editor.importers.address_matcher import HiddenAddresses
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.tables import TableRow
from kiosk.editor.parsers.people import split_forbidden, strip_people
from kiosk.editor.parsers.text import is_blank, keep_latin, made_phrase, to_plain_text
from kiosk.editor.publish.findings import FindingCode, Weight

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


def name_of(work: ImportSession, row: TableRow, *columns: str) -> str:
    """Return the name in the first of ``columns`` that has one; empty if none does."""
    for column in columns:
        raw = row.get(column)
        if is_blank(raw):
            continue
        whole = keep_latin(to_plain_text(raw))
        name = to_plain_text(whole, NAME)
        if name != whole:
            work.find(row, FindingCode.SHORTENED, Weight.ASSUMED, column, raw, name)
        if any(letter.isalnum() for letter in name):
            return name
    return ""


def phrase(work: ImportSession, row: TableRow, name: str, description: str, label: str) -> str:
    """Return a short phrase; ``label`` names the first situation, if there is one."""
    chosen = made_phrase(description, label, name)
    work.find(row, FindingCode.PHRASE_MADE, Weight.ASSUMED, "phrase", name, chosen)
    return chosen


def description(
    work: ImportSession,
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
        work.find(row, FindingCode.SHORTENED, Weight.ASSUMED, "description", whole)
    return short or None
