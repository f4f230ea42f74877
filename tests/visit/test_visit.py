"""The visit: what each touch makes of it, and that nothing of it outlives it."""

from functools import reduce
from typing import get_args

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.domain.filters import Filter
from kiosk.domain.text_input import TYPED_LIMIT
from kiosk.ui.runtime.act_text import parse_act
from kiosk.visit.acts import (
    Act,
    ChooseLanguage,
    ChooseLayer,
    ChoosePerson,
    CodeChoice,
    Keep,
    LearnStep,
    Mode,
    Panel,
    Route,
    Screen,
    StepKind,
    TextStep,
    TurnPage,
    TypeKey,
    Variant,
    Verb,
    token,
)
from kiosk.visit.idle import ANSWER_S, IdleRule
from kiosk.visit.listening import SpeechControl
from kiosk.visit.visit import (
    MOST_TRIED,
    SHORTLIST_LIMIT,
    Visit,
    helper_visit,
    new_visit,
)
from tests.touches import after_touch

COVERED = replace(new_visit("en"), stack=(Route(Screen.COVER),))


def tried(digits: str) -> LearnStep:
    return LearnStep(StepKind.TRY, typed=digits)


def walked(*acts: str, start: Visit | None = None) -> Visit:
    return reduce(after_touch, acts, start or new_visit("en"))


@pytest.mark.parametrize(
    ("acts", "route"),
    [
        ("language:es", Route(Screen.HOME)),
        ("talk", Route(Screen.TALK)),
        ("language:en need:food", Route(Screen.QUESTION, "food")),
        ("language:en need:okay", Route(Screen.QUESTION, "okay")),
        ("language:en need:okay tile:okay.not_paid", Route(Screen.RESULTS, "okay.not_paid")),
        ("language:en need:food tile:food.baby all:food", Route(Screen.RESULTS, "food")),
        ("language:en need:food tile:food.baby back", Route(Screen.QUESTION, "food")),
        ("language:en need:food service:a", Route(Screen.SERVICE, "a")),
        ("language:en service:a qr:a/map", Route(Screen.QR, "a", CodeChoice("map"))),
        ("language:en service:a qr:a qr:a/text", Route(Screen.QR, "a", CodeChoice("text"))),
        ("language:en service:a learn:a", Route(Screen.LEARN, "a")),
        (
            "language:en service:a learn:a step:look2",
            Route(Screen.LEARN, "a", LearnStep(StepKind.LOOK, 1)),
        ),
        ("language:en service:a print:a", Route(Screen.PRINT, "a")),
        ("language:en service:a staff:a", Route(Screen.STAFF_HERE, "a")),
        ("language:en list", Route(Screen.KEPT)),
        ("language:en guides guide:health", Route(Screen.GUIDE, "health")),
        ("language:ar guides guide:health english", Route(Screen.GUIDE, "health", Variant.ENGLISH)),
        ("language:en speak", Route(Screen.SPEAK)),
        ("language:en speak speak:yue", Route(Screen.SPEAK_CARD, "yue")),
        ("language:en search", Route(Screen.SEARCH)),
        ("language:en languages", Route(Screen.LANGUAGES)),
        ("language:en languages language:ar", Route(Screen.HOME)),
        ("language:en need:food languages language:ar", Route(Screen.QUESTION, "food")),
        ("language:en need:food page:2", Route(Screen.QUESTION, "food", page=2)),
        ("language:en need:food page:2 service:a back", Route(Screen.QUESTION, "food", page=2)),
        ("language:en need:food start", Route(Screen.HOME)),
        ("language:en need:food need:food", Route(Screen.QUESTION, "food")),
        ("talk back", Route(Screen.HOME)),
        ("language:en back", Route(Screen.ATTRACT)),
        ("language:en leave", Route(Screen.COVER)),
        ("language:en leave return", Route(Screen.ATTRACT)),
        ("language:en service:a no", Route(Screen.ATTRACT)),
        ("language:en service:a yes", Route(Screen.SERVICE, "a")),
    ],
)
def test_where_a_touch_leads(acts: str, route: Route) -> None:
    assert walked(*acts.split()).route == route


