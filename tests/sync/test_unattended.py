"""What applies by itself, week after week, and what a person must see first."""

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.directory.repository import open_directory
from kiosk.domain.override import Override, Revealing
from kiosk.domain.queries import AnswersQuery, SearchQuery
from kiosk.domain.records import AddressVisibility, AnyRecord, Cost, Need, Situation
from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.sync.apply import read_baseline
from kiosk.sync.holds import HoldReason
from kiosk.sync.importer import Consent
from kiosk.sync.recovery import recover
from kiosk.sync.state import write_state
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import MADE, Box, changed, dialled, gone, hidden, small, withdrawn
from tests.sync.signing import team
from tests.sync.test_unattended_policy import newcomer
from tests.sync.toolkit import make_coalition
from tests.sync.wide import HELPLINES, PLAIN, content_of, wide


def numbered(records: list[AnyRecord], *services: str) -> list[AnyRecord]:
    """The records with another number for some services."""
    for key in services:
        records = changed(records, f"{key}.1", number=f"+1916556{1000 + int(key[1:])}")
    return records


def test_a_directory_cannot_be_swapped_slowly(box: Box) -> None:
    """One number of twenty; with the fifth the file waits, since no person saw the first four."""
    records = wide()
    box.bring(records, 1)
    for version, key in enumerate(("s025", "s035", "s045", "s055"), start=2):
        records = numbered(records, key)
        assert box.bring(records, version, Consent.UNATTENDED).status is SyncStatus.APPLIED
    more = numbered(records, "s065")
    waits = box.bring(more, 6, Consent.UNATTENDED)
    assert (waits.status, waits.hold) == (SyncStatus.HELD, HoldReason.NUMBERS_CHANGED)
    assert waits.about
    assert box.bring(more, 6, Consent.PERSON).status is SyncStatus.APPLIED
    again = numbered(more, "s066")
    assert box.bring(again, 7, Consent.UNATTENDED).status is SyncStatus.APPLIED


def test_a_street_is_never_swapped_by_itself(box: Box) -> None:
    box.bring(wide(), 1)
    other = changed(wide(), f"{PLAIN}.l", address_1="9 Other Street")
    assert box.bring(other, 2, Consent.UNATTENDED).hold is HoldReason.PLACES_CHANGED
    assert box.bytes_with("9 Other Street") == set()


