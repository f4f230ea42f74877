"""Count what an export states, before any rule decides what visitors will see."""

from kiosk.editor.importers.import_session import ImportSession, RowsByOwner
from kiosk.editor.importers.services import Details
from kiosk.editor.importers.tables import OWNERS
from kiosk.editor.parsers.text import is_blank
from kiosk.editor.publish.findings import ServiceFact, StatedFacts


def stated_facts(work: ImportSession, details: Details) -> StatedFacts:
    """Return which of the services that are shown state each fact, and how many links live."""
    found: dict[ServiceFact, set[str]] = {fact: set() for fact in ServiceFact}
    keys = {id(row): key for key, row in work.links.services.items()}
    for (kind, made), row in work.rows.items():
        if kind == "service":
            for fact in _facts_of(work, details, keys[id(row)]):
                found[fact].add(made)
    links, live = _links(work)
    return StatedFacts({fact: frozenset(ids) for fact, ids in found.items()}, links, live)


def _facts_of(work: ImportSession, details: Details, key: str) -> set[ServiceFact]:
    row = work.links.services[key]
    owner = row.get("organization_id")
    locations = [location for _, location, _ in work.places_of.get(key, ())]
    places = [work.links.locations[one] for one in locations if one in work.links.locations]
    addresses = [part for one in locations for part in details.places.ids.addresses.get(one, ())]

    def has(parts: RowsByOwner, *columns: str) -> bool:
        rows = (one for level in parts.levels(work, key, owner) for one in level)
        return any(id(one) not in details.phones.faxes and one.get(*columns) for one in rows)

    organization = work.links.organizations.get(owner)
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


def _links(work: ImportSession) -> tuple[int, int]:
    """Count the keys that name a row of a table of this source, and those that find one.

    What the source withholds or has twice is there.
    """
    links = work.links
    # Each row that was not kept names a service that is there.
    total = live = sum(rows.total() for rows in work.tables.unpicked.values())
    for entity, rows in work.tables.rows.items():
        for row in rows:
            for column in OWNERS:
                table = column.removesuffix("_id")
                if column not in row.cells or table == entity or not work.tables.of(table):
                    continue
                found, unknown = links.keys(row, column)
                total += len(found) + len(unknown)
                live += len(found) + sum(
                    (table, key) in links.kept_back or (table, key) in links.shared
                    for key in unknown
                )
    return total, live
