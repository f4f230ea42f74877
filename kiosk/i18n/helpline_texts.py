"""Screen titles of the compiled-in lines, by their reserved ids."""

from kiosk.domain.helplines import VIDEO_LINE, Anchor
from kiosk.i18n.messages import NP_, Message

TITLES: dict[str, Message] = {
    # TRANSLATORS: title over the number of a line about forced work or sex; "feels" must stay
    Anchor.HELP_LINE: NP_("helpline", "Work or sex that feels forced"),
    # TRANSLATORS: title over 988, for someone who cannot bear it any more; name no illness
    Anchor.CRISIS: NP_("helpline", "When it is too much"),
    # TRANSLATORS: title over 911
    Anchor.EMERGENCY: NP_("helpline", "Danger right now"),
    # TRANSLATORS: title over the number of a line for people hurt by a partner or family
    Anchor.HOME: NP_("helpline", "Someone close hurts me"),
    # TRANSLATORS: A way to get help without a voice: in sign language, by a video call.
    VIDEO_LINE.service_id: NP_("helpline", "Sign by video"),
}
BRIEF_TITLES: dict[str, Message] = {
    # TRANSLATORS: next to 988 in the largest letters: "When it is too much" in one or two words
    Anchor.CRISIS: NP_("helpline", "Too much"),
    # TRANSLATORS: next to 911 in the largest letters: "Danger right now" in one word
    Anchor.EMERGENCY: NP_("helpline", "Danger"),
}
"""The same where a small screen has no room for more."""
