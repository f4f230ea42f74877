"""Recordings in place of a voice: the words as they are now, or nothing."""

import math
from array import array
from pathlib import Path

import pytest

from kiosk.devices.speech import Utterance
from kiosk.devices.speech_clips import (
    LARGEST,
    RATE_HZ,
    Clips,
    NothingRecordedError,
    as_wav,
    at_volume,
    samples,
    tick_sound,
)

TONE = b"\x00\x10" * 2205


def recorded(folder: Path, name: str, content: bytes) -> None:
    path = folder / "hmn" / f"{name}.wav"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def nobody(_: Utterance) -> bytes:
    return b""


def test_recordings_follow_each_other_with_a_rest_between(tmp_path: Path) -> None:
    recorded(tmp_path, "9", as_wav(TONE))
    words = (Utterance("9", "hmn", "9"), Utterance("9", "hmn", "9"))
    sound = samples(Clips(tmp_path).joined(words, 10, nobody))
    assert sound is not None
    assert sound.startswith(TONE)
    assert sound.endswith(TONE)
    assert len(sound) - 2 * len(TONE) == 2 * round(0.35 * RATE_HZ)


def test_what_is_not_recorded_is_left_out_never_said_otherwise(tmp_path: Path) -> None:
    recorded(tmp_path, "9", as_wav(TONE))
    clips = Clips(tmp_path)
    words = (Utterance("9", "hmn", "9"), Utterance("1", "hmn", "1"))
    assert [clips.recorded(one) for one in words] == [True, False]
    assert samples(clips.joined(words, 10, nobody)) == TONE
    with pytest.raises(NothingRecordedError):
        clips.joined(words[1:], 10, nobody)


def test_english_names_are_said_in_english(tmp_path: Path) -> None:
    words = (Utterance("WEAVE", "en"),)
    assert samples(Clips(tmp_path).joined(words, 10, lambda _: as_wav(TONE))) == TONE


@pytest.mark.parametrize(
    "content",
    [b"", b"RIFF", b"not a sound", as_wav(TONE)[:20], as_wav(TONE).replace(b"\x22V", b"\x44\xac")],
)
def test_a_file_in_another_form_is_no_recording(tmp_path: Path, content: bytes) -> None:
    recorded(tmp_path, "9", content)
    with pytest.raises(NothingRecordedError):
        Clips(tmp_path).joined((Utterance("9", "hmn", "9"),), 10, nobody)


def test_a_file_that_was_cut_off_is_heard_as_far_as_it_goes(tmp_path: Path) -> None:
    recorded(tmp_path, "9", as_wav(TONE)[:-1])
    sound = Clips(tmp_path).joined((Utterance("9", "hmn", "9"),), 5, nobody)
    assert samples(sound) == at_volume(TONE[:-2], 5)


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    recorded(tmp_path, "9", b"")
    with (tmp_path / "hmn" / "9.wav").open("r+b") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(NothingRecordedError):
        Clips(tmp_path).joined((Utterance("9", "hmn", "9"),), 10, nobody)


def test_a_language_is_spoken_once_something_is_recorded(tmp_path: Path) -> None:
    assert not Clips(tmp_path).has("hmn")
    recorded(tmp_path, "9", as_wav(TONE))
    assert Clips(tmp_path).has("hmn")
    assert not Clips(tmp_path).has("ps")


def test_loudness_changes_the_samples() -> None:
    loud = (30000).to_bytes(2, "little", signed=True)
    assert at_volume(loud, 10) == loud
    assert at_volume(loud, 1) == (3000).to_bytes(2, "little", signed=True)
    low = (-30000).to_bytes(2, "little", signed=True)
    assert at_volume(low, 5) == (-15000).to_bytes(2, "little", signed=True)


def test_the_tick_of_a_press_is_short_and_soft() -> None:
    sound = samples(tick_sound())
    assert sound is not None
    values = array("h", sound)
    assert len(values) == round(0.02 * RATE_HZ)
    assert 20 * math.log10(max(map(abs, values)) / 32767) == pytest.approx(-24, abs=0.1)
