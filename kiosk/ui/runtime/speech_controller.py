"""Choose what is spoken on each touch: pages, names of targets, audio controls."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kiosk.domain.language import known_language
from kiosk.presentation import speech_text
from kiosk.ui.kit.scene import Scene
from kiosk.ui.runtime import spoken_text
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.visit.listening import SpeechControl, SpeechState
from kiosk.visit.visit import Panel, Screen, Verb, Visit

_AT_ONCE = {Verb.LEAVE.value}
"""Acts that never take two touches."""
_READS = {f"{Verb.HEAR}:{SpeechControl.PAGE}", f"{Verb.HEAR}:{SpeechControl.HIDE}"}
_TURNS = tuple(
    f"{Verb.HEAR}:{one}"
    for one in (
        SpeechControl.SLOWER,
        SpeechControl.FASTER,
        SpeechControl.SOFTER,
        SpeechControl.LOUDER,
    )
)
_SWITCH = f"{Verb.HEAR}:{SpeechControl.BY_EAR}"
_TAKES_AWAY = {Verb.KEEP, Verb.CLEAR, Verb.CHIP, Verb.SIZE}
"""Acts that may remove their own target from the page."""


class SpeechController:
    """Speaks what a touch asks for. Stores no words: they are read from the current scene."""

    def __init__(self, hearing: SpeechOutput, page: Callable[[Visit], Scene]) -> None:
        self.hearing = hearing
        self._page = page

    def ear(self, visit: Visit) -> SpeechState:
        """Return what can be heard now in the language of a visit."""
        self.hearing.feel()
        return self.hearing.ear(visit.language)

    def _say(self, visit: Visit, lines: "Iterable[speech_text.SpokenLine]") -> bool:
        return self.hearing.say(lines, known_language(visit.language), visit.listening.manner)

    def first(self, visit: Visit, scene: Scene, target: str) -> Visit | None:
        """Speak a target on its first touch by ear; return ``None`` if the touch takes effect."""
        listening = visit.listening
        if not listening.by_ear or listening.heard == target or target in _AT_ONCE:
            return None
        return self._named(visit, scene, target)

    def _named(self, visit: Visit, scene: Scene, target: str) -> Visit | None:
        """Speak a target in its own language; return ``None`` if nothing can be heard."""
        page, listening = known_language(visit.language), visit.listening
        spoken = known_language(spoken_text.spoken_in(target, page))
        if not self.hearing.say(
            spoken_text.target_lines(scene, target, page), spoken, listening.manner
        ):
            return None
        return replace(visit, listening=replace(listening, heard=target))

    def follow(self, before: Visit, visit: Visit, act: str, scene: Scene) -> None:
        """Speak the result of a touch that took effect."""
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
        """Return the new state of a touched target on the same page.

        The page's title if it is gone.
        """
        previous, current = (
            (one.route.screen, one.route.subject, one.panel, one.language, one.listening.hidden)
            for one in (before, visit)
        )
        language, verb = known_language(visit.language), act.partition(" ")[0].partition(":")[0]
        if previous != current:
            return ()
        node = next((node for node in scene.touches if node.id == act), None)
        if node is None:
            gone = verb in _TAKES_AWAY
            return (spoken_text.written(scene.title, scene, language),) if gone else ()
        turns = node.checked is not None or verb == Verb.KEEP
        return spoken_text.target_lines(scene, act, language) if turns else ()

    @staticmethod
    def _elsewhere(before: Visit, visit: Visit) -> bool:
        """Return True if the page or its language changed."""
        return (before.route, before.panel, before.language, before.listening.hidden) != (
            visit.route,
            visit.panel,
            visit.language,
            visit.listening.hidden,
        )

    def _behind(self, visit: Visit, scene: Scene) -> Scene:
        """Return the page behind a hidden screen; while the question is open, the question."""
        if scene.screen != "hidden":
            return scene
        return self._page(replace(visit, listening=replace(visit.listening, hidden=False)))

    def reads(self, visit: Visit, scene: Scene) -> None:
        """Speak a page that opened without a touch, such as the question, if audio is in use."""
        if visit.listening.by_ear or visit.listening.hidden:
            self._say(visit, spoken_text.page_lines(scene, known_language(visit.language)))

    def resume(self, visit: Visit, scene: Scene) -> None:
        """Repeat the page once it can be heard, after headphones are plugged in."""
        if self.ear(visit) is SpeechState.READY:
            self._say(visit, spoken_text.page_lines(scene, known_language(visit.language)))

    def focused(self, visit: Visit, scene: Scene, target: str) -> Visit:
        """Speak the newly focused target if the visitor goes by ear; it then counts as heard."""
        self.hearing.hush()
        spoken = self._named(visit, scene, target) if visit.listening.by_ear else None
        return spoken or visit

    def again(self, visit: Visit, scene: Scene, target: str) -> Visit | None:
        """Repeat the focused target or the page; return ``None`` if nothing can be heard.

        The first time it is the page, and from then on the visitor goes by ear.
        """
        page, listening = known_language(visit.language), visit.listening
        if target and listening.by_ear:
            return self._named(visit, scene, target)
        if not self._say(visit, spoken_text.page_lines(self._behind(visit, scene), page)):
            return None
        return replace(visit, listening=replace(listening, by_ear=True))

    def at(self, visit: Visit, scene: Scene, x: int, y: int) -> None:
        """Speak the words under a touch outside all targets, if the visitor goes by ear."""
        if visit.listening.by_ear and visit.route.screen is not Screen.COVER:
            self._say(visit, spoken_text.text_at(scene, x, y, known_language(visit.language)))

    def after_trouble(self, visit: Visit) -> Visit:
        """Open the audio panel if sound failed.

        It says what to do, and touches take effect at once.
        """
        if self.hearing.ear(visit.language) is not SpeechState.FAILED:
            return visit
        listening = replace(visit.listening, by_ear=False, hidden=False)
        return replace(visit, panel=Panel.LISTEN, listening=listening)
