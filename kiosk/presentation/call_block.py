"""The call block of a question or a list: at most two lines with their numbers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from kiosk.domain.access_route import is_day_and_night
from kiosk.domain.queries import Listing, TileText
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
"""The services in the call block of a need's question, as far as a directory has them."""
HEADS: Final[dict[Need, Message]] = {Need.HEALTH: N_("Very sick or hurt now")}
"""What a call block says of itself where "Call now" is too little."""


def need_call_block(
    context: LanguageContext,
    need: Need,
    listings: Callable[[Iterable[str]], tuple[Listing, ...]],
    tiles: Iterable[TileText],
    others: Iterable[str],
) -> CallView | None:
    """Return the call block of a need's question; a directory without its lines has ``others``.

    The purpose of a line is the first of ``tiles`` that it answers best.
    """
    ids = NEED_LINES.get(need, ())
    own = listings(ids)
    found = own or listings(others if ids else ())
    view = call_block(context, found, head=HEADS.get(need) if own else None)
    if view is None:
        return None
    named = {code: tile.label.text for tile in reversed([*tiles]) for code in tile.codes}
    lines = (
        replace(line, purpose=_purpose(one, named))
        for line, one in zip(view.lines, found, strict=True)
    )
    return replace(view, lines=tuple(lines))


def _purpose(listing: Listing, named: Mapping[str, str]) -> str:
    fits = {one.code: one.fit for one in listing.service.situations}
    return next((named[code] for code in sorted(fits, key=fits.__getitem__) if code in named), "")


def call_block(
    context: LanguageContext, listings: Iterable[Listing], *, head: Message | None = None
) -> CallView | None:
    """Return the call block of some services. One without a number says its name instead."""
    listed = tuple(listings)
    if not listed:
        return None
    always = all(is_day_and_night(one.service, one.schedules) for one in listed)
    return CallView(
        word=context.catalog.translate(head) if head else context.catalog.gettext("Call now"),
        detail=context.catalog.gettext("day and night") if always and head is None else "",
        lines=tuple(describe(context, one).call_line() for one in listed),
    )
