"""The pages of staff mode hold in every size, language and direction, and say what they must."""

from dataclasses import replace
from itertools import product

import pytest

from kiosk.devices.printers import PrinterProblem
from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.staff_state import Page, StaffState, TaskKind
from kiosk.sync.change_report import ChangeReport
from kiosk.sync.history import HistoryAction
from kiosk.sync.staff_messages import REASONS
from kiosk.sync.sync_answers import Candidate, SyncStatus
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.staff import report_rows
from kiosk.ui.staff.history import ACTIONS
from kiosk.ui.staff.report_rows import breakable, changed_runs
from tests.matrix.combos import SIZES
from tests.matrix.judging import wrong_owners, wrong_targets, wrong_texts
from tests.matrix.test_geometry import _missing_glyphs
from tests.staff.example_reports import DANGEROUS, REPORT, number
from tests.staff.examples import PUBLISHER, SAMPLES, outcome, result
from tests.ui.pages import PageMaker

TAGS = ("en", "es", "ar", "zh-Hans")
LOST = "Newer data was lost, older data is shown. Bring the newest file again."


def every_page(
    staff_page: PageMaker, state: StaffState, tag: str, size: tuple[int, int], step: str = "M"
) -> list[Scene]:
    """The page and all that its pager leads to."""
    scenes = [staff_page(state, tag, size, step)]
    while f"page:{len(scenes)}" in {node.id for node in scenes[-1].touches}:
        scenes.append(staff_page(replace(state, number=len(scenes)), tag, size, step))
    return scenes


@pytest.mark.rotating
@pytest.mark.parametrize(
    ("size", "tag", "step"),
    [*product(SIZES, TAGS, "M"), *product(((1280, 800), (800, 1280)), TAGS, "L")],
    ids=lambda value: str(value).replace(", ", "x"),
)
def test_every_page_holds(
    staff_page: PageMaker, size: tuple[int, int], tag: str, step: str
) -> None:
    glass, found = Glass(*size), []
    for name, state in SAMPLES.items():
        for turned, scene in enumerate(every_page(staff_page, state, tag, size, step)):
            problems = [
                *scene.problems,
                *wrong_targets(scene, glass),
                *wrong_texts(scene),
                *wrong_owners(scene),
                *_missing_glyphs(scene),
            ]
            if not scene.title:
                problems.append("has no title")
            found += [f"{name} {turned}: {problem}" for problem in problems]
    assert not found, f"{len(found)} things do not hold:\n" + "\n".join(found[:40])


@pytest.mark.parametrize("name", ["pin-locked", "pin-no-file"])
def test_the_command_for_a_locked_pin_stays_on_the_glass(staff_page: PageMaker, name: str) -> None:
    scenes = every_page(staff_page, SAMPLES[name], "ru", (1280, 800), "L")
    assert "resource-kiosk pin reset" in "".join(scenes[-1].texts)
    assert not [found for one in scenes for found in (*one.problems, *wrong_texts(one))]


def test_home_tells_that_nobody_answered_and_nothing_of_the_data(staff_page: PageMaker) -> None:
    scene = staff_page(SAMPLES["home-unheard"])
    texts = "\n".join(text for text in scene.texts if text)
    assert "The part that brings in new data does not answer" in texts
    assert "Languages" in texts
    for words in ("0 services", "Data that came", "No coalition", "The clock is"):
        assert words not in texts, words
    assert {"ready", "history", "pin", "clean"} <= {node.id for node in scene.touches}


def test_home_tells_that_newer_data_was_lost(staff_page: PageMaker) -> None:
    assert LOST in staff_page(SAMPLES["home-lost"]).texts
    assert LOST not in staff_page(SAMPLES["home"]).texts


def test_a_file_of_others_and_a_workbook_are_said_to_be_that(staff_page: PageMaker) -> None:
    scenes = every_page(staff_page, SAMPLES["files"], "en", (1280, 800))
    shown = "\n".join(text for scene in scenes for text in scene.texts)
    for words in (
        "This file is from somebody else.",
        "It says that it is from: \u2066Other People (oakland)\u2069",
        f"This kiosk listens to: \u2066{PUBLISHER}\u2069",
        "This is the editor’s workbook.",
    ):
        assert words in shown, words
    touched = {node.id for scene in scenes for node in scene.touches}
    assert {one for one in touched if one.startswith("file:")} == {"file:0", "file:1"}


