"""What stands on a slip, as typed content in two languages, and the gate it passes.

Whoever builds a slip brings finished words: this module translates nothing. On the paper there is
no time, day, machine, site or topic; fields for them do not exist.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain import discretion
from kiosk.domain.language import Language

MAX_ENTRIES = 3
"""Entries on a slip: the short list of a visit."""


class Cover(StrEnum):
    """The ordinary title a site chooses for its slips."""

    PLAIN = "plain"
    CLINIC = "clinic"
    FOOD = "food"

    @property
    def english(self) -> str:
        """The title in English, the message that translators see."""
        return _COVER_TITLES[self]


_COVER_TITLES = {
    Cover.PLAIN: "Good to know nearby",
    Cover.CLINIC: "Health clinic",
    Cover.FOOD: "Food, showers, rest",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in the visitor's language and in English; equal where that is one language."""

    own: str
    english: str

    @property
    def same(self) -> bool:
        """One text serves for both."""
        return self.own == self.english


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """One service: its quiet name, what it does, and its number, its public address or its page.

    ``phrase`` is ``None`` where everybody knows what it does. ``number`` is formatted for reading
    ("916-555-0118"), ``extension`` and ``address`` are ready lines; ``how`` is what to do with the
    number or the page, where that is not to call, ``first`` what to do before one goes by address
    and hours that may have changed. Times inside ``hours`` are isolated by whoever wrote them.
    ``allowed``: a person of the coalition lets the name out although it tells.

    Raises:
        ValueError: there is neither a number nor an address nor a page.
    """

    quiet_name: str
    phrase: Pair | None
    number: str = ""
    extension: str = ""
    how: Pair | None = None
    first: Pair | None = None
    address: tuple[str, ...] = ()
    page: str = ""
    hours: Pair | None = None
    allowed: bool = False

    def __post_init__(self) -> None:
        if not self.number and not self.address and not self.page:
            raise ValueError("A slip entry needs a number or an address or a page.")


@dataclass(frozen=True, slots=True)
class SlipCode:
    """The square code: its exact payload, the same in letters, what to do with the phone."""

    payload: str
    letters: str
    hint: Pair


@dataclass(frozen=True, slots=True)
class SlipRequest:
    """A sentence in English that any desk understands, under a label in both languages."""

    label: Pair
    sentence: str


@dataclass(frozen=True, slots=True)
class SlipContent:
    """A whole slip. ``checked`` is the month of checking ("Revisado: nov. 2026").

    Raises:
        ValueError: no entry, or more than three.
    """

    language: Language
    title: Pair
    entries: tuple[SlipEntry, ...]
    code: SlipCode | None = None
    say: SlipRequest | None = None
    checked: Pair | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.entries) <= MAX_ENTRIES:
            raise ValueError(f"A slip has 1 to {MAX_ENTRIES} entries, not {len(self.entries)}.")

    def without_code(self) -> "SlipContent":
        """The same slip when its code cannot be read back or has no room."""
        return replace(self, code=None)


class SlipRefused(Exception):  # noqa: N818 - it is an answer, not a fault
    """A text would tell what the slip is about. ``field`` says where it stands, never the words."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"The slip is not printed: {field} does not pass the discretion check.")


def _pair(name: str, pair: Pair | None, tag: str) -> Iterator[tuple[str, str, str]]:
    if pair is not None:
        yield f"{name}.own", pair.own, tag
        yield f"{name}.english", pair.english, "en"


def texts(content: SlipContent) -> Iterator[tuple[str, str, str]]:
    """Every text of a slip as (field, text, language tag), in reading order."""
    tag = content.language.tag
    yield from _pair("title", content.title, tag)
    for index, entry in enumerate(content.entries):
        name = f"entries[{index}]"
        yield f"{name}.quiet_name", entry.quiet_name, tag
        yield from _pair(f"{name}.phrase", entry.phrase, tag)
        yield f"{name}.number", entry.number, tag
        yield f"{name}.extension", entry.extension, tag
        yield from _pair(f"{name}.how", entry.how, tag)
        yield from _pair(f"{name}.first", entry.first, tag)
        for line, text in enumerate(entry.address):
            yield f"{name}.address[{line}]", text, tag
        yield f"{name}.page", entry.page, tag
        yield from _pair(f"{name}.hours", entry.hours, tag)
    if content.code is not None:
        yield "code.letters", content.code.letters, tag
        yield from _pair("code.hint", content.code.hint, tag)
    if content.say is not None:
        yield from _pair("say.label", content.say.label, tag)
        yield "say.sentence", content.say.sentence, "en"
    yield from _pair("checked", content.checked, tag)


def _without(text: str, names: Iterable[str], field: str) -> str:
    """A line of what to ask for without the names that are let out."""
    for name in names if ".how." in field else ():
        text = text.replace(name, "")
    return text


def refuse_hidden(content: SlipContent) -> SlipContent:
    """``content`` itself, once no text and no payload of it tells anything.

    Names are the same in all languages, so they pass the lists of all of them, and so do streets
    and pages. A name that is let out may stand in what to ask for as well.

    Raises:
        SlipRefused: names the first field that does not pass.
    """
    names = {f"entries[{index}].quiet_name": one for index, one in enumerate(content.entries)}
    lets = [entry.quiet_name for entry in content.entries if entry.allowed]
    for field, text, tag in texts(content):
        if field not in names and discretion.check(_without(text, lets, field), tag):
            raise SlipRefused(field)
    for index, entry in enumerate(content.entries):
        if entry.page and discretion.check_address(entry.page):
            raise SlipRefused(f"entries[{index}].page")
        for line, street in enumerate(entry.address):
            if discretion.check_everywhere(street):
                raise SlipRefused(f"entries[{index}].address[{line}]")
    for field, entry in names.items():
        if not entry.allowed and discretion.check_everywhere(entry.quiet_name):
            raise SlipRefused(field)
    if content.code is not None and discretion.check_address(content.code.payload):
        raise SlipRefused("code.payload")
    return content
