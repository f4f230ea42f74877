"""A page is composed from one moment: it reads the clock once and asks each question once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import Settings
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock, TrustedTime
from kiosk.presentation import presenter as desk_module
from kiosk.presentation import service_lists
from kiosk.ui.composer import Composer
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.tour import STOPS, scenes
from kiosk.visit.acts import Panel, Screen
from kiosk.visit.visit import new_visit
from tests.staff.examples import SAMPLES
from tests.touches import after_touch
from tests.ui import staff_scenes

NOW = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles")
COMBOS = (("ar", (1920, 1080), "M", ()), ("es", (1280, 800), "L", ("low",)))
"""Language, glass, size of letters, and what is touched first."""


class _Counted:
    """Counts the questions of a page: to the clock, to the directory, and the views made of it."""

    def __init__(self, directory: ServiceDirectory) -> None:
        self._directory = directory
        self.asked = Counter[object]()

    def read(self) -> TrustedTime:
        """The clock is read."""
        self.asked["clock"] += 1
        return NOW.read()

    def __getattr__(self, name: str) -> object:
        """A method of the directory that counts."""
        method = getattr(self._directory, name)

        def ask(*args: object) -> object:
            self.asked[name, *map(repr, args)] += 1
            return method(*args)

        return ask

    def counting(self, name: str, make: Callable[..., object]) -> Callable[..., object]:
        """A function that makes a view, and counts for what."""

        def made(by: object, *args: object) -> object:
            self.asked[name, *map(repr, args)] += 1
            return make(by, *args)

        return made

    def repeated(self) -> dict[object, int]:
        """What was asked more than once since this was last called."""
        found = {question: times for question, times in self.asked.items() if times > 1}
        self.asked.clear()
        return found


@pytest.fixture
def counted(factory_directory: ServiceDirectory, monkeypatch: pytest.MonkeyPatch) -> _Counted:
    counted = _Counted(factory_directory)
    for module, name in ((desk_module, "talk"), (service_lists, "helpline_listing")):
        made = counted.counting(name, getattr(module, name))
        monkeypatch.setattr(module, name, made)
    return counted


def _composer(counted: _Counted, size: tuple[int, int]) -> Composer:
    program = AppContext(Settings(), counted)
    composer, _ = make_composer(program, Glass(*size), counted)  # type: ignore[arg-type]
    return composer


@pytest.mark.rotating(2)
@pytest.mark.parametrize(("tag", "size", "step", "first"), COMBOS)
@pytest.mark.usefixtures("qapp", "catalogues")
def test_no_page_asks_twice(
    counted: _Counted, tag: str, size: tuple[int, int], step: str, first: tuple[str, ...]
) -> None:
    composer = _composer(counted, size)
    composer._voice(tag).presenter  # noqa: B018 - made once for all pages, with the useful numbers
    counted.repeated()
    stops = [replace(stop, acts=(*first, *stop.acts)) for stop in STOPS]
    shown, found = set[Screen | Panel](), list[str]()
    for name, visit, _ in scenes(composer, tag, "en", step, "default", stops=stops, most=2):
        shown |= {visit.panel or visit.route.screen}
        if repeated := counted.repeated():
            found.append(f"{name}: {repeated}")
    assert shown == {*Screen, *Panel}
    assert not found, "\n".join(found)


@pytest.mark.usefixtures("qapp", "catalogues")
def test_no_page_of_staff_mode_asks_at_all(counted: _Counted) -> None:
    composer = _composer(counted, (1280, 800))
    composer._voice("en").presenter  # noqa: B018 - made once, with the useful numbers
    counted.asked.clear()
    pages = [name for name, _, _ in staff_scenes.scenes(composer, "en", "en", "M", "default")]
    assert len(pages) > len(SAMPLES)
    assert not counted.asked


@pytest.mark.usefixtures("qapp", "catalogues")
def test_paper_is_made_from_one_moment(counted: _Counted) -> None:
    composer = _composer(counted, (1280, 800))
    composer._voice("es").presenter  # noqa: B018 - made once, with the useful numbers
    counted.repeated()
    visit = after_touch(after_touch(new_visit("es"), "service:weave-line"), "print:weave-line")
    assert composer.document(visit)
    assert not counted.repeated()
