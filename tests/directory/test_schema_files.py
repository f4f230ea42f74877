import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from kiosk.app import assets
from kiosk.directory.schema_files import HelplineFile, directory_schema, helplines_schema
from kiosk.domain.helplines import ANCHORS


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
    whole = jsonschema.Draft202012Validator(schema)
    check = {
        kind: whole.evolve(schema=schema | {"anyOf": [{"$ref": kinds[kind]}]}) for kind in kinds
    }
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        check[record["kind"]].validate(record)


def test_the_compiled_in_helplines_keep_theirs() -> None:
    document = json.loads(msgspec.json.encode(HelplineFile(helplines=ANCHORS)))
    check = jsonschema.Draft202012Validator(helplines_schema())
    check.validate(document)
    for wrong in ({}, {"helplines": [{"id": "line-1"}]}, document | {"more": 1}):
        assert not check.is_valid(wrong)
