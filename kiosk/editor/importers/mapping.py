"""Map tables of any format to rows of the workbook's sheets, and read those, with findings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.checks import kind_of
from kiosk.domain.records import AnyRecord, Service, ServiceAtLocation, Status
from kiosk.domain.report_lines import kinds, with_noun
from kiosk.editor.finding_messages import NOTHING_CHECKED
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.categories import Categories
from kiosk.editor.fitting.column_guesses import explain_nothing
from kiosk.editor.fitting.keep import LeftOut, count_filters
from kiosk.editor.fitting.reading_options import ReadOptions, ignore_progress
from kiosk.editor.fitting.word_meanings import ExportWords
from kiosk.editor.importers.address_leaks import mask_leaks
from kiosk.editor.importers.hidden_places import private_owners
from kiosk.editor.importers.hours import gather_hours
from kiosk.editor.importers.identity import keep_ids
from kiosk.editor.importers.import_session import ImportSession, RowsByOwner, parts_of
from kiosk.editor.importers.links import drop_chance, resolve_links
from kiosk.editor.importers.phones import gather_phones, note_people
from kiosk.editor.importers.places import read_places
from kiosk.editor.importers.preparing import (
    apply_answers,
    drop_ruined,
    expand_inline_cells,
    link_owned,
)
from kiosk.editor.importers.service_filter import ServiceFilter
from kiosk.editor.importers.service_texts import mask_prose
from kiosk.editor.importers.services import PARTS, Details, Owners, map_service
from kiosk.editor.importers.source_tables import OWNERS, Tables
from kiosk.editor.importers.taxonomy import Terms, read_terms, service_words
from kiosk.editor.parsers.address_matcher import HiddenAddresses
from kiosk.editor.parsers.plain_text import is_blank
from kiosk.editor.parsers.status import read_status
from kiosk.editor.workbook.carry_over import records_to_carry
from kiosk.editor.workbook.cell_text import Raw
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_columns import Sheets
from kiosk.editor.workbook.source_draft import Draft, Origin, ServiceFact, StatedFacts
from kiosk.editor.workbook.typed_rows import TypedRows, read_typed

_LOST = frozenset({Weight.LEFT_OUT, Weight.REFUSED})
_ORDER = ("organization", "service", "location", "service_at_location", "phone", "schedule")


def map_tables(
    recognised: str, tables: Tables, options: ReadOptions, categories: Categories
) -> Draft:
    """Return the draft of a source that was read into tables."""
    tables.findings += drop_ruined(tables)
    link_owned(tables)
    apply_answers(tables, options.first_day, ignore_status=options.ignore_status)
    expand_inline_cells(tables)
    links = resolve_links(tables)
    tables.findings += drop_chance(tables, links)
    work = ImportSession(
        tables,
        links,
        categories,
        options.region,
        options.public_addresses,
        options.withdrawn,
        options.checked_on,
    )
    terms = read_terms(work)
    if options.words.rules:
        terms.apply(options.words, links.services)
    left_out = ServiceFilter(work, options.keep, terms.of, terms.situations).apply()
    private, flagged = private_owners(work, terms)
    places = read_places(work, private)
    programs = {row.get("id"): row for row in tables.of("program") if row.get("id")}
    details = Details(
        places=places,
        phones=gather_phones(work, flagged),
        hours=gather_hours(work),
        owners=Owners(programs, places.hidden),
        terms=terms,
        parts={name: parts_of(work, name) for name in PARTS},
        uncertain_out=any(
            read_status(row.get("status")) is Status.ACTIVE for row in links.services.values()
        ),
        has_status=any(row.get("status") for row in links.services.values()),
    )
    _note_status(work, details)
    for key, row in options.through(links.services.items(), "Services"):
        if key in terms.sorted and terms.sorted[key].not_here:
            work.find(row, FindingCode.NOT_FOR_HERE, Weight.LEFT_OUT, "name", row.get("name"))
        else:
            map_service(work, details, key, row)
    words = _export_words(work, terms)
    stage = _read_rows(work, options)
    mask_prose(work, stage)
    _name_quietly(work, stage)
    _note_days(work)
    details.terms.note(work)
    note_people(work)
    _note_filters(work, left_out)
    _note_idle(work, details)
    _note_unseen(work, details)
    # Mapping the services may have added to both.
    found = [*tables.findings, *links.findings, *work.findings]
    public = HiddenAddresses(places.public_lines([*places.readings]))
    quiet = mask_leaks(found, places.hidden, public)
    work.findings = [tables.as_written(finding) for finding in quiet]
    draft = _draft(recognised, work, stage)
    draft.stated, draft.words = stated_facts(work, details), words
    draft.left_out = [
        one._replace(name="", reason="") if places.hidden.mentions(one.text) else one
        for one in left_out
    ]
    draft.columns = [
        replace(one, values=tuple(text for text in one.values if not places.hidden.mentions(text)))
        for one in tables.seen
    ]
    draft.streets, draft.points = places.secret_lines, frozenset(places.points)
    if options.previous is not None:
        keep_ids(draft, options.previous)
    _carry(draft, options.factory)
    return draft


def _read_rows(session: ImportSession, options: ReadOptions) -> WorkbookSession:
    """Read the rows by the rules of a workbook; published links keep their ids."""
    links = tuple(one for one in options.previous or () if isinstance(one, ServiceAtLocation))
    return read_typed(
        TypedRows(session.sheets), replace(options, previous=links, on_reading=ignore_progress)
    )


def _export_words(session: ImportSession, terms: Terms) -> ExportWords:
    """Return the terms of the services that were mapped, and what a person left out."""
    keys = {id(row): key for key, row in session.links.services.items()}
    made = {
        one: terms.of.get(keys[id(row)], ())
        for (kind, one), row in session.rows.items()
        if kind == "service"
    }
    left_out = tuple(
        service_words(row, terms.of.get(key, ()))
        for key, row in session.links.services.items()
        if key in terms.sorted and terms.sorted[key].not_here
    )
    return ExportWords({key: tuple(ways) for key, ways in made.items()}, left_out)


def _name_quietly(session: ImportSession, workbook_session: WorkbookSession) -> None:
    """Write the quiet names that were made into the rows, and report each: an export has none."""
    rows = {row.whole("id"): row for row in session.sheets[Sheets.SERVICES]}
    for one in workbook_session.records:
        if isinstance(one, Service):
            rows[one.id].raws["quiet_name"] = Raw(one.quiet_name)
            code, row = FindingCode.QUIET_NAME_MADE, session.rows["service", one.id]
            session.find(row, code, Weight.ASSUMED, "quiet_name", one.name, one.quiet_name)


def _note_status(session: ImportSession, details: Details) -> None:
    """Report once that no service has a status, or that all have one that ends them."""
    rows = list(session.links.services.values())
    if not rows:
        return
    file, extent = rows[0].file, with_noun(len(rows), "service")
    stated = [read_status(row.get("status")) for row in rows]
    if not details.has_status:
        code, weight, words = FindingCode.UNKNOWN_STATUS, Weight.ASSUMED, "All taken as active."
        session.findings.append(SourceFinding(code, weight, file, None, "status", extent, words))
    elif None not in stated and Status.ACTIVE not in stated:
        code, weight = FindingCode.ALL_INACTIVE, Weight.REFUSED
        session.findings.append(SourceFinding(code, weight, file, None, "status", extent))


def _note_days(session: ImportSession) -> None:
    """Report how many services were checked on the day stated by the editor."""
    services = session.sheets[Sheets.SERVICES]
    dated = sum("sources" in row.raws for row in services)
    if dated:
        file = next(iter(session.links.services.values())).file
        value, day = f"{dated} of {with_noun(len(services), 'service')}", session.checked_on or ""
        session.findings.append(
            SourceFinding(FindingCode.CHECKED_AS_SAID, Weight.ASSUMED, file, None, "", value, day)
        )


def _note_filters(session: ImportSession, left_out: Sequence[LeftOut]) -> None:
    """Report how many services each filter takes."""
    for one in count_filters(left_out):
        value = with_noun(one.services, "service")
        code, weight = FindingCode.FILTERED, Weight.NOTE
        session.findings.append(SourceFinding(code, weight, "", column=one.filter, value=value))


def _note_idle(session: ImportSession, details: Details) -> None:
    """Report how many organizations and places have no service that is shown."""
    owners = {owner.key for owner in details.owners.known.values()}
    idle = (
        (session.links.organizations, session.links.organizations.keys() - owners),
        (session.links.locations, session.links.locations.keys() - details.places.made.keys()),
    )
    for rows, keys in idle:
        files = Counter(rows[key].file for key in keys)
        session.note_rows(FindingCode.NOTHING_OFFERED, files)


def _note_unseen(session: ImportSession, details: Details) -> None:
    """Report how many rows of numbers and hours are faxes or belong to no service."""
    session.note_rows(FindingCode.FAX_LEFT_OUT, Counter(details.phones.faxes.values()))
    for parts in (details.phones.parts, details.hours.weekly, details.hours.days):
        session.note_rows(FindingCode.NOT_USED, parts.unseen(session))


def _draft(recognised: str, session: ImportSession, workbook_session: WorkbookSession) -> Draft:
    findings = session.findings
    # Only what is lost: the importers have reported the rest.
    findings += [one for one in workbook_session.notes.findings if one.weight in _LOST]
    records = sorted(workbook_session.records, key=lambda record: _ORDER.index(kind_of(record)))
    services = [record for record in records if isinstance(record, Service)]
    undated = services and not any(one.assured_date for one in services)
    if not services:
        words = explain_nothing(session.tables.seen, session.tables.rows)
        findings.append(SourceFinding(FindingCode.EMPTY_SOURCE, Weight.REFUSED, "", assumed=words))
    return Draft(
        recognised,
        records,
        findings=findings,
        counts=session.counts(),
        origins=_origins(session),
        first=(NOTHING_CHECKED,) if undated else (),
        rows=session.sheets,
    )


def _carry(draft: Draft, factory: Sequence[AnyRecord]) -> None:
    """Add what no foreign source has, and report it."""
    extra, dropped = records_to_carry(draft.records, factory)
    if extra:
        summary = kinds(tuple(Counter(map(kind_of, extra)).items()))
        code = FindingCode.FACTORY_CARRIED
        draft.findings.append(SourceFinding(code, Weight.NOTE, "", assumed=summary))
    if dropped:
        code, value = FindingCode.REFERENCE_DROPPED, f"{len(dropped)} services"
        draft.findings.append(SourceFinding(code, Weight.NOTE, "", value=value))
    draft.records += extra


def _origins(session: ImportSession) -> dict[tuple[str, str, str], Origin]:
    """Return where each record stands in the source, with the names of its file's columns."""
    headers = session.tables.headers
    return {
        (kind, key, ""): Origin(row.file, row.number, headers.get(row.file, {}))
        for (kind, key), row in session.rows.items()
    }


