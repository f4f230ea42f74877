"""How many pages each page of a visitor may take, in every language, on three screens, at M and XL.

Nothing is drawn. A part of the services and of the lists belongs to each language, so that all are
seen over the languages; a long run takes them all. Guides have theirs in ``test_guide_pages.py``.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product

import pytest

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.language import OFFERED
from kiosk.domain.records import AnyRecord, Need, Service, Tile
from kiosk.ui.kit.scene import Scene
from kiosk.visit.paper import PaperState
from kiosk.visit.visit import new_visit
from tests.conftest import PresenterMaker
from tests.long_runs import FULL
from tests.matrix.combos import SIZES, ComposerMaker
from tests.touches import after_touch

WIDE, UPRIGHT, SMALL = SIZES
STEPS = ("M", "XL")
COMBOS = list(product(OFFERED, SIZES, STEPS))
BUDGET = {
    ("list", "M"): 3, ("list", "XL"): 3,
    ("service", "M"): 2, ("service", "XL"): 2,
    ("talk", "M"): 1, ("talk", "XL"): 2,
    ("question", "M"): 1, ("question", "XL"): 2,
}  # fmt: skip
ARABIC = ("ar", "fa", "prs", "ps")
REACHED: dict[tuple[str, str, tuple[int, int]], dict[str, int]] = {
    ("question", "XL", SMALL): dict.fromkeys(("hmn", "ru", "uk", "pa", *ARABIC), 3),
    ("talk", "M", SMALL): {"": 2, "ps": 3},
    ("talk", "XL", SMALL): {"": 5, **dict.fromkeys(("zh-Hans", "zh-Hant", "ko"), 4)},
    ("talk", "XL", WIDE): dict.fromkeys(("fa", "prs", "ps"), 3),
    ("service", "M", SMALL): {"": 3},
    ("service", "M", WIDE): {"": 1, "pa": 3},
    ("service", "XL", SMALL): {"": 7, "en": 6, **dict.fromkeys(ARABIC, 9)},
    ("service", "XL", WIDE): {"": 3, **dict.fromkeys((*ARABIC, "hi"), 4)},
    ("service", "XL", UPRIGHT): {"": 3},
}
"""What is reached where a budget is out of reach, by language; "" stands for all others.