def test_a_new_service_stands_below_all_others_and_has_no_code(box: Box) -> None:
    box.bring(wide(), 1)
    made_for_it = (Situation(code="bed_tonight", fit=1),)
    checked = dt.date(2026, 11, 20)
    new = newcomer(assured_date=checked, name="Brook Court Help", situations=made_for_it)
    more = [*wide(), *new]
    assert box.bring(more, 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    assert box.state.active.unseen == ("n1",)
    assert listed(box) == (9, "n1")
    assert found(box, "brook")[-1] == "n1"
    with open_directory(box.folder / box.state.active.database) as directory:
        listing = directory.listing("n1", "en")
        assert not listing.seen
        assert listing.service.assured_date is None
    (box.folder / box.state.active.database).write_bytes(b"")
    recover(box.folder, box.maker)
    assert listed(box) == (9, "n1"), "a database that is made again knows it too"
    asked = box.bring(more, 2, Consent.ASK)
    assert [one.id for one in asked.report.added] == ["n1"], "it is new to whoever reads"
    again = box.bring(more, 2, Consent.PERSON)
    assert again.status is SyncStatus.APPLIED, "a person may look at what came by itself"
    assert box.state.active.unseen == ()
    assert listed(box)[1] == "s069"
    assert found(box, "brook")[0] == "n1"
    assert box.bring(more, 2, Consent.PERSON).status is SyncStatus.ALREADY


def listed(box: Box) -> tuple[int, str]:
    """How many services accepted for court stand above the last one, and which it is."""
    query = AnswersQuery("en", Need.COURT)
    with open_directory(box.folder / box.state.active.database) as directory:
        ids = tuple(one.id for one in directory.answers_to(query, 0, 40).answers)
    return len(ids) - 2 if ids[0] == "s060" else 0, ids[-1]


def found(box: Box, text: str) -> tuple[str, ...]:
    with open_directory(box.folder / box.state.active.database) as directory:
        return directory.search(SearchQuery(language="en", text=text), 0, 40).ids


def test_whoever_reads_later_sees_what_changed_in_earlier_files(box: Box) -> None:
    box.bring(wide(), 1)
    first = changed(wide(), PLAIN, cost=(Cost.FEE,))
    assert box.bring(first, 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    assert box.bring(first, 3, Consent.UNATTENDED).status is SyncStatus.APPLIED
    asked = box.bring(first, 3, Consent.ASK)
    told = [(one.id, one.fields) for one in asked.report.changed]
    assert told == [(PLAIN, ("unread",))]


def test_what_changed_alone_keeps_its_cautions(box: Box) -> None:
    box.bring(wide(), 1)
    checked = {"assured_date": dt.date(2026, 11, 26), "confirmed": True}
    records = changed(wide(), PLAIN, cost=(Cost.FEE,), **checked)
    records = changed(records, "s025", **checked)
    assert box.bring(records, 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    with open_directory(box.folder / box.state.active.database) as directory:
        days = [one.assured_date for one in directory.services_for((PLAIN, "s025"))]
    assert days == [dt.date(2026, 10, 1), dt.date(2026, 11, 26)]


def test_a_hidden_address_is_never_shown_by_itself(box: Box) -> None:
    box.bring(small(), 1)
    street: dict[str, Any] = {
        "address_visibility": AddressVisibility.PUBLIC,
        "address_1": "9 Secret Street",
    }
    shown = changed(small(), "river-house.1", **street)
    held = box.bring(shown, 2, Consent.UNATTENDED)
    assert (held.status, held.hold) == (SyncStatus.HELD, HoldReason.ADDRESS_SHOWN)
    assert [place.id for place in held.report.shown] == ["river-house.1"]
    assert box.bytes_with("9 Secret Street") == set()
    assert box.bring(shown, 2, Consent.PERSON).status is SyncStatus.APPLIED
    assert box.bytes_with("9 Secret Street")


def test_a_word_that_gives_visitors_away_is_not_let_out_by_itself(box: Box) -> None:
    box.bring(wide(), 1)
    name = "Abuse Box"
    word = Override(
        what=Revealing.QUIET_NAME,
        text=name,
        by="Ana Ruiz",
        date=dt.date(2026, 11, 12),
        reason="Its",
    )
    telling = changed(wide(), PLAIN, quiet_name=name, overrides=(word,))
    held = box.bring(telling, 2, Consent.UNATTENDED)
    assert (held.status, held.hold) == (SyncStatus.HELD, HoldReason.WORD_ALLOWED)
    assert [one.by for one in held.report.allowed] == ["Ana Ruiz"]
    assert box.bring(telling, 2, Consent.PERSON).status is SyncStatus.APPLIED
    again = changed(telling, PLAIN, phrase="Bread to take home")
    assert box.bring(again, 3, Consent.UNATTENDED).status is SyncStatus.APPLIED


def test_a_place_hidden_last_week_is_not_shown_by_itself_this_week(box: Box) -> None:
    """Nobody looked in between: the baseline is of before."""
    box.bring(wide(), 1)
    away = hidden(wide(), f"{PLAIN}.l")
    assert box.bring(away, 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    assert box.bring(wide(), 3, Consent.UNATTENDED).hold is HoldReason.ADDRESS_SHOWN


def test_withdrawals_that_applied_with_their_file_count_as_well(box: Box) -> None:
    """They hide at once; what else they change counts like any other change."""
    records = wide()
    box.bring(records, 1)
    for version, names in ((2, ("s025", "s035")), (3, ("s045", "s055"))):
        records = gone(records, *names)
        out = [withdrawn("service", one) for one in names]
        found = box.bring(records, version, Consent.UNATTENDED, withdrawn=out)
        assert found.status is SyncStatus.APPLIED
    assert box.state.withdrawn_alone == 4
    more = [withdrawn("service", "s065")]
    waits = box.bring(gone(records, "s065"), 4, Consent.UNATTENDED, withdrawn=more)
    assert (waits.hold, waits.withdrawn) == (HoldReason.SERVICES_GONE, 1), "hidden all the same"
    more = [withdrawn("service", "s066")]
    waits = box.bring(gone(records, "s065", "s066"), 5, Consent.UNATTENDED, withdrawn=more)
    assert (waits.hold, waits.withdrawn) == (HoldReason.WITHDRAWALS, 0)


@pytest.mark.parametrize("harm", ["lost", "changed", "not json"])
def test_a_baseline_that_cannot_be_believed_is_none(box: Box, harm: str) -> None:
    box.bring(small(), 1)
    state = box.state
    path = box.folder / state.person.name
    assert read_baseline(box.folder, state) is not None
    if harm == "lost":
        path.unlink()
    else:
        path.write_bytes(b"{}")
    if harm == "not json":
        mark = msgspec.structs.replace(state.person, sha256=hashlib.sha256(b"{}").hexdigest())
        state = msgspec.structs.replace(state, person=mark)
        write_state(box.folder, state)
    assert read_baseline(box.folder, state) is None
    assert box.bring(small(), 2, Consent.UNATTENDED).hold is HoldReason.NOT_ACCEPTED


def test_a_baseline_of_an_earlier_program_waits_for_a_person_once(box: Box) -> None:
    """It knew numbers and streets alone; none is made of what nobody accepted."""
    box.bring(wide(), 1)
    state = box.state
    old = msgspec.json.encode({"key": "00", "services": {}, "places": {}, "hidden": {}})
    (box.folder / state.person.name).write_bytes(old)
    mark = msgspec.structs.replace(state.person, sha256=hashlib.sha256(old).hexdigest())
    write_state(box.folder, msgspec.structs.replace(state, person=mark))
    for version in (2, 3):
        waits = box.bring(wide(), version, Consent.UNATTENDED)
        assert waits.hold is HoldReason.NOT_ACCEPTED
    assert box.bring(wide(), 3, Consent.PERSON).status is SyncStatus.APPLIED
    assert box.bring(wide(), 4, Consent.UNATTENDED).status is SyncStatus.APPLIED


# --- the file itself ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "knobs", "hold"),
    [
        (101, {}, None),
        (102, {}, HoldReason.FAR_AHEAD),
        (2, {"expires": dt.datetime(2027, 1, 15, tzinfo=dt.UTC)}, None),
        (2, {"expires": dt.datetime(2026, 12, 20, tzinfo=dt.UTC)}, HoldReason.ENDS_SOON),
    ],
    ids=str,
)
def test_a_number_far_ahead_or_an_end_that_is_near_waits(
    box: Box, version: int, knobs: dict[str, Any], hold: HoldReason | None
) -> None:
    box.bring(wide(), 1)
    assert box.bring(wide(), version, Consent.UNATTENDED, **knobs).hold is hold


@pytest.mark.parametrize(("days", "trusted", "waits"), [(44, False, False), (46, False, True)])
def test_a_day_far_ahead_waits_where_nobody_vouches_for_the_clock(
    box: Box, days: int, *, trusted: bool, waits: bool
) -> None:
    kiosk = box.at(trusted_clock=trusted)
    kiosk.bring(wide(), 1)
    created = MADE + dt.timedelta(days=days)
    found = kiosk.bring(wide(), 2, Consent.UNATTENDED, created=created)
    assert (found.hold is HoldReason.FAR_AHEAD) is waits


# --- two people -----------------------------------------------------------------------------------


def by_two(box: Box) -> dict[str, Any]:
    """Signed by the editor and by a holder of ``targets``."""
    coalition = box.coalition
    return {"directory_signers": [*coalition.editors.enough, *coalition.targets.enough[:1]]}


def test_a_file_signed_by_two_people_is_a_persons_yes(box: Box) -> None:
    box.bring(wide(), 1)
    other = changed(wide(), PLAIN, name="Quite another name")
    assert box.bring(other, 2, Consent.UNATTENDED).hold is HoldReason.NAMES_CHANGED
    twice = box.bring(other, 2, Consent.UNATTENDED, **by_two(box))
    assert twice.status is SyncStatus.APPLIED
    assert not box.state.active.alone
    assert box.syncing.history()[-1].code == "two_people"
    assert box.bring(other, 3, Consent.UNATTENDED).status is SyncStatus.APPLIED, "the new baseline"


def test_a_second_signature_makes_what_came_by_itself_the_baseline(box: Box) -> None:
    box.bring(wide(), 1)
    other = changed(wide(), PLAIN, cost=(Cost.FEE,))
    assert box.bring(other, 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    assert box.state.active.alone
    assert box.bring(other, 2, Consent.UNATTENDED, **by_two(box)).status is SyncStatus.APPLIED
    assert not box.state.active.alone
    assert box.bring(other, 2, Consent.UNATTENDED, **by_two(box)).status is SyncStatus.ALREADY


@pytest.mark.parametrize("editors", [("Editor", "Ana"), ("Ana", "Ana")])
def test_two_keys_of_one_role_are_no_second_pair_of_eyes(
    box: Box, editors: tuple[str, str]
) -> None:
    kiosk = box.at(
        coalition=replace(box.coalition, editors=team(*dict.fromkeys(editors), threshold=1))
    )
    kiosk.bring(wide(), 1)
    other = changed(wide(), PLAIN, name="Quite another name")
    hands = [*kiosk.coalition.editors.hands]
    found = kiosk.bring(other, 2, Consent.UNATTENDED, directory_signers=hands)
    assert found.hold is HoldReason.NAMES_CHANGED


def test_a_hidden_address_waits_although_two_people_signed(box: Box) -> None:
    box.bring(hidden(wide(), f"{PLAIN}.l"), 1)
    found = box.bring(wide(), 2, Consent.UNATTENDED, **by_two(box))
    assert found.hold is HoldReason.ADDRESS_SHOWN


# --- keys and helplines ---------------------------------------------------------------------------


def test_targets_of_a_file_that_waits_make_older_ones_useless(box: Box) -> None:
    """A stolen key is taken away by new targets; with the old ones its files are refused."""
    box.bring(wide(), 1)
    other = changed(wide(), PLAIN, name="Quite another name")
    waits = box.bring(other, 2, Consent.UNATTENDED, targets_version=2)
    assert waits.status is SyncStatus.HELD
    stolen = box.bring(wide(), 3, Consent.UNATTENDED)
    assert (stolen.status, stolen.code) == (SyncStatus.REFUSED, RefusalCode.ROLLBACK)
    assert box.bring(other, 2, Consent.PERSON, targets_version=2).status is SyncStatus.APPLIED


ANA = (
    "ana ruiz",
    "Ana\u00a0\u00a0Ruiz",
    "ANA RUIZ",
    "Ana Ru\u00edz",
    "\u0410na Ruiz",
    "A. na Ru1z",
)
"""Ana Ruiz once more."""


@pytest.mark.parametrize("name", ANA)
def test_one_person_under_two_spellings_signs_for_one(tmp_path: Path, name: str) -> None:
    coalition = make_coalition()
    coalition = coalition.rotate(targets=team(name, "Ana Ruiz"), editors=team("Ana Ruiz"))
    box = Box(tmp_path / "data", tmp_path / "stick", coalition=coalition).trust()
    box.bring(wide(), 1)
    other = changed(wide(), PLAIN, name="Quite another name")
    found = box.bring(other, 2, Consent.UNATTENDED, **by_two(box))
    assert found.hold is HoldReason.NAMES_CHANGED
    number = dialled(wide(), "+19165551000", "+19165558888")
    found = box.bring(number, 3, Consent.UNATTENDED, targets_version=2)
    assert found.hold is HoldReason.HELPLINES_CHANGED


@pytest.mark.parametrize("people", [1, 3])
def test_a_helpline_changes_at_once_where_two_people_must_sign(tmp_path: Path, people: int) -> None:
    coalition = make_coalition(people)
    box = Box(tmp_path / "data", tmp_path / "stick", coalition=coalition).trust()
    box.bring(wide(), 1)
    number = dialled(wide(), "+19165551000", "+19165558888")
    renamed = changed(number, HELPLINES[1], name="Another name", phrase="Call us")
    found = box.bring(renamed, 2, Consent.UNATTENDED, targets_version=2)
    assert found.hold is (HoldReason.HELPLINES_CHANGED if people == 1 else None)


@pytest.mark.parametrize("field", ["name", "quiet_name", "phrase", "description", "languages"])
def test_the_weekly_key_can_change_nothing_that_is_said_of_a_helpline(box: Box, field: str) -> None:
    box.bring(wide(), 1)
    value: Any = ("es",) if field == "languages" else "Do not call"
    lines = content_of(wide()).helplines
    evil = changed(wide(), HELPLINES[0], **{field: value})
    found = box.bring(evil, 2, Consent.PERSON, helplines=lines)
    assert (found.code, found.where) == (RefusalCode.CONTENT, "guarded_words")


# --- several files --------------------------------------------------------------------------------


def test_a_file_that_waits_does_not_hide_the_next(box: Box) -> None:
    """A stolen key made file 90; the honest ones behind it go on, and staff see what waits."""
    box.bring(wide(), 1)
    box.file(changed(wide(), PLAIN, name="Quite another name"), 90)
    for version in (2, 3):
        box.file(numbered(wide(), "s025") if version == 2 else wide(), version)
        for status in (SyncStatus.APPLIED, SyncStatus.HELD):
            outcome = box.syncing.sync(box.stick, Consent.UNATTENDED)
            assert (outcome.status, outcome.hold) == (status, HoldReason.NAMES_CHANGED)
        signed = box.state.active.signed
        assert signed.versions.directory == version
        waiting = box.syncing.status().waiting
        assert (waiting.hold, waiting.versions) == ("names_changed", Versions(1, 1, 90))
    actions = [one.action.value for one in box.syncing.history()]
    assert actions == ["sync", "sync", "held", "sync", "held"]


def test_of_several_files_that_wait_the_newest_is_shown(box: Box) -> None:
    box.bring(wide(), 1)
    for version in (89, 90):
        box.file(changed(wide(), PLAIN, name=f"Name of {version}"), version)
    box.file(numbered(wide(), "s025"), 2)
    outcome = box.syncing.sync(box.stick, Consent.UNATTENDED)
    assert (outcome.status, outcome.hold) == (SyncStatus.APPLIED, HoldReason.NAMES_CHANGED)
    waiting = box.syncing.status().waiting
    assert waiting is not None
    assert waiting.versions == Versions(1, 1, 90)


def test_new_targets_of_a_file_that_waits_stop_the_older_files_behind_it(box: Box) -> None:
    box.bring(wide(), 1)
    box.file(changed(wide(), PLAIN, name="Quite another name"), 90, targets_version=2)
    box.file(wide(), 2)
    outcome = box.syncing.sync(box.stick, Consent.UNATTENDED)
    assert outcome.status is SyncStatus.HELD
    assert box.state.accepted.versions.directory == 1
