"""The sentences of the readiness check; if there is something to do, they say what.

Sentences of good findings appear in the shell only and stay in English. The staff page shows their
titles.
"""

from dataclasses import dataclass
from typing import Final

from kiosk.i18n.messages import N_, Message
from kiosk.readiness.codes import Check, Level
from kiosk.readiness.codes import ReadinessFinding as Finding
from kiosk.sync.staff_messages import CLOCKS
from kiosk.sync.sync_answers import ClockState


@dataclass(frozen=True, slots=True)
class Meaning:
    """The check of a finding, its level, its sentence and the next step.

    ``hint`` is a command or a line of a file, for the person who looks after the machine.
    """

    check: Check
    level: Level
    says: Message
    then: Message | None = None
    hint: str = ""


TITLES: Final[dict[Check, Message]] = {
    Check.DATA: N_("Data"),
    Check.SPARE: N_("Older data"),
    Check.TRUST: N_("Keys of the coalition"),
    Check.SETTINGS: N_("Settings"),
    Check.LANGUAGES: N_("Languages"),
    Check.PRINTER: N_("Printer"),
    Check.SPEECH: N_("Reading aloud"),
    Check.LOUDSPEAKER: N_("Loudspeaker"),
    Check.CLOCK: N_("Clock"),
    Check.SCREEN: N_("Screen size"),
    Check.PIN: N_("Staff PIN"),
    Check.HELPER: N_("Helpers’ PIN"),
    Check.CARDS: N_("First screen"),
    Check.IDLE: N_("End of a visit"),
    Check.WINDOW: N_("Name of the window"),
    Check.PLACE: N_("Place of this kiosk"),
    Check.SWAP: N_("Memory on the disk"),
    Check.JOURNAL: N_("System log"),
    Check.TRACES: N_("Files left by drawing"),
    Check.DISK: N_("Disk"),
    Check.SIGHTLINE: N_("Who can see it"),
    Check.EARSHOT: N_("Who can hear it"),
}
ASK: Final = N_("Ask whoever looks after the machine.")
BRING: Final = N_("Bring new data.")
NOT_SEEN: Final = "It cannot be checked from here."


def _ok(check: Check, english: str, hint: str = "") -> Meaning:
    return Meaning(check, Level.OK, Message(english), hint=hint)


def _attention(check: Check, says: Message, then: Message | None = None, hint: str = "") -> Meaning:
    return Meaning(check, Level.LOOK, says, then, hint)


def _broken(check: Check, says: Message, then: Message | None = None, hint: str = "") -> Meaning:
    return Meaning(check, Level.BROKEN, says, then, hint)


