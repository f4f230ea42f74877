"""Helplines compiled into the program, on which a life may depend.

They are shown even without a directory. A file that gives a reserved id another number is refused;
a signed file may only mark a line out of service. Facts and dates come from the sources of the
factory directory; the languages of a text line are those its operator states.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk.domain.fields import Id, LanguageTag, LongText, PhoneNumber, ShortText
from kiosk.domain.records import Phone, PhoneType, PhoneUse


class Anchor(StrEnum):
    """Reserved ids of the compiled-in lines."""

    EMERGENCY = "line-911"
    CRISIS = "line-988"
    HELP_LINE = "nhth-line"
    HOME = "ndvh-line"


MUST_REPORT = frozenset({Anchor.HELP_LINE})
"""Compiled-in lines that must report harm to a child or danger, as their operator states."""


class Helpline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of ``helplines.json``; an absent field is unknown.

    ``any_language`` means an interpreter on the voice line, ``always_open`` day and night, every
    day. ``out_of_service`` hides the line; 911 and 988 cannot be hidden.
    """

    id: Id
    name: ShortText
    quiet_name: Annotated[str, Meta(min_length=1, max_length=28)]
    phrase: LongText
    number: PhoneNumber
    languages: tuple[LanguageTag, ...] = ()
    any_language: bool | None = None
    text_number: PhoneNumber | None = None
    text_keyword: Annotated[str, Meta(pattern=r"^[A-Z0-9]{1,16}$(?!\n)")] | None = None
    text_languages: tuple[LanguageTag, ...] = ()
    chat_url: str | None = None
    chat_languages: tuple[LanguageTag, ...] = ()
    tty: PhoneNumber | None = None
    always_open: bool | None = None
    law_enforcement: bool = False
    out_of_service: bool = False

    @property
    def must_report(self) -> bool:
        """True if the line must report harm to a child or danger."""
        return self.id in MUST_REPORT

    @property
    def voice(self) -> Phone:
        """The voice number as a phone record."""
        return Phone(
            id=f"{self.id}.1",
            service_id=self.id,
            number=self.number,
            use=PhoneUse.CRISIS,
            languages=self.languages,
            any_language=self.any_language,
        )

    @property
    def text(self) -> Phone | None:
        """The text number as a phone record, or ``None``."""
        if self.text_number is None:
            return None
        return Phone(
            id=f"{self.id}.2",
            service_id=self.id,
            number=self.text_number,
            type=PhoneType.TEXT,
            use=PhoneUse.CRISIS,
            keyword=self.text_keyword,
            languages=self.text_languages,
        )


ANCHORS: tuple[Helpline, ...] = (
    Helpline(
        id=Anchor.HELP_LINE,
        name="National Human Trafficking Hotline",
        quiet_name="National Line",
        phrase="Call the help line",
        number="+18883737888",
        languages=("en", "es"),
        any_language=True,
        text_number="233733",
        text_languages=("en", "es"),
        tty="711",
        always_open=True,
    ),
    Helpline(
        id=Anchor.CRISIS,
        name="988 Suicide & Crisis Lifeline",
        quiet_name="988",
        phrase="When it is too much",
        number="988",
        languages=("en", "es"),
        any_language=True,
        text_number="988",
        text_languages=("en", "es"),
        chat_languages=("en", "es"),
        always_open=True,
    ),
    Helpline(
        id=Anchor.EMERGENCY,
        name="911",
        quiet_name="911",
        phrase="Danger right now",
        number="911",
        text_number="911",
        text_languages=("en",),
        always_open=True,
        law_enforcement=True,
    ),
    Helpline(
        id=Anchor.HOME,
        name="National Domestic Violence Hotline",
        quiet_name="Home Line",
        phrase="Someone at home hurts you",
        number="+18007997233",
        languages=("en",),
        any_language=True,
        text_number="88788",
        text_keyword="START",
        text_languages=("en",),
        tty="+18007873224",
        always_open=True,
    ),
)
"""In screen order: the help line first and largest, then 988, 911, the domestic violence line.

Text to 911 was English only when it began in the county. Text to 88788 states no language, so
only English is promised.
"""

VIDEO_LINE = Phone(
    id="deaf-hotline-line.1",
    service_id="deaf-hotline-line",
    number="+18558121001",
    type=PhoneType.VIDEOPHONE,
    use=PhoneUse.CRISIS,
    languages=("ase",),
)
"""The video line of the National Deaf Domestic Violence Hotline, which answers day and night.

It is shown where a directory has no video line of its own, unless a file marks it out of service.
"""

LINES_IN_DANGER: Final = {
    Anchor.EMERGENCY: frozenset({"emergency", "health"}),
    Anchor.CRISIS: frozenset({"too_heavy", "talk"}),
    Anchor.HOME: frozenset(
        {"talk_harm", "leave_harm", "young_harm", "older_carers", "talk_sex", "after_sex"}
        | {"safe_place", "okay"}
    ),
    Anchor.HELP_LINE: frozenset({"talk_forced", "forced_work", "talk", "work", "okay"}),
}
"""The compiled-in lines for situations of danger, and for needs whose list is empty."""

ALWAYS_SHOWN = frozenset({Anchor.EMERGENCY.value, Anchor.CRISIS.value})
"""Lines that no file can hide."""


_FIELDS_FROM_FILES = (
    "languages",
    "any_language",
    "text_languages",
    "chat_languages",
    "always_open",
    "out_of_service",
)


def merged_helplines(carried: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """Return the compiled-in lines, updated from a signed file, then the file's own lines.

    Names, numbers and text keywords are always the compiled-in ones. A file sets the languages of a
    line, whether it is always open, and whether it is out of service.
    """
    own = {line.id: line for line in carried}
    anchors = (
        msgspec.structs.replace(
            anchor, **{field: getattr(update, field) for field in _FIELDS_FROM_FILES}
        )
        if (update := own.pop(anchor.id, None)) is not None
        else anchor
        for anchor in ANCHORS
    )
    return (*anchors, *own.values())


def shown_helplines(lines: tuple[Helpline, ...]) -> tuple[Helpline, ...]:
    """Return the lines a visitor may see."""
    gone = ids_out_of_service(lines)
    return tuple(line for line in lines if line.id not in gone)


def ids_out_of_service(lines: Iterable[Helpline]) -> frozenset[str]:
    """Return the ids to hide from visitors, as lines and as services: those out of service."""
    return frozenset(line.id for line in lines if line.out_of_service) - ALWAYS_SHOWN


def lines_in_danger(codes: Iterable[str], lines: Iterable[Helpline]) -> tuple[str, ...]:
    """Return the ids of the compiled-in lines for situations, in their order.

    For one that ``lines`` puts out of service the help line stands, or else 988.
    """
    gone = ids_out_of_service(lines)
    instead = next(one for one in (Anchor.HELP_LINE, Anchor.CRISIS) if one not in gone)
    wanted = (line for code in codes for line, some in LINES_IN_DANGER.items() if code in some)
    return tuple(dict.fromkeys(str(instead if one in gone else one) for one in wanted))


def hidden_names(lines: tuple[Helpline, ...]) -> tuple[str, ...]:
    """Return the names of the hidden lines."""
    seen = set(shown_helplines(lines))
    return tuple(line.name for line in lines if line not in seen)


def is_forged(line: Helpline) -> bool:
    """True if a file's line uses a reserved id with numbers other than the compiled-in ones."""
    own = next((anchor for anchor in ANCHORS if anchor.id == line.id), None)
    if own is None:
        return False
    return (line.number, line.text_number, line.tty) != (own.number, own.text_number, own.tty)
