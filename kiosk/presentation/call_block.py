"""The call block of a question or a list: at most two lines with their numbers."""

from collections.abc import Callable, Iterable
from typing import Final

from kiosk.domain.access_route import is_day_and_night
from kiosk.domain.queries import Listing
from kiosk.domain.records import Need
from kiosk.i18n.messages import N_, Message
from kiosk.presentation.describe import describe
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.views import CallView

NEED_LINES: Final[dict[Need, tuple[str, ...]]] = {
    Need.SAFE_PLACE: ("line-211", "weave-line"),
    Need.FOOD: ("line-211",),
    Need.HEALTH: ("line-911", "hospital-emergency-rooms-care"),
    Need.WORK: ("nhth-line", "cast-line"),
    Need.PAPERS: ("cast-line", "norcal-resist-line"),
    Need.COURT: ("cast-line",),
    Need.YOUNG: ("runaway-safeline-line", "california-youth-crisis-line-line"),
    Need.OKAY: ("nhth-line", "ndvh-line"),
    Need.OTHER: ("line-211",),
}
"""The services in the call block of a need's question. A directory may lack them."""
HEADS: Final[dict[Need, Message]] = {Need.HEALTH: N_("Very sick or hurt now")}
"""What a call block says of itself where "Call now" is too little."""


def need_call_block(
    by: LanguageContext, need: Need, listings: Callable[[Iterable[str]], tuple[Listing, ...]]
) -> CallView | None:
    """Return the call block of a need's question, or ``None`` without any of its lines."""
    return call_block(by, listings(NEED_LINES.get(need, ())), head=HEADS.get(need))


def call_block(
    by: LanguageContext, found: Iterable[Listing], *, head: Message | None = None
) -> CallView | None:
    """Return the call block of some services. One without a number says its name instead."""
    listed = tuple(found)
    if not listed:
        return None
    always = all(is_day_and_night(one.service, one.schedules) for one in listed)
    return CallView(
        word=by.say.say(head) if head else by.say.gettext("Call now"),
        detail=by.say.gettext("day and night") if always and head is None else "",
        lines=tuple(describe(by, one).call_line() for one in listed),
    )
