"""Screen titles of the compiled-in lines, by their reserved ids."""

from kiosk.domain.helplines import VIDEO_LINE, Anchor
from kiosk.i18n.messages import NP_, Message

TITLES: dict[str, Message] = {
    # TRANSLATORS: title over the big number of the national help line
    Anchor.HELP_LINE: NP_("helpline", "Call the help line"),
    # TRANSLATORS: title over 988, for someone who cannot bear it any more; name no illness
    Anchor.CRISIS: NP_("helpline", "When it is too much"),
    # TRANSLATORS: title over 911
    Anchor.EMERGENCY: NP_("helpline", "Danger right now"),
    # TRANSLATORS: title over the line for people hurt by a partner or family
    Anchor.HOME: NP_("helpline", "Someone at home hurts you"),
    # TRANSLATORS: A way to get help without a voice: in sign language, by a video call.
    VIDEO_LINE.service_id: NP_("helpline", "Sign by video"),
}
