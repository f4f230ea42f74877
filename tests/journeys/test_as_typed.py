"""A slip is mended and said; one touch searches for the letters as they were typed."""

from tests.journeys.conftest import VisitorMaker


def test_a_mended_word_is_undone_by_a_touch(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("search")
    for letter in "hosptial":
        visitor.touch(f"key:{letter}")
    visitor.sees("Shown for “hospital”", "Hospital emergency rooms")
    visitor.touch("step:typed").is_on("search")
    visitor.does_not_see("Shown for", "Hospital emergency rooms")
