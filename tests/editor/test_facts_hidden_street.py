"""A hidden street is found however it is told, and no report repeats it."""

import re
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest

from kiosk.app import assets
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import (
    AddressVisibility,
    Location,
    Need,
    Organization,
    Service,
    ServiceAtLocation,
    Translation,
)
from kiosk.domain.text import TextOrigin
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.importers.address_leaks import find_address_leaks
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.both_paths import PATHS, Case, read_both
from tests.editor.editors import guide
from tests.editor.sources import HSDS3, Files, folder, found, read, with_column

FACTORY = tuple(read_records(assets.factory()))
PRIVATE = {"address_is_private": "true"}
LANE = "4711 Marlowe Lane"
TELLINGS: dict[str, str] = {
    # how -> text
    "as it is": "Come to 4711 Marlowe Lane.",
    "abbreviated": "We are at 4711 Marlowe Ln, the blue door",
    "the street alone": "Our house is on Marlowe Lane, call first",
    "another street word": "the street called Marlowe, near the river",
    "the block": "You find us in the 4700 block of Marlowe",
    "spoken in pairs": "We live at forty-seven eleven Marlowe",
    "spoken whole": "four thousand seven hundred eleven, on Marlowe",
    "digit by digit": "Marlowe, four seven one one",
    "number far behind": "On Marlowe, past the school, look for the blue door marked 4711.",
    "number far in front": "4711 is the number on the gate; the street has the name Marlowe.",
    "capitals": "MARLOWE LN",
    "an id": "marlowe-lane-house",
    "a web page": "https://house.example.org/4711-marlowe",
    "in a web address of one word": "https://marlowelane.example.org",
    "in Spanish": "Estamos en la calle Marlowe, número 4711.",
    "in Spanish, spoken": "En Marlowe cuatro mil setecientos once.",
    "in Spanish, the street": "Vivimos en la callejuela Marlowe.",
    "in Spanish, the block": "La cuadra 4700 de Marlowe.",
    "in Spanish, behind": "Nuestra casa es la 4711; la calle se llama Marlowe.",
    "in Spanish, an avenue": "en la Avda. Marlowe",
    "in Filipino": "Nasa kalye Marlowe kami.",
    "in Vietnamese": "Chúng tôi ở đường Marlowe, số 4711.",
    "in Hmong": "Peb nyob rau ntawm txoj kev Marlowe.",
    "in Russian": "Мы на улице Марлоу, дом 4711.",
    "in Russian, short": "ул. Марлоу",
    "in Ukrainian": "Ми на вулиці Марлоу.",
    "in Ukrainian, Latin": "вул. Marlowe",
    "in Chinese": "我们在Marlowe街4711号。",
    "in Chinese, traditional": "我們在 Marlowe 巷。",
    "in Korean": "저희는 Marlowe 거리에 있습니다.",
    "in Korean, its own letters": "말로 거리 4711번지",
    "in Arabic": "نحن في شارع مارلو.",
    "in Arabic, with its digits": "البيت ٤٧١١ في مارلو",
    "in Persian": "ما در خیابان مارلو هستیم.",
    "in Persian, with its digits": "خیابان Marlowe شماره ۴۷۱۱",
    "in Pashto": "موږ په مارلو سړک کې یو.",
    "in Hindi": "हम मार्लो गली में हैं।",
    "in Hindi, with its digits": "मकान ४७११, Marlowe",
    "in Punjabi": "ਅਸੀਂ ਮਾਰਲੋ ਗਲੀ ਵਿੱਚ ਹਾਂ।",
    "in Punjabi, Latin": "ਅਸੀਂ Marlowe ਰੋਡ ਤੇ ਹਾਂ।",
}
LEAST_REFUSED = 38


def findings(text: str, street: str = LANE) -> list[SourceFinding]:
    """Return what is found in a guide with this text."""
    return find_address_leaks([guide(text)], [street])


def test_a_hidden_street_is_refused_however_it_is_told() -> None:
    found = {how: {one.code for one in findings(text)} for how, text in TELLINGS.items()}
    refused = [how for how, codes in found.items() if FindingCode.ADDRESS_TOLD in codes]
    assert {how for how, codes in found.items() if not codes} == set()
    assert len(refused) >= LEAST_REFUSED, found.keys() - {*refused}


