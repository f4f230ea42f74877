"""The files of the factory directory: what a person typed is completed, each record has its place.

A change shows as its own lines: every kind has its files, and every record its place in them.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.domain.checks import kind_of, source_texts
from kiosk.domain.ndjson import RecordsError, read_records
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Organization,
    Phone,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Translation,
)
from kiosk.domain.text import source_hash
from kiosk.editor.workbook.language_sheets import NO_TEXT, translation_id

FactoryFiles = Mapping[Path, Sequence[AnyRecord]]
"""Records by file, in order."""
Group = tuple[str, str]
"""What stands together in a file: a kind with its language, or a service with its id."""
TextName = tuple[str, str, str]
"""Kind, id and field of a translatable text."""

_NAMES: Final = {
    "figure": "guides",
    "guide": "guides",
    "awareness_card": "cards",
    "tile": "tiles",
    "search_word": "search-words-{}",
    "translation": "text-{}",
}
"""The file of each kind that has none yet; ``{}`` is a language."""
_RANKS: Final[dict[type, int]] = {
    each: rank for rank, each in enumerate((Organization, Service, Phone, Schedule, Location))
}
"""The lines of a service, in their order."""
_ENTITIES: Final = ("awareness_card", "guide", "organization", "service", "tile")
"""Kinds with translations, in the order of the files."""


def read_factory(folder: Path) -> FactoryFiles:
    """Read the files of ``folder``; complete translations that have no id or no hash.

    Raises:
        RecordsError: names the file, the line and what is wrong with it.
    """
    paths = sorted(folder.glob("*.ndjson"))
    if not paths:
        raise RecordsError(str(folder), None, "has no file NAME.ndjson; name another folder")
    files = {path: list(read_records(map(_completed, _lines(path)), path.name)) for path in paths}
    hashes = text_hashes(record for records in files.values() for record in records)
    return {
        path: [_tied(record, hashes, path.name, at) for at, record in enumerate(records, 1)]
        for path, records in files.items()
    }


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except OSError as error:
        raise RecordsError(path.name, None, f"cannot be read ({error.strerror})") from error


def _completed(line: bytes) -> bytes:
    """Give a translation typed by hand the id of its text, and no source text yet."""
    if b'"source_hash"' in line and b'"id"' in line:
        return line
    try:
        raw = msgspec.json.decode(line)
    except msgspec.DecodeError:
        return line
    if not isinstance(raw, dict) or raw.get("kind") != "translation":
        return line
    name = [str(raw.get(key, "")) for key in ("entity", "entity_id", "field", "language")]
    if not all(name):
        return line
    return msgspec.json.encode({"id": translation_id(*name), "source_hash": NO_TEXT} | raw)


def _tied(record: AnyRecord, hashes: Mapping[TextName, str], name: str, line: int) -> AnyRecord:
    """Tie a translation without a hash to the source text of today."""
    if not isinstance(record, Translation) or record.source_hash != NO_TEXT:
        return record
    found = hashes.get((record.entity, record.entity_id, record.field))
    if found is None:
        reason = "translates a text that is not there; correct entity, entity_id or field"
        raise RecordsError(name, line, reason)
    return msgspec.structs.replace(record, source_hash=found)


def text_hashes(records: Iterable[AnyRecord]) -> dict[TextName, str]:
    """Return the hash of every translatable text."""
    return {
        (kind_of(record), record.id, field): source_hash(text)
        for record in records
        if not isinstance(record, Translation)
        for field, text in source_texts(record).items()
    }


def changed_files(files: FactoryFiles, records: Sequence[AnyRecord]) -> dict[Path, bytes]:
    """Return the new content of each file that changes if the directory has ``records``.

    An equal record is written as it was: a default value may stand in it or not.
    """
    places = _Places(files, records)
    before = {(kind_of(one), one.id): one for own in files.values() for one in own}
    new: dict[Path, list[AnyRecord]] = {path: [] for path in files}
    for record in sorted(records, key=places.position):
        old = before.get((kind_of(record), record.id))
        new.setdefault(places.path(record), []).append(old if old == record else record)
    encoded = {path: msgspec.json.Encoder().encode_lines(lines) for path, lines in new.items()}
    return {
        path: content
        for path, content in encoded.items()
        if path not in files or content != path.read_bytes()
    }


class _Places:
    """The file of each record, and its position there.

    Services follow each other, each with its numbers, hours and places; its organization stands
    before the first of them. Translations follow their texts.
    """

    def __init__(self, files: FactoryFiles, records: Sequence[AnyRecord]) -> None:
        self._number = {(kind_of(one), one.id): at for at, one in enumerate(records)}
        self._fields = {(kind_of(one), one.id): [*source_texts(one)] for one in records}
        self._service: dict[Group, str] = {}
        for one in records:
            match one:
                case Service():
                    self._service.setdefault(("organization", one.organization_id), one.id)
                case ServiceAtLocation():
                    self._service.setdefault(("location", one.location_id), one.service_id)
        self._folder = next(iter(files)).parent
        self._paths: dict[Group, Path] = {}
        for path, own in files.items():
            self._paths |= dict.fromkeys(map(self._group, own), path) | self._paths
        self._order = [*self._paths]
        self._last = max(
            (at for (kind, _), at in self._paths.items() if kind == "service"),
            default=self._folder / "services-1.ndjson",
        )

    def path(self, record: AnyRecord) -> Path:
        """Return the file of a record."""
        kind, key = group = self._group(record)
        name = _NAMES.get(kind)
        made = self._folder / f"{name.format(key)}.ndjson" if name else self._last
        return self._paths.get(group, made)

    def position(self, record: AnyRecord) -> tuple[int, ...]:
        """Return a key to sort the records of a file by."""
        own = self._at(kind_of(record), record.id)
        group = self._group(record)
        match record:
            case Translation():
                key = record.entity, record.entity_id
                fields = self._fields.get(key, [])
                field = fields.index(record.field) if record.field in fields else len(fields)
                return (_ENTITIES.index(record.entity), self._at(*key), field)
            case ServiceAtLocation():
                place = self._at("location", record.location_id)
                return (self._at(*group), _RANKS[Location], place, 1)
            case _ if type(record) in _RANKS:
                return (self._at(*group), _RANKS[type(record)], own, 0)
            case _:
                order = self._order.index(group) if group in self._paths else len(self._order)
                return (order, own)

    def _group(self, record: AnyRecord) -> Group:
        match record:
            case SearchWord() | Translation():
                return kind_of(record), record.language
            case Service():
                return "service", record.id
            case Organization() | Location():
                return "service", self._service.get((kind_of(record), record.id), "")
            case Phone() | Schedule() | ServiceAtLocation():
                return "service", record.service_id
            case _:
                return kind_of(record), ""

    def _at(self, kind: str, key: str) -> int:
        return self._number.get((kind, key), len(self._number))


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write all files, or leave all as they were. Raises :class:`OSError`."""
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    try:
        for path, content in contents.items():
            atomic_files.replace_file(path, content)
    except BaseException:
        for path, old in before.items():
            if old is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != old:
                atomic_files.replace_file(path, old)
        raise
