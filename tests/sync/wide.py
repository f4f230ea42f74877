"""A made-up directory in which every field of every record says something."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.override import Override, Revealing
from kiosk.domain.records import (
    Access,
    AddressVisibility,
    AnyRecord,
    Audience,
    AwarenessCard,
    Cost,
    Document,
    Figure,
    Guide,
    GuideBlock,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    Referrer,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Situation,
    Source,
    Start,
    Tile,
    Translation,
    Weekday,
)
from kiosk.domain.syncfile import HelplineFile
from kiosk.domain.text import source_hash
from kiosk.sync.holds import Circumstances
from kiosk.sync.side import LIST_TOP, DirectoryContent

COUNT = 90
"""Services: ten for each of the nine needs, so that one of a need is its whole share."""
HELPLINES = ("s000", "s001")
"""Helplines among them."""
AROUND = Circumstances(
    today=dt.date(2026, 12, 1), created=dt.date(2026, 11, 27), expires=dt.date(2027, 11, 20)
)
"""The day on which files of this directory come to a kiosk."""
PLAIN = "s065"
"""A service that is no helpline, helps with nothing guarded and stands first in no list."""
LANGUAGES = ("es", "ru")
_NEEDS = tuple(need for need in Need if need is not Need.OTHER)
_WORDS = (
    *("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven", "inlet", "jetty"),
    *("knoll", "larch", "maple", "north", "ocean", "pearl", "quail", "ridge", "stone", "tulip"),
    *("umber", "valley", "willow", "xylem", "yarrow", "zephyr"),
)


def _name(number: int) -> str:
    first, second = divmod(number, len(_WORDS))
    return f"{_WORDS[second]} {_WORDS[-1 - first]} room".title()


def need_of(number: int) -> Need:
    """The one need of a service: safe places first, then lines to talk to, and so on."""
    return _NEEDS[number * len(_NEEDS) // COUNT] if number >= len(HELPLINES) else Need.TALK


def _service(number: int) -> Iterator[AnyRecord]:
    key = f"s{number:03}"
    source = (Source(name="Its page", url="https://example.org/page", date="2026"),)
    yield Service(
        id=key,
        organization_id=f"o{number % 9}",
        name=_name(number),
        quiet_name=f"{_name(number)[:20]} {number}",
        phrase="Food to take home",
        categories=(need_of(number),),
        importance=number + 1,
        description="A table and a chair",
        audience=(Audience.WOMEN,),
        minimum_age=18,
        maximum_age=60,
        service_area="The county",
        any_immigration_status=True,
        start=(Start.CALL,),
        referral_by=(Referrer.COURT,),
        bring=(Document.PHOTO_ID,),
        id_needed=True,
        cost=(Cost.FREE,),
        languages=("en",),
        interpreter=True,
        accessibility=(Access.WHEELCHAIR,),
        pets=True,
        children=True,
        url=f"https://w{_WORDS[number % 26]}{number}.example.org/",
        chat_url=f"https://c{_WORDS[number % 26]}{number}.example.org/",
        helpline=key in HELPLINES,
        situations=(Situation(code="bed_tonight", fit=1 if number % 10 < LIST_TOP else 2),),
        assured_date=dt.date(2026, 10, 1),
        valid_until=dt.date(2028, 12, 31),
        sources=source,
        overrides=(
            Override(
                what=Revealing.KEYWORD,
                text="ABUSE",
                by="Ana Ruiz",
                date=dt.date(2026, 10, 1),
                reason="Its own word",
            ),
        ),
    )
    yield Phone(
        id=f"{key}.1",
        service_id=key,
        number=f"+1916555{1000 + number}",
        extension="12",
        languages=("en",),
        any_language=True,
    )
    yield Phone(
        id=f"{key}.2",
        service_id=key,
        number=f"+1916555{2000 + number}",
        type=PhoneType.TEXT,
        keyword="HOME",
    )
    yield Schedule(
        id=f"{key}.h",
        service_id=key,
        phone_id=f"{key}.1",
        byday=(Weekday.MO, Weekday.TU),
        opens_at="09:00",
        closes_at="17:00",
        valid_from=dt.date(2026, 1, 1),
        valid_to=dt.date(2028, 12, 31),
        assured_hours=dt.date(2026, 10, 1),
    )
    yield Location(
        id=f"{key}.l",
        organization_id=f"o{number % 9}",
        address_visibility=AddressVisibility.PUBLIC,
        address_1=f"{number + 1} Example Street",
        address_2="Floor 2",
        city="Sacramento",
        state_province="CA",
        postal_code="95814",
        latitude=38.5,
        longitude=-121.5,
        accessibility=(Access.WHEELCHAIR,),
        transportation="Bus 30",
    )
    yield ServiceAtLocation(id=f"{key}.a", service_id=key, location_id=f"{key}.l")


def wide() -> list[AnyRecord]:
    """The directory."""
    return [*_made()]


@cache
def _made() -> tuple[AnyRecord, ...]:
    found: list[AnyRecord] = [
        Organization(id=f"o{number}", name=f"Open {_WORDS[number]}", website="https://example.org/")
        for number in range(9)
    ]
    each = COUNT // len(_NEEDS)
    for number in range(COUNT):
        found += _service(number)
    found.append(Figure(id="f", value="20", valid_until=dt.date(2027, 12, 31)))
    for number, need in enumerate(_NEEDS):
        found += [
            Guide(
                id=f"g{number}",
                title="Your papers",
                summary="They are yours",
                icon="papers",
                categories=(need,),
                order=number,
                blocks=(GuideBlock(id="b", text="Nobody may keep them"),),
                service_ids=(f"s{each * number:03}",),
            ),
            AwarenessCard(
                id=f"c{number}", title="Free help", text="You may call", picture="call", order=1
            ),
            SearchWord(
                id=f"w{number}",
                language="en",
                words=("bed",),
                service_ids=(f"s{each * number:03}",),
            ),
            Tile(
                id=f"t{number}", need=need, order=1, label="bed", icon="bed", codes=("bed_tonight",)
            ),
        ]
    texts = {"es": "Comida para llevar", "ru": "Еда с собой"}
    found += [
        Translation(
            id=f"{language}.{one.id}",
            entity="service",
            entity_id=one.id,
            field="phrase",
            language=language,
            text=texts[language],
            source_hash=source_hash(one.phrase),
        )
        for language in LANGUAGES
        for one in tuple(found)
        if isinstance(one, Service)
    ]
    return tuple(found)


def content_of(records: list[AnyRecord]) -> DirectoryContent:
    """The directory with the helplines that go with it."""
    return DirectoryContent(
        records, HelplineFile(helplines=ANCHORS, guarded=guarded_lines(records))
    )


def newcomer(key: str = "n1", **fields: Any) -> list[AnyRecord]:
    """A new service of a new organization, with a number, in a list of its own kind."""
    told = {
        "organization_id": f"{key}.o",
        "name": "Quite another place",
        "quiet_name": "Unlike the rest",
        "phrase": "Bread and soup",
        "categories": (Need.COURT,),
    }
    return [
        Organization(id=f"{key}.o", name="Elsewhere"),
        Service(id=key, **{**told, **fields}),
        Phone(id=f"{key}.1", service_id=key, number="+19165557777"),
    ]


def text_of(entity: str, key: str, field: str) -> Translation:
    """A new text in Spanish."""
    return Translation(
        id=f"{entity}.{key}.{field}",
        entity=entity,
        entity_id=key,
        field=field,
        language="es",
        text="Otra cosa",
        source_hash="0" * 64,
    )
