"""What no directory may say as a whole: helplines, withdrawals, telling names."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import discretion
from kiosk.domain.content_rules import ContentRule, check_content, guarded_lines
from kiosk.domain.disguise import variants
from kiosk.domain.helplines import ANCHORS, Anchor, Helpline
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import (
    AnyRecord,
    Phone,
    Status,
)
from kiosk.domain.syncfile import GuardedLine, GuardedPhone, Withdrawn
from tests.domain.content import (
    BAD,
    GUARDED,
    LINE,
    LINE_PHONE,
    LINE_TEXT,
    LOOKALIKE,
    ORGANIZATION,
    PHONE,
    RECORDS,
    SERVICE,
    R,
    T,
    changed,
    having,
    helplines,
    problems,
)
from tests.domain.factory_files import FACTORY
from tests.long_runs import FULL


def test_good_records_have_no_problem() -> None:
    assert problems() == set()


def test_the_factory_directory_has_no_problem() -> None:
    records = list(read_records(FACTORY))
    guarded = guarded_lines(records)
    assert len(guarded) > 20
    assert check_content(records, helplines(*guarded), ()) == []


def test_the_anchors_are_among_the_guarded_lines_of_the_factory_directory() -> None:
    guarded = {line.service_id: line.phones for line in guarded_lines(list(read_records(FACTORY)))}
    assert {anchor.value for anchor in Anchor} <= guarded.keys()
    assert GuardedPhone(number="88788", type=T, keyword="START") in guarded["ndvh-line"]


def test_guarded_lines_do_not_depend_on_the_order_of_records() -> None:
    records = list(read_records(FACTORY))
    assert guarded_lines(records) == guarded_lines(records[::-1])


def test_a_helpline_may_have_one_number_twice() -> None:
    """Once for everybody and once with an extension: they are sorted all the same."""
    twice = Phone(id="line.9", service_id=LINE.id, number=LINE_PHONE.number, extension="12")
    records = [ORGANIZATION, LINE, LINE_PHONE, twice]
    (line,) = guarded_lines(records)
    assert {phone.extension for phone in line.phones} == {None, "12"}
    assert guarded_lines(records[::-1]) == (line,)


OWN = Helpline(
    id="own", name="Own Line", quiet_name="Own Line", phrase="Call", number="+19165550102"
)


def _anchor(key: str, **fields: object) -> list[Helpline]:
    return [msgspec.structs.replace(a, **fields) if a.id == key else a for a in ANCHORS]


LINES = {
    "other number": (_anchor("nhth-line", number="+19165550199"), R.FORGED, "nhth-line", "number"),
    "other text": (_anchor("nhth-line", text_number="741741"), R.FORGED, "nhth-line", "number"),
    "no text": (_anchor("nhth-line", text_number=None), R.FORGED, "nhth-line", "number"),
    "other tty": (_anchor("ndvh-line", tty=None), R.FORGED, "ndvh-line", "number"),
    "other word": (_anchor("ndvh-line", text_keyword="STOP"), R.FORGED, "ndvh-line", "number"),
    "other 911": (_anchor("line-911", number="211"), R.FORGED, "line-911", "number"),
    "twice": ([*ANCHORS, OWN, OWN], R.DUPLICATE_LINE, "own", "id"),
    "costly": (
        [*ANCHORS, having(OWN, number="+19005550100")], R.COSTLY_NUMBER, "own", "number"
    ),
    "short text": ([*ANCHORS, having(OWN, text_number="123")], R.SHORT_CODE, "own", "text_number"),
    "foreign tty": (
        [*ANCHORS, having(OWN, tty="+442079460018")], R.FOREIGN_NUMBER, "own", "tty"
    ),
    "name": ([*ANCHORS, having(OWN, name=BAD)], R.CHARACTER, "own", "name"),
    "telling": ([*ANCHORS, having(OWN, quiet_name="Hotline")], R.REVEALING, "own", "quiet_name"),
    "chat": ([*ANCHORS, having(OWN, chat_url="http://x.org")], R.URL, "own", "chat_url"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "rule", "key", "field"), LINES.values(), ids=LINES)
def test_line_of_the_helpline_file(
    lines: Sequence[Helpline], rule: ContentRule, key: str, field: str
) -> None:
    file = helplines(GUARDED, lines=lines)
    assert problems(file=file) == {(rule, "helpline", key, field)}


def test_targets_may_add_a_line_and_mark_one_out_of_service() -> None:
    lines = [*_anchor("nhth-line", out_of_service=True, languages=("en",)), OWN]
    assert problems(file=helplines(GUARDED, lines=lines)) == set()


CLOSED = GuardedLine(service_id="line", phones=GUARDED.phones, out_of_service=True)
GUARD = {
    "unguarded": (RECORDS, (), R.UNGUARDED),
    "number swapped": (changed(LINE_PHONE, number="+19165550199"), (GUARDED,), R.GUARDED_NUMBERS),
    "type changed": (changed(LINE_PHONE, type=T), (GUARDED,), R.GUARDED_NUMBERS),
    "keyword changed": (changed(LINE_TEXT, keyword="STOP"), (GUARDED,), R.GUARDED_NUMBERS),
    "extension added": (changed(LINE_PHONE, extension="5"), (GUARDED,), R.GUARDED_NUMBERS),
    "number taken away": (RECORDS[:-1], (GUARDED,), R.GUARDED_NUMBERS),
    "number added": (
        (*RECORDS, Phone(id="x", service_id="line", number="+19165550199")),
        (GUARDED,), R.GUARDED_NUMBERS,
    ),
    "number moved": (changed(LINE_PHONE, service_id="s"), (GUARDED,), R.GUARDED_NUMBERS),
    "line left out": ((ORGANIZATION, SERVICE, PHONE), (GUARDED,), R.GUARDED_MISSING),
    "no helpline any more": (changed(LINE, helpline=False), (GUARDED,), R.GUARDED_MISSING),
    "inactive": (changed(LINE, status=Status.INACTIVE), (GUARDED,), R.GUARDED_MISSING),
    "closed and present": (RECORDS, (CLOSED,), R.GUARDED_CLOSED),
    "guarded twice": (RECORDS, (GUARDED, GUARDED), R.DUPLICATE_LINE),
}  # fmt: skip


@pytest.mark.parametrize(("records", "guarded", "rule"), GUARD.values(), ids=GUARD)
def test_guard(
    records: Sequence[AnyRecord], guarded: Sequence[GuardedLine], rule: ContentRule
) -> None:
    assert problems(records, helplines(*guarded)) == {(rule, "service", "line", "helpline")}


def test_a_line_out_of_service_is_in_no_directory() -> None:
    assert problems((ORGANIZATION, SERVICE, PHONE), helplines(CLOSED)) == set()


def test_the_weekly_key_may_change_hours_languages_and_words_of_a_line() -> None:
    new = changed(LINE, name="New name", phrase="New phrase", importance=3)
    records = [having(r, languages=("es",)) if r is LINE_PHONE else r for r in new]
    assert problems(records) == set()


def test_no_service_but_a_line_needs_a_guard() -> None:
    inactive = changed(LINE, status=Status.INACTIVE)
    assert problems(inactive, helplines()) == set()


def test_reserved_ids_have_no_other_numbers_even_when_targets_say_so() -> None:
    service = having(LINE, id="nhth-line")
    phone = Phone(id="x", service_id="nhth-line", number="+19165550199")
    file = helplines(
        GUARDED,
        GuardedLine(service_id="nhth-line", phones=(GuardedPhone(number=phone.number),)),
    )
    expected = {(R.FORGED, "service", "nhth-line", "helpline")}
    assert problems([*RECORDS, service, phone], file) == expected


def test_reserved_ids_have_no_other_numbers_without_being_lines() -> None:
    records = [
        *RECORDS,
        having(SERVICE, id="line-911"),
        having(PHONE, id="x", service_id="line-911"),
    ]
    assert problems(records) == {(R.FORGED, "service", "line-911", "helpline")}


GONE = {
    "a service that is there": ("service", "s", R.WITHDRAWN),
    "a phone that is there": ("phone", "p", R.WITHDRAWN),
    "a helpline": ("service", "line", R.WITHDRAWN_HELPLINE),
    "an anchor that is not there": ("service", "line-988", R.WITHDRAWN_HELPLINE),
    "a phone of a helpline": ("phone", "lp", R.WITHDRAWN_HELPLINE),
    "a compiled-in phone": ("phone", "nhth-line.1", R.WITHDRAWN_HELPLINE),
    "the owner of a helpline": ("organization", "o", R.WITHDRAWN_HELPLINE),
}


@pytest.mark.parametrize(("kind", "key", "rule"), GONE.values(), ids=GONE)
def test_withdrawn(kind: str, key: str, rule: ContentRule) -> None:
    withdrawn = [Withdrawn(kind=kind, id=key)]  # type: ignore[arg-type]
    assert problems(withdrawn=withdrawn) == {(rule, kind, key, "")}


def test_what_is_gone_may_be_withdrawn() -> None:
    withdrawn = [Withdrawn(kind="service", id="gone"), Withdrawn(kind="location", id="l")]
    assert problems(withdrawn=withdrawn) == set()


TELLING = (
    "Safe House", "safe  house", "VÍCTIMAS", "la trata", "خط ساخن", "بالملجأ", "庇护所", "Sexton",
    "庇護所", "가정폭력", "Приюты", "зґвалтування", "Công an", "Công ăn", "cong an", "ginahasa",
    "घरेलू हिंसा", "अहिंसा", "ਪੁਲੀਸ", "پناه‌گاه", "ځانوژنه", "tub ceev xwm", "Hạ huyết Víctima",
    "CasaRefugio", "V í c t i m a s", "Vic-tims", "Sh3lter", "Sheltеr", "womensshelter",
    "¿Se trata?",
)  # fmt: skip


def test_a_problem_names_its_place_and_no_content() -> None:
    found = check_content(changed(SERVICE, name=LOOKALIKE), helplines(GUARDED), ())
    assert [str(problem) for problem in found] == ["script: service s, name"]


@settings(max_examples=100 if FULL else 20, deadline=None)  # it makes the patterns of all lists
@given(st.lists(st.text(max_size=30) | st.sampled_from(TELLING), max_size=5))
def test_telling_names_are_found_as_one_by_one(texts: list[str]) -> None:
    def tells(text: str) -> bool:
        return any(
            discretion.find_run_together(dress)
            or any(discretion.find_revealing(dress, language) for language in discretion.LANGUAGES)
            for dress in variants(text)
        )

    assert discretion.revealing_texts(texts) == set(filter(tells, texts))
