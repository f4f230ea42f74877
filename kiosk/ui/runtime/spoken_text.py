"""Texts of a scene to speak, in reading order, each in its own language."""

from collections.abc import Iterable, Iterator, Sequence

from kiosk.devices.speech import VOICES, SpokenLine
from kiosk.domain.language import Language
from kiosk.domain.language import language as language_of
from kiosk.domain.text import unmarked
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.ui.kit.scene import Node, NodeKind, Scene
from kiosk.visit.acts import AnyAct, ChooseLanguage, ChoosePerson, Route, Screen, is_key

_ENDS = (".", "?", "!")
_BETWEEN = " .:،。："
"""Separators between the words on a target and the rest of its name."""


def spoken_in(act: AnyAct | None, page: Language) -> str:
    """Return the language of a target's words: a language's own name is spoken by its own voice."""
    match act:
        case ChooseLanguage(tag) | ChoosePerson(tag) | Route(Screen.SPEAK_CARD, tag):
            named = language_of(tag)
        case _:
            named = None
    return (named or page).tag


def page_lines(scene: Scene, language: Language) -> tuple[SpokenLine, ...]:
    """Return every text of a page once, heading first, without frame and keyboard.

    An image of words, such as a slip, is read line by line; a target that is on is followed by its
    state. Names of languages without a voice are left out.
    """
    keys = {node.id for node in scene.touches if is_key(node.act)}
    nodes = [n for n in scene.nodes if not n.frame and (n.owner or n.id) not in keys]
    first = next((at for at, node in enumerate(nodes) if node.heading), 0)
    return tuple(_lines(scene, (*nodes[first:], *nodes[:first]), language))


def target_lines(scene: Scene, target: str, language: Language) -> tuple[SpokenLine, ...]:
    """Return the words on a target, or its name if that says more; its state.

    Where another target shows the same words, such as a second place of one service, its name says
    more.
    """
    own = scene.target(target)
    if own is None:
        return ()
    words = _shown(scene, target)
    if len(words) < 2:  # noqa: PLR2004 - one text at most
        words = _with_name(own.name, "".join(words))
    elif any(_shown(scene, one.id) == words for one in scene.touches if one.name != own.name):
        words = [own.name]
    texts = (*words, _state(own, scene, language))
    return tuple(_named(text, own.act, scene, language) for text in texts if text)


def _shown(scene: Scene, target: str) -> list[str]:
    return [n.text for n in scene.nodes if n.kind is NodeKind.TEXT and n.owner == target and n.text]


def _with_name(name: str, shown: str) -> list[str]:
    """Split a name into the words shown on the target and the rest, for recordings are of words."""
    rest = name.removeprefix(shown)
    if not name.startswith(shown) or (shown and rest[:1].isalnum()):
        return [shown]
    return [shown, rest if not shown else rest.lstrip(_BETWEEN)]


def _state(node: Node, scene: Scene, language: Language) -> str:
    """Return the state of a target; empty for a language, which has a voice of its own."""
    if node.checked is None or spoken_in(node.act, language) != language.tag:
        return ""
    return scene.states[node.checked]


def text_at(scene: Scene, x: int, y: int, language: Language) -> tuple[SpokenLine, ...]:
    """Return the text under a finger outside all targets."""
    first = ""
    for node in scene.nodes:
        if node.kind is not NodeKind.TEXT:
            continue
        first = node.text or first
        box = node.box
        if not node.owner and box.x <= x < box.right and box.y <= y < box.bottom:
            return (written(first, scene, language),)
    return ()


def written(text: str, scene: Scene, language: Language) -> SpokenLine:
    """Return a text of a page as a line: all English, or with its English parts marked."""
    if scene.english and _is_english(_even(text), scene.english):
        return SpokenLine(text, SOURCE_TAG)
    inside = {_even(one) for one in scene.english if any(sign.isalpha() for sign in one)}
    return SpokenLine(
        text, language.tag, tuple(sorted(one for one in inside if one in _even(text)))
    )


def _even(text: str) -> str:
    """Return a text on one line, without direction and quotation marks."""
    return " ".join(unmarked(text).split()).strip(" “”„«»「」")


def _is_english(text: str, english: Iterable[str]) -> bool:
    """Return True if a text is one of the English ones, or a sentence or part of one."""
    part = " " in text or text.endswith(_ENDS)
    return any(
        text == one or (part and f" {text} " in f" {one} ")
        for one in map(_even, english)
        if any(sign.isalpha() for sign in one)
    )


def _named(text: str, act: AnyAct | None, scene: Scene, language: Language) -> SpokenLine:
    """Return a text on a target; a language's own name is in that language."""
    tag = spoken_in(act, language)
    return written(text, scene, language) if tag == language.tag else SpokenLine(text, tag)


def _lines(scene: Scene, nodes: Sequence[Node], language: Language) -> Iterator[SpokenLine]:
    with_words = {node.owner for node in nodes if node.kind is NodeKind.TEXT and node.text}
    acts = {node.id: node.act for node in scene.touches}
    on: Node | None = None
    for node in nodes:
        if on is not None and node.owner != on.id:
            yield SpokenLine(scene.states[True], language.tag)
            on = None
        if node.checked:
            on = node
        if node.kind is NodeKind.TEXT and node.text:
            tag = spoken_in(acts.get(node.owner), language)
            if tag == language.tag:
                yield written(node.text, scene, language)
            elif tag in VOICES:
                yield SpokenLine(node.text, tag)
        elif node.kind is NodeKind.IMAGE:
            yield from (written(text, scene, language) for text in node.aloud.splitlines())
        elif node.kind is NodeKind.TOUCH and node.id not in with_words:
            yield _named(node.name, node.act, scene, language)
    if on is not None:
        yield SpokenLine(scene.states[True], language.tag)