def test_a_language_is_chosen_live_and_stays() -> None:
    visit = walked("language:es", "need:work", "language:ar")
    assert (visit.language, visit.route.subject) == ("ar", "work")
    assert walked("talk", start=new_visit("es")).language == "es"


def test_what_tells_equal_targets_apart_means_nothing() -> None:
    assert walked("language:en", "need:food", "clear list") == walked(
        "language:en", "need:food", "clear"
    )


def test_going_back_ends_the_visit_before_it_could_enter_another() -> None:
    visit = walked("language:ar", "size:XL", "mode:soft", "need:health", "service:a", "keep:a")
    for _ in range(3):
        visit = after_touch(visit, "back")
    assert visit == new_visit("en")
    assert after_touch(visit, "back").route.screen is Screen.HOME
    assert after_touch(visit, "back").saved == ()


def test_leaving_wipes_everything_and_covers() -> None:
    visit = walked(
        "language:ar", "size:XL", "mode:soft", "need:health", "chip:women", "search",
        "key:a", "service:a", "keep:a", "qr:a/map", "see",
    )  # fmt: skip
    assert after_touch(visit, "leave") == COVERED
    assert not COVERED.running
    assert after_touch(COVERED, "return") == new_visit("en")


def test_a_list_holds_three_and_shows_itself_when_full() -> None:
    visit = walked("language:en", "service:d", *(f"keep:{one}" for one in "abc"))
    assert visit.saved == ("a", "b", "c")
    assert len(visit.saved) == SHORTLIST_LIMIT
    full = after_touch(visit, "keep:d")
    assert full.saved == visit.saved
    assert full.route.screen is Screen.KEPT
    assert after_touch(visit, "keep:b").saved == ("a", "c")


def test_typing_has_an_end_and_an_eraser() -> None:
    visit = walked("language:en", "search", *["key:x"] * (TYPED_LIMIT + 5))
    assert visit.typed == "x" * TYPED_LIMIT
    assert after_touch(visit, "erase").typed == "x" * (TYPED_LIMIT - 1)
    assert after_touch(visit, "clear").typed == ""
    assert walked("language:en", "search", "key:a", "key:space", "key::").typed == "a :"
    assert walked("language:en", "search", "erase").typed == ""


def test_trying_a_number_is_not_searching() -> None:
    visit = walked("language:en", "learn:a", "step:hide3", *["key:7"] * (MOST_TRIED + 2))
    assert visit.typed == ""
    assert visit.route.detail == tried("7" * MOST_TRIED)
    assert after_touch(visit, "erase").route.detail == tried("7" * (MOST_TRIED - 1))
    assert walked("language:en", "learn:a", "step:look2", "erase").route.detail == tried("")


def test_choices_are_toggled_and_cleared() -> None:
    visit = walked("language:en", "need:food", "page:1", "chip:women", "chip:free")
    assert visit.chips == {Filter.WOMEN, Filter.FREE}
    assert visit.route.page == 0
    assert after_touch(visit, "chip:women").chips == {Filter.FREE}
    assert after_touch(visit, "clear").chips == frozenset()
    assert after_touch(visit, "need:work").chips == frozenset()
    assert after_touch(after_touch(visit, "service:a"), "back").chips == visit.chips
    assert after_touch(visit, "tile:food.baby").chips == visit.chips


@pytest.mark.parametrize("act", ["clear", "need:work", "start"])
def test_what_was_chosen_on_talk_sorts_every_list_until_the_visit_ends(act: str) -> None:
    visit = walked("language:en", "need:food", "chip:no_voice", "chip:free")
    assert after_touch(visit, act).chips == {Filter.NO_VOICE}
    assert after_touch(visit, "leave").chips == frozenset()


def test_those_that_say_no_are_shown_until_a_choice_changes() -> None:
    visit = walked("language:en", "need:food", "tile:food.baby", "chip:men", "page:2", "refusing")
    assert visit.route == Route(Screen.RESULTS, "food.baby", Variant.REFUSING)
    assert after_touch(visit, "chip:free").route == Route(Screen.RESULTS, "food.baby")
    assert after_touch(visit, "clear").route == Route(Screen.RESULTS, "food.baby")


