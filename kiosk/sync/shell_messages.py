"""Plain English for the command line: why a file is refused or waits, and what to do."""

from collections.abc import Sequence
from typing import Final

from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.apply import SyncStep
from kiosk.sync.holds import EVEN_FOR_TWO, Held, HoldReason
from kiosk.sync.staff_messages import HOLDS, REASONS
from kiosk.sync.sync_answers import Claim, ClockState

ASKED: Final = "Nothing was changed yet. Read the report, then use --yes to use this data."
READ_IT: Final = "A person must read the report, in staff mode or with: sync FILE"
"""Where the report is read."""
IN_THE_SHELL: Final = {
    RefusalCode.NOT_FOUND: "There is no such file or folder. Look at its name; is the stick in?",
    RefusalCode.UNREADABLE: (
        "It cannot be read. Look at its permissions, put the stick in again, or copy it again."
    ),
    RefusalCode.NO_TRUST: (
        "This kiosk trusts nobody yet. Add the coalition's file, with its paper in your hand: "
        "trust add FILE"
    ),
    RefusalCode.TRUST_DAMAGED: (
        "The trusted keys of this kiosk are damaged. Add the coalition's file again, with its "
        "paper in your hand: trust add FILE --replace"
    ),
    RefusalCode.WRITE_FAILED: (
        "The data folder cannot be written. Look at its permissions, and whether its disk is whole."
    ),
    RefusalCode.DISK_FULL: "The disk is full. Make room on it, then try again.",
    RefusalCode.FUTURE: (
        "It was made later than now. Look at the date and time of this machine; if they are right, "
        "ask the coalition for a new file."
    ),
    RefusalCode.EXPIRED: (
        "Its date has passed. Look at the date of this machine; if it is right, ask the coalition "
        "for a new file."
    ),
    RefusalCode.NEWER_FORMAT: (
        "It needs a newer program than this one. Install the new version of the program first."
    ),
    RefusalCode.BUILD_FAILED: (
        "The new data could not be built. Try again. If it happens again, look at the "
        "memory and the disk of this machine, and tell the coalition."
    ),
    RefusalCode.NOTHING_FOUND: (
        "There is no sync file directly in this folder; their names end in .kiosksync."
    ),
    RefusalCode.OTHER_TRUST: (
        "This kiosk already trusts another coalition. To change, use --replace."
    ),
}
"""Replaces the words of staff mode for the person who looks after the machine."""
STEPS: Final = {
    SyncStep.RECEIVE: "Copying the file",
    SyncStep.VERIFY: "Checking signatures and content",
    SyncStep.COMPARE: "Comparing with the data in use",
    SyncStep.BUILD: "Building the new directory",
    SyncStep.KEEP: "Keeping the file",
    SyncStep.COMMIT: "Switching over",
}
CLOCKS: Final = {
    ClockState.TRUSTED: "trusted",
    ClockState.NOT_VOUCHED: "not trusted: the settings say that nothing keeps it right",
    ClockState.BEHIND: "not trusted: it is earlier than the newest data; set the clock",
    ClockState.DATA_AHEAD: "not trusted: it is earlier than the newest data, whose date may be"
    " wrong; if the clock is right, set the date in staff mode",
    ClockState.AHEAD: "not trusted: it is years ahead; set the clock",
}


def refusal_words(code: RefusalCode, where: str = "", claim: Claim | None = None) -> str:
    """Explain why a file was refused, quoting nothing of its content except its ``claim``."""
    reason = REASONS[code]
    words = IN_THE_SHELL.get(code) or f"{reason.why.text} {reason.then.text}"
    if claim is not None:
        words = (
            f"{reason.why.text} It says that it is from {claim.words}; that is not proved. "
            f"This kiosk listens to {claim.listens_to}. {reason.then.text}"
        )
    return with_code(words, code, where)


def with_code(words: str, code: RefusalCode, where: str) -> str:
    """Append the code to search for, and its position in the file."""
    return f"{words} ({code.value}{f', {where}' if where else ''})"


def hold_words(hold: HoldReason, about: Sequence[str] = ()) -> str:
    """Explain why a file waits and what to do; ``about`` names the first causes."""
    if hold is HoldReason.ASK:
        return ASKED
    return f"{_because(hold, about)} {READ_IT}"


def _because(hold: HoldReason, about: Sequence[str]) -> str:
    names = ", ".join(map(escape_invisible, filter(None, about)))
    return f"{HOLDS[hold].text.removesuffix('.')}{f' ({names})' if names else ''}."


def hold_summary(held: Sequence[Held]) -> str:
    """Say whether kiosks accept a file by themselves; if not, the first three reasons."""
    if not held:
        return "Kiosks that took the last file take this one by themselves."
    reasons = " ".join(_because(one.reason, one.about) for one in held[:3])
    two = all(one.reason not in EVEN_FOR_TWO for one in held)
    other = " To avoid the wait, let a second person sign it: keys sign FILE" if two else ""
    return f"On kiosks it waits for a person. {reasons}{other}"


def age_words(days: int | None) -> str:
    """Return an age to append to a date; empty if the clock is not trusted."""
    if days is None:
        return ""
    return f" ({with_noun(days, 'day')} ago)" if days else " (today)"
