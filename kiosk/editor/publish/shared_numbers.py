"""Hold a number that too many organizations share: it is nobody's until a person says whose."""

from collections.abc import Sequence
from typing import Final

from kiosk.domain.checks import records_of_kind
from kiosk.domain.contact import format_phone
from kiosk.domain.records import AnyRecord, Phone, Schedule, Service
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

MOST: Final = 10
"""Most organizations that share a number; more are the sign of mixed-up rows."""
_CODE: Final = 6
"""Most digits of a short code, which everybody may name."""


def hold_shared(records: Sequence[AnyRecord]) -> tuple[list[AnyRecord], list[SourceFinding]]:
    """Return the records without numbers that more than :data:`MOST` organizations share.

    Helplines and short codes are everybody's; a service that was confirmed by phone keeps its own.
    """
    services = records_of_kind(records, Service)
    owners: dict[str, set[str]] = {}
    lines: set[str] = set()
    for phone in records_of_kind(records, Phone).values():
        service = services.get(phone.service_id)
        if service is not None:
            owners.setdefault(phone.number, set()).add(service.organization_id)
            lines |= {phone.number} if service.helpline else set()
    held = {
        number: len(every)
        for number, every in owners.items()
        if len(every) > MOST and number not in lines and len(number) > _CODE
    }
    gone = {
        phone.id
        for phone in records_of_kind(records, Phone).values()
        if phone.number in held
        and (service := services.get(phone.service_id)) is not None
        and not service.confirmed
    }
    findings = [
        SourceFinding(
            FindingCode.SHARED_NUMBER,
            Weight.LEFT_OUT,
            "",
            value=f"{format_phone(number)} of {count} organizations",
        )
        for number, count in sorted(held.items())
    ]
    others = [
        one
        for one in records
        if not (isinstance(one, Phone) and one.id in gone)
        and not (isinstance(one, Schedule) and one.phone_id in gone)
    ]
    return others, findings