def test_that_other_people_hold_the_keys_is_said_with_its_day(staff_page: PageMaker) -> None:
    def shown(name: str) -> str:
        return "\n".join(
            text
            for scene in every_page(staff_page, SAMPLES[name], "en", (1280, 800))
            for text in scene.texts
        )

    assert "The coalition’s keys changed on" in shown("home-troubled")
    assert "keys changed" not in shown("home")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (
            PrinterProblem.ABSENT,
            "It does not answer. Is it switched on, and is its cable plugged in?",
        ),
        (PrinterProblem.STOPPED, "It was stopped. Ask whoever looks after the machine."),
        (PrinterProblem.PAPER_OUT, "It is out of paper. Put paper in."),
        (PrinterProblem.STUCK, "It does not print. Look at it, then switch it off and on."),
    ],
)
@pytest.mark.parametrize("name", ["home", "home-unheard"])
def test_home_tells_first_what_keeps_the_printer_from_printing(
    staff_page: PageMaker, name: str, trouble: PrinterProblem, words: str
) -> None:
    state = SAMPLES[name]
    assert "Printer" not in staff_page(state).texts, "none is set up, or it is ready"
    texts = staff_page(replace(state, machine=replace(state.machine, printer=trouble))).texts
    at = texts.index("Printer")
    assert texts[at + 1] == words
    assert at < texts.index("Languages")


def test_a_file_that_is_too_old_asks_for_the_newest_one(staff_page: PageMaker) -> None:
    """Where newer data was lost the kiosk has nothing newer either."""
    old = Candidate(name="old.kiosksync", path="/media/a/o", code=RefusalCode.ROLLBACK)
    for state in (StaffState(Page.FILES, files=(old,)), SAMPLES["result-rollback"]):
        texts = staff_page(state).texts
        assert "Bring the newest file instead." in texts
        assert not [text for text in texts if "what the kiosk has is newer" in text]


def test_a_way_back_is_named_only_where_there_is_one(staff_page: PageMaker) -> None:
    back = "You can go back one step later."
    for name, there in (("result-applied", True), ("result-applied-for-good", False)):
        texts = " ".join(staff_page(SAMPLES[name]).texts)
        assert "You can take the stick out." in texts
        assert (back in texts) is there, name


@pytest.mark.parametrize("work", TaskKind)
def test_a_result_is_named_after_its_work(staff_page: PageMaker, work: TaskKind) -> None:
    about = work in {
        TaskKind.READ_FINGERPRINT,
        TaskKind.TRUST_KEYS,
        TaskKind.INSPECT,
        TaskKind.IMPORT,
    }
    for ended in (result(SyncStatus.REFUSED, RefusalCode.BUSY, work), result(None, work=work)):
        scene = staff_page(ended)
        title = "The file was not accepted" if about else "The data stays as it is"
        assert scene.title == title
        assert ("The kiosk keeps the data it had." in scene.texts) is about


def test_a_disk_that_keeps_no_try_is_not_called_full(staff_page: PageMaker) -> None:
    """Counting takes no room: what does not take it fails, or was mounted to be read only."""
    texts = " ".join(staff_page(SAMPLES["pin-not-counted"]).texts)
    assert "no PIN can be checked. Ask whoever looks after the machine." in texts
    assert "Make room" not in texts


def test_closing_stands_on_every_page_in_the_corner_of_the_way_out(staff_page: PageMaker) -> None:
    for name, state in SAMPLES.items():
        scene = staff_page(state)
        if state.page is Page.CLEAN:
            assert list(scene.touches) == [], "nothing there can be touched"
            continue
        leave = next(node for node in scene.touches if node.id == "leave")
        assert leave.on_press, name
        assert leave.box.right > scene.width > leave.box.x, name
        assert leave.box.y < 0 < leave.box.bottom, name


def test_no_page_shows_what_is_typed_for_a_pin(staff_page: PageMaker) -> None:
    for name in ("pin-ready", "pin-again", "pin-new"):
        state = SAMPLES[name]
        shown = " ".join(staff_page(state).texts)
        assert state.typing.text not in shown.replace(" ", "")
        assert state.typing.text not in repr(state)


def test_the_fingerprint_of_the_file_is_never_shown(staff_page: PageMaker) -> None:
    for name in ("trust", "trust-typing", "trust-wrong"):
        state = SAMPLES[name]
        shown = "".join(staff_page(state).texts).lower()
        untyped = state.fingerprint[3:]
        assert all(group not in shown for group in untyped), name
        assert PUBLISHER not in " ".join(staff_page(state).texts)


