"""What even a signed file may not hold."""

from pathlib import Path

import msgspec
import pytest

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AwarenessCard, Need, Phone, Situation, Status, Tile
from kiosk.domain.syncfile import (
    GuardedLine,
    GuardedPhone,
    HelplineFile,
    Withdrawn,
)
from tests.sync.attempt import RECORDS
from tests.sync.cases import (
    COUNTS,
    GUARD,
    LINE,
    LINES_RAW,
    Case,
    Code,
    anchor_with,
    judge,
    knob,
    line_with,
    number,
    phone,
    raw,
    service,
)
from tests.sync.toolkit import (
    lines_of,
)

LINES = [
    Case("helplines.json is no JSON", Code.HELPLINES, "helplines.json", helplines=b"{"),
    Case("helplines.json is a list", Code.HELPLINES, helplines=b"[]"),
    Case("helplines.json is empty", Code.HELPLINES, helplines=b""),
    Case("a key twice in helplines.json", Code.HELPLINES,
         helplines=LINES_RAW[:-1] + b',"helplines":[]}'),
    Case("a field that nobody knows in helplines.json", Code.HELPLINES,
         helplines=LINES_RAW[:-1] + b',"more":[]}'),
    Case("NaN in helplines.json", Code.HELPLINES, helplines=b'{"helplines":[NaN]}'),
    Case("deep nesting in helplines.json", Code.HELPLINES, helplines=b"[" * 500_000),
    Case("lone surrogate in helplines.json", Code.HELPLINES,
         helplines=LINES_RAW.replace(b"Danger right now", b"\\ud800")),
    Case("Latin-1 in helplines.json", Code.HELPLINES,
         helplines=LINES_RAW.replace(b"Danger right now", b"Danger\xe9")),
    Case("byte order mark in helplines.json", Code.HELPLINES,
         helplines=b"\xef\xbb\xbf" + LINES_RAW),
    Case("compiled-in number changed", Code.CONTENT, "forged",
         helplines=anchor_with(0, number="+18883737889")),
    Case("compiled-in text number changed", Code.CONTENT, "forged",
         helplines=anchor_with(3, text_number="88789")),
    Case("compiled-in keyword changed", Code.CONTENT, "forged",
         helplines=anchor_with(3, text_keyword="STOP")),
    Case("a situation of a later program", None,
         records=service(situations=(Situation(code="from-a-later-program", fit=1),))),
    Case("a question about a situation of a later program", None,
         records=[*RECORDS, Tile(id="q", need=Need.FOOD, order=1, label="Q", icon="food",
                                 codes=("from-a-later-program",))]),
    Case("a card that opens nothing", None,
         records=[*RECORDS, AwarenessCard(id="c", title="C", text="C", picture="road", order=1,
                                          opens="gone")]),
    Case("compiled-in line out of service", None, helplines=anchor_with(0, out_of_service=True)),
    Case("a compiled-in line twice", Code.CONTENT, "duplicate_line",
         helplines=HelplineFile(helplines=(*ANCHORS, ANCHORS[0]), guarded=GUARD.guarded)),
    Case("helpline of the directory that targets does not guard", Code.CONTENT, "unguarded",
         helplines=HelplineFile(helplines=ANCHORS)),
    Case("guarded number changed by the editor", Code.CONTENT, "guarded_numbers",
         records=number("+19165550199"), helplines=GUARD),
    Case("guarded text code changed by the editor", Code.CONTENT, "guarded_numbers",
         records=number("233734", of="help-line.2"), helplines=GUARD),
    Case("guarded number left out by the editor", Code.CONTENT, "guarded_numbers",
         records=RECORDS[:-1], helplines=GUARD),
    Case("a number more for a guarded line", Code.CONTENT, "guarded_numbers", helplines=GUARD,
         records=phone(id="p", service_id="help-line", number="+19165550111")),
    Case("guarded number changed by targets", None, records=number("+19165550199"),
         helplines=line_with(phones=(GuardedPhone(number="+19165550199"), LINE.phones[1]))),
    Case("guarded line no longer marked by the editor", Code.CONTENT, "guarded_missing",
         records=service(helpline=False), helplines=GUARD),
    Case("guarded line made inactive by the editor", Code.CONTENT, "guarded_missing",
         records=service(status=Status.INACTIVE), helplines=GUARD),
    Case("guarded line gone from the directory", Code.CONTENT, "guarded_missing",
         records=RECORDS[:3], helplines=GUARD),
    Case("guarded line out of service, still in the directory", Code.CONTENT, "guarded_closed",
         helplines=line_with(out_of_service=True)),
    Case("guarded line out of service, and gone", None, records=RECORDS[:3],
         helplines=line_with(out_of_service=True)),
    Case("two guards for one line", Code.CONTENT, "duplicate_line",
         helplines=HelplineFile(helplines=ANCHORS, guarded=(LINE, LINE))),
    Case("guard for a line that is nowhere", Code.CONTENT, "guarded_missing",
         helplines=HelplineFile(helplines=ANCHORS, guarded=(
             LINE, GuardedLine(service_id="ghost", phones=())))),
]  # fmt: skip

