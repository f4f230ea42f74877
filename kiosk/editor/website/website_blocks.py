"""The parts of a page: numbers, services and guides, each finished for its template."""

import re
from dataclasses import dataclass, replace
from typing import Final

from kiosk.domain import contact
from kiosk.domain.contact import Payload, PayloadKind
from kiosk.domain.marks import mark_of
from kiosk.domain.records import Referrer, Start
from kiosk.domain.text import unmarked
from kiosk.presentation import field_words
from kiosk.presentation.describe import Description
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import (
    CallLineView,
    CodeView,
    FactView,
    GuideView,
    HelplineView,
    OpenQuestion,
    ServiceView,
)

MOST_QUESTIONS: Final = 3
LINE_211: Final = "line-211"
OTHERS: Final = "r"
"""The tone of a number of another record: the search puts no title over it."""
_AT_A_PLACE: Final = frozenset({Start.WALK_IN.value})
_SMS: Final = re.compile(r"SMSTO:([^:]+):([A-Z0-9]+)")


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """A number to call or text: ``href`` is empty if a phone must not dial it."""

    icon: str
    word: str
    letters: str
    href: str = ""
    lines: tuple[str, ...] = ()
    tone: str = ""
    english: tuple[str, ...] = ()
    mark: str = ""
    """Of the service, if it is one of a call block."""


