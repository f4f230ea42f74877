"""Sort findings by the harm they can do, and fold each into the one that it follows from."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.domain.answer_order import answers_to
from kiosk.domain.checks import records_of_kind
from kiosk.domain.records import AnyRecord, Service, Tile
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.finding_messages import HARM, MESSAGES
from kiosk.editor.findings import FindingCode, SourceFinding, Weight

_VANISHES: Final = frozenset(
    {
        FindingCode.DUPLICATE_ID,
        FindingCode.REPEATED_ID,
        FindingCode.SHARED_KEY,
        FindingCode.DANGLING_KEY,
        FindingCode.REQUIRED_EMPTY,
        FindingCode.NO_NAME,
        FindingCode.RAGGED_ROW,
        FindingCode.HELP_ROW,
        FindingCode.NOT_ACTIVE,
        FindingCode.MARKED_PRIVATE,
        FindingCode.UNKNOWN_STATUS,
        FindingCode.NO_LINES,
    }
)
"""Findings that leave a record out, or leave open which of two is meant."""
_FOLLOWS: Final = frozenset(
    {
        FindingCode.SHARED_KEY,
        FindingCode.DANGLING_KEY,
        FindingCode.MENTION_DROPPED,
        FindingCode.NO_SUCH_TEXT,
        FindingCode.NOT_ACTIVE,
    }
)
"""Findings that name a record which is not there."""
_CONSEQUENCES: Final = {
    "checked on": "so kiosks say to call first",
    "assured_date": "so kiosks say to call first",
    "number": "so nobody can call it",
    "status": "so nobody knows if it runs",
    "opens": "so these hours are not shown",
    "closes": "so these hours are not shown",
    "days": "so these hours are not shown",
}
"""What a lost cell means for a visitor, by its column."""
_FLOORS: Final = frozenset({FindingCode.BELOW_FLOOR, FindingCode.FIRM_FLOOR})
_LOST: Final = frozenset(
    {
        FindingCode.UNREAD_CELL,
        FindingCode.UNKNOWN_WORD,
        FindingCode.UNKNOWN_STATUS,
        FindingCode.NUMBER_NOT_READ,
        FindingCode.CHANGED_BY_SHEET,
        FindingCode.CELL_ERROR,
        FindingCode.FORMULA,
    }
)
"""Findings that lose the fact of a cell."""
_EXAMPLES: Final = 2
_MOST_STOPPING: Final = 8
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def harm_of(finding: SourceFinding) -> int:
    """Return the class of harm of a finding, 1 (could hurt someone) to 5 (read for you)."""
    return HARM[finding.code]


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings with one cause and one thing to do.

    ``followers`` follow from them; ``lists`` counts the visitors' lists that they touch.
    """

    findings: tuple[SourceFinding, ...]
    followers: tuple[SourceFinding, ...] = ()
    lists: int = 0

    @property
    def first(self) -> SourceFinding:
        """The first of its findings."""
        return self.findings[0]

    @property
    def harm(self) -> int:
        """The class of harm, 1 to 5."""
        return harm_of(self.first)

    @property
    def stops(self) -> bool:
        """True if nothing is published until it is mended."""
        return self.first.weight is Weight.REFUSED

    @property
    def what(self) -> str:
        """What is wrong, in one sentence."""
        return what_and_do(self.first)[0]

    @property
    def do(self) -> str:
        """What to do, with what else is lost."""
        parts = [what_and_do(self.first)[1]]
        if self.followers:
            files = Counter(one.file for one in self.followers)
            rows = " and ".join(
                f"{with_noun(number, 'row')} of {escape_invisible(file) or 'the source'}"
                for file, number in files.most_common(_EXAMPLES)
            )
            also = "is" if len(self.followers) == 1 else "are"
            parts.append(f"With it {rows} {also} left out.")
        return " ".join(filter(None, parts))

    @property
    def places(self) -> tuple[str, ...]:
        """The first places where it is, each with what stands there; more if it stops the file."""
        most = _MOST_STOPPING if self.stops or self.first.code in _FLOORS else _EXAMPLES
        lines: dict[str, None] = {}
        for one in self.findings:
            if line := _place(one):
                lines[line] = None
            if len(lines) == most:
                break
        return tuple(lines)


