"""Who cannot read listens for her language, or goes by pictures alone up to a number."""

import gc
from collections.abc import Callable

import pytest

from kiosk.devices.speech import VOICES, Playing
from kiosk.domain.helplines import Anchor
from kiosk.domain.language import OFFERED, known_language
from kiosk.domain.text import source_hash
from kiosk.ui.kit.scene import NodeKind
from kiosk.ui.runtime.speech_controller import APART_S
from kiosk.ui.runtime.speech_output import NAME_S, SpeechOutput
from kiosk.visit.listening import ListeningSettings
from tests.ears import Ears, Jack
from tests.journeys.test_who_cannot_read import Listener, card
from tests.journeys.visitor import Visitor, VisitorMaker

SPOKEN = [tag for tag in OFFERED if tag in VOICES]
MOST_TOUCHES = 6


class Names(Listener):
    """A visitor who touched Listen on the first screen."""

    def goes_on(self, seconds: float = APART_S) -> None:
        """The name is over, and time passes."""
        self.ears.now = Playing.SILENT
        self.now += seconds
        self.hearing.poll()

    def until(self, tag: str) -> "Names":
        while self.named() != tag:
            self.goes_on()
        return self

    @property
    def large(self) -> str:
        """The language that a touch on the large field chooses."""
        acts = [node.id for node in self.visitor.scene.touches if node.id.endswith(" field")]
        return acts[0].removeprefix("language:").removesuffix(" field")


@pytest.fixture
def names(arrive: VisitorMaker) -> Names:
    made = Names(arrive)
    made.touch("listen")
    return made


def marked(visitor: Visitor) -> set[str]:
    """Languages whose tiles have a mark of sound."""
    owners = [n.owner for n in visitor.scene.nodes if n.kind is NodeKind.IMAGE]
    tiles = [one for one in owners if one.startswith("language:") and " " not in one]
    return {one.removeprefix("language:") for one in tiles}


def letters(visitor: Visitor) -> list[str]:
    """Words that are drawn on the page, outside its frame."""
    return [
        node.display
        for node in visitor.scene.nodes
        if node.kind is NodeKind.TEXT and not node.frame and any(map(str.isalpha, node.display))
    ]


# --- names --------------------------------------------------------------------------------------


def test_every_name_is_spoken_by_its_own_voice_twice_round(names: Names) -> None:
    heard = list[tuple[str, str]]()
    for tag in SPOKEN * 2:
        assert (names.named(), names.large, names.ears.language) == (tag, tag, tag)
        heard.append((tag, names.ears.last))
        names.goes_on()
    assert heard[: len(SPOKEN)] == heard[len(SPOKEN) :]
    assert all(name.startswith(known_language(tag).endonym) for tag, name in heard)
    assert not names.hearing.speaking, "then there is silence"
    assert (names.ears.times, names.large) == (2 * len(SPOKEN), SPOKEN[-1])
    assert names.touch("hear:names").startswith("English")


def test_a_name_has_its_time_and_no_name_is_cut_off(names: Names) -> None:
    names.goes_on(APART_S - 0.1)
    assert names.named() == "en", "there is time to touch"
    names.goes_on(0.1)
    assert names.named() == "es"
    names.now += APART_S
    names.hearing.poll()
    assert names.named() == "es", "it is still being spoken"
    names.goes_on(0)
    assert names.named() == "zh-Hans"


def test_names_are_a_sign_of_life(names: Names) -> None:
    names.ears.now = Playing.SILENT
    names.visitor.now += 30
    names.shell._tick()
    assert names.shell.idle.quiet == 0


def test_languages_without_a_voice_are_skipped_unless_their_name_is_recorded(
    arrive: VisitorMaker,
) -> None:
    names = Names(arrive)
    names.ears.clips = {source_hash("Hmoob")}
    names.touch("listen")
    assert marked(names.visitor) == {*SPOKEN, "hmn"}
    assert "language:ps" in {node.id for node in names.visitor.scene.touches}
    assert names.until("hmn").ears.last == "Hmoob"
    names.until("ar")
    order = [tag for tag in OFFERED if tag in {*SPOKEN, "hmn"}]
    assert names.ears.times == order.index("ar") + 1


@pytest.mark.parametrize("target", ["language:pa field", "language:pa", "language:ru"])
def test_a_touch_on_the_field_or_a_tile_chooses_and_the_reading_goes_on(
    names: Names, target: str
) -> None:
    names.until("pa")
    tag = target.removesuffix(" field").removeprefix("language:")
    words = names.touch(target)
    assert (names.on(), names.shell.visit.language, names.ears.language) == ("home", tag, tag)
    title = names.visitor.scene.title
    assert words.startswith(title)
    assert names.touch("need:food").startswith(names.visitor.scene.title)
    assert names.on() == "question", "a touch opens at once"


