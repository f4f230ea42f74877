"""The way on foot from the kiosk to a public place, in words of one language.

It is drawn from two points and promises a direction and an order of size, never a route.
"""

from kiosk.devices.slip import Pair, SlipWay
from kiosk.domain.place import Coordinates, location_point
from kiosk.domain.straight_line import CompassPoint, StraightLine
from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.i18n.messages import N_, Message
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.views import WayView

RING_MINUTES = (10, 20, 30)
_HALF = 0.5

DIRECTIONS: dict[CompassPoint, Message] = {
    # TRANSLATORS: The direction of a place, seen from here, on a map with north at the top.
    CompassPoint.N: N_("To the north."),
    CompassPoint.NNE: N_("To the north, a little east."),
    CompassPoint.NE: N_("To the northeast."),
    CompassPoint.ENE: N_("To the east, a little north."),
    CompassPoint.E: N_("To the east."),
    CompassPoint.ESE: N_("To the east, a little south."),
    CompassPoint.SE: N_("To the southeast."),
    CompassPoint.SSE: N_("To the south, a little east."),
    CompassPoint.S: N_("To the south."),
    CompassPoint.SSW: N_("To the south, a little west."),
    CompassPoint.SW: N_("To the southwest."),
    CompassPoint.WSW: N_("To the west, a little south."),
    CompassPoint.W: N_("To the west."),
    CompassPoint.WNW: N_("To the west, a little north."),
    CompassPoint.NW: N_("To the northwest."),
    CompassPoint.NNW: N_("To the north, a little west."),
}
STRAIGHT = N_("This is a straight line. Streets are longer.")
ASK_THE_WAY = N_("Ask the staff for the way.")
# TRANSLATORS: {distance} is "1 mile" or "half a mile"; {minutes} is "30 min".
ABOUT_ON_FOOT = N_("About {distance}. About {minutes} on foot.")
# TRANSLATORS: {distance} is "1 mile" or "half a mile". It is the only text of its line on a card.
ABOUT = N_("About {distance}")
# TRANSLATORS: A distance on its own, under a bar on a map, and in "About {distance}".
HALF_A_MILE = N_("half a mile")
# TRANSLATORS: On a small map: the dot for this screen.
HERE = N_("You are here")
# TRANSLATORS: The same on a small paper, as short as possible.
HERE_ON_PAPER = N_("Here")
# TRANSLATORS: On a small map, under an arrow that points up.
NORTH = N_("North")


def way_view(facts: ServiceFacts, origin: Coordinates | None) -> WayView | None:
    """Return the way to the nearest public place; ``None`` if it is unknown or too far."""
    places = facts.offer.places
    line = straight_line(facts, origin)
    if not places or line is None:
        return None
    catalog, place = facts.catalog, places[0]
    street = isolate(place.address_1 or "")
    more = len(places) - 1
    return WayView(
        service_id=facts.listing.service.id,
        line=line,
        # TRANSLATORS: The title of a page. {street} is an address.
        title=catalog.gettext("The way: {street}").format(street=street),
        second=facts.formats.enumerated(
            (facts.listing.phrase.text, isolate(facts.listing.service.name))
        ),
        street=street,
        distance=_about(facts.context, line.miles),
        amount=amount_words(facts.context, line),
        direction=catalog.translate(DIRECTIONS[line.point]),
        stop=isolate(place.transportation) if place.transportation else "",
        dated=facts.street_age,
        caution=facts.formats.together(catalog.translate(STRAIGHT), catalog.translate(ASK_THE_WAY)),
        # TRANSLATORS: Places of the same service, not counting the one on this page.
        more=catalog.ngettext("{count} more place", "{count} more places", more).format(
            count=numeral(catalog.language, more)
        )
        if more
        else "",
        here=catalog.translate(HERE),
        north=catalog.translate(NORTH),
        half_mile=catalog.translate(HALF_A_MILE),
        rings=tuple((minutes, facts.formats.minutes(minutes)) for minutes in RING_MINUTES),
        in_english=facts.in_english(),
    )


def slip_way(
    facts: ServiceFacts, english: ServiceFacts, origin: Coordinates | None
) -> SlipWay | None:
    """Return the way for a slip in two languages; the caller checks that the site allows it."""
    line, catalog = straight_line(facts, origin), facts.catalog
    if line is None:
        return None
    return SlipWay(
        line=line,
        words=Pair(_on_paper(facts.context, line), _on_paper(english.context, line)),
        street=facts.offer.places[0].address_1 or "",
        here=catalog.translate(HERE_ON_PAPER),
        north=catalog.translate(NORTH),
        half_mile=catalog.translate(HALF_A_MILE),
    )


def _on_paper(context: LanguageContext, line: StraightLine) -> str:
    amount, catalog = amount_words(context, line), context.catalog.translate
    if line.minutes is None:
        amount = f"{amount} ·"
    return context.formats.together(amount, catalog(DIRECTIONS[line.point]), catalog(STRAIGHT))


def straight_line(facts: ServiceFacts, origin: Coordinates | None) -> StraightLine | None:
    """Return the line to the nearest public place with coordinates, within walking distance."""
    places = facts.offer.places
    found = location_point(places[0]) if places else None
    if found is None or origin is None:
        return None
    point, is_precise = found
    line = StraightLine.between(origin, point)
    return line if is_precise and line.is_walkable else None


def amount_words(context: LanguageContext, line: StraightLine) -> str:
    """Return miles, and minutes on foot up to 45."""
    if line.minutes is None:
        return _about(context, line.miles)
    return context.catalog.translate(ABOUT_ON_FOOT).format(
        distance=_miles(context, line.miles), minutes=context.formats.minutes(line.minutes)
    )


def _about(context: LanguageContext, miles: float) -> str:
    return context.catalog.translate(ABOUT).format(distance=_miles(context, miles))


def _miles(context: LanguageContext, miles: float) -> str:
    return (
        context.catalog.translate(HALF_A_MILE) if miles == _HALF else context.formats.miles(miles)
    )
