"""Map the organizations of services; a service without one gets its own."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from kiosk.editor.importers.address_matcher import HiddenAddresses
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.tables import NO_ID, TableRow
from kiosk.editor.importers.texts import name_of
from kiosk.editor.parsers.quiet_names import NEUTRAL
from kiosk.editor.parsers.urls import front_page, read_url
from kiosk.editor.publish.findings import FindingCode, Weight
from kiosk.editor.workbook.sheets import ORGANIZATIONS

_WORDLESS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Owner:
    """The organization of a service: id, name and page, the source's key, its row.

    If the source has none, the key is empty and the row is that of the service.
    """

    id: str
    name: str
    website: str | None
    key: str
    row: TableRow


@dataclass(slots=True)
class Owners:
    """Organizations mapped so far, by the source's key."""

    programs: dict[str, TableRow]
    hidden: HiddenAddresses
    known: dict[str, Owner] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def of_service(
        self, work: ImportSession, service: str, row: TableRow, name: str
    ) -> Owner | None:
        """Return the owner of a service; ``None`` if flags withhold the owner."""
        found, unknown = work.links.keys(row, "organization_id")
        if any(("organization", key) in work.links.kept_back for key in unknown):
            return None
        if len(found) > 1:
            code = FindingCode.SEVERAL_KEYS
            work.find(row, code, Weight.ASSUMED, "organization_id", row.get("organization_id"))
        key = next(iter((*found, *self._around(work, service, row))), "")
        if key and key not in self.known:
            self.known[key] = self._read(work, key, name)
        return self.known[key] if key else self._alone(work, row, name)

    def _around(self, work: ImportSession, service: str, row: TableRow) -> list[str]:
        """Return the organizations of the service's program and of its places."""
        rows = [self.programs[key] for key in [row.get("program_id")] if key in self.programs]
        for _, location, _ in work.places_of.get(service, ()):
            rows.append(work.links.locations[location])
        return [key for each in rows for key in work.links.keys(each, "organization_id")[0]]

    def _read(self, work: ImportSession, key: str, service: str) -> Owner:
        row = work.links.organizations[key]
        name = name_of(work, row, "name", "alternate_name")
        if not name:
            name = service
            work.find(row, FindingCode.NO_ORGANIZATION, Weight.ASSUMED, "name", "", name)
        name = self._safe(work, row, name)
        page = read_site(work, row, self.hidden)
        return Owner(work.id_for("organization", key, name), name, page, key, row)

    def _safe(self, work: ImportSession, row: TableRow, name: str) -> str:
        """Return the name, or a neutral one if it reveals a hidden address."""
        if not self.hidden.mentions(name):
            return name
        work.find(row, FindingCode.NAME_TELLS, Weight.ASSUMED, "name", name, NEUTRAL)
        return NEUTRAL

    def _alone(self, work: ImportSession, row: TableRow, name: str) -> Owner:
        """Make an organization with the name of the service."""
        name = self._safe(work, row, name)
        work.find(
            row,
            FindingCode.NO_ORGANIZATION,
            Weight.ASSUMED,
            "organization_id",
            row.get("organization_id"),
            name,
        )
        key = f"{NO_ID}{name}"
        if key not in self.known:
            self.known[key] = Owner(work.id_for("organization", key, name), name, None, "", row)
        return self.known[key]

    def keep(self, work: ImportSession, owner: Owner) -> None:
        """Add the row of an owner, once."""
        if owner.id not in self.kept:
            self.kept.add(owner.id)
            table = "organization" if owner.key else "service"
            values = {"id": owner.id, "name": owner.name, "website": owner.website}
            work.keep(ORGANIZATIONS, owner.row, table, **values)


def read_site(work: ImportSession, row: TableRow, hidden: HiddenAddresses) -> str | None:
    """Return the web address of a row without a hidden address; findings report changes.

    If the path reveals such an address, the result is the front page of its host.
    """
    raw = row.get("url")
    reading = read_url(raw)
    for problem in reading.problems:
        read = reading.url is not None
        code = FindingCode.CELL_MENDED if read else FindingCode.UNREAD_CELL
        weight = Weight.ASSUMED if read else Weight.LEFT_OUT
        work.find(row, code, weight, "url", raw, reading.words(problem))
    url = reading.url
    if url is None or not hidden.mentions(_WORDLESS.sub(" ", unquote(url))):
        return url
    note = "Its front page alone: the rest tells an address that is not shown."
    work.find(row, FindingCode.CELL_MENDED, Weight.ASSUMED, "url", raw, note)
    root = front_page(url)
    return None if hidden.mentions(_WORDLESS.sub(" ", root)) else root