@dataclass(frozen=True, slots=True)
class WebsiteLine:
    """A website in letters; ``href`` is empty if the address itself is revealing."""

    letters: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class CardBlock:
    """A service or a guide: whole where ``view`` is given, elsewhere a link to it.

    ``parts`` are the beginnings of the marks of the records it is made from, with spaces.
    """

    mark: str
    title: str
    name: str
    english: tuple[str, ...] = ()
    view: ServiceView | GuideView | None = None
    is_guide: bool = False
    state: str = ""
    hours: str = ""
    numbers: tuple[NumberBlock, ...] = ()
    first_lines: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    facts: tuple[FactView, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    more: tuple[tuple[str, str, str, str], ...] = ()
    website: WebsiteLine | None = None
    parts: str = ""

    @property
    def calls(self) -> bool:
        """True if a number can be called or texted from here."""
        return any(one.href for one in self.numbers)


def dial(letters: str) -> str:
    """Return the ``tel:`` address of a number as people read it; empty if none may be dialled."""
    digits = contact.digits(letters)
    if unmarked(letters).lstrip().startswith("+"):
        number = f"+{digits}"
    else:
        number = {10: f"+1{digits}", 11: f"+{digits}"}.get(len(digits), digits)
    payload = contact.call_number(number)
    return payload.data if isinstance(payload, Payload) else ""


def text_address(payload: str) -> str:
    """Return the ``sms:`` address of a text code, with its keyword (RFC 5724)."""
    found = _SMS.fullmatch(payload)
    return f"sms:{found[1]}?body={found[2]}" if found else payload


def call_number_block(line: CallLineView) -> NumberBlock:
    """Return a line of a call block."""
    return NumberBlock(
        "phone",
        line.phrase,
        line.number or line.title,
        dial(line.number) if line.number else "",
        english=line.in_english,
        mark=mark_of(line.id),
    )


def helpline_blocks(
    presenter: DirectoryPresenter, line: HelplineView | None, tone: str = ""
) -> tuple[NumberBlock, ...]:
    """Return the number of a helpline and, if it answers texts, the number to text."""
    if line is None:
        return ()
    notes = tuple(filter(None, (line.line, line.warning, line.say)))
    blocks = [
        NumberBlock(
            "phone", line.title, line.number, dial(line.number), notes, tone, line.in_english
        )
    ]
    if line.text is not None:
        href = text_address(line.text.code) if line.text.code else ""
        about = tuple(filter(None, (line.text.note, line.text.stays_on_phone)))
        word = presenter.catalog.gettext("Text")
        blocks.append(NumberBlock("sms", word, line.text.number, href, about, "text"))
    return tuple(blocks)


def link_block(description: Description) -> CardBlock:
    """Return the card that leads to a service."""
    service = description.listing.service
    phrase, english = description.listing.phrase.text, description.in_english()
    return CardBlock(mark_of(service.id), phrase, service.name, english)


def service_block(
    presenter: DirectoryPresenter, view: ServiceView, parts: str, *, week: str
) -> CardBlock:
    """Return the whole card of a service; ``week`` are its hours in words, empty if unknown."""
    codes = {code.kind: code for code in view.codes}
    state = " ".join(filter(None, (view.state.word, view.state.detail)))
    week = "" if week.rstrip(".") == state.rstrip(".") else week
    is_hours = bool(week) or (view.state.icon == "clock" and bool(state))
    lines = view.action.lines
    at_place = view.action.kind in _AT_A_PLACE
    other = view.action.kind in ("staff", "online")
    together = presenter.formats.together
    steps = tuple(together(one.head, one.words, one.english) for one in view.steps.steps)
    return CardBlock(
        mark=mark_of(view.id),
        title=view.phrase,
        name=view.name,
        english=view.in_english,
        view=view,
        state=" · ".join(filter(None, ("" if is_hours else state, view.age))),
        hours=week or (state if is_hours else ""),
        numbers=_numbers(presenter, view, codes),
        first_lines=() if at_place or other else steps,
        way=lines if at_place else (),
        facts=view.facts,
        questions=view.questions[:MOST_QUESTIONS],
        more=tuple(
            (word, letters, _dial_whole(letters) if icon == "phone" else "", icon)
            for word, letters, icon in view.more_numbers
        ),
        website=_website(view, codes.get(PayloadKind.WEBSITE.value)),
        parts=parts,
    )


def _numbers(
    presenter: DirectoryPresenter, view: ServiceView, codes: dict[str, CodeView]
) -> tuple[NumberBlock, ...]:
    """Return the numbers of a service; of one without any, the line that looks for it."""
    found = list[NumberBlock]()
    action = view.action
    if action.kind == Start.REFERRAL.value and action.number:
        found.append(_block("phone", action.verb, action.number))
    call, text = codes.get(PayloadKind.CALL.value), codes.get(PayloadKind.TEXT.value)
    if call is not None:
        more = (call.extension,) if call.extension else ()
        found.append(NumberBlock("phone", call.verb, call.letters, call.payload, more))
    elif view.number_icon == "phone":
        found.append(NumberBlock("phone", presenter.catalog.gettext("Call"), view.number))
    if text is not None:
        href = text_address(text.payload)
        found.append(NumberBlock("sms", text.verb, text.letters, href, tone="text"))
    if not found and action.number:
        found.append(NumberBlock(action.icon, action.verb, action.number))
    if not found and action.kind == "staff" and presenter.listing(LINE_211):
        word = presenter.catalog.translate(field_words.REFERRERS[Referrer.LINE_211])
        found.append(_block("phone", word, "211"))
    return tuple(found)


def _block(icon: str, word: str, number: str) -> NumberBlock:
    """Return the number of a line that leads to a service: it is not the service's own."""
    return NumberBlock(icon, word, number, dial(number), tone=OTHERS)


def _dial_whole(letters: str) -> str:
    """Return the address of letters that are one whole number."""
    plain = unmarked(letters)
    return dial(plain) if re.fullmatch(r"[+\d][\d -]{2,}", plain) else ""


def _website(view: ServiceView, code: CodeView | None) -> WebsiteLine | None:
    if code is not None:
        return WebsiteLine(code.letters, "" if code.telling else code.payload)
    if view.action.kind == "online" and view.action.lines:
        return WebsiteLine(view.action.lines[0])
    return None


def guide_block(view: GuideView) -> CardBlock:
    """Return a whole guide."""
    return CardBlock(
        mark=mark_of(f"guide:{view.id}"),
        title=view.title,
        name="",
        english=view.in_english,
        view=view,
        is_guide=True,
        numbers=tuple(replace(call_number_block(one), tone=OTHERS) for one in view.helpers),
    )
