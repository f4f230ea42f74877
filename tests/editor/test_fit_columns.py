"""Columns of an export: known, denied, guessed, asked; what a person says is kept and obeyed."""

import json
from pathlib import Path

import pytest

from kiosk.editor.fitting.aliases import column_of, is_denied
from kiosk.editor.fitting.column_guesses import (
    ColumnAnswers,
    ColumnRole,
    explain_columns,
    guess_field,
)
from kiosk.editor.fitting.fitting_file import load_columns, save_columns
from kiosk.editor.source_files import SourceError
from tests.editor.exports.making import EXPORTS
from tests.editor.sources import HSDS3, folder
from tests.editor.typed import type_at_desk

pytestmark = pytest.mark.usefixtures("passphrase")

DENIED = (
    *("TAX_ID", "InternalNotes", "SeniorWorkerPhoneNumber", "MainContactName", "FEIN", "tax_id"),
    *("service_contacts", "Agency_DirectorName", "LastVerifiedByName", "last_verified_by"),
    *("mailing_address", "MailingAddress1", "client_notes", "donor_id", "staff_notes"),
    *("StaffNotes", "private_phone", "ConfidentialNotes", "contact_phone"),
)
NOT_DENIED = (
    *("name", "description", "last_verified", "last_verified_on", "Protein", "taxonomy_ids"),
    *("TaxonomyTerms", "taxi", "phone", "PublicName", "hours", "clientele", "internet_address"),
)


@pytest.mark.parametrize("column", DENIED)
def test_a_denied_column_is_neither_an_alias_nor_a_guess(column: str) -> None:
    assert is_denied(column)
    for table in ("service", "organization", "phone"):
        assert column_of(table, column) not in {"id", "name", "number", "description"}
        assert guess_field(table, column, "", ["916-440-1234", "916-440-1235"]) == ""


@pytest.mark.parametrize("column", NOT_DENIED)
def test_other_columns_are_not_denied(column: str) -> None:
    assert not is_denied(column)


NUMBERS = ["916-440-1234", "(916) 440-1235", "call us"]
GUESSES = [
    # table, column, common beginning, values: the guess
    ("service", "svc_title", "svc_", ["Food Pantry"], "name"),
    ("service", "svc_name", "svc_", ["Food Pantry"], "name"),
    ("service", "Eligibility Criteria Text", "", ["All"], "eligibility_description"),
    ("service", "Fee Structure Notes", "", ["Free"], "fees_description"),
    ("service", "svc_phone", "svc_", NUMBERS, "phone"),
    ("service", "svc_phone", "svc_", ["yes", "no", "916-440-1234"], ""),
    ("service", "Worker Phone Number", "", NUMBERS, ""),  # a number is never found by likeness
    ("location", "Old Street Address", "", ["12 Oak Street"], ""),
    ("service", "Former Organization Id", "", ["4711"], ""),
    ("service", "date_verified_x", "", ["2026-10-05"], ""),
    ("service", "svc_last_verified", "svc_", ["2026-10-05", "10/6/2026"], "assured_date"),
    ("service", "svc_last_verified", "svc_", ["Dana", "Lee"], ""),
    ("service", "zzz", "", ["1"], ""),
]


@pytest.mark.parametrize(("table", "column", "prefix", "values", "guess"), GUESSES)
def test_what_an_unknown_column_could_be(
    table: str, column: str, prefix: str, values: list[str], guess: str
) -> None:
    assert guess_field(table, column, prefix, values) == guess


def test_every_column_has_one_reason() -> None:
    header = ["svc_id", "svc_title", "svc_internal_notes", "svc_is_private", "svc_moon", "status"]
    answers = ColumnAnswers({"svc_moon": ("service.alert",)})
    found = explain_columns("service", header, [["1", "Pantry", "x", "no", "y", "active"]], answers)
    assert {name: role.value for name, (role, _) in found.items()} == {
        "svc_id": "proposed",
        "svc_title": "proposed",
        "svc_internal_notes": "never",
        "svc_is_private": "flag",
        "svc_moon": "answer",
        "status": "known",
    }
    assert found["svc_moon"] == (ColumnRole.ANSWER, "service.alert")


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("schedule", "byday freq interval until dtstart bymonthday valid_from opens_at closed"),
        ("taxonomy_term", "id code name parent_id taxonomy"),
        ("address", "address_1 city state_province postal_code"),
    ],
)
def test_a_column_of_the_standard_that_is_read_needs_no_answer(table: str, columns: str) -> None:
    header = columns.split()
    found = explain_columns(table, header, [["1"] * len(header)], ColumnAnswers({}))
    assert {role for role, _ in found.values()} == {ColumnRole.KNOWN}