The reasons are in decision 0042.
"""
MORE = {WIDE: 0.03, UPRIGHT: 0.03, SMALL: 0.5}
"""Greatest share of the services that take more pages at M than their budget, in any language."""
MANY_PLACES = "hospital-emergency-rooms-care"
"""Names all hospitals; ``test_service_page.py`` finds them on its pages."""
DIFFERENT = ("weave-line", "irc-sacramento-casework", "loaves-and-fishes-park")
"""Services whose pages differ most, in every part."""
WITHOUT_A_CARD = {
    ("ps", SMALL, "XL", "okay.watched_phone"),
    ("prs", SMALL, "XL", "okay.watched_phone"),
    ("prs", SMALL, "XL", "work.not_paid"),
}
"""Lists whose first page has numbers alone: the words of the first card take four lines."""
LAST = "page:999"

Page = Callable[..., Scene]


def ids(scene: Scene) -> list[str]:
    return [node.id for node in scene.touches]


def count(scene: Scene) -> int:
    """The pages before the last one and itself."""
    return max([int(one[5:]) + 2 for one in ids(scene) if one.startswith("page:")], default=1)


def most(kind: str, step: str, size: tuple[int, int], tag: str) -> int:
    reached = REACHED.get((kind, step, size), {})
    return reached.get(tag, reached.get("", BUDGET[kind, step]))


def part(found: Sequence[str], tag: str, parts: int = len(OFFERED)) -> Sequence[str]:
    return found if FULL else found[OFFERED.index(tag) % parts :: parts]


@pytest.fixture
def page_in(composer_for: ComposerMaker) -> Callable[..., Page]:
    """Makes ``page(*acts)`` of one language, size and step."""

    def make(tag: str, size: tuple[int, int], step: str) -> Page:
        composer, _ = composer_for(size)

        def page(*acts: str, paper: PaperState | None = None) -> Scene:
            visit = after_touch(new_visit("en"), f"language:{tag}")
            for act in (f"size:{step}", *acts):
                visit = after_touch(visit, act)
            return composer.compose(visit, paper=paper or PaperState(trouble=None))

        return page

    return make


@pytest.mark.rotating(32)
@pytest.mark.parametrize(("tag", "size", "step"), COMBOS, ids=str)
def test_lists_questions_and_talk_take_no_more_pages_than_they_may(
    page_in: Callable[..., Page],
    presenter: PresenterMaker,
    factory_records: tuple[AnyRecord, ...],
    *,
    tag: str,
    size: tuple[int, int],
    step: str,
) -> None:
    """The first page of a list has a service besides the numbers to call."""
    page, allowed = page_in(tag, size, step), partial(most, step=step, size=size, tag=tag)
    wrong = list[object]()
    tiles = [one for one in factory_records if isinstance(one, Tile)]
    for tile in part([one.id for one in tiles], tag, 4):
        need = tile.partition(".")[0]
        acts = (f"need:{need}", f"tile:{tile}")
        scene = page(*acts, LAST)
        pages = count(scene)
        call = presenter(tag).answers(tile, frozenset(), 1).call
        lines = [line.id for line in call.lines] if call else []
        first = ids(page(*acts))
        shown = [one for one in first if one.startswith("service:") and " " not in one]
        found = {*shown} - {f"service:{line}" for line in lines}
        assert found or (tag, size, step, tile) in WITHOUT_A_CARD, tile
        before = page(*acts, f"page:{max(0, pages - 2)}")
        assert {f"all:{need}", "service:line-211 last"} <= {*ids(scene), *ids(before), *first}, tile
        wrong += [(tile, pages)] if pages > allowed("list") else []
    for need in Need:
        scene = page(f"need:{need}", LAST)
        assert not scene.problems
        assert f"all:{need}" in ids(scene)
        wrong += [(need, count(scene))] if count(scene) > allowed("question") else []
    for acts in (("talk",), ("talk", "chip:no_voice")):
        pages = count(page(*acts, LAST))
        assert not [p for at in range(pages) for p in page(*acts, f"page:{at}").problems]
        wrong += [(acts, pages)] if pages > allowed("talk") else []
    assert not wrong


@pytest.mark.rotating(32)
@pytest.mark.parametrize(("tag", "size", "step"), COMBOS, ids=str)
def test_a_service_takes_no_more_pages_than_it_may_and_its_ways_keep_their_places(
    page_in: Callable[..., Page],
    factory_records: tuple[AnyRecord, ...],
    *,
    tag: str,
    size: tuple[int, int],
    step: str,
) -> None:
    """The places of the ways are the same for every service, with paper and without.

    A second page at M has other facts; ``test_service_forms.py`` finds all else on the first.
    """
    page, wrong, more = page_in(tag, size, step), list[object](), 0
    services = [one.id for one in factory_records if isinstance(one, Service)]
    services.remove(MANY_PLACES)
    seen = defaultdict[str, dict[tuple[int, int, int, int], str]](dict)
    for service in dict.fromkeys((*DIFFERENT, *part(services, tag))):
        first, last = page(f"service:{service}"), page(f"service:{service}", LAST)
        assert not (*first.problems, *last.problems), service
        pages, may = count(last), most("service", step, size, tag)
        wrong += [(service, pages)] if pages > may else []
        more += pages > BUDGET["service", step]
        out = PaperState(PrinterProblem.PAPER_OUT)
        again = FULL or service in DIFFERENT
        for scene in (first, *([page(f"service:{service}", paper=out)] if again else [])):
            for node in scene.touches:
                way, _, of = node.id.partition(":")
                if way == "staff" or (way in {"learn", "qr", "print"} and of == service):
                    box = node.box
                    seen[way].setdefault((box.x, box.y, box.w, box.h), service)
    if (size, step) != (SMALL, "XL") or tag not in (*ARABIC, "hmn"):  # decision 0042
        assert {*seen} == {"learn", "qr", "staff", "print"}
    assert not wrong
    assert step == "XL" or not FULL or more <= MORE[size] * len(services)
    assert not {way: boxes for way, boxes in seen.items() if len(boxes) > 1}
