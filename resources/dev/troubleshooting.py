"""Writes the tables of resources/handbook/troubleshooting.md from the program's own words."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "resources" / "handbook" / "troubleshooting.md"
sys.path.insert(0, str(ROOT))

from kiosk.domain.syncfile import RefusalCode  # noqa: E402 - the path is set just before
from kiosk.readiness.codes import Level  # noqa: E402 - the same
from kiosk.readiness.readiness_sentences import MEANINGS, TITLES  # noqa: E402 - the same
from kiosk.sync.shell_messages import IN_THE_SHELL  # noqa: E402 - the same
from kiosk.sync.staff_messages import HOLDS, REASONS  # noqa: E402 - the same


def refusals() -> Iterator[tuple[str, ...]]:
    """Each sentence of a refusal, what to do, and the codes that share both."""
    codes: dict[tuple[str, str, str], list[str]] = {}
    for code in RefusalCode:
        reason = REASONS[code]
        row = reason.why.text, reason.then.text, IN_THE_SHELL.get(code, "")
        codes.setdefault(row, []).append(f"`{code.value}`")
    yield "on the screen", "what to do", "in the shell", "code"
    yield from ((*row, ", ".join(names)) for row, names in codes.items())


def holds() -> Iterator[tuple[str, ...]]:
    """Why a file waits for a person."""
    yield "reason", "code"
    yield from ((words.text, f"`{hold.value}`") for hold, words in HOLDS.items())


def findings() -> Iterator[tuple[str, ...]]:
    """What the readiness check finds where something is to be done."""
    yield "about", "finding", "what to do", "for the machine's shell"
    for meaning in MEANINGS.values():
        if meaning.level is not Level.OK:
            then = meaning.then.text if meaning.then else ""
            hint = f"`{meaning.hint}`" if meaning.hint else ""
            yield TITLES[meaning.check].text, meaning.says.text, then, hint


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows in Markdown, the first as the header."""
    head, *body = rows
    lines = [head, ("---",) * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def current(page: str) -> str:
    """The page with each table between its two marks."""
    for name, rows in (("refusals", refusals), ("holds", holds), ("findings", findings)):
        begin, end = (
            f"<!-- {name}: made by resources/dev/troubleshooting.py -->",
            f"<!-- {name} end -->",
        )
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n\n{table(rows())}\n\n{end}{rest.partition(end)[2]}"
    return page


if __name__ == "__main__":
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
