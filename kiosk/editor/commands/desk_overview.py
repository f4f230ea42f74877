"""What ``desk`` alone prints."""

from collections.abc import Iterator
from pathlib import Path

from kiosk import APP
from kiosk.cli.base import print_answer
from kiosk.domain.ndjson import uncollected
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.commands.editor_base import clock, editor_errors
from kiosk.editor.overview import desk_overview
from kiosk.editor.sources.desk_answers import DeskAnswer


@editor_errors
@uncollected()
def show_overview(workbook: Path, now: str | None, *, as_json: bool) -> None:
    """Print the sources of a workbook, what they lack, and the next step."""
    answer = desk_overview(workbook, clock(now).date())
    print_answer(answer, _desk_lines(answer), as_json=as_json)


def _desk_lines(answer: DeskAnswer) -> Iterator[str]:
    for one in answer["sources"]:
        name = escape_invisible(f"{one['title']} ({one['name']})" if one["title"] else one["name"])
        if one["imported"]:
            has = f"{with_noun(one['services'], 'service')}, export of {one['date']}"
        else:
            has = "never imported"
        yield f"{name}: {'on' if one['on'] else 'off'}, {has}"
        if one["seen"]:
            yield f"  {one['seen']}"
        if one["below"]:
            below = ", ".join(one["below"])
            yield f"  Not ready: {below}. Why: {APP} desk coverage {escape_invisible(one['name'])}"
    if answer["calls"]:
        due = f"; {answer['due']} of them keep facts on the screen" if answer["due"] else ""
        yield f"{with_noun(answer['calls'], 'call')} to check facts{due}: {APP} desk calls"
    if answer["texts"]:
        texts = with_noun(sum(answer["texts"].values()), "text")
        yield f"{texts} in {with_noun(len(answer['texts']), 'language')} that nobody has read"
    yield from (f"Next: {escape_invisible(step)}" for step in answer["next"][:1])
    yield from (f"      {escape_invisible(step)}" for step in answer["next"][1:])
