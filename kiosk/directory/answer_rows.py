"""The rows of the tables of tiles and answers: what is known before anyone asks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from kiosk.directory.record_index import RecordIndex
from kiosk.domain.access_route import is_day_and_night
from kiosk.domain.answer_order import (
    DOES,
    MADE,
    fit_of,
    home_county,
    reach_of,
    refused_choices,
    stated_choices,
    who_of,
)
from kiosk.domain.filters import Filter
from kiosk.domain.records import Audience, Need, PhoneType, Service, Tile

Row = Sequence[object]
_AnswerRow = tuple[str, int, int, int, int, int, int, int]
_BITS: Final = {choice: 1 << position for position, choice in enumerate(Filter)}
UNREACHABLE: Final = 2
"""The reach of a service without number, public street and referrer."""


def choice_bits(choices: Iterable[Filter]) -> int:
    """Return choices as bits of one integer."""
    return sum(_BITS[choice] for choice in {*choices})


class _Subject(msgspec.Struct, frozen=True):
    """A list: a tile, or all services of a need. ``lines``: helplines are answers to it."""

    id: str
    codes: frozenset[str]
    groups: frozenset[Audience]
    lines: bool


class AnswerRows:
    """Rows of the answers to each tile and each need."""

    def __init__(self, content: RecordIndex) -> None:
        self._content = content
        phones, hours, places = content.phones_of, content.hours_of, content.places_of
        services = content.services.values()
        self._home = home_county(services)
        self._reach = {one.id: reach_of(one, phones[one.id], places[one.id]) for one in services}
        self._written = {one.id: stated_choices(one, phones[one.id]) for one in services}
        self._always = {
            one.id for one in services if one.helpline and is_day_and_night(one, hours[one.id])
        }
        self._only_texts = {
            one.id
            for one in services
            if {phone.type for phone in phones[one.id]} == {PhoneType.TEXT}
        }
        self._of_code: dict[str, list[Service]] = defaultdict(list)
        self._of_need: dict[Need, list[Service]] = defaultdict(list)
        self._unsorted: dict[Need, list[Service]] = defaultdict(list)
        for service in services:
            for code in {one.code for one in service.situations}:
                self._of_code[code].append(service)
            for need in {*service.categories}:
                self._of_need[need].append(service)
                if not service.situations:
                    self._unsorted[need].append(service)

    def of_service(self, service: Service) -> tuple[int, int, int, int, int, int]:
        """Return helpline, choices, refusals, who, reach and breadth of a service."""
        return (
            int(service.helpline),
            choice_bits(self._written[service.id]),
            choice_bits(refused_choices(service)),
            who_of(service, (), self._home),
            self._reach[service.id],
            len(service.situations),
        )

    def tables(self) -> Iterator[tuple[str, Iterable[Row]]]:
        """Yield (table, rows) of tiles and answers."""
        tiles: list[Row] = []
        answers: list[_AnswerRow] = []
        of_need: dict[Need, list[Tile]] = defaultdict(list)
        for tile in self._content.tiles:
            rows = self._tile_rows(tile)
            given = sum(fit <= DOES and not further for _, _, fit, further, *_ in rows)
            if not given:
                continue
            of_need[tile.need].append(tile)
            record = msgspec.json.encode(tile).decode()
            tiles.append((len(tiles) + 1, tile.id, tile.need.value, given, record))
            answers += rows
        for need in Need:
            answers += self._need_rows(need, of_need[need])
        yield "tile", tiles
        yield "answer", sorted(answers)

    def _tile_rows(self, tile: Tile) -> list[_AnswerRow]:
        subject = _Subject(tile.id, frozenset(tile.codes), frozenset(tile.who), tile.lines)
        listed = {one.id: one for code in tile.codes for one in self._of_code[code]}
        listed |= {one.id: one for one in self._unsorted[tile.need]}
        return [self._row(subject, service) for service in listed.values()]

    def _need_rows(self, need: Need, tiles: Sequence[Tile]) -> Iterator[_AnswerRow]:
        """Yield the whole list of a need: each service with its best fit to any of the tiles."""
        named = [frozenset(tile.who) for tile in tiles]
        subject = _Subject(
            id=need.value,
            codes=frozenset(code for tile in tiles for code in tile.codes),
            groups=frozenset().union(*named) if all(named) else frozenset(),
            lines=2 * sum(tile.lines for tile in tiles) > len(tiles),
        )
        listed = {one.id: one for one in self._of_need[need]}
        if need is Need.OKAY:  # mostly guides have this need: its services are those of its tiles
            listed |= {one.id: one for code in subject.codes for one in self._of_code[code]}
        for service in listed.values():
            yield self._row(subject, service, may_call=False)

    def _row(self, subject: _Subject, service: Service, *, may_call: bool = True) -> _AnswerRow:
        """Return one row of the table ``answer``.

        ``further`` is 1 for what leads there or is not sorted, 2 for a day-and-night line that
        follows the places. ``kind`` puts lines before places where lines are answers. ``rank`` is
        the fit, one worse without any way to reach the service. ``call`` marks a line that the
        call block may show; one that takes reports only where it is made for that.
        """
        fit = fit_of(service, subject.codes)
        who = who_of(service, subject.groups, self._home)
        reports = service.report_line and fit > MADE
        waits = service.id in self._always and not reports
        follows = waits and not subject.lines
        may_call = (
            may_call
            and follows
            and service.id not in self._only_texts
            and fit <= DOES
            and who <= (1 if subject.groups else 0)
            and service.id not in self._content.unseen
            and not (reports or service.law_enforcement)
        )
        return (
            subject.id,
            self._content.service_keys[service.id],
            fit,
            2 if follows else int(fit > DOES),
            int(subject.lines and not service.helpline and fit <= DOES),
            fit + (self._reach[service.id] == UNREACHABLE),
            who,
            int(may_call),
        )
