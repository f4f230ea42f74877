"""Example reports of changes for tests and pictures; invented names, numbers 555-01xx."""

import datetime as dt

from kiosk.domain.override import Revealing
from kiosk.domain.records import Need, PhoneType
from kiosk.sync.change_report import (
    AddressChange,
    AllowedWord,
    ChangedService,
    ChangeReport,
    HelplineChange,
    KeyChange,
    KeyRole,
    ListChange,
    NamedService,
    NumberChange,
    PlaceChange,
    Tally,
    TextChange,
    UrlChange,
)


def number(name: str, old: str, new: str, *, helpline: bool = False) -> NumberChange:
    """Return a changed number of a service."""
    return NumberChange(
        service_id=name,
        name=name,
        organization="Open Table",
        type=PhoneType.VOICE,
        old=old,
        new=new,
        helpline=helpline,
    )


def named(name: str, *numbers: str) -> NamedService:
    """Return a new or removed service."""
    return NamedService(id=name, name=name, organization="Open Table", numbers=numbers)


def url(old: str, new: str) -> UrlChange:
    """Return a changed web address."""
    return UrlChange(kind="service", id="s", name="Paper Boat House", field="url", old=old, new=new)


REPORT = ChangeReport(
    services_before=152,
    services_after=153,
    numbers=(
        number("Paper Boat House", "+19165550124", "+19165550142"),
        number("Tin Whistle Work Desk", "+19165550170", "+19165550163 ext. 12"),
        number("Lantern Night Line", "", "+19165550111"),
    ),
    hidden=(PlaceChange(id="p", organization="Half Moon", services=("Half Moon Night Stay",)),),
    addresses=(
        AddressChange(
            service_id="a",
            name="Paper Boat House",
            organization="Open Table",
            old="1425 C Street, Suite 12, Sacramento, CA 95814",
            new="8 North Landing Road, Building 3, Sacramento, CA 95811",
        ),
    ),
    shown=(PlaceChange(id="q", organization="Corner Door", services=("Corner Door Office",)),),
    removed=(named("Sun Porch Clinic", "+19165550131"),),
    urls=(
        url(
            "https://paperboat.example/en/help-for-people/who-look-for-a-bed-tonight",
            "https://new.paperboat.example/",
        ),
    ),
    added=(named("Blue Door Kitchen", "+19165550150"), named("Green Gate Showers")),
    allowed=(
        AllowedWord(
            service_id="w",
            name="Paper Boat House",
            organization="Open Table",
            what=Revealing.WEBSITE,
            text="https://paperboat.example/crisis-shelter",
            by="Ana Ruiz",
            date=dt.date(2026, 11, 12),
            reason="The page is the only way to ask for a bed",
        ),
    ),
    changed=(
        ChangedService(
            id="c",
            name="Morning Bread of the Riverside Neighbourhood Association",
            organization="Open Table",
            fields=("hours", "places", "phrase", "bring"),
        ),
    ),
    translations=Tally(changed=14),
)
WEEK = ChangeReport(
    services_before=152,
    services_after=152,
    numbers=REPORT.numbers[:2],
    removed=REPORT.removed,
    added=REPORT.added[:1],
    changed=REPORT.changed,
    translations=REPORT.translations,
)
"""An ordinary week."""
DANGEROUS = ChangeReport(
    services_before=10,
    services_after=6,
    helplines=(
        HelplineChange(
            id="h",
            name="Lantern Night Line",
            fields=("number", "chat_url"),
            old=("+19165550101", "https://chat.lantern.example/talk"),
            new=("+19165550110", "https://chat.lantern.example/someone-to-talk-to-at-night"),
        ),
        HelplineChange(
            id="i",
            name="Harbor Text Line",
            fields=("out_of_service",),
            old=("+19165550102", "55501 HOME"),
        ),
        HelplineChange(
            id="j",
            name="Morning Line",
            fields=("languages", "always_open"),
            old=("+19165550103",),
            new=("+19165550103",),
        ),
    ),
    lists=(
        ListChange(need=Need.SAFE_PLACE, before=45, after=30),
        ListChange(
            need=Need.FOOD,
            before=14,
            after=14,
            day=dt.date(2026, 12, 31),
            before_then=14,
            after_then=2,
        ),
        ListChange(need=Need.COURT, before=21, after=20),
    ),
    texts=(
        TextChange(
            service_id="h",
            name="Lantern Night Line",
            organization="Open Table",
            field="phrase",
            old="Call at any hour. Someone listens and can find a bed.",
            new="Do not call. This line is closed.",
            helpline=True,
        ),
        TextChange(
            service_id="s",
            name="Paper Boat House",
            organization="Open Table",
            field="name",
            old="Paper Boat House",
            new="Paper Boat House for Families",
        ),
    ),
    keys=(
        KeyChange(
            role=KeyRole.TARGETS,
            name="Bob Lee",
            old="Bob Lee 84661f0c2ab19d37",
            new="Bob Lee 3f1c77d0a2594be8",
        ),
    ),
    removed=tuple(named(f"Old Place {at}") for at in range(4)),
)
MANY = ChangeReport(
    services_before=152,
    services_after=152,
    numbers=tuple(
        number(f"House {at} on the long road", f"+191655501{at:02}", f"+191655501{at + 1:02}")
        for at in range(10, 40)
    ),
)
QUIET = ChangeReport(services_before=152, services_after=152, translations=Tally(added=3))
