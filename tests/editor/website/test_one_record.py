"""Title, verb and number of what the search puts first are of one record, for every card."""

import re
from collections.abc import Sequence
from itertools import batched
from typing import Any

from kiosk.domain import contact
from kiosk.domain.marks import mark_of
from kiosk.domain.queries import Listing
from kiosk.domain.records import AnyRecord, Guide, PhoneType, Service
from kiosk.presentation.presenter import DirectoryPresenter
from tests.conftest import PresenterMaker
from tests.editor.website.browsing import Host
from tests.editor.website.making import ALL

AT_ONCE = 4
"""Lines that a search puts first."""
VERBS = {
    ("tel", "phone"): (PhoneType.VOICE, "Call"),
    ("sms", "sms"): (PhoneType.TEXT, "Text"),
}
FIRST = """
const field = document.querySelector(".q input"), groups = arguments[0];
const record = (marks, at) => `x${at} ${marks.join(" ")},zq${at}zq`;
document.querySelector(".sw").dataset.d = ["harmless", "close", ...groups.map(record)].join(";");
document.dispatchEvent(new Event("DOMContentLoaded"));
return groups.map((_, at) => {
  field.value = `zq${at}zq`;
  field.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll(".z .k")].map(one => [
    one.querySelector("b").textContent, one.querySelector("strong").textContent, one.href,
    one.querySelector("i").className.replace(/.*i-/, "")]);
});
"""
"""Each group of cards as a danger of its own: the lines that a search for it shows."""
SWAPPED = """
const own = card => card.querySelector("a.k:not(.r)");
const [one, other] = [...document.querySelectorAll(".g details.c")].filter(own).map(own);
const place = document.createComment("");
one.replaceWith(place);
other.replaceWith(one);
place.replaceWith(other);
"""


def is_of(line: Sequence[str], listing: Listing, here: DirectoryPresenter) -> bool:
    """True if title, verb, number and picture are those of a service."""
    words, letters, address, icon = line
    scheme, _, number = re.sub(r"\?.*", "", address).partition(":")
    kind, verb = VERBS[scheme, icon]
    numbers = {phone.number for phone in listing.phones if phone.type is kind}
    return (
        words == f"{listing.phrase.text} · {here.catalog.gettext(verb)}"
        and number in numbers
        and contact.digits(number)[-10:] in contact.digits(letters)
    )


def strangers(page: Any, here: DirectoryPresenter, records: Sequence[AnyRecord]) -> list[Any]:
    """Lines that a search puts first for cards without being of them."""
    ids = [one.id for one in records if isinstance(one, Service)]
    guides = [mark_of(f"guide:{one.id}") for one in records if isinstance(one, Guide)]
    groups = [*batched(ids, AT_ONCE, strict=False)]
    marks = [*([*map(mark_of, some)] for some in groups), guides]
    *shown, of_guides = page.execute_script(FIRST, marks)
    usual = len(of_guides)
    wrong = []
    for some, lines in zip(groups, shown, strict=True):
        listings = [here.listing(one) for one in some]
        called = sum(any(phone.type is PhoneType.VOICE for phone in one.phones) for one in listings)
        own = lines[: max(called, len(lines) - usual)]
        wrong += [one for one in own if not any(is_of(one, each, here) for each in listings)]
    return wrong


@ALL
def test_what_comes_first_is_copied_from_one_card(
    served: Host,
    page: Any,
    presenter: PresenterMaker,
    factory_records: tuple[AnyRecord, ...],
    tag: str,
) -> None:
    page.get(f"{served.address}/{tag}.html")
    here = presenter(tag)
    assert strangers(page, here, factory_records) == []
    page.execute_script(SWAPPED)
    assert len(strangers(page, here, factory_records)) == 2
