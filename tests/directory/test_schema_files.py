from pathlib import Path

from kiosk.directory.schema_files import directory_schema, schema_files, write_schema_files

COMMITTED = Path(__file__).parents[2] / "resources" / "schema"


def test_the_committed_schemas_are_those_of_the_records() -> None:
    for name, content in schema_files().items():
        assert (COMMITTED / name).read_bytes() == content, f"{name}: run resource-kiosk schema"


def test_every_kind_of_record_is_told_apart_and_closed() -> None:
    schema = directory_schema()
    kinds = schema["discriminator"]["mapping"]
    assert set(kinds) >= {"service", "phone", "schedule", "guide", "translation"}
    for reference in kinds.values():
        record = schema["$defs"][reference.rsplit("/", 1)[1]]
        assert record["additionalProperties"] is False


def test_files_are_written_into_the_folder(tmp_path: Path) -> None:
    paths = write_schema_files(tmp_path / "schema")
    assert [path.name for path in paths] == ["directory.schema.json"]
    assert all(path.read_bytes().endswith(b"}\n") for path in paths)
