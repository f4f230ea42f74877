"""Find revealing texts that leave the screen: those allowed, and those without a QR code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kiosk.domain import discretion
from kiosk.domain.checks import records_of_kind
from kiosk.domain.override import Override, Revealing
from kiosk.domain.records import AnyRecord, Organization, Phone, Service, Translation
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.parsers.vocabulary import REVEALING


def check_overrides(records: Sequence[AnyRecord]) -> list[SourceFinding]:
    """Note each revealing text that is allowed or gets no code, and each idle override."""
    organizations = records_of_kind(records, Organization)
    more: defaultdict[str, list[tuple[Revealing, str]]] = defaultdict(list)
    for record in records:
        if isinstance(record, Phone) and record.keyword:
            more[record.service_id].append((Revealing.KEYWORD, record.keyword))
        elif isinstance(record, Translation) and record.field == "quiet_name":
            more[record.entity_id].append((Revealing.QUIET_NAME, record.text))
    found: list[SourceFinding] = []
    for service in records_of_kind(records, Service).values():
        owner = organizations.get(service.organization_id)
        pages = (service.url or (owner.website if owner else None), service.chat_url)
        texts = [(Revealing.QUIET_NAME, service.quiet_name), *more[service.id]]
        texts += [(Revealing.WEBSITE, page) for page in pages if page]
        found += _of_service(service, texts)
    return found


def _of_service(
    service: Service, texts: Iterable[tuple[Revealing, str]]
) -> Iterator[SourceFinding]:
    revealing = [(what, text) for what, text in dict.fromkeys(texts) if _reveals(what, text)]
    for one in service.overrides:
        used = (one.what, one.text) in revealing
        code = FindingCode.OVERRIDDEN if used else FindingCode.OVERRIDE_IDLE
        yield _finding(code, service, one.what, one.text, _who(one))
    for what, text in revealing:
        if what is not Revealing.QUIET_NAME and not service.lets(what, text):
            yield _finding(FindingCode.NO_CODE, service, what, text)


def _reveals(revealing: Revealing, text: str) -> bool:
    if revealing is Revealing.QUIET_NAME:
        return bool(discretion.find_revealing_anywhere(text))
    return bool(discretion.find_revealing_in_address(text))


def _who(override: Override) -> str:
    return f"allowed by {override.by} on {override.date}: {override.reason}"


def _finding(
    code: FindingCode, service: Service, revealing: Revealing, text: str, assumed: str = ""
) -> SourceFinding:
    value = f"service {service.id}: {text}"
    return SourceFinding(
        code, Weight.NOTE, "", column=REVEALING[revealing], value=value, assumed=assumed
    )


def check_file_name(out: Path) -> list[SourceFinding]:
    """Find a name of the new file that reveals; people read it on sticks and in folders."""
    if not discretion.find_revealing_in_address(out.stem):
        return []
    return [SourceFinding(FindingCode.FILE_NAME_TELLS, Weight.REFUSED, out.name)]
