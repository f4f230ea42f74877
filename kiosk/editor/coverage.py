"""Count what visitors will see of a directory, next to what its source states.

A source that was read badly looks complete: names without a number, a street or a question.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk.domain import contact
from kiosk.domain.answer_order import answers_to
from kiosk.domain.checks import records_of_kind
from kiosk.domain.contact import Payload
from kiosk.domain.discretion import fold
from kiosk.domain.fields import Amount
from kiosk.domain.override import Revealing
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Status,
    Tile,
)
from kiosk.domain.report_lines import with_noun
from kiosk.editor.coverage_advice import advice, lines_to_judge, made_names, numberless
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.keep import FilterCount
from kiosk.editor.workbook.source_draft import ServiceFact, StatedFacts

MOST_PER_TILE: Final = 40
"""Answers from which a visitor must choose among too many."""
MOST_TO_JUDGE: Final = 8
"""Lines that an editor is asked to check in person."""
_WORD: Final = 3
"""Letters in a row that make a word of a name."""


class CoverageLine(msgspec.Struct, frozen=True):
    """One fact: how many services state it, and on how many visitors see it."""

    fact: ServiceFact
    stated: Annotated[Amount, Meta(description="Services whose source states it.")]
    seen: Annotated[Amount, Meta(description="Services on which visitors see it.")]
    do: Annotated[str, Meta(description="What to do about the others; may be empty.")]


class ToJudge(msgspec.Struct, frozen=True):
    """Something that a person must judge, because a mistake could hurt someone."""

    count: Amount
    what: Annotated[str, Meta(description="What was found.")]
    done: Annotated[str, Meta(description="What the program did until somebody decides.")]
    ask: Annotated[str, Meta(description="What to find out.")]
    where: Annotated[tuple[str, ...], Meta(description="The first of them.")] = ()


class TileCount(msgspec.Struct, frozen=True):
    """A question on the screen and how many services answer it."""

    id: Annotated[str, Meta(description="Id of the tile.")]
    label: Annotated[str, Meta(description="Its words in English.")]
    answers: Amount


class SourceCoverage(msgspec.Struct, frozen=True):
    """What visitors will see of one source or of the whole workbook."""

    source: Annotated[str, Meta(description="What was read.")]
    recognised: Annotated[str, Meta(description="Its form; empty if none was recognised.")]
    foreign: Annotated[bool, Meta(description="An export, not the coalition's own workbook.")]
    services: Annotated[Amount, Meta(description="Services that are shown.")]
    lines: tuple[CoverageLine, ...] = ()
    contact: Annotated[Amount, Meta(description="Those with a number or a shown street.")] = 0
    need: Annotated[Amount, Meta(description="Those under a need other than Other help.")] = 0
    links: Annotated[Amount, Meta(description="Keys that name a row of another table.")] = 0
    live: Annotated[Amount, Meta(description="Those of them that find one.")] = 0
    shared: Annotated[
        Amount, Meta(description="Services with a number of more than ten organizations.")
    ] = 0
    unexplained: Annotated[Amount, Meta(description="Services with a blank status.")] = 0
    to_judge: Annotated[
        tuple[ToJudge, ...], Meta(description="What a person must judge, by harm; at most eight.")
    ] = ()
    tiles: Annotated[
        tuple[TileCount, ...], Meta(description="Questions; those with no or many answers first.")
    ] = ()

    most_per_tile: Annotated[
        Amount, Meta(description="Answers to a question from which there are too many.")
    ] = MOST_PER_TILE
    filters: Annotated[
        tuple[FilterCount, ...], Meta(description="What the filters of the source take.")
    ] = ()

    def seen(self, fact: ServiceFact) -> int:
        """Return on how many services visitors see a fact."""
        return next((line.seen for line in self.lines if line.fact is fact), 0)

    def stated(self, fact: ServiceFact) -> int:
        """Return how many services state a fact."""
        return next((line.stated for line in self.lines if line.fact is fact), 0)

    def share(self, fact: ServiceFact) -> float:
        """Return the share of the services on which visitors see a fact, 0 to 1."""
        return self.seen(fact) / self.services if self.services else 0.0


def cover(
    records: Collection[AnyRecord],
    stated: StatedFacts | None = None,
    findings: Sequence[SourceFinding] = (),
    source: str = "",
    recognised: str = "",
    *,
    most_per_tile: int = MOST_PER_TILE,
) -> SourceCoverage:
    """Return the coverage of ``records``.

    ``stated`` is what their export states; without it they are the coalition's own, and state what
    visitors see. ``findings`` are those of reading it.
    """
    services = {
        key: one
        for key, one in records_of_kind(records, Service).items()
        if one.status is Status.ACTIVE
    }
    seen = _seen(services, records)
    lines = []
    for fact in ServiceFact:
        states = (stated.services.get(fact, frozenset()) if stated else frozenset()) & {*services}
        whole = len(services) if fact is ServiceFact.NAMES else len(states | seen[fact])
        count = len(seen[fact])
        do = advice(fact, whole - count, len(services), seen, findings)
        lines.append(CoverageLine(fact, whole, count, do))
    return SourceCoverage(
        source=source,
        recognised=recognised,
        foreign=stated is not None,
        services=len(services),
        lines=tuple(lines),
        contact=len(seen[ServiceFact.NUMBER] | seen[ServiceFact.STREET]),
        need=sum({*one.categories} != {Need.OTHER} for one in services.values()),
        links=stated.links if stated else 0,
        live=stated.live if stated else 0,
        shared=stated.held if stated else 0,
        unexplained=_unexplained(findings, services) or (stated.blank if stated else 0),
        to_judge=tuple(
            ToJudge(*one)
            for one in (
                *numberless(findings, services, seen[ServiceFact.NUMBER]),
                *lines_to_judge(findings),
                *made_names(findings, services),
            )
        )[:MOST_TO_JUDGE],
        tiles=_tiles(services.values(), records, most_per_tile),
        most_per_tile=most_per_tile,
    )


def cover_source(name: str, records: Iterable[AnyRecord], stated: StatedFacts) -> SourceCoverage:
    """Return the coverage of what a source has in a directory; ``name`` begins its ids."""
    own = [one for one in records if one.id.startswith(f"{name}.") or isinstance(one, Tile)]
    return cover(own, stated, source=name)


def _seen(
    services: Mapping[str, Service], records: Iterable[AnyRecord]
) -> dict[ServiceFact, frozenset[str]]:
    """Return the ids of the services on which visitors see each fact, whatever its age."""
    found: defaultdict[ServiceFact, set[str]] = defaultdict(set)
    owners = records_of_kind(records, Organization)
    cities = {
        fold(one.city) for one in records if isinstance(one, Location) and one.city is not None
    }
    public = {
        one.id
        for one in records
        if isinstance(one, Location) and one.address_visibility is AddressVisibility.PUBLIC
    }
    for record in records:
        match record:
            case Phone():
                found[ServiceFact.NUMBER].add(record.service_id)
            case Schedule():
                found[ServiceFact.HOURS].add(record.service_id)
            case ServiceAtLocation() if record.location_id in public:
                found[ServiceFact.STREET].add(record.service_id)
    for key, one in services.items():
        owner = owners.get(one.organization_id)
        facts = {
            ServiceFact.SITUATION: bool(one.situations),
            ServiceFact.CHECKED_ON: one.assured_date is not None,
            ServiceFact.LANGUAGES: bool(one.languages),
            ServiceFact.COST: bool(one.cost),
            ServiceFact.PAGE: _has_code(one, owner),
            ServiceFact.NAMES: is_name(one.name, cities),
        }
        for fact, holds in facts.items():
            if holds:
                found[fact].add(key)
    return {fact: frozenset(found[fact] & services.keys()) for fact in ServiceFact}


def is_name(text: str, cities: Collection[str]) -> bool:
    """Return True if a name has a word and is not merely that of a city; "ZZ-12.3" is a code."""
    run = longest = 0
    for letter in text:
        run = run + 1 if letter.isalpha() else 0
        # A letter of these scripts is a word or a syllable.
        longest = max(longest, run if letter < "\u2e80" else _WORD)
    return longest >= _WORD and fold(text) not in cities


def _has_code(service: Service, owner: Organization | None) -> bool:
    """Return True if a square code leads to the page of a service."""
    page = service.url or (owner.website if owner else None)
    if not page:
        return False
    sources = (*(owner.sources if owner else ()), *service.sources)
    pages = (owner.website if owner else None, *(source.url for source in sources))
    hosts = {host for url in pages if url and (host := contact.host_of(url))}
    allowed = service.lets(Revealing.WEBSITE, page)
    return isinstance(contact.website(page, hosts, allowed=allowed), Payload)


def _unexplained(findings: Iterable[SourceFinding], services: Mapping[str, Service]) -> int:
    """Count blank statuses where others are stated; if all are blank, the column means nothing."""
    blank = sum(
        finding.code is FindingCode.UNKNOWN_STATUS and not finding.value for finding in findings
    )
    left_out = any(
        finding.code is FindingCode.UNKNOWN_STATUS and finding.weight is Weight.LEFT_OUT
        for finding in findings
    )
    return blank if left_out or blank < len(services) else 0


def _tiles(
    services: Iterable[Service], records: Iterable[AnyRecord], most: int
) -> tuple[TileCount, ...]:
    """Count the answers to each tile; those without any, then those with too many, come first."""
    every = [one for one in services if one.situations]
    counts = [
        TileCount(tile.id, tile.label, sum(answers_to(one, tile) for one in every))
        for tile in records
        if isinstance(tile, Tile)
    ]

    def order(count: TileCount) -> tuple[int, int]:
        if count.answers == 0:
            return 0, 0
        return (1, -count.answers) if count.answers > most else (2, count.answers)

    return tuple(sorted(counts, key=order))


def visible_counts_in_words(coverage: SourceCoverage) -> str:
    """Return what visitors will see in one sentence."""
    if not coverage.services:
        return "Visitors will see no service."
    parts = (
        ("with a number", coverage.seen(ServiceFact.NUMBER)),
        ("with hours", coverage.seen(ServiceFact.HOURS)),
        ("with a street", coverage.seen(ServiceFact.STREET)),
        ("under a need", coverage.need),
    )
    shares = ", ".join(f"{what} {_share(number, coverage.services)}" for what, number in parts)
    return f"Visitors will see {with_noun(coverage.services, 'service')}: {shares}."


def _share(number: int, whole: int) -> str:
    """Return a number with its share in percent; 0 and 100 mean exactly none and all."""
    if number == 0:
        return "0"
    share = 100 if number == whole else min(99, max(1, round(100 * number / whole)))
    return f"{number:,} ({share} %)"
