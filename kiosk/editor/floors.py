"""Floors of coverage: below one, a person must type its name before anything is signed."""

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from kiosk import atomic_files
from kiosk.editor.coverage import SourceCoverage
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.workbook.source_draft import ServiceFact

FALL: Final = 0.20
"""Fall of a line against the last published file, in shares of the services, that asks."""
SITUATION_FLOOR: Final = 0.60
"""Share of the services that must stand in a question."""
WORSE: Final = 0.05
"""Fall of a share since its floor was typed away that asks again."""
FACTS: Final = {
    ServiceFact.NUMBER: "a number",
    ServiceFact.SITUATION: "a question",
    ServiceFact.CHECKED_ON: "a day on which they were checked",
    ServiceFact.HOURS: "hours",
    ServiceFact.STREET: "a street",
    ServiceFact.LANGUAGES: "languages",
    ServiceFact.COST: "what they cost",
    ServiceFact.PAGE: "a page with a code",
    ServiceFact.NAMES: "a name of words",
}


class Floor(msgspec.Struct, frozen=True):
    """A measured floor. ``share`` is the measured one, 0 to 1; more is better."""

    name: Annotated[str, Meta(description="What a person types to go on, after its source.")]
    share: Annotated[float, Meta(description="The share that is reached, 0 to 1.")]
    reached: Annotated[bool, Meta(description="Nothing has to be typed.")]
    says: Annotated[str, Meta(description="The figure and the floor.")]
    visitors: Annotated[str, Meta(description="What it means for visitors.")]
    firm: Annotated[bool, Meta(description="It can never be typed away.")] = False
    needed: Annotated[int, Meta(description="The floor as a count; 0 for none.")] = 0
    source: Annotated[str, Meta(description="Source under a workbook; empty for the whole.")] = ""

    @property
    def typed_as(self) -> str:
        """What a person types to go on, such as ``oak211.situation``."""
        return f"{self.source}.{self.name}" if self.source else self.name


class TypedFloor(msgspec.Struct, frozen=True):
    """A floor that a person typed away: at which share, who and when."""

    share: float
    by: str
    on: dt.date


class _Rule(msgspec.Struct, frozen=True):
    """How a floor is measured. ``bad`` counts what must be few, else ``count`` must be many."""

    count: Callable[[SourceCoverage], int]
    whole: Callable[[SourceCoverage], int]
    least: float
    says: str
    visitors: str
    firm: float = 0.0
    """Share below which it cannot be typed away; 0 never."""


_RULES: Final = {
    "contact": _Rule(
        lambda one: one.contact,
        lambda one: one.services,
        0.90,
        "{count} of {whole} have a number or a shown street",
        "Visitors will see empty cards: {rest} of {services} services have no way in.",
    ),
    "situation": _Rule(
        lambda one: one.seen(ServiceFact.SITUATION),
        lambda one: one.services,
        SITUATION_FLOOR,
        "{count} of {whole} stand in a question",
        "Visitors will find {rest} of {services} services under no question.",
    ),
    "hours": _Rule(
        lambda one: one.seen(ServiceFact.HOURS),
        lambda one: one.stated(ServiceFact.HOURS),
        0.50,
        "{count} of the {whole} with hours show them",
        "Visitors will see hours on {count} of {services} services.",
    ),
    "names": _Rule(
        lambda one: one.seen(ServiceFact.NAMES),
        lambda one: one.services,
        0.98,
        "{count} of {whole} have a name of words",
        "Visitors will read a code or only a city on {rest} of {services} services.",
        firm=0.50,
    ),
    "links": _Rule(
        lambda one: one.live,
        lambda one: one.links,
        0.95,
        "{count} of {whole} links between tables lead somewhere",
        "Visitors will miss what the {rest} dead links belong to.",
        firm=0.50,
    ),
    "shared": _Rule(
        lambda one: one.services - one.shared,
        lambda one: one.services,
        0.98,
        "{rest} of {whole} show a number that hangs on more than 10 organizations",
        "Visitors may call somebody else on {rest} of {services} services.",
        firm=0.80,
    ),
}
CHECKED_ON: Final = "checked-on"
STATUS: Final = "status"
FLOORS: Final = frozenset({*_RULES, CHECKED_ON, STATUS})
"""Floors of a source, by the names that are typed."""
NAMES: Final = FLOORS | {fact.value for fact in ServiceFact}
"""Everything that can be typed, after a source's name: floors, and lines that fall."""
OWN_CONTACT: Final = 0.50
"""Least share of a workbook's services with a number or a street."""


