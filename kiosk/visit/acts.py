"""Acts of a visit as types: what a touch on each target of a page does.

An act is the thing that it leads to or sets: a route, a panel, a filter, a text size. A scene names
each target by the token of its act.
"""

from enum import StrEnum

import msgspec

from kiosk.domain.filters import Filter
from kiosk.visit.listening import SpeechControl


class Screen(StrEnum):
    """Every page a visitor can see."""

    ATTRACT = "attract"
    HOME = "home"
    QUESTION = "question"
    RESULTS = "results"
    SERVICE = "service"
    LEARN = "learn"
    QR = "qr"
    PRINT = "print"
    STAFF_HERE = "staff-here"
    KEPT = "list"
    GUIDES = "guides"
    GUIDE = "guide"
    TALK = "talk"
    LINES = "lines"
    SPEAK = "speak"
    SPEAK_CARD = "speak-card"
    SEARCH = "search"
    LANGUAGES = "languages"
    PERSON = "person"
    WAY = "way"
    COVER = "cover"


class Panel(StrEnum):
    """Panels over a page: display settings, the choices of a list, speech controls."""

    SEE = "see"
    CHIPS = "chips"
    LISTEN = "listen"


class Verb(StrEnum):
    """Acts that need no object."""

    BACK = "back"
    START = "start"
    LEAVE = "leave"
    PICTURES = "pictures"
    DONE = "done"
    CLEAR = "clear"
    PAPER = "paper"
    ERASE = "erase"
    LOW = "low"
    YES = "yes"
    NO = "no"
    RETURN = "return"


class Variant(StrEnum):
    """Another form of a page: services that say no, a guide in English, a search as typed."""

    REFUSING = "refusing"
    ENGLISH = "english"
    TRANSLATED = "translated"
    AS_TYPED = "as-typed"


class TextStep(StrEnum):
    """The four text sizes; S only if the site enables it."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


class Mode(StrEnum):
    """The four colour modes of the screen."""

    DEFAULT = "default"
    BLACK_ON_WHITE = "black-on-white"
    WHITE_ON_BLACK = "white-on-black"
    SOFT = "soft"

    @property
    def high_contrast(self) -> bool:
        """Return True in both black and white modes: thick lines, no tints, no icon spots."""
        return self in {Mode.BLACK_ON_WHITE, Mode.WHITE_ON_BLACK}


class StepKind(StrEnum):
    """The three steps of learning a number."""

    LOOK = "look"
    HIDE = "hide"
    TRY = "try"


class ActStruct(msgspec.Struct, frozen=True, array_like=True):
    """An act with an object; its text is the tag and the fields: ``page:2``."""

    def __str__(self) -> str:
        return ":".join(map(str, msgspec.to_builtins(self)))


class LearnStep(ActStruct, frozen=True):
    """A step of learning a number, as ``look``, ``hide2`` or ``try:916``.

    ``at`` is the part in front or hidden, counted from 0; ``None`` means all parts, or the first.
    """

    kind: StepKind = StepKind.LOOK
    at: int | None = None
    typed: str = ""

    def __str__(self) -> str:
        rest = {StepKind.HIDE: "all", StepKind.TRY: f":{self.typed}"}.get(self.kind, "")
        return f"step:{self.kind}{rest if self.at is None else self.at + 1}"


class CodeChoice(msgspec.Struct, frozen=True):
    """The kind of a square code, and True if a visitor wants it although it reveals something."""

    kind: str
    agreed: bool = False

    def __str__(self) -> str:
        return f"/{self.kind}{'/shown' if self.agreed else ''}"


class Route(ActStruct, frozen=True):
    """A page and its subject: of a list a tile, or a need for all of its services.

    ``detail`` is the page's own state.
    """

    screen: Screen
    subject: str = ""
    detail: LearnStep | CodeChoice | Variant | None = None
    page: int = 0

    def __str__(self) -> str:
        word = _WORDS.get(self.screen, self.screen.value)
        if self.screen is Screen.RESULTS:
            word = "tile" if "." in self.subject else "all"
        subject = f":{self.subject}" if self.subject else ""
        return f"{word}{subject}{self.detail or ''}"


class ChooseLanguage(ActStruct, frozen=True, tag="language"):
    """Choose the language of the visit."""

    language: str


class ChoosePerson(ActStruct, frozen=True, tag="person"):
    """Choose the language of the person who is helped."""

    language: str


class Keep(ActStruct, frozen=True, tag="keep"):
    """Put a service on the shortlist, or take it off."""

    service: str


class TurnPage(ActStruct, frozen=True, tag="page"):
    """Turn to a page, counted from 0."""

    number: int


class TypeKey(ActStruct, frozen=True, tag="key"):
    """Type a letter, a digit or ``space``."""

    key: str


class ChooseLayer(ActStruct, frozen=True, tag="layer"):
    """Show another layer of the keyboard."""

    layer: str


class Noted(ActStruct, frozen=True):
    """An act with a note that distinguishes two targets of a page with the same act."""

    act: "AnyAct"
    note: str

    def __str__(self) -> str:
        return f"{token(self.act)} {self.note}"


Setting = Panel | SpeechControl | Filter | TextStep | Mode | ChooseLayer
"""Acts that stay on the page and set something."""
Act = (
    Verb | Setting | Route | Variant | LearnStep | TurnPage
    | ChooseLanguage | ChoosePerson | Keep | TypeKey
)  # fmt: skip
AnyAct = StrEnum | ActStruct
"""An act of a visit or of staff mode."""
_WORDS = {Screen.QUESTION: "need", Screen.STAFF_HERE: "staff", Screen.SPEAK_CARD: "speak"}
_SETS: dict[str, type[SpeechControl | Filter | TextStep | Mode]]
_SETS = {"hear": SpeechControl, "chip": Filter, "size": TextStep, "mode": Mode}
_PREFIXES: dict[type, str] = {kind: f"{word}:" for word, kind in _SETS.items()}


def token(act: AnyAct) -> str:
    """Return the token of an act in a scene, unique on its page: ``need:food``."""
    return f"{_PREFIXES.get(type(act), '')}{act}"


def is_key(act: AnyAct | None) -> bool:
    """Return True for a key of a keyboard or number pad."""
    return act is Verb.ERASE or isinstance(act, (TypeKey, ChooseLayer))
