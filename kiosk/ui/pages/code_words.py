"""What is said of a code: how to scan it, what it holds, what stays on the phone."""

from kiosk.i18n.catalogs import Catalog
from kiosk.presentation.views import CodeView, ServiceView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.column import PagePart
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, icon_line, space_block, staff_button, text_block
from kiosk.visit.acts import Route, Screen

CALLS = frozenset({"call", "text", "contact"})
"""Codes that hold a number."""


def note(code: CodeView, catalog: Catalog) -> str:
    """What the code does not do."""
    if code.kind in CALLS:
        return catalog.gettext("The code holds this number. It sends nothing to anyone.")
    return catalog.gettext("The code holds only what you read here.")


def steps_of(page: PageContext, code: CodeView) -> list[Block]:
    """How to scan, in three steps."""
    catalog = page.catalog
    last = (
        catalog.gettext("Touch the number on your phone.")
        if code.kind in CALLS
        else catalog.gettext("Touch what your phone shows.")
    )
    lines = (
        ("device", catalog.gettext("Open your phone camera.")),
        ("scan", catalog.gettext("Point it at the square.")),
        ("hand", last),
    )
    return [
        icon_line(page.canvas, icon, words, Type.LEAD, icon_mm=14, balance=True)
        for icon, words in lines
    ]


def watched(page: PageContext, view: ServiceView, code: CodeView) -> PagePart:
    """Who answers, what stays on the phone, and the way that leaves nothing.

    Where that is too tall as one panel the words stand apart from the button.
    """
    words, act = _question(page, view, code), _instead(page, view)
    whole = panel_block(page.canvas, [*words, space_block(0), act], page.px(2), tint=TypeRole.SUN)
    lines = [PagePart([block]) for block in words]
    panel = PagePart([panel_block(page.canvas, words, 0, tint=TypeRole.SUN)], pieces=lines)
    return PagePart([whole], pieces=[panel, PagePart([act])])


def what_stays(code: CodeView, catalog: Catalog) -> str:
    """What stays on the phone."""
    pages = catalog.gettext("Your phone keeps a list of pages.")
    return {
        "call": catalog.gettext("Your phone keeps a list of calls."),
        "text": catalog.gettext("Your phone keeps the texts."),
        "contact": catalog.gettext("The number stays on your phone."),
        "website": pages,
        "service_page": pages,
        "first_page": pages,
        "map": catalog.gettext("Your phone keeps a list of places."),
        "words": catalog.gettext("Your phone may keep these words."),
    }[code.kind]


def _question(page: PageContext, view: ServiceView, code: CodeView) -> list[Block]:
    question = page.catalog.gettext("Does someone look at your phone?")
    return [
        *(text_block(page.canvas, who, Type.BODY, PLAIN, balance=True) for who in view.authorities),
        text_block(page.canvas, question, Type.BODY, BOLD, balance=True),
        text_block(page.canvas, what_stays(code, page.catalog), Type.BODY, PLAIN, balance=True),
    ]


def _instead(page: PageContext, view: ServiceView) -> Block:
    if view.digits:
        return button(
            page.canvas,
            Route(Screen.LEARN, view.id),
            page.catalog.gettext("Learn the number"),
            "learn",
        )
    return staff_button(page.canvas)
