"""Acts of a visit as text, for tours: ``need:food``, the token of its target."""

from collections.abc import Callable

from kiosk.domain.filters import Filter
from kiosk.visit import acts
from kiosk.visit.listening import SpeechControl


def _parse_step(text: str) -> acts.LearnStep:
    kind = next(one for one in acts.StepKind if text.startswith(one))
    rest = text.removeprefix(kind)
    return acts.LearnStep(kind, int(rest) - 1 if rest.isdecimal() else None, rest.partition(":")[2])


_NAMED: dict[str, acts.Verb | acts.Panel | acts.Variant]
_NAMED = {one.value: one for one in (*acts.Verb, *acts.Panel, *acts.Variant)}
_SCREENS = {"need": "question", "tile": "results", "all": "results", "staff": "staff-here"}
_MAKERS: dict[str, Callable[[str], acts.Act]] = {
    "hear": SpeechControl,
    "chip": Filter,
    "size": acts.TextStep,
    "mode": acts.Mode,
    "language": acts.ChooseLanguage,
    "person": acts.ChoosePerson,
    "keep": acts.Keep,
    "key": acts.TypeKey,
    "layer": acts.ChooseLayer,
    "page": lambda number: acts.TurnPage(int(number)),
    "speak": lambda tag: acts.Route(acts.Screen.SPEAK_CARD, tag),
    "step": _parse_step,
}


def parse_act(text: str) -> acts.Act:
    """Parse a token; a note after a space is left out.

    Raises:
        ValueError: there is no such act.
    """
    word, _, rest = text.partition(" ")[0].partition(":")
    if rest and word in _MAKERS:
        return _MAKERS[word](rest)
    if word in _NAMED:
        return _NAMED[word]
    subject, _, code = rest.partition("/")
    kind, _, agreed = code.partition("/")
    choice = acts.CodeChoice(kind, bool(agreed)) if kind else None
    return acts.Route(acts.Screen(_SCREENS.get(word, word)), subject, choice)
