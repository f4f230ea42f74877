"""What stays off a slip: streets and pages that tell, names behind quiet ones, others' hours."""

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.devices.slip import Pair, SlipContent, SlipEntry, SlipRefused, refuse_hidden
from kiosk.domain.queries import Listing
from kiosk.domain.records import (
    AnyRecord,
    Schedule,
    Service,
    Source,
    Start,
)
from kiosk.domain.text import isolate
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import NothingForPaper, left_out, slip_content
from tests.conftest import PresenterMaker
from tests.older_words import TELLS_NOW
from tests.presentation.one_service import Few, with_changes


def _listing(presenter: DirectoryPresenter, service_id: str) -> Listing:
    found = presenter.listing(service_id)
    assert found is not None
    return found


NAMED = (*("womenslaw-pages", "three-strands-jobs", "superior-court-workshop"),)


@pytest.mark.parametrize("service_id", NAMED)
def test_a_page_that_says_the_name_behind_the_quiet_one_stays_on_the_screen(
    presenter: PresenterMaker, service_id: str
) -> None:
    view = presenter().service(service_id)
    assert not view.paper
    assert "website" in [code.kind for code in view.codes]
    with pytest.raises(NothingForPaper):
        slip_content(presenter(), [service_id])


@pytest.mark.parametrize(
    ("service_id", "page"),
    [
        ("imani-clinic-care", "imaniclinic.org"),
        ("california-courts-clean-record", "selfhelp.courts.ca.gov"),
        ("world-relief-immigration", "worldreliefsacramento.org"),
    ],
)
def test_a_page_that_says_no_more_than_the_quiet_name_leaves(
    presenter: PresenterMaker, service_id: str, page: str
) -> None:
    assert slip_content(presenter(), [service_id]).entries[-1].page == page


@pytest.mark.parametrize("quiet", ["Desk Plus", "My Sister Desk", "Hermanás Desk"])
def test_each_word_of_a_name_counts_without_case_accents_and_marks(
    presenter: PresenterMaker, quiet: str
) -> None:
    """The host is imaniclinic.org: whoever takes "Imani" out of the quiet name hides it."""
    hidden = with_changes(presenter, "imani-clinic-care", quiet_name=quiet, name="Ímani-Clinic")
    with pytest.raises(NothingForPaper):
        slip_content(hidden, ["imani-clinic-care"])
    shown = with_changes(presenter, "imani-clinic-care", quiet_name="Imáni Desk")
    assert slip_content(shown, ["imani-clinic-care"]).entries[-1].page == "imaniclinic.org"


@pytest.mark.parametrize(
    ("page", "leaves"),
    [
        ("https://facebook.com/imaniclinic", False),
        ("https://facebook.com/groups/The-Imani-Desk", False),
        ("https://imani.example.org/?lang=es", False),
        ("https://facebook.com/weekdays", True),
        ("https://facebook.com/?id=1204", True),
    ],
)
def test_a_page_is_read_to_its_end_for_the_name_behind_the_quiet_one(
    presenter: PresenterMaker, page: str, *, leaves: bool
) -> None:
    source = Source(name="Its page", url=page)
    told = with_changes(
        presenter, "imani-clinic-care", quiet_name="Quiet Desk", url=page, sources=(source,)
    )
    if leaves:
        assert slip_content(told, ["imani-clinic-care"]).entries[-1].page in page
    else:
        with pytest.raises(NothingForPaper):
            slip_content(told, ["imani-clinic-care"])


@pytest.mark.parametrize(("word", "leaves"), [("Ark", True), ("Arca", False), ("Arcas", False)])
def test_a_word_of_four_letters_is_a_name(
    presenter: PresenterMaker, word: str, *, leaves: bool
) -> None:
    page = f"https://facebook.com/{word.lower()}"
    about = with_changes(
        presenter,
        "imani-clinic-care",
        name=f"{word} Clinic",
        quiet_name="Quiet Desk",
        url=page,
        sources=(Source(name="Its page", url=page),),
    )
    assert (about.service("imani-clinic-care").paper) is leaves


@pytest.mark.parametrize("service_id", ["csec-court", "reset-court"])
def test_nobody_leaves_with_the_page_of_what_others_must_send_her_to(
    presenter: PresenterMaker, service_id: str
) -> None:
    by_others = with_changes(presenter, service_id, quiet_name="Court Program")
    view = by_others.service(service_id)
    assert (view.action.kind, view.paper) == ("referral", False)
    unsent = with_changes(
        presenter, service_id, quiet_name="Court Program", start=(Start.ONLINE, Start.REFERRAL)
    )
    assert slip_content(unsent, [service_id]).entries[-1].page == "saccourt.ca.gov"