@pytest.mark.parametrize("panel", list(Panel))
def test_a_panel_rises_and_goes(panel: Panel) -> None:
    risen = walked("language:en", "need:food", panel.value)
    assert risen.panel is panel
    for act in (panel.value, "done", "back", "service:a", "language:es", "start"):
        assert after_touch(risen, act).panel is None
    assert after_touch(risen, "back").route == risen.route


def test_letters_and_colours_act_at_once_and_end_with_the_visit() -> None:
    visit = walked("language:en", "see", "size:XL", "mode:white-on-black")
    assert (visit.size, visit.mode, visit.panel) == ("XL", "white-on-black", Panel.SEE)
    assert walked("leave", start=visit).size == "M"


def test_large_letters_on_the_attract_screen_are_a_choice_that_must_end() -> None:
    assert new_visit("en").untouched
    assert COVERED.untouched
    assert replace(new_visit("en"), language="pa").untouched, "the screen turned by itself"
    visit = walked("see", "size:XL", "done")
    assert visit.route == new_visit("en").route
    assert not visit.untouched


def test_the_idle_times_are_those_of_the_design() -> None:
    assert (IdleRule().service, IdleRule().other, ANSWER_S) == (60, 120, 30)


@pytest.mark.parametrize(
    ("acts", "quiet", "left"),
    [
        ("", 10_000, None),
        ("language:en", 119.9, None),
        ("language:en", 120, 30),
        ("language:en", 149.5, 1),
        ("language:en", 150, 0),
        ("language:en", 10_000, 0),
        ("language:en service:a", 59.9, None),
        ("language:en service:a", 60, 30),
        ("language:en service:a", 89, 1),
        ("language:en service:a", 90, 0),
        ("language:en learn:a", 60, 30),
        ("language:en qr:a", 60, 30),
        ("language:en print:a", 60, 30),
        ("language:en list", 60, 30),
        ("talk", 60, None),
        ("language:en leave", 10_000, None),
        ("see", 120, 30),
        ("see size:XL done", 120, 30),
        ("page:1", 120, 30),
    ],
)
def test_when_the_question_comes(acts: str, quiet: float, left: int | None) -> None:
    assert IdleRule().seconds_left(walked(*acts.split()), quiet) == left


def test_a_site_may_set_other_times() -> None:
    rule = IdleRule(service=45, other=300)
    assert rule.seconds_left(walked("language:en"), 299) is None
    assert rule.seconds_left(walked("language:en", "service:a"), 45) == ANSWER_S


_MARK = "the-visitor"
_IDS = st.sampled_from([_MARK, "line-211", "weave-line"])
_SUBJECTS = {
    Screen.QUESTION: st.sampled_from(["safe_place", "okay", "work"]),
    Screen.SPEAK: st.just(""),
    Screen.SPEAK_CARD: st.sampled_from(["yue", "ase"]),
    Screen.PERSON: st.just(""),
}
_CODES = st.none() | st.builds(CodeChoice, st.sampled_from(["map", "text"]), st.booleans())
_LED = st.sampled_from([one for one in Screen if one not in {Screen.ATTRACT, Screen.COVER}])
_ROUTES = _LED.flatmap(
    lambda screen: st.builds(
        Route,
        st.just(screen),
        _SUBJECTS.get(screen, _IDS),
        _CODES if screen is Screen.QR else st.none(),
    )
)
_STEPS = st.builds(LearnStep, st.sampled_from(StepKind), st.none() | st.integers(0, 3)).map(
    lambda step: replace(step, at=None) if step.kind is StepKind.TRY else step
)
_TAGS = st.sampled_from(["en", "es", "ar", "zh-Hans"])
_ACTS = st.one_of(
    st.sampled_from([verb for verb in Verb if verb is not Verb.LEAVE]),
    *map(st.sampled_from, (Variant, Panel, Filter, TextStep, Mode, SpeechControl)),
    _ROUTES,
    _STEPS,
    st.builds(ChooseLanguage, _TAGS),
    st.builds(ChoosePerson, _TAGS),
    st.builds(Keep, _IDS),
    st.builds(TurnPage, st.integers(0, 30)),
    st.builds(TypeKey, st.sampled_from([*"abcéй,:'/", "space"])),
    st.builds(ChooseLayer, st.sampled_from(["digits", "latin"])),
)


