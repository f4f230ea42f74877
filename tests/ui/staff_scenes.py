"""The pages of staff mode as pictures show them: every state in :mod:`tests.staff.examples`."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from kiosk.domain.language import offered_languages
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import Scene
from kiosk.ui.staff.mode import composed
from kiosk.visit.visit import Visit, new_visit
from tests.staff.examples import SAMPLES


def scenes(
    composer: Composer, language: str, first: str, size: str, mode: str
) -> Iterator[tuple[str, Visit, Scene]]:
    """Every page and all that its pager leads to: its name, a visit, the scene."""
    visit = msgspec.structs.replace(new_visit(first), language=language, size=size, mode=mode)
    other = next((one.tag, one.endonym) for one in offered_languages() if one.tag != language)
    for name, state in SAMPLES.items():
        number = 0
        while True:
            scene = composed(composer, visit, replace(state, number=number), other)
            yield f"staff-{name}" + (f"-{number + 1}" if number else ""), visit, scene
            number += 1
            if f"page:{number}" not in {node.id for node in scene.touches}:
                break
