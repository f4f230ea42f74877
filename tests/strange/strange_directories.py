"""Makes a lawful directory from a seed, as strange as the rules of content allow.

``strange(7)`` is the same directory in every run. Each draws its size, and for most things whether
nobody, somebody or everybody has them: numbers, places, hours, questions, texts, languages.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from kiosk.domain.checks import TRANSLATABLE, check_records, guide_places, kind_of, source_texts
from kiosk.domain.content_rules import check_content, guarded_lines
from kiosk.domain.helplines import ALWAYS_SHOWN, ANCHORS, Helpline
from kiosk.domain.language import OFFERED, SPOKEN
from kiosk.domain.records import (
    Access,
    AddressVisibility,
    AnyRecord,
    Audience,
    AwarenessCard,
    Cost,
    Document,
    Figure,
    Guide,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    PhoneUse,
    PlaceShow,
    Referrer,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Situation,
    Start,
    Status,
    Tile,
    Translation,
    Weekday,
)
from kiosk.domain.situations import SITUATIONS, Question
from kiosk.domain.syncfile import HelplineFile
from kiosk.domain.text import source_hash
from tests.long_runs import DAY, FULL
from tests.strange.strange_draws import (
    LEAD,
    LONG_TEXT,
    PHRASE,
    QUIET,
    SHORT_TEXT,
    StrangeDraws,
    factory,
    labels,
)

SIZES = (*[(1, 24)] * 5, *[(25, 200)] * 4, (201, 400))
TODAY = dt.date(2026, 11, 24)
_TIMES = (
    *(("00:00", "24:00"), ("00:00", "24:00"), ("09:00", "17:00")),
    *(("22:00", "06:00"), ("08:00", "08:00"), ("23:59", "24:00")),
)


def seeds_of_the_day(by_day: int, by_night: int) -> range:
    """The seeds of ``KIOSK_DAY``: others each day, more in a long run."""
    first = DAY * 10_000
    return range(first, first + (by_night if FULL else by_day))


@dataclass(frozen=True)
class Strange:
    """A directory, the helplines that are signed with it, and the languages of its texts."""

    seed: int
    records: tuple[AnyRecord, ...]
    helplines: HelplineFile
    languages: tuple[str, ...]
    unseen: frozenset[str]

    @property
    def services(self) -> tuple[Service, ...]:
        """All of them, the withdrawn ones too."""
        return tuple(one for one in self.records if isinstance(one, Service))


class _Maker(StrangeDraws):
    """Draws the records of one directory."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        others = [tag for tag in OFFERED if tag != "en"]
        amount = self.one((0, 0, 1, 2, 4))
        self.languages = tuple(self.chance.sample(others, amount))
        if self.chance.random() < 0.1:
            self.languages = tuple(self.chance.sample(("ar", "fa", "prs", "ps"), 2))
        self._codes = self.chance.sample(SITUATIONS, self.one((0, 1, 3, 12, len(SITUATIONS))))
        self._needs = self.one(([self.one([*Need])], [*Need], [*Need]))

    # --- records ------------------------------------------------------------------------------

    def size(self) -> int:
        """Half of all directories have fewer than 25 services, a tenth more than 200."""
        return self.chance.randint(*self.one(SIZES))

    def records(self) -> Iterator[AnyRecord]:
        size = self.size()
        owners = [f"o{number}" for number in range(self.one((1, 1 + size // 5, size)))]
        for owner in owners:
            self.begin(owner)
            yield Organization(
                id=owner, name=self.text(SHORT_TEXT), website=self.maybe("website", self.page())
            )
        alone = self.chance.random() < 0.08
        for number in range(size):
            key = f"s{number:03}"
            self.begin(key)
            service = self.service(key, self.one(owners))
            if alone:
                service = replace(service, status=Status.DEFUNCT if number else Status.ACTIVE)
            yield service
            yield from self.around(service)
        yield from self.shared([f"s{number:03}" for number in range(size)])

    def service(self, key: str, owner: str) -> Service:
        gone = self.has("gone") and self.has("gone")
        codes = self.some(self._codes, 6) if self.has("situations") else ()
        youngest, oldest = sorted(self.chance.randint(0, 120) for _ in range(2))
        return Service(
            id=key,
            organization_id=owner,
            name=self.text(SHORT_TEXT),
            quiet_name=self.quiet(),
            phrase=self.text(PHRASE),
            categories=self.some(self._needs) or (self._needs[0],),
            importance=self.one((1, 500_000, self.chance.randint(1, 1_000_000))),
            status=self.one([*Status]) if gone else Status.ACTIVE,
            description=self.maybe("description", self.long()),
            audience=self.some([*Audience], 6) if self.has("audience") else (),
            minimum_age=self.maybe("age", youngest),
            maximum_age=self.maybe("age", oldest),
            service_area=self.maybe("area", self.text(SHORT_TEXT)),
            any_immigration_status=self.one((None, True, False)),
            start=self.some([*Start], 9) if self.has("start") else (),
            referral_by=self.some([*Referrer], 8) if self.has("referral") else (),
            bring=self.some([*Document], 10) if self.has("bring") else (),
            id_needed=self.maybe("id", self.one((True, False))),
            cost=self.some([*Cost], 6) if self.has("cost") else (),
            languages=self.some([one.tag for one in SPOKEN], 20) if self.has("spoken") else (),
            interpreter=self.maybe("interpreter", self.one((True, False))),
            accessibility=self.some([*Access]) if self.has("access") else (),
            pets=self.maybe("pets", self.one((True, False))),
            children=self.maybe("children", self.one((True, False))),
            url=self.maybe("url", self.page()),
            chat_url=self.maybe("chat", self.page()),
            helpline=self.has("helpline"),
            law_enforcement=self.has("police") and self.has("police"),
            report_line=self.has("report") and self.has("report"),
            part_of_prosecution=self.has("court") and self.has("court"),
            must_report=self.has("must"),
            room_line=self.has("room") and self.has("room"),
            situations=tuple(Situation(code=one, fit=self.chance.randint(1, 3)) for one in codes),
            confirmed=self.has("confirmed"),
            assured_date=self.maybe("assured", self.one((TODAY, self.day(2019, 2024, 2026)))),
            valid_until=self.maybe("ends", self.day(2025, 2027)) if self.has("ends") else None,
        )

    def around(self, service: Service) -> Iterator[AnyRecord]:
        """The numbers, hours and places of a service."""
        key, numbers = service.id, list[str]()
        self.begin(f"around {key}")
        amounts = (
            self.one((1, 1, 2, 6)) if self.has("numbers") else 0,
            self.one((1, 2, 7, 20)) if self.has("hours") else 0,
            self.one((1, 1, 2, 30)) if self.has("places") else 0,
        )
        for at in range(amounts[0]):
            numbers.append(f"{key}.p{at}")
            yield self.phone(numbers[-1], key)
        for at in range(amounts[1]):
            yield self.hours(f"{key}.h{at}", key, numbers)
        for at in range(amounts[2]):
            yield self.place(f"{key}.l{at}", service.organization_id)
            yield ServiceAtLocation(id=f"{key}.a{at}", service_id=key, location_id=f"{key}.l{at}")

    def phone(self, key: str, service: str) -> Phone:
        self.begin(key)
        kind = self.one([*PhoneType]) if self.has("odd numbers") else PhoneType.VOICE
        exchange = self.one((200, 444, 555, 867))
        number = f"+1916{exchange}{self.chance.randint(0, 9999):04}"
        if kind is PhoneType.TEXT and self.has("codes"):
            number = self.one(("741741", "88788", "20121"))
        return Phone(
            id=key,
            service_id=service,
            number=number,
            type=kind,
            use=self.one([*PhoneUse]),
            extension=self.maybe("extension", self.one(("1", "12345678"))),
            press=self.maybe("press", self.one(("2", "2,1,#,*"))),
            keyword=self.one(("HOME", "ABUSE", "W" * 16)) if kind is PhoneType.TEXT else None,
            languages=self.some([one.tag for one in SPOKEN], 12) if self.has("answers") else (),
            any_language=self.maybe("any", self.one((True, False))),
        )

    def hours(self, key: str, service: str, numbers: Sequence[str]) -> Schedule:
        self.begin(key)
        opens, closes = self.one(
            (
                ("00:00", "24:00"),
                ("09:00", "17:00"),
                ("22:00", "06:00"),
                ("08:00", "08:00"),
                ("23:59", "24:00"),
            )
        )
        first = self.maybe("seasons", self.day(2025, 2026, 2027))
        closed = first is not None and self.has("closed") and self.has("closed")
        last = first + dt.timedelta(self.chance.randint(0, 90)) if first else None
        line = self.one(numbers) if numbers and self.has("own hours") else None
        return Schedule(
            id=key,
            service_id=service,
            phone_id=line,
            byday=() if closed else (self.some([*Weekday], 7) or tuple(Weekday)),
            opens_at=None if closed else opens,
            closes_at=None if closed else closes,
            valid_from=first,
            valid_to=last,
            closed=closed,
            assured_hours=self.maybe("assured", self.one((TODAY, self.day(2019, 2025)))),
        )

    def place(self, key: str, owner: str) -> Location:
        self.begin(key)
        if not self.has("public"):
            return Location(id=key, organization_id=owner)
        near = self.has("points")
        return Location(
            id=key,
            organization_id=owner,
            address_visibility=AddressVisibility.PUBLIC,
            address_1=self.maybe("street", self.text(SHORT_TEXT)),
            address_2=self.maybe("floor", self.text(SHORT_TEXT)),
            city=self.maybe("city", self.text(SHORT_TEXT)),
            state_province=self.maybe("state", "CA"),
            postal_code=self.maybe("zip", self.one(("95814", "00000", "K1A 0B1"))),
            latitude=self.one((38.58, 38.7, -90.0)) if near else None,
            longitude=self.one((-121.49, -121.3, 180.0)) if near else None,
            accessibility=self.some([*Access]),
            transportation=self.maybe("bus", self.text(SHORT_TEXT)),
            show=self.maybe("show", self.one([*PlaceShow])),
        )

    def later(self, records: Sequence[AnyRecord]) -> Iterator[AnyRecord]:
        """The records with fields that came later, drawn for themselves."""
        lines = [one.id for one in records if isinstance(one, Service) and one.helpline]
        places = [place for one in records if isinstance(one, Guide) for place in guide_places(one)]
        for record in records:
            self.begin(f"later {record.id}")
            match record:
                case Service():
                    yield replace(
                        record,
                        lead=self.maybe("lead", self.text(LEAD)),
                        say=self.maybe("say", self.text(LEAD)),
                        answers=self.some([*Question], 16) if self.has("answered") else (),
                        referral_line=self.maybe("sent by", self.one(lines)) if lines else None,
                    )
                case Tile():
                    own = record.guide if record.guide in places else None
                    drawn = self.has("tile guides") and bool(places)
                    yield replace(record, guide=self.one(places) if drawn else own)
                case AwarenessCard():
                    yield replace(record, night=self.has("night"))
                case _:
                    yield record

    # --- what belongs to no service -----------------------------------------------------------

    def shared(self, services: Sequence[str]) -> Iterator[AnyRecord]:
        """Questions, guides, cards, search words: those of the factory, as far as there are any."""
        self.begin("shared")
        every = factory()
        guides = [one for one in every[Guide] if self.has("guides")]
        yield from (one for one in every[Tile] if self.has("tiles") or self.has("tiles"))
        yield from (one for one in every[Figure] if self.has("figures"))
        yield from (one for one in every[AwarenessCard] if self.has("cards"))
        for guide in guides:
            yield replace(guide, service_ids=self.some(services, 5))
        known = {guide.id for guide in guides}
        for word in every[SearchWord]:
            if word.language in ("en", *self.languages) and self.has("words"):
                ids = tuple(one for one in word.guide_ids if one in known)
                of = self.some(services, 2) if word.service_ids else ()
                if ids or of or word.needs:
                    yield replace(word, service_ids=of, guide_ids=ids)

    def translations(self, records: Sequence[AnyRecord]) -> Iterator[Translation]:
        """Texts in the languages of this directory; those of the factory where it has them."""
        own = {(kind_of(one), one.id) for one in records}
        for one in factory()[Translation]:
            if one.language in self.languages and (one.entity, one.entity_id) in own:
                yield one
        self.begin("translations")
        limits = {
            "name": SHORT_TEXT,
            "quiet_name": QUIET,
            "phrase": PHRASE,
            "lead": PHRASE,
            "say": PHRASE,
        }
        for record in records:
            if not isinstance(record, Service | Organization):
                continue
            for field, text in source_texts(record).items():
                for tag in self.languages:
                    if self.has("texts") and field in TRANSLATABLE[kind_of(record)]:
                        yield Translation(
                            id=f"{record.id}.{tag.lower()}.{field}",
                            entity=kind_of(record),
                            entity_id=record.id,
                            field=field,
                            language=tag,
                            text=self.foreign(tag, limits.get(field, LONG_TEXT), field),
                            source_hash=source_hash(text),
                            reviewed=self.has("read"),
                        )

    def foreign(self, tag: str, limit: int, field: str) -> str:
        """A text in another language; a quiet name is one word that tells nothing."""
        words = labels(tag)
        if field == "quiet_name":
            return self.one(words)
        return self.text(limit, words).strip() or words[0]

    def lines(self) -> tuple[Helpline, ...]:
        """The lines of ``helplines.json``: none, compiled-in ones, some out of service, more."""
        self.begin("lines")
        lines = list(self.one(((), ANCHORS)))
        if self.has("out"):
            lines = [replace(one, out_of_service=one.id not in ALWAYS_SHOWN) for one in lines]
        for number in range(self.one((0, 0, 1, 5))):
            lines.append(
                Helpline(
                    id=f"own-{number}",
                    name=self.text(SHORT_TEXT),
                    quiet_name=self.quiet(),
                    phrase=self.text(PHRASE),
                    number=f"+1916442{number:04}",
                    languages=self.some([one.tag for one in SPOKEN]),
                    any_language=self.one((None, True, False)),
                    text_number=self.maybe("codes", "741741"),
                    text_keyword=self.maybe("codes", "HOME"),
                    always_open=self.one((None, True, False)),
                    law_enforcement=self.has("police"),
                )
            )
        return tuple(lines)


_DROPPED = Guide | AwarenessCard | SearchWord | Translation | Figure
"""What is left out where the rest makes it unlawful: a guide that names a number, say.

A question whose guide is left out stays without it.
"""


@cache
def strange(seed: int) -> Strange:
    """The directory of a seed. The rules of content accept it."""
    maker = _Maker(seed)
    records: list[AnyRecord] = [*maker.later([*maker.records()])]
    records += maker.translations(records)
    lines = maker.lines()
    for _ in range(4):
        helplines = HelplineFile(helplines=lines, guarded=guarded_lines(records))
        broken = {(one.kind, one.id) for one in check_content(records, helplines, ())}
        broken |= {(one.kind, one.id) for one in check_records(records) if one.code.fatal}
        if not broken:
            break
        records = [
            replace(one, guide=None)
            if isinstance(one, Tile) and ("tile", one.id) in broken
            else one
            for one in records
            if (kind_of(one), one.id) not in broken or not isinstance(one, _DROPPED)
        ]
    assert not broken, f"seed {seed} is not lawful: {sorted(broken)[:5]}"
    maker.begin("unseen")
    ids = [one.id for one in records if isinstance(one, Service)]
    unseen = frozenset(maker.some(ids, len(ids)) if maker.has("unseen") else ())
    return Strange(seed, tuple(records), helplines, maker.languages, unseen)