def test_every_kind_of_act_is_tried() -> None:
    kinds = {type(find(_ACTS, lambda act, kind=kind: type(act) is kind)) for kind in get_args(Act)}
    assert kinds == {*get_args(Act)}


@given(_ACTS)
def test_the_token_of_an_act_names_it_and_no_other(act: Act) -> None:
    assert parse_act(token(act)) == act
    assert type(parse_act(token(act))) is type(act)
    assert parse_act(f"{token(act)} note") == act
    assert " " not in token(act)


@settings(max_examples=150, deadline=None)
@given(st.lists(_ACTS, max_size=30))
def test_no_touch_ever_fails_and_leaving_forgets_all(acts: list[Act]) -> None:
    visit = new_visit("en")
    for act in acts:
        visit = after_touch(visit, act)
        assert visit.stack
        assert len(visit.saved) <= SHORTLIST_LIMIT
        assert len(visit.typed) <= TYPED_LIMIT
        assert Screen.ATTRACT not in {route.screen for route in visit.stack[1:]}
    left = after_touch(visit, "leave")
    assert left == COVERED
    assert _MARK not in repr(left)
    assert after_touch(left, "return") == new_visit("en")


@settings(max_examples=100, deadline=None)
@given(st.lists(_ACTS, max_size=20))
def test_back_alone_ends_at_the_attract_screen_with_nothing_kept(acts: list[Act]) -> None:
    visit = reduce(after_touch, acts, new_visit("en"))
    steps = 0
    while not visit.untouched and steps <= len(acts) + 2:
        visit, steps = after_touch(visit, "back"), steps + 1
    assert visit.untouched
    assert _MARK not in repr(visit)


def test_a_verb_that_does_not_exist_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="dance"):
        parse_act("dance:now")


@pytest.mark.parametrize(
    ("acts", "pages"),
    [
        (("pictures",), ["home*"]),
        (("language:en", "need:food", "pictures"), ["home*", "question*"]),
        (
            ("language:en", "need:food", "tile:food.eat_today", "pictures", "back"),
            ["home*", "question*"],
        ),
        (("language:en", "talk", "pictures"), ["home*", "talk", "home*"]),
        (("language:en", "talk", "pictures", "back"), ["home", "talk"]),
        (("pictures", "back"), ["home"]),
        (("pictures", "need:food", "start"), ["home*"]),
        (("pictures", "start"), ["home"]),
        (
            ("pictures", "need:food", "tile:food.eat_today", "learn:line-211"),
            ["home*", "question*", "results*", "learn"],
        ),
        (
            ("language:en", "need:food", "listen", "hear:hide", "pictures"),
            ["home*", "question*", "home*"],
        ),
    ],
)
def test_pictures_go_as_far_as_a_number(acts: tuple[str, ...], pages: list[str]) -> None:
    visit = walked(*acts)
    shown = [replace(visit, stack=visit.stack[: at + 1]) for at in range(len(visit.stack))]
    assert [f"{one.route.screen}{'*' * one.is_pictured}" for one in shown] == pages


def test_a_panel_has_pages_of_its_own() -> None:
    behind = walked("language:en", "need:food", "page:2")
    panel = walked("see", start=behind)
    assert panel.page == 0
    turned = walked("page:1", start=panel)
    assert (turned.page, turned.route.page) == (1, 2)
    assert walked("size:L", start=turned).page == 1
    assert walked("done", start=turned) == behind
    assert walked("listen", start=turned).page == 0
    assert walked("see", "page:1", "done").untouched


def test_a_helper_reads_rows_and_never_pictures_alone() -> None:
    visit = after_touch(helper_visit("en", "es", "M"), "pictures")
    assert (visit.helper, visit.pictures) == ("es", False)
