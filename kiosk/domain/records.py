"""The typed records: everything a line of ``directory.ndjson`` may contain.

Terms follow HSDS (Human Services Data Specification) wherever it has one. Rules for every record:

* An absent field is **unknown**. Absent never means "no", "closed" or "nobody".
* ``id`` is text, stable over the years, unique within its kind: ``[a-z0-9][a-z0-9._-]*``.
* Texts (``name``, ``phrase``, ``text`` …) are plain text in the language of the directory (English
  in the factory directory); other languages come as :class:`Translation` records.
* Dates are ISO 8601 dates, times are local wall-clock ``HH:MM`` in the site's time zone.
* A line with an unknown field is refused; later versions only add fields.

The JSON Schema in ``resources/schema/`` is generated from these types (``resource-kiosk schema``).
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Final

from msgspec import Meta

from kiosk.domain.fields import (
    Age,
    GuidePlace,
    Id,
    LanguageTag,
    LongText,
    MenuKeys,
    Minute,
    Part,
    PartialDate,
    PhoneNumber,
    Reference,
    ShortText,
    SourceHash,
    TranslationTag,
)
from kiosk.domain.override import Override, Revealing
from kiosk.domain.situations import Question
from kiosk.domain.text import TextOrigin


class Need(StrEnum):
    """The nine tiles of the home screen, and a tenth for everything else."""

    SAFE_PLACE = "safe_place"
    TALK = "talk"
    FOOD = "food"
    HEALTH = "health"
    WORK = "work"
    PAPERS = "papers"
    COURT = "court"
    YOUNG = "young"
    OKAY = "okay"
    OTHER = "other"


class Audience(StrEnum):
    """The people served. ``anyone`` is stated by the source, never guessed."""

    ANYONE = "anyone"
    WOMEN = "women"
    MEN = "men"
    TRANS = "trans"
    LGBTQ = "lgbtq"
    FAMILIES = "families"
    PARENTS = "parents"
    PREGNANT = "pregnant"
    CHILDREN = "children"
    YOUNG = "young"
    FOSTER_YOUTH = "foster_youth"
    OLDER = "older"
    DISABLED = "disabled"
    DEAF = "deaf"
    NATIVE = "native"
    IMMIGRANTS = "immigrants"
    REFUGEES = "refugees"
    WORKERS = "workers"
    FARM_WORKERS = "farm_workers"
    SURVIVORS = "survivors"
    CRIME_VICTIMS = "crime_victims"
    NO_HOME = "no_home"
    LOW_INCOME = "low_income"
    NO_INSURANCE = "no_insurance"
    CARERS = "carers"
    PET_OWNERS = "pet_owners"


class Start(StrEnum):
    """Ways to start, in the order the service prefers."""

    CALL = "call"
    TEXT = "text"
    CHAT = "chat"
    VIDEOPHONE = "videophone"
    WALK_IN = "walk_in"
    APPOINTMENT = "appointment"
    ONLINE = "online"
    EMAIL = "email"
    REFERRAL = "referral"


class Referrer(StrEnum):
    """People and offices that refer someone to a service."""

    LINE_211 = "line_211"
    COURT = "court"
    LAWYER = "lawyer"
    HOSPITAL = "hospital"
    COUNTY = "county"
    ADVOCATE = "advocate"
    ANOTHER_SERVICE = "another_service"
    SCHOOL = "school"


class Document(StrEnum):
    """Things to bring. ``nothing`` is stated by the source."""

    NOTHING = "nothing"
    PHOTO_ID = "photo_id"
    PROOF_OF_ADDRESS = "proof_of_address"
    PROOF_OF_INCOME = "proof_of_income"
    INSURANCE_CARD = "insurance_card"
    NOTICE_LETTER = "notice_letter"
    COURT_PAPERS = "court_papers"
    PAY_RECORDS = "pay_records"
    REFERRAL_LETTER = "referral_letter"
    IF_YOU_HAVE_IT = "if_you_have_it"


class Cost(StrEnum):
    """The cost. ``medicaid`` is that of another state than California, or an unknown one."""

    FREE = "free"
    SLIDING = "sliding"
    MEDI_CAL = "medi_cal"
    MEDICAID = "medicaid"
    FEE = "fee"
    MAYBE_FREE = "maybe_free"


class Access(StrEnum):
    """Accessibility of a location or line."""

    WHEELCHAIR = "wheelchair"
    SIGN_LANGUAGE = "sign_language"
    RELAY_711 = "relay_711"


class PhoneType(StrEnum):
    """The medium of a number. Fax numbers are not recorded: nobody can call them."""

    VOICE = "voice"
    TEXT = "text"
    TTY = "tty"
    VIDEOPHONE = "videophone"


class PhoneUse(StrEnum):
    """The part of the service a number reaches."""

    CRISIS = "crisis"
    MAIN = "main"
    OFFICE = "office"
    APPOINTMENTS = "appointments"
    LANGUAGE_LINE = "language_line"


class AddressVisibility(StrEnum):
    """``hidden`` unless the record says ``public``; no machine holds a hidden address."""

    HIDDEN = "hidden"
    PUBLIC = "public"


class Status(StrEnum):
    """HSDS ``service.status``; only ``active`` is ever shown."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"


