"""The JSON of the commands is a contract: committed schemas, and real answers that keep them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from kiosk.app import assets
from kiosk.cli import main
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.language import OFFERED
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.commands.answer_schemas import (
    ANSWERS,
    CHOICES,
    MEANINGS,
    answer_schema,
    directory_schema,
    helplines_schema,
    schema_files,
    write_schema_files,
)
from kiosk.visit.acts import Mode, TextStep
from tests.conftest import NOW, PresenterMaker
from tests.contract import SCHEMAS, schema, validate

pytestmark = pytest.mark.usefixtures("copied_builds")


def answered(folder: Path, *arguments: str) -> Any:
    result = CliRunner().invoke(main, ["--data", str(folder), *arguments, "--json"])
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


# --- the files ----------------------------------------------------------------------------------


def test_the_committed_schemas_are_those_of_the_types() -> None:
    wanted = schema_files()
    assert {path.name for path in SCHEMAS.iterdir()} == set(wanted)
    for name, content in wanted.items():
        assert (SCHEMAS / name).read_bytes() == content, f"{name}: run python main.py schema"


@pytest.mark.parametrize("name", sorted(path.stem for path in SCHEMAS.glob("*.json")))
def test_every_file_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name.removesuffix(".schema")))


def test_files_are_written_into_the_folder(tmp_path: Path) -> None:
    paths = write_schema_files(tmp_path / "schema")
    assert {path.stem for path in paths} == {path.stem for path in SCHEMAS.iterdir()}
    assert all(path.read_bytes().endswith(b"}\n") for path in paths)


def _fields() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in ANSWERS:
        for part, rules in answer_schema(name)["$defs"].items():
            for field, told in rules.get("properties", {}).items():
                yield part, field, told


def test_every_field_of_an_answer_is_explained() -> None:
    silent = [
        f"{part}.{field}"
        for part, field, told in _fields()
        if not {"description", "$ref"} & set(told) and told.get("type") not in {"integer", "array"}
    ]
    assert not silent, f"say in resources/publishing/meanings.toml what these mean: {silent}"


def test_nothing_is_explained_that_is_not_there() -> None:
    known = {(part, field) for part, field, _ in _fields()}
    for table in (MEANINGS, CHOICES):
        assert {(part, field) for part, fields in table.items() for field in fields} <= known


def test_every_kind_of_record_is_told_apart_and_closed() -> None:
    schema = directory_schema()
    kinds = schema["discriminator"]["mapping"]
    assert set(kinds) >= {"service", "phone", "schedule", "guide", "translation"}
    for reference in kinds.values():
        record = schema["$defs"][reference.rsplit("/", 1)[1]]
        assert record["additionalProperties"] is False


@pytest.mark.parametrize("path", assets.factory(), ids=lambda path: path.name)
def test_the_factory_directory_keeps_its_schema(path: Path) -> None:
    schema = directory_schema()
    kinds = schema["discriminator"]["mapping"]
    whole = Draft202012Validator(schema)
    check = {
        kind: whole.evolve(schema=schema | {"anyOf": [{"$ref": kinds[kind]}]}) for kind in kinds
    }
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        check[record["kind"]].validate(record)


def test_the_compiled_in_helplines_keep_theirs() -> None:
    document = json.loads(msgspec.json.encode(HelplineFile(helplines=ANCHORS)))
    check = Draft202012Validator(helplines_schema())
    check.validate(document)
    for wrong in ({}, {"helplines": [{"id": "line-1"}]}, document | {"more": 1}):
        assert not check.is_valid(wrong)


# --- the answers --------------------------------------------------------------------------------


@pytest.mark.rotating(7)
@pytest.mark.parametrize("text", ["bed", "not paid", "qqxxzz", "shleter"])
@pytest.mark.parametrize("tag", OFFERED)
def test_search_keeps_the_contract(data: Path, tag: str, text: str) -> None:
    validate("search", answered(data, "search", text, "--lang", tag, "--now", NOW))


@pytest.mark.parametrize("tag", OFFERED)
def test_show_keeps_the_contract(data: Path, tag: str) -> None:
    validate("show", answered(data, "show", "weave-line", "--lang", tag, "--now", NOW))


@pytest.mark.parametrize("more", [(), ("--tile", "eat_today", "--choose", "no_id")])
def test_answers_keep_the_contract(data: Path, more: tuple[str, ...]) -> None:
    validate("answers", answered(data, "answers", "food", "--now", NOW, *more))


def test_every_service_keeps_the_contract_of_show(
    presenter: PresenterMaker,
    factory_records: tuple[AnyRecord, ...],
    factory_directory: ServiceDirectory,
) -> None:
    ids = [record.id for record in factory_records if isinstance(record, Service)]
    views = presenter("es").services(ids)
    assert len(views) == len(ids) == factory_directory.counts().services
    for view in views:
        validate("show", view)


def test_status_keeps_the_contract(data: Path, tmp_path: Path) -> None:
    validate("status", answered(data, "status"))
    (tmp_path / "state.json").mkdir()
    (tmp_path / "state.json" / "in-the-way").touch()
    answer = answered(tmp_path, "status")
    assert answer["problem"]
    validate("status", answer)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("answers", "tiles"),
        ("search", "results"),
        ("show", "state"),
        ("status", "counts"),
        ("tour", "pictures"),
    ],
)
def test_an_answer_without_a_field_breaks_the_contract(name: str, field: str) -> None:
    assert field in {
        error.message.split("'")[1] for error in Draft202012Validator(schema(name)).iter_errors({})
    }


def test_what_open_can_be() -> None:
    parts = schema("search")["$defs"]
    assert parts["SearchResult"]["properties"]["open"]["$ref"].endswith("/StateTone")
    assert set(parts["StateTone"]["enum"]) == {"open", "later", "closed", "unknown"}


def test_a_picture_may_have_every_text_step_and_mode() -> None:
    picture = {
        "file": "en-1920x1080-M-default-home.png",
        "screen": "home",
        "language": "en",
        "size": "1920x1080",
        "texts": ["Who can help?"],
        "qr": [],
        "problems": [],
    }
    check = Draft202012Validator(schema("tour"))
    for step in TextStep:
        for mode in Mode:
            one = picture | {"text": step.value, "mode": mode.value}
            check.validate({"pictures": [one]})
            assert not check.is_valid({"pictures": [one | {"size": "large"}]})
    for wrong in ({"text": "XXL", "mode": "soft"}, {"text": "M", "mode": "dark"}):
        assert not check.is_valid({"pictures": [picture | wrong]})


def test_the_program_finds_its_schemas() -> None:
    assert assets.resources() / "schema" == SCHEMAS
