"""Visibility of addresses: which are shown, which become hidden."""

from collections.abc import Iterable

from kiosk.domain.records import AddressVisibility, AnyRecord, Location


def is_hidden(location: Location) -> bool:
    """True if no visitor may see the location's address."""
    return location.address_visibility is AddressVisibility.HIDDEN


def hidden_places(old: Iterable[AnyRecord], new: Iterable[AnyRecord]) -> frozenset[str]:
    """Return the ids of locations whose address ``old`` shows and ``new`` hides."""
    return _places(old, hidden=False) & _places(new, hidden=True)


def newly_hidden(
    old: Iterable[AnyRecord], factory: Iterable[AnyRecord], new: Iterable[AnyRecord]
) -> frozenset[str]:
    """Return the ids of locations that ``new`` is the first to hide."""
    shown = hidden_places(old, new) | hidden_places(factory, new)
    return shown - _places(old, hidden=True)


def _places(records: Iterable[AnyRecord], *, hidden: bool) -> frozenset[str]:
    return frozenset(
        one.id for one in records if isinstance(one, Location) and is_hidden(one) is hidden
    )
