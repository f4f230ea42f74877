"""What is found of what was looked at: each thing that can be wrong is told once, and in words."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.language import known_language
from kiosk.domain.syncfile import RefusalCode
from kiosk.i18n.formatting import Formatter
from kiosk.readiness.codes import Check, FoundStates, Level, ReadinessFinding, StaffAnswers
from kiosk.readiness.readiness_findings import (
    Facts,
    PrinterFacts,
    Privacy,
    SpeechFacts,
    findings,
)
from kiosk.readiness.readiness_sentences import ASK, MEANINGS, TITLES
from kiosk.readiness.staff_answers import checked, sentence, worst
from kiosk.sync.sync_answers import ClockState, DataStatus, Waiting
from tests.conftest import english_words
from tests.staff.example_readiness import FILE, GOOD, OFFICE, TROUBLED

ENGLISH = known_language("en")
SAY, FORMATS = english_words(ENGLISH), Formatter(ENGLISH)


def found(facts: Facts) -> list[ReadinessFinding]:
    return [one.finding for one in findings(facts)]


def data(**more: Any) -> Facts:
    return replace(GOOD, data=msgspec.structs.replace(GOOD.data, **more))


@pytest.mark.parametrize(
    "finding",
    [
        ReadinessFinding.CLOCK_NOT_VOUCHED,
        ReadinessFinding.CLOCK_BEHIND,
        ReadinessFinding.CLOCK_AHEAD,
    ],
)
def test_a_clock_that_is_not_believed_says_what_to_do(finding: ReadinessFinding) -> None:
    assert MEANINGS[finding].then is ASK


def test_where_the_data_may_be_wrong_nobody_is_sent_to_set_the_clock() -> None:
    """The clock is right, and ``timedatectl`` would make it wrong."""
    meaning = MEANINGS[ReadinessFinding.CLOCK_DATA_AHEAD]
    assert "If the clock is right, set the date" in str(meaning.says.text)
    assert "timedatectl" not in meaning.hint
    assert MEANINGS[ReadinessFinding.CLOCK_BEHIND].hint == "timedatectl"


def test_a_kiosk_in_order_needs_nobody() -> None:
    levels = {MEANINGS[one].level for one in found(GOOD)}
    assert levels == {Level.OK}
    assert {MEANINGS[one].check for one in found(GOOD)} == set(Check)


FILED = msgspec.structs.replace(FILE, age_days=91)


@pytest.mark.parametrize(
    ("facts", "finding"),
    [
        (replace(GOOD, problem="x"), ReadinessFinding.DATA_BROKEN),
        (data(file=None), ReadinessFinding.DATA_FACTORY),
        (data(file=FILED), ReadinessFinding.DATA_OLD),
        (data(expired=True), ReadinessFinding.DATA_EXPIRED),
        (data(lost=True), ReadinessFinding.DATA_LOST),
        (replace(GOOD, event="factory_used"), ReadinessFinding.DATA_LOST),
        (replace(GOOD, event="previous_used"), ReadinessFinding.DATA_LOST),
        (replace(GOOD, event="database_damaged"), ReadinessFinding.DATA_MENDED),
        (replace(GOOD, event="rebuilt_from_signed"), ReadinessFinding.DATA_MENDED),
        (data(waiting=Waiting(hold="ask", versions=None, time="")), ReadinessFinding.DATA_WAITS),
        (data(trust=None), ReadinessFinding.TRUST_NONE),
        (data(trust=None, trust_problem=RefusalCode.METADATA), ReadinessFinding.TRUST_DAMAGED),
        (replace(GOOD, own_settings=False), ReadinessFinding.SETTINGS_NONE),
        (replace(GOOD, own_settings=False, settings_problem="x"), ReadinessFinding.SETTINGS_BAD),
        (replace(GOOD, lacking=("Hmoob",)), ReadinessFinding.LANGUAGES_LACK),
        (replace(GOOD, speech=SpeechFacts(missing=("aplay",))), ReadinessFinding.SPEECH_PROGRAMS),
        (replace(GOOD, speech=SpeechFacts(device=False)), ReadinessFinding.SPEECH_DEVICE),
        (replace(GOOD, speech=SpeechFacts(loud=True)), ReadinessFinding.LOUDSPEAKER_ON),
        (data(clock=ClockState.BEHIND), ReadinessFinding.CLOCK_BEHIND),
        (data(clock=ClockState.DATA_AHEAD), ReadinessFinding.CLOCK_DATA_AHEAD),
        (data(clock=ClockState.AHEAD), ReadinessFinding.CLOCK_AHEAD),
        (data(clock=ClockState.NOT_VOUCHED), ReadinessFinding.CLOCK_NOT_VOUCHED),
        (replace(GOOD, diagonal=0), ReadinessFinding.SCREEN_UNMEASURED),
        (replace(GOOD, diagonal=12.8), ReadinessFinding.SCREEN_SMALL),
        (replace(GOOD, has_pin=False), ReadinessFinding.PIN_NONE),
        (replace(GOOD, locked=True), ReadinessFinding.PIN_LOCKED),
        (
            replace(GOOD, has_helper_pin=True, helper_locked=True),
            ReadinessFinding.HELPER_LOCKED,
        ),
        (replace(GOOD, title="Women's shelter"), ReadinessFinding.WINDOW_TELLS),
        (replace(GOOD, place_is_public=True), ReadinessFinding.PLACE_PUBLIC),
        (replace(GOOD, privacy=Privacy(swap=True, journal=False)), ReadinessFinding.SWAP_ON),
        (replace(GOOD, privacy=Privacy(swap=False, journal=True)), ReadinessFinding.JOURNAL_KEEPS),
        (
            replace(GOOD, privacy=Privacy(swap=False, journal=False, traces=True)),
            ReadinessFinding.TRACES_LEFT,
        ),
        (replace(GOOD, disk_free=999_999_999), ReadinessFinding.DISK_LITTLE),
        (replace(GOOD, disk_free=None), ReadinessFinding.DISK_SILENT),
        (
            replace(GOOD, staff_answers=StaffAnswers(None, earshot=False)),
            ReadinessFinding.SIGHTLINE_ASK,
        ),
        (
            replace(GOOD, staff_answers=StaffAnswers(sightline=True, earshot=False)),
            ReadinessFinding.SIGHTLINE_OPEN,
        ),
        (replace(GOOD, staff_answers=StaffAnswers(sightline=False)), ReadinessFinding.EARSHOT_ASK),
        (
            replace(GOOD, staff_answers=StaffAnswers(sightline=False, earshot=True)),
            ReadinessFinding.EARSHOT_OPEN,
        ),
    ],
)
def test_one_thing_that_is_wrong_is_one_finding(facts: Facts, finding: ReadinessFinding) -> None:
    wrong = [one for one in found(facts) if MEANINGS[one].level is not Level.OK]
    assert wrong == [finding]


@pytest.mark.parametrize(
    ("printer", "finding"),
    [
        (PrinterFacts(), ReadinessFinding.PRINTER_NONE),
        (PrinterFacts(there=True), ReadinessFinding.PRINTER_READY),
        (PrinterFacts(there=True, trouble=PrinterProblem.ABSENT), ReadinessFinding.PRINTER_ABSENT),
        (
            PrinterFacts(there=True, trouble=PrinterProblem.STOPPED),
            ReadinessFinding.PRINTER_STOPPED,
        ),
        (
            PrinterFacts(there=True, trouble=PrinterProblem.PAPER_OUT),
            ReadinessFinding.PRINTER_PAPER_OUT,
        ),
        (PrinterFacts(there=True, trouble=PrinterProblem.JAM), ReadinessFinding.PRINTER_JAM),
        (
            PrinterFacts(there=True, trouble=PrinterProblem.COVER_OPEN),
            ReadinessFinding.PRINTER_COVER_OPEN,
        ),
        (PrinterFacts(there=True, trouble=PrinterProblem.FAULT), ReadinessFinding.PRINTER_FAULT),
        (PrinterFacts(there=True, trouble=PrinterProblem.STUCK), ReadinessFinding.PRINTER_FAULT),
    ],
)
def test_what_a_printer_says(printer: PrinterFacts, finding: ReadinessFinding) -> None:
    assert finding in found(replace(GOOD, printer=printer))


def test_what_cannot_be_seen_is_no_alarm() -> None:
    facts = replace(GOOD, privacy=Privacy())
    assert {ReadinessFinding.SWAP_UNSEEN, ReadinessFinding.JOURNAL_UNSEEN} <= set(found(facts))
    assert worst([MEANINGS[one].level for one in found(facts)]) is Level.OK
    assert ReadinessFinding.SPEECH_VOICELESS in found(OFFICE)


def test_every_finding_has_a_meaning_and_can_be_found() -> None:
    assert set(MEANINGS) == set(ReadinessFinding)
    assert set(TITLES) == set(Check)
    prefixes = {one: one.value.partition("_")[0] for one in ReadinessFinding}
    assert all(MEANINGS[one].check == prefix for one, prefix in prefixes.items())


def test_the_sentences_name_what_they_are_about() -> None:
    told = {one.finding: checked(one, SAY, FORMATS).says for one in findings(TROUBLED)}
    assert told[ReadinessFinding.LANGUAGES_LACK].startswith(
        "Words, letters or keys are missing: العربية."
    )
    assert told[ReadinessFinding.SCREEN_SMALL].startswith("10.1 inches are too few")
    assert (
        told[ReadinessFinding.DISK_LITTLE]
        == "Only 0.4 GB are free. That is not much. Free some space."
    )
    assert told[ReadinessFinding.SPEECH_PROGRAMS] == (
        "It cannot speak: programs are missing (espeak-ng, aplay)."
    )
    good = {one.finding: checked(one, SAY, FORMATS).says for one in findings(GOOD)}
    assert (
        good[ReadinessFinding.DATA_GOOD]
        == "Made on November 20, 2026, signed by Editor at the desk."
    )
    assert good[ReadinessFinding.SCREEN_MEASURED] == "Measured: 21.5 inches."
    assert not any(sign in said for said in (*told.values(), *good.values()) for sign in "{}\u2068")


def test_staff_are_sent_to_whoever_looks_after_the_machine_and_they_to_a_command() -> None:
    swap = FoundStates(ReadinessFinding.SWAP_ON)
    assert sentence(swap, SAY, FORMATS).endswith(ASK.text)
    assert ASK.text not in sentence(swap, SAY, FORMATS, in_shell=True)
    asking = [one for one, meaning in MEANINGS.items() if meaning.then is ASK]
    told = {one for one in asking if MEANINGS[one].hint}
    assert set(asking) - told == {ReadinessFinding.SETTINGS_BAD}, (
        "its own problem is printed instead"
    )


def test_a_data_age_is_told_only_by_a_clock_that_is_believed() -> None:
    no_age = msgspec.structs.replace(FILE, age_days=None)
    assert found(replace(GOOD, data=DataStatus(file=no_age, clock=ClockState.NOT_VOUCHED)))[0] is (
        ReadinessFinding.DATA_GOOD
    )
