"""The page of the readiness check: what needs someone first, two questions, the rest in order."""

from dataclasses import replace

import msgspec
import pytest

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.text import unmarked
from kiosk.readiness.codes import Check, Level, StaffAnswers
from kiosk.readiness.readiness_sentences import MEANINGS, TITLES
from kiosk.readiness.staff_answers import sentence
from kiosk.staff.staff_state import StaffState
from kiosk.staff.staff_views import Machine
from kiosk.ui.kit.scene import Scene
from tests.matrix.combos import SIZES
from tests.readiness.test_readiness import FORMATS, SAY
from tests.staff.example_readiness import READINESS, TROUBLED, page
from tests.ui.pages import PageMaker
from tests.ui.test_staff_pages import every_page

TAGS = ("ru", "vi")
"""Languages of staff mode that the test of every page leaves out."""


def shown(scenes: list[Scene]) -> str:
    texts = (text for scene in scenes for text in scene.texts)
    return unmarked("\n".join(texts))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_everything_is_told_on_every_size_what_is_broken_first(
    staff_page: PageMaker,
    size: tuple[int, int],
) -> None:
    for name in ("ready", "ready-office", "ready-troubled"):
        state = READINESS[name]
        assert state.ready is not None
        text = shown(every_page(staff_page, state, "en", size))
        machine = [one for one in state.ready.checks if one.check not in {"sightline", "earshot"}]
        for one in machine:
            assert TITLES[one.check].text in text, (name, one.check)
        asked = ("Can someone read the screen", "Can others hear")
        assert all(words in text for words in asked)
        alarms = [one for one in machine if one.level is not Level.OK]
        places = [text.index(unmarked(sentence(one, SAY, FORMATS))) for one in alarms]
        by_level = sorted(zip(places, (one.level for one in alarms), strict=True))
        levels = [level for _, level in by_level]
        assert levels == sorted(levels, key=[Level.BROKEN, Level.LOOK].index), name


def test_the_answers_are_marked_and_yes_says_what_to_do(staff_page: PageMaker) -> None:
    state = READINESS["ready"]

    def chosen(state: StaffState) -> set[str]:
        return {node.id for node in staff_page(state).touches if node.checked}

    assert chosen(state) == {"sightline:no", "earshot:no"}
    assert chosen(READINESS["ready-office"]) == set()
    opened = replace(state, staff_answers=StaffAnswers(sightline=True, earshot=False))
    assert chosen(opened) == {"sightline:yes", "earshot:no"}
    assert "Turn or move it." in shown([staff_page(opened)])
    assert "Turn or move it." not in shown([staff_page(state)])


def test_only_a_look_that_came_to_an_end_can_be_kept(staff_page: PageMaker) -> None:
    for name, keeps in (
        ("ready", True),
        ("ready-not-saved", True),
        ("ready-looking", False),
        ("ready-saving", False),
        ("ready-broke-off", False),
    ):
        acts = {node.id for node in staff_page(READINESS[name]).touches}
        assert ("keep" in acts) is keeps, name
        assert ("ready" in acts) is (name not in {"ready-looking", "ready-saving"})


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_check_that_broke_off_leaves_the_ways_to_printer_and_care(
    staff_page: PageMaker,
    size: tuple[int, int],
) -> None:
    state = READINESS["ready-broke-off"]
    scene = staff_page(state, "en", size)
    assert {"ready", "printers", "care"} <= {node.id for node in scene.touches}
    assert "The work stopped early." in shown([scene])
    without = staff_page(replace(state, machine=Machine()), "en", size)
    assert "care" not in {node.id for node in without.touches}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("size", [(1024, 600), (800, 1280)], ids=str)
def test_the_page_holds_in_the_other_languages_of_staff(
    staff_page: PageMaker,
    tag: str,
    size: tuple[int, int],
) -> None:
    for name, state in READINESS.items():
        for scene in every_page(staff_page, state, tag, size):
            assert not scene.problems, (name, scene.problems)


def test_no_sentence_of_the_page_is_left_in_english(staff_page: PageMaker) -> None:
    english = {MEANINGS[one].says.text for one in MEANINGS if MEANINGS[one].level is not Level.OK}
    english |= {TITLES[check].text for check in Check}
    for tag in ("es", "ar", "zh-Hans", *TAGS):
        text = shown(every_page(staff_page, page(TROUBLED), tag, (1920, 1080)))
        assert not [words for words in english if words in text.split("\n")], tag


@pytest.mark.parametrize(
    ("paper", "says", "not_said"),
    [("80", "choose 58 mm", "choose 80 mm"), ("58", "choose 80 mm", "choose 58 mm")],
)
def test_after_a_test_page_on_a_roll_it_is_asked_whether_both_edges_are_there(
    staff_page: PageMaker,
    paper: str,
    says: str,
    not_said: str,
) -> None:
    tested = READINESS["printer-tested"]
    assert tested.printers is not None
    found = msgspec.structs.replace(tested.printers, paper=paper)
    text = shown(every_page(staff_page, replace(tested, printers=found), "en", (1280, 800)))
    assert "At the top is a line." in text
    assert says in text
    assert not_said not in text
    for other in ({"paper": "letter"}, {"tested": False}, {"test": PrinterProblem.JAM}):
        found = msgspec.structs.replace(tested.printers, **other)
        text = shown(every_page(staff_page, replace(tested, printers=found), "en", (1280, 800)))
        assert "At the top is a line." not in text
