"""The numbers a life may hang on, compiled into the program.

They are shown even with no directory at all. A file that gives one of the reserved ids another
number is refused; a signed file may only mark one out of service. Facts and dates: the sources of
the factory directory; which languages a text line answers is what its operator states.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

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
"""The compiled-in lines that report harm to a child or danger: by what the operator states."""


class Helpline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of ``helplines.json``; a field that is absent is unknown.

    ``any_language`` is an interpreter on the voice line. ``always_open`` is day and night, every
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
        """Whether it reports harm to a child or danger."""
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
        """The text number as a phone record, where there is one."""
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
"""In the order of the screen: the help line first and largest, then 988, 911, the line about home.

Text to 911 was English only when it began in the county; text to 88788 states no language, so only
English is promised.
"""

ALWAYS_SHOWN = frozenset({Anchor.EMERGENCY.value, Anchor.CRISIS.value})
"""What no file can hide."""


_SAID_BY_FILES = (
    "languages",
    "any_language",
    "text_languages",
    "chat_languages",
    "always_open",
    "out_of_service",
)


def vouched(carried: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """The compiled-in lines with what a signed file says of them, then the file's own lines.

    Names, numbers and the words to text are always the compiled-in ones. A file says which
    languages a line answers, whether it is always open, and whether it is out of service.
    """
    own = {line.id: line for line in carried}
    anchors = (
        msgspec.structs.replace(anchor, **{field: getattr(said, field) for field in _SAID_BY_FILES})
        if (said := own.pop(anchor.id, None)) is not None
        else anchor
        for anchor in ANCHORS
    )
    return (*anchors, *own.values())


def shown(lines: tuple[Helpline, ...]) -> tuple[Helpline, ...]:
    """Those that a visitor may see."""
    gone = switched_off(lines)
    return tuple(line for line in lines if line.id not in gone)


def switched_off(lines: Iterable[Helpline]) -> frozenset[str]:
    """The ids that no visitor may meet, as a line or as a service: those out of service."""
    return frozenset(line.id for line in lines if line.out_of_service) - ALWAYS_SHOWN


def hidden_names(lines: tuple[Helpline, ...]) -> tuple[str, ...]:
    """Names of those that no visitor sees because they are out of service."""
    seen = set(shown(lines))
    return tuple(line.name for line in lines if line not in seen)


def forged(line: Helpline) -> bool:
    """Whether a line of a file uses a reserved id with numbers other than the compiled-in ones."""
    own = next((anchor for anchor in ANCHORS if anchor.id == line.id), None)
    if own is None:
        return False
    return (line.number, line.text_number, line.tty) != (own.number, own.text_number, own.tty)
