"""The desk answers whatever the state of its directory."""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.filters import Filter
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import Listing
from kiosk.domain.records import Need
from kiosk.domain.text import isolate, unmarked
from kiosk.presentation.presenter import DirectoryPresenter, Site
from kiosk.presentation.views import CoverView
from tests.presentation.listings import answered

PresenterMaker = Callable[..., DirectoryPresenter]


@pytest.mark.parametrize("tag", OFFERED)
def test_with_no_directory_the_helplines_stand_alone(presenter: PresenterMaker, tag: str) -> None:
    alone = presenter(tag, words="en", directory=None)
    talk = alone.talk()
    assert talk.main.number == "1-888-373-7888"
    assert talk.crisis.number == "988"
    assert talk.emergency.number == "911"
    for anchor in ANCHORS:
        view = alone.service(anchor.id)
        assert view.digits
        assert view.codes
    assert alone.service("weave-line") is None
    assert alone.guides() == ()
    assert alone.guide("health") is None
    assert len(alone.cards()) == 1


def test_with_no_directory_a_list_says_whom_to_ask(presenter: PresenterMaker) -> None:
    page = presenter("en", directory=None).answers(Need.FOOD)
    assert (page.total, page.groups) == (0, ())
    assert page.empty == "No place here yet. Talk to someone now, or ask the staff."


@pytest.mark.parametrize(
    ("tag", "main", "crisis"),
    [("en", "233733", "988"), ("es", "233733", "988"), ("ar", "", ""), ("zh-Hans", "", "")],
)
def test_texting_a_helpline_is_offered_in_its_languages(
    presenter: PresenterMaker, tag: str, main: str, crisis: str
) -> None:
    talk = presenter(tag, words="en").talk()
    for line, number, offered in ((talk.main, "233733", main), (talk.crisis, "988", crisis)):
        assert line.text.number == isolate(number)
        for word in ("Only", "English", "Spanish"):
            assert word in line.text.note, "whom it answers stands with it"
        assert line.text.code == (f"sms:{offered}" if offered else "")
        assert bool(line.text.stays_on_phone) is bool(offered)


def test_other_help_is_offered_only_where_there_is_any(presenter: PresenterMaker) -> None:
    assert presenter("en").has_other_help()
    assert not presenter("en", directory=None).has_other_help()


def test_the_emergency_line_says_who_comes(presenter: PresenterMaker) -> None:
    emergency = presenter("en").talk().emergency
    assert "Police may come." in emergency.line


@pytest.mark.parametrize(("tag", "words"), [("ar", "Arabic, please."), ("zh-Hans", "Mandarin, p")])
def test_what_to_say_for_an_interpreter(presenter: PresenterMaker, tag: str, words: str) -> None:
    main = presenter(tag, words="en").talk().main
    assert words in main.say


def test_an_untrusted_clock_has_no_open_now(presenter: PresenterMaker) -> None:
    unsure = presenter("en", trusted=False)
    sure = presenter("en")
    assert Filter.OPEN_NOW in {chip.chip for chip in sure.answers(Need.FOOD).chips}
    page = unsure.answers(Need.FOOD, frozenset({Filter.OPEN_NOW}))
    assert Filter.OPEN_NOW not in {chip.chip for chip in page.chips}
    assert not any(card.icon == "check" for card in page.cards)
    assert page.total == sure.answers(Need.FOOD).total
    assert (unsure.cover().time, unsure.cover().date) == ("", "")


USUAL = {
    "Bus and light rail": "916-321-2877",
    "Food bank": "916-456-1980",
    "City and county services": "211",
}


class _Held:
    """A directory of which some services are other than they were, or that cannot be read."""

    def __init__(self, held: ServiceDirectory, change: Callable[[Listing], Listing | None]) -> None:
        self._held, self._change = held, change

    def __getattr__(self, name: str) -> object:
        return getattr(self._held, name)

    def listings(self, ids: Sequence[str], language: str, today: dt.date) -> tuple[Listing, ...]:
        found = map(self._change, self._held.listings(ids, language, today))
        return tuple(one for one in found if one is not None)