def test_paper_and_screen_agree_on_211_where_only_the_senders_are_known(
    presenter: PresenterMaker,
) -> None:
    unsaid = with_changes(presenter, "next-move-shelter", start=())
    view = unsaid.service("next-move-shelter")
    assert (view.action.kind, view.action.number) == ("referral", "211")
    assert slip_content(unsaid, ["next-move-shelter"]).entries[-1].number == "211"


def test_a_street_that_tells_is_left_out_and_the_others_keep_their_paper(
    presenter: PresenterMaker,
) -> None:
    own = with_changes(presenter, "family-justice-center-help")
    base = _listing(own, "family-justice-center-help")
    spot = next(one for one in base.locations if one.address_1)
    ids = ["weave-line", "family-justice-center-help", "line-211"]
    for street, stays in (("12 Police Plaza", False), ("12 Refugio Way", False), ("12 Elm", True)):
        there = msgspec.structs.replace(spot, address_1=street)
        told = replace(base, locations=(there,))
        others = [_listing(presenter(), one) for one in (ids[0], ids[2])]
        some = presenter("en", directory=Few(told, *others))
        content = refuse_hidden(slip_content(some, ids))
        assert len(content.entries) == 3
        assert all(entry.number for entry in content.entries)
        assert bool(content.entries[1].address) is stays


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_name_that_tells_is_left_out_and_the_others_keep_their_paper(
    presenter: PresenterMaker, tag: str
) -> None:
    """A directory may be older than a word of the list."""
    ids = ["weave-line", "labor-commissioner-claims", "line-211"]
    named = _listing(with_changes(presenter, "weave-line", tag, quiet_name=TELLS_NOW), "weave-line")
    others = [_listing(presenter(tag), one) for one in ids[1:]]
    some = presenter(tag, directory=Few(named, *others))
    content = refuse_hidden(slip_content(some, ids))
    assert content == slip_content(some, ids[1:])
    assert [entry.quiet_name for entry in content.entries] == ["State Pay Office", "211"]
    assert left_out(some, ids) == ("weave-line",)
    view = some.service("weave-line")
    assert not view.paper
    assert {code.kind for code in view.codes} == {"call", "website"}
    with pytest.raises(NothingForPaper):
        slip_content(some, ["weave-line"])


def test_the_gate_names_a_street_that_tells_in_another_language(presenter: PresenterMaker) -> None:
    entry = SlipEntry("Desk", Pair("Office", "Office"), address=("1 Elm", "Paseo del Refugio 9"))
    content = SlipContent(presenter().language, Pair("Good", "Good"), (entry,))
    with pytest.raises(SlipRefused) as refused:
        refuse_hidden(content)
    assert refused.value.field == "entries[0].address[1]"


def _hours(presenter: PresenterMaker, records: tuple[AnyRecord, ...]) -> tuple[Schedule, ...]:
    """Hours of a door that are printed."""
    for record in records:
        if isinstance(record, Service):
            rows = _listing(presenter(), record.id).schedules
            door = rows and all(row.phone_id is None for row in rows)
            if door and _entry(with_changes(presenter, record.id), record.id).hours is not None:
                return rows
    raise AssertionError


def _entry(presenter: DirectoryPresenter, service_id: str) -> SlipEntry:
    try:
        return slip_content(presenter, [service_id]).entries[-1]
    except NothingForPaper:
        return SlipEntry("", Pair("", ""), "0")


def test_hours_of_a_place_do_not_stand_below_the_number_of_211(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...]
) -> None:
    rows = _hours(presenter, factory_records)
    sent = _entry(with_changes(presenter, "next-move-shelter", schedules=rows), "next-move-shelter")
    assert (sent.number, sent.hours) == ("211", None)


def test_what_to_say_is_there_where_nothing_is_known_of_211(presenter: PresenterMaker) -> None:
    alone = with_changes(presenter, "next-move-shelter", "ar")
    assert alone.listing("line-211") is None
    said = slip_content(alone, ["next-move-shelter"]).say
    assert said.sentence == isolate("“Arabic, please.”")
    assert (
        slip_content(with_changes(presenter, "next-move-shelter"), ["next-move-shelter"]).say
        is None
    )
