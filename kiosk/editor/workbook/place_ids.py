"""Which published place a row without an id is."""

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from kiosk.domain.records import AnyRecord, Location
from kiosk.editor.workbook.rows import SheetRow, is_shown
from kiosk.editor.workbook.text import fit


def places_before(rows: Sequence[SheetRow], previous: Iterable[AnyRecord]) -> dict[Hashable, str]:
    """The ids published last, by number of the row that each belongs to.

    A place is known by its organization and street. A published one that is hidden has no street
    any more: it is the row that is left, of those that stay hidden before any other. Where more or
    fewer rows are left than places, nobody can tell. Ids that belong to no row are there too.
    """
    given = {row.values["id"] for row in rows if "id" in row.values}
    streets: dict[Hashable, list[str]] = {}
    nowhere: dict[str, list[str]] = {}
    for one in previous:
        if isinstance(one, Location) and one.id not in given:
            if one.address_1:
                streets.setdefault((one.organization_id, one.address_1), []).append(one.id)
            else:
                nowhere.setdefault(one.organization_id, []).append(one.id)
    found = {place: ids[0] for place, ids in streets.items() if len(ids) == 1}
    free = dict(found)
    left: dict[str, list[SheetRow]] = {}
    for row in rows:
        if "id" in row.values:
            continue
        organization, street = row.values["organization_id"], row.values.get("address_1")
        if made := free.pop((organization, street), None):
            found[row.number] = made
        else:
            left.setdefault(organization, []).append(row)
    for organization, ids in nowhere.items():
        found |= _paired(sorted(ids, key=_counted), left.get(organization, ()))
    return found


def maybe_withdrawn(
    rows: Sequence[SheetRow], before: Mapping[Hashable, str], withdrawn: Collection[str]
) -> list[SheetRow]:
    """The rows that would show a place which may be one of those ``withdrawn``.

    Nothing is kept of a withdrawn place but its id. A row of its organization that has none, at a
    street that is not published, may be new, or the very one that nobody has deleted.
    """
    gone = {*withdrawn} - {row.values.get("id") for row in rows}
    return [
        row
        for row in rows
        if "id" not in row.values
        and is_shown(row)
        and (row.values["organization_id"], row.values.get("address_1")) not in before
        and any(_made_for(row.values["organization_id"], made) for made in gone)
    ]


def _made_for(organization: str, made: str) -> bool:
    """Whether an id was made for a place of an organization."""
    tail = re.search(r"\.\d{1,9}$", made)
    return tail is not None and fit(organization, tail[0]) == made


def _paired(ids: Sequence[str], rows: Sequence[SheetRow]) -> dict[Hashable, str]:
    """Numbers of rows and the ids they had, in order; empty where it cannot be told."""
    hidden = [row for row in rows if not is_shown(row)]
    same = next((some for some in (hidden, rows) if len(some) == len(ids)), ())
    return {row.number: made for row, made in zip(same, ids, strict=False)}


def _counted(made: str) -> tuple[int, str]:
    """Made ids in the order in which they were made."""
    number = re.search(r"\.(\d{1,9})$", made)
    return (int(number[1]) if number else 0, made)
