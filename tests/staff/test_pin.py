"""The PIN: which are refused, what is kept of one, that only the same one opens."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.staff.pin import PinFlaw, PinUnreadable, flaw, matches, save_pin
from kiosk.sync.provisioned import PIN_FILE, PinOwner, is_provisioned

GOOD = "270918"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("", PinFlaw.NOT_DIGITS, id="nothing"),
        pytest.param("27091a", PinFlaw.NOT_DIGITS, id="a letter"),
        pytest.param("２７０９１８", PinFlaw.NOT_DIGITS, id="wide digits"),
        pytest.param("27091", PinFlaw.SHORT, id="five digits"),
        pytest.param("2709184615307", PinFlaw.LONG, id="thirteen digits"),
        pytest.param("000000", PinFlaw.WEAK, id="all the same"),
        pytest.param("771777", PinFlaw.WEAK, id="two different digits"),
        pytest.param("123456", PinFlaw.WEAK, id="upwards"),
        pytest.param("987654", PinFlaw.WEAK, id="downwards"),
        pytest.param("890123", PinFlaw.WEAK, id="upwards past nine"),
        pytest.param("210987", PinFlaw.WEAK, id="downwards past nought"),
        pytest.param("112233", PinFlaw.WEAK, id="a doubled run"),
        pytest.param("123321", PinFlaw.WEAK, id="a mirrored run"),
        pytest.param("1234321", PinFlaw.WEAK, id="a mirrored run with a peak"),
        pytest.param("483483", PinFlaw.WEAK, id="a block twice"),
        pytest.param("1231231", PinFlaw.WEAK, id="a block twice and a bit"),
        pytest.param("147258", PinFlaw.WEAK, id="down the key pad"),
        pytest.param("159753", PinFlaw.WEAK, id="across the key pad"),
        pytest.param("789456123", PinFlaw.WEAK, id="the whole key pad"),
        pytest.param(GOOD, None, id="good"),
        pytest.param("270918461530", None, id="twelve digits"),
        pytest.param("135790", None, id="steps of two"),
        pytest.param("1472587", None, id="one key more than lines"),
        pytest.param("114477", None, id="doubled but no run"),
        pytest.param("482284", None, id="mirrored but no run"),
    ],
)
def test_which_pins_are_good(typed: str, expected: PinFlaw | None) -> None:
    assert flaw(typed) is expected


@given(st.text(max_size=20))
def test_only_six_to_twelve_digits_are_ever_good(typed: str) -> None:
    if flaw(typed) is None:
        assert 6 <= len(typed) <= 12
        assert set(typed) <= set("0123456789")


def test_one_in_a_hundred_pins_of_six_digits_is_refused_at_most() -> None:
    weak = sum(flaw(f"{number:06}") is not None for number in range(0, 10**6, 7))
    assert weak < 10**6 / 7 / 100


def test_only_the_same_pin_matches(tmp_path: Path) -> None:
    assert not is_provisioned(tmp_path)
    save_pin(tmp_path, GOOD)
    assert is_provisioned(tmp_path)
    assert matches(tmp_path, GOOD)
    assert not matches(tmp_path, "270919")
    assert not matches(tmp_path, "")


def test_the_file_holds_no_pin_and_is_its_owners_alone(tmp_path: Path) -> None:
    save_pin(tmp_path, GOOD)
    path = tmp_path / PIN_FILE
    assert GOOD.encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    first = path.read_bytes()
    save_pin(tmp_path, GOOD)
    assert path.read_bytes() != first, "each has a salt of its own"


def test_a_weak_pin_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="weak"):
        save_pin(tmp_path, "123456")
    assert not is_provisioned(tmp_path)


def _changed(**fields: object) -> bytes:
    kept = {"format": 1, "cost": 32768, "blocks": 8, "lanes": 1}
    whole = {**kept, "salt": "00" * 16, "digest": "00" * 32, **fields}
    return json.dumps({name: value for name, value in whole.items() if value != ""}).encode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="torn"),
        pytest.param(b"\xff", id="no text"),
        pytest.param(_changed(digest=""), id="no digest"),
        pytest.param(_changed(digest="0"), id="short digest"),
        pytest.param(_changed(format=2), id="a newer program's"),
        pytest.param(_changed(cost=2**30), id="a cost that would stop the machine"),
        pytest.param(_changed(more=1), id="an unknown field"),
    ],
)
def test_a_damaged_file_opens_to_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PIN_FILE).write_bytes(content)
    assert is_provisioned(tmp_path)
    with pytest.raises(PinUnreadable):
        matches(tmp_path, GOOD)


def test_a_missing_file_opens_to_nobody(tmp_path: Path) -> None:
    with pytest.raises(PinUnreadable):
        matches(tmp_path, GOOD)


def test_no_pin_opens_two_things(tmp_path: Path) -> None:
    """One that nobody can enter with is no other PIN."""
    save_pin(tmp_path, GOOD)
    with pytest.raises(ValueError, match=PinFlaw.TAKEN.value):
        save_pin(tmp_path, GOOD, PinOwner.HELPER)
    assert not is_provisioned(tmp_path, PinOwner.HELPER)
    (tmp_path / PIN_FILE).write_bytes(b"torn")
    save_pin(tmp_path, GOOD, PinOwner.HELPER)
    assert matches(tmp_path, GOOD, PinOwner.HELPER)
