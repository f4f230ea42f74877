import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from kiosk.directory import errors
from kiosk.directory.builder import build
from kiosk.directory.errors import DirectoryFileError
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.directory.tables import APPLICATION_ID, FORMAT
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.ndjson import read_records
from kiosk.domain.queries import Counts, LocalText, SearchQuery
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    Location,
    Need,
    Service,
    Situation,
    Status,
    Tile,
    Translation,
)
from kiosk.domain.situations import Question
from kiosk.domain.text import source_hash
from tests.sync.toolkit import revised

NOVEMBER = dt.date(2026, 11, 24)


def test_counts_and_languages(directory: ServiceDirectory) -> None:
    assert directory.languages() == ("en", "ar", "es", "zh-Hans")
    assert directory.counts() == Counts(
        services=12, organizations=4, locations=5, phones=7, guides=2, cards=3, languages=4
    )


def test_a_listing_has_all_that_belongs_to_it(directory: ServiceDirectory) -> None:
    listing = directory.listing("night-beds", "es")
    assert listing is not None
    assert listing.organization.name == "River House"
    assert listing.phrase == LocalText("Una cama para esta noche", "es", reviewed=True)
    assert [phone.id for phone in listing.phones] == ["night-beds.1"]
    assert [row.id for row in listing.schedules] == ["h.2"]
    assert [place.id for place in listing.locations] == ["river-house.1"]
    assert listing.locations[0].address_1 is None


def test_a_text_without_a_translation_says_its_language(directory: ServiceDirectory) -> None:
    chinese = directory.listing("night-beds", "zh-Hans")
    assert chinese is not None
    assert chinese.phrase == LocalText("今晚有床位", "zh-Hans", reviewed=False)
    assert chinese.description == LocalText("Come before ten. Bring what you have.", "en")
    stale = directory.listing("men-beds", "es")
    assert stale is not None
    assert stale.phrase == LocalText("Beds for men", "en")
    assert stale.description is None


def test_without_a_phrase_in_the_language_the_first_situation_says_what_it_does(
    tmp_path: Path, factory_records: tuple[AnyRecord, ...]
) -> None:
    def of(code: str, key: str) -> Service:
        found = (Situation(code="doctor", fit=2), Situation(code=code, fit=1))
        return msgspec.structs.replace(service, id=key, situations=found, quiet_name=key)

    service = next(one for one in factory_records if isinstance(one, Service))
    own = [one for one in factory_records if one.id == service.organization_id]
    said = Translation(
        id="t1", entity="service", entity_id="c", field="phrase", language="es", text="Comida",
        source_hash=source_hash(service.phrase),
    )  # fmt: skip
    records = [
        *own,
        of("eat_today", "a"),
        msgspec.structs.replace(service, id="b", situations=(), quiet_name="b"),
        of("eat_today", "c"),
        *(
            msgspec.structs.replace(one, guide=None)
            for one in factory_records
            if isinstance(one, Tile)
        ),
        *(one for one in factory_records if isinstance(one, Translation) and one.entity == "tile"),
        said,
    ]
    build(records, tmp_path / "x.db")
    with open_directory(tmp_path / "x.db") as made:
        spanish = made.listings(("a", "b", "c"), "es")
        english = made.listings(("a", "b", "c"), "en")
    label = next(one.text for one in records if isinstance(one, Translation)
                 and (one.entity_id, one.language) == ("food.eat_today", "es"))  # fmt: skip
    assert [one.phrase.text for one in spanish] == [label, service.phrase, "Comida"]
    assert [one.phrase.language for one in spanish] == ["es", "en", "es"]
    assert {one.phrase.text for one in english} == {service.phrase}


def test_listings_keep_the_order_asked_for(directory: ServiceDirectory) -> None:
    ids = ("clinic", "nobody", "food-box", "gone", "help-line")
    assert [listing.service.id for listing in directory.listings(ids, "ar")] == [
        "clinic",
        "food-box",
        "help-line",
    ]
    assert [service.id for service in directory.services_for(ids)] == [
        "clinic",
        "food-box",
        "help-line",
    ]
    assert directory.listing("nobody", "en") is None


def test_a_translated_name_comes_beside_the_one_on_the_door(directory: ServiceDirectory) -> None:
    names = {tag: directory.listing("food-box", tag) for tag in ("en", "es", "zh-Hans", "ru")}
    assert {tag: found.own_name for tag, found in names.items() if found} == {
        "en": None,
        "es": LocalText("Caja de comida", "es"),
        "zh-Hans": LocalText("食物箱", "zh-Hans", reviewed=False),
        "ru": None,
    }
    assert len({found.service.name for found in names.values() if found}) == 1


SAID = {"lead": ("Ask at the gate.", "Pregunta en la puerta."), "say": ("A ticket.", "Un boleto.")}


