"""Strict readers of earlier formats: what the program of that format would refuse.

``tests/data/earlier-formats.json`` was written down when the next format began, and never changes.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

_RECORDED = Path(__file__).parents[1] / "data" / "earlier-formats.json"
_MEMBERS = {"targets.json", "directory-role.json", "helplines.json", "directory.ndjson"}


@cache
def recorded() -> Mapping[str, Any]:
    """Fields, coded words, translatable texts and parts of helplines by number of the format."""
    return dict(json.loads(_RECORDED.read_text("utf-8")))


def refused_records(number: int, records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what a reader of a format does not know of records in JSON."""
    known = recorded()[str(number)]
    for record in records:
        kind = record["kind"]
        if kind not in known["fields"]:
            yield f"kind {kind}"
            continue
        yield from (f"{kind}.{one}" for one in record.keys() - {"kind", *known["fields"][kind]})
        for field, value in record.items():
            words = known["words"].get(f"{kind}.{field}", [])
            said = value if isinstance(value, list) else [value]
            yield from (f"{kind}.{field} {one}" for one in said if words and one not in words)
        if kind == "translation" and not record["field"].startswith("blocks."):
            texts = known["texts"].get(record["entity"], ())
            yield from [f"text of {record['entity']}.{record['field']}"] * (
                record["field"] not in texts
            )
        targets = {"needs", "service_ids", "guide_ids"} & {*known["fields"]["search_word"]}
        if kind == "search_word" and targets.isdisjoint(record):
            yield "search word that points nowhere"


def refused(number: int, path: Path) -> list[str]:
    """Return what a kiosk of a format does not know of a sync file."""
    known = recorded()[str(number)]
    with zipfile.ZipFile(path) as archive:
        names = {one for one in archive.namelist() if not one.endswith(".root.json")}
        lines = archive.read("directory.ndjson").splitlines()
        guarded = json.loads(archive.read("helplines.json"))["guarded"]
        signed = [json.loads(archive.read(one)) for one in ("targets.json", "directory-role.json")]
    found = [f"member {one}" for one in names - _MEMBERS]
    for each in signed:
        (target,) = each["signed"]["targets"].values()
        if target["custom"]["format"] != number:
            found.append(f"format {target['custom']['format']}")
    for line in guarded:
        found += [f"line {one}" for one in line.keys() - known["lines"]]
        found += [
            f"number {one}" for phone in line["phones"] for one in phone.keys() - known["phones"]
        ]
    return [*found, *refused_records(number, map(json.loads, lines))]
