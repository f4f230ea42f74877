"""The command ``answers``: the list of a question as a visitor sees it, for tests and scripts."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.filters import Filter
from kiosk.domain.queries import AnswersQuery
from kiosk.domain.records import Need
from tests.shell import call

NOW = ("--now", "2026-11-24T10:30")


def test_answers_lists_what_a_visitor_sees(qapp: object, prepared: Path) -> None:
    del qapp
    bed = ("answers", "safe_place", "--tile", "bed_tonight")
    plain = json.loads(call(prepared, *bed, "--json", *NOW).stdout)
    assert set(plain) == {"need", "tile", "call", "answers", "groups", "tiles", "pages"}
    assert set(plain["pages"]) == {
        f"{size}-{step}" for size in ("1920x1080", "1080x1920", "1280x800") for step in ("M", "XL")
    }
    assert all(1 <= pages <= 3 for pages in plain["pages"].values())
    assert (plain["need"], plain["tile"], plain["call"]) == (
        *("safe_place", "bed_tonight"),
        ["line-211"],
    )
    assert {one["group"] for one in plain["answers"]} == {"yes"}
    assert "leave_harm" in {tile["code"] for tile in plain["tiles"]}
    men = json.loads(call(prepared, *bed, "--choose", "men", "--json", *NOW).stdout)["answers"]
    assert {one["id"] for one in men} == {one["id"] for one in plain["answers"]}
    assert (men[0]["group"], men[-1]["group"]) == ("yes", "no")
    deaf = json.loads(call(prepared, *bed, "--choose", "no_voice", "--json", *NOW).stdout)
    assert set(deaf) == set(plain)
    assert set(deaf["answers"][0]) == {"id", "fit", "group", "open"}
    assert {one["id"] for one in deaf["answers"]} == {one["id"] for one in plain["answers"]}
    assert {one["group"] for one in deaf["answers"]} <= {"yes", "unknown"}
    text = call(prepared, *bed, *NOW).stdout.splitlines()
    assert re.fullmatch(r"line-211  .+  211  \(call now\)", text[0])
    first = plain["answers"][0]["id"]
    shown = call(prepared, "show", first, *NOW).stdout.splitlines()
    assert text[1].startswith(f"{first}  {shown[0]}  ")
    assert re.search(r"  [\d-]{3,}  fit 1, yes$", text[1])


@pytest.mark.rotating
@pytest.mark.parametrize("choices", [*((one,) for one in Filter), (*Filter,)])
def test_answers_takes_every_choice(
    qapp: object,
    prepared: Path,
    factory_directory: ServiceDirectory,
    choices: tuple[Filter, ...],
) -> None:
    """The list of the directory in its order, what says no to a choice at its end."""
    del qapp
    chosen = [word for one in choices for word in ("--choose", one.value)]
    command = ("answers", "safe_place", "--tile", "with_children", "--lang", "es", "--json")
    found = json.loads(call(prepared, *command, *chosen, *NOW).stdout)
    tile, now = "safe_place.with_children", dt.datetime.fromisoformat(NOW[1])
    query = AnswersQuery("es", Need.SAFE_PLACE, tile, frozenset(choices), now=now)
    listed, refused = (
        factory_directory.answers_to(replace(query, refusing=no), limit=100).answers
        for no in (False, True)
    )
    assert found["call"] == ["line-211", "weave-line"]
    assert [(one["id"], one["fit"], one["group"], one["open"]) for one in found["answers"]] == [
        (one.id, one.fit, one.group.value, one.open) for one in (*listed, *refused)
    ]
    assert ("no" in {one["group"] for one in found["answers"]}) is (Filter.MEN in choices)


def test_answers_depend_on_where_the_kiosk_stands(prepared: Path) -> None:
    def listed(at: str) -> list[str]:
        answer = json.loads(call(prepared, "answers", "food", "--at", at, "--json", *NOW).stdout)
        return [one["id"] for one in answer["answers"]]

    here, far = listed("38.58,-121.49"), listed("0,0")
    assert sorted(here) == sorted(far)
    assert here != far
