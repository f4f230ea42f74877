"""The answers of a list by what she does: one act each, in groups that say once what all share.

The data of a service decide its act, never its name or how many there are. Groups stand in the
order of their best answer, and inside in that of the list. Nothing unknown is said of a group.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from kiosk.domain.access_route import line_rows, open_location_rows
from kiosk.domain.freshness import HoursCertainty, hours_confirmed, year_of
from kiosk.domain.place import Coordinates
from kiosk.domain.records import Audience, Phone, Referrer, Schedule, Service, Start
from kiosk.domain.schedule import Opening, OpenState, never_closes, opening, today_hours
from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.i18n.messages import N_, NP_, Message
from kiosk.presentation import field_words
from kiosk.presentation.describe import Description
from kiosk.presentation.fact_views import age_words
from kiosk.presentation.first_step import first_action
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.list_views import GroupView, IconWords, ResultView
from kiosk.presentation.open_state import open_state
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.views import StateTone
from kiosk.presentation.way import straight_line
from kiosk.presentation.week import WITH_ITS_NIGHT

LINE_211, ADULT, LEADS_ON = "line-211", 18, 3
"""The line, an age, and the fit from which on a service only leads to help, or is not sorted."""


class Act(StrEnum):
    """What she does, in the order in which the first one that holds is taken."""

    NOW = "now"
    SENT = "sent"
    GO = "go"
    CALL = "call"
    LOOK = "look"
    STAFF = "staff"
    FURTHER = "further"


class ActHours(StrEnum):
    """What is known of the hours of an act at this moment."""

    ALWAYS = "always"
    OPEN = "open"
    USUAL = "usual"
    OLD = "old"
    SHUT = "shut"
    UNKNOWN = "unknown"


# TRANSLATORS: Heads over cards of a list: what to do, in a few words.
SENDS, ASK_WHO = N_("211 sends you here"), N_("Ask who sends you")
GO, GO_NOW, GO_LATER = N_("Go yourself"), N_("Go now"), N_("Go when it opens")
CALL, CALL_LATER = N_("Call and ask"), N_("Call when they open")
LOOK, STAFF = N_("Look on the web"), N_("Ask the staff here")
# TRANSLATORS: A head over cards of services that do not help themselves, but know who does.
FURTHER: Final = N_("They can point you further")
# TRANSLATORS: Under a head: what is true of all cards below it. Each is one short sentence.
ROOM, HIDDEN = N_("Ask if there is room."), N_("Address not shown.")
NO_HOURS, SOME_TIMES = N_("No hours written down."), N_("No time shown: ask.")
YEAR, YEARS = N_("Hours from {year}."), N_("Hours from {first} to {last}.")
CALL_BEFORE, CHECKED = N_("Call first."), N_("Hours checked by phone.")
ALL_CALLED, ALL_CHECKED = N_("All hours checked by phone."), N_("All hours checked this season.")
# TRANSLATORS: Beside the title of a list. {day} is a weekday: "Sunday, 2 am."
DAY_TIME, MOST_SHUT = N_("{day}, {time}."), N_("Most are closed now.")
# TRANSLATORS: At the end of a card: a number that answers at this moment, day and night.
NOW: Final = NP_("on a card", "now")
ADULTS, WEBSITE = N_("Adults"), N_("Website")

ICONS: Final = {
    **dict.fromkeys((Audience.FAMILIES, Audience.PARENTS, Audience.CHILDREN), "family"),
    **dict.fromkeys((Audience.YOUNG, Audience.FOSTER_YOUTH), "young"),
    **dict.fromkeys((Audience.WOMEN, Audience.MEN), "person"),
    **dict.fromkeys((Audience.IMMIGRANTS, Audience.REFUGEES), "passport"),
    Audience.PREGNANT: "baby",
    Audience.OLDER: "chair",
    Audience.DISABLED: "wheelchair",
    Audience.DEAF: "videophone",
    Audience.FARM_WORKERS: "leaf",
    Audience.WORKERS: "work",
}
ACT_ICONS: Final = dict(zip(Act, ("phone", "bed", "walk", "phone", "web", "bell"), strict=False))


class Sender(msgspec.Struct, frozen=True):
    """Who sends people somewhere, and the id of the line that does; empty if none is listed."""

    who: Referrer | None = None
    line: str = ""


NOBODY: Final = Sender()


class Reach(msgspec.Struct, frozen=True):
    """What she does to reach a service, and what is known of the hours of that.

    ``year`` is that of old hours, ``called``: a person confirmed them; ``home``: a hidden shelter.
    """

    act: Act
    rows: tuple[Schedule, ...] = ()
    hours: ActHours = ActHours.UNKNOWN
    opening: Opening = Opening(OpenState.UNKNOWN)
    line: Phone | None = None
    sender: Sender = NOBODY
    year: int | None = None
    called: bool = False
    home: bool = False

    @property
    def tone(self) -> StateTone:
        """Return whether it is open now by hours that may be promised, or opens later."""
        if self.hours in {ActHours.ALWAYS, ActHours.OPEN}:
            return StateTone.OPEN
        return StateTone.LATER if self.hours is ActHours.SHUT else StateTone.UNKNOWN


class Senders(msgspec.Struct, frozen=True):
    """Who can send her: ``called`` are the lines of the call block; ``numbers`` by line."""

    called: frozenset[str] = frozenset()
    numbers: Mapping[str, str] = msgspec.field(default_factory=dict)

    def of(self, service: Service) -> Sender:
        """Return who sends people to a service: one in the call block, else the first."""
        lines = {who: LINE_211 if who is Referrer.LINE_211 else "" for who in service.referral_by}
        others = [who for who in lines if who is not Referrer.LINE_211]
        if others and service.referral_line in self.numbers:
            lines[others[0]] = service.referral_line or ""
        known = [
            Sender(who, line)
            for who, line in lines.items()
            if who is not Referrer.LINE_211 or line in self.numbers
        ]
        return next((one for one in known if one.line in self.called), next(iter(known), NOBODY))


# --- one card -------------------------------------------------------------------------------------


def reach_of(facts: ServiceFacts, senders: Senders) -> Reach:
    """Return what she does to reach a service: the first act that holds."""
    service, rows = facts.listing.service, facts.listing.schedules
    line, place = facts.offer.line, facts.place
    sender = senders.of(service)
    theirs = {"211", senders.numbers.get(sender.line)}
    own = [one for one in facts.listing.phones if one.number not in theirs]
    if service.referral_by and not own and place is None:
        return _reach(facts, Act.SENT, facts.hours, None, sender)
    if line is not None:
        called = _reach(facts, Act.CALL, line_rows(rows, line), line)
        if called.tone is StateTone.OPEN:
            return msgspec.structs.replace(called, act=Act.NOW)
    if place is not None and (Start.WALK_IN in service.start or line is None):
        return _reach(facts, Act.GO, open_location_rows(rows), line)
    if line is not None:
        return called
    return _reach(facts, Act.LOOK if facts.host else Act.STAFF, facts.hours, None)


def _reach(
    facts: ServiceFacts,
    act: Act,
    rows: Sequence[Schedule],
    line: Phone | None,
    sender: Sender = NOBODY,
) -> Reach:
    service, state = facts.listing.service, opening(rows, facts.context.time.local)
    hours, confirmed = _hours(facts, rows, state), hours_confirmed(rows)
    old = hours is not ActHours.UNKNOWN and facts.age.hours is not HoursCertainty.PLAIN
    written = confirmed.year if confirmed else year_of(service.assured_date, service.sources)
    year, called = written if old else None, service.confirmed
    return Reach(act, tuple(rows), hours, state, line, sender, year, called, facts.hidden_home)


def _hours(facts: ServiceFacts, rows: Sequence[Schedule], state: Opening) -> ActHours:
    certainty = facts.age.hours
    if (state.always or never_closes(rows)) and certainty is HoursCertainty.PLAIN:
        return ActHours.ALWAYS
    if state.state is OpenState.OPEN:
        kinds = {HoursCertainty.PLAIN: ActHours.OPEN, HoursCertainty.USUAL: ActHours.USUAL}
        return kinds.get(certainty, ActHours.OLD)
    return ActHours.SHUT if state.opens is not None else ActHours.UNKNOWN


def card_of(
    facts: Description, reach: Reach, origin: Coordinates | None = None, *, yes: bool = False
) -> ResultView:
    """Return the card of a service; ``yes`` says that it meets what the visitor chose."""
    listing, when = facts.listing, _when(facts, reach)
    pictured = [ICONS[who] for who in listing.service.audience if who in ICONS]
    pictured.append(ACT_ICONS[reach.act])
    place = facts.place if reach.act is Act.GO else None
    number = facts.formats.phone(reach.line.number) if reach.line and not place else ""
    words = sender_words(facts.context, reach.sender.who) if reach.act is Act.SENT else ""
    website = facts.catalog.translate(WEBSITE) if reach.act is Act.LOOK else ""
    return ResultView(
        id=listing.service.id,
        name=listing.service.name,
        quiet_name=listing.service.quiet_name,
        organization=listing.organization.name,
        phrase=listing.phrase.text,
        note=facts.formats.together(*facts.authorities()),
        state=open_state(facts),
        action_word=facts.card_step(first_action(facts)),
        act=reach.act,
        icon="check" if yes else pictured[0],
        tone=reach.tone,
        number=number,
        street=isolate(place.address_1 or "") if place else "",
        who=_who(facts),
        when=when,
        more=_more(facts, reach, origin),
        way=words or (when.words if when else website),
        in_english=facts.in_english(),
    )


def _who(facts: ServiceFacts) -> str:
    """Return whom it is for, in a word or two; empty if nobody has said so."""
    service, catalog = facts.listing.service, facts.catalog
    narrow = [who for who in service.audience if who is not Audience.ANYONE]
    ages = (service.minimum_age, service.maximum_age)
    if ages == (ADULT, None) and not {*narrow} & {*ICONS}:
        return catalog.translate(ADULTS)
    if ages[1] is not None or not narrow:
        anyone = field_words.AUDIENCES[Audience.ANYONE] if service.audience else None
        return age_words(facts) or (catalog.translate(anyone) if anyone else "")
    return catalog.translate(field_words.AUDIENCES[narrow[0]])


def _when(facts: ServiceFacts, reach: Reach) -> IconWords | None:
    """Return when it is open, or opens; ``None`` if nobody knows."""
    catalog, formats, state = facts.catalog, facts.formats, reach.opening
    if reach.hours is ActHours.ALWAYS:
        words = catalog.translate(WITH_ITS_NIGHT if reach.act is Act.GO else NOW)
        return IconWords("check_circle", words)
    if reach.hours is ActHours.SHUT and state.opens is not None:
        time = formats.time(state.opens)
        if state.state is OpenState.LATER:
            return IconWords("clock", time)
        return IconWords("clock", f"{formats.weekday(state.opens.weekday(), short=True)} {time}")
    now, closing = facts.context.time.local, facts.closing(state)
    if reach.hours is ActHours.OLD and now:
        spans = [one for one in today_hours(reach.rows, now) if one[0] <= now.time()]
        return IconWords("clock", formats.hours(spans[-1])) if spans else None
    if reach.hours is ActHours.UNKNOWN or closing is None:
        return None
    icon = "check_circle" if reach.hours is ActHours.OPEN else "clock"
    return IconWords(icon, catalog.gettext("until {time}").format(time=formats.time(closing)))


def _more(facts: ServiceFacts, reach: Reach, origin: Coordinates | None) -> IconWords | None:
    """Return the ages it is for, else how far it is on foot."""
    if ages := age_words(facts):
        return IconWords("person", ages)
    line = straight_line(facts, origin) if reach.act is Act.GO else None
    return IconWords("walk", facts.formats.minutes(line.minutes)) if line and line.minutes else None


def sender_words(context: LanguageContext, sender: Referrer | None) -> str:
    """Return who sends her, as a head."""
    words = {**field_words.REFERRERS, Referrer.LINE_211: SENDS}
    return context.catalog.translate(words[sender] if sender else ASK_WHO)


# --- groups ---------------------------------------------------------------------------------------


class Member(msgspec.Struct, frozen=True):
    """One answer with its reach and card; ``rank`` is what it says about the choices, 0 for yes."""

    fit: int
    reach: Reach
    card: ResultView
    further: bool = False
    rank: int = 0

    @property
    def kind(self) -> tuple[Act, Sender]:
        """Return the act of its group, and who sends her there."""
        leads = self.further or self.fit >= LEADS_ON
        return (Act.FURTHER, NOBODY) if leads else (self.reach.act, self.reach.sender)


def grouped(
    context: LanguageContext, members: Sequence[Member], senders: Senders
) -> tuple[tuple[GroupView, ...], str]:
    """Return the groups of a list, and what is true of all of them, which no head repeats."""
    groups, told = _groups(context, members, senders), context.catalog.translate
    shared = set.intersection(*({*one.sentences} for one in groups)) if groups[1:] else set[str]()
    said = [one for one in (groups[0].sentences if groups else ()) if one in shared]
    timed = [one.reach for one in members if one.reach.act in {Act.NOW, Act.GO, Act.CALL}]
    if timed and is_checked(timed):
        called = all(one.called for one in timed)
        said, shared = [told(ALL_CALLED if called else ALL_CHECKED)], {*shared, told(CHECKED)}
    hours = [one.reach.hours for one in members if one.reach.hours is not ActHours.UNKNOWN]
    now = context.time.local
    if now and hours and 2 * hours.count(ActHours.SHUT) >= len(hours):
        said.append(told(MOST_SHUT))
    if now and said:
        day, time = context.formats.weekday(now.weekday()), context.formats.time(now)
        said.insert(0, told(DAY_TIME).format(day=day, time=time))
    rests = [tuple(text for text in one.sentences if text not in shared) for one in groups]
    pairs = zip(groups, rests, strict=True)
    left = tuple(msgspec.structs.replace(one, sentences=rest) for one, rest in pairs)
    return left, context.formats.together(*said)


def _groups(
    context: LanguageContext, members: Iterable[Member], senders: Senders
) -> tuple[GroupView, ...]:
    """Return the groups in the order of their best answer, what only leads on last."""
    kinds, places = dict[tuple[Act, Sender], list[Member]](), dict[str, int]()
    for place, member in enumerate(members):
        kinds.setdefault(member.kind, []).append(member)
        places[member.card.id] = place
    parts = [(kind, part) for kind, all_of in kinds.items() for part in _parts(kind[0], all_of)]
    first = {Act.FURTHER: 2, Act.NOW: 0 if senders.called else 1}
    parts.sort(key=lambda one: (first.get(one[0][0], 1), places[one[1][0].card.id]))
    return tuple(_group(context, kind, part, senders) for kind, part in parts)


def _parts(act: Act, members: list[Member]) -> list[list[Member]]:
    """Return what is shut apart from the rest, if both are two or more."""
    if act is Act.FURTHER:
        return [sorted(members, key=lambda one: (one.rank, one.reach.act is not Act.NOW))]
    shut = [one for one in members if one.reach.hours is ActHours.SHUT]
    rest = [one for one in members if one.reach.hours is not ActHours.SHUT]
    splits = act in {Act.GO, Act.CALL} and min(len(shut), len(rest)) > 1
    return [shut, rest] if splits else [members]


def _group(
    context: LanguageContext, kind: tuple[Act, Sender], members: Sequence[Member], senders: Senders
) -> GroupView:
    act, sender = kind
    reaches, cards = [one.reach for one in members], [one.card for one in members]
    if act is Act.NOW and {one.hours for one in reaches} == {ActHours.ALWAYS}:
        cards = [msgspec.structs.replace(one, when=None) for one in cards]
    number = "" if sender.line in senders.called else senders.numbers.get(sender.line, "")
    return GroupView(
        act,
        _head(context, act, sender.who, {one.hours for one in reaches}),
        _sentences(context, act, reaches),
        tuple(cards),
        context.formats.phone(number) if number else "",
    )


def _head(context: LanguageContext, act: Act, sender: Referrer | None, hours: set[ActHours]) -> str:
    if act is Act.SENT:
        return sender_words(context, sender)
    heads = {Act.GO: GO, Act.CALL: CALL, Act.LOOK: LOOK, Act.STAFF: STAFF, Act.FURTHER: FURTHER}
    found = heads.get(act, N_("Call now"))
    if hours == {ActHours.SHUT}:
        found = {Act.GO: GO_LATER, Act.CALL: CALL_LATER}.get(act, found)
    if act is Act.GO and hours <= {ActHours.OPEN, ActHours.ALWAYS}:
        found = GO_NOW
    return context.catalog.translate(found)


def _sentences(context: LanguageContext, act: Act, reaches: Sequence[Reach]) -> tuple[str, ...]:
    """Return what is true of all cards of a group, in the order in which it is said."""
    hours = {one.hours for one in reaches}
    found, told = list[Message](), context.catalog.translate
    if all(one.home for one in reaches):
        found = [ROOM, HIDDEN] if hours == {ActHours.UNKNOWN} else [HIDDEN]
    elif act in {Act.GO, Act.CALL} and ActHours.UNKNOWN in hours:
        found = [NO_HOURS] if len(hours) == 1 else [SOME_TIMES]
    said, dated = [told(one) for one in found], [one for one in reaches if one.rows]
    years = [one.year for one in dated if one.hours is not ActHours.UNKNOWN]
    if act in {Act.GO, Act.CALL} and years and all(years):
        first, last = min(filter(None, years)), max(filter(None, years))
        numbers = {"first": first, "last": last, "year": first}
        shown = {name: numeral(context.catalog.language, one) for name, one in numbers.items()}
        said.append(told(YEAR if first == last else YEARS).format(**shown))
        if act is Act.GO and all(one.line for one in reaches):
            said.append(told(CALL_BEFORE))
    if is_checked(reaches) and all(one.called for one in reaches):
        said.append(told(CHECKED))
    return tuple(said)


def is_checked(reaches: Iterable[Reach]) -> bool:
    """True if all hours are known and may be promised, and some are not day and night."""
    hours = [(one.hours, one.year) for one in reaches]
    known = all(kind is not ActHours.UNKNOWN and year is None for kind, year in hours)
    return known and any(kind is not ActHours.ALWAYS for kind, _ in hours)
