"""Pairs of rows that may be one and the same: found by number or street and name, judged by people.

Nothing is merged by itself. Of a pair that a person calls the same, the row of the workbook stays,
or that of the source that comes first; the other is left out when sources are merged.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

from kiosk.domain.checks import records_of_kind
from kiosk.domain.contact import format_phone
from kiosk.domain.place import is_shown
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from kiosk.domain.report_lines import with_noun
from kiosk.editor.calls.offices import CallBook, read_call_book
from kiosk.editor.forms.answer_file import FormAnswer, NotTaken, TakePlan, take_each
from kiosk.editor.forms.form import Form, FormChoice, FormQuestion, FormSection, Passage, base_hash
from kiosk.editor.parsers.address_matcher import address_marks, street_lines
from kiosk.editor.parsers.vocabulary import fold
from kiosk.editor.sources.imported import source_folder, source_names
from kiosk.editor.sources.judged import DIFFERENT, SAME, JudgedPair, load_judged, save_judged

ALIKE: Final = 90
"""Least likeness of two names (0 to 100, token_set_ratio of rapidfuzz)."""
MOST_SHARED: Final = 30
"""Rows of one number or street from which it tells nothing apart: a switchboard, a county hall."""
_CHOICES: Final = (FormChoice(SAME, "The same"), FormChoice(DIFFERENT, "Different"))


@dataclass(frozen=True, slots=True)
class TwinRow:
    """One row of a possible pair; ``lines`` say what it holds, never a hidden street."""

    id: str
    name: str
    source: str
    """Name of its source; empty for a row of the workbook."""
    is_agency: bool
    """True for an organization, or for a service that has the name of its organization."""
    marks: frozenset[str]
    """Its numbers and shown streets, in one form each."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TwinPair:
    """Two rows that may be the same; ``left_out`` goes if they are."""

    kept: TwinRow
    left_out: TwinRow

    @property
    def key(self) -> str:
        """Return the name of its answer."""
        return f"{self.left_out.id}={self.kept.id}"


def twin_pairs(records: Collection[AnyRecord], sources: Iterable[str]) -> tuple[TwinPair, ...]:
    """Return the pairs of a merged directory; ``sources`` are the names of its sources, in order.

    Pairs within the workbook are left to its editor. Raises ImportError without rapidfuzz.
    """
    from rapidfuzz import fuzz, utils  # noqa: PLC0415 - a machine may lack it, and only pairs need it

    def are_alike(row: TwinRow, other: TwinRow) -> bool:
        likeness = fuzz.token_set_ratio(row.name, other.name, processor=utils.default_process)
        return likeness >= ALIKE

    order = {"": 0} | {name: at for at, name in enumerate(sources, 1)}
    found = dict[tuple[str, str], TwinPair]()
    for rows in (_organizations(records, order), _services(records, order)):
        by_mark = defaultdict[str, list[TwinRow]](list)
        for row in rows:
            for mark in row.marks:
                by_mark[mark].append(row)
        for group in by_mark.values():
            for one, other in combinations(group[: MOST_SHARED + 1], 2):
                few = len(group) <= MOST_SHARED
                if few and _are_comparable(one, other) and are_alike(one, other):
                    kept, gone = sorted((one, other), key=lambda row: order[row.source])
                    found.setdefault((kept.id, gone.id), TwinPair(kept, gone))
    return tuple(found.values())


def _are_comparable(row: TwinRow, other: TwinRow) -> bool:
    """Return True for two rows of different hands; an agency is no programme."""
    return row.source != other.source and row.is_agency is other.is_agency


def open_pairs(workbook: Path, book: CallBook) -> tuple[TwinPair, ...]:
    """Return the pairs of a workbook and its sources that nobody has judged yet.

    Raises :class:`kiosk.editor.source_files.SourceError`.
    """
    names = source_names(workbook)
    judged = {
        (one.kept, one.left_out)
        for name in names
        for one in load_judged(source_folder(workbook, name))
    }
    pairs = twin_pairs(book.draft.records, names)
    return tuple(one for one in pairs if (one.kept.id, one.left_out.id) not in judged)


def _source_of(key: str, sources: Mapping[str, int]) -> str:
    name = key.partition(".")[0]
    return name if name and name in sources and "." in key else ""


def _organizations(records: Collection[AnyRecord], sources: Mapping[str, int]) -> Iterator[TwinRow]:
    services = records_of_kind(records, Service)
    marks = _marks(records, lambda service: services[service].organization_id)
    for key, one in records_of_kind(records, Organization).items():
        some = [service for service in services.values() if service.organization_id == key]
        yield TwinRow(
            key,
            one.name,
            source=_source_of(key, sources),
            is_agency=True,
            marks=frozenset(marks[key]),
            lines=(one.website or "", with_noun(len(some), "service"), *marks[key].values()),
        )