def source_floors(coverage: SourceCoverage) -> tuple[Floor, ...]:
    """Return the floors of an export, in the order of the page."""
    found = {name: _measured(name, rule, coverage) for name, rule in _RULES.items()}
    dated = coverage.seen(ServiceFact.CHECKED_ON)
    whole = coverage.services
    checked = Floor(
        CHECKED_ON,
        coverage.share(ServiceFact.CHECKED_ON),
        bool(dated) or not whole,
        f"{dated:,} of {whole:,} say when they were checked (floor 1)",
        "Visitors never read that a service is open now, and always that they should call first.",
        needed=1,
    )
    blank = coverage.unexplained
    has, says = ("has", "says") if blank == 1 else ("have", "say")
    status = Floor(
        STATUS,
        1 - blank / max(whole, blank, 1),
        not blank,
        f"{blank:,} {has} a blank status that nobody explained (floor 0)",
        f"Visitors may be sent to services that ended, or miss some: {blank:,} {says} nothing.",
    )
    return (
        found["contact"],
        found["situation"],
        checked,
        *(found[name] for name in ("hours", "names", "links", "shared")),
        status,
    )


def floors_of(name: str, coverage: SourceCoverage) -> tuple[Floor, ...]:
    """Return the floors of a source under a workbook, with its short name."""
    return tuple(
        msgspec.structs.replace(
            floor,
            source=name,
        )
        for floor in source_floors(coverage)
    )


def workbook_floors(coverage: SourceCoverage, last: SourceCoverage | None) -> tuple[Floor, ...]:
    """Return the floors of the coalition's own workbook: what falls against the last file.

    Hiding streets waits for nobody, so a fall of shown streets asks nothing.
    """
    rule = msgspec.structs.replace(_RULES["contact"], least=OWN_CONTACT)
    floors = [_measured("contact", rule, coverage)]
    if last is not None and last.services:
        for fact, words in FACTS.items():
            if fact is ServiceFact.STREET:
                continue
            before, now = last.share(fact), coverage.share(fact)
            floors.append(
                Floor(
                    fact.value,
                    now,
                    # A tolerance for shares such as 0.8 - 0.6.
                    before - now < FALL - 1e-9 or not coverage.services,
                    f"{_percent(now)} of the services have {words}; {_percent(before)} had in the "
                    "last file",
                    f"Visitors will see this on {coverage.seen(fact):,} of {coverage.services:,} "
                    "services.",
                )
            )
    return tuple(floors)


def _measured(name: str, rule: _Rule, coverage: SourceCoverage) -> Floor:
    count, whole = rule.count(coverage), rule.whole(coverage)
    share = count / whole if whole else 1.0
    needed = math.ceil(rule.least * whole - 1e-9)
    figures = {
        "count": f"{count:,}",
        "whole": f"{whole:,}",
        "rest": f"{whole - count:,}",
        "services": f"{coverage.services:,}",
    }
    most = f"at most {whole - needed:,}" if name == "shared" else f"floor {needed:,}"
    nothing = name == "contact" and whole > 0 and count == 0
    return Floor(
        name,
        share,
        count >= needed,
        f"{rule.says.format(**figures)} ({most})",
        rule.visitors.format(**figures),
        firm=nothing or (whole > 0 and share < rule.firm),
        needed=needed,
    )


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def open_floors(
    floors: Iterable[Floor], typed: Collection[str], before: Mapping[str, TypedFloor]
) -> tuple[Floor, ...]:
    """Return the floors that still stop a file.

    ``typed`` are the names typed now, ``before`` those of earlier files, as typed: one counts until
    its share falls by :data:`WORSE`.
    """
    return tuple(
        floor
        for floor in floors
        if not floor.reached
        and (floor.firm or (floor.typed_as not in typed and not _is_known(floor, before)))
    )


