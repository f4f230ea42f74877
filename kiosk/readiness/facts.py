"""Turn the facts about a kiosk into findings; pure, the facts are gathered elsewhere."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kiosk.devices.printers import Trouble
from kiosk.domain.discretion import check_everywhere
from kiosk.readiness.codes import Finding, Found, Said
from kiosk.sync.answers import ClockState, DataStatus

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
    """Whether the site has a printer, and what keeps it from printing."""

    there: bool = False
    trouble: Trouble | None = None


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
    without a catalogue, letters or keys. ``diagonal`` is in inches, 0 if not measured; ``idle`` is
    the longest time in seconds before the kiosk asks; ``disk_free`` is in bytes.
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
    idle: int = 0
    title: str = ""
    privacy: Privacy = field(default_factory=Privacy)
    disk_free: int | None = None
    said: Said = field(default_factory=Said)


def findings(facts: Facts) -> tuple[Found, ...]:
    """Return all findings, in the order of :class:`Check`."""
    return (
        *_data(facts),
        Found(Finding.SPARE_THERE if facts.data.can_undo else Finding.SPARE_NONE),
        _trust(facts.data),
        _settings(facts),
        _languages(facts),
        _printer(facts.printer),
        *_speech(facts.speech),
        Found(_CLOCKS[facts.data.clock]),
        _screen(facts.diagonal),
        _pin(facts),
        Found(Finding.IDLE_SET, count=facts.idle),
        _window(facts.title),
        *_privacy(facts.privacy),
        _disk(facts.disk_free),
        *_answers(facts.said),
    )


def _data(facts: Facts) -> Iterator[Found]:
    data = facts.data
    if facts.problem:
        yield Found(Finding.DATA_BROKEN)
        return
    if facts.event in MENDED:
        yield Found(Finding.DATA_MENDED)
    if data.lost or facts.event in LOST:
        yield Found(Finding.DATA_LOST)
    elif data.file is None:
        yield Found(Finding.DATA_FACTORY)
    elif data.expired:
        yield Found(Finding.DATA_EXPIRED, day=data.file.expires[:10])
    else:
        old = data.file.age_days is not None and data.file.age_days > OLD_DAYS
        found = Finding.DATA_OLD if old else Finding.DATA_GOOD
        yield Found(found, names=data.file.signers, day=data.file.created[:10])
    if data.waiting is not None:
        yield Found(Finding.DATA_WAITS)


def _trust(data: DataStatus) -> Found:
    if data.trust_problem is not None:
        return Found(Finding.TRUST_DAMAGED)
    if data.trust is None:
        return Found(Finding.TRUST_NONE)
    return Found(Finding.TRUST_GOOD, names=(data.trust.publisher,))


def _settings(facts: Facts) -> Found:
    if facts.settings_problem:
        return Found(Finding.SETTINGS_BAD)
    return Found(Finding.SETTINGS_GOOD if facts.own_settings else Finding.SETTINGS_NONE)


def _languages(facts: Facts) -> Found:
    if facts.lacking:
        return Found(Finding.LANGUAGES_LACK, names=facts.lacking)
    return Found(Finding.LANGUAGES_GOOD, names=facts.languages)


_TROUBLES: Final = {
    Trouble.ABSENT: Finding.PRINTER_ABSENT,
    Trouble.STOPPED: Finding.PRINTER_STOPPED,
    Trouble.PAPER_OUT: Finding.PRINTER_PAPER_OUT,
    Trouble.JAM: Finding.PRINTER_JAM,
    Trouble.COVER_OPEN: Finding.PRINTER_COVER_OPEN,
}


def printer_finding(trouble: Trouble | None) -> Finding:
    """Return the finding for the state of a printer."""
    if trouble is None:
        return Finding.PRINTER_READY
    return _TROUBLES.get(trouble, Finding.PRINTER_FAULT)


def _printer(printer: PrinterFacts) -> Found:
    return Found(printer_finding(printer.trouble) if printer.there else Finding.PRINTER_NONE)


def _speech(speech: SpeechFacts) -> Iterator[Found]:
    if speech.missing:
        yield Found(Finding.SPEECH_PROGRAMS, names=speech.missing)
    elif not speech.device:
        yield Found(Finding.SPEECH_DEVICE)
    elif speech.voiceless:
        yield Found(Finding.SPEECH_VOICELESS, names=speech.voiceless)
    else:
        yield Found(Finding.SPEECH_READY)
    yield Found(Finding.LOUDSPEAKER_ON if speech.loud else Finding.LOUDSPEAKER_OFF)


_CLOCKS: Final = {
    ClockState.TRUSTED: Finding.CLOCK_GOOD,
    ClockState.NOT_VOUCHED: Finding.CLOCK_NOT_VOUCHED,
    ClockState.BEHIND: Finding.CLOCK_BEHIND,
    ClockState.DATA_AHEAD: Finding.CLOCK_DATA_AHEAD,
    ClockState.AHEAD: Finding.CLOCK_AHEAD,
}


def _screen(diagonal: float) -> Found:
    if not diagonal:
        return Found(Finding.SCREEN_UNMEASURED)
    small = diagonal < SMALLEST_IN
    return Found(Finding.SCREEN_SMALL if small else Finding.SCREEN_MEASURED, count=diagonal)


def _pin(facts: Facts) -> Found:
    if not facts.has_pin:
        return Found(Finding.PIN_NONE)
    return Found(Finding.PIN_LOCKED if facts.locked else Finding.PIN_SET)


def _window(title: str) -> Found:
    reveals = check_everywhere(title)
    return Found(Finding.WINDOW_TELLS if reveals else Finding.WINDOW_QUIET, names=(title,))


def _privacy(privacy: Privacy) -> Iterator[Found]:
    swap = {None: Finding.SWAP_UNSEEN, True: Finding.SWAP_ON, False: Finding.SWAP_OFF}
    journal = {
        None: Finding.JOURNAL_UNSEEN,
        True: Finding.JOURNAL_KEEPS,
        False: Finding.JOURNAL_FORGETS,
    }
    yield Found(swap[privacy.swap])
    yield Found(journal[privacy.journal])
    yield Found(Finding.TRACES_LEFT if privacy.traces else Finding.TRACES_NONE)


def _disk(free: int | None) -> Found:
    if free is None:
        return Found(Finding.DISK_SILENT)
    found = Finding.DISK_LITTLE if free < LOW_DISK else Finding.DISK_GOOD
    return Found(found, count=round(free / GIGABYTE, 1))


def _answers(answers: Said) -> Iterator[Found]:
    seen = {
        None: Finding.SIGHTLINE_ASK,
        True: Finding.SIGHTLINE_OPEN,
        False: Finding.SIGHTLINE_GOOD,
    }
    heard = {None: Finding.EARSHOT_ASK, True: Finding.EARSHOT_OPEN, False: Finding.EARSHOT_GOOD}
    yield Found(seen[answers.sightline])
    yield Found(heard[answers.earshot])
