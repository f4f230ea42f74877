"""Low reach: turning the pages of a list leaves nothing out and shows nothing twice.

Nothing is drawn: the pages are compared with those that everyone sees.
"""

import re
from collections import Counter, defaultdict
from typing import Protocol

import pytest

from kiosk.app.settings import ScreenSettings, SiteSettings
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import NodeKind, Scene
from kiosk.ui.kit.theme import CAP_HEIGHT_EM
from kiosk.ui.runtime.tour import STOPS, WEB, scenes, visit_to
from kiosk.visit.acts import Screen
from tests.conftest import ComposerMaker

SMALL = (1280, 800)
MOST = 60
TURNED = (
    "results",
    "chips",
    "service-line",
    "service-work",
    "qr",
    "qr-web",
    "qr-words",
    "print-done",
    "print-failed",
    "talk",
    "see",
    "listen",
    "listen-unplugged",
    "names",
)
COMBOS = (("XL", "en"), ("XL", "ar"), ("XL", "hmn"), ("L", "ar"))
COUNTED = re.compile(r"^\D*([\d٠-٩]+)\D+([\d٠-٩]+)\D*$")
OF_ONE_GLASS = re.compile(r"^(page:|low$)")
"""Turning pages is not the same on two glasses; what is low already need not be put lower."""
NUMBERS = {
    "nhth-line": "1-888-373-7888",
    "ndvh-line": "1-800-799-7233",
    "weave-line": "916-920-2952",
    "line-988": "988",
    "line-911": "911",
}
TALK = [stop for stop in STOPS if stop.name == "talk"]
CARDS = 6

Pages = dict[str, list[Scene]]


class Maker(Protocol):
    """Makes the composer of a site that keeps everything low, or of one that does not."""

    def __call__(self, *, low_reach: bool) -> Composer:
        """Makes it once."""


@pytest.fixture(scope="module")
def composer(composer_at: ComposerMaker) -> Maker:
    """Composers of a site that keeps everything low, and of one that does not."""
    site = SiteSettings(web=WEB)

    def make(*, low_reach: bool) -> Composer:
        return composer_at(SMALL, site=site, screen=ScreenSettings(low_reach=low_reach))[0]

    return make


def _pages(composer: Composer, tag: str, step: str) -> Pages:
    """The pages of each stop, in order."""
    stops = [stop for stop in STOPS if stop.name in TURNED]
    found = defaultdict[str, list[Scene]](list)
    for name, _visit, scene in scenes(composer, tag, "en", step, "default", stops=stops, most=MOST):
        found[re.sub(r"-\d+$", "", name)].append(scene)
    return found


def _totals(pages: list[Scene]) -> list[tuple[int, int]]:
    """The number of each page and of all, as the pager says them."""
    said = []
    for scene in pages:
        ways = [touch.box for touch in scene.touches if touch.id.startswith("page:")]
        for node in scene.nodes:
            match = COUNTED.match(node.text) if node.kind is NodeKind.TEXT else None
            level = any(way.y <= node.box.y + node.box.h // 2 <= way.bottom for way in ways)
            if match and level and not node.owner:
                said.append((int(match[1]), int(match[2])))
    return said


def _targets(pages: list[Scene]) -> set[str]:
    return {
        touch.id.partition(" ")[0]
        for scene in pages
        for touch in scene.touches
        if not OF_ONE_GLASS.match(touch.id)
    }


def _times(pages: list[Scene]) -> Counter[str]:
    """How often each text and target stands on the pages, the frame apart."""
    times = Counter[str]()
    for scene in pages:
        own = [node for node in scene.nodes if not node.frame and not node.owner]
        times.update(node.text for node in own if node.kind is NodeKind.TEXT and node.text)
        times.update(touch.id for touch in scene.touches if not touch.frame)
    return times


def _twice(low: list[Scene], usual: list[Scene]) -> list[str]:
    """What stands more often on the low pages; on every one after the first it is a heading."""
    before, each = _times(usual), [_times([scene]) for scene in low]
    return [
        what
        for what, count in _times(low).items()
        if count > max(1, before[what])
        # A number is named once more over the ways to take it along.
        and what not in NUMBERS.values()
        and not what.startswith("page:")
        and not all(what in times for times in each[1:])
    ]


@pytest.mark.rotating
@pytest.mark.parametrize(("step", "tag"), COMBOS)
def test_turning_low_pages_leaves_nothing_out(composer: Maker, step: str, tag: str) -> None:
    low, usual = (_pages(composer(low_reach=one), tag, step) for one in (True, False))
    wrong = list[str]()
    for name, pages in low.items():
        said = _totals(pages)
        # The first page of a service and of Talk may lead on by words alone.
        first = 2 if name.startswith(("service", "talk")) and not _totals(pages[:1]) else 1
        if any(one != (at, len(pages)) for at, one in enumerate(said, start=first)):
            wrong.append(f"{name}: {len(pages)} pages say {said}")
        if lost := _targets(usual[name]) - _targets(pages):
            wrong.append(f"{name}: nowhere to touch {sorted(lost)}")
        if twice := _twice(pages, usual[name]):
            wrong.append(f"{name}: twice {twice}")
        wrong += [f"{name}: {problem}" for scene in pages for problem in scene.problems]
    assert not wrong, "\n".join(wrong)


@pytest.mark.rotating
@pytest.mark.parametrize("step", ["M", "L", "XL"])
@pytest.mark.parametrize("tag", ["en", "es", "hmn"])
def test_what_takes_a_number_along_never_stands_under_another(
    composer: Maker, step: str, tag: str
) -> None:
    for name, visit, scene in scenes(
        composer(low_reach=True), tag, "en", step, "default", stops=TALK, most=MOST
    ):
        shown = {line for line, number in NUMBERS.items() if number in scene.texts}
        taken = {
            touch.id.partition(":")[2]
            for touch in scene.touches
            if touch.id.startswith(("learn:", "qr:"))
        }
        assert visit.route.screen is Screen.TALK
        assert not (shown and taken - shown), f"{name}: {taken} under {shown}"


@pytest.mark.parametrize("tag", ["en", "ar", "hmn"])
def test_the_digits_of_a_part_stand_inside_its_line(composer: Maker, tag: str) -> None:
    stops = [stop for stop in STOPS if stop.name.startswith("learn")]
    for name, _visit, scene in scenes(
        composer(low_reach=True), tag, "en", "XL", "default", stops=stops
    ):
        parts = {touch.id: touch for touch in scene.touches if touch.id.startswith("step:look")}
        for node in scene.nodes:
            if node.kind is NodeKind.TEXT and node.owner in parts and node.font:
                part = parts[node.owner]
                cap = round(node.font.pixels * CAP_HEIGHT_EM)
                assert cap + 2 * part.line_width < part.box.h, f"{name}: {node.text}"


@pytest.mark.parametrize("tag", ["en", "ar", "hmn"])
def test_the_languages_cut_no_words_of_the_card_over_them(composer: Maker, tag: str) -> None:
    stop = next(stop for stop in STOPS if stop.name == "attract")
    visit = visit_to(stop, tag, "en", "XL", "default")
    for card in range(CARDS):
        scene = composer(low_reach=True).compose(visit, turn=card)
        top = min(touch.box.y for touch in scene.touches if touch.id.startswith("language:"))
        words = [
            node
            for node in scene.nodes
            if node.kind is NodeKind.TEXT and not node.owner and node.text and node.box.y < top
        ]
        assert words
        assert all(node.box.y >= 0 and node.box.bottom <= top for node in words)
        assert scene.problems == ()
