"""State shared by the mapping functions: linked rows, findings, ids, counts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kiosk.domain.discretion import fold
from kiosk.editor.findings import FindingCode, SourceFinding, TableCount, Weight
from kiosk.editor.fitting.categories import Categories
from kiosk.editor.importers.identity import digest, id_from_content, id_from_key
from kiosk.editor.importers.links import NO_FLAGS, PART, Links, flags, is_active
from kiosk.editor.importers.source_tables import NO_ID, OWNERS, TableRow, Tables
from kiosk.editor.parsers.phone_labels import KnownNames, NumberHold, hold_of, is_personal_label
from kiosk.editor.workbook.sheet_columns import Sheets, WorkbookSheet
from kiosk.editor.workbook.sheet_rows import SheetRow
from kiosk.editor.workbook.typed_rows import DIRECTORY, KINDS, typed_row

_NAMED: Final = {
    "organization": ("name", "alternate_name"),
    "program": ("name",),
    "service": ("name", "alternate_name"),
    "location": ("name", "alternate_name", "city"),
    "address": ("city", "region"),
    "service_area": ("name",),
}
"""Columns with names other than those of persons."""


@dataclass(slots=True)
class ImportSession:
    """One source while it is mapped to records."""

    tables: Tables
    links: Links
    categories: Categories
    region: str
    public_addresses: bool
    withdrawn: frozenset[str] = frozenset()
    """Ids of withdrawn places."""
    checked_on: str | None = None
    """Date stated by the editor for records without a check date."""
    findings: list[SourceFinding] = field(default_factory=list)
    sheets: dict[Sheets, list[SheetRow]] = field(
        default_factory=lambda: {sheet.title: [] for sheet in DIRECTORY}
    )
    """Rows made so far, unread."""
    made: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Records that a file's rows of one table become: (file, table, kind)."""
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    """Ids given for each kind, and the source's key of each."""
    places_of: dict[str, list[tuple[str, str, TableRow]]] = field(default_factory=dict)
    """Links of each service: key, location, row."""
    homes: set[str] = field(default_factory=set)
    """Keys of services whose places are homes."""
    seen: set[int] = field(default_factory=set)
    """Identities of the rows of numbers and hours that were read for a service."""
    rows: dict[tuple[str, str], TableRow] = field(default_factory=dict)
    """Row of the source that each row was made from, by kind and id."""
    people: Counter[str] = field(default_factory=Counter)
    """Rows left out because they are about a person, by file."""
    _called: KnownNames | None = None
    _contacts: frozenset[str] = frozenset()
    _persons: dict[str, bool] = field(default_factory=dict)
    """Checked labels, and whether each is a person's."""

    def __post_init__(self) -> None:
        for key, (service, location, row) in self.links.places.items():
            self.places_of.setdefault(service, []).append((key, location, row))

    def is_person(self, label: str) -> bool:
        """Return True if a label is a person's: a contact of the source, or a name by its shape."""
        if self._called is None:
            self._called = KnownNames.of(
                row.get(column)
                for table, columns in _NAMED.items()
                for row in self.tables.of(table)
                for column in columns
            )
            self._contacts = frozenset(fold(row.get("name")) for row in self.tables.of("contact"))
        if label not in self._persons:
            contact = bool(label) and fold(label) in self._contacts
            self._persons[label] = contact or is_personal_label(label, self._called)
        return self._persons[label]

    def hold(self, row: TableRow) -> NumberHold | None:
        """Return why the words of a row hold its number."""
        cells = (row.get("number"), row.get("type"), row.get("description"))
        return hold_of(*cells, self.is_person)

    def find(  # noqa: PLR0917 - has the parameters of the finding it makes
        self,
        row: TableRow,
        code: FindingCode,
        weight: Weight,
        column: str = "",
        value: str = "",
        assumed: str = "",
    ) -> None:
        """Add a finding at a row."""
        self.findings.append(row.finding(code, weight, column, value, assumed))

    def note_rows(self, code: FindingCode, files: Mapping[str, int]) -> None:
        """Report for each file the number of rows concerned."""
        for file, count in sorted(files.items()):
            summary = f"{count} rows" if count != 1 else "1 row"
            self.findings.append(SourceFinding(code, Weight.NOTE, file, value=summary))

    def keep(self, sheet: WorkbookSheet, row: TableRow, table: str, **values: Any) -> None:
        """Add a row of ``sheet``, made from a row of ``table``; ``values`` by key of the column."""
        self.sheets[sheet.title].append(typed_row(sheet, row.file, row.number, values))
        kind = KINDS[sheet.title]
        self.rows[kind, values["id"]] = row
        self.made[row.file, table, kind] += 1

    def id_for(self, kind: str, key: str, *content: str) -> str:
        """Return a unique id for a row: from its key, else from ``content``."""
        lasting = bool(key) and not key.startswith(NO_ID) and PART not in key
        return self.reserve(kind, id_from_key(key) if lasting else id_from_content(*content), key)

    def reserve(self, kind: str, wanted: str, key: str) -> str:
        """Return ``wanted``, or a longer id if another key of the kind has it already."""
        given = self.ids.setdefault(kind, {})
        if given.setdefault(wanted, key) == key:
            return wanted
        longer = f"{wanted[:50]}-{digest(wanted, key)}"
        given.setdefault(longer, key)
        return longer

    def counts(self) -> list[TableCount]:
        """Return rows and records of every table of the source."""
        counts = []
        for name, (entity, rows) in self.tables.files.items():
            file = name.removesuffix(f": {entity}")
            kinds: Counter[str] = Counter()
            for (where, table, kind), count in sorted(self.made.items()):
                # A file counts all records made from its rows; an array in JSON counts those of its
                # table.
                if where == file and (name == file or table == entity):
                    kinds[kind] += count
            counts.append(TableCount(name, rows, dict(kinds)))
        return counts


