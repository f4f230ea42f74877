"""Assign ids of places: from the source's key or the name, never from the address.

A published id must not reveal a hidden street, not even to somebody who tries all streets of a
town. It must stay the same when the address becomes hidden, or no kiosk would notice.
"""

from collections.abc import Callable, Iterator
from typing import Final

from kiosk.domain.place import WHERE_FIELDS
from kiosk.editor.importers.address_matcher import reveals_street
from kiosk.editor.importers.identity import id_from_content, id_from_key, is_uuid
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.links import PART
from kiosk.editor.importers.tables import NO_ID, TableRow
from kiosk.editor.parsers.text import is_blank, keep_latin, to_plain_text

NAMELESS: Final = "place"
"""Readable part of the id of a place without a name, or with a name that reveals its street."""
Content = tuple[str, ...]


class PlaceIds:
    """The ids of all locations of a source, by the source's key."""

    def __init__(self, work: ImportSession) -> None:
        self.work = work
        self.addresses: dict[str, list[TableRow]] = {}
        for row in work.tables.of("address"):
            self.addresses.setdefault(row.get("location_id"), []).append(row)
        self.services: dict[str, list[str]] = {}
        for service, places in work.places_of.items():
            for _, location, _ in places:
                self.services.setdefault(location, []).append(service)
        self.contents = self._distinct_contents()

    def of(self, key: str, organization: str) -> str:
        """Return the id of a location; its services belong to the organization with this id."""
        content = self.contents.get(key)
        if content is None:
            return self.work.reserve("location", id_from_key(key), key)
        wanted = self._withdrawn(key, organization) or id_from_content(*content)
        return self.work.reserve("location", wanted, PART.join(content))

    def _withdrawn(self, key: str, organization: str) -> str:
        """Return the id with which a place was withdrawn when ids came from addresses, else empty.

        Without it the place would return under another id.
        """
        if not self.work.withdrawn:
            return ""
        row = self.work.links.locations[key]
        name = row.get("name", "address_1") or NAMELESS
        lines = {keep_latin(to_plain_text(line)) for line in self._lines(key)} | {""}
        former = [
            id_from_key(key),
            *(id_from_content(name, organization, line) for line in sorted(lines)),
        ]
        return next((each for each in former if each in self.work.withdrawn), "")

    def replaced(self, key: str) -> bool:
        """Return True if the source's key of a location cannot be published."""
        return key in self.contents and not key.startswith(NO_ID)

    def _lasting(self, key: str) -> bool:
        """Return True if a key can be published: it is the source's own, and no address."""
        if key.startswith(NO_ID) or PART in key:
            return False
        return is_uuid(key) or not reveals_street(key, *self._lines(key))

    def _lines(self, key: str) -> Iterator[str]:
        return (row.get("address_1") for row in self.addresses.get(key, ()))

    def _distinct_contents(self) -> dict[str, Content]:
        """Return content that distinguishes each place without a lasting key.

        Name and organization come first. If they are not enough, or there is no name, the services
        are added; if those are not enough either, a number in sorted order.
        """
        keys = [key for key in self.work.links.locations if not self._lasting(key)]
        contents = {key: self._named(key) for key in keys}
        for group in _groups(contents, lambda content: len(content) == len(("name", "owner"))):
            contents |= {key: (*contents[key], *self._services(key)) for key in group}
        for group in _groups(contents, lambda _: True):
            for number, key in enumerate(sorted(group, key=self._order)):
                contents[key] += (str(number),) if number else ()
        return contents

    def _named(self, key: str) -> Content:
        name = self.work.links.locations[key].get("name")
        if is_blank(name) or reveals_street(name, *self._lines(key), name=True):
            return (NAMELESS, self._owner(key), *self._services(key))
        return (name, self._owner(key))

    def _owner(self, key: str) -> str:
        """Return the organization of a place: its own, else the first of its services."""
        links = self.work.links
        rows = [links.locations[key], *(links.services[one] for one in self.services.get(key, ()))]
        found = ([self._word("organization", one) for one in self._owners(row)] for row in rows)
        own = next(found)
        return min(own or [word for words in found for word in words], default="")

    def _owners(self, row: TableRow) -> list[str]:
        return self.work.links.keys(row, "organization_id")[0]

    def _services(self, key: str) -> Content:
        return tuple(sorted(self._word("service", one) for one in self.services.get(key, ())))

    def _word(self, table: str, key: str) -> str:
        """Return the lasting key of an organization or service, else a publishable name."""
        if not key.startswith(NO_ID):
            return key
        known = (
            self.work.links.organizations if table == "organization" else self.work.links.services
        )
        name = known[key].get("name")
        return "" if reveals_street(name, name=True) else name

    def _order(self, key: str) -> tuple[object, ...]:
        """Return a sort key for places with equal content; flags change often and are ignored."""
        rows = (*self.addresses.get(key, ()), self.work.links.locations[key])
        return (sorted([row.get(name) for name in WHERE_FIELDS] for row in rows), key)


def _groups(contents: dict[str, Content], chosen: Callable[[Content], bool]) -> list[list[str]]:
    """Group the keys that share one of the chosen contents."""
    groups: dict[Content, list[str]] = {}
    for key, content in contents.items():
        if chosen(content):
            groups.setdefault(content, []).append(key)
    return [group for group in groups.values() if len(group) > 1]
