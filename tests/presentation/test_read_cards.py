"""The guide to read that stands on a list: that of its question, open at its place."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.directory.builder import build
from kiosk.directory.repository import open_directory
from kiosk.domain.queries import GuideText, LocalText
from kiosk.domain.records import AnyRecord, GuideBlockKind, Need, Tile
from kiosk.presentation import guides
from kiosk.presentation.presenter import DirectoryPresenter
from tests.conftest import PresenterMaker

PLACES = {
    "food.eat_today": "money-owed#to-live-on",
    "food.food_money": "money-owed",
    "safe_place.leave_harm": "leaving-safely",
    "young.young_talk": "under-18#who-must-tell",
}
HEAD, CAUTION = GuideBlockKind.HEADING, GuideBlockKind.CAUTION


@pytest.fixture(scope="module")
def tiles(factory_records: tuple[AnyRecord, ...]) -> list[Tile]:
    return [one for one in factory_records if isinstance(one, Tile)]


@pytest.fixture(scope="module", params=[PLACES, {}], ids=["named", "none named"])
def read(
    request: pytest.FixtureRequest,
    factory_records: tuple[AnyRecord, ...],
    presenter: PresenterMaker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SimpleNamespace]:
    """A directory in which some questions name a guide, or none does."""
    records = [
        replace(one, guide=request.param.get(one.id)) if isinstance(one, Tile) else one
        for one in factory_records
    ]
    path: Path = tmp_path_factory.mktemp("read") / "x.db"
    build(records, path)
    with open_directory(path) as directory:
        yield SimpleNamespace(
            own=presenter("es", directory=directory), named=dict(request.param), at=directory
        )


def shown(own: DirectoryPresenter, tile: Tile) -> list[str]:
    return [one.id for one in own.answers(tile.id).guides]


def test_a_list_offers_the_guide_of_its_question_and_no_other(
    read: SimpleNamespace, tiles: list[Tile]
) -> None:
    found = {tile.id: shown(read.own, tile) for tile in tiles if tile.need is not Need.OKAY}
    if read.named:
        assert {key: one for key, one in found.items() if one} == {
            key: [place] for key, place in read.named.items() if key in found
        }
    else:  # an older directory names none: the guide of the need stands there
        assert found["food.eat_today"] == [one.id for one in read.own.guides(Need.FOOD)][:1]
        assert found["work.not_paid"] == ["rights-at-work"]
    okay = {tile.id: shown(read.own, tile) for tile in tiles if tile.need is Need.OKAY}
    assert all(okay.values())


def test_a_guide_opens_at_the_place_that_is_named(read: SimpleNamespace) -> None:
    for place in PLACES.values():
        key, _, block = place.partition("#")
        whole, there = read.own.guide(key), read.own.guide(place)
        card = next(one for one in read.own.guides() if one.id == key)
        assert (there.id, there.title) == (key, card.title)
        if block:
            text = read.at.guide(key, "es", read.own.clock.read().not_before)
            assert text is not None
            named = next(words.text for name, _, words in text.blocks if name == block)
            assert next(words for kind, words in there.blocks if kind != CAUTION) == named
        else:
            assert there == whole
    assert read.own.guide("money-owed#gone").blocks == read.own.guide("money-owed").blocks
    assert read.own.guide("gone#to-live-on") is None


@st.composite
def guide_texts(draw: st.DrawFn) -> GuideText:
    kinds = draw(st.lists(st.sampled_from([*GuideBlockKind, HEAD]), min_size=1, max_size=12))
    return GuideText(
        id="g", need=Need.OTHER, icon="book", title=LocalText("Title", "en"),
        summary=LocalText("Summary", "en"), service_ids=(), law_or_health=False, young=False,
        blocks=tuple((f"b{at}", kind.value, LocalText(f"text {at}", "en"))
                     for at, kind in enumerate(kinds)),
    )  # fmt: skip


@given(guide_texts(), st.integers(0, 12))
def test_nothing_is_lost_and_a_caution_that_came_first_still_does(
    guide: GuideText, at: int
) -> None:
    blocks = [(kind, text.text) for _, kind, text in guide.blocks]
    made = guides._blocks_from(guide, f"b{at}")
    more = Counter(made) - Counter(blocks)
    assert not Counter(blocks) - Counter(made)
    assert more in (Counter(), Counter({(HEAD, "Title"): 1}))
    first = next((place for place, (kind, _) in enumerate(blocks) if kind == HEAD), len(blocks))
    warned = [one for one in blocks[:first] if one[0] == CAUTION]
    if first <= at < len(blocks):
        assert [*made[: len(warned)]] == warned
        head = max(place for place, (kind, _) in enumerate(blocks[: at + 1]) if kind == HEAD)
        assert made[len(warned)] == blocks[head]
        assert blocks[at] in made[len(warned) : len(warned) + at - head + 1]
    else:
        assert [*made] == blocks
