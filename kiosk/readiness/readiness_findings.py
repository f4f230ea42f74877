"""Turn the facts about a kiosk into findings; pure, the facts are gathered elsewhere."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.discretion import find_revealing_anywhere
from kiosk.readiness.codes import FoundStates, StaffAnswers
from kiosk.readiness.codes import ReadinessFinding as Finding
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
    clock = facts.data.clock
    return (
        *_data(facts),
        FoundStates(Finding.SPARE_THERE if facts.data.can_undo else Finding.SPARE_NONE),
        _trust(facts.data),
        _settings(facts),
        _languages(facts),
        _printer(facts.printer),
        *_speech(facts.speech),
        FoundStates(
            Finding.CLOCK_GOOD if clock is ClockState.TRUSTED else Finding(f"clock_{clock}")
        ),
        _screen(facts.diagonal),
        _pin("pin", there=facts.has_pin, locked=facts.locked),
        _pin("helper", there=facts.has_helper_pin, locked=facts.helper_locked),
        FoundStates(Finding(f"cards_{facts.cards}")),
        FoundStates(Finding.IDLE_SET, count=facts.idle),
        _window(facts.title),
        FoundStates(Finding.PLACE_PUBLIC if facts.place_is_public else Finding.PLACE_PRIVATE),
        *_privacy(facts.privacy),
        _disk(facts.disk_free),
        *_answers(facts.staff_answers),
    )


def _data(facts: Facts) -> Iterator[FoundStates]:
    data = facts.data
    if facts.problem:
        yield FoundStates(Finding.DATA_BROKEN)
        return
    if facts.event in MENDED:
        yield FoundStates(Finding.DATA_MENDED)
    if data.lost or facts.event in LOST:
        yield FoundStates(Finding.DATA_LOST)
    elif data.file is None:
        yield FoundStates(Finding.DATA_FACTORY)
    elif data.expired:
        yield FoundStates(Finding.DATA_EXPIRED, day=data.file.expires[:10])
    else:
        old = data.file.age_days is not None and data.file.age_days > OLD_DAYS
        found = Finding.DATA_OLD if old else Finding.DATA_GOOD
        yield FoundStates(found, names=data.file.signers, day=data.file.created[:10])
    if data.waiting is not None:
        yield FoundStates(Finding.DATA_WAITS)


def _trust(data: DataStatus) -> FoundStates:
    if data.trust_problem is not None:
        return FoundStates(Finding.TRUST_DAMAGED)
    if data.trust is None:
        return FoundStates(Finding.TRUST_NONE)
    return FoundStates(Finding.TRUST_GOOD, names=(data.trust.publisher,))


def _settings(facts: Facts) -> FoundStates:
    if facts.settings_problem:
        return FoundStates(Finding.SETTINGS_BAD)
    return FoundStates(Finding.SETTINGS_GOOD if facts.own_settings else Finding.SETTINGS_NONE)


def _languages(facts: Facts) -> FoundStates:
    if facts.lacking:
        return FoundStates(Finding.LANGUAGES_LACK, names=facts.lacking)
    return FoundStates(Finding.LANGUAGES_GOOD, names=facts.languages)


_TROUBLES: Final = {
    PrinterProblem.ABSENT: Finding.PRINTER_ABSENT,
    PrinterProblem.STOPPED: Finding.PRINTER_STOPPED,
    PrinterProblem.PAPER_OUT: Finding.PRINTER_PAPER_OUT,
    PrinterProblem.JAM: Finding.PRINTER_JAM,
    PrinterProblem.COVER_OPEN: Finding.PRINTER_COVER_OPEN,
}


def printer_finding(problem: PrinterProblem | None) -> Finding:
    """Return the finding for the state of a printer."""
    if problem is None:
        return Finding.PRINTER_READY
    return _TROUBLES.get(problem, Finding.PRINTER_FAULT)


def _printer(printer: PrinterFacts) -> FoundStates:
    return FoundStates(printer_finding(printer.trouble) if printer.there else Finding.PRINTER_NONE)


def _speech(speech: SpeechFacts) -> Iterator[FoundStates]:
    if speech.missing:
        yield FoundStates(Finding.SPEECH_PROGRAMS, names=speech.missing)
    elif not speech.device:
        yield FoundStates(Finding.SPEECH_DEVICE)
    elif speech.voiceless:
        yield FoundStates(Finding.SPEECH_VOICELESS, names=speech.voiceless)
    else:
        yield FoundStates(Finding.SPEECH_READY)
    yield FoundStates(Finding.LOUDSPEAKER_ON if speech.loud else Finding.LOUDSPEAKER_OFF)


def _screen(diagonal: float) -> FoundStates:
    if not diagonal:
        return FoundStates(Finding.SCREEN_UNMEASURED)
    small = diagonal < SMALLEST_IN
    return FoundStates(Finding.SCREEN_SMALL if small else Finding.SCREEN_MEASURED, count=diagonal)


def _pin(owner: str, *, there: bool, locked: bool) -> FoundStates:
    state = "none" if not there else "locked" if locked else "set"
    return FoundStates(Finding(f"{owner}_{state}"))


def _window(title: str) -> FoundStates:
    reveals = find_revealing_anywhere(title)
    return FoundStates(Finding.WINDOW_TELLS if reveals else Finding.WINDOW_QUIET, names=(title,))


_STATED: Final = {
    ("swap", None): Finding.SWAP_UNSEEN,
    ("swap", True): Finding.SWAP_ON,
    ("swap", False): Finding.SWAP_OFF,
    ("journal", None): Finding.JOURNAL_UNSEEN,
    ("journal", True): Finding.JOURNAL_KEEPS,
    ("journal", False): Finding.JOURNAL_FORGETS,
    ("sightline", None): Finding.SIGHTLINE_ASK,
    ("sightline", True): Finding.SIGHTLINE_OPEN,
    ("sightline", False): Finding.SIGHTLINE_GOOD,
    ("earshot", None): Finding.EARSHOT_ASK,
    ("earshot", True): Finding.EARSHOT_OPEN,
    ("earshot", False): Finding.EARSHOT_GOOD,
}
"""What follows from a fact that may be unknown."""


def _privacy(privacy: Privacy) -> Iterator[FoundStates]:
    yield FoundStates(_STATED["swap", privacy.swap])
    yield FoundStates(_STATED["journal", privacy.journal])
    yield FoundStates(Finding.TRACES_LEFT if privacy.traces else Finding.TRACES_NONE)


def _disk(free: int | None) -> FoundStates:
    if free is None:
        return FoundStates(Finding.DISK_SILENT)
    found = Finding.DISK_LITTLE if free < LOW_DISK else Finding.DISK_GOOD
    return FoundStates(found, count=round(free / GIGABYTE, 1))


def _answers(answers: StaffAnswers) -> Iterator[FoundStates]:
    yield FoundStates(_STATED["sightline", answers.sightline])
    yield FoundStates(_STATED["earshot", answers.earshot])