class PlaceShow(StrEnum):
    """The media that may show a location with a public address; ``ask`` tells those who call."""

    NO = "no"
    ASK = "ask"
    KIOSK = "kiosk"
    WEB = "web"


class Weekday(StrEnum):
    """RFC 5545 weekdays."""

    MO = "MO"
    TU = "TU"
    WE = "WE"
    TH = "TH"
    FR = "FR"
    SA = "SA"
    SU = "SU"


class Record(Part, frozen=True, kw_only=True, tag_field="kind"):
    """A line of the directory. Its ``kind`` is the snake-case name of the class."""

    id: Id


class Source(Part, frozen=True, kw_only=True):
    """The source of a fact: the page's name, its address, the date on the page itself."""

    name: ShortText
    url: str | None = None
    date: PartialDate | None = None


class Organization(Record, frozen=True, kw_only=True, tag="organization"):
    """HSDS organization."""

    name: ShortText
    website: str | None = None
    sources: tuple[Source, ...] = ()


class Location(Record, frozen=True, kw_only=True, tag="location"):
    """HSDS location with its one address. A hidden one has neither address nor coordinates."""

    organization_id: Reference
    address_visibility: AddressVisibility = AddressVisibility.HIDDEN
    address_1: ShortText | None = None
    address_2: ShortText | None = None
    city: ShortText | None = None
    state_province: ShortText | None = None
    postal_code: ShortText | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    accessibility: tuple[Access, ...] = ()
    transportation: ShortText | None = None
    show: PlaceShow | None = None


class Situation(Part, frozen=True, kw_only=True):
    """A purpose of a service, by code: 1 made for it, 2 also covers it, 3 leads there."""

    code: Id
    fit: Annotated[int, Meta(ge=1, le=3)]


