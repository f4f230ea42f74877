"""Ids of places: from the source's key or from the name, never from where the place is.

A published id must not give a hidden street away, also not to somebody who tries all streets of a
town; and it must be the same before and after the address is hidden, or no kiosk notices.
"""

from collections.abc import Callable, Iterator
from typing import Final

from kiosk.domain.place import WHERE_FIELDS
from kiosk.editor.importers.address_matcher import names_street
from kiosk.editor.importers.identity import fitted, is_uuid, made
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.links import PART
from kiosk.editor.importers.tables import NO_ID, TableRow
from kiosk.editor.parsers.text import blank, latin, plain

NAMELESS: Final = "place"
"""What the id of a place reads that has no name, or one that tells its street."""
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
        self.contents = self._apart()

    def of(self, key: str, organization: str) -> str:
        """The id of a location, whose services are those of an organization with this id."""
        content = self.contents.get(key)
        if content is None:
            return self.work.reserve("location", fitted(key), key)
        wanted = self._withdrawn(key, organization) or made(*content)
        return self.work.reserve("location", wanted, PART.join(content))

    def _withdrawn(self, key: str, organization: str) -> str:
        """The id that a place was withdrawn with while ids were made of addresses; empty if none.

        Without it the place would come back as another one.
        """
        if not self.work.withdrawn:
            return ""
        row = self.work.links.locations[key]
        name = row.get("name", "address_1") or NAMELESS
        lines = {latin(plain(line)) for line in self._lines(key)} | {""}
        former = [fitted(key), *(made(name, organization, line) for line in sorted(lines))]
        return next((each for each in former if each in self.work.withdrawn), "")

    def replaced(self, key: str) -> bool:
        """Whether the source has a key for a location that cannot be published."""
        return key in self.contents and not key.startswith(NO_ID)

    def _lasting(self, key: str) -> bool:
        """Whether a key can be published: it is the source's own, and no address."""
        if key.startswith(NO_ID) or PART in key:
            return False
        return is_uuid(key) or not names_street(key, *self._lines(key))

    def _lines(self, key: str) -> Iterator[str]:
        return (row.get("address_1") for row in self.addresses.get(key, ()))

    def _apart(self) -> dict[str, Content]:
        """What tells each place without a lasting key from all others.

        Its name and organization. Where that is not enough, or there is no name, the services
        there; and where that is not enough either, its place in the order of all these.
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
        if blank(name) or names_street(name, *self._lines(key), name=True):
            return (NAMELESS, self._owner(key), *self._services(key))
        return (name, self._owner(key))

    def _owner(self, key: str) -> str:
        """The organization of a place: its own, else the first one of its services."""
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
        """The lasting key of an organization or service, else its name where that can be told."""
        if not key.startswith(NO_ID):
            return key
        known = (
            self.work.links.organizations if table == "organization" else self.work.links.services
        )
        name = known[key].get("name")
        return "" if names_street(name, name=True) else name

    def _order(self, key: str) -> tuple[object, ...]:
        """Orders places of one content; flags, which come and go, have no part in it."""
        rows = (*self.addresses.get(key, ()), self.work.links.locations[key])
        return (sorted([row.get(name) for name in WHERE_FIELDS] for row in rows), key)


def _groups(contents: dict[str, Content], chosen: Callable[[Content], bool]) -> list[list[str]]:
    """The keys that share one of the chosen contents."""
    groups: dict[Content, list[str]] = {}
    for key, content in contents.items():
        if chosen(content):
            groups.setdefault(content, []).append(key)
    return [group for group in groups.values() if len(group) > 1]
