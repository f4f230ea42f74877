"""Which two lines "Talk to someone now" shows first: a rule on data, never on a name."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.place import Coordinates
from kiosk.domain.queries import Listing, LocalText
from kiosk.domain.records import (
    AddressVisibility,
    Audience,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    Service,
    Situation,
)
from kiosk.presentation.describe import Description, describe
from kiosk.presentation.lines_to_call import lines_to_call
from tests.conftest import PresenterMaker

HERE, NEAR, FAR = (Coordinates(north, -121.49) for north in (38.58, 38.70, 39.58))
"""The kiosk, a place 13 km from it, a place 111 km from it."""
Line = Callable[..., Description]


@pytest.fixture
def line(presenter: PresenterMaker) -> Line:
    """Makes day-and-night lines: ``line("a", talk_harm=1, area="Placer County")``."""

    def make(
        name: str,
        *,
        tag: str = "en",
        area: str | None = None,
        kind: PhoneType = PhoneType.VOICE,
        who: Sequence[Audience] = (Audience.ANYONE,),
        point: Coordinates | None = None,
        speaks: Sequence[str] = (),
        **fits: int,
    ) -> Description:
        service = Service(
            id=name,
            organization_id="org",
            name=name,
            quiet_name=name,
            phrase=name,
            categories=(Need.TALK,),
            audience=tuple(who),
            service_area=area,
            helpline=True,
            situations=tuple(Situation(code=code, fit=fit) for code, fit in fits.items()),
        )
        spoken = tuple(speaks)
        phone = Phone(id="p", service_id=name, number="+19165550100", type=kind, languages=spoken)
        place = Location(
            id="place",
            organization_id="org",
            address_1="1 Main St",
            address_visibility=AddressVisibility.PUBLIC,
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
        )
        listing = Listing(
            service=service,
            organization=Organization(id="org", name="Org"),
            phrase=LocalText(name, "en"),
            description=None,
            phones=(phone,),
            schedules=(),
            locations=(place,) if point else (),
        )
        return describe(presenter(tag).speaker, listing)

    return make


def chosen(
    *lines: Description, wanted: Sequence[str] = (), origin: Coordinates | None = HERE
) -> str:
    """What each purpose gets: ``forced:a harm:b``."""
    found = lines_to_call(lines, wanted, origin)
    return " ".join(f"{code.removeprefix('talk_')}:{one.listing.service.id}" for code, one in found)


def test_each_purpose_has_the_first_line_made_for_it(line: Line) -> None:
    lines = [
        line("leads", talk_forced=3, talk_harm=2),
        line("text", talk_forced=1, talk_harm=1, kind=PhoneType.TEXT),
        line("a", talk_harm=1),
        line("b", talk_forced=1),
        line("c", talk_forced=1, talk_harm=1),
    ]
    assert chosen(*lines) == "forced:b harm:a"
    assert chosen(*lines[:3]) == "harm:a", "none is better than one that only leads there"
    assert chosen(*lines[:2]) == "", "a line that takes no calls stands nowhere under Call"


def test_one_line_for_both_stands_once(line: Line) -> None:
    both, other = line("both", talk_forced=1, talk_harm=1), line("other", talk_harm=1)
    assert (chosen(both), chosen(both, other)) == ("forced:both", "forced:both harm:other")


@pytest.mark.parametrize("how", [{"area": "Sacramento County"}, {"point": NEAR}])
def test_harm_has_a_line_of_the_region_before_a_national_one(line: Line, how: object) -> None:
    home = line("county", area="Sacramento County")
    for code in ("talk_harm", "talk_forced"):
        fits = {code: 1}
        nation, far = line("nation", **fits), line("far", point=FAR, **fits)
        region = line("region", **fits, **how)  # type: ignore[arg-type]
        first = "region" if code == "talk_harm" else "nation"
        assert chosen(home, nation, far, region).endswith(f":{first}")
    assert chosen(home, nation, far, origin=None).endswith(":nation")


def test_another_county_and_a_group_come_after_a_line_for_anyone(line: Line) -> None:
    home = line("county", area="Sacramento County")
    placer = line("placer", area="Placer County", talk_harm=1)
    native = line("native", who=[Audience.FAMILIES], talk_harm=1, area="Sacramento County")
    assert chosen(home, home, placer, native, line("nation", talk_harm=1)) == "harm:nation"


def test_a_line_that_speaks_her_language_comes_first(line: Line) -> None:
    silent = line("a", tag="ar", talk_harm=1)
    assert chosen(silent, line("b", tag="ar", talk_harm=1, speaks=["ar"])) == "harm:b"


def test_a_site_may_choose_them(line: Line) -> None:
    lines = [line("a", talk_forced=1), line("b", talk_harm=1), line("c", talk_harm=1), line("d")]
    assert chosen(*lines, wanted=["c", "d"]) == "harm:c :d"
    assert chosen(*lines, wanted=["b", "c"]) == "harm:b :c", "no purpose stands twice"
    assert chosen(*lines, wanted=["gone", "c"]) == "harm:c"
    assert chosen(*lines, wanted=["gone"]) == "forced:a harm:b"


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_a_directory_holds_two_lines_at_most_can_be_called(
    line: Line, data: st.DataObject
) -> None:
    fit = st.integers(min_value=1, max_value=3)
    made = st.fixed_dictionaries(
        {},
        optional={
            "talk_forced": fit,
            "talk_harm": fit,
            "kind": st.sampled_from([PhoneType.VOICE, PhoneType.TEXT, PhoneType.VIDEOPHONE]),
            "area": st.sampled_from(["Sacramento County", "Placer County", "California"]),
            "who": st.lists(st.sampled_from(Audience), max_size=2),
            "point": st.sampled_from([NEAR, FAR]),
        },
    )
    drawn = data.draw(st.lists(made, max_size=6))
    every = [line(f"l{at}", **how) for at, how in enumerate(drawn)]
    wanted = data.draw(st.lists(st.sampled_from(["l0", "l1", "gone"]), max_size=3))
    found = lines_to_call(every, wanted, HERE)
    assert len(found) <= 2
    assert len({one.listing.service.id for _, one in found}) == len(found)
    assert all(one.voice is not None for _, one in found)
    codes = [code for code, _ in found if code]
    assert len(set(codes)) == len(codes)