class Service(Record, frozen=True, kw_only=True, tag="service"):
    """HSDS service: something a person can go to or call.

    ``importance`` orders otherwise equal services (1 comes first) and becomes the integer key of
    the database. ``quiet_name`` appears on the attract screen, slip, QR code and saved contact.
    ``phrase`` is the one short line of what it does. ``helpline`` marks a line that keeps its
    number and hours however old the record is. ``must_report`` marks a service that must report
    harm to a child or danger, or does so. ``confirmed`` is true once a person of the coalition has
    called. ``overrides`` allow revealing words to leave the screen. ``lead`` is what to know first,
    ``answers`` the questions it answers, ``say`` a sentence to say there. ``referral_line`` is the
    helpline of the first in ``referral_by`` that is not 211.
    """

    organization_id: Reference
    name: ShortText
    quiet_name: Annotated[str, Meta(min_length=1, max_length=28)]
    phrase: Annotated[str, Meta(min_length=1, max_length=90)]
    categories: Annotated[tuple[Need, ...], Meta(min_length=1)]
    importance: Annotated[int, Meta(ge=1, le=1_000_000)] = 500_000
    status: Status = Status.ACTIVE
    description: LongText | None = None
    lead: Annotated[str, Meta(min_length=1, max_length=70)] | None = None
    say: Annotated[str, Meta(min_length=1, max_length=70)] | None = None
    answers: tuple[Question, ...] = ()
    audience: tuple[Audience, ...] = ()
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    service_area: ShortText | None = None
    any_immigration_status: bool | None = None
    start: tuple[Start, ...] = ()
    referral_by: tuple[Referrer, ...] = ()
    referral_line: Reference | None = None
    bring: tuple[Document, ...] = ()
    id_needed: bool | None = None
    cost: tuple[Cost, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
    interpreter: bool | None = None
    accessibility: tuple[Access, ...] = ()
    pets: bool | None = None
    children: bool | None = None
    url: str | None = None
    chat_url: str | None = None
    helpline: bool = False
    law_enforcement: bool = False
    report_line: bool = False
    part_of_prosecution: bool = False
    must_report: bool = False
    room_line: bool = False
    situations: tuple[Situation, ...] = ()
    confirmed: bool = False
    assured_date: dt.date | None = None
    valid_until: dt.date | None = None
    sources: tuple[Source, ...] = ()
    overrides: tuple[Override, ...] = ()

    def lets(self, revealing: Revealing, text: str) -> bool:
        """True if a person allowed exactly this revealing text to leave the screen."""
        return any(one.what is revealing and one.text == text for one in self.overrides)


class ServiceAtLocation(Record, frozen=True, kw_only=True, tag="service_at_location"):
    """HSDS service_at_location: the service is available at the location."""

    service_id: Reference
    location_id: Reference


class Phone(Record, frozen=True, kw_only=True, tag="phone"):
    """HSDS phone. ``keyword`` is what to text; ``any_language`` means an interpreter.

    ``press`` are the keys of the menu that answers, one after the other: "2" or "2,1".
    """

    service_id: Reference
    number: PhoneNumber
    extension: Annotated[str, Meta(pattern=r"^[0-9]{1,8}$(?!\n)")] | None = None
    press: MenuKeys | None = None
    type: PhoneType = PhoneType.VOICE
    use: PhoneUse = PhoneUse.MAIN
    keyword: Annotated[str, Meta(pattern=r"^[A-Z0-9]{1,16}$(?!\n)")] | None = None
    languages: tuple[LanguageTag, ...] = ()
    any_language: bool | None = None


class Schedule(Record, frozen=True, kw_only=True, tag="schedule"):
    """HSDS schedule, weekly. ``closes_at`` at or before ``opens_at`` runs past midnight.

    Day and night is 00:00 to 24:00 on all seven days. ``closed`` with ``valid_from`` and
    ``valid_to`` is a dated closure. With ``phone_id`` the hours are that line's, else the site's.
    ``assured_hours`` is the day on which they were confirmed.
    """

    service_id: Reference
    phone_id: Reference | None = None
    byday: tuple[Weekday, ...] = ()
    opens_at: Minute | None = None
    closes_at: Minute | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    closed: bool = False
    assured_hours: dt.date | None = None


class Figure(Record, frozen=True, kw_only=True, tag="figure"):
    """An amount or date that changes, stored outside prose: texts refer to it as ``{id}``.

    ``value`` is written in ASCII; ``unit`` says how to speak it. After ``valid_until`` no text that
    refers to it is shown.
    """

    value: ShortText
    unit: str = "number"
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    sources: tuple[Source, ...] = ()


class GuideBlockKind(StrEnum):
    """The parts of a guide: a heading, a plain line, a question to ask oneself, a caution."""

    HEADING = "heading"
    LINE = "line"
    QUESTION = "question"
    CAUTION = "caution"


class GuideBlock(Part, frozen=True, kw_only=True):
    """One thought of a guide. Hidden outside ``valid_from`` … ``valid_until``."""

    id: Id
    text: LongText
    kind: GuideBlockKind = GuideBlockKind.LINE
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    sources: tuple[Source, ...] = ()


class Guide(Record, frozen=True, kw_only=True, tag="guide"):
    """A plain guide in the visitor's words; it ends at services.

    ``law_or_health`` marks pages that show the review mark while their translation is unreviewed.
    ``young`` puts the sentence about people who must report before the guide.
    """

    title: ShortText
    summary: ShortText
    icon: ShortText
    categories: tuple[Need, ...]
    order: int
    blocks: Annotated[tuple[GuideBlock, ...], Meta(min_length=1)]
    service_ids: tuple[Reference, ...] = ()
    law_or_health: bool = False
    young: bool = False


SPEAK: Final = "speak"
"""What a card opens to show the visitor's language to the staff."""


class AwarenessCard(Record, frozen=True, kw_only=True, tag="awareness_card"):
    """A calm card of the attract screen. ``months`` limits it to those months of the year.

    ``opens`` is the id of its subject: a tile, a need, a guide or :data:`SPEAK`. A ``plain`` card
    names nothing that could frighten or give away the person who reads it. ``line_id`` is the
    helpline whose number stands on its picture, else the first one; ``night`` shows it at night
    too. A person of the coalition approved it: ``reviewed_by`` initials, ``reviewed_on`` that day.
    """

    title: ShortText
    text: ShortText
    picture: ShortText
    order: int
    months: tuple[Annotated[int, Meta(ge=1, le=12)], ...] = ()
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    opens: Id | None = None
    plain: bool = False
    night: bool = False
    line_id: Id | None = None
    reviewed_by: ShortText | None = None
    reviewed_on: dt.date | None = None
    sources: tuple[Source, ...] = ()


class Tile(Record, frozen=True, kw_only=True, tag="tile"):
    """A question that leads from a need to situations: ``codes`` are the situations it covers.

    ``order`` sorts the tiles of a need, ``label`` names its words. ``who`` lists the audiences it
    is for; ``lines`` says that telephone lines are answers to it. ``guide`` is the guide to read,
    or ``guide#block`` a place in it.
    """

    need: Need
    order: int
    label: ShortText
    icon: ShortText
    codes: Annotated[tuple[Id, ...], Meta(min_length=1)]
    who: tuple[Audience, ...] = ()
    lines: bool = False
    guide: GuidePlace | None = None


class SearchWord(Record, frozen=True, kw_only=True, tag="search_word"):
    """Words of one language that people type to find help; no screen shows them.

    They point to the services of ``needs``, or to single ones by ``service_ids``. A word or phrase
    for a service counts like its name, one for a need less, most if the service lists that need
    first. Parts of phrases count like texts. For the guides of ``guide_ids`` all of them count like
    the title.
    """

    language: LanguageTag
    words: Annotated[tuple[ShortText, ...], Meta(min_length=1)]
    needs: tuple[Need, ...] = ()
    service_ids: tuple[Reference, ...] = ()
    guide_ids: tuple[Reference, ...] = ()


class Translation(Record, frozen=True, kw_only=True, tag="translation"):
    """One text in another language, tied to the hash of its source text.

    ``entity`` is a record kind, ``field`` a field name, or ``blocks.<block id>`` for a guide.
    ``source_hash`` is :func:`kiosk.domain.text.source_hash` of the source text: a changed source
    makes the translation stale.
    """

    entity: str
    entity_id: Reference
    field: str
    language: TranslationTag
    text: LongText
    source_hash: SourceHash
    origin: TextOrigin = TextOrigin.MACHINE
    reviewed: bool = False


AnyRecord = (
    Organization
    | Location
    | Service
    | ServiceAtLocation
    | Phone
    | Schedule
    | Figure
    | Guide
    | AwarenessCard
    | SearchWord
    | Tile
    | Translation
)
