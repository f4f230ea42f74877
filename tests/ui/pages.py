"""Pages composed from touches, on the factory directory or on the answers of a desk."""

from collections.abc import Callable

from msgspec.structs import replace

from kiosk.domain.language import offered_languages
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.ui.composer import Composer
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.page_context import LanguageSession
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from kiosk.visit.paper import NO_PRINTER, PaperState
from kiosk.visit.visit import new_visit
from tests.touches import after_touch

PageMaker = Callable[..., Scene]
ComposerOf = Callable[..., Composer]
MOST_PAGES = 60
"""Where pages that are turned over and over are taken to have no end."""


def page_maker(composer_for: Callable[[tuple[int, int]], Composer]) -> PageMaker:
    """Makes ``page("need:work", "chip:free", size=..., step=...)``: the scene after the touches."""

    def page(
        *acts: str,
        tag: str = "en",
        size: tuple[int, int] = (1920, 1080),
        step: str = "M",
        paper: PaperState = NO_PRINTER,
    ) -> Scene:
        visit = after_touch(new_visit("en"), f"language:{tag}")
        for act in acts:
            visit = after_touch(visit, act)
        return composer_for(size).compose(replace(visit, size=step), paper=paper)

    return page


def session(answers: DirectoryPresenter) -> LanguageSession:
    """A language that one desk answers in."""
    return LanguageSession(
        answers.language, answers.catalog, offered_languages(), lambda: answers, ready=True
    )


def composer_maker(fonts: FontShelf, icons: IconBook) -> ComposerOf:
    """Makes the composer of pages that one desk answers: ``composer_of(desk("ar"), size)``."""

    def composer(answers: DirectoryPresenter, size: tuple[int, int] = (1920, 1080)) -> Composer:
        voice = session(answers)
        return Composer(Glass(*size), fonts, icons, lambda _: voice)

    return composer


def answered_page(composer_of: ComposerOf) -> PageMaker:
    """Makes ``page_of(desk("ar"), "talk", size=..., step=...)``: the scene after the touches."""

    def page(
        answers: DirectoryPresenter,
        *acts: str,
        size: tuple[int, int] = (1920, 1080),
        step: str = "M",
        paper: PaperState = NO_PRINTER,
    ) -> Scene:
        visit = after_touch(new_visit("en"), f"language:{answers.language.tag}")
        for act in (f"size:{step}", *acts):
            visit = after_touch(visit, act)
        return composer_of(answers, size).compose(visit, paper=paper)

    return page


def turned(page: Callable[..., Scene], *acts: str) -> list[Scene]:
    """All pages after some touches, from the first on: ``page`` composes one."""
    scenes = [page(*acts)]
    while (more := f"page:{len(scenes)}") in {touch.id for touch in scenes[-1].touches}:
        assert len(scenes) < MOST_PAGES, "pages without an end"
        scenes.append(page(*acts, more))
    return scenes
