"""A line that only answers texts is texted: no page, row, slip or website says to call it."""

import re
from functools import partial
from itertools import product
from typing import Any

import msgspec
import pytest

from kiosk.domain import contact
from kiosk.domain.language import OFFERED
from kiosk.domain.records import AnyRecord, Phone, PhoneType, Service, Start
from kiosk.editor.website.website_blocks import OTHERS, NumberBlock, service_block
from kiosk.presentation.contact_route import contact_route
from kiosk.presentation.describe import describe
from kiosk.presentation.helper_rows import helper_row
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.ui.kit.scene import Scene
from tests.conftest import PresenterMaker
from tests.presentation.listings import PUBLIC
from tests.presentation.one_service import with_changes
from tests.ui.pages import PageMaker, turned
from tests.ui.test_extension import plain

LINE = "crisis-text-line"
TEXT = Phone(id="t", service_id=LINE, number="741741", type=PhoneType.TEXT, languages=("en", "es"))
STARTS = ((Start.TEXT,), (Start.WALK_IN,), (Start.CALL, Start.TEXT), (Start.ONLINE,), ())
EVERY = [*product(STARTS, ("HOME", None))]
KINDS = pytest.mark.parametrize(("start", "keyword"), EVERY)
SIGNS = {PhoneType.VOICE: "phone", PhoneType.TEXT: "sms", PhoneType.VIDEOPHONE: "videophone"}
SCHEMES = {"phone": "tel:", "sms": "sms:", "videophone": ""}


def textual(
    presenter: PresenterMaker, start: Any, keyword: str | None, tag: str = "en", **more: Any
) -> DirectoryPresenter:
    """A desk on one service with nothing but a number for texts, and a street."""
    phone = msgspec.structs.replace(TEXT, keyword=keyword)
    place: dict[str, Any] = {"phones": (phone,), "locations": (PUBLIC,), "schedules": ()}
    return with_changes(presenter, LINE, tag, start=start, **place, **more)


def handsets(scenes: list[Scene]) -> list[str]:
    """Pictures of a telephone; the bar of every page has its own."""
    nodes = (node for scene in scenes for node in scene.nodes if not node.frame)
    return [node.source for node in nodes if node.source.startswith("icon-phone-")]


@pytest.mark.parametrize("helpline", [True, False])
@KINDS
def test_no_page_has_a_handset_or_says_call(
    presenter: PresenterMaker,
    page_of: PageMaker,
    start: Any,
    keyword: str | None,
    *,
    helpline: bool,
) -> None:
    here = textual(presenter, start, keyword, helpline=helpline)
    scenes = turned(partial(page_of, here), f"service:{LINE}")
    said = plain(scenes)
    assert not [text for text in said if re.search(r"\bcall", text, re.IGNORECASE)], said
    assert not handsets(scenes)
    assert any("741741" in text for text in said)


@KINDS
def test_the_row_of_a_helper_and_the_slip_name_the_text(
    presenter: PresenterMaker, start: Any, keyword: str | None
) -> None:
    here = textual(presenter, start, keyword, helpline=False)
    facts = describe(here.speaker, here.listing(LINE))
    row = helper_row(facts, "")
    assert not row.number or "Send a text" in row.known, row
    assert "Text" in row.known or "Send a text" in row.known
    assert "741741" in f"{row.number} {row.known}"
    way = contact_route(facts)
    assert way is not None
    assert not way.number or way.payload is None or way.payload.data.startswith(("sms:", "SMSTO:"))


def wrong(here: DirectoryPresenter, service_id: str) -> list[NumberBlock]:
    """Numbers on the website's card of a service that are not its own, or have another verb."""
    listing, view = here.listing(service_id), here.service(service_id)
    kinds = {
        (SIGNS[one.type], contact.digits(one.number)[-10:])
        for one in listing.phones
        if one.type in SIGNS
    }
    own = [one for one in service_block(here, view, "", week="").numbers if one.tone != OTHERS]
    call = here.catalog.gettext("Call")
    return [
        one
        for one in own
        if (one.icon, contact.digits(one.letters)[-10:]) not in kinds
        or (one.word == call) != (one.icon == "phone")
        or (one.href and not one.href.startswith(SCHEMES[one.icon]))
    ]


@pytest.mark.parametrize("tag", OFFERED)
def test_each_number_of_the_website_has_the_verb_of_its_own_record(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    here = presenter(tag)
    ids = [one.id for one in factory_records if isinstance(one, Service)]
    assert [one for service_id in ids for one in wrong(here, service_id)] == []
    for start, keyword in EVERY:
        strange = textual(presenter, start, keyword, tag)
        assert wrong(strange, LINE) == []
