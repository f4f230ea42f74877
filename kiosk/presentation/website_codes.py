"""Codes that open the coalition's own website on a phone: at a service, or at the first page.

A phone keeps the address that it opened. So the first page, which names no service, is always
offered too.
"""

from typing import TYPE_CHECKING

import msgspec

from kiosk.domain import contact
from kiosk.domain.contact import Payload, PayloadKind
from kiosk.domain.marks import mark_of
from kiosk.presentation.views import CodeView

if TYPE_CHECKING:  # the first frame needs the settings of the website, and no words yet
    from kiosk.presentation.language_context import LanguageContext


class OwnWebsite(msgspec.Struct, frozen=True):
    """The coalition's website: ``address`` is its host, such as https://help.example.org.

    ``on_paper``: the code of a slip opens it. ``marks``: codes of helplines and slips name the
    service too.
    """

    address: str
    on_paper: bool = False
    marks: bool = False

    def payload(self, language: str, service_id: str = "") -> Payload | None:
        """Return the payload of a service's page, else of the first one; ``None`` if refused."""
        mark = mark_of(service_id) if service_id else ""
        found = contact.own_website(self.address, language, mark)
        return found if isinstance(found, Payload) else None


def website_codes(
    website: OwnWebsite, context: "LanguageContext", service_id: str
) -> tuple[CodeView, ...]:
    """Return the codes "On your phone"; without ``service_id`` that of the first page alone."""
    catalog, tag = context.catalog, context.language.tag
    # TRANSLATORS: A square code opens the same help as a page on the visitor's own phone.
    verb = catalog.gettext("On your phone")
    notes = {
        # TRANSLATORS: The page on the phone opens at this service.
        PayloadKind.SERVICE_PAGE: catalog.gettext("This service"),
        # TRANSLATORS: The page on the phone opens at its start, so it names no service.
        PayloadKind.FIRST_PAGE: catalog.gettext("Only the first page"),
    }
    found = [website.payload(tag, one) for one in dict.fromkeys((service_id, ""))]
    return tuple(
        CodeView(one.kind.value, "device", verb, address_letters(one), one.data, notes[one.kind])
        for one in found
        if one is not None
    )


def address_letters(payload: Payload) -> str:
    """Return the address of a payload as people read it."""
    return payload.data.removeprefix("https://")
