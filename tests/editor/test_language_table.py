"""The table of languages in the handbook counts what the files hold, and says if it is stale."""

from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from kiosk.domain.language import SPOKEN_ONLY, WRITTEN, known_language
from kiosk.domain.records import AwarenessCard, SearchWord, Translation
from kiosk.domain.text import TextOrigin, source_hash
from kiosk.editor.publish.language_table import (
    BEGIN,
    END,
    Coverage,
    Share,
    coverage,
    insert_table,
    table,
)
from kiosk.i18n.catalogs import po_path
from kiosk.i18n.pofiles import PoFile, new, serialized
from kiosk.i18n.reviews import COMMENTS, Review, review_of
from kiosk.presentation.field_words import LANGUAGES

CARD = AwarenessCard(
    id="c", title="Your passport is yours", text="You can ask.", picture="hills", order=1
)


@pytest.fixture
def template() -> PoFile:
    made = new()
    for text in ("Back", "Start", "Search"):
        made.add(text, locations=[("kiosk/ui/kit/bar.py", 0)])
    made.add("PIN", locations=[("kiosk/ui/staff/pin.py", 0)])
    return made


def said(field: str, text: str, *, of: str, reviewed: bool = False) -> Translation:
    return Translation(
        id=f"t.{field}", entity="awareness_card", entity_id="c", field=field, language="es",
        text=text, source_hash=source_hash(of), origin=TextOrigin.HUMAN, reviewed=reviewed,
    )  # fmt: skip


@pytest.fixture
def rows(template: PoFile, tmp_path: Path) -> dict[str, Coverage]:
    spanish = new(known_language("es"))
    spanish.add("Back", "Atrás", user_comments=["read by a speaker"])
    spanish.add("Start", "Inicio", user_comments=["machine, not yet read by a speaker"])
    spanish.add("Search", "Buscar", flags=["fuzzy"])
    spanish.add("Gone", "Ido")
    path = po_path(tmp_path, known_language("es"))
    path.parent.mkdir(parents=True)
    path.write_bytes(serialized(spanish))
    records = (
        CARD,
        said("title", "Su pasaporte es suyo", of=CARD.title),
        said("text", "Puede preguntar", of="an older text"),
        SearchWord(id="w", language="es", words=("papeles", "visa"), needs=()),
    )
    return {row.language.tag: row for row in coverage(template, tmp_path, records)}


def test_only_what_is_shown_is_counted(rows: dict[str, Coverage]) -> None:
    """Neither a guess, nor what the code no longer says, nor what was made of an older text."""
    assert rows["es"] == Coverage(
        known_language("es"),
        screen=Share(2, 3),
        staff=Share(0, 1),
        texts=Share(1, 2),
        search_words=2,
        states=Counter({Review.REVIEWED: 1, Review.MACHINE: 1, Review.HUMAN: 1}),
    )


def test_a_language_without_a_catalogue_has_nothing_and_staff_words_are_not_asked_of_it(
    rows: dict[str, Coverage],
) -> None:
    assert rows["ko"] == Coverage(
        known_language("ko"), Share(0, 3), None, Share(0, 2), 0, Counter()
    )
    assert (str(rows["en"].screen), str(rows["en"].texts)) == ("3", "2")


def test_the_table_says_how_much_and_who(rows: dict[str, Coverage]) -> None:
    lines = table(rows.values(), {each.tag: "Latin" for each in WRITTEN}).splitlines()
    assert len(lines) == 2 + len(WRITTEN)
    assert (
        "| Español | `es` | 2 of 3 | 0 of 1 | 1 of 2 | 2 | Latin "
        "| 1 by a machine, 1 by a person, 1 read by a speaker |" in lines
    )
    assert any(line.endswith("| the source |") for line in lines)


def test_a_page_gets_its_table_between_the_marks_and_nowhere_else() -> None:
    page = f"above\n{BEGIN}\nold\n{END}\nbelow\n"
    fresh = insert_table(page, "| new |")
    assert fresh == f"above\n{BEGIN}\n\n| new |\n\n{END}\nbelow\n"
    assert insert_table(fresh, "| new |") == fresh
    assert insert_table("no marks", "| new |") == "no marks"


def test_every_language_has_a_name_that_the_others_can_say() -> None:
    lacking = {each.tag for each in (*WRITTEN, *SPOKEN_ONLY)} - LANGUAGES.keys()
    assert not lacking, f"LANGUAGES of kiosk/presentation/field_words.py has no {lacking}"


@pytest.mark.parametrize(("comment", "state"), [*COMMENTS.items(), ("so?", Review.MACHINE)])
def test_a_comment_states_who_translated(comment: str, state: Review) -> None:
    assert review_of(Message("Back", "Atrás", user_comments=["a note", f" {comment}"])) is state
    assert review_of(Message("Back", "Atrás")) is Review.MACHINE
