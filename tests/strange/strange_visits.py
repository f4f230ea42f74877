"""What must hold in any directory: its lists, every search as it is typed, the pages of a visit."""

import random
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from kiosk.app.context import AppContext
from kiosk.app.screen import voices
from kiosk.app.settings import Settings, SiteSettings
from kiosk.devices.slip import SlipRefused
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.clock import FixedClock
from kiosk.domain.filters import Filter
from kiosk.domain.helplines import Anchor
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import Need, Status
from kiosk.presentation.describe import describe
from kiosk.presentation.helpline_views import is_always_open
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import NothingForPaper, slip_content
from kiosk.ui.composer import Composer
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.tour import HERE, WEB
from kiosk.ui.slip.slip_painter import prepare
from kiosk.visit.paper import NO_PRINTER, PaperState
from kiosk.visit.visit import Visit, helper_visit, new_visit
from tests.strange.strange_directories import TODAY, Strange
from tests.touches import after_touch

NOW = "2026-11-24T10:30"
SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
WORDS = (
    *("food", "bed tonight", "money", "passport", "suicide", "988", "my husband hits me"),
    *("trafficked", "school", "shower", "rent", "95814", "zzz", "help"),
)
"""What visitors type. Every beginning of each word is searched."""
MOST = 1_000
"""More services than any list of these directories has."""
DANGERS = ("suicide", "my husband hits me", "trafficked", "he raped me")
"""What must show a number that answers day and night among the first cards."""
NOTHING = "zzzz"
"""The same where it is found nowhere."""
STEPS = 10
"""Touches of a walk without a plan."""
LISTS, SERVICES = 2, 2
"""Lists and services of each directory whose pages are looked at; others are drawn by its seed."""


class Shelves(NamedTuple):
    """Fonts and icons, which are loaded once for all directories."""

    fonts: FontShelf
    icons: IconBook


