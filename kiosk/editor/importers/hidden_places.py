"""Whose addresses and numbers are kept back: by a flag, or by what a service says of its place."""

from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.links import flags
from kiosk.editor.importers.tables import TableRow
from kiosk.editor.importers.taxonomy import Terms
from kiosk.editor.parsers.homes import home_column
from kiosk.editor.parsers.places import names_hidden_place
from kiosk.editor.publish.findings import FindingCode, Weight

Owner = tuple[str, str]
"""A table, or a column that names one, and a key of it."""
_TEXTS: Final = (
    *("name", "alternate_name", "description", "alert", "application_process"),
    *("eligibility_description", "audience"),
)
"""Columns that may say that the place is secret."""
_TOLD: Final = "This says that the place is secret, so none of its addresses is shown."


def private_owners(work: ImportSession, terms: Terms) -> tuple[frozenset[Owner], frozenset[Owner]]:
    """Owners that keep addresses back, and those whose own row keeps some numbers back.

    A service, its program, its organization or its link to a place keeps back the addresses of all
    its places where any of their texts says that one is secret: the text seldom says which. So do
    those that are a home, by their words, their terms or a column.
    """
    private: set[Owner] = set()
    flagged: set[Owner] = set()
    links = work.links
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
    telling = _Telling(work)
    for service, places in work.places_of.items():
        around = list(telling.around(service))
        whole = any(owner in private or telling.of(owner, row) for owner, row in around)
        home = _home_column(work, terms, service, around)
        for key, location, link in places:
            said = telling.of(("service_at_location", key), link)
            if whole or home or said or flags(link).private_address:
                private.add(("location", location))
        if home:
            row = links.services[service]
            work.homes.add(service)
            work.find(row, FindingCode.HOME_HIDDEN, Weight.LEFT_OUT, home, row.get("name"))
    private |= {
        ("organization", key)
        for key, row in links.organizations.items()
        if telling.of(("organization", key), row)
    }
    telling.note()
    return frozenset(private), frozenset(flagged)


def _home_column(
    work: ImportSession, terms: Terms, service: str, around: Iterable[tuple[Owner, TableRow]]
) -> str:
    """The column that makes a service or one of its places a home; empty where none does.

    Of an organization the name alone counts: its other work says nothing of this service.
    """
    said = (path for ways in terms.of.get(service, ()) for path in ways)
    found = [
        home_column({"name": row.get("name")} if kind == "organization" else row.cells)
        for (kind, _), row in around
    ]
    found.append(home_column({}, said))
    for _, location, link in work.places_of[service]:
        found += [home_column(work.links.locations[location].cells), home_column(link.cells)]
    return next(filter(None, found), "")


class _Telling:
    """Which rows say that a place is secret; each is read once."""

    def __init__(self, work: ImportSession) -> None:
        self.work = work
        self.programs = {
            row.get("id"): row for row in work.tables.of("program") if "id" in row.cells
        }
        self.columns: dict[Owner, str] = {}
        self.rows: dict[Owner, TableRow] = {}

    def around(self, service: str) -> Iterator[tuple[Owner, TableRow]]:
        """A service, its program, and the organizations of both."""
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
        """Whether the row of ``owner`` says it."""
        if owner not in self.columns:
            self.rows[owner] = row
            self.columns[owner] = _telling(row)
        return bool(self.columns[owner])

    def note(self) -> None:
        """A finding at each row that says it, without its words: they may say where."""
        code = FindingCode.ADDRESS_NOT_SHOWN
        for owner, column in self.columns.items():
            if column:
                self.work.find(self.rows[owner], code, Weight.LEFT_OUT, column, assumed=_TOLD)


def _telling(row: TableRow) -> str:
    """The column of a row that says that a place is secret; empty if none does."""
    return next((name for name in _TEXTS if names_hidden_place(row.get(name))), "")