PLAIN = (
    *("Call first.", "Open 9 to 5, Monday to Friday.", "Bring an ID if you have one."),
    *("A hot meal at noon.", "We speak Spanish and Hmong.", "Take bus 51 to the river."),
    *("Marlow Foods gives bread on Tuesdays.", "The lane behind the church is dark."),
    *("Ask at the front desk on the second floor.", "Free for everybody."),
    *("Rent help up to $4,711 a year.", "In 2026 we served 12,000 people."),
    *("Call 916-471-1000 at any time.", "Text HOME to 741741.", "ZIP codes 94711 and 95814."),
    *("Beds for 47 people, 11 of them families.", "Ages 18 to 24.", "Open 24/7."),
    *("The clinic is on Oak Street, near the park.", "Our office: 120 River Street."),
    *("Elm Avenue and 5th Street.", "Suite 4, second door on the left."),
    *("Estamos en la calle Roble, número 120.", "Llame antes de venir.", "Comida caliente."),
    *("Nasa kalye Mabini kami.", "Tumawag muna.", "Chúng tôi ở đường Hoa Sen."),
    *("Hãy gọi trước.", "Peb nyob rau ntawm txoj kev Oak.", "Hu ua ntej."),
    *("Мы на улице Садовая, дом 12.", "Позвоните заранее.", "Ми на вулиці Садовій."),
    *(
        "Зателефонуйте спочатку.",
        "我们在公园街。",
        "请先打电话。",
        "我們在公園路。",
        "請先打電話。",
    ),
    *("저희는 공원 거리에 있습니다.", "먼저 전화하세요.", "نحن في شارع النهر.", "اتصل أولا."),
    *("ما در خیابان بهار هستیم.", "اول زنگ بزنید.", "موږ په سیند سړک کې یو."),
    *("لومړی زنګ ووهئ.", "हम नदी गली में हैं।", "पहले फ़ोन करें।", "ਅਸੀਂ ਨਦੀ ਗਲੀ ਵਿੱਚ ਹਾਂ।"),
    *("ਪਹਿਲਾਂ ਫ਼ੋਨ ਕਰੋ।", "Мороз и снег: тёплые вещи.", "مرحبا بالجميع", "Мерило помощи."),
)
"""Nothing in these tells 4711 Marlowe Lane."""
TALK = (
    *("{} is a town in England.", "Ask for the {} program.", "The {} family gave the house."),
    *("{} Hall is open.", "See the {} leaflet.", "He reads {}.", "Call {} at the desk."),
)
NUMBERS = (
    *(
        "{} people came last year.",
        "Form {} is for taxes.",
        "Case number {}.",
        "Bus {} stops here.",
    ),
    *("Save ${} a year.", "Page {} of the law.", "Room {} is upstairs."),
)
OTHERS = (
    *("12 Harlow Lane", "Harlow Lane", "4711 Harlow Lane", "the 4700 block of Harlow"),
    *("Marlowe Street Bakery is not near.", "Harlow Ln", "calle Harlow, número 12"),
)
HARMLESS = (
    *PLAIN,
    *(one.format("Marlowe") for one in TALK),
    *(one.format(number) for one in NUMBERS for number in ("4711", "4700", "471", "47")),
    *(
        f"{text} {more}"
        for text in PLAIN[:40]
        for more in ("Ask us.", "Pregunte.", "Tuesdays too.")
    ),
    *(one for one in OTHERS if "Marlowe" not in one),
    *(
        f"{number} beds on {day}."
        for number in (4, 47, 711, 4701, 4712)
        for day in ("Monday", "May 1")
    ),
    *(f"Come at {hour}." for hour in ("4:47", "7:11 pm", "4 pm", "11 am", "noon", "47:11")),
)


def test_two_hundred_harmless_texts_are_not_refused() -> None:
    texts = dict.fromkeys(HARMLESS)
    assert len(texts) >= 200
    told = [text for text in texts for one in findings(text) if one.weight is Weight.REFUSED]
    assert told == []


def test_the_directory_of_the_program_tells_nothing() -> None:
    assert find_address_leaks(FACTORY, [LANE], [("none", 38.5, -121.4)]) == []


HERE, AROUND, AWAY = (38.5816, -121.4944), (38.5825, -121.4944), (38.5840, -121.4944)
"""A hidden place, a point 100 m north of it, and one 270 m north."""


@pytest.mark.parametrize(
    ("point", "owner", "refused"),
    [
        pytest.param(HERE, "house", True, id="the-same-point"),
        pytest.param(AROUND, "house", True, id="around-the-corner"),
        pytest.param(AWAY, "house", False, id="farther"),
        pytest.param(AROUND, "other", False, id="of-another-organization"),
        pytest.param((None, None), "house", False, id="no-point"),
    ],
)
def test_a_map_point_near_a_hidden_place_is_refused(
    point: tuple[float | None, float | None], owner: str, *, refused: bool
) -> None:
    place = Location(
        id="office",
        organization_id=owner,
        address_visibility=AddressVisibility.PUBLIC,
        address_1="1 Oak Street",
        latitude=point[0],
        longitude=point[1],
    )
    found = find_address_leaks([place], [LANE], [("house", *HERE)])
    assert [one.weight for one in found] == [Weight.REFUSED] * refused


