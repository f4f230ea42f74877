"""The command that speaks a text into a file, as a visitor would hear it."""

from pathlib import Path
from typing import Annotated

import msgspec

from kiosk import atomic_files
from kiosk.cli.base import CommandError, Context, Lang, UsageError, kiosk_command
from kiosk.cli.request_options import argument, option
from kiosk.devices.speech import USUAL_VOLUME, VOICES, SpokenLine, Utterance, VoiceSettings
from kiosk.devices.speech_clips import as_wav, samples
from kiosk.devices.speech_player import SpeechError, made
from kiosk.presentation.speech_text import utterances

MOST = 20_000
"""Most characters of a text: a page has 2,000, so this is a mistake or a book."""


class _SayRequest(msgspec.Struct, frozen=True, kw_only=True):
    text: Annotated[str, argument()]
    lang: Lang = "en"
    output: Annotated[Path, option("WAV file.", "-o", "--output")]


@kiosk_command("say", _SayRequest)
def say(context: Context, request: _SayRequest) -> None:
    """Speak a text into a WAV file, as a visitor would hear it."""
    text, lang = request.text, request.lang
    if len(text) > MOST:
        raise UsageError(f"The text has {len(text)} letters; at most {MOST} are read.")
    words = utterances([SpokenLine(text, lang)])
    if not words:
        raise UsageError("There is nothing to say in this text.")
    _write(request.output, _sound(context, words, lang))


def _write(output: Path, content: bytes) -> None:
    """Write a file that only its owner may read, as slips are; a device or pipe receives it."""
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as target:
                target.write(content)
        else:
            atomic_files.replace_file(output, content, mode=atomic_files.OWNER_ONLY)
    except OSError as error:
        why = error.strerror or "it does not take it"
        raise CommandError(f"{output} cannot be used: {why}.") from error


def _sound(context: Context, words: "tuple[Utterance, ...]", lang: str) -> bytes:
    if lang not in VOICES:
        return _recorded(context, words, lang)
    try:
        sound = samples(made(words, lang, VoiceSettings()))
    except SpeechError as error:
        raise CommandError(str(error)) from error
    if sound is None:
        raise CommandError("espeak-ng made no sound. Install it again.")
    return as_wav(sound)


def _recorded(context: Context, words: "tuple[Utterance, ...]", lang: str) -> bytes:
    """Join the site's recordings of words; if some are missing, name their files."""
    clips = context.settings.speech.recordings
    wanted = sorted({f"{lang}/{one.clip}.wav" for one in words})
    if clips is None or not all(clips.recorded(one) for one in words):
        raise CommandError(
            f"There is no voice for {lang}. Recordings of these words are read from the folder"
            f" clips of [speech] in the settings, as: {', '.join(wanted)}."
        )
    return clips.joined(words, USUAL_VOLUME, lambda _: b"")
