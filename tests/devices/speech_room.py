"""A machine to speak on: the real programs, and a sound device that plays to nobody."""

import os
import re
import shutil
from pathlib import Path

import pytest

from kiosk.devices.speech import Utterance

SPEAKS = pytest.mark.skipif(
    shutil.which("espeak-ng") is None or shutil.which("aplay") is None,
    reason="espeak-ng and alsa-utils are not installed",
)
LONG = (Utterance("Talk to someone now. Free. Day and night. " * 200, "en"),)
GREETING = {
    "en": "Talk to someone now.",
    "es": "Hable con alguien ahora.",
    "zh-Hans": "现在就找人谈谈。",
    "zh-Hant": "馬上找人談。",
    "vi": "Nói chuyện ngay với ai đó.",
    "ru": "Поговорить сейчас.",
    "uk": "Поговорити зараз.",
    "pa": "ਹੁਣੇ ਕਿਸੇ ਨਾਲ ਗੱਲ ਕਰੋ।",
    "hi": "अभी किसी से बात करें।",
    "ko": "지금 이야기하기.",
    "ar": "التحدث مع شخص الآن.",
    "fa": "حالا با کسی حرف بزنید.",
    "prs": "همین حالا با کسی گپ بزنید.",
}


def device(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A device of ALSA that takes sound as slowly as a real one and lets nobody hear it."""
    conf = folder / "asound.conf"
    conf.write_text("</usr/share/alsa/alsa.conf>\npcm.nobody { type null }\n", encoding="ascii")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(conf))
    return "nobody"


def children() -> dict[int, str]:
    """The programs this process started and that still run: their command lines."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            status = (entry / "stat").read_text(encoding="utf-8", errors="replace")
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        parent = re.sub(r".*\) \S ", "", status, flags=re.DOTALL).split()[0]
        if parent == str(os.getpid()):
            found[int(entry.name)] = line
    return found