def test_any_touch_is_silence_and_the_name_stays(names: Names) -> None:
    names.until("ru")
    names.visitor.at(5, names.visitor.scene.height // 2)
    assert names.ears.now is Playing.SILENT
    names.goes_on()
    assert (names.large, names.hearing.speaking) == ("ru", False)
    names.touch("hear:names")
    names.until("vi")
    names.touch("hear:stop")
    names.goes_on()
    assert (names.large, names.ears.now) == ("vi", Playing.SILENT)


def test_louder_speaks_the_same_name_louder(names: Names) -> None:
    names.until("es")
    assert names.touch("hear:louder").startswith("Español")
    assert (names.ears.manner.volume, names.named()) == (7, "es")
    names.goes_on()
    assert names.named() == "zh-Hans"


def test_back_leaves_a_first_screen_that_nobody_touched(names: Names) -> None:
    names.until("es")
    names.touch("back")
    assert (names.on(), names.hearing.speaking) == ("attract", False)
    assert names.shell.visit.untouched


def test_leaving_leaves_no_name_and_no_clock(names: Names) -> None:
    names.until("pa")
    names.touch("language:pa field")
    names.touch("leave")
    assert names.shell.visit.listening == ListeningSettings()
    assert (names.ears.now, names.hearing.speaking) == (Playing.SILENT, False)
    times = names.ears.times
    names.goes_on()
    assert (names.on(), names.ears.times) == ("cover", times)
    names.ears.heard = []
    gc.collect()
    held = [value for one in (names.hearing, names.shell._listener) for value in vars(one).values()]
    assert not [one for one in held if isinstance(one, str | bytes | list | tuple | dict) and one]


def test_headphones_that_go_ask_for_headphones(names: Names) -> None:
    names.jack.is_in = False
    names.hearing.poll()
    names.visitor.is_on("listen").sees("Put in headphones", "Pictures only")
    names.jack.is_in = True
    names.visitor.waits(1)
    assert (names.named(), names.ears.last) == ("en", "English.")


def test_one_who_cannot_read_hears_a_number(names: Names) -> None:
    names.until("pa")
    for target in ("language:pa field", "need:talk", "tile:talk.talk_harm"):
        names.touch(target)
    words = names.touch(card(names.visitor).id)
    assert names.on() == "service"
    assert "8 0 0, 7 9 9, 7 2 3 3" in words
    assert names.visitor.touches <= MOST_TOUCHES


# --- pictures -----------------------------------------------------------------------------------


def never_sensed() -> SpeechOutput:
    return SpeechOutput(Ears(), Jack(plugged=False, senses=False))


def no_voice() -> SpeechOutput:
    return SpeechOutput(Ears(voices=()), Jack())


@pytest.mark.parametrize("hearing", [never_sensed, no_voice, SpeechOutput])
def test_where_the_sound_does_not_work_pictures_lead_to_a_number(
    arrive: VisitorMaker, hearing: Callable[[], SpeechOutput]
) -> None:
    visitor = arrive(hearing=hearing())
    visitor.touch("listen")
    note = ["The sound does not work now.", "Someone here can read it to you."]
    for target in ("need:talk", "tile:talk.talk_harm"):
        assert " ".join(letters(visitor)) == " ".join(note)
        assert all(node.name.strip() for node in visitor.scene.touches)
        visitor.touch("staff").is_on("staff-here").touch("back")
        visitor.touch("learn:line-211").is_on("learn").touch("back")
        visitor.touch(target)
    assert " ".join(letters(visitor)) == " ".join(note)
    digits = [node for node in visitor.scene.nodes if node.display == "1-800-799-7233"]
    assert digits[0].owner == f"learn:{Anchor.HOME}"
    visitor.touch(digits[0].owner).is_on("learn")
    assert visitor.touches - 2 * 4 <= MOST_TOUCHES


@pytest.mark.parametrize("hangs", [False, True])
def test_a_name_that_fails_leads_to_pictures(
    names: Names,
    hangs: bool,  # noqa: FBT001
) -> None:
    names.until("es")
    if hangs:
        names.now += NAME_S
    else:
        names.ears.now = Playing.FAILED
    names.hearing.poll()
    names.visitor.is_on("home").sees("The sound does not work now.")
    assert not names.hearing.speaking
    names.touch("back")
    assert names.touch("listen").startswith("Listen."), "it is tried once more"


def test_pictures_without_a_word_are_heard_by_their_names(names: Names) -> None:
    names.touch("pictures")
    assert letters(names.visitor) == []
    assert not names.shell.visit.listening.aloud
    names.by_ear()
    assert "A safe place" in names.ears.last
    assert names.touch("need:food") == "Food and basics."
    names.touch("need:food")
    assert names.touch("tile:food.eat_today") == "Eat today."
    names.touch("tile:food.eat_today")
    number = next(one.id for one in names.visitor.scene.touches if one.id.startswith("learn:"))
    assert "4 4 6, 0 8 7 4" in names.touch(number)


def test_a_number_with_words_to_read_first_is_no_picture(arrive: VisitorMaker) -> None:
    visitor = arrive()
    for target in ("listen", "need:young", "tile:young.young_bed"):
        visitor.touch(target)
    shown = {node.id for node in visitor.scene.touches}
    assert "learn:california-youth-crisis-line-line" in shown
    assert "learn:runaway-safeline-line" not in shown, "it must report"
    visitor.touch("back").touch("tile:young.young_day")
    numbers = [n.id for n in visitor.scene.touches if n.id.startswith("learn:")]
    assert numbers == ["learn:line-211"]
