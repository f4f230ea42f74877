"""Find owners whose addresses and numbers are withheld, by a flag or by their texts."""

from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.links import flags
from kiosk.editor.importers.source_tables import TableRow
from kiosk.editor.importers.taxonomy import Terms
from kiosk.editor.parsers.homes import home_column
from kiosk.editor.parsers.places import calls_place_secret

Owner = tuple[str, str]
"""A table, or a column that names one, and a key in it."""
_TEXTS: Final = (
    *("name", "alternate_name", "description", "alert", "application_process"),
    *("eligibility_description", "audience"),
)
"""Columns that may call the place secret."""
_WITHHELD: Final = "This says that the place is secret, so none of its addresses is shown."


def private_owners(
    session: ImportSession, terms: Terms
) -> tuple[frozenset[Owner], frozenset[Owner]]:
    """Return owners that withhold addresses, and those whose own row withholds some numbers.

    If a text of a service, its program, organization or link calls a place secret, all places of
    the service are withheld: the text rarely says which one. The same holds for homes, recognised
    by words, terms or a column.
    """
    private: set[Owner] = set()
    flagged: set[Owner] = set()
    links = session.links
    tables = (
        ("organization", links.organizations),
        ("service", links.services),
        ("location", links.locations),
    )
    for entity, rows in tables:
        for key, row in rows.items():
            own = flags(row)
            if own.private_phones:
                flagged.add((f"{entity}_id", key))
            if own.private_address:
                private.add((entity, key))
    secrecy = _Secrecy(session)
    for service, places in session.places_of.items():
        around = list(secrecy.around(service))
        whole = any(owner in private or secrecy.of(owner, row) for owner, row in around)
        home = _home_column(session, terms, service, around)
        for key, location, link in places:
            secret = secrecy.of(("service_at_location", key), link)
            if whole or home or secret or flags(link).private_address:
                private.add(("location", location))
        if home:
            row = links.services[service]
            session.homes.add(service)
            session.find(row, FindingCode.HOME_HIDDEN, Weight.LEFT_OUT, home, row.get("name"))
    private |= {
        ("organization", key)
        for key, row in links.organizations.items()
        if secrecy.of(("organization", key), row)
    }
    secrecy.note()
    return frozenset(private), frozenset(flagged)


def _home_column(
    session: ImportSession, terms: Terms, service: str, around: Iterable[tuple[Owner, TableRow]]
) -> str:
    """Return the column that makes a service or one of its places a home; empty if none does.

    For an organization only the name counts: its other work says nothing about this service.
    """
    codes = terms.situations.get(service, {})
    paths = (path for ways in terms.of.get(service, ()) for path in ways)
    found = [
        home_column({"name": row.get("name")})
        if kind == "organization"
        else home_column(row.cells, (), codes)
        for (kind, _), row in around
    ]
    found.append(home_column({}, paths))
    for _, location, link in session.places_of[service]:
        found.append(home_column(session.links.locations[location].cells, (), codes))
        found.append(home_column(link.cells))
    return next(filter(None, found), "")


class _Secrecy:
    """Finds rows that call a place secret; each is read once."""

    def __init__(self, session: ImportSession) -> None:
        self.work = session
        self.programs = {
            row.get("id"): row for row in session.tables.of("program") if "id" in row.cells
        }
        self.columns: dict[Owner, str] = {}
        self.rows: dict[Owner, TableRow] = {}

    def around(self, service: str) -> Iterator[tuple[Owner, TableRow]]:
        """Yield a service, its program, and the organizations of both."""
        row = self.work.links.services[service]
        rows = [row]
        yield ("service", service), row
        if (key := row.get("program_id")) in self.programs:
            rows.append(self.programs[key])
            yield ("program", key), self.programs[key]
        for each in rows:
            for key in self.work.links.keys(each, "organization_id")[0]:
                yield ("organization", key), self.work.links.organizations[key]

    def of(self, owner: Owner, row: TableRow) -> bool:
        """Return True if the row of ``owner`` calls a place secret."""
        if owner not in self.columns:
            self.rows[owner] = row
            self.columns[owner] = _secret_column(row)
        return bool(self.columns[owner])

    def note(self) -> None:
        """Report each such row without its words, which may name the place."""
        code = FindingCode.ADDRESS_NOT_SHOWN
        for owner, column in self.columns.items():
            if column:
                self.work.find(self.rows[owner], code, Weight.LEFT_OUT, column, assumed=_WITHHELD)


def _secret_column(row: TableRow) -> str:
    """Return the column of a row that calls a place secret; empty if none does."""
    return next((name for name in _TEXTS if calls_place_secret(row.get(name))), "")