def test_what_an_editor_writes_first_comes_in_the_language_asked_for(
    tmp_path: Path, small_records: list[AnyRecord]
) -> None:
    records = revised(
        small_records,
        Service,
        "food-box",
        answers=(Question.ID,),
        **{key: source for key, (source, _) in SAID.items()},
    )
    records += [
        Translation(id=key, entity="service", entity_id="food-box", field=key, language="es",
                    text=text, source_hash=source_hash(source), reviewed=True)
        for key, (source, text) in SAID.items()
    ]  # fmt: skip
    build(records, tmp_path / "x.db")
    with open_directory(tmp_path / "x.db") as made:
        own, english, plain = (
            made.listing(*asked)
            for asked in (("food-box", "es"), ("food-box", "ar"), ("clinic", "es"))
        )
        found = made.search(SearchQuery("es", "puerta")).ids
    assert own is not None
    assert english is not None
    assert plain is not None
    assert (own.lead, own.say) == tuple(LocalText(text, "es") for _, text in SAID.values())
    assert (english.lead, english.say) == tuple(LocalText(text, "en") for text, _ in SAID.values())
    assert (plain.lead, plain.say, plain.service.answers) == (None, None, ())
    assert own.service.answers == (Question.ID,)
    assert "food-box" in found


def test_a_line_that_is_not_shown_sends_nobody(
    tmp_path: Path, small_records: list[AnyRecord]
) -> None:
    records = revised(small_records, Service, "food-box", referral_line="help-line")
    lines = (msgspec.structs.replace(ANCHORS[0], id="help-line", out_of_service=True),)
    closed = revised(records, Service, "help-line", status=Status.INACTIVE)
    cases = {"shown": (records, ()), "out of service": (records, lines), "closed": (closed, ())}
    for case, (some, signed) in cases.items():
        build(some, tmp_path / f"{case}.db", signed)
        with open_directory(tmp_path / f"{case}.db") as made:
            listing = made.listing("food-box", "en")
        assert listing
        assert listing.service.referral_line == ("help-line" if case == "shown" else None), case


def test_a_question_has_its_guide_and_a_card_its_night(
    tmp_path: Path, small_records: list[AnyRecord]
) -> None:
    tile = Tile(id="q", need=Need.WORK, order=1, label="Q", icon="work", codes=("job",))
    job = (Situation(code="job", fit=1),)
    others = revised(small_records, Service, "clinic", situations=job)
    tiles = (tile, msgspec.structs.replace(tile, id="r", order=2, guide="pay#b"))
    night = next(one.id for one in others if isinstance(one, AwarenessCard) and not one.months)
    build([*revised(others, AwarenessCard, night, night=True), *tiles], tmp_path / "x.db")
    with open_directory(tmp_path / "x.db") as made:
        assert [one.guide for one in made.tiles(Need.WORK, "es")] == ["", "pay#b"]
        assert [one.id for one in made.cards("en", NOVEMBER) if one.night] == [night]


def test_a_guide_of_no_need_is_read(tmp_path: Path, small_records: list[AnyRecord]) -> None:
    of_none = [
        msgspec.structs.replace(one, categories=()) if isinstance(one, Guide) else one
        for one in small_records
    ]
    build(of_none, tmp_path / "guides.db")
    with open_directory(tmp_path / "guides.db") as opened:
        assert {guide.need for guide in opened.guides("en", NOVEMBER)} == {Need.OTHER}


def test_guides_are_in_order_and_silent_where_a_figure_does_not_hold(
    directory: ServiceDirectory,
) -> None:
    guides = directory.guides("es", NOVEMBER)
    assert [guide.id for guide in guides] == ["calm", "pay"]
    pay = guides[1]
    assert pay.blocks == (
        ("a", "heading", LocalText("Le deben pagar cada hora.", "es")),
        ("b", "line", LocalText("Lo mínimo es 17.90 por hora.", "es")),
    )
    assert pay.service_ids == ("pay-help",)
    assert (pay.law_or_health, pay.young) == (True, False)
    assert [guide.id for guide in directory.guides("es", NOVEMBER, Need.TALK)] == ["calm"]
    assert directory.guide("pay", "es", NOVEMBER) == pay
    assert directory.guide("nothing", "es", NOVEMBER) is None


def test_figures_are_spoken_by_the_caller(directory: ServiceDirectory) -> None:
    def speak(figure: Figure) -> str:
        return f"${figure.value}"

    pay = directory.guide("pay", "en", NOVEMBER, speak)
    assert pay is not None
    assert pay.blocks[1][2] == LocalText("The least is $17.90 an hour.", "en")
    next_year = directory.guide("pay", "en", dt.date(2027, 1, 1), speak)
    assert next_year is not None
    assert [block[0] for block in next_year.blocks] == ["a"]


@pytest.mark.parametrize(
    ("today", "cards"),
    [
        (dt.date(2026, 1, 10), ["january", "paid", "summer"]),
        (NOVEMBER, ["paid"]),
        (dt.date(2027, 2, 1), []),
    ],
)
def test_cards_know_their_days(
    directory: ServiceDirectory, today: dt.date, cards: list[str]
) -> None:
    assert [card.id for card in directory.cards("es", today)] == cards


