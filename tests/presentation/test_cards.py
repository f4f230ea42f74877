"""The cards of the first screen: their order, and what they open."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.queries import CardText
from kiosk.domain.records import AnyRecord
from kiosk.presentation.presenter import Site
from kiosk.presentation.welcome import CardChoice
from tests.conftest import PresenterMaker

PLAIN = {
    "Need a bed tonight?",
    "Every hour must be paid.",
    "Do you need a doctor now?",
    "Which language do you speak?",
    "No home? School says yes.",
    "Sign only what you read.",
}


def titles(presenter: PresenterMaker, choice: CardChoice, **more: object) -> list[str]:
    return [card.title for card in presenter("en", site=Site(cards=choice), **more).cards()]


def test_a_site_chooses_among_its_cards(presenter: PresenterMaker) -> None:
    every = titles(presenter, CardChoice.ALL)
    first = titles(presenter, CardChoice.PLAIN_FIRST)
    assert every[0] == "Not paid? Papers taken? Not free to go?"
    assert set(first) == set(every)
    assert set(first[: len(PLAIN)]) == PLAIN == set(titles(presenter, CardChoice.PLAIN))
    assert [one for one in every if one not in PLAIN] == first[len(PLAIN) :]


@pytest.mark.parametrize("choice", CardChoice)
def test_where_no_card_is_plain_the_one_of_the_program_is(
    presenter: PresenterMaker, small_records: list[AnyRecord], tmp_path: Path, choice: CardChoice
) -> None:
    build(small_records, tmp_path / "small.db")
    with open_directory(tmp_path / "small.db") as directory:
        shown = titles(presenter, choice, directory=directory)
    own = "You can ask here."
    assert (
        shown
        == {
            CardChoice.ALL: ["Paid?"],
            CardChoice.PLAIN_FIRST: [own, "Paid?"],
            CardChoice.PLAIN: [own],
        }[choice]
    )


@pytest.mark.parametrize(
    ("opens", "act", "words"),
    [
        ("work.not_paid", "tile:work.not_paid", "Not paid"),
        ("work.gone", "", ""),
        ("young", "need:young", "Young people"),
        ("okay", "need:okay", "Is this okay?"),
        ("leaving-safely", "guide:leaving-safely", "Leaving safely"),
        ("speak", "speak", "Show that I need an interpreter"),
        ("", "", ""),
    ],
)
def test_a_card_opens_what_the_directory_has_and_says_so(
    presenter: PresenterMaker, opens: str, act: str, words: str
) -> None:
    route, _, name = presenter("en").card_opening(opens) or ("", "", "")
    assert (str(route), name) == (act, words)


def test_a_card_opens_no_guide_that_the_site_hides(presenter: PresenterMaker) -> None:
    careful = Site(hide_unreviewed=True)
    assert presenter("es", site=careful).card_opening("rights-at-work") is None
    found = presenter("en", site=careful).card_opening("rights-at-work")
    assert found is not None
    assert str(found[0]) == "guide:rights-at-work"


NIGHT = "2026-11-25T02:00"


def test_at_night_only_cards_for_the_night_turn_whose_line_answers(
    presenter: PresenterMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ServiceDirectory.cards

    def cards(self: ServiceDirectory, *asked: object) -> tuple[CardText, ...]:
        lines = {"bed-tonight": "line-211", "heavy-day": "weave-office", "doctor": ""}
        return tuple(
            replace(one, night=one.id in lines, line=lines.get(one.id, ""))
            for one in real(self, *asked)  # type: ignore[arg-type]
        )

    monkeypatch.setattr(ServiceDirectory, "cards", cards)
    found = presenter("en", now=NIGHT, site=Site(cards=CardChoice.ALL)).cards()
    assert [(one.opens, one.number) for one in found] == [
        ("safe_place.bed_tonight", "211"),
        ("health.doctor", ""),
    ]
    by_day = presenter("en", site=Site(cards=CardChoice.ALL)).cards()
    untrusted = presenter("en", now=NIGHT, trusted=False, site=Site(cards=CardChoice.ALL)).cards()
    assert untrusted == by_day
    assert len(by_day) > len(found)
    assert not any(one.number for one in by_day)
