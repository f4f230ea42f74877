"""How a visitor listens: steps with ends, and nothing of it for the next person."""

from functools import reduce

import pytest
from msgspec.structs import replace

from kiosk.devices.speech import VoiceSettings
from kiosk.visit.acts import Panel, Screen
from kiosk.visit.listening import ListeningSettings, SpeechControl
from kiosk.visit.visit import new_visit
from tests.touches import after_touch


def turned(*hears: SpeechControl) -> ListeningSettings:
    return reduce(lambda listening, hear: listening.after(hear), hears, ListeningSettings())


@pytest.mark.parametrize(
    ("hear", "times", "manner"),
    [
        (SpeechControl.SLOWER, 1, VoiceSettings(2, 6)),
        (SpeechControl.SLOWER, 9, VoiceSettings(0, 6)),
        (SpeechControl.FASTER, 3, VoiceSettings(6, 6)),
        (SpeechControl.FASTER, 9, VoiceSettings(6, 6)),
        (SpeechControl.SOFTER, 5, VoiceSettings(3, 1)),
        (SpeechControl.SOFTER, 20, VoiceSettings(3, 1)),
        (SpeechControl.LOUDER, 4, VoiceSettings(3, 10)),
        (SpeechControl.LOUDER, 20, VoiceSettings(3, 10)),
        (SpeechControl.STOP, 1, VoiceSettings(3, 6)),
    ],
)
def test_each_control_ends_at_its_last_step(
    hear: SpeechControl, times: int, manner: VoiceSettings
) -> None:
    assert turned(*[hear] * times).manner == manner


def test_a_switch_goes_on_and_off() -> None:
    assert turned(SpeechControl.BY_EAR).by_ear
    assert not turned(SpeechControl.BY_EAR, SpeechControl.BY_EAR).by_ear
    assert turned(SpeechControl.HIDE).hidden
    assert not turned(SpeechControl.HIDE, SpeechControl.SHOW).hidden


@pytest.mark.parametrize(
    ("spoken", "named"),
    [
        (("en", "es", "pa"), ["en", "es", "pa", "en", "es", "pa"]),
        (("ru",), ["ru", "ru"]),
        ((), []),
    ],
)
def test_languages_are_named_twice_round(spoken: tuple[str, ...], named: list[str]) -> None:
    listening, heard = ListeningSettings().next_name(spoken), list[str]()
    while listening is not None:
        heard.append(listening.naming)
        listening = listening.next_name(spoken)
    assert heard == named


def test_a_language_chosen_where_languages_are_named_is_read_aloud() -> None:
    assert after_touch(new_visit("en"), "language:es").listening == ListeningSettings()
    visit = after_touch(after_touch(new_visit("en"), "listen"), "language:es field")
    assert (visit.language, visit.route.screen, visit.panel) == ("es", Screen.HOME, None)
    assert visit.listening == ListeningSettings(aloud=True)
    visit = after_touch(after_touch(visit, "listen"), "hear:stop")
    assert not visit.listening.aloud


@pytest.mark.parametrize("act", ["back", "done", "see", "talk", "language:es", "pictures"])
def test_no_name_is_left_where_no_language_is_named(act: str) -> None:
    visit = after_touch(new_visit("en"), "listen")
    named = visit.listening.next_name(("en", "es"))
    assert named is not None
    visit = after_touch(replace(visit, listening=named), act)
    assert (visit.listening.naming, visit.listening.rounds) == ("", 0)
    assert visit.untouched is (act in {"back", "done"})


@pytest.mark.parametrize("end", ["leave", "no", "return"])
def test_the_next_person_starts_with_nothing_of_it(end: str) -> None:
    visit = new_visit("en")
    for act in ("language:es", "listen", "hear:faster", "hear:softer", "hear:by-ear", "hear:hide"):
        visit = after_touch(visit, act)
    assert visit.listening != ListeningSettings()
    assert after_touch(visit, end).listening == ListeningSettings()


def test_reading_and_hiding_show_the_page_itself() -> None:
    visit = after_touch(after_touch(new_visit("en"), "language:en"), "listen")
    assert visit.panel is Panel.LISTEN
    assert after_touch(visit, "hear:slower").panel is Panel.LISTEN
    assert after_touch(visit, "hear:stop").panel is Panel.LISTEN
    assert after_touch(visit, "hear:page").panel is None
    assert after_touch(visit, "hear:hide").panel is None


def test_back_on_a_hidden_screen_shows_it_again() -> None:
    visit = after_touch(new_visit("en"), "language:en")
    for act in ("need:food", "listen", "hear:hide"):
        visit = after_touch(visit, act)
    shown = after_touch(visit, "back")
    assert not shown.listening.hidden
    assert shown.route == visit.route
