"""A small directory to call: offices, a shelter, lines that nobody may call to check."""

import datetime as dt
from pathlib import Path
from typing import Any

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Audience,
    Cost,
    Location,
    Need,
    Organization,
    Phone,
    PhoneUse,
    Schedule,
    Service,
    ServiceAtLocation,
    Situation,
    Tile,
    Weekday,
)
from tests.editor.workbooks import Desk

TODAY = dt.date(2026, 11, 28)
HARBOR, OAK = "+19165550142", "+19165550177"
STREET = "4711 Willow Lane"
CRISIS = "+19165550199"


def service(key: str, owner: str, name: str, **more: Any) -> Service:
    return Service(
        id=key, organization_id=owner, name=name, quiet_name=f"Ask {key}"[:28], phrase="Help",
        categories=more.pop("categories", (Need.FOOD,)), **more,
    )  # fmt: skip


def hours(key: str, owner: str, *days: Weekday, **more: Any) -> Schedule:
    return Schedule(
        id=key, service_id=owner, byday=days, opens_at="09:00", closes_at="17:00", **more
    )


WEEK = (Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR)
RECORDS: tuple[AnyRecord, ...] = (
    Organization(id="harbor", name="Harbor House", website="https://harbor.example.org"),
    Organization(id="oak", name="Oak Legal Center"),
    Organization(id="line", name="Night Line", website="https://night.example.org"),
    Location(id="harbor.1", organization_id="harbor", city="Oakton", address_1="12 Main Street",
             address_visibility=AddressVisibility.PUBLIC),
    Location(id="harbor.2", organization_id="harbor", city="Oakton", address_1=STREET),
    # checked 80 days ago: in ten days the screen says to call first
    service("desk", "harbor", "Front desk", assured_date=TODAY - dt.timedelta(80), confirmed=True,
            audience=(Audience.ANYONE,), cost=(Cost.FREE,)),
    service("meals", "harbor", "Meals", assured_date=TODAY - dt.timedelta(200)),
    service("beds", "harbor", "Beds", categories=(Need.SAFE_PLACE,),
            situations=(Situation(code="bed_tonight", fit=1),)),
    service("clinic", "oak", "Worker clinic", categories=(Need.WORK,)),
    service("night", "line", "Night Line", helpline=True),
    service("police", "line", "Police desk", law_enforcement=True),
    service("talk", "line", "Talk"),
    service("page", "line", "Page only"),
    service("fresh", "oak", "Fresh", assured_date=TODAY - dt.timedelta(10), confirmed=True),
    ServiceAtLocation(id="desk.at1", service_id="desk", location_id="harbor.1"),
    ServiceAtLocation(id="beds.at1", service_id="beds", location_id="harbor.2"),
    Phone(id="desk.1", service_id="desk", number=HARBOR),
    Phone(id="meals.1", service_id="meals", number=HARBOR),
    Phone(id="beds.1", service_id="beds", number=CRISIS, use=PhoneUse.CRISIS),
    Phone(id="beds.2", service_id="beds", number=HARBOR, use=PhoneUse.OFFICE),
    Phone(id="clinic.1", service_id="clinic", number=OAK, extension="12"),
    Phone(id="night.1", service_id="night", number="+19165550111"),
    Phone(id="police.1", service_id="police", number="+19165550112"),
    Phone(id="talk.1", service_id="talk", number=CRISIS),
    Phone(id="fresh.1", service_id="fresh", number="+19165550188"),
    hours("desk.h1", "desk", *WEEK),
    hours("meals.h1", "meals", *WEEK),
    hours("meals.h2", "meals", Weekday.SA),
    hours("meals.h3", "meals", valid_from=dt.date(2026, 12, 24), valid_to=dt.date(2026, 12, 26)),
    Tile(id="work.not_paid", need=Need.WORK, order=1, label="Not paid", icon="work",
         codes=("not_paid",)),
)  # fmt: skip


def called_desk(folder: Path) -> Desk:
    """A workbook with a street that is written down and hidden."""
    made = Desk(folder, RECORDS, helplines=ANCHORS, languages=())
    made.put("Places", "Street", STREET, 4)
    made.save()
    return made
