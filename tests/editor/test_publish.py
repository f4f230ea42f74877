"""From records to a signed file that a kiosk takes."""

import datetime as dt
import zipfile
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.helplines import ANCHORS, Anchor
from kiosk.domain.key_roles import Role
from kiosk.domain.records import AnyRecord, Need, Phone, Service, Situation, Tile
from kiosk.domain.syncfile import Versions
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.keys.key_management import KeyRotation, change_keys, find_key
from kiosk.editor.keys.requests import apply_request, read_request, sign_request, write_request
from kiosk.editor.keys.second_signature import sign_directory
from kiosk.editor.keys.secrets import KeysError
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.publish_report import PublishOutcome
from kiosk.sync.trust import read_root
from tests.editor.editors import CITY, NOW, Editor, as_kiosk, codes, directory, ring
from tests.sync.toolkit import revised


def without_secret(editor: Editor, role: Role) -> None:
    for place in (editor.keys / "secrets").glob(f"{role}-*"):
        place.rename(editor.base / place.name)


def numbered(records: list[AnyRecord], name: str, number: str) -> list[AnyRecord]:
    """With another number for a service."""
    return revised(records, Phone, name, of="service_id", number=number)


# --- what a kiosk gets --------------------------------------------------------------------------


def test_a_kiosk_takes_what_was_published(editor: Editor) -> None:
    report = editor.publish(directory(*CITY))
    assert report.outcome is PublishOutcome.PUBLISHED
    taken = as_kiosk(editor).bundle
    assert set(taken.records) == set(directory(*CITY))
    assert taken.versions == Versions(1, 1, 1)
    assert taken.signers == taken.targets_signers == ("Alice",)
    assert [line.service_id for line in taken.helplines.guarded] == ["line-city"]
    assert taken.helplines.helplines == ANCHORS
    assert report.seal.sha256 == taken.sha256 == editor.folder.published.sha256


def test_the_whole_factory_directory_can_be_published(
    editor: Editor, factory_records: tuple[AnyRecord, ...]
) -> None:
    assert editor.publish(factory_records).outcome is PublishOutcome.PUBLISHED
    assert set(as_kiosk(editor).bundle.records) == set(factory_records)


