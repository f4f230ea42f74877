"""A slip is mended and said; one touch searches for the letters as they were typed."""

from tests.journeys.visitor import VisitorMaker


def test_a_mended_word_is_undone_by_a_touch(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("search")
    for letter in "hosptial":
        visitor.touch(f"key:{letter}")
    visitor.sees("Shown for “hospital”")
    visitor.touch("as-typed").is_on("search")
    visitor.does_not_see("Shown for")
