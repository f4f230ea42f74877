"""What to dial next is said wherever its number is: on the page, at codes, in words, on paper."""

import msgspec
import pytest

from kiosk.devices.printers import Cover
from kiosk.domain.contact import MAX_BYTES
from kiosk.domain.language import WRITTEN
from kiosk.domain.records import Phone, PhoneType
from kiosk.domain.text import isolate, unmarked
from kiosk.i18n.messages import N_
from kiosk.presentation.numbers import dial_next, format_call, join_extension
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import ORDINARY, _Speakers
from kiosk.presentation.views import ServiceView
from tests.conftest import PresenterMaker
from tests.presentation.one_service import with_changes

LINE = "weave-line"
NUMBER = "916-555-0100"
VOICE = Phone(id="v", service_id=LINE, number="+19165550100", extension="212")
SECOND = msgspec.structs.replace(VOICE, id="w", extension="340")
MENU = msgspec.structs.replace(VOICE, id="m", extension=None, press="2,1")
BOTH = msgspec.structs.replace(MENU, id="n", extension="212")
BARE = msgspec.structs.replace(VOICE, id="b", extension=None)
TTY = msgspec.structs.replace(SECOND, id="t", type=PhoneType.TTY)
TAGS = [each.tag for each in WRITTEN]


def viewed(presenter: DirectoryPresenter) -> ServiceView:
    view = presenter.service(LINE)
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("phone", "dialled"), [(VOICE, ("212",)), (MENU, ("2", "1")), (BOTH, ("2", "1", "212"))]
)
@pytest.mark.parametrize("tag", TAGS)
def test_a_number_and_what_to_dial_next_are_one_line_of_the_language(
    presenter: PresenterMaker, tag: str, phone: Phone, dialled: tuple[str, ...]
) -> None:
    by = presenter(tag).speaker
    words = dial_next(by, phone)
    places = [words.index(isolate(one)) for one in dialled]
    assert places == sorted(places), "the menu answers before the extension"
    line = format_call(by, phone)
    assert line == join_extension(by.formats, NUMBER, words)
    assert line.startswith(isolate(NUMBER))
    assert line.endswith(words)
    assert format_call(by, BARE) == NUMBER
    assert dial_next(by, None) == dial_next(by, BARE) == ""


@pytest.mark.parametrize("phone", [VOICE, MENU])
@pytest.mark.parametrize("tag", TAGS)
def test_the_codes_say_what_they_do_not_dial_and_the_words_hold_it(
    presenter: PresenterMaker, tag: str, phone: Phone
) -> None:
    here = with_changes(presenter, LINE, tag, phones=(phone,))
    view, words = viewed(here), dial_next(here.speaker, phone)
    assert view.extension == view.action.extension == words
    codes = {code.kind: code for code in view.codes}
    for kind in ("call", "contact"):
        assert codes[kind].extension == words
        assert codes[kind].letters == NUMBER
        assert "212" not in codes[kind].payload
        assert "2,1" not in codes[kind].payload.replace(" ", "")
    held = codes["words"].payload.splitlines()
    assert unmarked(format_call(here.speaker, phone)) in held
    assert NUMBER not in held
    assert len(codes["words"].payload.encode()) <= MAX_BYTES
    assert codes["website"].extension == ""


@pytest.mark.parametrize("tag", TAGS)
def test_further_lines_keep_their_extensions(presenter: PresenterMaker, tag: str) -> None:
    here = with_changes(presenter, LINE, tag, phones=(VOICE, SECOND, TTY))
    numbers = [number for _, number, _ in viewed(here).more_numbers]
    assert numbers == [format_call(here.speaker, SECOND), format_call(here.speaker, TTY)]
    assert all("340" in number for number in numbers)


def test_who_reads_from_the_right_reads_the_first_key_first(presenter: PresenterMaker) -> None:
    """Isolated together, the keys would stand from left to right in an Arabic sentence."""
    assert f"{isolate('2')}, {isolate('1')}" in dial_next(presenter("ar").speaker, MENU)


@pytest.mark.parametrize(("phone", "words"), [(VOICE, "Extension 212"), (MENU, "Then press 2, 1")])
def test_an_ordinary_line_of_a_slip_has_it_too(
    presenter: PresenterMaker, monkeypatch: pytest.MonkeyPatch, phone: Phone, words: str
) -> None:
    here = with_changes(presenter, LINE, phones=(phone,))
    monkeypatch.setitem(ORDINARY, Cover.PLAIN, ((LINE, "Line", N_("Health")),))
    (entry,) = _Speakers(here).ordinary(Cover.PLAIN)
    assert (entry.number, unmarked(entry.extension)) == (NUMBER, words)
