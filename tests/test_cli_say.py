"""``say``: what a visitor would hear, as a file; and a plain word where that cannot be."""

import wave
from pathlib import Path

import pytest

from kiosk.devices.speech_clips import as_wav
from kiosk.domain.text import source_hash
from tests.devices.speech_room import GREETING, SPEAKS
from tests.shell import call


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (22050, 2, 1)
        return file.getnframes() / file.getframerate()


@SPEAKS
@pytest.mark.parametrize("tag", sorted(GREETING))
def test_a_text_is_spoken_into_a_file(tmp_path: Path, tag: str) -> None:
    out = tmp_path / "said.wav"
    result = call(tmp_path, "say", GREETING[tag], "--lang", tag, "-o", out)
    assert (result.exit_code, result.output) == (0, "")
    assert 0.5 < seconds(out) < 4


@SPEAKS
def test_numbers_take_the_time_of_their_digits(tmp_path: Path) -> None:
    for name, text in (("number", "916-920-2952"), ("sum", "9,169,202,952 dollars")):
        assert call(tmp_path, "say", text, "-o", tmp_path / f"{name}.wav").exit_code == 0
    assert seconds(tmp_path / "number.wav") > 3


def test_a_language_without_a_voice_says_what_to_record(tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    result = call(tmp_path, "say", "Nyob zoo", "--lang", "hmn", "-o", out)
    assert result.exit_code == 1
    assert f"hmn/{source_hash('Nyob zoo')}.wav" in result.output
    assert not out.exists()


def test_recordings_of_the_site_are_used(tmp_path: Path) -> None:
    clips = tmp_path / "clips" / "hmn"
    clips.mkdir(parents=True)
    (clips / f"{source_hash('Nyob zoo')}.wav").write_bytes(as_wav(b"\0\x10" * 22050))
    (tmp_path / "settings.toml").write_text(f'[speech]\nclips = "{clips.parent}"\n', "utf-8")
    out = tmp_path / "said.wav"
    assert call(tmp_path, "say", "Nyob zoo", "--lang", "hmn", "-o", out).exit_code == 0
    assert seconds(out) == 1


def test_without_espeak_it_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = call(tmp_path, "say", "Hello", "-o", tmp_path / "said.wav")
    assert result.exit_code == 1
    assert "apt install espeak-ng alsa-utils" in result.output
    assert "Hello" not in result.output


@pytest.mark.parametrize(
    ("text", "words"), [("…", "nothing to say"), ("word " * 5000, "at most 20000")]
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, text: str, words: str) -> None:
    result = call(tmp_path, "say", text, "-o", tmp_path / "said.wav")
    assert result.exit_code == 2
    assert words in result.output


@SPEAKS
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    result = call(tmp_path, "say", "Hello", "-o", tmp_path / "no" / "said.wav")
    assert result.exit_code == 1
    assert "said.wav cannot be used" in result.output


@SPEAKS
def test_a_full_disk_is_told_by_the_name_of_the_place(tmp_path: Path) -> None:
    result = call(tmp_path, "say", "Hello", "-o", "/dev/full")
    assert result.exit_code == 1
    assert "/dev/full cannot be used: No space left on device." in result.output


@SPEAKS
def test_what_is_said_is_for_its_owner_alone(tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    out.touch(0o644)
    assert call(tmp_path, "say", "Hello", "-o", out).exit_code == 0
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('loudspeaker = "yes"', "loudspeaker must be true or false"),
        ('headphones = "sometimes"', "headphones must be sensed, always or a file"),
        ("headphones = 3", "headphones must be a text"),
        ('device = ""', "device must name a device"),
        ('device = "-D"', "device must name a device"),
        ('clips = "sounds"', "clips must be a folder from / on"),
        ("volume = 3", "unknown setting 'volume'"),
    ],
)
def test_a_mistake_in_the_settings_is_named(tmp_path: Path, line: str, named: str) -> None:
    (tmp_path / "settings.toml").write_text(f"[speech]\n{line}\n", encoding="utf-8")
    result = call(tmp_path, "say", "Hello", "-o", tmp_path / "said.wav")
    assert result.exit_code == 2
    assert named in result.output