def what_and_do(finding: SourceFinding) -> tuple[str, str]:
    """Return what a finding says, and what to do about it."""
    what, _, do = MESSAGES[finding.code].partition(". ")
    consequence = _CONSEQUENCES.get(finding.column.casefold(), "")
    if consequence and finding.code in _LOST:
        what = f"{what.removesuffix('.')}, {consequence}"
    return f"{what.removesuffix('.')}.", do


def position_words(finding: SourceFinding) -> str:
    """Return where a finding is: file, row and column as far as known."""
    parts = [escape_invisible(finding.file)] if finding.file else []
    parts += [f"row {finding.row}"] if finding.row is not None else []
    parts += [escape_invisible(finding.column)] if finding.column else []
    return ", ".join(parts)


def _place(finding: SourceFinding, length: int = 200) -> str:
    value = escape_invisible(finding.value, length)
    assumed = f" → {escape_invisible(finding.assumed, length)}" if finding.assumed else ""
    return ": ".join(filter(None, (position_words(finding), f"{value}{assumed}".strip())))


def lists_by_service(records: Sequence[AnyRecord]) -> dict[str, frozenset[str]]:
    """Return the lists on which visitors find each service: needs and tiles, by its id."""
    tiles = [one for one in records if isinstance(one, Tile)]
    return {
        key: frozenset(
            (
                *service.categories,
                *(tile.id for tile in tiles if answers_to(service, tile)),
            )
        )
        for key, service in records_of_kind(records, Service).items()
    }


def root_causes(findings: Sequence[SourceFinding]) -> list[int]:
    """Return for each finding the position of the one it follows from: its own if of none."""
    vanished: dict[str, int] = {}
    for position, finding in enumerate(findings):
        if finding.record and finding.code in _VANISHES:
            vanished.setdefault(finding.record, position)
    roots = list(range(len(findings)))
    for position in range(len(findings)):
        current, passed = position, {position}
        while findings[current].names and findings[current].code in _FOLLOWS:
            further = vanished.get(findings[current].names, current)
            if further in passed:
                break
            passed.add(further)
            current = further
        roots[position] = current
    return roots


def causes_of(
    findings: Sequence[SourceFinding], lists: Mapping[str, frozenset[str]] | None = None
) -> list[Cause]:
    """Return the causes: those that stop the file first, then by harm, lists and count."""
    roots = root_causes(findings)
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    followers: defaultdict[int, list[SourceFinding]] = defaultdict(list)
    for position, finding in enumerate(findings):
        if roots[position] != position:
            followers[roots[position]].append(finding)
        elif finding.code in _LOST:
            groups[finding.code, finding.weight, finding.file, finding.column].append(position)
        else:
            groups[finding.code, finding.weight].append(position)
    # One with followers is a line of its own.
    causes = []
    for positions in groups.values():
        alone = [[one] for one in positions if followers[one]]
        together = [one for one in positions if not followers[one]]
        for some in (*alone, *([together] if together else [])):
            found = tuple(findings[one] for one in some)
            behind = tuple(one for position in some for one in followers[position])
            causes.append(Cause(found, behind, len(_touched((*found, *behind), lists or {}))))
    return sorted(
        causes,
        key=lambda one: (
            not one.stops,
            one.harm,
            -one.lists,
            -len(one.findings) - len(one.followers),
        ),
    )


def _touched(
    findings: Iterable[SourceFinding], lists: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    keys = {
        name.removeprefix("service ")
        for one in findings
        for name in (one.record, one.names)
        if name.startswith("service ")
    }
    return frozenset(found for key in keys for found in lists.get(key, ()))


def findings_csv(findings: Sequence[SourceFinding]) -> bytes:
    """Return every finding as a row of CSV in UTF-8, sorted by harm; no cell is a formula."""
    roots = root_causes(findings)
    order = sorted(
        range(len(findings)),
        key=lambda at: (harm_of(findings[roots[at]]), roots[at], at != roots[at], at),
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("harm", "cause", "sheet", "row", "column", "what", "do"))
    for at in order:
        finding, root = findings[at], findings[roots[at]]
        what, do = what_and_do(finding)
        cells = (
            str(harm_of(finding)),
            "" if root is finding else position_words(root),
            finding.file,
            "" if finding.row is None else str(finding.row),
            finding.column,
            ": ".join(filter(None, (what.removesuffix("."), finding.value))),
            " ".join(filter(None, (do, finding.assumed))),
        )
        writer.writerow(map(_as_text, cells))
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text."""
    plain = escape_invisible(cell)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
