"""Plain English for the shell: why data waits, what a sync is at, what is wrong with the clock."""

from typing import Final

from kiosk.services.sync_answers import ClockState
from kiosk.sync.apply import SyncStep
from kiosk.sync.limits import HoldReason

HOLDS: Final = {
    HoldReason.ASK: "Nothing was changed yet. Read the report, then say --yes to use this data.",
    HoldReason.FIRST_FILE: "It is the first file of this kiosk: a person must read the report.",
    HoldReason.UNDONE: "A person took this data back: only a person can use it again.",
    HoldReason.HELPLINES_CHANGED: "Helplines change: a person must read the report.",
    HoldReason.SERVICES_GONE: "Many services would go: a person must read the report.",
    HoldReason.NUMBERS_CHANGED: "Many numbers change: a person must read the report.",
    HoldReason.WEB_CHANGED: "Many web addresses change: a person must read the report.",
    HoldReason.WITHDRAWALS: "It takes back many records: a person must read the report.",
}
"""By reason; each says what to do."""
STEPS: Final = {
    SyncStep.RECEIVE: "Copying the file",
    SyncStep.VERIFY: "Checking signatures and content",
    SyncStep.COMPARE: "Comparing with the data in use",
    SyncStep.BUILD: "Building the new directory",
    SyncStep.KEEP: "Keeping the file",
    SyncStep.COMMIT: "Switching over",
}
CLOCKS: Final = {
    ClockState.TRUSTED: "believed",
    ClockState.NOT_VOUCHED: "not believed: the settings say that nothing keeps it right",
    ClockState.BEHIND: "not believed: it is earlier than the newest data; set the clock",
    ClockState.AHEAD: "not believed: it is years ahead; set the clock",
}
