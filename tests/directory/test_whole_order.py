"""Windows of lists against the whole order, computed from the records without a database."""
# ruff: noqa: S311 - directories and questions are drawn with a seed

import datetime as dt
import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.directory.answers import BANDS_KM
from kiosk.directory.builder import build
from kiosk.directory.facets import language_keys, stated_languages
from kiosk.directory.repository import open_directory
from kiosk.domain.access_route import is_day_and_night
from kiosk.domain.answer_order import (
    fit_of,
    home_county,
    reach_of,
    refused_choices,
    stated_choices,
    who_of,
)
from kiosk.domain.filters import Filter
from kiosk.domain.freshness import CALL_FIRST_DAYS
from kiosk.domain.place import KM_PER_DEGREE
from kiosk.domain.queries import Answer, AnswerGroup, AnswersPage, AnswersQuery
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Audience,
    Cost,
    Document,
    Location,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Situation,
    Start,
    Tile,
    Weekday,
)
from kiosk.domain.schedule import OpenState, opening
from tests.directory.answering import HERE, MONDAY

CODES = ("eat_today", "food_home", "baby")
GROUPS = (Audience.WOMEN, Audience.YOUNG)
TILES = (
    Tile(id="food.eat", need=Need.FOOD, order=1, label="Eat", icon="food", codes=CODES[:2]),
    Tile(
        id="food.baby",
        need=Need.FOOD,
        order=2,
        label="Baby",
        icon="bottle",
        codes=CODES[2:],
        who=GROUPS,
    ),
    Tile(
        id="food.call",
        need=Need.FOOD,
        order=3,
        label="Call",
        icon="talk",
        codes=CODES[:1],
        lines=True,
    ),
)


@dataclass
class Known:
    """One service with all that its place in a list depends on."""

    service: Service
    phones: list[Phone]
    places: list[Location]
    hours: list[Schedule]


def drawn(chance: random.Random, number: int) -> Known:
    """A service with few values for each field, so that many parts are equal."""
    name = f"s{number:03}"

    def maybe(*values: object) -> tuple[object, ...]:
        return tuple(chance.sample(values, chance.randrange(len(values) + 1)))

    service = Service(
        id=name,
        organization_id="office",
        name=name,
        quiet_name="Place",
        phrase="Food",
        categories=(Need.FOOD,),
        importance=chance.randrange(3),
        situations=tuple(Situation(code=code, fit=chance.randint(1, 3)) for code in maybe(*CODES)),  # type: ignore[arg-type]
        audience=maybe(Audience.WOMEN, Audience.MEN, Audience.YOUNG, Audience.ANYONE),  # type: ignore[arg-type]
        languages=maybe("en", "es", "zh"),  # type: ignore[arg-type]
        interpreter=chance.choice([None, None, True]),
        id_needed=chance.choice([None, True, False]),
        children=chance.choice([None, True, False]),
        bring=maybe(Document.PHOTO_ID, Document.NOTHING),  # type: ignore[arg-type]
        cost=maybe(Cost.FREE, Cost.FEE),  # type: ignore[arg-type]
        start=maybe(Start.WALK_IN, Start.TEXT),  # type: ignore[arg-type]
        minimum_age=chance.choice([None, None, 12, 18]),
        maximum_age=chance.choice([None, None, 17, 24]),
        service_area=chance.choice([None, "Yolo County", "Sacramento County", "Sacramento County"]),
        helpline=chance.random() < 0.2,
        report_line=chance.random() < 0.1,
        assured_date=chance.choice([None, dt.date(2026, 11, 1), dt.date(2024, 1, 1)]),
        valid_until=chance.choice([None, None, None, dt.date(2026, 11, 29), dt.date(2026, 12, 31)]),
    )
    days = chance.choice([(), tuple(Weekday), tuple(Weekday), tuple(Weekday)[:1], (Weekday.SA,)])
    opens = chance.choice([("00:00", "24:00"), ("09:00", "15:00"), ("18:00", "03:00")])
    bounds = chance.choice(
        [{}, {}, {"valid_from": dt.date(2026, 12, 3)}, {"valid_to": dt.date(2026, 12, 3)}]
    )
    hours = [
        Schedule(
            id=f"{name}.h",
            service_id=name,
            byday=days,
            opens_at=opens[0],
            closes_at=opens[1],
            **bounds,  # type: ignore[arg-type]
        )
    ]
    if chance.random() < 0.1:
        closed = MONDAY.date()
        hours.append(
            Schedule(
                id=f"{name}.c", service_id=name, closed=True, valid_from=closed, valid_to=closed
            )
        )
    places = [
        Location(
            id=f"{name}.p{one}",
            organization_id="office",
            address_visibility=AddressVisibility.PUBLIC,
            address_1="1 First St",
            latitude=HERE.latitude + chance.choice([0.001, 0.03, 0.1, 0.6]),
            longitude=HERE.longitude,
        )
        for one in range(chance.choice([0, 1, 1, 2]))
    ]
    phones = [Phone(id=f"{name}.n", service_id=name, number="+19165550100")]
    return Known(service, phones[: chance.randrange(2)], places, hours if days else [])


