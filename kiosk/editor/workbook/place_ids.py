"""Match rows without an id to published places."""

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from kiosk.domain.records import AnyRecord, Location
from kiosk.editor.workbook.rows import SheetRow, is_shown
from kiosk.editor.workbook.text import fit


def places_before(rows: Sequence[SheetRow], previous: Iterable[AnyRecord]) -> dict[Hashable, str]:
    """Map row numbers to the ids published last. A place is identified by organization and street.

    A published hidden place has no street any more: it matches the remaining row, first among those
    that stay hidden. If the numbers of rows and places differ, no match is made. Ids without a row
    are included too.
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
    unmatched: dict[str, list[SheetRow]] = {}
    for row in rows:
        if "id" in row.values:
            continue
        organization, street = row.values["organization_id"], row.values.get("address_1")
        if match := free.pop((organization, street), None):
            found[row.number] = match
        else:
            unmatched.setdefault(organization, []).append(row)
    for organization, ids in nowhere.items():
        found |= _paired(sorted(ids, key=_creation_order), unmatched.get(organization, ()))
    return found


def maybe_withdrawn(
    rows: Sequence[SheetRow], before: Mapping[Hashable, str], withdrawn: Collection[str]
) -> list[SheetRow]:
    """Return rows that would show a place which may be ``withdrawn``.

    Only the id of a withdrawn place is known. A row of its organization without an id, at an
    unpublished street, may be new, or the very one that nobody has deleted.
    """
    gone = {*withdrawn} - {row.values.get("id") for row in rows}
    return [
        row
        for row in rows
        if "id" not in row.values
        and is_shown(row)
        and (row.values["organization_id"], row.values.get("address_1")) not in before
        and any(_made_for(row.values["organization_id"], withdrawn_id) for withdrawn_id in gone)
    ]


def _made_for(organization: str, made: str) -> bool:
    """Return True if an id was made for a place of an organization."""
    tail = re.search(r"\.\d{1,9}$", made)
    return tail is not None and fit(organization, tail[0]) == made


def _paired(ids: Sequence[str], rows: Sequence[SheetRow]) -> dict[Hashable, str]:
    """Pair row numbers with their former ids, in order; empty if ambiguous."""
    hidden = [row for row in rows if not is_shown(row)]
    same = next((some for some in (hidden, rows) if len(some) == len(ids)), ())
    return {row.number: former for row, former in zip(same, ids, strict=False)}


def _creation_order(made: str) -> tuple[int, str]:
    """Sort made ids in the order of their creation."""
    number = re.search(r"\.(\d{1,9})$", made)
    return (int(number[1]) if number else 0, made)
