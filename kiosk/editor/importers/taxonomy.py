"""Map a source's taxonomy to the needs of the home screen."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.records import Audience, Need, Situation
from kiosk.domain.situations import KNOWN_SITUATIONS
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.word_meanings import (
    DOES_IT,
    LEADS_THERE,
    SENTENCE,
    ServiceWords,
    Sorted,
    WordRules,
)
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.links import split_keys
from kiosk.editor.importers.source_tables import TableRow
from kiosk.editor.parsers.plain_text import first_sentence, to_plain_text

DEEPEST = 12
"""Most levels of a taxonomy; a longer chain of parents is a cycle."""
MARKS = ("must_report", "room_line")
"""Labels of the attributes that mark a service; HSDS has no fields for them."""
ASSURED_HOURS = "assured_hours"
"""Label of an attribute that dates a schedule."""
SITUATIONS = "situations"
"""Name of the taxonomy whose terms are situations; the value of their attribute is the fit."""
_FITS = {"1": DOES_IT, "2": DOES_IT, "3": LEADS_THERE}
"""The fit of a situation by its value: "made for it" is for the editor to say."""
_SPLIT = re.compile(r"\s*[,;|]\s*")


@dataclass(slots=True)
class Terms:
    """The terms of each service, and the unknown ones."""

    file: str
    of: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """Terms of each service, each with its alternatives: path, name, code."""
    marked: dict[str, set[str]] = field(default_factory=lambda: {label: set() for label in MARKS})
    """Services that the source marks, by label."""
    situations: dict[str, dict[str, Situation]] = field(default_factory=dict)
    """Situations of each service by code."""
    unknown: Counter[str] = field(default_factory=Counter)
    sorted: dict[str, Sorted] = field(default_factory=dict)
    """What the answers of a person say about each service."""
    _needs: dict[tuple[str, ...], tuple[Need, ...]] = field(default_factory=dict)

    def needs(self, session: ImportSession, service: str, row: TableRow) -> tuple[Need, ...]:
        """Return the needs that a service answers; ``other`` if its terms give none."""
        found: list[Need] = []
        answered = self.sorted.get(service, Sorted())
        found += answered.needs
        for position, ways in enumerate(self.of.get(service, ())):
            if position in answered.known:
                continue
            needs = self._of_term(session, ways)
            if not needs:
                self.unknown[ways[0]] += 1
            found += needs
        if not found:
            for word in _SPLIT.split(row.get("keywords")):
                found += self._of_term(session, (to_plain_text(word),)) if word else ()
        if not found:
            session.find(row, FindingCode.NO_CATEGORY, Weight.ASSUMED, "", row.get("name"))
        return tuple(dict.fromkeys(found)) or (Need.OTHER,)

    def _of_term(self, session: ImportSession, ways: tuple[str, ...]) -> tuple[Need, ...]:
        if ways not in self._needs:
            self._needs[ways] = ()
            for way in ways:
                needs, unknown = session.categories.needs([way])
                if not unknown:
                    self._needs[ways] = needs
                    break
        return self._needs[ways]

    def audience(self, service: str) -> tuple[Audience, ...]:
        """Return whom the terms of a service say it is for, as a person answered."""
        return tuple(self.sorted[service].audience) if service in self.sorted else ()

    def apply(self, rules: WordRules, services: Mapping[str, TableRow]) -> None:
        """Sort services by the answers of a person; what the source itself says counts first."""
        for key, row in services.items():
            words = service_words(row, self.of.get(key, ()))
            self.sorted[key] = found = rules.sort(words)
            for situation in found.situations.values():
                self.sort([key], situation)

    def mark(self, row: TableRow, known: Collection[str]) -> None:
        """Mark the services of an attribute that says yes to a mark."""
        label = row.get("label")
        if label in self.marked and _yes(row):
            self.marked[label] |= {*split_keys(row.get("link_id"), known)[0]}

    def sort(self, services: Iterable[str], situation: Situation | None) -> None:
        """Add a situation to services; the first statement about a code counts."""
        if situation:
            for service in services:
                self.situations.setdefault(service, {}).setdefault(situation.code, situation)

    def note(self, session: ImportSession) -> None:
        """Report each word that no table knows."""
        for term, count in sorted(self.unknown.items()):
            extent = f"On {count} services." if count > 1 else "On one service."
            code = FindingCode.UNKNOWN_CATEGORY
            session.findings.append(
                SourceFinding(code, Weight.NOTE, self.file, value=term[:80], assumed=extent)
            )


def service_words(row: TableRow, terms: Iterable[tuple[str, ...]]) -> ServiceWords:
    """Return the words of a service in which answers are looked for."""
    name = to_plain_text(row.get("name", "alternate_name"))
    text = to_plain_text(row.get("description"))
    return ServiceWords(name, tuple(terms), first_sentence(text, SENTENCE))


def read_terms(session: ImportSession) -> Terms:
    """Group the terms of the source by service."""
    rows = {row.get("id"): row for row in session.tables.of("taxonomy_term") if row.get("id")}
    attributes = session.tables.of("attribute")
    first = next(iter((*session.tables.of("taxonomy_term"), *attributes)), None)
    terms = Terms(first.file if first else "")
    shared = {key for table, key in session.links.shared if table == "service"}
    known = session.links.services.keys() - shared
    crossed = sum(
        row.get("taxonomy_term_id") in known and row.get("link_id") in rows for row in attributes
    )
    straight = sum(row.get("link_id") in known for row in attributes)
    swapped = crossed > straight
    if swapped:
        code = FindingCode.SWAPPED_COLUMNS
        session.findings.append(SourceFinding(code, Weight.ASSUMED, attributes[0].file, 1))
    columns = ("taxonomy_term_id", "link_id") if swapped else ("link_id", "taxonomy_term_id")
    ways = {key: _ways(key, rows) for key in rows}
    situations = _situation_codes(rows)
    for row in attributes:
        if row.get("label") in {*MARKS, ASSURED_HOURS}:
            terms.mark(row, known)
            continue
        services, others = split_keys(row.get(columns[0]), known)
        services += [session.links.places[key][0] for key in others if key in session.links.places]
        if not services and _is_lost(session, row, others):
            code = FindingCode.SHARED_KEY if others[0] in shared else FindingCode.DANGLING_KEY
            session.find(row, code, Weight.LEFT_OUT, "link_id", others[0])
        cell = row.get(columns[1])
        if cell in situations:
            terms.sort(services, _situation(session, row, situations[cell]))
            continue
        if term := to_plain_text(row.get("term")):
            forms = (term, *filter(None, [row.get("code")]))
            for service in services:
                terms.of.setdefault(service, []).append(forms)
            continue
        keys = [cell] if cell in ways else [key for key in _SPLIT.split(cell) if key]
        alternatives = [
            ways.get(key) or (to_plain_text(row.get("value", "label") or key),) for key in keys
        ]
        for service in services:
            terms.of.setdefault(service, []).extend(each for each in alternatives if each[0])
    return terms


def _situation_codes(rows: Mapping[str, TableRow]) -> dict[str, str]:
    """Return the codes of the terms that are situations, by the key of the term."""
    return {
        key: (row.get("code") or row.get("name")).strip().casefold()
        for key, row in rows.items()
        if row.get("taxonomy").strip().casefold() == SITUATIONS
    }


def _situation(session: ImportSession, row: TableRow, code: str) -> Situation | None:
    """Return a situation that the source claims; nobody here has checked it."""
    if code not in KNOWN_SITUATIONS:
        session.find(row, FindingCode.UNKNOWN_SITUATION, Weight.LEFT_OUT, "taxonomy_term_id", code)
        return None
    if (stated := row.get("value").strip()) not in _FITS:
        session.find(row, FindingCode.UNREAD_CELL, Weight.LEFT_OUT, "value", stated)
        return None
    return Situation(code=code, fit=_FITS[stated])


def _yes(row: TableRow) -> bool:
    return to_plain_text(row.get("value")).casefold() in {"yes", "true", "1"}


def _is_lost(session: ImportSession, row: TableRow, others: list[str]) -> bool:
    """Return True if a term belongs to nothing in the source; unread tables do not count."""
    links = session.links
    held = (links.organizations, links.locations, links.places)
    about = row.get("link_entity", "link_type")
    return (
        bool(others)
        and about in {"", "service", "organization", "location", "service_at_location"}
        and not any(key in table for key in others for table in held)
        and not any((about or "service", key) in links.kept_back for key in others)
    )


def _ways(key: str, rows: dict[str, TableRow]) -> tuple[str, ...]:
    """Return the alternatives for a term: its path from the top, its name, its code."""
    row = rows[key]
    names: list[str] = []
    step: TableRow | None = row
    for _ in range(DEEPEST):
        if step is None:
            break
        names.insert(0, to_plain_text(step.get("name")))
        parent = step.get("parent_id")
        if parent not in rows and step.get("parent_name"):
            names.insert(0, to_plain_text(step.get("parent_name")))
        step = rows.get(parent)
    path = " > ".join(filter(None, names))
    ways = (path, names[-1] if names else "", row.get("code"), key)
    return tuple(dict.fromkeys(filter(None, ways)))
