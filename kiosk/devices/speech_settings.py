"""``[speech]`` in a site's settings."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk.devices.headphone_jack import (
    AlwaysPlugged,
    HeadphoneFile,
    HeadphoneSensor,
    SoundCardJack,
)

if TYPE_CHECKING:
    from kiosk.devices.speech_clips import Clips
    from kiosk.devices.speech_player import Player

ALWAYS, SENSED = "always", "sensed"
"""Values of ``headphones`` besides the path of a file."""


class SpeechSettings(msgspec.Struct, frozen=True):
    """Who may hear the speech. Without ``loudspeaker`` it plays through headphones only.

    ``headphones`` is ``sensed`` (by the sound card), ``always``, or the path of a file that
    contains ``in``. ``device`` is an ALSA device. ``clips`` is the absolute path of a folder of
    recordings.
    """

    loudspeaker: bool = False
    headphones: str = SENSED
    device: str = "default"
    clips: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.loudspeaker, bool):
            raise ValueError("loudspeaker must be true or false")  # noqa: TRY004
        for name in ("headphones", "device", "clips"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value.isprintable():
                raise ValueError(f"{name} must be a text in quotes, on one line")
        if self.headphones not in {SENSED, ALWAYS} and not self.headphones.startswith("/"):
            raise ValueError(f"headphones must be {SENSED}, {ALWAYS} or a file from / on")
        if not self.device or self.device.startswith("-"):
            raise ValueError("device must name a device of ALSA, such as default")
        if self.clips and not self.clips.startswith("/"):
            raise ValueError("clips must be a folder from / on, such as /srv/kiosk/clips")

    @property
    def recordings(self) -> "Clips | None":
        """The site's recordings, if it has some."""
        from kiosk.devices.speech_clips import Clips

        return Clips(Path(self.clips)) if self.clips else None

    def player(self) -> "Player":
        """Return the player of this site."""
        from kiosk.devices.speech_player import Player

        return Player(self.device, self.recordings)

    def jack(self) -> HeadphoneSensor:
        """Return the headphone jack of this site."""
        if self.loudspeaker or self.headphones == ALWAYS:
            return AlwaysPlugged()
        return (
            SoundCardJack() if self.headphones == SENSED else HeadphoneFile(Path(self.headphones))
        )