def _services(records: Collection[AnyRecord], sources: Mapping[str, int]) -> Iterator[TwinRow]:
    owners = records_of_kind(records, Organization)
    marks = _marks(records, lambda service: service)
    for key, one in records_of_kind(records, Service).items():
        owner = owners[one.organization_id].name if one.organization_id in owners else ""
        agency = fold(owner) == fold(one.name)
        lines = (owner, one.phrase, *marks[key].values())
        source = _source_of(key, sources)
        yield TwinRow(key, one.name, source, agency, frozenset(marks[key]), lines)


def _marks(
    records: Collection[AnyRecord], owner_of: Callable[[str], str]
) -> defaultdict[str, dict[str, str]]:
    """Return numbers and shown streets by the record that they belong to, with their words."""
    services = records_of_kind(records, Service)
    places = records_of_kind(records, Location)
    found = defaultdict[str, dict[str, str]](dict)
    for one in records:
        if isinstance(one, Phone) and one.service_id in services:
            found[owner_of(one.service_id)][one.number] = format_phone(one.number)
        elif isinstance(one, ServiceAtLocation) and one.service_id in services:
            place = places.get(one.location_id)
            if place is not None and is_shown(place) and place.address_1:
                words = ", ".join(filter(None, (place.address_1, place.city)))
                found[owner_of(one.service_id)] |= dict.fromkeys(_street_marks(place), words)
    return found


def _street_marks(place: Location) -> Iterator[str]:
    for line in street_lines(place.address_1 or "", ""):
        for number, name in address_marks(line):
            yield f"{number} {name}, {fold(place.city or '')}"


# --- the form and its answers -------------------------------------------------------------------


def twins_form(workbook: Path, pairs: Iterable[TwinPair]) -> Form:
    """Return the form that asks of each pair whether it is the same."""
    questions = tuple(
        FormQuestion(
            one.key,
            one.kept.name,
            choices=_CHOICES,
            base=_base(one),
            passages=(_passage(one.kept), _passage(one.left_out)),
        )
        for one in pairs
    )
    return Form(
        "twins",
        workbook.name,
        "One place, or two?",
        "twins",
        introduction=(
            "These rows have a number or a street in common, and names that are alike. Say which "
            "are the same. The first of two that are the same stays, the other is left out."
        ),
        sections=(FormSection("Pairs", questions),),
        after=f"Give the file to desk take. It changes nothing in {workbook.name}.",
    )


def _passage(row: TwinRow) -> Passage:
    text = "\n".join(filter(None, (row.name, *row.lines)))
    return Passage(text, row.source or "Your workbook")


def _base(pair: TwinPair) -> str:
    return "\n".join((*pair.kept.lines, *pair.left_out.lines))


def take_twins(workbook: Path, answer: FormAnswer) -> TakePlan:
    """Plan what the answers about pairs change: lines of ``twins.tsv``, nothing else.

    Raises :class:`kiosk.editor.source_files.SourceError` and
    :class:`kiosk.editor.workbook.opening.WorkbookError`.
    """
    known = {one.key: one for one in open_pairs(workbook, read_call_book(workbook, answer.made))}
    pairs, refused = take_each(answer.answers, lambda key: _judged(known.get(key), key, answer))

    def write(_: Mapping[str, str]) -> Iterator[str]:
        for name in {pair.left_out.source for pair in pairs}:
            verdicts = (
                JudgedPair(one.left_out.id, one.kept.id, answer.text(one.key), answer.made)
                for one in pairs
                if one.left_out.source == name
            )
            save_judged(source_folder(workbook, name), verdicts)
        yield f"{with_noun(len(pairs), 'pair')} judged."

    lines = tuple(_line(pair, answer.text(pair.key)) for pair in pairs)
    title = f"Pairs of {workbook.name}"
    return TakePlan(title, lines, tuple(refused), write=write if pairs else None)


def _judged(pair: TwinPair | None, key: str, answer: FormAnswer) -> TwinPair:
    """Return a pair that was judged as it stands. Raises :class:`NotTaken`."""
    if pair is None or answer.base.get(key) != base_hash(_base(pair)):
        raise NotTaken("one of the two has changed, or is judged already.")
    if answer.text(key) not in (SAME, DIFFERENT):
        raise NotTaken(f"choose {SAME} or {DIFFERENT}.")
    return pair


def _line(pair: TwinPair, verdict: str) -> str:
    what = f"{pair.left_out.name} ({pair.left_out.id})"
    if verdict == SAME:
        return f"{what} is left out: {pair.kept.id} stays."
    return f"{what} and {pair.kept.id} are two."
