"""What is said at each touch of a visit: pages, names of targets, the controls of listening."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kiosk.domain.language import known_language
from kiosk.presentation import speech_text
from kiosk.ui.kit.scene import Scene
from kiosk.ui.runtime import spoken_text
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.visit.listening import Ear, Hear
from kiosk.visit.visit import Panel, Screen, Verb, Visit

_AT_ONCE = {Verb.LEAVE.value}
"""What never takes two touches."""
_READS = {f"{Verb.HEAR}:{Hear.PAGE}", f"{Verb.HEAR}:{Hear.HIDE}"}
_TURNS = tuple(f"{Verb.HEAR}:{one}" for one in (Hear.SLOWER, Hear.FASTER, Hear.SOFTER, Hear.LOUDER))
_SWITCH = f"{Verb.HEAR}:{Hear.BY_EAR}"
_TAKES_AWAY = {Verb.KEEP, Verb.DROP, Verb.CLEAR, Verb.CHIP, Verb.SIZE}
"""What may be gone from the page once it was touched."""


class SpeechController:
    """Says what a touch asks for. Holds no words: they are read from the scene in front."""

    def __init__(self, hearing: SpeechOutput, page: Callable[[Visit], Scene]) -> None:
        self.hearing = hearing
        self._page = page

    def ear(self, visit: Visit) -> Ear:
        """What can be heard now in the language of a visit."""
        self.hearing.feel()
        return self.hearing.ear(visit.language)

    def _say(self, visit: Visit, lines: "Iterable[speech_text.SpokenLine]") -> bool:
        return self.hearing.say(lines, known_language(visit.language), visit.listening.manner)

    def first(self, visit: Visit, scene: Scene, target: str) -> Visit | None:
        """A first touch by ear only says what the target is; ``None`` where the touch counts."""
        listening = visit.listening
        if not listening.by_ear or listening.heard == target or target in _AT_ONCE:
            return None
        return self._named(visit, scene, target)

    def _named(self, visit: Visit, scene: Scene, target: str) -> Visit | None:
        """Says what a target is, in its own language; ``None`` where nothing is heard."""
        page, listening = known_language(visit.language), visit.listening
        spoken = known_language(spoken_text.spoken_in(target, page))
        if not self.hearing.say(
            spoken_text.target_lines(scene, target, page), spoken, listening.manner
        ):
            return None
        return replace(visit, listening=replace(listening, heard=target))

    def follow(self, before: Visit, visit: Visit, act: str, scene: Scene) -> None:
        """Says what follows from a touch that counted."""
        listening, language = visit.listening, known_language(visit.language)
        if before.running and not visit.running:
            self.hearing.forget()
        elif act in _READS:
            self._say(visit, spoken_text.page_lines(self._behind(visit, scene), language))
        elif act == Verb.LISTEN and visit.panel is Panel.LISTEN:
            self._say(visit, spoken_text.page_lines(scene, language))
        elif act in _TURNS or act == _SWITCH:
            self._say(visit, spoken_text.target_lines(scene, act, language))
        elif listening.by_ear and (lines := self._turned(before, visit, act, scene)):
            self._say(visit, lines)
        elif listening.by_ear and self._elsewhere(before, visit):
            self._say(visit, (spoken_text.written(scene.title, scene, language),))

    @staticmethod
    def _turned(
        before: Visit, visit: Visit, act: str, scene: Scene
    ) -> "tuple[speech_text.SpokenLine, ...]":
        """What a target of the same page became by a touch; what the page is, if it is gone."""
        was, now = (
            (one.route.screen, one.route.subject, one.panel, one.language, one.listening.hidden)
            for one in (before, visit)
        )
        language, verb = known_language(visit.language), act.partition(" ")[0].partition(":")[0]
        if was != now:
            return ()
        node = next((node for node in scene.touches if node.id == act), None)
        if node is None:
            gone = verb in _TAKES_AWAY
            return (spoken_text.written(scene.title, scene, language),) if gone else ()
        turns = node.checked is not None or verb == Verb.KEEP
        return spoken_text.target_lines(scene, act, language) if turns else ()

    @staticmethod
    def _elsewhere(before: Visit, visit: Visit) -> bool:
        """Whether another page is in front, or the same in other words."""
        return (before.route, before.panel, before.language, before.listening.hidden) != (
            visit.route,
            visit.panel,
            visit.language,
            visit.listening.hidden,
        )

    def _behind(self, visit: Visit, scene: Scene) -> Scene:
        """The page that a hidden screen hides; while the question stands, the question."""
        if scene.screen != "hidden":
            return scene
        return self._page(replace(visit, listening=replace(visit.listening, hidden=False)))

    def reads(self, visit: Visit, scene: Scene) -> None:
        """Says a page that came by itself, such as the question, to who goes by ear or hides it."""
        if visit.listening.by_ear or visit.listening.hidden:
            self._say(visit, spoken_text.page_lines(scene, known_language(visit.language)))

    def resume(self, visit: Visit, scene: Scene) -> None:
        """Says the page again once it can be heard: headphones came in."""
        if self.ear(visit) is Ear.READY:
            self._say(visit, spoken_text.page_lines(scene, known_language(visit.language)))

    def focused(self, visit: Visit, scene: Scene, target: str) -> Visit:
        """Keys moved the focus: its name is said to who goes by ear, and choosing it counts."""
        self.hearing.hush()
        said = self._named(visit, scene, target) if visit.listening.by_ear else None
        return said or visit

    def again(self, visit: Visit, scene: Scene, target: str) -> Visit | None:
        """Says the target with the focus once more, or the page; ``None`` where nothing is heard.

        The first time it is the page, and from then on the visitor goes by ear.
        """
        page, listening = known_language(visit.language), visit.listening
        if target and listening.by_ear:
            return self._named(visit, scene, target)
        if not self._say(visit, spoken_text.page_lines(self._behind(visit, scene), page)):
            return None
        return replace(visit, listening=replace(listening, by_ear=True))

    def at(self, visit: Visit, scene: Scene, x: int, y: int) -> None:
        """A touch beside all targets: the words under it are said to who goes by ear."""
        if visit.listening.by_ear and visit.route.screen is not Screen.COVER:
            self._say(visit, spoken_text.text_at(scene, x, y, known_language(visit.language)))

    def after_trouble(self, visit: Visit) -> Visit:
        """The sound failed: the panel says so and what to do instead; touches count at once."""
        if self.hearing.ear(visit.language) is not Ear.FAILED:
            return visit
        listening = replace(visit.listening, by_ear=False, hidden=False)
        return replace(visit, panel=Panel.LISTEN, listening=listening)
