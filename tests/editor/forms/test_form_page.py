"""A form in a real Chromium: answers come back as given, and nothing leaves the page."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from kiosk.domain.language import Direction
from kiosk.editor.forms.form import (
    Form,
    FormChoice,
    FormLabels,
    FormLayout,
    FormProgress,
    FormQuestion,
    FormSection,
    Passage,
    QuestionKind,
    base_hash,
)
from kiosk.editor.forms.form_page import form_page, form_script
from tests.editor.forms.filling import WIDTHS, FormPage, form_browser
from tests.editor.website.browsing import browser

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
GOOD = FormChoice("good", "Good")
BETTER = FormChoice("better", "Better: …")
HARM = FormChoice("harm", "This could hurt someone", harm=True)


def _review(number: int, lang: str = "es", direction: Direction = Direction.LTR) -> FormQuestion:
    return FormQuestion(
        f"text{number}",
        "English. Where: a button, at most 24 letters",
        choices=(GOOD, BETTER, FormChoice("unsure", "Not sure"), HARM),
        passages=(
            Passage("Call {number} first."),
            Passage(
                "Llame primero al {number}.", "What a visitor reads", lang, direction, large=True
            ),
        ),
        hint="Would it put anyone in danger?",
        base="Llame primero al {number}.",
        follow_ups=(
            FormQuestion(
                f"text{number}/text",
                "Your better text",
                QuestionKind.TEXT,
                value="Llame primero al {number}.",
                lang=lang,
                direction=direction,
                most=24,
                retained=("{number}",),
                required=True,
                when=("better",),
            ),
            FormQuestion(
                f"text{number}/why",
                "What was wrong?",
                QuestionKind.CHOICES,
                choices=(FormChoice("hard", "Too hard"), FormChoice("formal", "Too formal")),
                when=("better",),
            ),
        ),
    )


STEPS = Form(
    "review",
    "es",
    "Review of Spanish",
    "es-review",
    head="Español",
    layout=FormLayout.STEPS,
    sections=(FormSection("safety first", tuple(_review(number) for number in range(3))),),
    closing=(FormQuestion("by", "Who read it?", QuestionKind.TEXT, required=True),),
)
LIST = Form(
    "fit",
    "oak211",
    f"What does their export mean? {HOSTILE}",
    "oak211",
    head="Oak County 211",
    introduction="Stop whenever you like.",
    sections=(
        FormSection(
            "Columns",
            (
                FormQuestion(
                    "column:UpdatedOn",
                    f"UpdatedOn {HOSTILE}",
                    choices=(FormChoice("yes", "Yes"), FormChoice("no", "No", covers=False)),
                    others="columns",
                    notes=(HOSTILE,),
                    lead="The day of an edit.",
                    proposal="yes",
                    plain=True,
                    covers=(1, 2, 3),
                ),
                FormQuestion("cell", "Hours", QuestionKind.TEXT, value="Mon 9-5", base="Mon 9-5"),
                FormQuestion(
                    "word:DV shelter",
                    "DV shelter",
                    choices=(FormChoice("leave", "Away from someone who hurts me"),),
                    count=6,
                    mark="A safe place",
                    careful=True,
                    covers=(3, 4),
                ),
            ),
            facts=(("InternalNotes", "(not shown here: 212 filled)", "Never read."),),
        ),
    ),
    progress=FormProgress(10, "{covered} of {whole} services.", (4,), 0.6),
    lists={"columns": (("Services", (FormChoice("name", f"Name {HOSTILE}"),)),)},
    after="then type resource-kiosk desk take oak211.kioskanswer",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FormPage]:
    with form_browser(tmp_path_factory.mktemp("forms")) as one:
        yield one


def test_the_script_is_small_and_its_page_lets_nothing_else_run() -> None:
    assert len(form_script().encode()) <= 14_000
    text = form_page(LIST)
    assert "default-src 'none'" in text
    assert "script-src 'sha256-" in text
    for word in ("localStorage", "sessionStorage", "indexedDB", "cookie", "fetch", "http"):
        assert word not in form_script()
    assert HOSTILE not in text


@pytest.mark.rotating(3)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_list_comes_back_as_answered(page: FormPage, width: int) -> None:
    page.open(LIST, width)
    assert page.wrong() == []
    assert page.page.find_element(By.ID, "covered").text == "1 of 10 services."
    page.go("yes")
    page.choose("word:DV shelter", "leave")
    assert page.page.find_element(By.ID, "covered").text == "4 of 10 services."
    page.write("cell", "Tue 10-4\u00e9")
    answer = page.save()
    assert answer.answers == {
        "column:UpdatedOn": "yes",
        "cell": "Tue 10-4é",
        "word:DV shelter": "leave",
    }
    assert answer.base == {"cell": base_hash("Mon 9-5")}
    assert (answer.form, answer.about) == ("fit", "oak211")
    Select(page.question("column:UpdatedOn").find_element(By.TAG_NAME, "select")).select_by_value(
        "name"
    )
    page.choose("word:DV shelter", "leave")
    page.write("cell", "Mon 9-5")
    assert page.save().answers == {"column:UpdatedOn": "name"}


@pytest.mark.rotating(3)
@pytest.mark.parametrize("width", WIDTHS)
def test_steps_come_back_as_answered(page: FormPage, width: int) -> None:
    page.open(STEPS, width)
    assert page.wrong() == []
    page.choose("text0", "good")
    page.choose("text1", "better")
    take = page.question("text1").find_element(By.CSS_SELECTOR, "[data-go=take]")
    assert not take.is_enabled()
    page.write("text1/text", "Llame primero a este {number}.")
    assert "30 letters. It holds 24." in page.question("text1/text").text
    page.write("text1/text", "Llame primero.")
    assert "Write this in your text too: {number}" in page.question("text1/text").text
    assert not take.is_enabled()
    page.write("text1/text", "Primero llame {number}")
    page.choose("text1/why", "hard")
    page.choose("text1/why", "formal")
    assert page.wrong() == []
    page.go("take")
    page.choose("text2", "harm")
    assert page.wrong() == []
    sums = page.page.find_element(By.ID, "sums").text.split("\n")
    assert sums == [
        *("Good", "1", "Better: …", "1", "Not sure", "0"),
        *("This could hurt someone", "1"),
    ]
    page.go("save")
    assert page.status() == "Look at 1 of your answers first. Nothing is saved yet."
    page.write("by", "M. R.")
    answer = page.save()
    assert answer.answers == {
        "text0": "good",
        "text1": "better",
        "text1/text": "Primero llame {number}",
        "text1/why": ("hard", "formal"),
        "text2": "harm",
        "by": "M. R.",
    }
    assert answer.base == dict.fromkeys(
        ("text0", "text1", "text2"), base_hash("Llame primero al {number}.")
    )


def test_a_text_that_was_dropped_is_no_answer(page: FormPage) -> None:
    page.open(STEPS)
    page.choose("text0", "better")
    page.write("text0/text", "{number} primero")
    page.go("back")
    page.choose("text0", "better")
    field = page.question("text0/text").find_element(By.CSS_SELECTOR, "textarea, input")
    assert field.get_property("value") == "{number} primero"
    page.go("keep")
    page.choose("text0", "better")
    assert field.get_property("value") == "Llame primero al {number}."
    page.go("keep")
    page.choose("text0", "good")
    page.choose("text1", "unsure")
    page.go("before")
    assert page.question("text1").is_displayed()
    page.choose("text1", "good")
    page.choose("text2", "good")
    page.write("by", "M. R.")
    assert page.save().answers == {
        **dict.fromkeys(("text0", "text1", "text2"), "good"),
        "by": "M. R.",
    }


@pytest.mark.parametrize("form", [LIST, STEPS], ids=["list", "steps"])
def test_erase_all_leaves_no_answer(page: FormPage, form: Form) -> None:
    page.open(form)
    if form is STEPS:
        for number in range(3):
            page.choose(f"text{number}", "good")
        page.write("by", "M. R.")
    else:
        page.write("cell", "Fri")
        page.go("yes")
    page.go("erase")
    page.go("erase")
    if form is STEPS:
        for _ in range(3):
            assert page.page.find_element(By.CSS_SELECTOR, ".now .asked").is_displayed()
            page.page.execute_script("document.querySelector('.now .c').click()")
        page.write("by", "A.")
        assert page.save().answers == {**{f"text{n}": "good" for n in range(3)}, "by": "A."}
    else:
        assert page.save().answers == {}


def test_a_reload_forgets_and_storage_stays_empty(page: FormPage) -> None:
    page.open(LIST)
    page.write("cell", "Fri")
    page.save()
    page.page.refresh()
    assert page.save().answers == {}
    assert page.page.execute_script("return localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_form_reads_from_right_to_left(page: FormPage, width: int) -> None:
    labels = FormLabels(save="حفظ {file}", back="رجوع", thanks="شكرًا لك.")
    questions = tuple(_review(number, "ar", Direction.RTL) for number in range(2))
    form = replace(
        STEPS,
        lang="ar",
        direction=Direction.RTL,
        labels=labels,
        sections=(FormSection("الأمان أولًا", questions),),
    )
    page.open(form, width)
    assert page.wrong() == []
    head = page.page.find_element(By.CSS_SELECTOR, ".head b").rect
    assert head["x"] + head["width"] > width / 2
    page.choose("text0", "better")
    assert page.wrong() == []


def test_without_script_the_texts_can_be_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("unscripted")
    (folder / "form.html").write_text(form_page(STEPS), encoding="utf-8")
    with browser(folder / "profile", script=False) as one:
        one.get((folder / "form.html").as_uri())
        text = one.find_element(By.TAG_NAME, "main").text
        assert "Open this in a browser to answer." in text
        assert text.count("Llame primero al {number}.") == 3
        assert not [
            each for each in one.find_elements(By.TAG_NAME, "button") if each.is_displayed()
        ]
