"""Describe the state of a kiosk in plain English; lines that need attention are marked."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import asdict

from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.domain.syncfile import RefusalCode
from kiosk.presentation.command_answers import StatusAnswer
from kiosk.sync.holds import HoldReason
from kiosk.sync.shell_messages import CLOCKS, READ_IT, age_words, hold_words, refusal_words
from kiosk.sync.sync_answers import ClockState, DataStatus, FolderState

MARK: Final = "! "
_EVENTS: Final = {
    "state_broken": "The note of what is in use was damaged. It was made again.",
    "database_missing": "The directory was missing. It was made again.",
    "database_damaged": "The directory was damaged. It was made again. If this comes back, the "
    "disk fails: change it.",
    "rebuilt_from_signed": "The directory was damaged. It was made again from the signed file. If "
    "this comes back, the disk fails: change it.",
    "previous_used": "The directory and its file were damaged. The previous data is in use: bring "
    "the newest file again.",
    "factory_used": "The directory and its files were damaged. The factory directory is in use: "
    "bring the newest file again.",
}
"""Problems found at start."""


def status_lines(
    answer: StatusAnswer, data: DataStatus, state: FolderState | None
) -> tuple[str, ...]:
    """Return the whole status. The first line says whether anything has to be done."""
    lines = (*_found(answer), *_data(data), *_conditions(data), *_folder(state), *_refused(data))
    marked = sum(line.startswith(MARK) for line in lines)
    if answer["problem"]:
        first = "NOT READY: visitors see the helplines alone."
    elif marked:
        first = f"Ready. Look at {with_noun(marked, 'line')} marked with {MARK.strip()}"
    else:
        first = "Ready. There is nothing to do."
    return (first, *lines)


def _found(answer: StatusAnswer) -> Iterator[str]:
    if answer["problem"]:
        yield MARK + answer["problem"]
    if answer["event"] in _EVENTS:
        yield MARK + _EVENTS[answer["event"]]
    counts = answer["counts"]
    held = (f"{count:,} {name}" for name, count in asdict(counts).items() if name != "languages")
    languages = with_noun(counts.languages, "language")
    yield f"Holds: {', '.join(held)}. Its texts are in {languages}"


def _data(data: DataStatus) -> Iterator[str]:
    file = data.file
    if file is None:
        yield f"Data: {'none' if data.source is None else 'the factory directory of the program'}"
    else:
        own = file.versions
        yield (
            f"Data: version {own.root}.{own.targets}.{own.directory}, made {file.created[:10]}"
            f"{age_words(file.age_days)}"
        )
        yield f"Publisher: {escape_invisible(file.publisher)}, for kiosks of {file.channel}"
        yield f"Signed by: {escape_invisible(', '.join(file.signers))}"
        yield (
            f"{MARK}Expired: {file.expires[:10]}. It stays in use; ask the coalition for a new file"
            if data.expired
            else f"Good until: {file.expires[:10]}"
        )
    if data.lost:
        yield f"{MARK}Newer data was lost. Bring the newest file again: sync FILE"
    if data.withdrawn:
        yield f"Withdrawn for good: {with_noun(data.withdrawn, 'record')}"
    yield f"Undo: {'possible' if data.can_undo else 'not possible'}"


def _conditions(data: DataStatus) -> Iterator[str]:
    """Describe clock, trust, and waiting files."""
    trusted = data.clock is ClockState.TRUSTED
    yield f"{'' if trusted else MARK}Clock: {CLOCKS[data.clock]}"
    if data.trust is not None:
        yield f"Trust: {escape_invisible(data.trust.publisher)}, {' '.join(data.trust.fingerprint)}"
    elif data.trust_problem is not None:
        yield (
            f"{MARK}Trust: the trusted keys are damaged, so no new data is taken. Add the "
            "coalition's file: trust add FILE --replace"
        )
    else:
        yield f"{MARK}Trust: nobody yet. Add the coalition's file: trust add FILE"
    if data.waiting is not None:
        known = data.waiting.hold in set(HoldReason)
        reason = hold_words(HoldReason(data.waiting.hold)) if known else READ_IT
        yield f"{MARK}A file waits for a person. {reason}"


def _folder(state: FolderState | None) -> Iterator[str]:
    if state is None:
        return
    if state.files is None:
        yield f"{MARK}Watched folder: {state.folder} is not there, so nothing comes by itself"
    else:
        yield f"Watched folder: {state.folder}, {with_noun(state.files, 'sync file')}"


def _refused(data: DataStatus) -> Iterator[str]:
    """Yield the last refusals, newest first."""
    for one in data.refusals:
        known = one.code in set(RefusalCode)
        reason = refusal_words(RefusalCode(one.code)) if known else one.code
        yield f"Refused {one.time or 'at an unknown time'}: {reason}"
