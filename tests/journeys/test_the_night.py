"""The first screen and the cover at night: dark, with the number of a line that answers now."""

import math
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import CardText
from kiosk.presentation import presenter as presenter_module
from kiosk.ui.kit.icons import NIGHT
from kiosk.ui.kit.scene import Box, Node, NodeKind, Scene
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, Glass, TypeRole, color
from kiosk.ui.runtime.shell import TURN_S
from kiosk.visit.acts import Mode
from kiosk.visit.visit import new_visit
from tests.conftest import ComposerMaker
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.matrix.combos import SIZES
from tests.matrix.judging import wrong_owners, wrong_targets, wrong_texts
from tests.matrix.test_pictures import Pixels, _contrast, _luminance
from tests.touches import activate, after_touch

TWO, NOON = "2026-12-06T02:00", "2026-12-06T12:00"
CARDS = {
    "bed-tonight": "line-211",
    "heavy-day": "line-988",
    "doctor": "line-211",
    "you-may-leave": "",
    "stay-away": "ndvh-line",
}
"""Cards for the night, and the line of each."""


@pytest.fixture(autouse=True)
def _cards_for_the_night(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ServiceDirectory.cards

    def cards(self: ServiceDirectory, *asked: object) -> tuple[CardText, ...]:
        return tuple(
            replace(one, night=one.id in CARDS, line=CARDS.get(one.id, ""))
            for one in real(self, *asked)  # type: ignore[arg-type]
        )

    monkeypatch.setattr(ServiceDirectory, "cards", cards)


def is_dark(scene: Scene) -> bool:
    return any(node.fill == NIGHT["sky"] for node in scene.nodes)


def number(value: str) -> int:
    return int(value.removeprefix("#"), 16)


@pytest.mark.parametrize(
    ("now", "trusted", "dark"), [(TWO, True, True), (TWO, False, False), (NOON, True, False)]
)
def test_it_is_dark_at_two_by_a_clock_that_is_trusted(
    arrive: VisitorMaker, now: str, *, trusted: bool, dark: bool
) -> None:
    visitor = arrive(now, trusted=trusted)
    assert is_dark(visitor.scene) is dark
    shown = {"Need a bed tonight?", "211"} if dark else {"Need a bed tonight?"}
    assert shown <= {text.replace("\n", " ") for text in visitor.scene.texts}
    assert ("211" in visitor.scene.texts) is dark
    visitor.touch("A bed tonight").is_on("results")
    assert not is_dark(visitor.scene), "only the first screen and the cover are dark"
    visitor.touch("leave").is_on("cover")
    assert is_dark(visitor.scene) is dark


@pytest.mark.parametrize("mode", [one for one in Mode if one is not Mode.DEFAULT])
def test_other_colors_stay_as_they_were_chosen(arrive: VisitorMaker, mode: Mode) -> None:
    visitor = arrive(TWO)
    activate(visitor.kiosk.shell, f"mode:{mode}")
    assert not is_dark(visitor.scene)


def test_the_night_comes_between_two_cards_and_never_under_a_hand(
    arrive: VisitorMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = arrive(NOON)
    shell = visitor.kiosk.shell
    monkeypatch.setattr(presenter_module, "is_dark", lambda *_: True)
    before = visitor.scene
    visitor.waits(TURN_S - 1)
    assert visitor.scene == before
    shell.view.hold("language:es")
    visitor.waits(TURN_S + 5)
    assert visitor.scene == before
    shell.view.hold()
    visitor.waits(shell._turned_at + TURN_S)
    assert is_dark(visitor.scene)


def test_the_colors_of_the_night_are_told_apart() -> None:
    white, lamp, ink = (
        color(role, Mode.DEFAULT) for role in (TypeRole.WHITE, TypeRole.LAMP, TypeRole.INK)
    )
    for over, under, least in (
        (white, NIGHT["sky"], 14.4),
        (lamp, NIGHT["sky"], 9.1),
        (NIGHT["moon"], NIGHT["sky"], 3.0),
        (NIGHT["lamp"], NIGHT["paper"], 3.0),
        (ink, white, 10.0),
    ):
        assert _contrast(number(over), number(under)) >= least - 0.05, (over, under)


def brightness(visitor: Visitor) -> float:
    """The mean relative luminance of the glass."""
    whole = Box(0, 0, visitor.scene.width, visitor.scene.height)
    rows = [*Pixels(visitor.kiosk.window.grab()).rows(whole, 90, 160)]
    values = [_luminance(pixel) for row in rows for pixel in row]
    return math.fsum(values) / len(values)


def test_the_first_screen_shines_a_fifth_less(arrive: VisitorMaker) -> None:
    assert brightness(arrive(TWO)) <= 0.8 * brightness(arrive(NOON))


def around(box: Box, air: int) -> QRect:
    return QRect(box.x - air, box.y - air, box.w + 2 * air, box.h + 2 * air)


def faults(scene: Scene, glass: Glass) -> Iterator[str]:
    yield from (*scene.problems, *wrong_targets(scene, glass))
    yield from (*wrong_texts(scene), *wrong_owners(scene))
    words = [node for node in scene.nodes if node.kind in {NodeKind.TEXT, NodeKind.TOUCH}]
    for moon in (node for node in scene.nodes if node.fill == NIGHT["moon"]):
        for node in words:
            if around(moon.box, glass.px(5.9)).intersects(around(node.box, 0)):
                yield f"the moon is near {node.display or node.id}"
    if scene.screen == "attract":
        yield from ("words in the moon" for node in scene.nodes if "night-" in node.source)


def digits(scene: Scene) -> Node:
    return next(
        node
        for node in scene.nodes
        if node.fill == color(TypeRole.LAMP, Mode.DEFAULT) and node.font
    )


@pytest.mark.rotating(3)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_night_holds_in_every_language(
    composer_at: ComposerMaker, size: tuple[int, int]
) -> None:
    composer, _ = composer_at(size, now=TWO)
    glass, found = Glass(*size), []
    for tag in OFFERED:
        for step in ("M", "XL"):
            visit = replace(new_visit(tag), size=step)
            scenes = [composer.compose(visit, turn=turn) for turn in range(len(CARDS))]
            font = digits(scenes[0]).font
            assert font is not None
            assert font.pixels * CAP_HEIGHT_EM >= 26 * glass.px_per_mm, (tag, step)
            scenes.append(composer.compose(after_touch(after_touch(visit, "search"), "leave")))
            found += [f"{tag} {step}: {fault}" for one in scenes for fault in faults(one, glass)]
    assert not found, "\n".join(found[:40])
