import pytest
from msgspec.structs import replace

from kiosk.domain.checks import ProblemCode, check_records
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    AwarenessCard,
    Guide,
    GuideBlock,
    Location,
    Need,
    Organization,
    Phone,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Situation,
    Status,
    Tile,
    Translation,
)
from kiosk.domain.text import source_hash

ORGANIZATION = Organization(id="o", name="O")
SERVICE = Service(
    id="s",
    organization_id="o",
    name="S",
    quiet_name="S",
    phrase="Help",
    categories=(Need.FOOD,),
)
OTHER = Service(
    id="s2",
    organization_id="o",
    name="S",
    quiet_name="S",
    phrase="Help",
    categories=(Need.FOOD,),
    status=Status.INACTIVE,
)
PHONE = Phone(id="p", service_id="s2", number="+19165550100")
GUIDE = Guide(
    id="g",
    title="G",
    summary="G",
    icon="g",
    categories=(Need.OKAY,),
    order=1,
    blocks=(GuideBlock(id="b", text="Pay is {wage}."),),
    service_ids=("s2",),
)


JOB = Situation(code="job", fit=1)


def card(opens: str | None) -> AwarenessCard:
    return AwarenessCard(id="c", title="C", text="C", picture="road", order=1, opens=opens)


def translation(entity: str, entity_id: str, field: str, source: str) -> Translation:
    return Translation(
        id=f"t-{field}",
        entity=entity,
        entity_id=entity_id,
        field=field,
        language="es",
        text="Ayuda",
        source_hash=source_hash(source),
    )


LINE = replace(SERVICE, id="line", helpline=True)
CLOSED = replace(LINE, id="closed", status=Status.INACTIVE)
READ = replace(GUIDE, id="read", service_ids=(), blocks=(GuideBlock(id="b", text="Ask."),))
TILE = Tile(id="q", need=Need.FOOD, order=1, label="L", icon="i", codes=("eat_today",))
BASE: list[AnyRecord] = [ORGANIZATION, SERVICE, OTHER, PHONE, LINE, CLOSED, READ]


def test_the_small_directory_shows_only_what_it_was_made_to_show(
    small_records: list[AnyRecord],
) -> None:
    assert [str(problem) for problem in check_records(small_records)] == [
        "unknown_figure: guide pay, blocks.e",
        "inactive_reference: guide pay, service_ids",
        "stale_translation: translation t.stale, source_hash",
    ]


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (Organization(id="o", name="Again"), ["duplicate_id"]),
        (Location(id="l", organization_id="x"), ["dangling_reference"]),
        (Phone(id="p9", service_id="x", number="+19165550100"), ["dangling_reference"]),
        (ServiceAtLocation(id="a", service_id="s", location_id="x"), ["dangling_reference"]),
        (ServiceAtLocation(id="a", service_id="x", location_id="x"), ["dangling_reference"] * 2),
        (Schedule(id="h", service_id="s", phone_id="x"), ["dangling_reference"]),
        (Schedule(id="h", service_id="s", phone_id="p"), ["foreign_phone"]),
        (Location(id="l", organization_id="o"), []),
        (Location(id="l", organization_id="o", city="Sacramento"), ["hidden_address"]),
        (
            Location(id="l", organization_id="o", address_1="1 Street", latitude=1.0),
            ["hidden_address"] * 2,
        ),
        (
            Location(
                id="l",
                organization_id="o",
                address_visibility=AddressVisibility.PUBLIC,
                address_1="1 Street",
            ),
            [],
        ),
        (GUIDE, ["unknown_figure", "inactive_reference"]),
        (SearchWord(id="w", language="en", words=("w",), service_ids=("s",)), []),
        (SearchWord(id="w", language="en", words=("w",), needs=(Need.FOOD,)), []),
        (
            SearchWord(id="w", language="en", words=("w",), service_ids=("s2", "x")),
            ["dangling_reference", "inactive_reference"],
        ),
        (SearchWord(id="w", language="en", words=("w",)), ["points_nowhere"]),
        (TILE, []),
        (replace(TILE, codes=("job", "x", "y")), ["unknown_situation"] * 2),
        (
            replace(SERVICE, id="s3", situations=(JOB, Situation(code="x", fit=1))),
            ["unknown_situation"],
        ),
        (replace(SERVICE, id="s3", situations=(JOB,)), []),
        (replace(SERVICE, id="s3", referral_line="line"), []),
        (replace(SERVICE, id="s3", referral_line="s"), ["no_helpline"]),
        (replace(SERVICE, id="s3", referral_line="x"), ["dangling_reference"]),
        (replace(SERVICE, id="s3", referral_line="closed"), ["inactive_reference"]),
        (replace(TILE, guide="read"), []),
        (replace(TILE, guide="read#b"), []),
        (replace(TILE, guide="read#x"), ["dangling_reference"]),
        (replace(TILE, guide="x#b"), ["dangling_reference"]),
        (card(None), []),
        (card("speak"), []),
        (card("food"), []),
        (card("nowhere"), ["opens_nothing"]),
        (translation("service", "s", "phrase", "Help"), []),
        (translation("service", "s", "phrase", "Old help"), ["stale_translation"]),
        (translation("service", "s", "description", "Gone"), ["stale_translation"]),
        (translation("service", "s", "status", "active"), ["untranslatable_field"]),
        (translation("service", "x", "phrase", "Help"), ["dangling_reference"]),
        (translation("nothing", "s", "phrase", "Help"), ["dangling_reference"]),
    ],
)
def test_each_problem_between_records_has_its_code(record: AnyRecord, codes: list[str]) -> None:
    problems = [problem for problem in check_records([*BASE, record]) if problem.id == record.id]
    assert [problem.code for problem in problems] == codes


def test_a_text_translated_twice_into_one_language_is_refused() -> None:
    twice = translation("service", "s", "phrase", "Help")
    again = Translation(
        id="again",
        entity="service",
        entity_id="s",
        field="phrase",
        language="es",
        text="Otra",
        source_hash=twice.source_hash,
    )
    problems = check_records([*BASE, twice, again])
    assert [problem.code for problem in problems] == [ProblemCode.DUPLICATE_TRANSLATION]
    assert problems[0].code.fatal