def stated_facts(session: ImportSession, details: Details) -> StatedFacts:
    """Return which of the services that are shown state each fact, and how many links live."""
    found: dict[ServiceFact, set[str]] = {fact: set() for fact in ServiceFact}
    keys = {id(row): key for key, row in session.links.services.items()}
    for (kind, made), row in session.rows.items():
        if kind == "service":
            for fact in _facts_of(session, details, keys[id(row)]):
                found[fact].add(made)
    links, live = _links(session)
    return StatedFacts({fact: frozenset(ids) for fact, ids in found.items()}, links, live)


def _facts_of(session: ImportSession, details: Details, key: str) -> set[ServiceFact]:
    row = session.links.services[key]
    owner = row.get("organization_id")
    locations = [location for _, location, _ in session.places_of.get(key, ())]
    places = [session.links.locations[one] for one in locations if one in session.links.locations]
    addresses = [part for one in locations for part in details.places.ids.addresses.get(one, ())]

    def has(parts: RowsByOwner, *columns: str) -> bool:
        rows = (one for level in parts.levels(session, key, owner) for one in level)
        return any(id(one) not in details.phones.faxes and one.get(*columns) for one in rows)

    organization = session.links.organizations.get(owner)
    stated = {
        ServiceFact.NUMBER: has(details.phones.parts, "number"),
        ServiceFact.SITUATION: bool(details.terms.of.get(key) or details.terms.situations.get(key))
        or not is_blank(row.get("keywords")),
        ServiceFact.CHECKED_ON: bool(row.get("assured_date")),
        ServiceFact.HOURS: has(details.hours.weekly, "opens_at", "hours", "description"),
        ServiceFact.STREET: any(one.get("address_1") for one in (*places, *addresses)),
        ServiceFact.LANGUAGES: has(details.parts["language"], "name", "code"),
        ServiceFact.COST: not is_blank(row.get("fees_description"))
        or has(details.parts["cost_option"], "option", "amount", "amount_description"),
        ServiceFact.PAGE: bool(row.get("url") or (organization and organization.get("url"))),
        ServiceFact.NAMES: True,
    }
    return {fact for fact, holds in stated.items() if holds}


def _links(session: ImportSession) -> tuple[int, int]:
    """Count the keys that name a row of a table of this source, and those that find one.

    What the source withholds or has twice is there.
    """
    links = session.links
    # Each row that was not kept names a service that is there.
    total = live = sum(rows.total() for rows in session.tables.unpicked.values())
    for entity, rows in session.tables.rows.items():
        for row in rows:
            for column in OWNERS:
                table = column.removesuffix("_id")
                if column not in row.cells or table == entity or not session.tables.of(table):
                    continue
                found, unknown = links.keys(row, column)
                total += len(found) + len(unknown)
                live += len(found) + sum(
                    (table, key) in links.kept_back or (table, key) in links.shared
                    for key in unknown
                )
    return total, live
