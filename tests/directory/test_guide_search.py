"""Words that people type lead to guides: a title, search words, and words only one guide has."""

from pathlib import Path

import pytest

from kiosk.directory.builder import build
from kiosk.directory.guide_search import MOST_FOUND
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.language import OFFERED
from kiosk.domain.records import AnyRecord, Guide, GuideBlock, Need, SearchWord


def guide(name: str, title: str, *texts: str) -> Guide:
    """A guide with a title and a block for each text."""
    blocks = tuple(GuideBlock(id=f"b{at}", text=text) for at, text in enumerate(texts))
    return Guide(
        id=name, title=title, summary="Read", icon="work", categories=(Need.WORK,), order=9,
        blocks=blocks,
    )  # fmt: skip


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory, small_records: list[AnyRecord]) -> Path:
    """Made-up guides with search words."""
    path = tmp_path_factory.mktemp("guides") / "directory-guides.db"
    records: list[AnyRecord] = [
        *small_records,
        guide("first", "Phones", "A locksmith can help.", "Ask about money."),
        guide("second", "Locks", "Ask about money. Use a new phone.", "They may not strike you."),
        guide("third", "Calls and phones", "Phones again."),
        SearchWord(id="w.1", language="en", words=("strike", "day off"), guide_ids=("first",)),
        SearchWord(id="w.2", language="es", words=("huelga",), guide_ids=("first",)),
        SearchWord(id="w.3", language="es", words=("offendido",), guide_ids=("second",)),
    ]
    build(records, path)
    return path


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("locks", "en", ("second",)),
        ("lock", "en", ("second",)),
        ("strike", "en", ("first",)),
        ("off", "en", ("first",)),
        ("huelga", "en", ("first",)),
        ("huelga", "es", ("first",)),
        ("huelga", "ar", ("first",)),
        ("locksmith phones", "en", ("first",)),
        ("phones", "en", ("first", "third")),
        ("locksmith", "en", ("first",)),
        ("money", "en", ()),
        ("lo", "en", ()),
        ("", "en", ()),
        ("?", "en", ()),
        ("nothing", "en", ()),
    ],
)
def test_words_of_a_guide(met: Path, text: str, language: str, found: tuple[str, ...]) -> None:
    with open_directory(met) as directory:
        shown = directory.guides_met(text, language)
    assert set(shown) == set(found)
    assert len(shown) <= MOST_FOUND


@pytest.mark.parametrize("tag", OFFERED)
def test_a_tracked_phone_leads_to_its_guide(factory_directory: ServiceDirectory, tag: str) -> None:
    assert factory_directory.guides_met("gps", tag)[0] == "phones-and-safety"


@pytest.mark.parametrize(
    ("text", "tag", "first"),
    [
        ("tracked phone", "en", "phones-and-safety"),
        ("court", "en", "my-day-in-court"),
        ("ice", "en", "papers-and-police"),
        ("husband", "en", "leaving-safely"),
        ("no me pagan", "es", "rights-at-work"),
        ("護照", "zh-Hant", "is-this-okay"),
        ("huzhao", "zh-Hans", "is-this-okay"),
        ("محكمة", "ar", "my-day-in-court"),
        ("custody", "en", "your-children"),
        ("overdose", "en", "drugs-and-overdose"),
        ("tattoo", "en", "is-this-okay"),
        ("niñera", "es", "your-kind-of-work"),
        ("fotos íntimas", "es", "pictures-of-you"),
        ("移民法庭", "zh-Hans", "visa-after-harm"),
    ],
)
def test_plain_words_lead_to_a_guide(
    factory_directory: ServiceDirectory, text: str, tag: str, first: str
) -> None:
    assert factory_directory.guides_met(text, tag)[0] == first


@pytest.mark.parametrize("text", ["food", "hungry", "shelter", "detox", "bed", "a bed"])
def test_who_looks_for_a_place_reads_no_guide_first(
    factory_directory: ServiceDirectory, text: str
) -> None:
    assert factory_directory.guides_met(text, "en") == ()


@pytest.mark.parametrize("tag", OFFERED)
def test_each_guide_has_search_words_in_each_language(
    factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    words = [one for one in factory_records if isinstance(one, SearchWord) and one.language == tag]
    named = {guide_id for one in words for guide_id in one.guide_ids}
    assert named == {one.id for one in factory_records if isinstance(one, Guide)}
