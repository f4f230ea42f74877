"""What a directory says of the helplines, and what no directory can change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.helplines import ANCHORS, VIDEO_LINE, Anchor, Helpline
from kiosk.domain.language import WRITTEN, interpreter_request
from kiosk.domain.records import AnyRecord, Schedule, Service
from kiosk.domain.text import LRI, PDI, isolate
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import HelplineView, TalkView

PresenterMaker = Callable[..., DirectoryPresenter]
LINES = {line.id: line for line in ANCHORS}
LOCAL = Helpline(
    id="river-line",
    name="River County Crisis Line",
    quiet_name="River Line",
    phrase="Someone to talk to in River County",
    number="+19165551234",
    languages=("en",),
    always_open=True,
)


@pytest.fixture
def desk_with(
    tmp_path: Path, presenter: PresenterMaker, small_records: list[AnyRecord]
) -> Iterator[Callable[..., DirectoryPresenter]]:
    opened: list[ServiceDirectory] = []

    def make(*lines: Helpline, tag: str = "en") -> DirectoryPresenter:
        path = tmp_path / "directory.db"
        build(small_records, path, lines)
        opened.append(open_directory(path))
        assert opened[-1].helplines() == (lines or ANCHORS)
        return presenter(tag, words="en", directory=opened[-1])

    yield make
    for directory in opened:
        directory.close()


def numbers(view: TalkView) -> list[str]:
    lines = [view.main, view.crisis, view.emergency]
    return [line.number for line in lines if line is not None]


def uncounted(kiosk: DirectoryPresenter) -> TalkView:
    """The page without the number of lines, which a directory may add to."""
    return replace(kiosk.talk(), count=0)


def listed(kiosk: DirectoryPresenter) -> dict[str, HelplineView]:
    """The page of all lines, by id."""
    return {line.id: line for group in kiosk.lines() for line in group.lines}


def test_a_directory_that_says_nothing_leaves_the_lines_as_they_are(
    presenter: PresenterMaker, desk_with: Callable[..., DirectoryPresenter]
) -> None:
    assert uncounted(desk_with()) == uncounted(presenter("en", words="en", directory=None))


@pytest.mark.parametrize("line", ANCHORS, ids=lambda line: line.id)
def test_no_file_can_change_a_number_or_a_name(
    desk_with: Callable[..., DirectoryPresenter], presenter: PresenterMaker, line: Helpline
) -> None:
    forged = replace(
        line,
        number="+19005550100",
        text_number="55555",
        text_keyword="PAY",
        tty="+19005550100",
        name="Another",
        quiet_name="Another",
        law_enforcement=not line.law_enforcement,
    )
    alone = presenter("en", words="en", directory=None)
    changed = desk_with(forged)
    assert uncounted(changed) == uncounted(alone)
    assert changed.service(line.id) == alone.service(line.id)


def test_a_line_out_of_service_is_not_shown(desk_with: Callable[..., DirectoryPresenter]) -> None:
    dead = replace(LINES[Anchor.HELP_LINE], out_of_service=True)
    kiosk = desk_with(dead)
    view = kiosk.talk()
    assert view.main.id == Anchor.HOME
    assert numbers(view) == ["1-800-799-7233", "988", "911"]
    assert dead.id not in listed(kiosk)
    assert kiosk.service(Anchor.HELP_LINE) is None


def test_988_and_911_stay_whatever_a_file_says(
    desk_with: Callable[..., DirectoryPresenter],
) -> None:
    view = desk_with(*(replace(line, out_of_service=True) for line in ANCHORS)).talk()
    assert numbers(view) == ["988", "911"]


def test_languages_and_hours_are_what_the_file_says(
    desk_with: Callable[..., DirectoryPresenter],
) -> None:
    said = replace(
        LINES[Anchor.HELP_LINE], text_languages=("ar",), any_language=None, always_open=None
    )
    shown = [desk_with(said, tag=tag) for tag in ("en", "ar")]
    english, arabic = (listed(one)[said.id] for one in shown)
    assert (english.text.code, arabic.text.code) == ("", "sms:233733")
    assert [line.id for line in shown[0].talk().first] == [Anchor.HOME], "not day and night"


def test_police_behind_a_line_of_the_files_own_are_told(
    desk_with: Callable[..., DirectoryPresenter],
) -> None:
    told = "Police answer here. Police may come."
    theirs = replace(LOCAL, law_enforcement=True)
    police, other = (listed(desk_with(line))[LOCAL.id] for line in (theirs, LOCAL))
    assert police.warning == told
    assert other.warning == ""
    view = desk_with().talk()
    assert view.emergency.line == "Police may come. Text works too."
    assert view.emergency.warning == ""


def test_only_what_is_known_of_a_line_is_promised(
    desk_with: Callable[..., DirectoryPresenter],
) -> None:
    """What a line of the file's own costs is not known, nor when it is open if no one says so."""
    view = desk_with(LOCAL, replace(LINES[Anchor.CRISIS], always_open=None)).talk()
    lines = [view.main, view.crisis, view.emergency]
    promised = {line.id: line.free_always for line in lines if line is not None}
    assert promised == {Anchor.HELP_LINE: True, Anchor.CRISIS: False, Anchor.EMERGENCY: True}