class Oracle:
    """Lists in plain Python: the whole key of each service, sorted."""

    def __init__(self, known: list[Known]) -> None:
        self.known = known
        self.home = home_county(one.service for one in known)

    def usual(self, one: Known, now: dt.datetime | None) -> int:
        if now is None or not one.hours:
            return 1
        return 0 if opening(one.hours, now).state is OpenState.OPEN else 2

    def fresh(self, one: Known, now: dt.datetime) -> bool:
        checked = one.service.assured_date
        if one.service.helpline or is_day_and_night(one.service, one.hours):
            return True
        return checked is not None and (now.date() - checked).days <= CALL_FIRST_DAYS

    def said(self, one: Known, now: dt.datetime | None) -> int:
        return self.usual(one, now) if now and self.fresh(one, now) else 1

    def band(self, one: Known) -> int:
        if not one.places:
            return 2
        metres = min(abs((p.latitude or 0) - HERE.latitude) * KM_PER_DEGREE for p in one.places)
        return sum(metres > band for band in BANDS_KM)

    def silent(self, one: Known, language: str) -> bool:
        stated = stated_languages(one.service, one.phones)
        return language != "en" and not stated & {*language_keys(language)}

    def group(self, one: Known, query: AnswersQuery) -> AnswerGroup:
        yes = stated_choices(one.service, one.phones)
        if query.now is None:
            yes |= {Filter.OPEN_NOW}
        elif self.fresh(one, query.now):
            usual = self.usual(one, query.now)
            if Filter.OPEN_NOW in query.choices and usual == 2:
                return AnswerGroup.NO
            yes |= {Filter.OPEN_NOW} if usual == 0 else set()
        if not self.silent(one, query.language):
            yes |= {Filter.MY_LANGUAGE}
        return AnswerGroup.YES if query.choices <= yes else AnswerGroup.UNKNOWN

    def page(self, query: AnswersQuery) -> AnswersPage:
        tile = next(tile for tile in TILES if tile.id == query.tile)
        keyed, called, refused = [], [], []
        for one in self.known:
            service = one.service
            fit = fit_of(service, tile.codes)
            ended = query.today and service.valid_until and service.valid_until < query.today
            if ended or (fit > 3 and service.situations):
                continue
            always = service.helpline and is_day_and_night(service, one.hours)
            follows = always and not tile.lines
            who = who_of(service, tile.who, self.home)
            reach = reach_of(service, one.phones, one.places)
            group = self.group(one, query)
            said = self.said(one, query.now)
            further = 2 if follows else int(fit > 2)
            rest = (
                int(tile.lines and not service.helpline and fit <= 2),
                fit + (reach == 2),
                who,
                reach,
                self.silent(one, query.language),
                said,
                self.band(one) if query.origin else 0,
                len(service.situations),
                service.importance,
                service.id,
            )
            state = {0: True, 1: None, 2: False}[said]
            answer = Answer(service.id, fit, group, state, further > 0)
            if follows and fit <= 2 - service.report_line and who <= bool(tile.who):
                called.append((rest, service.id))
            keyed.append((further, [*AnswerGroup].index(group), rest, answer, one))
        call = tuple(service_id for _, service_id in sorted(called)[:2])
        keyed = [row for row in sorted(keyed, key=lambda row: row[:3]) if row[3].id not in call]
        refused = [row for row in keyed if refused_choices(row[4].service) & query.choices]
        listed = [row for row in keyed if row not in refused]
        groups = [row[3].group for row in listed]
        shown = tuple(
            replace(row[3], group=AnswerGroup.NO) if query.refusing else row[3]
            for row in (refused if query.refusing else listed)
        )
        return AnswersPage(
            call=call,
            answers=shown,
            yes=groups.count(AnswerGroup.YES),
            unknown=groups.count(AnswerGroup.UNKNOWN),
            no=groups.count(AnswerGroup.NO),
            refused=len(refused),
            lines=len(call) + sum(row[4].service.helpline for row in listed),
            known=frozenset(c for c in Filter if any(self.yes(r[4], c, query) for r in keyed)),
            unstated=frozenset(c for c in query.choices if self.open(listed, c, query)),
        )

    def yes(self, one: Known, choice: Filter, query: AnswersQuery) -> bool:
        if choice is Filter.MY_LANGUAGE:
            return not self.silent(one, query.language)
        if choice is Filter.OPEN_NOW:
            return self.said(one, query.now) == 0
        return choice in stated_choices(one.service, one.phones)

    def open(self, listed: list, choice: Filter, query: AnswersQuery) -> bool:  # type: ignore[type-arg]
        if choice is Filter.OPEN_NOW:
            return any(self.said(row[4], query.now) == 1 for row in listed)
        return any(not self.yes(row[4], choice, query) for row in listed)


@pytest.mark.rotating
@pytest.mark.parametrize("seed", range(16))
def test_each_window_is_a_piece_of_the_whole_order(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    known = [drawn(chance, number) for number in range(chance.choice([20, 60, 300]))]
    records: list[AnyRecord] = [Organization(id="office", name="Office"), *TILES]
    for one in known:
        records += (one.service, *one.phones, *one.places, *one.hours)
        records += [
            ServiceAtLocation(id=f"{place.id}.at", service_id=one.service.id, location_id=place.id)
            for place in one.places
        ]
    build(records, tmp_path / "drawn.db")
    oracle = Oracle(known)
    with open_directory(tmp_path / "drawn.db") as directory:
        for _ in range(60):
            query = AnswersQuery(
                chance.choice(["en", "es", "zh-Hans", "ar"]),
                Need.FOOD,
                chance.choice(TILES).id,
                choices=frozenset(chance.sample([*Filter], chance.choice([0, 0, 1, 2, 3]))),
                now=chance.choice([None, MONDAY, MONDAY + dt.timedelta(hours=5, days=5)]),
                origin=chance.choice([None, HERE]),
                today=chance.choice([None, MONDAY.date()]),
                refusing=chance.random() < 0.1,
            )
            whole = oracle.page(query)
            offset, limit = chance.choice([0, 0, 3, 40]), chance.choice([4, 20, 1000])
            window = whole.answers[offset : offset + limit]
            expected = replace(whole, answers=window, offset=offset)
            assert directory.answers_to(query, offset, limit) == expected, query