@dataclass(slots=True)
class RowsByOwner:
    """Rows of one table by owner: column of the owner, then its key."""

    by: dict[str, dict[str, list[TableRow]]] = field(
        default_factory=lambda: {column: {} for column in OWNERS}
    )

    def of(self, column: str, key: str) -> Sequence[TableRow]:
        """Return the rows of one owner."""
        return self.by[column].get(key, ())

    def unseen(self, session: ImportSession) -> Counter[str]:
        """Count by file the rows read for no service: theirs is not shown, or nearer rows exist."""
        rows = {
            id(row): row.file
            for owned in self.by.values()
            for some in owned.values()
            for row in some
        }
        return Counter(file for row, file in rows.items() if row not in session.seen)

    def own(self, session: ImportSession, service: str) -> list[TableRow]:
        """Return the rows of a service itself and of its links to places."""
        rows = list(self.of("service_id", service))
        for link, _, _ in session.places_of.get(service, ()):
            rows += self.of("service_at_location_id", link)
        return rows

    def levels(
        self, session: ImportSession, service: str, organization: str
    ) -> Iterator[list[TableRow]]:
        """Yield the rows for a service by level: its own, its places', its organization's."""
        yield self.own(session, service)
        rows: list[TableRow] = []
        for _, location, _ in session.places_of.get(service, ()):
            rows += self.of("location_id", location)
        yield rows
        yield list(self.of("organization_id", organization))


def parts_of(session: ImportSession, table: str) -> RowsByOwner:
    """Group the rows of a table by owner, without rows about people and hidden rows."""
    parts = RowsByOwner()
    phone = table == "phone"
    for row in session.tables.of(table):
        own = flags(row)
        held = session.hold(row) if phone else None
        if row.get("contact_id") or own.private_contact:
            session.people[row.file] += 1
        elif own.inactive or not is_active(row):
            session.find(row, FindingCode.NOT_ACTIVE, Weight.LEFT_OUT)
        elif own.hidden_record or held is NumberHold.PRIVATE or (phone and own != NO_FLAGS):
            session.find(row, FindingCode.MARKED_PRIVATE, Weight.LEFT_OUT)
        elif held:
            column = "description" if row.get("description") else "type"
            note_person(session, row, column, row.get(column))
        else:
            column, keys = session.links.owners(row, any_level=phone)
            for key in keys:
                parts.by[column].setdefault(key, []).append(row)
    return parts


def note_person(session: ImportSession, row: TableRow, column: str, label: str) -> None:
    """Report that a number was left out because its label is a person's name."""
    session.find(row, FindingCode.PERSON_NUMBER, Weight.LEFT_OUT, column, label)


def is_private_number(session: ImportSession, row: TableRow) -> bool:
    """Return True if a row keeps its number private, by a flag or in words."""
    return flags(row) != NO_FLAGS or session.hold(row) is NumberHold.PRIVATE