def test_a_line_of_the_files_own_comes_after_the_others(
    desk_with: Callable[..., DirectoryPresenter],
) -> None:
    kiosk = desk_with(LOCAL)
    last = kiosk.lines()[0].lines[-1]
    assert (last.id, last.number) == (LOCAL.id, "916-555-1234")
    page = kiosk.service(LOCAL.id)
    assert page.digits
    hidden = desk_with(replace(LOCAL, out_of_service=True))
    assert LOCAL.id not in listed(hidden)
    unknown = desk_with(replace(LOCAL, always_open=None))
    assert [line.id for line in unknown.lines()[-1].lines] == [LOCAL.id]
    assert unknown.lines()[-1].title == "More lines"
    assert unknown.talk().count == kiosk.talk().count - 1


@pytest.mark.rotating
@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN if each.tag != "en"])
def test_the_words_to_say_are_kept_left_to_right_in_one_way(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    """On the page of the lines and on that of a service: marked once, and by no catalogue."""
    answers = presenter(tag)
    main = answers.talk().main
    ids = [record.id for record in factory_records if isinstance(record, Service)]
    views = filter(None, map(answers.service, ids))
    steps = [view.steps.steps[0].english for view in views]
    told = [text for text in steps if interpreter_request(tag) in text]
    assert told
    first, last = "「」" if tag == "zh-Hant" else "“”"
    for text in (main.say, *told):
        assert isolate(f"{first}{interpreter_request(tag)}{last}") in text, text
        assert (text.count(LRI), text.count(PDI)) == (1, 1), text


ANSWERED = {
    "en": {"nhth-line", "line-988", "line-911", "ndvh-line"},
    "es": {"nhth-line", "line-988"},
}
"""The compiled-in lines that answer texts, by language; in any other language none does."""


@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
@pytest.mark.parametrize("alone", [False, True])
def test_texts_are_offered_only_in_the_languages_they_answer(
    presenter: PresenterMaker, tag: str, *, alone: bool
) -> None:
    kiosk = presenter(tag, **({"directory": None} if alone else {}))
    lines = listed(kiosk)
    texts = {one: lines[one].text for one in ANSWERED["en"]}
    offered = {one for one, text in texts.items() if text is not None and text.code}
    assert offered == ANSWERED.get(tag, set())
    for one, text in texts.items():
        assert text.note
        assert bool(text.stays_on_phone) == (one in offered), (
            "what stays on the phone goes with the code"
        )
    main = kiosk.talk().main
    assert main.text == texts["nhth-line"]


@pytest.mark.parametrize("alone", [False, True])
def test_video_and_typing_stand_there_with_and_without_a_directory(
    presenter: PresenterMaker, *, alone: bool
) -> None:
    kiosk = presenter("en", **({"directory": None} if alone else {}))
    view = kiosk.talk()
    about = "ASL" if alone else "Sign with someone about harm at home"
    assert (view.video.number, view.video.line, view.relay) == ("1-855-812-1001", about, "711")
    page = kiosk.service(view.video.id)
    assert "855-812-1001" in page.action.number


def test_a_video_line_out_of_service_is_not_shown(
    desk_with: Callable[..., DirectoryPresenter],
) -> None:
    assert desk_with().talk().video is not None
    dead = replace(LOCAL, id=VIDEO_LINE.service_id, out_of_service=True)
    kiosk = desk_with(dead)
    assert kiosk.talk().video is None
    assert kiosk.service(VIDEO_LINE.service_id) is None


def test_all_lines_are_the_day_and_night_helplines_of_the_directory(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...]
) -> None:
    kiosk = presenter("en")
    lines = {one.id for one in factory_records if isinstance(one, Service) and one.helpline}
    always = {
        line
        for line in lines
        if all(
            (row.opens_at, row.closes_at, len(row.byday)) == ("00:00", "24:00", 7)
            for row in hours_of(factory_records, line)
        )
        and hours_of(factory_records, line)
    }
    assert set(listed(kiosk)) == always
    assert kiosk.talk().count == len(always)
    titles = [group.title for group in kiosk.lines()]
    assert titles[0] == "Anyone"
    assert {"Young people", "Native people", "Deaf people", "LGBTQ people"} <= set(titles)


def hours_of(records: tuple[AnyRecord, ...], line: str) -> list[Schedule]:
    return [one for one in records if isinstance(one, Schedule) and one.service_id == line]