def test_the_file_of_answers_keeps_comments_and_what_others_wrote(tmp_path: Path) -> None:
    path = tmp_path / "fitting.toml"
    keep = "# Ours.\n[keep]\nwithin_miles = 25 # near\n"
    path.write_text(f'{keep}\n[columns]\n"Old" = "never" # no\n')
    save_columns(tmp_path, {"svc_title": "service.name"}, {"status": {"Going": "active"}})
    text = path.read_text()
    assert keep in text
    assert '"Old" = "never" # no\nsvc_title = "service.name"\n' in text
    answers = load_columns(tmp_path)
    assert answers.field_of("service", "SVC Title") == "name"
    assert answers.field_of("organization", "svc_title") == ""
    assert answers.field_of("service", "old") == "never"
    assert answers.worded("service", "status", "GOING") == "active"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[columns]\na = "name"\n', "'name' is no field"),
        ('[columns]\na = "moon.name"\n', "'moon.name' is no field"),
        ("[columns]\na = 3\n", "cannot be read"),
        ("[columns\n", "cannot be read"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "fitting.toml").write_text(text)
    with pytest.raises(SourceError, match=says):
        load_columns(tmp_path)


STRANGE = {
    **{name: text for name, text in HSDS3.items() if name != "services.csv"},
    "services.csv": (
        "id,organization_id,svc_title,staff_notes,state_of_it\n"
        "svc_1,org_1,Family Meals,Ask Quenna,Going\nsvc_2,org_2,Legal Hour,,Going\n"
    ),
}


def test_no_service_is_explained_and_an_answer_is_used_by_the_next_import(tmp_path: Path) -> None:
    source = str(folder(tmp_path, STRANGE, "export"))
    refused = type_at_desk(tmp_path, "import", "oak", source)
    assert refused.exit_code == 1
    assert "No column was taken for the name. svc_title looks like it" in " ".join(
        refused.output.split()
    )
    place = tmp_path / "sources" / "oak"
    save_columns(
        place,
        {"svc_title": "service.name", "state_of_it": "service.status"},
        {"status": {"going": "active"}},
    )
    taken = type_at_desk(tmp_path, "import", "oak", source)
    assert taken.exit_code == 0, taken.output
    rows = (place / "rows" / "Services.csv").read_text()
    assert "Family Meals" in rows
    assert "Legal Hour" in rows
    columns = (place / "rows" / "Columns.csv").read_text()
    assert "services.csv,svc_title,service.name,answer,2,Family Meals · Legal Hour" in columns
    assert "services.csv,staff_notes,,never,1,,\n" in columns
    assert "Quenna" not in columns


def test_a_date_that_a_profile_only_proposes_counts_after_a_yes(tmp_path: Path) -> None:
    source = str(folder(tmp_path, EXPORTS["wellsky"](), "export"))
    assert type_at_desk(tmp_path, "import", "oak", source).exit_code == 0
    rows = tmp_path / "sources" / "oak" / "rows" / "Services.csv"
    assert "2026-10-05" not in rows.read_text()
    listed = type_at_desk(tmp_path, "fit", "oak", "--list").output
    assert "DATE_OFFICIALCHANGE: Checked on? (2026-10-05)" in listed
    save_columns(rows.parents[1], {"DATE_OFFICIALCHANGE": "service.assured_date"}, {})
    assert type_at_desk(tmp_path, "import", "oak", source).exit_code == 0
    assert rows.read_text().count("2026-10-05") == 58
    assert "DATE_OFFICIALCHANGE" not in type_at_desk(tmp_path, "fit", "oak", "--list").output


def test_a_key_of_json_is_a_column(tmp_path: Path) -> None:
    pantry = {"id": "s1", "svc_title": "Pantry", "staff_notes": "Quenna", "status": "active"}
    value = [{"id": "o1", "name": "Oak Hall", "services": [pantry]}]
    (tmp_path / "export.json").write_text(json.dumps(value))
    place = tmp_path / "sources" / "oak"
    save_columns(place, {"svc_title": "service.name"}, {})
    taken = type_at_desk(tmp_path, "import", "oak", str(tmp_path / "export.json"))
    assert taken.exit_code == 0, taken.output
    assert "Pantry" in (place / "rows" / "Services.csv").read_text()
    columns = (place / "rows" / "Columns.csv").read_text()
    assert "export.json,svc_title,service.name,answer,1,Pantry" in columns
    assert "export.json,staff_notes,,never,1," in columns
    assert "Quenna" not in columns
