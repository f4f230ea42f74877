"""Whatever is offered, a refusal is all that ever comes out."""

import random
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.sync.container import read_container
from kiosk.sync.verify import VerifiedBundle
from tests.long_runs import FULL
from tests.sync.attempt import RECORDS
from tests.sync.hostile import COALITION, folder, forge, meaning, mutate, seeds, take
from tests.sync.rawzip import Raw, assemble
from tests.sync.toolkit import pack

PARTS = COALITION.parts(RECORDS)
FILE = pack(PARTS)
SEEDS = seeds()
MANY = settings(max_examples=3000 if FULL else 100, derandomize=True, deadline=None)

WORD = st.integers(0, 0xFFFF)
LONG = st.integers(0, 0xFFFFFFFF) | st.sampled_from([0, 2**32 - 1, 2**31, 20, 65536])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "needed": WORD,
        "flags": WORD,
        "method": st.sampled_from([0, 8, 9, 12, 14, 93]),
        "crc": LONG,
        "packed": LONG,
        "size": LONG,
        "name": st.sampled_from([b"", b"targets.json", b"2.root.json", b"\xff"]) | st.binary(),
        "extra": st.binary(max_size=40),
    },
)
LISTED = st.fixed_dictionaries(
    {},
    optional={
        "comment": st.binary(max_size=20),
        "disk": WORD,
        "attributes": LONG,
        "offset": LONG,
    },
)
ENDS = st.fixed_dictionaries(
    {},
    optional={
        "disk": WORD,
        "first": WORD,
        "here": st.integers(0, 70),
        "count": st.integers(0, 70),
        "length": LONG,
        "start": LONG,
        "comment": WORD,
    },
)
PADS = st.fixed_dictionaries(
    {},
    optional={
        "gap": st.binary(max_size=4),
        "between": st.binary(max_size=4),
        "after": st.binary(max_size=30),
    },
)


def whole() -> VerifiedBundle:
    bundle = take(FILE)
    assert isinstance(bundle, VerifiedBundle)
    return bundle


MEANT = meaning(whole())


@given(st.binary(max_size=400))
@MANY
def test_any_bytes(data: bytes) -> None:
    assert isinstance(take(data), RefusalCode)
    assert isinstance(take(b"PK\3\4" + data), RefusalCode)


@given(st.integers(0, len(FILE)), st.integers(0, 40), st.binary(max_size=40))
@MANY
def test_a_file_with_bytes_replaced(start: int, length: int, data: bytes) -> None:
    found = take(FILE[:start] + data + FILE[start + length :])
    assert not isinstance(found, VerifiedBundle) or meaning(found) == MEANT


def member(name: str) -> st.SearchStrategy[list[Raw]]:
    """All members, the headers of one of them telling anything."""
    lying = st.builds(
        Raw,
        st.just(name.encode()),
        st.just(PARTS[name]),
        both=FIELDS | st.just({}),
        local=FIELDS | st.just({}),
        central=LISTED | st.just({}),
    )
    honest = {key: Raw(key.encode(), data) for key, data in PARTS.items()}
    return lying.map(lambda raw: list({**honest, name: raw}.values()))


@given(st.sampled_from(sorted(PARTS)).flatmap(member), ENDS | st.just({}), PADS)
@MANY
def test_a_zip_with_any_fields(
    members: list[Raw], end: dict[str, Any], pads: dict[str, bytes]
) -> None:
    found = take(assemble(members, **pads, **end))
    assert not isinstance(found, VerifiedBundle) or meaning(found) == MEANT


@given(st.dictionaries(st.sampled_from(sorted(PARTS)), st.binary(max_size=200)))
@MANY
def test_members_of_any_bytes(changed: dict[str, bytes]) -> None:
    found = take(pack({**PARTS, **changed}))
    assert not isinstance(found, VerifiedBundle) or meaning(found) == MEANT


@given(st.permutations(sorted(PARTS)), st.sampled_from([0, 8]))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_what_is_read_is_what_the_standard_library_reads(order: list[str], method: int) -> None:
    path = folder() / "plain"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name in order:
            archive.writestr(zipfile.ZipInfo(name), PARTS[name], method)
    try:
        found = read_container(path)
    except Refused as refused:
        pytest.fail(str(refused))
    with zipfile.ZipFile(path) as archive:
        assert archive.read("targets.json") == found.targets
        assert archive.read("helplines.json") == found.helplines
        found.unpack_directory(folder() / "unpacked")
        assert archive.read("directory.ndjson") == (folder() / "unpacked").read_bytes()


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_are_taken(name: str) -> None:
    assert isinstance(take(forge(SEEDS[name])), VerifiedBundle)


@pytest.mark.parametrize("name", SEEDS)
def test_signed_content_changed_at_random(name: str) -> None:
    """What somebody with a stolen key could sign: taken or refused, nothing else."""
    chance = random.Random(name)  # noqa: S311 - the same in every run
    for _ in range(4000 if FULL else 300):
        content = SEEDS[name][1:]
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            content = mutate(content, chance)
        take(forge(SEEDS[name][:1] + content))


@given(st.integers(0, 4), st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
@MANY
def test_signed_content_of_any_bytes(layer: int, content: bytes) -> None:
    take(forge(bytes([layer]) + content))
