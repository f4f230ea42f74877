"""The cover: the hour as the language writes it, as large as the glass lets it be."""

import pytest

from kiosk.domain.language import OFFERED
from kiosk.visit.visit import new_visit
from tests.conftest import ComposerMaker
from tests.matrix.combos import SIZES
from tests.matrix.judging import wrong_texts
from tests.matrix.test_geometry import _missing_glyphs
from tests.touches import after_touch

MOMENTS = ("2026-11-24T00:25", "2026-11-24T09:00", "2026-11-24T12:25", "2026-11-24T22:45")


@pytest.mark.rotating(5)
@pytest.mark.parametrize("size", [*SIZES, (1024, 600), (800, 1280)], ids=str)
def test_the_hour_holds_in_every_language_at_any_time(
    composer_at: ComposerMaker, size: tuple[int, int]
) -> None:
    found = []
    for moment in MOMENTS:
        composer, _ = composer_at(size, now=moment, bare=True)
        for tag in OFFERED:
            visit = new_visit(tag)
            for act in (f"language:{tag}", "leave"):
                visit = after_touch(visit, act)
            scene = composer.compose(visit)
            assert scene.screen == "cover"
            problems = [*scene.problems, *wrong_texts(scene), *_missing_glyphs(scene)]
            found += [f"{tag} {moment[-5:]}: {problem}" for problem in problems]
    assert not found, "\n".join(found[:40])