def _shown(view: CoverView) -> dict[str, str]:
    return {what: unmarked(number) for what, number in view.rows}


def test_behind_leave_stand_the_ordinary_numbers_of_the_directory(
    presenter: PresenterMaker,
) -> None:
    cover = presenter("en").cover()
    assert (cover.title, _shown(cover)) == ("Useful numbers", USUAL)


@pytest.mark.parametrize("tag", OFFERED)
def test_a_number_that_changed_or_went_is_right_behind_leave(
    presenter: PresenterMaker, factory_directory: ServiceDirectory, tag: str
) -> None:
    def change(one: Listing) -> Listing | None:
        if one.service.id == "line-211":
            return None
        phones = tuple(
            msgspec.structs.replace(phone, number="+19165550177", extension="4")
            for phone in one.phones
        )
        return replace(one, phones=phones) if one.service.id == "sacrt-ryde-free" else one

    rows = _shown(presenter(tag, words="en", directory=_Held(factory_directory, change)).cover())
    assert list(rows) == ["Bus and light rail", "Food bank"]
    assert rows["Food bank"] == USUAL["Food bank"]
    assert "916-555-0177" in rows["Bus and light rail"]
    assert "Extension 4" in rows["Bus and light rail"]


def test_behind_leave_of_another_county_stand_no_numbers_of_this_one(
    presenter: PresenterMaker, factory_directory: ServiceDirectory
) -> None:
    cover = presenter("en", directory=_Held(factory_directory, lambda _: None)).cover()
    assert (cover.title, cover.rows) == ("Information", ())
    assert cover.time


