"""Words of staff mode for closed codes: what happened, and what to do about it."""

from dataclasses import dataclass

from kiosk.domain.syncfile import RefusalCode
from kiosk.i18n.messages import N_, Message
from kiosk.sync.holds import HoldReason
from kiosk.sync.sync_answers import ClockState


@dataclass(frozen=True, slots=True)
class RefusalMeaning:
    """Why a file was not accepted, in one sentence, and the next step in another."""

    why: Message
    then: Message


_NEW_COPY = N_("Copy the file to the stick again, or ask the coalition for a new copy.")
_ASK = N_("Do not use it. Ask the coalition, by a phone number you know, for a new file.")
_OLDER = N_("Bring the newest file instead.")
_NEWER = N_("Ask whoever looks after the kiosk for a newer program.")
_ROOM = N_("Ask whoever looks after the machine to make room on its disk, then try again.")
_LATER = N_("Wait a minute and try again.")
_TRUST = N_("Touch it: you will compare its fingerprint with the coalition’s paper.")
_SHELL = N_("Only whoever looks after the machine can change that, in its shell.")

_DAMAGED = N_("The file is damaged or not complete.")
_OTHER = N_("It is not a file for this kiosk.")
_SIGNATURE = N_("The signatures are not the ones this kiosk trusts.")
_KEYS = N_("Its keys do not follow on from the ones this kiosk trusts.")
_CONTENT = N_("Something in it is not allowed, so nothing of it was used.")

