"""Pages composed from touches, on the factory directory."""

from collections.abc import Callable

from msgspec.structs import replace

from kiosk.ui.kit.composer import Composer
from kiosk.ui.kit.scene import Scene
from kiosk.visit.paper import NO_PRINTER, PaperState
from kiosk.visit.visit import new_visit, reduce_visit

PageMaker = Callable[..., Scene]


def page_maker(composer_for: Callable[[tuple[int, int]], Composer]) -> PageMaker:
    """Makes ``page("need:work", "chip:free", size=..., step=...)``: the scene after the touches."""

    def page(
        *acts: str,
        tag: str = "en",
        size: tuple[int, int] = (1920, 1080),
        step: str = "M",
        paper: PaperState = NO_PRINTER,
    ) -> Scene:
        visit = reduce_visit(new_visit("en"), f"language:{tag}")
        for act in acts:
            visit = reduce_visit(visit, act)
        return composer_for(size).compose(replace(visit, size=step), paper=paper)

    return page
