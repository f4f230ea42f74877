"""Every figure in the papers names the commit that it was measured at and the command."""

import re
from types import ModuleType

import pytest

from tests.architecture.papers import HANDBOOK, ROOT, script

PAGE, EVIDENCE = HANDBOOK / "figures.md", HANDBOOK / "evidence.md"
COMMIT = re.compile(r"\b[0-9a-f]{7,8}\b")
WRITTEN = re.compile(
    r"`(\S.*)` at [0-9a-f]{8} on \d{4}-\d\d-\d\d, \d+\.\d programs busy on \d+ cores\."
)


@pytest.fixture(scope="module")
def figures() -> ModuleType:
    return script("figures")


def test_each_section_names_its_command_commit_day_and_load(figures: ModuleType) -> None:
    sections = figures.read_sections(PAGE.read_text(encoding="utf-8"))
    assert {*sections} - {figures.COUNTS} == {*figures.BENCHMARKS}
    for name, text in sections.items():
        lines = text.splitlines()
        assert WRITTEN.fullmatch(lines[2]), (name, lines[2])
        assert "| " in text, name
        if name != figures.COUNTS:
            assert (ROOT / "tests" / "benchmarks" / f"bench_{name}.py").is_file()


def test_the_page_is_what_its_program_writes(figures: ModuleType) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert figures.page_of(figures.read_sections(page)) == page


def test_a_new_measurement_replaces_its_own_section_alone(figures: ModuleType) -> None:
    sections = {"start": "## start\n\nold\n", "open": "## open\n\nkept | \n"}
    page = figures.page_of(sections | {"start": figures.section("start", "run it", "| new |")})
    read = figures.read_sections(page)
    assert "old" not in page
    assert read["open"].strip() == sections["open"].strip()
    assert WRITTEN.search(read["start"])


def test_counts_of_a_nightly_are_summed_by_name(figures: ModuleType) -> None:
    assert figures.counted(["2\tcuts", "1,000\tcuts".replace(",", ""), "7\tkills"]).splitlines()[
        2:
    ] == [
        "| cuts | 1,002 |",
        "| kills | 7 |",
    ]


def test_the_nightly_writes_them_anew() -> None:
    nightly = (ROOT / "resources" / "dev" / "nightly").read_text(encoding="utf-8")
    assert nightly.count("resources/dev/figures.py") == 2


def test_what_was_measured_by_hand_names_its_command_and_commit() -> None:
    text = EVIDENCE.read_text(encoding="utf-8")
    by_hand = text[text.index("Measured by hand") :]
    rows = [row for row in by_hand.splitlines() if row.startswith("| ")][2:]
    assert rows
    assert not [row for row in rows if not COMMIT.search(row.split("|")[3])]
    first = text[: text.index("**The sync file")]
    assert COMMIT.search(first), "the nightly of the tables of attacks"
    for row in text[: text.index("## What the factory")].splitlines():
        if re.match(r"\| (?!attack|---)", row):
            assert "`" in row.split("|")[4] or "the same" in row.split("|")[4], row