class StrangeVisit:
    """One directory in one language, size and mode, which its seed draws."""

    def __init__(self, strange: Strange, directory: ServiceDirectory, shelves: Shelves) -> None:
        self.strange, self.directory = strange, directory
        self.chance = random.Random(strange.seed)  # noqa: S311 - drawn by seed on purpose
        self.tag = self.chance.choice(("en", *strange.languages, "es"))
        self.size = self.chance.choice(("M", "M", "L", "XL"))
        placed = SiteSettings(latitude=HERE.latitude, longitude=HERE.longitude, web=WEB)
        site = self.chance.choice((SiteSettings(), placed))
        clock = FixedClock.at(NOW, "America/Los_Angeles", trusted=self.chance.random() < 0.9)
        voice = voices(AppContext(Settings(site=site), clock), directory)
        self.glass = self.chance.choice(SIZES)
        self.composer = Composer(Glass(*self.glass), *shelves, voice)
        self.presenter: DirectoryPresenter = voice(self.tag).presenter.at_one_moment()
        self.tiles = [one.id for one in directory.tiles(None, self.tag)]
        self._touches: dict[Visit, list[str]] = {}

    def faults(self) -> Iterator[str]:
        """Yield what does not hold."""
        for part in (self.lists, self.searches, self.dangers, self.papers, self.pages):
            yield from _caught(part)

    # --- lists --------------------------------------------------------------------------------

    def lists(self) -> Iterator[str]:
        """Every service that can be shown stands once in each of its lists."""
        listed = set[str]()
        for subject in (*self.tiles, *Need):
            view = self.presenter.answers(subject, limit=MOST)
            shown = [line.id for line in view.call.lines] if view.call else []
            shown += [one.id for one in view.cards]
            listed |= {*shown}
            if len(shown) != len({*shown}):
                yield f"{subject}: a service stands twice"
            if len(view.cards) != view.total:
                yield f"{subject}: {len(view.cards)} of {view.total} services are shown"
            yield from (f"{subject}: no page of {one}" for one in shown if not self.has_page(one))
            read = [one.id for one in view.guides if self.presenter.guide(one.id) is None]
            yield from (f"{subject}: no page of the guide {one}" for one in read)
            chosen = frozenset(self.chance.sample([*Filter], 2))
            sorted_view = self.presenter.answers(subject, chosen, limit=MOST, refusing=True)
            if len(sorted_view.cards) != sorted_view.total:
                yield f"{subject}: refused services are missing"
        missing = self._shown_ids() - listed
        yield from (f"{one} stands in no list" for one in sorted(missing))

    def _shown_ids(self) -> set[str]:
        hidden = {one.id for one in self.strange.helplines.helplines if one.out_of_service}
        return {
            one.id
            for one in self.strange.services
            if one.status is Status.ACTIVE
            and (one.valid_until is None or one.valid_until >= TODAY)
            and one.id not in hidden
        }

    def has_page(self, service: str) -> bool:
        return self.presenter.service(service) is not None

    # --- searches -----------------------------------------------------------------------------

    def texts(self) -> Iterator[str]:
        """Words of visitors, of the names of this directory, and of its questions."""
        yield from WORDS
        services, tiles = self.strange.services, self.directory.tiles(None, self.tag)
        yield from (one.name[:30] for one in self.chance.sample(services, min(2, len(services))))
        yield from (one.label.text for one in self.chance.sample(tiles, min(3, len(tiles))))

    def searches(self) -> Iterator[str]:
        """Whatever is typed finds what there is, and never throws the visitor out."""
        for text in self.texts():
            for end in {len(text), *self.chance.sample(range(len(text)), min(4, len(text)))}:
                typed = text[:end]
                found = self.presenter.found(typed, mend=self.chance.random() < 0.5)
                yield from (
                    f"{typed!r} leads to the question {one.id}, which nobody answers"
                    for one in found.questions
                    if one.id not in self.tiles
                )
                cards = [*found.window]
                yield from (
                    f"{typed!r}: no page of {one.id}" for one in cards if not self.has_page(one.id)
                )
                self.presenter.guides_found(typed)

    def dangers(self) -> Iterator[str]:
        """Danger has an answer whatever the directory holds."""
        for typed in (*DANGERS, NOTHING):
            if typed == NOTHING and self.directory.search(SearchQuery(self.tag, typed)).ids:
                continue  # a strange name has these letters
            cards = self.presenter.found(typed).window[:4]
            listed = [self.presenter.listing(card.id) for card in cards]
            described = [describe(self.presenter.speaker, one) for one in listed if one]
            if not any(one.voice and is_always_open(one) for one in described):
                yield f"{typed!r} leads to no number for day and night"
        line = self.presenter.found("988").window[0]
        if line.id != Anchor.CRISIS and self.presenter.service(line.id).number != "988":
            yield f"988 leads to {line.id}"

    # --- paper --------------------------------------------------------------------------------

    def papers(self) -> Iterator[str]:
        """Every service goes on a slip, or has nothing for one."""
        ids = [one.id for one in self.strange.services]
        for one in self.chance.sample(ids, min(3, len(ids))):
            try:
                prepare(slip_content(self.presenter, [one]))
            except NothingForPaper:
                continue
            except SlipRefused as error:
                yield f"{one}: {error}"

    # --- pages --------------------------------------------------------------------------------

    def pages(self) -> Iterator[str]:
        """Each page of a visit fits."""
        for acts in self.ways():
            yield from self.seen(self.start(), acts)
        yield from self.walk(self.start())
        helper = helper_visit("en", self.tag, self.size)
        yield from self.seen(helper, [f"all:{self.chance.choice([*Need])}", "page:1"])
        yield from self.walk(helper)

    def start(self) -> Visit:
        visit = after_touch(new_visit("en"), f"language:{self.tag}")
        return replace(visit, size=self.size)

    def ways(self) -> Iterator[Sequence[str]]:
        """Acts that lead to the kinds of pages."""
        yield ("return",)
        yield ("talk", "page:1", "lines", "page:9")
        yield ("talk", "chip:no_voice")
        yield ("see",)
        yield (
            "search",
            *(f"key:{letter}" for letter in self.chance.choice(WORDS)[:6] if letter != " "),
        )
        for need in self.chance.sample([*Need], LISTS):
            yield (f"need:{need}", "page:9")
            yield (f"all:{need}", "page:1", "page:99", "chips")
        for tile in self.chance.sample(self.tiles, min(LISTS, len(self.tiles))):
            yield (f"need:{tile.partition('.')[0]}", f"tile:{tile}", "page:1")
        ids = sorted(self._shown_ids())
        for one in self.chance.sample(ids, min(SERVICES, len(ids))):
            of = (f"service:{one}", "page:1", "page:9")
            yield of
            for verb in self.chance.sample(("learn", "qr", "print", "way"), 2):
                yield (of[0], f"{verb}:{one}", "page:1")
            yield (f"keep:{one}", "list")
        yield ("guides", "page:1")
        guides = [one.id for one in self.presenter.guides()]
        for one in self.chance.sample(guides, min(1, len(guides))):
            yield (f"guide:{one}", "page:1", "english")

    def seen(self, visit: Visit, acts: Sequence[str]) -> Iterator[str]:
        for act in acts:
            visit = after_touch(visit, act)
            yield from self.judged(visit)

    def judged(self, visit: Visit) -> Iterator[str]:
        if (touches := self._touches.get(visit)) is not None:
            self.touches = touches
            return
        paper = self.chance.choice((NO_PRINTER, PaperState(trouble=None)))
        scene = self.composer.compose(visit, paper=paper)
        self.touches = self._touches[visit] = [one.id for one in scene.touches]
        where = f"{visit.route.screen} {visit.route.subject} {visit.panel or ''} {visit.route.page}"
        yield from (f"{where}: {problem}" for problem in scene.problems)

    def walk(self, visit: Visit) -> Iterator[str]:
        """Touch whatever stands there."""
        for _ in range(STEPS):
            yield from self.judged(visit)
            acts = [one for one in self.touches if one not in {"leave", "return", "yes", "paper"}]
            visit = after_touch(visit, self.chance.choice(acts or ["start"]))


def _caught(part: Callable[[], Iterator[str]]) -> Iterator[str]:
    """Yield faults; one that ends the visit too."""
    try:
        yield from part()
    except Exception as error:  # noqa: BLE001 - whatever throws a visitor out
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        yield f"{part.__name__}: {type(error).__name__} {error} in {where}"


def judge_visit(strange: Strange, folder: Path, shelves: Shelves) -> None:
    """Fail with what does not hold in a directory, and how to see it again."""
    path = folder / f"{strange.seed}.db"
    build(strange.records, path, strange.helplines.helplines, unseen=strange.unseen)
    with open_directory(path) as directory:
        visit = StrangeVisit(strange, directory, shelves)
        if faults := [*dict.fromkeys(visit.faults())]:
            wide, high = visit.glass
            where = f"strange({strange.seed}) in {visit.tag}, {wide}x{high}, {visit.size}"
            pytest.fail("\n".join((where, *faults[:20])), pytrace=False)
