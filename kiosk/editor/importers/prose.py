"""Takes out of imported records what no text may say (:mod:`kiosk.domain.prose`), and lists it.

Nobody typed an export for this program: its texts are masked, not refused. Prose loses the whole
sentence, because half a sentence would say something else; a name loses the words.
"""

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.prose import Prose, prose_rule
from kiosk.domain.prose_reading import Own, suspects
from kiosk.domain.records import AnyRecord
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.texts import NEUTRAL, PHRASE, fits_quiet
from kiosk.editor.parsers.people import without_strangers
from kiosk.editor.parsers.text import first_sentence
from kiosk.editor.publish.findings import FindingCode, Weight


def mask_prose(work: ImportSession) -> None:
    """Masks the records of ``work``, with a finding at the row of each."""
    prose = Prose(work.records)
    work.records = [_masked(work, prose, record) for record in work.records]


def _masked(work: ImportSession, prose: Prose, record: AnyRecord) -> AnyRecord:
    fields = prose.broken_fields(record)
    if not fields:
        return record
    own = prose.own(record)
    new: dict[str, str | None] = {}
    for field in fields:
        text = getattr(record, field)
        name = new.get("name") or str(getattr(record, "name", NEUTRAL))
        new[field] = _mask(field, text, own, name)
        row = work.rows[kind_of(record), record.id]
        code = FindingCode.PROSE_LEFT_OUT
        work.find(row, code, Weight.LEFT_OUT, field, text, new[field] or "")
    return msgspec.structs.replace(record, **new)


def _mask(field: str, text: str, own: Own, name: str) -> str | None:
    """What is left of a text, or what stands for it; nothing where the field may be empty."""
    match field:
        case "name":
            return _words(text, own) or NEUTRAL
        case "quiet_name":
            quiet = _words(text, own)
            return quiet if fits_quiet(quiet) else NEUTRAL
        case "phrase":
            return first_sentence(without_strangers(text, own)[0] or name, PHRASE)
        case "description":
            return without_strangers(text, own)[0] or None
        case _:
            return None


def _words(text: str, own: Own) -> str:
    """A name without the words of what it may not say; empty where too little is left."""
    kept = " ".join(word for word in text.split() if not suspects((word,)) or word in own.numbers)
    kept = kept.strip(" ,:;/|-\u2013\u2014(")
    good = any(map(str.isalpha, kept)) and prose_rule(kept, own=own) is None
    return kept if good else ""
