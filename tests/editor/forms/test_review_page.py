"""The form of a review in a real Chromium, in the languages of the screen, and that of a slice."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kiosk.app import assets
from kiosk.domain.language import OFFERED
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AnyRecord, Translation
from kiosk.editor.forms.review import review_form
from kiosk.editor.forms.review_texts import Harm, ReviewText
from kiosk.editor.forms.slice_rows import organization_rows
from kiosk.editor.forms.slices import slice_form, take_slice
from kiosk.editor.workbook.language_sheets import texts_of
from tests.editor.forms.filling import WIDTHS, FormPage, form_browser
from tests.editor.forms.test_slices import MEALS, NUMBER, RIVER
from tests.editor.workbooks import Desk

DAILY = ("es", "ar", "ko")
TAGS = [
    tag if tag in DAILY else pytest.param(tag, marks=pytest.mark.nightly)
    for tag in OFFERED
    if tag != "en"
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FormPage]:
    with form_browser(tmp_path_factory.mktemp("reviews")) as one:
        yield one


@cache
def _factory() -> tuple[AnyRecord, ...]:
    return tuple(read_records(assets.factory()))


def _texts(tag: str) -> list[ReviewText]:
    """The longest word, the longest text and one with a figure of the factory directory."""
    english = texts_of(_factory())
    found = [
        ReviewText(
            f"{one.entity}/{one.entity_id}/{one.field}",
            "a guide",
            english[one.entity, one.entity_id][one.field],
            one.text,
            Harm.GUIDES,
            2000,
        )
        for one in _factory()
        if isinstance(one, Translation) and one.language == tag
    ]
    longest = max(found, key=lambda one: len(one.text))
    figure = next(one for one in found if "{" in one.english and one != longest)
    others = (one for one in found if one not in (longest, figure))
    return [longest, max(others, key=lambda one: max(map(len, one.text.split()))), figure]


@pytest.mark.rotating(3)
@pytest.mark.parametrize("tag", TAGS)
def test_a_review_comes_back_as_answered(page: FormPage, tag: str) -> None:
    form = review_form(tag, _texts(tag))
    for width in WIDTHS:
        page.open(form, width)
        assert page.wrong() == []
    first, second, third = (one.key for one in form.sections[0].questions)
    page.choose(first, "good")
    page.choose(second, "harm")
    page.write(f"{second}#danger", "He can read it.")
    assert page.wrong() == []
    page.go("take")
    page.choose(third, "better")
    text = _texts(tag)[2]
    page.write(f"{third}#better", f"{text.text} 2")
    page.choose(f"{third}#why", "hard")
    assert page.wrong() == []
    page.go("take")
    page.write("by", "M. R.")
    answer = page.save()
    assert answer.answers == {
        first: "good",
        second: "harm",
        f"{second}#danger": "He can read it.",
        third: "better",
        f"{third}#better": f"{text.text} 2",
        f"{third}#why": ("hard",),
        "by": "M. R.",
    }
    assert text.is_same(answer.base[third])


def test_a_slice_comes_back_as_changed(page: FormPage, tmp_path: Path) -> None:
    Desk(tmp_path, RIVER, languages=())
    form = slice_form(organization_rows(tmp_path / "directory.xlsx", "river-house"))
    for width in WIDTHS:
        page.open(form, width)
        assert page.wrong() == []
    page.write(f"{MEALS}/phrase", "A hot meal at one")
    page.write(NUMBER, "916-555-0142")
    page.choose("Places/river-house.1/address_visibility", "Hide")
    page.write("by", "front desk")
    answer = page.save()
    assert answer.answers == {
        "Places/river-house.1/address_visibility": "Hide",
        f"{MEALS}/phrase": "A hot meal at one",
        NUMBER: "916-555-0142",
        "by": "front desk",
    }
    plan = take_slice(tmp_path / "directory.xlsx", answer)
    assert (len(plan.lines), plan.refused) == (3, ())
    assert [one.key for one in plan.questions] == ["called"]