REASONS: dict[RefusalCode, RefusalMeaning] = {
    RefusalCode.NOT_FOUND: RefusalMeaning(
        N_("The file is gone. Was the stick pulled out?"), _NEW_COPY
    ),
    RefusalCode.NOT_A_FILE: RefusalMeaning(_OTHER, _NEW_COPY),
    RefusalCode.UNREADABLE: RefusalMeaning(N_("The file cannot be read."), _NEW_COPY),
    RefusalCode.TOO_BIG: RefusalMeaning(N_("The file is larger than any real one."), _ASK),
    RefusalCode.EMPTY: RefusalMeaning(N_("The file is empty."), _NEW_COPY),
    RefusalCode.NOT_A_SYNC_FILE: RefusalMeaning(_OTHER, _NEW_COPY),
    RefusalCode.TRUNCATED: RefusalMeaning(_DAMAGED, _NEW_COPY),
    RefusalCode.CONTAINER: RefusalMeaning(_DAMAGED, _NEW_COPY),
    RefusalCode.FOREIGN_MEMBER: RefusalMeaning(_OTHER, _ASK),
    RefusalCode.MISSING_MEMBER: RefusalMeaning(_DAMAGED, _NEW_COPY),
    RefusalCode.DUPLICATE_MEMBER: RefusalMeaning(_OTHER, _ASK),
    RefusalCode.MEMBER_TOO_BIG: RefusalMeaning(_OTHER, _ASK),
    RefusalCode.METADATA: RefusalMeaning(_DAMAGED, _ASK),
    RefusalCode.NO_TRUST: RefusalMeaning(
        N_("This kiosk does not trust any coalition yet."), _TRUST
    ),
    RefusalCode.TRUST_DAMAGED: RefusalMeaning(N_("The coalition’s keys here are damaged."), _SHELL),
    RefusalCode.ROOT_GAP: RefusalMeaning(_KEYS, _ASK),
    RefusalCode.ROOT_FORK: RefusalMeaning(_KEYS, _ASK),
    RefusalCode.ROOT_SIGNATURE: RefusalMeaning(_KEYS, _ASK),
    RefusalCode.OLD_ROOT: RefusalMeaning(N_("It was made with keys that were replaced."), _ASK),
    RefusalCode.DUPLICATE_KEY: RefusalMeaning(_SIGNATURE, _ASK),
    RefusalCode.TARGETS_SIGNATURE: RefusalMeaning(_SIGNATURE, _ASK),
    RefusalCode.DIRECTORY_SIGNATURE: RefusalMeaning(_SIGNATURE, _ASK),
    RefusalCode.NEWER_FORMAT: RefusalMeaning(N_("It needs a newer program than this one."), _NEWER),
    RefusalCode.WRONG_CHANNEL: RefusalMeaning(N_("It was made for other kiosks."), _ASK),
    RefusalCode.MIXED_VERSIONS: RefusalMeaning(N_("Its parts were not made together."), _ASK),
    RefusalCode.ROLLBACK: RefusalMeaning(
        N_("It is older than a file this kiosk already had."), _OLDER
    ),
    RefusalCode.FORK: RefusalMeaning(
        N_("It has the same number as an earlier file but different content."), _ASK
    ),
    RefusalCode.EXPIRED: RefusalMeaning(N_("Its date has passed."), _ASK),
    RefusalCode.FUTURE: RefusalMeaning(
        N_("It was made later than now: the clock of this kiosk or of its maker is wrong."),
        N_("Look at the date and time of this machine first."),
    ),
    RefusalCode.PAYLOAD_LENGTH: RefusalMeaning(_DAMAGED, _NEW_COPY),
    RefusalCode.PAYLOAD_HASH: RefusalMeaning(_DAMAGED, _NEW_COPY),
    RefusalCode.HELPLINES: RefusalMeaning(_CONTENT, _ASK),
    RefusalCode.RECORDS: RefusalMeaning(_CONTENT, _ASK),
    RefusalCode.CONTENT: RefusalMeaning(_CONTENT, _ASK),
    RefusalCode.COUNTS: RefusalMeaning(_CONTENT, _ASK),
    RefusalCode.DISK_FULL: RefusalMeaning(N_("The disk of this kiosk is full."), _ROOM),
    RefusalCode.WRITE_FAILED: RefusalMeaning(
        N_("The data cannot be written to the disk of this kiosk."), _ROOM
    ),
    RefusalCode.BUILD_FAILED: RefusalMeaning(
        N_("The new data could not be built."),
        N_("Try again. If it happens again, ask whoever looks after the machine."),
    ),
    RefusalCode.BUSY: RefusalMeaning(N_("New data is already being put in place."), _LATER),
    RefusalCode.NOTHING_FOUND: RefusalMeaning(N_("No file for a kiosk was found."), _NEW_COPY),
    RefusalCode.NOTHING_TO_UNDO: RefusalMeaning(
        N_("There is no previous data to go back to."), N_("The kiosk keeps the data it has.")
    ),
    RefusalCode.OTHER_FILE: RefusalMeaning(
        N_("It is not the file whose changes were shown."), N_("Check it again.")
    ),
    RefusalCode.FINGERPRINT: RefusalMeaning(
        N_("What was typed is not the fingerprint of this file."),
        N_("Compare the paper again. If it says the same, do not use the file."),
    ),
    RefusalCode.OTHER_COALITION: RefusalMeaning(
        N_("This file is from somebody else."), N_("Bring the file of your own coalition instead.")
    ),
    RefusalCode.PRACTICE: RefusalMeaning(
        N_("It was made for practice."), N_("Bring the file of your own coalition instead.")
    ),
    RefusalCode.WORKBOOK: RefusalMeaning(
        N_("This is the editor’s workbook."),
        N_("The kiosk takes the file that ends in .kiosksync. Ask the coalition for it."),
    ),
    RefusalCode.OTHER_TRUST: RefusalMeaning(
        N_("This kiosk trusts another coalition already."),
        _SHELL,
    ),
}
"""A sentence for every closed code; the content of a file is never quoted."""
HOLDS: dict[HoldReason, Message] = {
    HoldReason.ASK: N_("Nobody has approved it yet."),
    HoldReason.FIRST_FILE: N_("It is the first file of this kiosk."),
    HoldReason.NOT_ACCEPTED: N_("This kiosk does not know what a person last agreed to."),
    HoldReason.UNDONE: N_("Someone undid it."),
    HoldReason.FAR_AHEAD: N_("Its number or its date is far ahead of the last file."),
    HoldReason.ENDS_SOON: N_("It is good for less than 30 days."),
    HoldReason.MADE_AHEAD: N_("It says it was made on a day far ahead of what this kiosk knows."),
    HoldReason.HELPLINES_CHANGED: N_("A help line changes in it."),
    HoldReason.ADDRESS_SHOWN: N_("It would show an address that was hidden."),
    HoldReason.WORD_ALLOWED: N_("It would show a word that reveals why someone comes."),
    HoldReason.NAMES_CHANGED: N_("A name changes in it."),
    HoldReason.TERMS_CHANGED: N_("It changes who may come, what a service helps with, or police."),
    HoldReason.PLACES_CHANGED: N_("An address changes in it."),
    HoldReason.LOOKS_KNOWN: N_("A new service in it looks like one that is here already."),
    HoldReason.GUARDED_CHANGED: N_("A number or text that many people rely on changes in it."),
    HoldReason.GUIDES_CHANGED: N_("Guides, cards or search words change in it."),
    HoldReason.NEED_SHRINKS: N_("A list would lose more than a fifth, now or later."),
    HoldReason.SERVICES_GONE: N_("Many services are missing from it."),
    HoldReason.NUMBERS_CHANGED: N_("Many phone numbers change in it."),
    HoldReason.WEB_CHANGED: N_("Many web addresses change in it."),
    HoldReason.SERVICES_ADDED: N_("Many services are new in it."),
    HoldReason.HOURS_CHANGED: N_("Many opening hours change in it."),
    HoldReason.TEXTS_CHANGED: N_("Many translations change in it."),
    HoldReason.FACTS_CHANGED: N_("Many details of services change in it."),
    HoldReason.DATES_CHANGED: N_("Many services count as checked, or a date of a check is wrong."),
    HoldReason.WITHDRAWALS: N_("It removes a lot at once."),
}
"""Why a file waits for a person."""
CLOCKS: dict[ClockState, Message] = {
    ClockState.NOT_VOUCHED: N_(
        "The settings say that nothing keeps it right. Visitors are promised no hours."
    ),
    ClockState.BEHIND: N_("It is behind the data. Visitors are promised no hours until it is set."),
    ClockState.DATA_AHEAD: N_(
        "It is behind a file that may have a wrong date. If the clock is right, set the date under"
        " “Is everything ready?”."
    ),
    ClockState.AHEAD: N_("It is years ahead. Visitors are promised no hours until it is set."),
}
"""Why the clock is not trusted."""
_SOURCES: dict[str, Message] = {
    "person": N_("Someone here looked at it and approved it."),
    "unattended": N_("It came by itself, with few changes."),
    "two_people": N_("Two people of the coalition signed it."),
}
"""The confirmation of applied data, by the closed words of the history."""


def why(code: str) -> Message | None:
    """Return the meaning of a history entry's code, if it has one."""
    if code in set(RefusalCode):
        return REASONS[RefusalCode(code)].why
    if code in set(HoldReason):
        return HOLDS[HoldReason(code)]
    return _SOURCES.get(code)


FAILED = RefusalMeaning(
    N_("The work stopped early. Nothing was changed."),
    N_("Try again. If it happens again, ask whoever looks after the machine."),
)
HELD = RefusalMeaning(
    N_("A person must look at it first."),
    N_("Open it under “Bring new data” and read what will change."),
)
