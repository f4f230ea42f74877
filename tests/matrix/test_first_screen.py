"""The first screen: each card in each language, whose turn may come."""

import pytest
from msgspec.structs import replace

from kiosk.domain.language import OFFERED
from kiosk.ui.kit.theme import Glass
from kiosk.visit.visit import new_visit
from tests.matrix.combos import Combo, ComposerMaker, all_looks
from tests.matrix.judging import wrong_owners, wrong_targets, wrong_texts


@pytest.mark.rotating
@pytest.mark.parametrize("combo", all_looks(), ids=str)
def test_every_card_holds_with_its_button_and_all_names(
    combo: Combo, composer_for: ComposerMaker
) -> None:
    tag, size, step, mode = combo
    composer, _ = composer_for(size)
    visit = replace(new_visit("en"), language=tag, size=step, mode=mode)
    found = []
    for turn in range(len(composer._voice(tag).presenter.cards())):
        scene = composer.compose(visit, turn=turn)
        acts = [touch.id.partition(":")[0] for touch in scene.touches]
        found += [
            *scene.problems,
            *wrong_targets(scene, Glass(*size)),
            *wrong_texts(scene),
            *wrong_owners(scene),
        ]
        if not {"tile", "need", "guide", "speak"} & {*acts}:
            found.append(f"card {turn} has no button")
        if step == "M" and acts.count("language") < len(OFFERED):
            found.append("the names take two pages")
    assert not found, "\n".join(found[:40])