def test_leaving_reads_no_directory(
    presenter: PresenterMaker, factory_directory: ServiceDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: list[str] = []

    def change(one: Listing) -> Listing:
        if broken:
            raise OSError(broken[0])
        return one

    held = _Held(factory_directory, change)
    made = presenter("en", directory=held)
    broken.append("the disk is gone")
    assert _shown(made.cover()) == USUAL
    failures: list[object] = []
    monkeypatch.setattr(
        "kiosk.presentation.cover_numbers._log.error", lambda *parts: failures.append(parts)
    )
    assert _shown(presenter("en", directory=held).cover()) == {"City and county services": "211"}
    assert failures
    assert _shown(presenter("en", directory=None).cover()) == {"City and county services": "211"}


def test_a_tile_has_the_icon_and_words_of_its_record(
    presenter: PresenterMaker, factory_directory: ServiceDirectory
) -> None:
    for need in Need:
        if (question := presenter("en").question(need)) is not None:
            stated = {tile.id: tile for tile in factory_directory.tiles(need, "en")}
            for tile in question.tiles:
                record = stated[tile.id]
                assert (tile.icon, tile.label) == (record.icon, record.label.text)


def test_a_tile_that_is_gone_answers_as_its_need(presenter: PresenterMaker) -> None:
    here = presenter("en")
    assert here.answers("food.gone").title == here.answers(Need.FOOD).title
    assert here.answers("food.gone").total == here.answers(Need.FOOD).total


def test_a_reader_of_the_traditional_script_is_served_by_who_states_it(
    presenter: PresenterMaker,
) -> None:
    chips = frozenset({Filter.MY_LANGUAGE})
    every = [one.id for one in presenter("zh-Hant").answers(Need.HEALTH, chips, limit=500).cards]
    plain = [one.id for one in presenter("zh-Hant").answers(Need.HEALTH, limit=500).cards]
    assert sorted(every) == sorted(plain), "a choice takes nothing away"
    for clinic in ("sacedapt-clinic", "caare-center-care"):
        assert every.index(clinic) < plain.index(clinic), "one says Mandarin, one Cantonese"


def test_nothing_found_says_what_to_try(presenter: PresenterMaker) -> None:
    page = presenter("en").found("qqqqxxxx")
    assert page.total == 0
    assert "Try fewer" in page.empty


def test_who_must_report_is_said_to_young_people(presenter: PresenterMaker) -> None:
    here = presenter("en")
    question = here.question(Need.YOUNG)
    assert question.notice == here.reporting
    assert "do you have to tell?" in here.reporting
    for subject in (Need.YOUNG, "young.young_bed", "safe_place.young_bed", "okay.young_harm"):
        assert here.answers(subject).notice == here.reporting
    assert here.answers(Need.FOOD, frozenset({Filter.UNDER_18})).notice == here.reporting
    assert here.answers(Need.FOOD).notice == here.answers("food.baby").notice == ""


def test_a_site_says_who_is_at_the_desk_in_its_own_words(presenter: PresenterMaker) -> None:
    here = presenter("en", site=Site(staff="The advocate", staff_hours="9 to 5"))
    assert (here.staff().who, here.staff().line) == ("The advocate", "9 to 5")


@pytest.mark.parametrize("tag", OFFERED)
def test_the_card_for_an_interpreter_speaks_both_languages(
    presenter: PresenterMaker, tag: str
) -> None:
    here = presenter(tag, words="en")
    for spoken in here.spoken():
        card = here.speak_card(spoken.tag)
        assert card.endonym == spoken.endonym
        assert card.english.endswith("Please get an interpreter.")
        assert card.english.startswith(("I speak ", "I use "))
    assert here.speak_card("zz") is None
    assert {"cmn", "yue", "ase"} <= {spoken.tag for spoken in here.spoken()}


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
def test_every_need_and_guide_has_an_answer(presenter: PresenterMaker, tag: str) -> None:
    here = presenter(tag, words="en")
    for need in Need:
        page = here.answers(need, limit=500)
        assert page.total
        assert len(page.cards) == page.total
    for card in here.guides():
        guide = here.guide(card.id)
        assert guide.blocks
        assert 2 <= len(guide.helpers) <= 3
        assert all(line.number and line.phrase for line in guide.helpers)


@pytest.mark.parametrize(
    ("now", "guide", "helpers"),
    [
        (
            "2026-11-30T14:00",
            "phones-and-safety",
            ["ndvh-line", "weave-line", "nhth-line"],
        ),
        ("2026-11-28T21:00", "phones-and-safety", ["ndvh-line", "weave-line", "nhth-line"]),
        (
            "2026-11-30T14:00",
            "papers-and-police",
            ["cast-line", "norcal-resist-line", "crla-foundation-farm-work"],
        ),
    ],
)
def test_who_can_help_with_a_guide_has_the_order_of_its_need(
    presenter: PresenterMaker, now: str, guide: str, helpers: list[str]
) -> None:
    view = presenter(now=now).guide(guide)
    assert [line.id for line in view.helpers] == helpers


def test_a_site_can_hide_law_and_health_until_a_speaker_has_read_them(
    presenter: PresenterMaker,
) -> None:
    careful = Site(hide_unreviewed=True)
    assert {guide.id for guide in presenter("es", site=careful).guides()} == {
        "is-this-okay",
        "phones-and-safety",
    }
    assert presenter("es", site=careful).guide("rights-at-work") is None
    assert presenter("es", site=careful).guide("rights-at-work", english=True) is not None
    assert len(presenter("en", site=careful).guides()) == len(presenter("en").guides())


def test_a_card_says_which_authority_answers(presenter: PresenterMaker) -> None:
    told = {
        one: card.note for need in Need for one, card in answered(presenter("en"), need).items()
    }
    assert "Police answer here." in told["line-911"]
    assert "government office answers" in told["county-cps-line"]
    assert "part of the prosecutor's office" in told["district-attorney-victim-witness"]


def test_a_website_code_leads_only_to_a_host_the_record_vouches_for(
    presenter: PresenterMaker,
) -> None:
    """The waiting list of SHRA stands on a host that neither its owner nor a source names."""

    def codes(service_id: str) -> dict[str, str]:
        view = presenter("en").service(service_id)
        return {code.kind: code.payload for code in view.codes}

    assert "website" not in codes("shra-housing")
    assert codes("county-dha-benefits")["website"] == "https://benefitscal.com"
