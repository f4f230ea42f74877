"""Whether headphones are in: told by a card, a file or the site, and never by guessing."""

import os
import time
from pathlib import Path

import pytest

from kiosk.devices.headphone_jack import (
    AlwaysPlugged,
    HeadphoneFile,
    SoundCardJack,
    headphone_jacks,
)
from kiosk.devices.speech_settings import SpeechSettings

LISTED = """numid=19,iface=CARD,name='Headphone Front Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values={front}
numid=20,iface=CARD,name='Speaker Phantom Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values=on
numid=1,iface=MIXER,name='Headphone Playback Switch'
  ; type=BOOLEAN,access=rw------,values=2
  : values=on,on
numid=21,iface=CARD,name='Headphone Phantom Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values=on
"""


@pytest.mark.parametrize(("front", "plugged"), [("on", True), ("off", False)])
def test_a_card_tells_by_its_jack_alone(front: str, *, plugged: bool) -> None:
    assert headphone_jacks(LISTED.format(front=front)) == (plugged,)


@pytest.mark.parametrize(
    "listed", ["", "Invalid CTL hw:0", "numid=1,iface=CARD,name='HDMI Jack'\n  : values=on\n"]
)
def test_a_card_that_senses_nothing_has_no_headphones(listed: str) -> None:
    assert headphone_jacks(listed) == ()


def amixer(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> SoundCardJack:
    """The jack of a machine with two cards, whose amixer is a script."""
    for name in ("card0", "card1", "controlC0", "timer"):
        (folder / name).mkdir()
    script = folder / "amixer"
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return SoundCardJack(folder)


def settled(jack: SoundCardJack, *, plugged: bool) -> bool:
    """Whether a jack says so, however slow the machine."""
    until = time.monotonic() + 60
    while jack.plugged() is not plugged and time.monotonic() < until:
        time.sleep(0.01)
    return jack.plugged() is plugged


@pytest.mark.parametrize("front", ["on", "off"])
def test_headphones_are_only_asked_for_where_a_jack_senses_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, front: str
) -> None:
    listed = tmp_path / "listed"
    listed.write_text(LISTED.format(front=front), encoding="utf-8")
    jack = amixer(tmp_path, monkeypatch, f"cat '{listed}'")
    assert settled(jack, plugged=front == "on")
    assert jack.sensed()
    listed.unlink()
    assert settled(jack, plugged=False)
    assert jack.sensed(), "a card that does not answer is not one that senses nothing"
    listed.write_text(LISTED.replace("Headphone Front Jack", "HDMI Jack"), encoding="utf-8")
    until = time.monotonic() + 60
    while jack.sensed() and time.monotonic() < until:
        time.sleep(0.01)
        jack.plugged()
    assert not jack.sensed()
    assert not jack.plugged()


def test_any_card_may_have_the_headphones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for card, state in (("0", "off"), ("1", "on")):
        (tmp_path / card).write_text(LISTED.format(front=state), encoding="utf-8")
    script = f"[ \"$1 $3\" = '--card contents' ] && cat '{tmp_path}'/$2"
    jack = amixer(tmp_path, monkeypatch, script)
    assert settled(jack, plugged=True)
    (tmp_path / "1").write_text(LISTED.format(front="off"), encoding="utf-8")
    assert settled(jack, plugged=False)


def test_a_card_that_hangs_never_holds_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was known stays for a moment, then nothing is in; once it answers, all is as before."""
    state = tmp_path / "state"
    state.write_text(LISTED.format(front="on"), encoding="utf-8")
    hangs = tmp_path / "hangs"
    jack = amixer(tmp_path, monkeypatch, f"[ -e '{hangs}' ] && exec sleep 60\ncat '{state}'")
    assert settled(jack, plugged=True)
    hangs.touch()
    assert jack.plugged(), "it was in, and nothing says that it is not"
    assert settled(jack, plugged=False), "a card that does not answer counts as nothing"
    hangs.unlink()
    assert settled(jack, plugged=True)


def test_a_machine_without_amixer_has_no_headphones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "card0").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    jack = SoundCardJack(tmp_path)
    assert not jack.plugged()
    assert not jack.sensed()


@pytest.mark.parametrize(
    ("content", "plugged"), [(b"in\n", True), (b"out\n", False), (b"", False), (b"\xff", False)]
)
def test_a_file_says_it(tmp_path: Path, content: bytes, *, plugged: bool) -> None:
    path = tmp_path / "headphones"
    assert not HeadphoneFile(path).plugged()
    path.write_bytes(content)
    assert HeadphoneFile(path).plugged() is plugged


def test_the_site_says_where_headphones_are_known() -> None:
    assert isinstance(SpeechSettings().jack(), SoundCardJack)
    assert isinstance(SpeechSettings(headphones="always").jack(), AlwaysPlugged)
    assert isinstance(SpeechSettings(loudspeaker=True).jack(), AlwaysPlugged)
    assert SpeechSettings(headphones="/run/jack").jack() == HeadphoneFile(Path("/run/jack"))