def test_nothing_can_be_written(small_database: Path) -> None:
    before = small_database.read_bytes()
    with open_directory(small_database) as directory:
        for statement in (
            "DELETE FROM service",
            "CREATE TABLE a (b)",
            "ATTACH ':memory:' AS other",
            "PRAGMA query_only = OFF",
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = ''",
            "DELETE FROM posting",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                directory._connection.execute(statement)
    assert small_database.read_bytes() == before
    assert [path.name for path in small_database.parent.iterdir()] == [small_database.name]


def altered(source: Path, folder: Path, *statements: str) -> Path:
    copy = folder / "copy.db"
    shutil.copyfile(source, copy)
    with closing(sqlite3.connect(copy)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return copy


def test_files_that_are_no_directory_are_refused_by_name(
    small_database: Path, tmp_path: Path
) -> None:
    empty, noise, torn = (tmp_path / name for name in ("empty.db", "noise.db", "torn.db"))
    empty.touch()
    noise.write_bytes(bytes(range(256)) * 64)
    torn.write_bytes(small_database.read_bytes()[:4096])
    foreign = altered(small_database, tmp_path, "PRAGMA application_id = 7")
    cases: list[tuple[Path, type[errors.DatabaseError]]] = [
        (tmp_path / "none.db", errors.MissingDatabaseError),
        (tmp_path, errors.MissingDatabaseError),
        (empty, errors.EmptyDatabaseError),
        (noise, errors.NotADatabaseError),
        (torn, errors.NotADatabaseError),
        (foreign, errors.ForeignDatabaseError),
    ]
    for path, expected in cases:
        with pytest.raises(expected, match=str(path)) as caught:
            open_directory(path)
        assert "start the kiosk once" in str(caught.value)


def test_damage_on_any_page_is_told_in_the_same_way(small_database: Path, tmp_path: Path) -> None:
    whole, page = small_database.read_bytes(), 4096
    path = tmp_path / "damaged.db"
    refused = 0
    for at in range(page, len(whole), page):
        path.write_bytes(whole[:at] + bytes(page) + whole[at + page :])
        try:
            open_directory(path).close()
        except errors.NotADatabaseError:
            refused += 1
    assert refused > 1


@pytest.mark.parametrize(("version", "remedy"), [(FORMAT + 1, "update"), (FORMAT - 1, "rebuild")])
def test_another_version_is_refused(
    small_database: Path, tmp_path: Path, version: int, remedy: str
) -> None:
    copy = altered(small_database, tmp_path, f"PRAGMA user_version = {version}")
    with pytest.raises(errors.VersionError, match=remedy):
        open_directory(copy)


def test_a_path_with_signs_of_a_web_address_is_opened(small_database: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a b?c#d%20é"
    odd.mkdir()
    shutil.copyfile(small_database, odd / "directory.db")
    with open_directory(odd / "directory.db") as directory:
        assert directory.counts().services == 12


def test_every_table_is_strict_and_marked_as_ours(small_database: Path) -> None:
    with closing(sqlite3.connect(small_database)) as connection:
        tables = connection.execute("PRAGMA table_list").fetchall()
        own = [row for row in tables if row[2] == "table" and not row[1].startswith("sqlite_")]
        assert {row[1] for row in own if not row[5]} == set()
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)


def test_a_hidden_address_is_in_no_database(small_records: list[AnyRecord], tmp_path: Path) -> None:
    leaky = Location(
        id="leak",
        organization_id="river-house",
        address_visibility=AddressVisibility.HIDDEN,
        address_1="99 Example Lane",
    )
    path = tmp_path / "directory-leak.db"
    path.write_bytes(b"before")
    with pytest.raises(DirectoryFileError, match="hidden_address: location leak") as caught:
        build([*small_records, leaky], path)
    assert "Example Lane" not in str(caught.value)
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_service_that_is_gone_leaves_nothing_behind(small_database: Path) -> None:
    assert b"Closed Kitchen" not in small_database.read_bytes()
    assert b"+19165550107" not in small_database.read_bytes()


def test_an_empty_directory_answers(tmp_path: Path) -> None:
    path = tmp_path / "directory-none.db"
    build(read_records([]), path)
    with open_directory(path) as directory:
        assert directory.counts().services == 0
        assert directory.guides("en", NOVEMBER) == directory.cards("en", NOVEMBER) == ()
        assert directory.answers(), "nothing is wrong with the file: no watchdog ends the program"


def test_reading_needs_neither_builder_nor_its_packages() -> None:
    program = (
        "import sys, kiosk.directory.repository;"
        "building = {'sqlite_utils', 'pypinyin', 'ToJyutping', 'opencc'};"
        "sys.exit(' '.join((building | {'PySide6'}) & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stderr.decode().strip() == ""


def test_a_translation_is_found_without_reading_those_of_others(
    factory_directory: ServiceDirectory,
) -> None:
    connection, steps = factory_directory._connection, list[None]()
    connection.set_progress_handler(lambda: steps.append(None), 1)
    try:
        found = factory_directory.translations("service", ("weave-line",), "es")
    finally:
        connection.set_progress_handler(None, 0)
    assert found["weave-line"]
    assert len(steps) < 100