SURROGATE = b'{"kind":"organization","id":"x","name":"\\ud800"}\n'

CONTENT = [
    Case("the last line without its end", None, records=lines_of(RECORDS)[:-1],
         helplines=GUARD, knobs=knob(counts=COUNTS)),
    Case("an empty line", Code.RECORDS, "line 8", records=raw(b"\n"), helplines=GUARD,
         knobs=knob(counts=COUNTS)),
    Case("a line that is no JSON", Code.RECORDS, "line 8", records=raw(b"{\n"), helplines=GUARD),
    Case("a line of no known kind", Code.RECORDS, "line 1", records=b'{"kind":"x","id":"y"}\n',
         helplines=GUARD),
    Case("a field that nobody knows", Code.RECORDS, "line 1", helplines=GUARD,
         records=b'{"kind":"organization","id":"x","name":"X","more":1}\n'),
    Case("a value of another type", Code.RECORDS, "line 1", helplines=GUARD,
         records=b'{"kind":"organization","id":"x","name":5}\n'),
    Case("a line of more than 64 KiB", Code.RECORDS, "line 1", helplines=GUARD,
         records=b'{"kind":"organization","id":"x","name":"' + b"x" * 70_000 + b'"}\n'),
    Case("a line of 300 MiB", Code.RECORDS, "line 1", helplines=GUARD,
         records=bytes(300 * 1024 * 1024)),
    Case("deep nesting", Code.RECORDS, "line 1", records=b"[" * 60_000 + b"\n", helplines=GUARD),
    Case("NaN for a latitude", Code.RECORDS, "line 1", helplines=GUARD,
         records=b'{"kind":"location","id":"x","organization_id":"y","latitude":NaN}\n'),
    Case("1e999 for a latitude", Code.RECORDS, "line 1", helplines=GUARD,
         records=b'{"kind":"location","id":"x","organization_id":"y","latitude":1e999}\n'),
    Case("a lone surrogate", Code.RECORDS, "line 1", records=SURROGATE, helplines=GUARD),
    Case("bytes that are no UTF-8", Code.RECORDS, "line 1", helplines=GUARD,
         records=b'{"kind":"organization","id":"x","name":"\xff"}\n'),
    Case("an id twice", Code.RECORDS, "line 8", helplines=GUARD,
         records=raw(lines_of(RECORDS[:1])), knobs=knob(counts=COUNTS)),
    Case("a phone of a service that is not there", Code.CONTENT, "dangling_reference",
         records=phone(id="p", service_id="ghost", number="+19165550111")),
    Case("a hidden place with its street", Code.CONTENT, "hidden_address", helplines=GUARD,
         records=raw(b'{"kind":"location","id":"x","organization_id":"open-table",'
                     b'"address_1":"1 Main St"}\n'),
         knobs=knob(counts={**COUNTS, "location": 1})),
    Case("a translation of a text that has changed since", None, helplines=GUARD,
         records=raw(b'{"kind":"translation","id":"t","entity":"service","entity_id":"food-box",'
                     b'"field":"name","language":"es","text":"Comida",'
                     b'"source_hash":"0123456789abcdef"}\n'),
         knobs=knob(counts={**COUNTS, "translation": 1})),
    Case("counts one too many", Code.COUNTS, knobs=knob(counts={**COUNTS, "service": 3})),
    Case("counts one too few", Code.COUNTS, knobs=knob(counts={**COUNTS, "phone": 2})),
    Case("counts without a kind", Code.COUNTS, knobs=knob(counts={"service": 2, "phone": 3})),
    Case("counts with a kind too many", Code.COUNTS, knobs=knob(counts={**COUNTS, "guide": 0})),
    Case("counts of an empty export", Code.COUNTS, records=b"", knobs=knob(counts=COUNTS),
         helplines=HelplineFile(helplines=ANCHORS)),
    Case("withdrawn and gone", None,
         knobs=knob(withdrawn=[Withdrawn(kind="service", id="gone")])),
    Case("withdrawn and still there", Code.CONTENT, "withdrawn",
         knobs=knob(withdrawn=[Withdrawn(kind="service", id="food-box")])),
    Case("withdrawal of a guarded line", Code.CONTENT, "withdrawn_helpline",
         knobs=knob(withdrawn=[Withdrawn(kind="service", id="help-line")])),
    Case("withdrawal of a guarded number", Code.CONTENT, "withdrawn_helpline",
         knobs=knob(withdrawn=[Withdrawn(kind="phone", id="help-line.1")])),
    Case("withdrawal of a guarded line's organization", Code.CONTENT, "withdrawn_helpline",
         knobs=knob(withdrawn=[Withdrawn(kind="organization", id="valley-line")])),
    Case("a reserved id with another number", Code.CONTENT, "forged",
         records=[*RECORDS, msgspec.structs.replace(RECORDS[1], id="line-988"),
                  Phone(id="p", service_id="line-988", number="+19165550111")]),
]  # fmt: skip


@pytest.mark.parametrize("case", [*LINES, *CONTENT], ids=lambda case: case.name)
def test_content(case: Case, tmp_path: Path) -> None:
    judge(case, tmp_path)