def _is_known(floor: Floor, before: Mapping[str, TypedFloor]) -> bool:
    known = before.get(floor.typed_as)
    return known is not None and floor.share > known.share - WORSE + 1e-9


def floor_findings(
    floors: Iterable[Floor], typed: Collection[str], before: Mapping[str, TypedFloor]
) -> list[SourceFinding]:
    """Return a finding for each floor that is not reached; those that are typed are notes."""
    below = [floor for floor in floors if not floor.reached]
    stopping = {floor.typed_as for floor in open_floors(below, typed, before)}
    return [
        SourceFinding(
            FindingCode.FIRM_FLOOR if floor.firm else FindingCode.BELOW_FLOOR,
            Weight.REFUSED if floor.typed_as in stopping else Weight.NOTE,
            "",
            column=floor.typed_as,
            value=floor.says,
            assumed=floor.visitors if floor.typed_as in stopping else "published all the same",
        )
        for floor in below
    ]


def question_lines(source: str, floors: Collection[Floor]) -> list[str]:
    """Return what a person reads before typing: the figures, and what visitors will see."""
    count = "one floor" if len(floors) == 1 else f"{len(floors)} floors"
    width = max((len(floor.typed_as) for floor in floors), default=0)
    return [
        f"{source} is below {count}:",
        *(f"  {floor.typed_as:{width}}  {floor.says}" for floor in floors),
        *dict.fromkeys(
            floor.visitors if floor.source in ("", source) else f"{floor.source}: {floor.visitors}"
            for floor in floors
        ),
    ]


def names_in(text: str) -> frozenset[str]:
    """Return the names in a typed line or option, separated by spaces or commas."""
    return frozenset(text.replace(",", " ").casefold().split())


def typed_floors(files: Mapping[str, Path]) -> dict[str, TypedFloor]:
    """Return the floors typed away before, as typed; ``files`` are the records by source."""
    found: dict[str, TypedFloor] = {}
    for source, file in files.items():
        before = read_typed_floors(file)
        found |= {f"{source}.{name}" if source else name: one for name, one in before.items()}
    return found


def record_typed_floors(
    files: Mapping[str, Path],
    floors: Collection[Floor],
    typed: Collection[str],
    who: str,
    on: dt.date,
) -> None:
    """Record who typed which floors, in the record of each source. Raises OSError."""
    for source, file in files.items():
        own = [floor for floor in floors if floor.source == source]
        write_typed_floors(file, own, typed, who, on)


def read_typed_floors(file: Path) -> dict[str, TypedFloor]:
    """Return the floors typed away for a source; none if its ``export.json`` says nothing."""
    found = _content(file).get("floors", {})
    try:
        return msgspec.convert(found, dict[str, TypedFloor])
    except msgspec.ValidationError:
        return {}


def write_typed_floors(
    file: Path, floors: Iterable[Floor], typed: Collection[str], who: str, on: dt.date
) -> None:
    """Record in ``export.json`` who typed which floors and when; the rest of it stays.

    A floor that is reached again is forgotten.
    """
    below = [floor for floor in floors if not floor.reached and not floor.firm]
    before = read_typed_floors(file)
    record = {
        floor.name: TypedFloor(floor.share, who, on)
        if floor.typed_as in typed
        else before[floor.name]
        for floor in below
        if floor.typed_as in typed or floor.name in before
    }
    if not record and not before:
        return
    content = _content(file) | {"floors": msgspec.to_builtins(record)}
    file.parent.mkdir(parents=True, exist_ok=True)
    atomic_files.replace_file(
        file, msgspec.json.format(msgspec.json.encode(content), indent=1), mode=0o600
    )


def _content(file: Path) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(file.read_bytes())
    except (FileNotFoundError, msgspec.DecodeError):
        return {}
    return found if isinstance(found, dict) else {}
