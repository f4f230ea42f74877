"""The pages of staff mode for the tour: every state in :mod:`kiosk.services.staffroom.examples`."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.domain.language import offered
from kiosk.services.staffroom.examples import SAMPLES
from kiosk.services.visiting.visit import Visit, new_visit
from kiosk.ui.composer import Composer
from kiosk.ui.scene import Scene
from kiosk.ui.staff.mode import composed


def scenes(
    composer: Composer, language: str, first: str, size: str, mode: str
) -> Iterator[tuple[str, Visit, Scene]]:
    """Every page and all that its pager leads to: its name, a visit, the scene."""
    visit = replace(new_visit(first), language=language, size=size, mode=mode)
    other = next((one.tag, one.endonym) for one in offered() if one.tag != language)
    for name, state in SAMPLES.items():
        number = 0
        while True:
            scene = composed(composer, visit, replace(state, number=number), other)
            yield f"staff-{name}" + (f"-{number + 1}" if number else ""), visit, scene
            number += 1
            if f"page:{number}" not in {node.id for node in scene.touches}:
                break