HOUSE = (
    Organization(id="house", name="River House"),
    Location(id="h1", organization_id="house", address_visibility=AddressVisibility.HIDDEN),
    Service(
        id="beds",
        organization_id="house",
        name="Beds",
        quiet_name="River",
        phrase="A bed tonight",
        categories=(Need.SAFE_PLACE,),
        description="Call first. 12 beds.",
    ),
    ServiceAtLocation(id="x", service_id="beds", location_id="h1"),
)


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        pytest.param("es", "Llame primero. Calle Rosa. 12 camas.", True, id="a-street-word"),
        pytest.param("es", "Llame primero. 12 camas. 318.", True, id="a-number"),
        pytest.param("ru", "Позвоните. Улица Роз. 12 мест.", True, id="in-russian"),
        pytest.param("ko", "먼저 전화하세요. 말로 거리. 침대 12개.", True, id="in-korean"),
        pytest.param("es", "Llame primero. 12 camas.", False, id="the-same"),
        pytest.param("ru", "Позвоните. 12 мест.", False, id="the-same-in-russian"),
    ],
)
def test_a_translation_that_reveals_more_than_its_english_is_asked(
    language: str, text: str, *, asked: bool
) -> None:
    translation = Translation(
        id="t", entity="service", entity_id="beds", field="description", language=language,
        text=text, source_hash="0" * 16, origin=TextOrigin.HUMAN,
    )  # fmt: skip
    codes = [one.code for one in find_address_leaks([*HOUSE, translation], [LANE])]
    assert codes == [FindingCode.TRANSLATION_REVEALS_MORE] * asked


@pytest.mark.parametrize("path", PATHS)
def test_a_street_that_one_row_hides_is_refused_in_every_text(tmp_path: Path, path: str) -> None:
    hidden = {"address_1": LANE, "city": "Sacramento", "latitude": 38.5816, "longitude": -121.4944}
    cases = {
        "hidden": Case(
            place=hidden | ({"address_visibility": "Hide"} if path == "workbook" else PRIVATE)
        ),
        "other": Case(),
    }
    draft = read_both(tmp_path, cases).drafts[path]
    assert len(draft.points) == 1
    leak = next(one for one in draft.records if isinstance(one, Service) and one.id == "svc2")
    told = msgspec.structs.replace(leak, phrase="Near Marlowe Lane")
    (found,) = find_address_leaks([*draft.records, told], draft.streets, draft.points)
    assert (found.code, found.weight) == (FindingCode.ADDRESS_TOLD, Weight.REFUSED)
    assert "arlowe" not in f"{found}"


FLAG = "PhysicalAddressIsPrivate"
TOLD = re.compile(r"120[\W_]*n?[\W_]*river", re.IGNORECASE)


def _said(draft: Draft) -> str:
    return unquote("\n".join(f"{each.value} {each.assumed}" for each in draft.findings))


def _private(table: str, old: str, new: str) -> Files:
    """The first place is private; a cell of ``table`` says something else."""
    files = with_column(HSDS3, "addresses.csv", FLAG, "true")
    assert old in files[table]
    return {**files, table: files[table].replace(old, new)}


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        pytest.param("organizations.csv", "River House", "Meals at 120 River St.",
                     FindingCode.NAME_TELLS, id="organization"),
        pytest.param("services.csv", "Family Meals", "Meals at 120 N. River Street",
                     FindingCode.NAME_TELLS, id="service"),
        pytest.param("organizations.csv", "www.riverhouse.org",
                     "https://riverhouse.org/120-river-street", FindingCode.CELL_MENDED,
                     id="page"),
        pytest.param("organizations.csv", "www.riverhouse.org",
                     "http://riverhouse.org/x?at=120%20River%20Street", FindingCode.CELL_MENDED,
                     id="mended page"),
    ],
)  # fmt: skip
def test_a_finding_about_a_text_that_tells_a_hidden_address_does_not_repeat_it(
    tmp_path: Path, table: str, old: str, new: str, code: FindingCode
) -> None:
    draft = read(folder(tmp_path, _private(table, old, new)))
    assert code in {each.code for each in draft.findings}
    assert not TOLD.search(_said(draft))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("CA,95814,US,physical", "CA,95814,US,postal", id="post"),
        pytest.param("120 River Street", "PO Box 12", id="post box"),
        pytest.param("120 River Street,,Sacramento,CA,95814", "River Street,,,,", id="no number"),
    ],
)
def test_what_is_no_address_to_go_to_is_not_repeated(tmp_path: Path, old: str, new: str) -> None:
    files = {**HSDS3, "addresses.csv": HSDS3["addresses.csv"].replace(old, new)}
    assert files != HSDS3
    draft = read(folder(tmp_path, files))
    [finding] = found(draft, FindingCode.NO_ADDRESS)
    assert finding.value == ""
    assert finding.row == 2
    assert not re.search(r"river street|po box", _said(draft), re.IGNORECASE)


def test_a_name_that_tells_an_address_which_is_shown_is_repeated(tmp_path: Path) -> None:
    long = "Meals at 120 River Street " + "and everywhere else " * 8
    files = {**HSDS3, "services.csv": HSDS3["services.csv"].replace("Family Meals", long)}
    assert TOLD.search(_said(read(folder(tmp_path, files))))
