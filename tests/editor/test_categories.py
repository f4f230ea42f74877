from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Need
from kiosk.editor.fitting.categories import CategoriesError, load_categories, table_terms

N = Need
SHIPPED = load_categories()
TERMS = {
    "Emergency > Immediate Safety > Help Escape Violence": (N.SAFE_PLACE, N.TALK),
    "Help Escape Violence": (N.SAFE_PLACE, N.TALK),
    "HELP ESCAPE VIOLENCE": (N.SAFE_PLACE, N.TALK),
    "Food": (N.FOOD,),
    "Food > Free Meals": (N.FOOD,),
    "Food > A term of next year": (N.FOOD,),
    "Health > Dental Care": (N.HEALTH,),
    "Advocacy & Legal Aid": (N.PAPERS, N.COURT),
    "Advocacy and Legal Aid": (N.PAPERS, N.COURT),
    "Citizenship & Immigration": (N.PAPERS,),
    "human_services:health:dental_care": (N.HEALTH,),
    "human_situations:survivors:human_trafficking_survivors": (N.SAFE_PLACE, N.TALK),
    "English as a Second Language (ESL)": (N.WORK,),
    "shelter": (N.SAFE_PLACE,),
    "Food Bank": (N.FOOD,),
    "Workers' Rights": (N.WORK,),
    "Goods > Diapers & Formula": (N.FOOD,),
    "library": (N.OTHER,),
}


@pytest.mark.parametrize("term", TERMS)
def test_term(term: str) -> None:
    assert SHIPPED.needs([term]) == (TERMS[term], ())


def test_needs_come_in_the_order_of_the_home_screen() -> None:
    assert SHIPPED.needs(["Legal", "Food", "Emergency Shelter"])[0] == (
        N.SAFE_PLACE, N.FOOD, N.PAPERS, N.COURT,
    )  # fmt: skip


def test_unknown_terms_are_named_and_nothing_vanishes() -> None:
    assert SHIPPED.needs(["BD-1800.2000", "BD-1800.2000", " "]) == ((N.OTHER,), ("BD-1800.2000",))
    assert SHIPPED.needs(["Food", "YZ-99"]) == ((N.FOOD,), ("YZ-99",))
    assert SHIPPED.needs([]) == ((N.OTHER,), ())


def test_every_tile_that_lists_services_can_be_reached_and_no_other() -> None:
    reached = {need for needs in SHIPPED.table.values() for need in needs}
    assert reached == set(Need) - {N.OKAY}


def own(tmp_path: Path, text: str | bytes) -> dict[str, tuple[Need, ...]]:
    path = tmp_path / "map.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return table_terms(path)


def test_the_rows_of_an_editor_are_terms_with_needs(tmp_path: Path) -> None:
    table = own(tmp_path, "scheme,term,needs\nown,Legal > Aid,court\nairs,B-1,food health\n\n,,\n")
    assert table == {"legal > aid": (N.COURT,), "b 1": (N.FOOD, N.HEALTH)}


def test_a_table_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    table = own(tmp_path, '\ufeffNeeds,Term,Scheme\r\n"food, health",Gleaning,own\r\n')
    assert table == {"gleaning": (N.FOOD, N.HEALTH)}


BAD = {
    "no header": ("own,Food,food\n", "map.csv, row 1: the columns must be scheme, term, needs."),
    "empty": ("", "map.csv, row 1: the columns must be scheme, term, needs."),
    "no need": ("scheme,term,needs\nown,Food,\n", "map.csv, row 2: the column needs is empty."),
    "no term": ("scheme,term,needs\nown,,food\n", "map.csv, row 2: the column term is empty."),
    "unknown need": ("scheme,term,needs\nown,Food,fod\n", "map.csv, row 2: 'fod' is no category"),
    "need without services": (
        "scheme,term,needs\nown,Food,food okay\n", "map.csv, row 2: 'okay' is no category"
    ),
    "short row": ("scheme,term,needs\n\nown\n", "map.csv, row 3: the column term is empty."),
    "latin-1": (b"scheme,term,needs\nown,Caf\xe9,food\n", "map.csv is not in UTF-8."),
    "open quote": ('scheme,term,needs\nown,"Food,food\n', "map.csv is not a CSV table."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_a_bad_table_names_the_row(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(CategoriesError) as error:
        own(tmp_path, text)
    assert str(error.value).startswith(message)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CategoriesError, match=r"^map\.csv cannot be read"):
        table_terms(tmp_path / "map.csv")


def test_a_table_that_is_too_big(tmp_path: Path) -> None:
    with pytest.raises(CategoriesError, match="too big"):
        own(tmp_path, b"x" * (3 * 1024 * 1024))


@given(st.lists(st.text(max_size=20), max_size=4))
def test_no_term_breaks_it(terms: list[str]) -> None:
    needs, unknown = SHIPPED.needs(terms)
    assert needs
    assert set(unknown) <= {term.strip() for term in terms}