def test_every_changed_number_stands_old_and_new(staff_page: PageMaker) -> None:
    for size in SIZES:
        state = replace(SAMPLES["report"], outcome=outcome(REPORT))
        scenes = every_page(staff_page, state, "en", size)
        shown = "\n".join(text for scene in scenes for text in scene.texts)
        for words in (
            *("916-555-0124", "916-555-0142", "916-555-0170", "916-555-0163 ext. 12"),
            *("916-555-0111", "916-555-0131", "Half Moon Night Stay", "Sun Porch Clinic"),
            *("Blue Door Kitchen", "Help lines do not change."),
        ):
            assert words in shown, f"{words} at {size}"
        plain = shown.replace("\u200b", "")
        assert all(url in plain for url in (REPORT.urls[0].old, REPORT.urls[0].new))


def test_what_is_dangerous_comes_first(staff_page: PageMaker) -> None:
    state = replace(SAMPLES["report-dangerous"], outcome=outcome(DANGEROUS))
    for size in SIZES:
        scenes = every_page(staff_page, state, "en", size)
        texts = [text for scene in scenes for text in scene.texts]
        assert texts.index("Lantern Night Line") < texts.index("Old Place 0")
        assert texts.index("Morning Line") < texts.index("Old Place 0"), "hours of a help line"
        assert texts.index("Help line, out of service") < texts.index("Old Place 0")
        assert texts.index("Signs the help lines") < texts.index("Old Place 0")
        assert any("3f1c77d0a259" in text for text in texts), "the new key of Bob Lee"
    assert "Help lines change. Call each one first." in texts
    assert "Many services are removed. Ask the coalition whether that is right." in texts


def test_a_kiosk_that_is_locked_offers_no_keys(staff_page: PageMaker) -> None:
    around = {"leave", "language:es", "size:L"}
    for name, more in (
        ("pin-locked", {"unlock"}),
        ("pin-no-file", {"unlock"}),
        ("pin-damaged", set[str]()),
    ):
        scene = staff_page(SAMPLES[name])
        assert {node.id for node in scene.touches} == around | more, name
        assert "resource-kiosk pin reset" in "".join(scene.texts), name


def test_of_a_very_long_report_only_the_pages_so_far_are_measured(
    staff_page: PageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(
        number(f"House {at}", f"+1916555{at:04}", f"+1916556{at:04}") for at in range(5000)
    )
    report = ChangeReport(services_before=5000, services_after=5000, numbers=many)
    state = StaffState(Page.REPORT, outcome=outcome(report))
    made: list[str] = []
    real = report_rows._what
    monkeypatch.setattr(
        report_rows, "_what", lambda stage, row: (made.append(row.name), real(stage, row))[1]
    )
    for page in range(3):
        scene = staff_page(replace(state, number=page))
        assert f"Page {page + 1}" in scene.texts
        assert f"page:{page + 1}" in {node.id for node in scene.touches}
    assert len(made) < 100


@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_has_a_reason_and_a_next_step(code: RefusalCode) -> None:
    reason = REASONS[code]
    assert reason.why.text.endswith((".", "?"))
    assert reason.then.text.endswith(".")


@pytest.mark.parametrize(
    ("text", "other", "runs"),
    [
        ("916-555-0142", "916-555-0124", [(10, 12)]),
        ("916-555-0142", "915-555-0143", [(2, 3), (11, 12)]),
        ("555-0142 ext. 5", "555-0142", [(8, 15)]),
        ("555-0142", "555-0142 ext. 5", []),
        ("211", "1-211", []),
        ("1-211", "211", [(0, 2)]),
        ("2111", "211", [(3, 4)]),
        ("211", "211", []),
        ("911", "988", [(1, 3)]),
    ],
)
def test_the_changed_signs_are_found(text: str, other: str, runs: list[tuple[int, int]]) -> None:
    assert changed_runs(text, other) == runs


def test_an_address_may_break_and_says_the_same() -> None:
    url = "https://example.org/a-very/long?path=12345678901234567890"
    assert breakable(url).replace("\u200b", "") == url
    assert all(len(part) <= 12 for part in breakable("x" * 40).split("\u200b"))


def test_every_action_of_the_history_has_its_words() -> None:
    assert ACTIONS.keys() == set(HistoryAction)
