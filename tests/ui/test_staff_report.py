"""New data is taken on only after all that is dangerous in its report was on the screen."""

from dataclasses import replace

import pytest

from kiosk.presentation.change_rows import rows_of
from kiosk.staff.staff_state import Page, StaffState
from kiosk.sync.change_report import ChangeReport
from kiosk.ui.kit.scene import Scene
from kiosk.ui.staff.report import MOST_PAGES
from tests.boxes import overlap
from tests.staff.example_reports import named, number
from tests.staff.examples import SAMPLES, outcome
from tests.touches import staff_touch
from tests.ui.pages import PageMaker

SIZES = ((1920, 1080), (1080, 1920), (1280, 800), (1024, 600), (800, 1280))
DANGEROUS = ("report", "report-all", "report-dangerous", "report-many")


def ids(scene: Scene) -> set[str]:
    return {node.id for node in scene.touches}


@pytest.mark.rotating(5)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("name", DANGEROUS)
def test_the_data_can_be_used_once_every_dangerous_change_was_on_the_screen(
    staff_page: PageMaker, name: str, tag: str, size: tuple[int, int]
) -> None:
    state, scenes = SAMPLES[name], []
    found = state.outcome
    assert found is not None
    assert found.report is not None
    changed = [one.name for one in (*found.report.numbers, *found.report.removed)]
    while "use" not in ids(scene := staff_page(state, tag, size)):
        scenes.append(scene)
        onward = next(node for node in scene.touches if node.id == f"page:{len(scenes)}")
        assert {"home", "back", "leave"} <= ids(scene)
        assert sum(node.fill == onward.fill for node in scene.touches) == 1, "one main action"
        state, task = staff_touch(state, onward.id)
        assert task is None
    before = "\n".join(text for one in scenes for text in one.texts)
    assert all(one in before + "\n".join(scene.texts) for one in changed)
    if scenes:
        dangerous = {row.name for row in rows_of(found.report) if row.dangerous and row.name}
        assert any(one in text for one in dangerous for text in scene.texts), "no page in vain"
    back, _ = staff_touch(state, "page:0")
    assert "use" in ids(staff_page(back, tag, size)), "what was seen was seen"


def test_use_never_stands_where_the_way_on_stood(staff_page: PageMaker) -> None:
    """Who touches on and on does not take on what was not read."""
    state = SAMPLES["report-many"]
    onward = [node.box for node in staff_page(state).touches if node.id == "page:1"]
    for _ in range(5):
        state, _task = staff_touch(state, f"page:{state.number + 1}")
    use = next(node.box for node in staff_page(state).touches if node.id == "use")
    assert not any(overlap(use, box) for box in onward)


def test_a_report_on_one_page_and_one_without_danger_can_be_used_at_once(
    staff_page: PageMaker,
) -> None:
    for name in ("report", "report-quiet", "report-withdrawn"):
        assert "use" in ids(staff_page(SAMPLES[name]))
    assert "use" in ids(staff_page(with_new(4)))


def test_many_new_services_are_read_before_they_are_used(staff_page: PageMaker) -> None:
    """From five on they are dangerous together: true ones can be drowned."""
    scene = staff_page(with_new(88))
    assert "page:1" in ids(scene)
    assert "use" not in ids(scene)


def with_new(count: int) -> StaffState:
    new = ChangeReport(
        services_before=2,
        services_after=2 + count,
        added=tuple(named(f"New {n}") for n in range(count)),
    )
    return StaffState(Page.REPORT, outcome=outcome(new))


def test_another_report_begins_unseen(staff_page: PageMaker) -> None:
    state, _ = staff_touch(replace(SAMPLES["report-many"], furthest=9), "back")
    assert state.furthest == 0
    assert "use" not in ids(staff_page(replace(SAMPLES["report-many"], furthest=0)))


def test_of_a_report_too_long_to_read_the_worst_pages_must_be_seen(staff_page: PageMaker) -> None:
    many = tuple(number(f"House {at}", f"+1916555{at:04}", f"+1916556{at:04}") for at in range(900))
    changes = ChangeReport(services_before=900, services_after=900, numbers=many)
    state = StaffState(Page.REPORT, outcome=outcome(changes))
    assert "use" not in ids(staff_page(replace(state, number=MOST_PAGES - 2)))
    assert "use" in ids(staff_page(replace(state, number=MOST_PAGES - 1)))


def test_why_it_cannot_be_used_yet_is_read_out(staff_page: PageMaker) -> None:
    texts = staff_page(SAMPLES["report-many"]).texts
    assert "Use this data. See the changes on the next pages first." in texts
