"""What holds for every service of the factory directory, on its page and on what leaves it."""

import re
from pathlib import Path

import msgspec
import pytest

from kiosk.devices.slip import SlipContent
from kiosk.directory.builder import build
from kiosk.directory.repository import open_directory
from kiosk.domain.folding import words as words_of
from kiosk.domain.language import OFFERED
from kiosk.domain.place import Coordinates, is_shown
from kiosk.domain.records import AnyRecord, Location, Service
from kiosk.presentation.authority import MUST_REPORT
from kiosk.presentation.open_questions import NOT_ON_PAPER, WORDS
from kiosk.presentation.presenter import DirectoryPresenter, Site
from kiosk.presentation.slips import NothingForPaper, slip_content
from tests.conftest import PresenterMaker
from tests.sync.toolkit import in_english

HERE, ELSEWHERE = Coordinates(38.58, -121.49), Coordinates(38.41, -121.37)
OFF_PAPER = {WORDS[one].text for one in NOT_ON_PAPER}


@pytest.fixture(scope="module")
def services(factory_records: tuple[AnyRecord, ...]) -> dict[str, Service]:
    return {one.id: one for one in factory_records if isinstance(one, Service)}


def slip_of(presenter: DirectoryPresenter, service_id: str) -> SlipContent | None:
    try:
        return slip_content(presenter, [service_id])
    except NothingForPaper:
        return None


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
def test_nothing_unknown_is_a_fact_and_what_is_asked_stands_on_paper_too(
    presenter: PresenterMaker, services: dict[str, Service], tag: str
) -> None:
    kiosk, asked = presenter(tag).at_one_moment(), 0
    ask = kiosk.catalog.gettext("Ask")
    for service_id, service in services.items():
        view = kiosk.service(service_id)
        assert all(fact.lines for fact in view.facts), service_id
        assert ask not in [line for fact in view.facts for line in fact.lines], service_id
        assert len(view.questions) <= 3, service_id
        reports = kiosk.catalog.translate(MUST_REPORT) in " ".join(view.notes)
        assert reports is service.must_report, service_id
        for question in view.questions:
            assert question.english.endswith("?")
            assert question.own
            assert question.on_paper is (question.english not in OFF_PAPER)
        slip = slip_of(kiosk, service_id)
        if slip is None:
            continue
        wanted = [(one.own, one.english) for one in view.questions if one.on_paper]
        assert [(one.own, one.english) for one in slip.entries[-1].asks] == wanted, service_id
        asked += len(wanted)
    assert asked > 100


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
def test_who_must_report_says_so_and_the_young_ask_first(
    presenter: PresenterMaker, services: dict[str, Service], tag: str
) -> None:
    kiosk, bound = (
        presenter(tag).at_one_moment(),
        [one.id for one in services.values() if one.must_report],
    )
    assert {"nhth-line", "runaway-safeline-line"} <= {*bound}
    for service_id in ("childhelp-line", *bound):
        view = kiosk.service(service_id, "young.young_talk", young=True)
        assert "Do you have to tell anyone?" in view.questions[0].english, service_id
        if service_id in bound:
            assert kiosk.catalog.translate(MUST_REPORT) in " ".join(view.notes), service_id


def test_a_public_name_is_on_nothing_that_leaves_the_screen(
    presenter: PresenterMaker, services: dict[str, Service]
) -> None:
    """Whole texts and, where it does not hold the quiet name, parts of them are compared."""
    kiosk, compared = presenter().at_one_moment(), 0
    for service in services.values():
        view = kiosk.service(service.id)
        left = [code.payload for code in view.codes if code.kind != "website"]
        slip = slip_of(kiosk, service.id)
        if slip is not None:
            entry = msgspec.to_builtins(slip.entries[-1])
            left += [text for text in _texts(entry) if text != entry["page"]]
        fields = [" ".join(words_of(line)) for text in left for line in text.splitlines()]
        public, quiet = (" ".join(words_of(n)) for n in (service.name, service.quiet_name))
        if public == quiet:
            continue
        compared += 1
        assert public not in fields, service.id
        if public not in quiet:
            assert not [one for one in fields if f" {public} " in f" {one} "], service.id
    assert compared > 100


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    found = value.values() if isinstance(value, dict) else value
    return [text for one in found for text in _texts(one)] if isinstance(value, dict | list) else []


def _leaves(presenter: DirectoryPresenter, service_id: str) -> tuple[object, ...]:
    view = presenter.service(service_id)
    return slip_of(presenter, service_id), view.codes


def test_nothing_that_leaves_depends_on_the_position_of_the_kiosk(
    presenter: PresenterMaker, services: dict[str, Service]
) -> None:
    kiosks = [
        presenter("es", site=Site(origin=origin)).at_one_moment() for origin in (HERE, ELSEWHERE)
    ]
    for service_id in services:
        here, elsewhere = (_leaves(kiosk, service_id) for kiosk in kiosks)
        assert here == elsewhere, service_id


def test_a_hidden_place_is_nowhere_wherever_the_kiosk_is(
    presenter: PresenterMaker,
    factory_records: tuple[AnyRecord, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Records could carry what no record may: cards, pages, ways, paper and order stay the same."""
    secret = {
        "address_1": "77 Secret Rd",
        "postal_code": "95814",
        "transportation": "Secret Line",
        "latitude": HERE.latitude,
        "longitude": HERE.longitude,
    }
    records, hidden = list[AnyRecord](), 0
    for one in in_english(factory_records):
        if isinstance(one, Location) and not is_shown(one):
            records.append(msgspec.structs.replace(one, **secret))
            hidden += 1
        else:
            records.append(one)
    assert hidden > 10
    monkeypatch.setattr("kiosk.directory.record_index.check_records", lambda _: [])
    build(records, tmp_path / "secret.db")
    site = Site(origin=HERE, place_is_public=True)
    with open_directory(tmp_path / "secret.db") as directory:
        kiosks = (presenter(site=site), presenter(site=site, directory=directory))
        plain, told = (kiosk.at_one_moment() for kiosk in kiosks)
        for need in sorted({need for one in _services(records) for need in one.categories}):
            shown, same = (kiosk.answers(need, limit=200) for kiosk in (told, plain))
            assert shown == same, need
        for service in _services(records):
            view = told.service(service.id)
            assert view == plain.service(service.id), service.id
            assert slip_of(told, service.id) == slip_of(plain, service.id), service.id
            assert not re.search("77 Secret|Secret Line", repr(view)), service.id


def _services(records: list[AnyRecord]) -> list[Service]:
    return [one for one in records if isinstance(one, Service)]