def test_the_same_twice_differs_in_number_and_time_only(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    with zipfile.ZipFile(editor.out) as file:
        first = {name: file.read(name) for name in file.namelist()}
    editor.publish(directory(*CITY))
    with zipfile.ZipFile(editor.out) as file:
        second = {name: file.read(name) for name in file.namelist()}
    assert list(first) == list(second)
    assert {name for name in first if first[name] != second[name]} == {"directory-role.json"}


def test_records_are_in_one_order_whatever_that_of_the_source(editor: Editor) -> None:
    editor.publish(directory(*CITY)[::-1])
    kinds = [type(record).__name__ for record in as_kiosk(editor).bundle.records]
    assert kinds == ["Organization"] * 4 + ["Service"] * 4 + ["Phone"] * 4


def test_each_publishing_has_a_higher_number(editor: Editor) -> None:
    for number in (1, 2, 3):
        editor.publish(directory(*CITY))
        assert as_kiosk(editor).bundle.versions == Versions(1, 1, number)


@pytest.mark.parametrize(("days", "day"), [(180, "2027-05-23"), (1, "2026-11-25")])
def test_the_directory_expires_when_asked(editor: Editor, days: int, day: str) -> None:
    report = editor.publish(directory(*CITY), days=days)
    assert report.seal.expires.startswith(day)


# --- which keys are needed ----------------------------------------------------------------------


def test_a_weekly_edit_needs_the_directory_key_alone(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    without_secret(editor, Role.ROOT)
    without_secret(editor, Role.TARGETS)
    report = editor.publish(numbered(directory(*CITY), "bread", "+19165550188"))
    assert report.outcome is PublishOutcome.PUBLISHED
    assert as_kiosk(editor).bundle.versions == Versions(1, 1, 2)


def test_another_helpline_number_needs_the_key_for_helplines(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    without_secret(editor, Role.TARGETS)
    before = editor.out.read_bytes()
    changed = numbered(directory(*CITY), "line-city", "+19165550199")
    proof = editor.proof(changed)
    [row] = proof.line_changes.section.rows
    assert row.text.startswith("Service line-city")
    assert row.new == "916-555-0199"
    report = editor.publish(changed)
    assert report.outcome is PublishOutcome.WAITING
    assert "Alice" in " ".join(report.reasons)
    assert editor.out.read_bytes() == before


def test_a_new_helpline_makes_new_targets(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    editor.publish(directory(*CITY, "line-new"))
    assert as_kiosk(editor).bundle.versions == Versions(1, 2, 2)


def test_a_line_out_of_service_is_signed(editor: Editor) -> None:
    lines = tuple(
        msgspec.structs.replace(line, out_of_service=line.id == Anchor.HOME) for line in ANCHORS
    )
    editor.publish(directory(*CITY), lines=lines)
    assert as_kiosk(editor).bundle.helplines.helplines == lines


def test_without_the_directory_key_nothing_is_published(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    before = editor.out.read_bytes()
    without_secret(editor, Role.DIRECTORY)
    with pytest.raises(KeysError, match="Alice"):
        editor.publish(directory(*CITY))
    assert editor.out.read_bytes() == before


@pytest.mark.parametrize("role", Role)
def test_kiosks_follow_a_replaced_key(editor: Editor, role: Role) -> None:
    editor.publish(directory(*CITY))
    old = find_key(editor.folder, role, None)
    change = KeyRotation(role, editor.ring.make(role, "Alice"), old.id)
    change_keys(editor.folder, change, editor.ring, NOW)
    assert editor.publish(directory(*CITY)).outcome is PublishOutcome.PUBLISHED
    roots = 1 if role is Role.DIRECTORY else 2
    assert as_kiosk(editor).bundle.versions == Versions(roots, 2, 2)


def test_helplines_can_be_signed_anew_without_a_change(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    editor.publish(directory(*CITY), renew=True)
    assert as_kiosk(editor).bundle.versions == Versions(1, 2, 2)


def test_helplines_past_their_end_are_signed_anew(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    editor.now += dt.timedelta(days=731)
    assert editor.publish(directory(*CITY)).outcome is PublishOutcome.PUBLISHED
    assert as_kiosk(editor).bundle.versions == Versions(1, 2, 2)


def test_the_editor_hears_early_that_something_ends(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    editor.now += dt.timedelta(days=600)
    assert any("--renew" in reason for reason in editor.publish(directory(*CITY)).reasons)
    editor.now += dt.timedelta(days=1100)
    assert any("keys rotate" in reason for reason in editor.publish(directory(*CITY)).reasons)


def test_two_people_sign_the_helplines_together(editor: Editor, tmp_path: Path) -> None:
    bob = ring(tmp_path / "keys-Bob")
    bobs = bob.make(Role.TARGETS, "Bob")
    change_keys(editor.folder, KeyRotation(Role.TARGETS, bobs), editor.ring, NOW)
    report = editor.publish(directory(*CITY))
    assert report.outcome is PublishOutcome.WAITING
    assert not editor.out.exists()
    place = editor.out.with_suffix(".kiosksign")
    write_request(place, sign_request(read_request(place), bob))
    apply_request(editor.folder, read_request(place))
    assert editor.publish(directory(*CITY)).outcome is PublishOutcome.PUBLISHED
    assert as_kiosk(editor).bundle.targets_signers == ("Alice", "Bob")
    left = directory("bread", "bed", "line-city")
    assert editor.publish(left, allow_shrink=True).outcome is PublishOutcome.PUBLISHED


# --- what is refused ----------------------------------------------------------------------------


def test_an_empty_directory_is_refused(editor: Editor) -> None:
    report = editor.publish([])
    assert report.outcome is PublishOutcome.REFUSED
    assert codes(report.findings) == [(FindingCode.EMPTY_SOURCE, Weight.REFUSED)]
    assert not editor.out.exists()


def test_what_a_kiosk_would_refuse_is_named(editor: Editor) -> None:
    records = numbered(directory(*CITY), "bread", "+19005550188")
    report = editor.publish(records)
    assert report.outcome is PublishOutcome.REFUSED
    [finding] = report.findings
    assert finding.value.startswith("phone number bread.1: ")
    assert finding.column == "number"


def test_a_refused_finding_of_the_reader_refuses_all(editor: Editor) -> None:
    finding = SourceFinding(FindingCode.NOT_RECOGNISED, Weight.REFUSED, "x.csv")
    assert editor.publish(directory(*CITY), findings=[finding]).outcome is PublishOutcome.REFUSED


@pytest.mark.parametrize(
    ("left", "allowed", "outcome"),
    [
        (("bread", "bed", "bath", "line-city"), False, PublishOutcome.PUBLISHED),
        (("bread", "bed", "line-city"), False, PublishOutcome.REFUSED),
        (("bread", "bed", "line-city"), True, PublishOutcome.PUBLISHED),
        (("bread", "line-city"), False, PublishOutcome.REFUSED),
        (("bread", "line-city"), True, PublishOutcome.PUBLISHED),
    ],
    ids=["none gone", "a third of a list", "a third of a list, as meant", "half", "half, as meant"],
)
def test_an_export_that_broke_off_is_not_published(
    editor: Editor, left: tuple[str, ...], outcome: PublishOutcome, *, allowed: bool
) -> None:
    editor.publish(directory(*CITY))
    assert editor.publish(directory(*left), allow_shrink=allowed).outcome is outcome


def test_a_clock_set_back_is_noticed(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    editor.now -= dt.timedelta(days=400)
    with pytest.raises(KeysError, match=r"clock.*--allow-earlier"):
        editor.publish(directory(*CITY))


def test_after_a_clock_was_ahead_once_an_earlier_time_can_be_meant(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    today = editor.now
    editor.now += dt.timedelta(days=1000)
    editor.publish(directory(*CITY))
    ahead = as_kiosk(editor).bundle.accepted_as
    editor.now = today
    assert editor.publish(directory(*CITY), allow_earlier=True).outcome is PublishOutcome.PUBLISHED
    taken = examine(editor.out, read_root(editor.folder.roots[1]), ahead).bundle
    assert (taken.versions, taken.created) == (Versions(1, 2, 3), editor.now)
    assert editor.publish(directory(*CITY)).outcome is PublishOutcome.PUBLISHED


def test_services_are_counted_not_records(editor: Editor) -> None:
    report = editor.publish(directory(*CITY))
    assert dict(report.totals)["service"] == sum(
        isinstance(record, Service) for record in directory(*CITY)
    )


def test_without_a_file_before_the_lines_of_the_program_are_what_is_compared(
    editor: Editor,
) -> None:
    assert editor.proof(directory("bread")).line_changes.section is None
    own = tuple(
        msgspec.structs.replace(line, out_of_service=line.id == Anchor.HOME) for line in ANCHORS
    )
    changes = editor.proof(directory("bread", "line-city"), lines=own).line_changes.section
    assert len({row.text for row in changes.rows}) == 2


def test_a_last_day_that_empties_a_list_is_not_published_unsaid(editor: Editor) -> None:
    """Last year in *Ends on* of every row: nothing is gone, and nothing would be shown."""
    editor.publish(directory(*CITY))
    days = dt.timedelta(days=60)
    ended = revised(directory(*CITY), Service, valid_until=NOW.date() - days)
    report = editor.publish(ended)
    assert report.outcome is PublishOutcome.REFUSED
    assert FindingCode.LIST_SHRUNK in {one.code for one in report.findings}
    later = revised(directory(*CITY), Service, valid_until=NOW.date() + days)
    told = editor.publish(later)
    assert told.outcome is PublishOutcome.REFUSED
    shrunk = [one.value for one in told.findings if one.code is FindingCode.LIST_SHRUNK]
    assert any("from" in value for value in shrunk)
    assert editor.publish(later, allow_shrink=True).outcome is PublishOutcome.PUBLISHED


def test_a_question_of_danger_that_nobody_answers_is_named(editor: Editor) -> None:
    heavy = Tile(
        id="heavy", need=Need.TALK, order=1, label="Life feels too heavy", icon="talk",
        codes=("too_heavy",),
    )  # fmt: skip
    hurt = msgspec.structs.replace(heavy, id="hurt", label="Hurt at home", codes=("talk_harm",))
    bread = msgspec.structs.replace(heavy, id="bread", label="Bread", codes=("eat_today",))
    records = [*directory(*CITY), heavy, hurt, bread]

    def named(records: list[AnyRecord]) -> list[str]:
        found = editor.publish(records).findings
        return [one.value for one in found if one.code is FindingCode.DANGER_UNANSWERED]

    assert named(records) == ["“Life feels too heavy”, “Hurt at home”"]
    helped = (Situation(code="too_heavy", fit=2), Situation(code="talk_harm", fit=3))
    assert named(revised(records, Service, situations=helped)) == ["“Hurt at home”"]
    assert named(directory(*CITY)) == []


# --- whether kiosks take it by themselves -------------------------------------------------------


def test_it_says_whether_kiosks_take_the_file_by_themselves(editor: Editor) -> None:
    first = editor.publish(directory(*CITY))
    assert any("waits for a person. It is the first file" in one for one in first.reasons)
    same = editor.publish(directory(*CITY))
    assert any("take this one by themselves" in one for one in same.reasons)
    renamed = revised(directory(*CITY), Service, "bread", name="Quite another")
    told = editor.publish(renamed)
    [words] = [one for one in told.reasons if "waits for a person" in one]
    assert "A name changes in it (Quite another)." in words
    assert "keys sign FILE" in words


def test_a_second_person_signs_the_directory(editor: Editor, tmp_path: Path) -> None:
    bob = ring(tmp_path / "keys-Bob")
    bobs = bob.make(Role.TARGETS, "Bob")
    change_keys(editor.folder, KeyRotation(Role.TARGETS, bobs), editor.ring, NOW)
    editor.publish(directory(*CITY))
    place = editor.out.with_suffix(".kiosksign")
    write_request(place, sign_request(read_request(place), bob))
    apply_request(editor.folder, read_request(place))
    assert editor.publish(directory(*CITY)).outcome is PublishOutcome.PUBLISHED
    assert as_kiosk(editor).bundle.people == {"Alice"}
    with pytest.raises(KeysError, match="another person than Alice"):
        sign_directory(editor.out, editor.folder, editor.ring)
    assert sign_directory(editor.out, editor.folder, bob).bundle.people == {"Alice", "Bob"}
    assert as_kiosk(editor).bundle.people == {"Alice", "Bob"}
    again = editor.publish(directory(*CITY))
    assert again.outcome is PublishOutcome.PUBLISHED, "the signed file is still the editor's own"
