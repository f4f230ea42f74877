"""The lines of facts and of the first step, whole; and why no street is shown.

It is for safety, because nobody may say it, or because nobody knows it.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import msgspec
import pytest

from kiosk.domain.queries import Listing, LocalText
from kiosk.domain.records import (
    Access,
    Audience,
    Document,
    Need,
    PlaceShow,
    Referrer,
    Start,
)
from kiosk.domain.text import unmarked
from kiosk.presentation import fact_views, first_step
from tests.presentation.listings import (
    HIDDEN,
    OFFICE_HOURS,
    PUBLIC,
    TEXT,
    VOICE,
    listed_card,
    listing,
    told,
)

ASKED = msgspec.structs.replace(HIDDEN, show=PlaceShow.ASK)


@pytest.mark.parametrize(
    ("about", "page"),
    [
        (
            {"name": "Willow Shelter", "locations": (HIDDEN,)},
            "Address not shown, for safety. Ask when you call.",
        ),
        (
            {"name": "Willow Shelter", "locations": (ASKED,)},
            "Address not shown, for safety. Ask when you call.",
        ),
        (
            {"name": "Willow Shelter", "locations": (ASKED,), "phones": ()},
            "Address not shown, for safety.",
        ),
        ({"name": "Oak Office", "locations": (HIDDEN,)}, ""),
        ({"name": "Oak Office", "locations": (HIDDEN,), "phones": ()}, ""),
        (
            {"name": "Oak Office", "locations": (ASKED,)},
            "Call to ask for the place.",
        ),
        (
            {"name": "Oak Office", "locations": (HIDDEN, ASKED)},
            "Call to ask for the place.",
        ),
        ({"name": "Oak Office", "locations": (ASKED,), "phones": ()}, ""),
        ({"name": "Oak Office", "locations": ()}, ""),
        ({"name": "Willow Shelter", "locations": ()}, ""),
        ({"name": "Oak Office", "locations": (PUBLIC,)}, "12 Alder Way"),
        ({"name": "Oak Office", "locations": (ASKED, PUBLIC)}, "12 Alder Way"),
        (
            {"name": "Oak Line", "locations": (HIDDEN,), "helpline": True},
            "",
        ),
        (
            {"name": "Oak Line", "locations": (ASKED,), "helpline": True},
            "",
        ),
    ],
)
def test_only_a_hidden_home_says_for_safety(about: dict[str, object], page: str) -> None:
    made = told(listing(**{"categories": (Need.OTHER,), **about}))  # type: ignore[arg-type]
    assert page == "12 Alder Way" or not listed_card(made).street
    where = next((one for one in made.view().facts if one.label == "Where"), None)
    assert page in (" ".join(where.lines) if where else "")
    assert (where is None) is (page == "")


FIVE = ("en", "es", "ru", "vi", "ko")
FOR_ALL = (Audience.WOMEN, Audience.MEN, Audience.FAMILIES, Audience.YOUNG, Audience.LGBTQ)
SPANISH = msgspec.structs.replace(VOICE, languages=("es",))
INTERPRETED = msgspec.structs.replace(VOICE, any_language=True)

FACTS: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("Who can go", {"minimum_age": 18}, ("Age 18 and over",)),
    ("Who can go", {"minimum_age": 0}, ()),
    ("Who can go", {"maximum_age": 24}, ("Up to age 24",)),
    ("Who can go", {"minimum_age": 16, "maximum_age": 24}, ("Ages 16 to 24",)),
    ("Who can go", {"minimum_age": 0, "maximum_age": 24}, ("Ages 0 to 24",)),
    ("Who can go", {"any_immigration_status": True}, ("Papers or no papers.",)),
    ("Who can go", {"any_immigration_status": False}, ()),
    ("Who can go", {"audience": FOR_ALL[:4]}, ("Women, Men, Families, Young people",)),
    ("Who can go", {"audience": FOR_ALL}, ("Women, Men, Families, Young people",)),
    (
        "Who can go",
        {
            "audience": FOR_ALL[:1],
            "minimum_age": 18,
            "any_immigration_status": True,
            "area": "Yolo",
        },
        ("Women", "Age 18 and over", "People in Yolo", "Papers or no papers."),
    ),
    ("What to bring", {"id_needed": True}, ("They ask for an ID.",)),
    ("What to bring", {"id_needed": False}, ("No ID needed.",)),
    ("What to bring", {"pets": True}, ("You can bring your pet.",)),
    ("What to bring", {"pets": False}, ("Pets cannot come in.",)),
    (
        "What to bring",
        {"bring": (Document.PHOTO_ID, Document.PROOF_OF_INCOME), "id_needed": True, "pets": False},
        ("Photo ID, Paper about your income", "They ask for an ID.", "Pets cannot come in."),
    ),
    ("Languages", {"languages": FIVE[:3]}, ("There: English, Spanish, Russian",)),
    ("Languages", {"languages": FIVE[:4]}, ("There: English, Spanish, Russian, Vietnamese",)),
    ("Languages", {"languages": FIVE}, ("There: English, Spanish, Russian, Vietnamese and more",)),
    ("Languages", {"phones": (SPANISH,)}, ("On the phone: Spanish",)),
    ("Languages", {"phones": (INTERPRETED,)}, ("On the phone: any, by interpreter.",)),
    ("Languages", {"interpreter": True}, ("Interpreter if you ask.",)),
    (
        "Languages",
        {"phones": (SPANISH,), "interpreter": True, "accessibility": (Access.SIGN_LANGUAGE,)},
        ("Interpreter if you ask.", "Sign language"),
    ),
    ("Languages", {"phones": (SPANISH,), "languages": ("ru",)}, ("There: Russian",)),
    ("Where", {"locations": (PUBLIC,)}, ("12 Alder Way, Sacramento",)),
    ("Where", {"locations": (PUBLIC,), "start": (Start.WALK_IN,)}, ()),
    (
        "Where",
        {"locations": (HIDDEN,), "name": "Willow Shelter"},
        ("Address not shown, for safety.", "Ask when you call."),
    ),
]


def about(stated: dict[str, Any]) -> Listing:
    area = stated.get("area")
    made = listing(**{name: value for name, value in stated.items() if name != "area"})
    return msgspec.structs.replace(made, area=LocalText(area, "en") if area else None)


def plain(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unmarked(line).replace("\u00a0", " ") for line in lines)


def fact_lines(label: str, stated: dict[str, Any]) -> tuple[str, ...]:
    facts = told(about(stated)).view().facts
    return plain(next((one.lines for one in facts if one.label == label), ()))


@pytest.mark.parametrize(("label", "stated", "lines"), FACTS)
def test_a_fact_is_all_of_its_lines(
    label: str, stated: dict[str, Any], lines: tuple[str, ...]
) -> None:
    assert fact_lines(label, stated) == lines


STEPS: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("en", {"phones": (SPANISH,)}, ("Call now", "916-555-0142")),
    ("en", {"phones": ()}, ("Ask the staff here", "We have no number yet. They can look for it.")),
    (
        "en",
        {"locations": (PUBLIC,), "start": (Start.WALK_IN,), "schedules": (OFFICE_HOURS,)},
        ("Walk in until 5 pm", "12 Alder Way, Sacramento"),
    ),
    (
        "en",
        {"phones": (TEXT,), "start": (Start.TEXT,)},
        ("Send a text", "741741", "Write: HOME"),
    ),
    (
        "en",
        {"start": (Start.REFERRAL,), "referral_by": (Referrer.LINE_211,)},
        ("Call 211 and ask", "211"),
    ),
]


def step_lines(tag: str, stated: dict[str, Any]) -> tuple[str, ...]:
    action = told(about(stated), tag).view().action
    return plain(tuple(filter(None, (action.verb, action.number, *action.lines))))


@pytest.mark.parametrize(("tag", "stated", "lines"), STEPS)
def test_the_first_step_is_all_of_its_lines(
    tag: str, stated: dict[str, Any], lines: tuple[str, ...]
) -> None:
    assert step_lines(tag, stated) == lines


def sentences(module: ModuleType) -> Iterator[str]:
    """What a module itself says: the texts of its own calls of ``gettext``."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("catalog.gettext"):
            yield ast.literal_eval(node.args[0])


LABELS = {"Who can go", "What to bring", "Cost", "Languages", "Today", "Where"}


@pytest.mark.parametrize("module", [fact_views, first_step])
def test_no_sentence_is_missing_from_the_tables(module: ModuleType) -> None:
    every = "\n".join(line for _, _, lines in (*FACTS, *STEPS) for line in lines)
    for sentence in set(sentences(module)) - LABELS:
        pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(sentence))
        assert re.search(pattern, every), f"no row of a table says: {sentence}"
