"""Mask what no text may contain (:mod:`kiosk.domain.prose`) in imported rows.

Nobody typed an export for this program, so its texts are masked, not refused. Prose loses the whole
sentence, because half a sentence would mean something else; a name loses the words.
"""

from collections.abc import Mapping

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.prose import ProseChecker, prose_rule
from kiosk.domain.prose_reading import ShownFacts, suspect_indexes
from kiosk.domain.records import AnyRecord
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.parsers.people import split_forbidden
from kiosk.editor.parsers.quiet_names import NEUTRAL, fits_quiet
from kiosk.editor.parsers.text import PHRASE_LETTERS, first_sentence
from kiosk.editor.publish.findings import FindingCode, Weight
from kiosk.editor.workbook.rows import SheetRow
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.text import Raw
from kiosk.editor.workbook.typed_rows import KINDS


def mask_prose(work: ImportSession, stage: WorkbookSession) -> None:
    """Mask the records that were read and the rows that they were read from, with findings."""
    prose = ProseChecker(stage.records)
    rows = {
        (KINDS[title], row.whole("id")): row for title, some in work.sheets.items() for row in some
    }
    stage.records = [_masked(work, rows, prose, record) for record in stage.records]


def _masked(
    work: ImportSession,
    rows: Mapping[tuple[str, str], SheetRow],
    prose: ProseChecker,
    record: AnyRecord,
) -> AnyRecord:
    fields = prose.broken_fields(record)
    if not fields:
        return record
    own = prose.own(record)
    new: dict[str, str | None] = {}
    for field in fields:
        text = getattr(record, field)
        name = new.get("name") or str(getattr(record, "name", NEUTRAL))
        new[field] = _mask(field, text, own, name)
        of = kind_of(record), record.id
        code = FindingCode.PROSE_LEFT_OUT
        work.find(work.rows[of], code, Weight.LEFT_OUT, field, text, new[field] or "")
        rows[of].raws[field] = Raw(new[field])
    return msgspec.structs.replace(record, **new)


def _mask(field: str, text: str, own: ShownFacts, name: str) -> str | None:
    """Return the rest of a text or its replacement; ``None`` if the field may be empty."""
    match field:
        case "name":
            return _words(text, own) or NEUTRAL
        case "quiet_name":
            quiet = _words(text, own)
            return quiet if fits_quiet(quiet) else NEUTRAL
        case "phrase":
            return first_sentence(split_forbidden(text, own)[0] or name, PHRASE_LETTERS)
        case "description":
            return split_forbidden(text, own)[0] or None
        case _:
            return None


def _words(text: str, own: ShownFacts) -> str:
    """Remove forbidden words from a name; empty if too little remains."""
    remaining = " ".join(
        word for word in text.split() if not suspect_indexes((word,)) or word in own.numbers
    )
    remaining = remaining.strip(" ,:;/|-\u2013\u2014(")
    good = any(map(str.isalpha, remaining)) and prose_rule(remaining, own=own) is None
    return remaining if good else ""