MEANINGS: Final[dict[Finding, Meaning]] = {
    Finding.DATA_GOOD: _ok(Check.DATA, "Made on {day}, signed by {names}."),
    Finding.DATA_OLD: _attention(Check.DATA, N_("It was made on {day}, long ago."), BRING),
    Finding.DATA_EXPIRED: _attention(
        Check.DATA,
        N_("Its last day was {day}."),
        N_("It is still shown, with “call first”. Bring new data."),
    ),
    Finding.DATA_FACTORY: _attention(
        Check.DATA, N_("It came with the program. Bring the file of your coalition.")
    ),
    Finding.DATA_LOST: _attention(
        Check.DATA, N_("Newer data was lost, older data is shown. Bring the newest file again.")
    ),
    Finding.DATA_MENDED: _attention(
        Check.DATA,
        N_("It was damaged and has been rebuilt. If this happens again, the disk is failing."),
        ASK,
        "check the disk: dmesg, smartctl",
    ),
    Finding.DATA_WAITS: _attention(
        Check.DATA,
        N_("A new file waits for someone to look at it."),
        N_("Open it under “Bring new data”."),
    ),
    Finding.DATA_BROKEN: _broken(
        Check.DATA, N_("The data cannot be used: helplines only."), BRING, "resource-kiosk status"
    ),
    Finding.SPARE_THERE: _ok(Check.SPARE, "There is older data to go back to."),
    Finding.SPARE_NONE: _ok(Check.SPARE, "There is none yet. It comes with the next file."),
    Finding.TRUST_GOOD: _ok(Check.TRUST, "Only files signed for {names} are accepted."),
    Finding.TRUST_NONE: _attention(
        Check.TRUST,
        N_("No coalition is trusted yet."),
        N_("With the first file, you type the groups on the coalition’s paper."),
        "resource-kiosk trust add FILE",
    ),
    Finding.TRUST_DAMAGED: _broken(
        Check.TRUST,
        N_("They are damaged, so no new data is accepted."),
        ASK,
        "resource-kiosk trust add FILE --replace",
    ),
    Finding.SETTINGS_GOOD: _ok(Check.SETTINGS, "They can be read."),
    Finding.SETTINGS_NONE: _attention(
        Check.SETTINGS,
        N_("This kiosk has none of its own."),
        ASK,
        "write settings.toml in the data folder",
    ),
    Finding.SETTINGS_BAD: _broken(
        Check.SETTINGS,
        N_("They cannot be read: after a restart the kiosk will not know this site."),
        ASK,
    ),
    Finding.LANGUAGES_GOOD: _ok(Check.LANGUAGES, "Words, letters and keys are complete: {names}."),
    Finding.LANGUAGES_LACK: _broken(
        Check.LANGUAGES,
        N_("Words, letters or keys are missing: {names}. The program must be installed again."),
    ),
    Finding.PRINTER_NONE: _ok(
        Check.PRINTER, "None is set up: visitors learn the number or scan a code."
    ),
    Finding.PRINTER_READY: _ok(Check.PRINTER, "It is ready."),
    Finding.PRINTER_ABSENT: _attention(
        Check.PRINTER, N_("It does not answer. Is it switched on, and is its cable plugged in?")
    ),
    Finding.PRINTER_STOPPED: _attention(
        Check.PRINTER, N_("It was stopped."), ASK, "cupsenable QUEUE; cupsaccept QUEUE"
    ),
    Finding.PRINTER_PAPER_OUT: _attention(Check.PRINTER, N_("It is out of paper. Put paper in.")),
    Finding.PRINTER_JAM: _attention(Check.PRINTER, N_("Paper is stuck in it. Take it out.")),
    Finding.PRINTER_COVER_OPEN: _attention(Check.PRINTER, N_("It is open. Close it.")),
    Finding.PRINTER_FAULT: _attention(
        Check.PRINTER, N_("It does not print. Look at it, then switch it off and on.")
    ),
    Finding.SPEECH_READY: _ok(Check.SPEECH, "It has a voice for every language."),
    Finding.SPEECH_VOICELESS: _ok(Check.SPEECH, "It works. There is no voice for {names}."),
    Finding.SPEECH_PROGRAMS: _attention(
        Check.SPEECH,
        N_("It cannot speak: programs are missing ({names})."),
        ASK,
        "apt install espeak-ng alsa-utils",
    ),
    Finding.SPEECH_DEVICE: _attention(
        Check.SPEECH,
        N_("The machine has no headphone socket, so nothing is heard."),
        ASK,
        "aplay -l",
    ),
    Finding.LOUDSPEAKER_OFF: _ok(Check.LOUDSPEAKER, "Off: it speaks into headphones only."),
    Finding.LOUDSPEAKER_ON: _attention(
        Check.LOUDSPEAKER, N_("It is on: everyone nearby hears what is read aloud.")
    ),
    Finding.CLOCK_GOOD: _ok(Check.CLOCK, "It is trusted."),
    Finding.CLOCK_NOT_VOUCHED: _attention(
        Check.CLOCK, CLOCKS[ClockState.NOT_VOUCHED], ASK, "[site] trust_clock in settings.toml"
    ),
    Finding.CLOCK_BEHIND: _attention(Check.CLOCK, CLOCKS[ClockState.BEHIND], ASK, "timedatectl"),
    Finding.CLOCK_DATA_AHEAD: _attention(Check.CLOCK, CLOCKS[ClockState.DATA_AHEAD], hint="date"),
    Finding.CLOCK_AHEAD: _attention(Check.CLOCK, CLOCKS[ClockState.AHEAD], ASK, "timedatectl"),
    Finding.SCREEN_MEASURED: _ok(Check.SCREEN, "Measured: {count} inches."),
    Finding.SCREEN_UNMEASURED: _attention(
        Check.SCREEN,
        N_("It is not known, so letters may be too small."),
        ASK,
        "[screen] diagonal in settings.toml: inches from corner to corner of the picture",
    ),
    Finding.SCREEN_SMALL: _attention(
        Check.SCREEN, N_("{count} inches are too few for large letters. Use a larger screen.")
    ),
    Finding.PIN_SET: _ok(Check.PIN, "It is set."),
    Finding.PIN_NONE: _attention(
        Check.PIN, N_("There is none, so there is no staff mode."), ASK, "resource-kiosk provision"
    ),
    Finding.PIN_LOCKED: _attention(
        Check.PIN,
        N_("It is locked after too many wrong ones."),
        ASK,
        "resource-kiosk pin reset",
    ),
    Finding.HELPER_SET: _ok(Check.HELPER, "It is set."),
    Finding.HELPER_NONE: _ok(Check.HELPER, "There is none, so lists have no view for helpers."),
    Finding.HELPER_LOCKED: _attention(
        Check.HELPER,
        N_("It is locked after too many wrong ones."),
        ASK,
        "resource-kiosk pin helper",
    ),
    Finding.CARDS_ALL: _ok(Check.CARDS, "It shows all cards, in their order."),
    Finding.CARDS_PLAIN_FIRST: _ok(Check.CARDS, "A plain card comes first."),
    Finding.CARDS_PLAIN: _ok(Check.CARDS, "It shows plain cards only."),
    Finding.IDLE_SET: _ok(
        Check.IDLE, "After {count} seconds without a touch, it asks, then ends the visit."
    ),
    Finding.WINDOW_QUIET: _ok(Check.WINDOW, "“{names}” reveals nothing."),
    Finding.WINDOW_TELLS: _broken(
        Check.WINDOW, N_("“{names}” reveals too much."), ASK, "[site] title in settings.toml"
    ),
    Finding.PLACE_PRIVATE: _ok(Check.PLACE, "No paper shows where it is."),
    Finding.PLACE_PUBLIC: _attention(
        Check.PLACE,
        N_("Paper shows the way from here. Two papers are enough to find this kiosk."),
        ASK,
        "[site] place_is_public in settings.toml",
    ),
    Finding.SWAP_OFF: _ok(Check.SWAP, "None: swap is off."),
    Finding.SWAP_ON: _attention(
        Check.SWAP,
        N_("The machine may write to its disk what visitors see (swap)."),
        ASK,
        "swapoff --all, and take swap out of /etc/fstab",
    ),
    Finding.SWAP_UNSEEN: _ok(Check.SWAP, NOT_SEEN, "cat /proc/swaps"),
    Finding.JOURNAL_FORGETS: _ok(Check.JOURNAL, "It is erased when the machine is switched off."),
    Finding.JOURNAL_KEEPS: _attention(
        Check.JOURNAL,
        N_("The machine keeps its log on the disk (journal)."),
        ASK,
        "Storage=volatile in /etc/systemd/journald.conf.d, and delete /var/log/journal",
    ),
    Finding.JOURNAL_UNSEEN: _ok(Check.JOURNAL, NOT_SEEN, "systemd-analyze cat-config journald"),
    Finding.TRACES_NONE: _ok(Check.TRACES, "There are none."),
    Finding.TRACES_LEFT: _attention(
        Check.TRACES,
        N_("The machine keeps files of what it draws."),
        ASK,
        "MESA_SHADER_CACHE_DISABLE=true, and delete what is in ~/.cache",
    ),
    Finding.DISK_GOOD: _ok(Check.DISK, "{count} GB are free."),
    Finding.DISK_LITTLE: _attention(
        Check.DISK, N_("Only {count} GB are free."), N_("That is not much. Free some space.")
    ),
    Finding.DISK_SILENT: _attention(Check.DISK, N_("It did not answer."), ASK, "df"),
    Finding.SIGHTLINE_ASK: _attention(
        Check.SIGHTLINE,
        N_("Can someone read the screen over a visitor’s shoulder?"),
        hint="resource-kiosk doctor --save --sightline yes (or no)",
    ),
    Finding.SIGHTLINE_GOOD: _ok(
        Check.SIGHTLINE, "Nobody can read it over a visitor’s shoulder, the staff say."
    ),
    Finding.SIGHTLINE_OPEN: _attention(
        Check.SIGHTLINE, N_("Someone can read it over a visitor’s shoulder. Turn or move it.")
    ),
    Finding.EARSHOT_ASK: _attention(
        Check.EARSHOT,
        N_("Can others hear what a visitor says or hears there?"),
        hint="resource-kiosk doctor --save --earshot yes (or no)",
    ),
    Finding.EARSHOT_GOOD: _ok(Check.EARSHOT, "Others cannot hear, the staff say."),
    Finding.EARSHOT_OPEN: _attention(
        Check.EARSHOT, N_("Others can hear what is said there. Move it to a quieter place.")
    ),
}
"""The meaning of each finding."""
