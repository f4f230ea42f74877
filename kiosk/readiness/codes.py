"""The checks of readiness and their possible findings, as closed sets of codes.

:mod:`.readiness_findings` makes the findings, :mod:`.readiness_sentences` has their sentences.
"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The level of a finding: nothing to do, needs attention, or does not work."""

    OK = "ok"
    LOOK = "look"
    BROKEN = "broken"


class Check(StrEnum):
    """The checks, in the order of the report."""

    DATA = "data"
    SPARE = "spare"
    TRUST = "trust"
    SETTINGS = "settings"
    LANGUAGES = "languages"
    PRINTER = "printer"
    SPEECH = "speech"
    LOUDSPEAKER = "loudspeaker"
    CLOCK = "clock"
    SCREEN = "screen"
    PIN = "pin"
    HELPER = "helper"
    CARDS = "cards"
    IDLE = "idle"
    WINDOW = "window"
    PLACE = "place"
    SWAP = "swap"
    JOURNAL = "journal"
    TRACES = "traces"
    DISK = "disk"
    SIGHTLINE = "sightline"
    EARSHOT = "earshot"


class ReadinessFinding(StrEnum):
    """The possible findings; each has a level and a sentence."""

    DATA_GOOD = "data_good"
    DATA_OLD = "data_old"
    DATA_EXPIRED = "data_expired"
    DATA_FACTORY = "data_factory"
    DATA_LOST = "data_lost"
    DATA_MENDED = "data_mended"
    DATA_WAITS = "data_waits"
    DATA_BROKEN = "data_broken"
    SPARE_THERE = "spare_there"
    SPARE_NONE = "spare_none"
    TRUST_GOOD = "trust_good"
    TRUST_NONE = "trust_none"
    TRUST_DAMAGED = "trust_damaged"
    SETTINGS_GOOD = "settings_good"
    SETTINGS_NONE = "settings_none"
    SETTINGS_BAD = "settings_bad"
    LANGUAGES_GOOD = "languages_good"
    LANGUAGES_LACK = "languages_lack"
    PRINTER_NONE = "printer_none"
    PRINTER_READY = "printer_ready"
    PRINTER_ABSENT = "printer_absent"
    PRINTER_STOPPED = "printer_stopped"
    PRINTER_PAPER_OUT = "printer_paper_out"
    PRINTER_JAM = "printer_jam"
    PRINTER_COVER_OPEN = "printer_cover_open"
    PRINTER_FAULT = "printer_fault"
    SPEECH_READY = "speech_ready"
    SPEECH_VOICELESS = "speech_voiceless"
    SPEECH_PROGRAMS = "speech_programs"
    SPEECH_DEVICE = "speech_device"
    LOUDSPEAKER_OFF = "loudspeaker_off"
    LOUDSPEAKER_ON = "loudspeaker_on"
    CLOCK_GOOD = "clock_good"
    CLOCK_NOT_VOUCHED = "clock_not_vouched"
    CLOCK_BEHIND = "clock_behind"
    CLOCK_DATA_AHEAD = "clock_data_ahead"
    CLOCK_AHEAD = "clock_ahead"
    SCREEN_MEASURED = "screen_measured"
    SCREEN_UNMEASURED = "screen_unmeasured"
    SCREEN_SMALL = "screen_small"
    PIN_SET = "pin_set"
    PIN_NONE = "pin_none"
    PIN_LOCKED = "pin_locked"
    HELPER_SET = "helper_set"
    HELPER_NONE = "helper_none"
    HELPER_LOCKED = "helper_locked"
    CARDS_ALL = "cards_all"
    CARDS_PLAIN_FIRST = "cards_plain_first"
    CARDS_PLAIN = "cards_plain"
    IDLE_SET = "idle_set"
    WINDOW_QUIET = "window_quiet"
    WINDOW_TELLS = "window_tells"
    PLACE_PRIVATE = "place_private"
    PLACE_PUBLIC = "place_public"
    SWAP_OFF = "swap_off"
    SWAP_ON = "swap_on"
    SWAP_UNSEEN = "swap_unseen"
    JOURNAL_FORGETS = "journal_forgets"
    JOURNAL_KEEPS = "journal_keeps"
    JOURNAL_UNSEEN = "journal_unseen"
    TRACES_NONE = "traces_none"
    TRACES_LEFT = "traces_left"
    DISK_GOOD = "disk_good"
    DISK_LITTLE = "disk_little"
    DISK_SILENT = "disk_silent"
    SIGHTLINE_ASK = "sightline_ask"
    SIGHTLINE_GOOD = "sightline_good"
    SIGHTLINE_OPEN = "sightline_open"
    EARSHOT_ASK = "earshot_ask"
    EARSHOT_GOOD = "earshot_good"
    EARSHOT_OPEN = "earshot_open"


@dataclass(frozen=True, slots=True)
class FoundStates:
    """A finding and the values in its sentence: a number, names, a day (ISO 8601)."""

    finding: ReadinessFinding
    count: float | None = None
    names: tuple[str, ...] = ()
    day: str = ""


@dataclass(frozen=True, slots=True)
class StaffAnswers:
    """A person's answers: can others read the screen, can others hear? ``None``: no answer."""

    sightline: bool | None = None
    earshot: bool | None = None
