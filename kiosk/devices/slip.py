"""The content of a slip in two languages, and the discretion gate that it passes.

Texts arrive finished: this module translates nothing. The paper has no time, day, machine, site or
topic, so no fields exist for them. Only a site whose own place is public gives a way on foot.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from kiosk.domain import discretion
from kiosk.domain.language import Language
from kiosk.domain.straight_line import StraightLine

MAX_ENTRIES = 3
"""Most entries on a slip: the short list of a visit."""


class Pair(msgspec.Struct, frozen=True):
    """A text in the visitor's language and in English; equal if the visitor reads English."""

    own: str
    english: str

    @property
    def same(self) -> bool:
        """True if both texts are equal."""
        return self.own == self.english


class SlipWay(msgspec.Struct, frozen=True):
    """The way on foot to the address, only from a site whose own place is public.

    ``words`` say how far and in which direction, and that it is a straight line. The labels of the
    sketch are in the visitor's language.
    """

    line: StraightLine
    words: Pair
    street: str
    here: str
    north: str
    half_mile: str


class SlipEntry(msgspec.Struct, frozen=True):
    """One service: its quiet name, what it does, and its number, public address or page.

    ``phrase`` is ``None`` if everybody knows what the service does. ``number`` is formatted for
    reading ("916-555-0118"); ``extension`` and ``address`` are finished lines. ``how`` says what to
    do with the number or the page, unless it is to call. ``first`` says what to do before relying
    on hours that may have changed; times inside ``hours`` are already isolated. ``asks`` are
    questions about what is not known. ``allowed`` means that a person of the coalition permits the
    name although it is revealing. ``way`` is the way on foot to the address.

    Raises:
        ValueError: there is no number, address or page.
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
    asks: tuple[Pair, ...] = ()
    allowed: bool = False
    way: SlipWay | None = None

    def __post_init__(self) -> None:
        if not self.number and not self.address and not self.page:
            raise ValueError("A slip entry needs a number or an address or a page.")


class SlipCode(msgspec.Struct, frozen=True):
    """The QR code: its exact payload, the payload in letters, and what to do with the phone."""

    payload: str
    letters: str
    hint: Pair


class SlipRequest(msgspec.Struct, frozen=True):
    """An English sentence that any front desk understands, under a label in both languages."""

    label: Pair
    sentence: str


class SlipContent(msgspec.Struct, frozen=True):
    """A whole slip. ``checked`` is the month of the last check ("Revisado: nov. 2026").

    Raises:
        ValueError: there is no entry, or there are more than three.
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
        """Return the slip without its code, which cannot be read back or has no room."""
        return replace(self, code=None)

    def without_way(self) -> "SlipContent":
        """Return the slip without the way on foot, which has no room."""
        return replace(self, entries=tuple(replace(one, way=None) for one in self.entries))

    @property
    def has_way(self) -> bool:
        """True if it shows the way on foot."""
        return any(one.way is not None for one in self.entries)


class SlipRefused(Exception):  # noqa: N818 - it is an answer, not a fault
    """A text would reveal what the slip is about. ``field`` names its place, never its words."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"The slip is not printed: {field} does not pass the discretion check.")


def _pair(name: str, pair: Pair | None, tag: str) -> Iterator[tuple[str, str, str]]:
    if pair is not None:
        yield f"{name}.own", pair.own, tag
        yield f"{name}.english", pair.english, "en"


def texts(content: SlipContent) -> Iterator[tuple[str, str, str]]:
    """Yield every text of a slip as (field, text, language tag), in reading order."""
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
        for line, question in enumerate(entry.asks):
            yield from _pair(f"{name}.asks[{line}]", question, tag)
        if entry.way is not None:
            yield from _pair(f"{name}.way.words", entry.way.words, tag)
            for label in (entry.way.here, entry.way.north, entry.way.half_mile):
                yield f"{name}.way.labels", label, tag
    if content.code is not None:
        yield "code.letters", content.code.letters, tag
        yield from _pair("code.hint", content.code.hint, tag)
    if content.say is not None:
        yield from _pair("say.label", content.say.label, tag)
        yield "say.sentence", content.say.sentence, "en"
    yield from _pair("checked", content.checked, tag)


def _without(text: str, names: Iterable[str], field: str) -> str:
    """Remove the permitted names from a line that says what to ask for."""
    for name in names if ".how." in field else ():
        text = text.replace(name, "")
    return text


def refuse_hidden(content: SlipContent) -> SlipContent:
    """Return ``content`` unchanged if none of its texts and payloads is revealing.

    Names, streets and pages are the same in all languages, so they are checked against the lists
    of every language. A permitted name may also appear in what to ask for.

    Raises:
        SlipRefused: names the first field that does not pass.
    """
    names = {f"entries[{index}].quiet_name": one for index, one in enumerate(content.entries)}
    permitted = [entry.quiet_name for entry in content.entries if entry.allowed]
    for field, text, tag in texts(content):
        if field not in names and discretion.find_revealing(_without(text, permitted, field), tag):
            raise SlipRefused(field)
    for index, entry in enumerate(content.entries):
        if entry.page and discretion.find_revealing_in_address(entry.page):
            raise SlipRefused(f"entries[{index}].page")
        streets = (*entry.address, entry.way.street if entry.way else "")
        for line, street in enumerate(streets):
            if discretion.find_revealing_anywhere(street):
                raise SlipRefused(f"entries[{index}].address[{line}]")
    for field, entry in names.items():
        if not entry.allowed and discretion.find_revealing_anywhere(entry.quiet_name):
            raise SlipRefused(field)
    if content.code is not None and discretion.find_revealing_in_address(content.code.payload):
        raise SlipRefused("code.payload")
    return content
