"""Good records for the content rules, to be spoiled one field at a time."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from kiosk.domain.content_rules import ContentRule, check_content
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    GuideBlock,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    Schedule,
    SearchWord,
    Service,
    Source,
    Translation,
    Weekday,
)
from kiosk.domain.syncfile import GuardedLine, GuardedPhone, HelplineFile, Withdrawn

R = ContentRule
S = TypeVar("S", bound=msgspec.Struct)
V, T, Y, P = PhoneType.VOICE, PhoneType.TEXT, PhoneType.TTY, PhoneType.VIDEOPHONE
ORGANIZATION = Organization(id="o", name="River House", website="https://riverhouse.org")
SERVICE = Service(
    id="s",
    organization_id="o",
    name="Meals",
    quiet_name="River House",
    phrase="Hot meals",
    categories=(Need.FOOD,),
)
LINE = msgspec.structs.replace(SERVICE, id="line", helpline=True)
PHONE = Phone(id="p", service_id="s", number="+19165550100")
LINE_PHONE = Phone(id="lp", service_id="line", number="+19165550101")
LINE_TEXT = Phone(id="lt", service_id="line", number="741741", type=T, keyword="HOME")
RECORDS: tuple[AnyRecord, ...] = (ORGANIZATION, SERVICE, LINE, PHONE, LINE_PHONE, LINE_TEXT)
GUARDED = GuardedLine(
    service_id="line",
    phones=(
        GuardedPhone(number="+19165550101"),
        GuardedPhone(number="741741", type=T, keyword="HOME"),
    ),
)
BAD = "a\u202eb"
LOOKALIKE = "\u041cy House"
GUIDE = Guide(
    id="g",
    title="Pay",
    summary="Your pay",
    icon="pay",
    categories=(Need.WORK,),
    order=1,
    blocks=(GuideBlock(id="b", text="One\ntwo", sources=(Source(name="Page"),)),),
)
CARD = AwarenessCard(id="c", title="Look", text="Help is near", picture="hand_1", order=1)
LOCATION = Location(
    id="l",
    organization_id="o",
    address_visibility=AddressVisibility.PUBLIC,
    address_1="1 K St",
    city="Sacramento",
)
TEXT = Translation(
    id="t",
    entity="service",
    entity_id="s",
    field="description",
    language="es",
    text="Comida\ncaliente",
    source_hash="0" * 16,
)
HOURS = Schedule(id="h", service_id="s", byday=(Weekday.MO,), opens_at="09:00", closes_at="17:00")
WORDS = SearchWord(id="w", language="ru", words=("еда", "eda"), needs=(Need.FOOD,))
FIGURE = Figure(id="f", value="16.90")


def having(record: S, **fields: object) -> S:
    """A record with other values in some fields."""
    return msgspec.structs.replace(record, **fields)


def helplines(*guarded: GuardedLine, lines: Sequence[Helpline] = ANCHORS) -> HelplineFile:
    return HelplineFile(helplines=tuple(lines), guarded=guarded)


def problems(
    records: Sequence[AnyRecord] = RECORDS,
    file: HelplineFile | None = None,
    withdrawn: Sequence[Withdrawn] = (),
) -> set[tuple[ContentRule, str, str, str]]:
    found = check_content(records, file or helplines(GUARDED), withdrawn)
    return {(p.rule, p.kind, p.id, p.field) for p in found}


def changed(record: AnyRecord, **fields: object) -> list[AnyRecord]:
    """The good records with one of them changed."""
    new = msgspec.structs.replace(record, **fields)
    return [new if one is record else one for one in RECORDS]
