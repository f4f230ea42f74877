"""The cards of the first screen: their order, and what they open."""

from pathlib import Path

import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import open_directory
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
    ("opens", "act"),
    [
        ("work.not_paid", "tile:work.not_paid"),
        ("work.gone", ""),
        ("young", "need:young"),
        ("okay", "need:okay"),
        ("leaving-safely", "guide:leaving-safely"),
        ("speak", "speak"),
        ("", ""),
    ],
)
def test_a_card_opens_what_the_directory_has(
    presenter: PresenterMaker, opens: str, act: str
) -> None:
    assert str(presenter("en").card_act(opens) or "") == act


def test_a_card_opens_no_guide_that_the_site_hides(presenter: PresenterMaker) -> None:
    careful = Site(hide_unreviewed=True)
    assert presenter("es", site=careful).card_act("rights-at-work") is None
    assert str(presenter("en", site=careful).card_act("rights-at-work")) == "guide:rights-at-work"
