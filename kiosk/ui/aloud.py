"""What of a scene is read aloud: its texts in reading order, each in its own language."""

from collections.abc import Iterator, Sequence

from kiosk.domain.language import Language
from kiosk.domain.language import language as language_of
from kiosk.handoff.speech import VOICES
from kiosk.services.reading import Line
from kiosk.ui.scene import Node, NodeKind, Scene

_KEYS = ("key:", "erase", "layer:")
"""Letters of a keyboard, digits of a pad: heard by touch, not read out one by one."""
_OF_A_LANGUAGE = ("language", "speak")


def spoken_in(act: str, page: Language) -> str:
    """The language of the words on a target: a language's own name is said by its own voice."""
    verb, _, tag = act.partition(" ")[0].partition(":")
    if verb in _OF_A_LANGUAGE and (found := language_of(tag)) is not None:
        return found.tag
    return page.tag


def page_lines(scene: Scene, language: Language) -> tuple[Line, ...]:
    """Every text of a page once, from its heading on, without the frame and the keys of a keyboard.

    A picture of words, such as a slip's, is read line by line. Names of languages that have no
    voice are left out.
    """
    nodes = [n for n in scene.nodes if not n.frame and not (n.owner or n.id).startswith(_KEYS)]
    first = next((at for at, node in enumerate(nodes) if node.heading), 0)
    return tuple(_lines((*nodes[first:], *nodes[:first]), language))


def target_lines(scene: Scene, target: str, language: Language) -> tuple[Line, ...]:
    """The words on a target, or its name where it has none; then its hint."""
    own = next((node for node in scene.touches if node.id == target), None)
    if own is None:
        return ()
    tag = spoken_in(target, language)
    said = [n.text for n in scene.nodes if n.kind is NodeKind.TEXT and n.owner == target and n.text]
    return tuple(Line(text, tag) for text in (*(said or (own.name,)), own.hint) if text)


def text_at(scene: Scene, x: int, y: int, language: Language) -> tuple[Line, ...]:
    """The text under a finger that touched no target."""
    first = ""
    for node in scene.nodes:
        if node.kind is not NodeKind.TEXT:
            continue
        first = node.text or first
        box = node.box
        if not node.owner and box.x <= x < box.right and box.y <= y < box.bottom:
            return (Line(first, language.tag),)
    return ()


def _lines(nodes: Sequence[Node], language: Language) -> Iterator[Line]:
    with_words = {node.owner for node in nodes if node.kind is NodeKind.TEXT}
    for node in nodes:
        if node.kind is NodeKind.TEXT and node.text:
            tag = spoken_in(node.owner, language)
            if tag == language.tag or tag in VOICES:
                yield Line(node.text, tag)
        elif node.kind is NodeKind.IMAGE:
            yield from (Line(text, language.tag) for text in node.aloud.splitlines())
        elif node.kind is NodeKind.TOUCH and node.id not in with_words:
            yield Line(node.name, spoken_in(node.id, language))
