"""Make cells about hours, cost and people whose meaning is known, as agencies write them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

from kiosk.domain.records import Cost, Weekday
from kiosk.editor.parsers.spans import HourSpan

MO, TU, WE, TH, FR, SA, SU = WEEK = tuple(Weekday)
Week = Mapping[Weekday, tuple[tuple[int, int], ...]]
"""Open hours of each day, as full and half hours times two; sorted, apart."""

_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = ("Mon", "Tues", "Wed", "Thurs", "Fri", "Sat", "Sun")
HARMLESS = (
    *("Walk-ins welcome", "Please bring a photo ID", "Spanish spoken", "Ring the bell"),
    *("Wheelchair ramp at the side door", "Office hours", "Everyone is welcome", ""),
)
LIMITS = (
    *("Closed on the 2nd Friday", "By appointment", "Call for the times of each group"),
    *("Hours vary", "except in July", "Closed for lunch 12-1", "First Monday of the month"),
    *("June to August", "every other week", "Hours subject to change", "Not in summer"),
    *("Lunes cerrado", "на каникулах закрыто", "temporarily suspended", "Intake at 8:15 am"),
)


@dataclass(frozen=True)
class MadeHours:
    """A week in columns, and texts about the same row."""

    columns: Week
    stated: Week
    """What its text says."""
    rows: tuple[HourSpan, ...]
    text: str
    plain: bool
    """The text says hours and nothing else."""
    limits: bool
    """The text takes something back, in words of any kind."""


def weeks() -> st.SearchStrategy[Week]:
    """Weeks with up to three sets of hours, day by day."""
    spans = st.tuples(st.integers(12, 23), st.integers(25, 44)).map(lambda one: (one,))
    twice = st.just(((18, 24), (26, 34)))
    groups = st.lists(st.sets(st.sampled_from(WEEK), min_size=1), min_size=1, max_size=3)
    sets = groups.flatmap(
        lambda days: st.tuples(
            st.just(days), st.lists(spans | twice, min_size=len(days), max_size=len(days))
        )
    )
    return sets.map(lambda one: {day: h for days, h in zip(*one, strict=True) for day in days})


@st.composite
def made_hours(draw: st.DrawFn) -> MadeHours:
    """Draw a row whose text says the same hours as its columns, or others, with words around."""
    columns = draw(weeks())
    stated = draw(st.just(columns) | weeks() | weeks().map(lambda week: {**columns, **week}))
    text = draw(hours_text(stated))
    noise = draw(st.lists(st.sampled_from(HARMLESS), max_size=2))
    limits = draw(st.lists(st.sampled_from(LIMITS), max_size=1))
    around = draw(st.permutations([text, *noise, *limits]))
    joined = draw(st.sampled_from([". ", "; ", " - ", "\n", " ("])).join(filter(None, around))
    plain = joined == text
    return MadeHours(columns, stated, spans_of(columns), joined, plain, limits=bool(limits))


def spans_of(week: Week) -> tuple[HourSpan, ...]:
    """Return the rows of a week, one for each time of a day."""
    return tuple(
        HourSpan((day,), _clock(start), _clock(end))
        for day, hours in week.items()
        for start, end in hours
    )


@st.composite
def hours_text(draw: st.DrawFn, week: Week) -> str:
    """Draw a sentence that says the hours of a week."""
    by_hours: dict[tuple[tuple[int, int], ...], list[Weekday]] = {}
    for day in WEEK:
        if day in week:
            by_hours.setdefault(week[day], []).append(day)
    time = draw(st.sampled_from([_with_half, _with_dots]))
    dash = draw(st.sampled_from(["-", " - ", " to ", "–"]))
    days = draw(st.sampled_from([_SHORT, _FULL]))
    through = draw(st.sampled_from(["-", " through ", " to "]))
    several = draw(st.sampled_from([", ", " & ", "/"]))
    parts = [
        f"{_days(names, days, through, several)} "
        + " and ".join(f"{time(start)}{dash}{time(end)}" for start, end in hours)
        for hours, names in by_hours.items()
    ]
    lead = draw(st.sampled_from(["", "Hours: ", "Open "]))
    return lead + draw(st.sampled_from(["; ", ", "])).join(parts)


def _days(days: list[Weekday], names: tuple[str, ...], through: str, several: str) -> str:
    numbers = [WEEK.index(day) for day in days]
    if len(numbers) > 2 and numbers == [*range(numbers[0], numbers[-1] + 1)]:
        return f"{names[numbers[0]]}{through}{names[numbers[-1]]}"
    return several.join(names[number] for number in numbers)


def _clock(half: int) -> str:
    return f"{half // 2:02}:{half % 2 * 30:02}"


def _with_half(half: int) -> str:
    hour, minute = half // 2, half % 2 * 30
    shown = f"{(hour - 1) % 12 + 1}" + (f":{minute:02}" if minute else "")
    return f"{shown}{'am' if hour < 12 else 'pm'}"


def _with_dots(half: int) -> str:
    hour, minute = half // 2, half % 2 * 30
    return f"{(hour - 1) % 12 + 1}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"


@dataclass(frozen=True)
class MadeCost:
    """A cell about money. ``free``: nothing in it takes back that all is free."""

    text: str
    free: bool
    denied: frozenset[Cost] = field(default_factory=frozenset)
    """Costs that the words deny."""


_ALL_FREE = (
    "Free",
    "No cost",
    "No charge",
    "Free of charge",
    "All services are free",
    "At no cost",
)
_SUBJECTS = ("Most services", "Some classes", "Many of our meals", "The first visit", "Parking")
_FOR = ("for seniors", "with Medicare", "if you qualify", "on Mondays", "until May", "to residents")
_SECOND = (
    *("See notes for emergency care", "Dental work is extra", "$5 for the card", "Tests cost more"),
    *("Others pay", "Sliding scale for the rest", "Members only", "Materials are not included"),
)
_KIND = ("Donations accepted", "Donations are welcome", "No insurance needed", "Confidential")
_NOT_FREE = ("Not free", "No longer free", "These meals are not free", "It isn't free")
_NOTHING = ("No", "Yes", "N/A", "None", "0", "$0", "0.00", "?", "Varies", "Call")


@st.composite
def made_costs(draw: st.DrawFn) -> MadeCost:
    """Draw a cell about money with its meaning."""
    sure = draw(st.sampled_from(_ALL_FREE))
    between = draw(st.sampled_from([". ", "; ", ", ", " (", "\n", " - "]))
    kind, second = draw(st.sampled_from(_KIND)), draw(st.sampled_from(_SECOND))
    some, whom = draw(st.sampled_from(_SUBJECTS)), draw(st.sampled_from(_FOR))
    made = draw(
        st.sampled_from(
            [
                MadeCost(sure, free=True),
                MadeCost(f"{sure}{between}{kind}", free=True),
                MadeCost(f"{sure}{between}{second}", free=False),
                MadeCost(f"{second}{between}{sure}", free=False),
                MadeCost(f"{sure} {whom}", free=False),
                MadeCost(f"{some} {draw(st.sampled_from(['are', 'is']))} free", free=False),
            ]
        )
    )
    no = draw(st.sampled_from(_NOT_FREE))
    never = MadeCost(no, free=False, denied=frozenset({Cost.FREE, Cost.MAYBE_FREE}))
    empty = MadeCost(draw(st.sampled_from(_NOTHING)), free=False, denied=frozenset(Cost))
    return _spelled(draw, draw(st.sampled_from([made, made, never, empty])))


def _spelled(draw: st.DrawFn, made: MadeCost) -> MadeCost:
    spell = draw(st.sampled_from([str, str.lower, str.upper, "  {} ".format, "{}.".format]))
    return MadeCost(spell(made.text), made.free, made.denied)


@dataclass(frozen=True)
class MadePeople:
    """A cell about who can go, with what it says of men, women and ages."""

    text: str
    genders: bool = False
    """It is for men or women of ages above 17, and for nobody else."""
    everybody: bool = False
    ages: tuple[int, int] | None = None
    """The ages of all whom it names; ``None`` if it gives none, or several."""


_MEN = ("Men", "Males", "Women", "Females", "Single men", "Single females")
_OTHERS = ("children", "families", "seniors", "parents", "boys", "transgender people", "youth")


@st.composite
def made_people(draw: st.DrawFn) -> MadePeople:
    """Draw a cell about people with its meaning."""
    low = draw(st.integers(1, 70))
    high = draw(st.integers(low, 80))
    one = draw(st.sampled_from(_MEN))
    other = draw(st.sampled_from(_OTHERS))
    between = draw(st.sampled_from([", ", "; ", " and ", " / ", " or "]))
    years = draw(st.sampled_from([f"ages {low}-{high}", f"age {low} to {high}"]))
    older = f"over {draw(st.integers(18, 60))}"
    made = [
        MadePeople(f"{one}, {years}", genders=low >= 18, ages=(low, high)),
        MadePeople(f"{one} {years}", genders=low >= 18, ages=(low, high)),
        MadePeople(f"{one}{between}{other} {years}"),
        MadePeople(f"{one} {older}{between}{other} {years}"),
        MadePeople(one, genders=True),
        MadePeople(f"{one}; men by appointment"),
        MadePeople(f"{one}{between}everyone is welcome", everybody=True),
        MadePeople(draw(st.sampled_from(["M", "F", "M/F", "M/F/Y"]))),
        MadePeople(draw(st.sampled_from(["Anyone", "Everyone"])), everybody=True),
    ]
    return draw(st.sampled_from(made))
