"""Turn the facts about a kiosk into findings; pure, the facts are gathered elsewhere."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.discretion import find_revealing_anywhere
from kiosk.readiness.codes import FoundStates, ReadinessFinding, StaffAnswers
from kiosk.sync.sync_answers import ClockState, DataStatus

GIGABYTE: Final = 10**9
LOW_DISK: Final = GIGABYTE
"""Free bytes below which the disk counts as nearly full: the largest sync takes a fifth of them."""
OLD_DAYS: Final = 90
"""Days after which data counts as old: pages say "call first" after as many."""
SMALLEST_IN: Final = math.hypot(280, 170) / 25.4
"""Diagonal in inches of the smallest screen that holds nine tiles."""
MENDED: Final = frozenset(
    {"state_broken", "database_missing", "database_damaged", "rebuilt_from_signed"}
)
LOST: Final = frozenset({"previous_used", "factory_used"})
"""Events of a start: the data was repaired, or only older data was left."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the machine stores. ``None`` means unknown."""

    swap: bool | None = None
    journal: bool | None = None
    traces: bool = False


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """Say if the site has a printer, and what keeps it from printing."""

    there: bool = False
    trouble: PrinterProblem | None = None


@dataclass(frozen=True, slots=True)
class SpeechFacts:
    """Missing programs, whether there is a sound card, and the languages without a voice.

    ``loud`` is true if the site lets the kiosk speak without headphones.
    """

    missing: tuple[str, ...] = ()
    device: bool = True
    voiceless: tuple[str, ...] = ()
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the check knows.

    ``problem`` and ``event`` come from opening the data at the start. ``lacking`` names languages
    without a catalogue, letters or keys. ``diagonal`` is in inches, 0 if not measured; ``cards`` is
    what the site chose for the first screen; ``idle`` is the longest time in seconds before the
    kiosk asks; ``disk_free`` is in bytes.
    """

    data: DataStatus
    problem: str = ""
    event: str = ""
    own_settings: bool = True
    settings_problem: str = ""
    languages: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    printer: PrinterFacts = field(default_factory=PrinterFacts)
    speech: SpeechFacts = field(default_factory=SpeechFacts)
    diagonal: float = 0.0
    has_pin: bool = True
    locked: bool = False
    has_helper_pin: bool = False
    helper_locked: bool = False
    cards: str = "plain_first"
    idle: int = 0
    title: str = ""
    place_is_public: bool = False
    privacy: Privacy = field(default_factory=Privacy)
    disk_free: int | None = None
    staff_answers: StaffAnswers = field(default_factory=StaffAnswers)


def findings(facts: Facts) -> tuple[FoundStates, ...]:
    """Return all findings, in the order of :class:`Check`."""
    return (
        *_data(facts),
        FoundStates(
            ReadinessFinding.SPARE_THERE if facts.data.can_undo else ReadinessFinding.SPARE_NONE
        ),
        _trust(facts.data),
        _settings(facts),
        _languages(facts),
        _printer(facts.printer),
        *_speech(facts.speech),
        FoundStates(_CLOCKS[facts.data.clock]),
        _screen(facts.diagonal),
        _pin(facts),
        _helper(facts),
        FoundStates(ReadinessFinding(f"cards_{facts.cards}")),
        FoundStates(ReadinessFinding.IDLE_SET, count=facts.idle),
        _window(facts.title),
        FoundStates(
            ReadinessFinding.PLACE_PUBLIC
            if facts.place_is_public
            else ReadinessFinding.PLACE_PRIVATE
        ),
        *_privacy(facts.privacy),
        _disk(facts.disk_free),
        *_answers(facts.staff_answers),
    )


def _data(facts: Facts) -> Iterator[FoundStates]:
    data = facts.data
    if facts.problem:
        yield FoundStates(ReadinessFinding.DATA_BROKEN)
        return
    if facts.event in MENDED:
        yield FoundStates(ReadinessFinding.DATA_MENDED)
    if data.lost or facts.event in LOST:
        yield FoundStates(ReadinessFinding.DATA_LOST)
    elif data.file is None:
        yield FoundStates(ReadinessFinding.DATA_FACTORY)
    elif data.expired:
        yield FoundStates(ReadinessFinding.DATA_EXPIRED, day=data.file.expires[:10])
    else:
        old = data.file.age_days is not None and data.file.age_days > OLD_DAYS
        found = ReadinessFinding.DATA_OLD if old else ReadinessFinding.DATA_GOOD
        yield FoundStates(found, names=data.file.signers, day=data.file.created[:10])
    if data.waiting is not None:
        yield FoundStates(ReadinessFinding.DATA_WAITS)


def _trust(data: DataStatus) -> FoundStates:
    if data.trust_problem is not None:
        return FoundStates(ReadinessFinding.TRUST_DAMAGED)
    if data.trust is None:
        return FoundStates(ReadinessFinding.TRUST_NONE)
    return FoundStates(ReadinessFinding.TRUST_GOOD, names=(data.trust.publisher,))


def _settings(facts: Facts) -> FoundStates:
    if facts.settings_problem:
        return FoundStates(ReadinessFinding.SETTINGS_BAD)
    return FoundStates(
        ReadinessFinding.SETTINGS_GOOD if facts.own_settings else ReadinessFinding.SETTINGS_NONE
    )


def _languages(facts: Facts) -> FoundStates:
    if facts.lacking:
        return FoundStates(ReadinessFinding.LANGUAGES_LACK, names=facts.lacking)
    return FoundStates(ReadinessFinding.LANGUAGES_GOOD, names=facts.languages)


_TROUBLES: Final = {
    PrinterProblem.ABSENT: ReadinessFinding.PRINTER_ABSENT,
    PrinterProblem.STOPPED: ReadinessFinding.PRINTER_STOPPED,
    PrinterProblem.PAPER_OUT: ReadinessFinding.PRINTER_PAPER_OUT,
    PrinterProblem.JAM: ReadinessFinding.PRINTER_JAM,
    PrinterProblem.COVER_OPEN: ReadinessFinding.PRINTER_COVER_OPEN,
}


def printer_finding(problem: PrinterProblem | None) -> ReadinessFinding:
    """Return the finding for the state of a printer."""
    if problem is None:
        return ReadinessFinding.PRINTER_READY
    return _TROUBLES.get(problem, ReadinessFinding.PRINTER_FAULT)


def _printer(printer: PrinterFacts) -> FoundStates:
    return FoundStates(
        printer_finding(printer.trouble) if printer.there else ReadinessFinding.PRINTER_NONE
    )


def _speech(speech: SpeechFacts) -> Iterator[FoundStates]:
    if speech.missing:
        yield FoundStates(ReadinessFinding.SPEECH_PROGRAMS, names=speech.missing)
    elif not speech.device:
        yield FoundStates(ReadinessFinding.SPEECH_DEVICE)
    elif speech.voiceless:
        yield FoundStates(ReadinessFinding.SPEECH_VOICELESS, names=speech.voiceless)
    else:
        yield FoundStates(ReadinessFinding.SPEECH_READY)
    yield FoundStates(
        ReadinessFinding.LOUDSPEAKER_ON if speech.loud else ReadinessFinding.LOUDSPEAKER_OFF
    )


_CLOCKS: Final = {
    ClockState.TRUSTED: ReadinessFinding.CLOCK_GOOD,
    ClockState.NOT_VOUCHED: ReadinessFinding.CLOCK_NOT_VOUCHED,
    ClockState.BEHIND: ReadinessFinding.CLOCK_BEHIND,
    ClockState.DATA_AHEAD: ReadinessFinding.CLOCK_DATA_AHEAD,
    ClockState.AHEAD: ReadinessFinding.CLOCK_AHEAD,
}


def _screen(diagonal: float) -> FoundStates:
    if not diagonal:
        return FoundStates(ReadinessFinding.SCREEN_UNMEASURED)
    small = diagonal < SMALLEST_IN
    return FoundStates(
        ReadinessFinding.SCREEN_SMALL if small else ReadinessFinding.SCREEN_MEASURED, count=diagonal
    )


def _pin(facts: Facts) -> FoundStates:
    if not facts.has_pin:
        return FoundStates(ReadinessFinding.PIN_NONE)
    return FoundStates(ReadinessFinding.PIN_LOCKED if facts.locked else ReadinessFinding.PIN_SET)


def _helper(facts: Facts) -> FoundStates:
    if not facts.has_helper_pin:
        return FoundStates(ReadinessFinding.HELPER_NONE)
    locked = facts.helper_locked
    return FoundStates(ReadinessFinding.HELPER_LOCKED if locked else ReadinessFinding.HELPER_SET)


def _window(title: str) -> FoundStates:
    reveals = find_revealing_anywhere(title)
    return FoundStates(
        ReadinessFinding.WINDOW_TELLS if reveals else ReadinessFinding.WINDOW_QUIET, names=(title,)
    )


_STATED: Final = {
    ("swap", None): ReadinessFinding.SWAP_UNSEEN,
    ("swap", True): ReadinessFinding.SWAP_ON,
    ("swap", False): ReadinessFinding.SWAP_OFF,
    ("journal", None): ReadinessFinding.JOURNAL_UNSEEN,
    ("journal", True): ReadinessFinding.JOURNAL_KEEPS,
    ("journal", False): ReadinessFinding.JOURNAL_FORGETS,
    ("sightline", None): ReadinessFinding.SIGHTLINE_ASK,
    ("sightline", True): ReadinessFinding.SIGHTLINE_OPEN,
    ("sightline", False): ReadinessFinding.SIGHTLINE_GOOD,
    ("earshot", None): ReadinessFinding.EARSHOT_ASK,
    ("earshot", True): ReadinessFinding.EARSHOT_OPEN,
    ("earshot", False): ReadinessFinding.EARSHOT_GOOD,
}
"""What follows from a fact that may be unknown."""


def _privacy(privacy: Privacy) -> Iterator[FoundStates]:
    yield FoundStates(_STATED["swap", privacy.swap])
    yield FoundStates(_STATED["journal", privacy.journal])
    yield FoundStates(
        ReadinessFinding.TRACES_LEFT if privacy.traces else ReadinessFinding.TRACES_NONE
    )


def _disk(free: int | None) -> FoundStates:
    if free is None:
        return FoundStates(ReadinessFinding.DISK_SILENT)
    found = ReadinessFinding.DISK_LITTLE if free < LOW_DISK else ReadinessFinding.DISK_GOOD
    return FoundStates(found, count=round(free / GIGABYTE, 1))


def _answers(answers: StaffAnswers) -> Iterator[FoundStates]:
    yield FoundStates(_STATED["sightline", answers.sightline])
    yield FoundStates(_STATED["earshot", answers.earshot])
