"""Choose what is spoken on each touch: pages, names of targets and languages, audio controls."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from kiosk.devices.speech import SpokenLine
from kiosk.domain.filters import Filter
from kiosk.domain.language import known_language
from kiosk.ui.kit.scene import Node, Scene
from kiosk.ui.runtime import spoken_text
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.visit.acts import Act, Keep, Panel, Screen, TextStep, Verb, token
from kiosk.visit.listening import TURNS, SpeechControl, SpeechState
from kiosk.visit.visit import Visit, reduce_visit

_READS = {SpeechControl.PAGE, SpeechControl.HIDE}
_TAKES_AWAY = (Keep, Filter, TextStep)
"""Acts that may remove their own target from the page, as Clear does."""
APART_S = 2.5
"""Seconds from the name of one language to the next: time to touch."""


class SpeechController:
    """Speaks what a touch asks for. Stores no words: they are read from the current scene."""

    def __init__(
        self,
        output: SpeechOutput,
        page: Callable[[Visit], Scene],
        offered: Callable[[], Sequence[str]],
    ) -> None:
        self.hearing = output
        self._page, self._offered = page, offered

    def ear(self, visit: Visit) -> SpeechState:
        """Return what can be heard now: in the language of a visit, or of the names of all.

        Without a voice for any offered language the sound does not work.
        """
        self.hearing.feel()
        state = self.hearing.ear(visit.language)
        if state is not SpeechState.NO_VOICE:
            return state
        spoken = self.spoken()
        if not spoken:
            return SpeechState.FAILED
        return self.hearing.ear(spoken[0]) if visit.has_names else state

    def act(self, visit: Visit, act: Act) -> Act:
        """Return what a touch does: Listen opens Pictures only where the sound does not work."""
        if act is not Panel.LISTEN or visit.panel is Panel.LISTEN:
            return act
        self.hearing.retry()
        heard = replace(visit, panel=Panel.LISTEN)
        return Verb.PICTURES if self.ear(heard) is SpeechState.FAILED else act

    # --- names of languages -------------------------------------------------------------------

    def spoken(self) -> tuple[str, ...]:
        """Return the offered languages whose names can be spoken, in their order."""
        return tuple(tag for tag in self._offered() if self.hearing.can_say(_name_of(tag)))

    def first_name(self, visit: Visit, act: Act) -> Visit:
        """Return the visit with the first language to name, if a touch asks for the names."""
        if not visit.has_names or act not in {Panel.LISTEN, SpeechControl.NAMES}:
            return visit
        unnamed = replace(visit, listening=visit.listening.unnamed())
        return self.next_name(unnamed) or unnamed

    def next_name(self, visit: Visit) -> Visit | None:
        """Return the visit with the next language to name; ``None`` after the last."""
        listening = visit.listening.next_name(self.spoken()) if visit.has_names else None
        return None if listening is None else replace(visit, listening=listening)

    def name(self, visit: Visit) -> None:
        """Speak the name of a language in its own voice; the next one follows by itself."""
        if tag := visit.listening.naming:
            language, manner = known_language(tag), visit.listening.manner
            self.hearing.say((_name_of(tag),), language, manner, apart=APART_S)

    # --- touches ------------------------------------------------------------------------------

    def _say(self, visit: Visit, lines: Iterable[SpokenLine]) -> bool:
        return self.hearing.say(lines, known_language(visit.language), visit.listening.manner)

    def first(self, visit: Visit, scene: Scene, node: Node) -> Visit | None:
        """Speak a target on its first touch by ear; return ``None`` if the touch takes effect."""
        listening = visit.listening
        if not listening.by_ear or listening.heard == node.id or node.act is Verb.LEAVE:
            return None
        return self._named(visit, scene, node)

    def _named(self, visit: Visit, scene: Scene, node: Node) -> Visit | None:
        """Speak a target in its own language; return ``None`` if nothing can be heard."""
        page, listening = known_language(visit.language), visit.listening
        spoken = known_language(spoken_text.spoken_in(node.act, page))
        if not self.hearing.say(
            spoken_text.target_lines(scene, node.id, page), spoken, listening.manner
        ):
            return None
        return replace(visit, listening=replace(listening, heard=node.id))

    def follow(self, before: Visit, visit: Visit, act: Act, scene: Scene) -> None:
        """Speak the result of a touch that took effect."""
        listening, language = visit.listening, known_language(visit.language)
        if before.running and not visit.running:
            self.hearing.forget()
        elif act in _READS:
            self._say(visit, spoken_text.page_lines(self._behind(visit, scene), language))
        elif visit.has_names and act in {Panel.LISTEN, SpeechControl.NAMES, *TURNS}:
            self.name(visit)
        elif act is Panel.LISTEN and visit.panel is Panel.LISTEN:
            self._say(visit, spoken_text.page_lines(scene, language))
        elif act in {*TURNS, SpeechControl.BY_EAR}:
            self._say(visit, spoken_text.target_lines(scene, token(act), language))
        elif listening.by_ear and (lines := self._turned(before, visit, act, scene)):
            self._say(visit, lines)
        elif listening.by_ear and self._elsewhere(before, visit):
            self._say(visit, (spoken_text.written(scene.title, scene, language),))
        elif listening.aloud and self._elsewhere(before, visit):
            self._say(visit, spoken_text.page_lines(scene, language))

    @staticmethod
    def _turned(before: Visit, visit: Visit, act: Act, scene: Scene) -> tuple[SpokenLine, ...]:
        """Return the new state of a touched target on the same page.

        The page's title if it is gone.
        """
        previous, current = (
            (one.route.screen, one.route.subject, one.panel, one.language, one.listening.hidden)
            for one in (before, visit)
        )
        language = known_language(visit.language)
        if previous != current:
            return ()
        node = next((node for node in scene.touches if node.act == act), None)
        if node is None:
            gone = act is Verb.CLEAR or isinstance(act, _TAKES_AWAY)
            return (spoken_text.written(scene.title, scene, language),) if gone else ()
        turns = node.checked is not None or isinstance(act, Keep)
        return spoken_text.target_lines(scene, node.id, language) if turns else ()

    @staticmethod
    def _elsewhere(before: Visit, visit: Visit) -> bool:
        """Return True if the page or its language changed."""
        first, last = (
            (one.route, one.panel, one.language, one.listening.hidden) for one in (before, visit)
        )
        return first != last

    def _behind(self, visit: Visit, scene: Scene) -> Scene:
        """Return the page behind a hidden screen; while the question is open, the question."""
        if scene.screen != "hidden":
            return scene
        return self._page(replace(visit, listening=replace(visit.listening, hidden=False)))

    def pressed(self, visit: Visit | None) -> None:
        """Fall silent for a press, and let it be heard if audio is in use; in staff mode never."""
        self.hearing.hush()
        if visit is not None and visit.listening.reads:
            self.hearing.tick(visit.language)

    def reads(self, visit: Visit, scene: Scene) -> None:
        """Speak a page that opened without a touch, such as the question, if audio is in use."""
        if visit.listening.reads:
            self._say(visit, spoken_text.page_lines(scene, known_language(visit.language)))

    def resume(self, visit: Visit, scene: Scene) -> None:
        """Repeat the page once it can be heard, after headphones are plugged in."""
        if self.ear(visit) is not SpeechState.READY:
            return
        if visit.has_names:
            self.name(visit)
        elif not visit.is_pictured:
            self._say(visit, spoken_text.page_lines(scene, known_language(visit.language)))

    def focused(self, visit: Visit, scene: Scene, target: str) -> Visit:
        """Speak the newly focused target if the visitor goes by ear; it then counts as heard."""
        self.hearing.hush()
        node = scene.target(target) if visit.listening.by_ear else None
        return (node and self._named(visit, scene, node)) or visit

    def repeat(self, visit: Visit, scene: Scene, target: str) -> Visit | None:
        """Repeat the focused target or the page; return ``None`` if nothing can be heard.

        The first time it is the page, and from then on the visitor goes by ear.
        """
        page, listening = known_language(visit.language), visit.listening
        if listening.by_ear and (node := scene.target(target)):
            return self._named(visit, scene, node)
        if not self._say(visit, spoken_text.page_lines(self._behind(visit, scene), page)):
            return None
        return replace(visit, listening=replace(listening, by_ear=True))

    def at(self, visit: Visit, scene: Scene, x: int, y: int) -> None:
        """Speak the words under a touch outside all targets, if the visitor goes by ear."""
        if visit.listening.by_ear and visit.route.screen is not Screen.COVER:
            self._say(visit, spoken_text.text_at(scene, x, y, known_language(visit.language)))

    def after_trouble(self, visit: Visit) -> Visit:
        """Open Pictures only if sound failed; touches take effect at once."""
        if self.ear(visit) is not SpeechState.FAILED:
            return visit
        listening = replace(visit.listening, by_ear=False, aloud=False)
        return reduce_visit(replace(visit, listening=listening), Verb.PICTURES)


def _name_of(tag: str) -> SpokenLine:
    return SpokenLine(known_language(tag).endonym, tag)
