"""Whether headphones are in: told by a card, a file or the site, and never by guessing."""

import os
from pathlib import Path

import pytest

from kiosk.handoff.speech_jack import AlwaysIn, CardJack, JackFile, jack_in
from kiosk.handoff.speech_settings import SpeechSettings

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
    assert jack_in(LISTED.format(front=front)) is plugged


@pytest.mark.parametrize(
    "listed", ["", "Invalid CTL hw:0", "numid=1,iface=CARD,name='HDMI Jack'\n  : values=on\n"]
)
def test_a_card_that_senses_nothing_has_no_headphones(listed: str) -> None:
    assert not jack_in(listed)


def test_any_card_may_have_the_headphones(tmp_path: Path) -> None:
    for name in ("card0", "card1", "controlC0", "timer"):
        (tmp_path / name).mkdir()
    states = {0: "off", 1: "on"}
    jack = CardJack(tmp_path, lambda card: LISTED.format(front=states[card]))
    assert jack.plugged()
    states[1] = "off"
    assert not jack.plugged()


def test_amixer_is_asked_for_the_controls_of_the_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "card3").mkdir()
    amixer = tmp_path / "amixer"
    answer = LISTED.format(front="on")
    amixer.write_text(f"#!/bin/sh\n[ \"$*\" = '--card 3 contents' ] && cat <<'X'\n{answer}X\n")
    amixer.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert CardJack(tmp_path).plugged()


def test_a_machine_without_amixer_has_no_headphones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "card0").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not CardJack(tmp_path).plugged()


@pytest.mark.parametrize(
    ("content", "plugged"), [(b"in\n", True), (b"out\n", False), (b"", False), (b"\xff", False)]
)
def test_a_file_says_it(tmp_path: Path, content: bytes, *, plugged: bool) -> None:
    path = tmp_path / "headphones"
    assert not JackFile(path).plugged()
    path.write_bytes(content)
    assert JackFile(path).plugged() is plugged


def test_the_site_says_where_headphones_are_known() -> None:
    assert isinstance(SpeechSettings().jack(), CardJack)
    assert isinstance(SpeechSettings(headphones="always").jack(), AlwaysIn)
    assert isinstance(SpeechSettings(loudspeaker=True).jack(), AlwaysIn)
    assert SpeechSettings(headphones="/run/jack").jack() == JackFile(Path("/run/jack"))
