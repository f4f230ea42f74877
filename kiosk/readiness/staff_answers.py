"""The result of the readiness check, as JSON and as the report in the data folder."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from kiosk import atomic_files
from kiosk.domain.text import unmarked
from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.readiness.codes import Check, FoundStates, Level, ReadinessFinding, StaffAnswers
from kiosk.readiness.readiness_sentences import ASK, MEANINGS

REPORT_NAME: Final = "readiness.json"


class CheckedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One finding."""

    check: Annotated[Check, Meta(description="What was looked at.")]
    level: Annotated[Level, Meta(description="How much it matters.")]
    finding: Annotated[ReadinessFinding, Meta(description="What was found.")]
    says: Annotated[str, Meta(description="The same in English, and what to do.")]
    hint: Annotated[
        str, Meta(description="A command or a line for whoever looks after it; may be empty.")
    ] = ""
    count: Annotated[float | None, Meta(description="The number in the sentence.")] = None
    names: Annotated[tuple[str, ...], Meta(description="The names in the sentence.")] = ()
    day: Annotated[str, Meta(description="The day in the sentence (ISO 8601); may be empty.")] = ""


class Asserted(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the machine that must be as it was installed."""

    what: Annotated[str, Meta(description="A file, a user, a unit or a value of the kernel.")]
    level: Annotated[Level, Meta(description="ok, broken, or look: it cannot be seen.")]
    says: Annotated[str, Meta(description="How it is and how it has to be.")]


class DoctorAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The result of the readiness check. The exit code is 1 if something is broken."""

    level: Annotated[Level, Meta(description="The worst of all.")]
    checks: tuple[CheckedAnswer, ...]
    installed: Annotated[
        tuple[Asserted, ...] | None,
        Meta(description="The machine as installed; null unless --installed was asked for."),
    ] = None
    sightline: Annotated[
        bool | None, Meta(description="A person said: others can read it; null if nobody did.")
    ] = None
    earshot: Annotated[
        bool | None, Meta(description="A person said: others can hear it; null if nobody did.")
    ] = None
    saved: Annotated[str, Meta(description="Day of the report that is kept; may be empty.")] = ""


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as it is stored, in codes only."""

    check: Check
    level: Level
    finding: ReadinessFinding


class ReadinessReport(msgspec.Struct, frozen=True, kw_only=True):
    """``readiness.json``: the findings of a day and a person's answers; no hour, no visitor."""

    format: Literal[1] = 1
    day: Annotated[str, Meta(description="Empty where the clock was not trusted.")] = ""
    program: Annotated[str, Meta(description="Version of the program.")] = ""
    sightline: Annotated[bool | None, Meta(description="Others can read it.")] = None
    earshot: Annotated[bool | None, Meta(description="Others can hear it.")] = None
    checks: tuple[ReportLine, ...] = ()


def sentence(
    found: CheckedAnswer | FoundStates,
    catalog: Catalog,
    formats: Formatter,
    *,
    in_shell: bool = False,
) -> str:
    """Put a finding and the next step into words.

    ``in_shell`` addresses the person who looks after the machine, and omits the advice to ask them.
    """
    meaning = MEANINGS[found.finding]
    words = catalog.translate(meaning.says)
    day = formats.date(dt.date.fromisoformat(found.day)) if found.day else ""
    count = "" if found.count is None else formats.number(found.count)
    text = words.format(day=day, count=count, names=formats.enumerated(_isolated(found.names)))
    then = (
        catalog.translate(meaning.then)
        if meaning.then and not (in_shell and meaning.then is ASK)
        else ""
    )
    return formats.together(text, then)


def _isolated(names: Sequence[str]) -> list[str]:
    """Isolate each name in the direction of its first letter (U+2068)."""
    return [f"\u2068{name}\u2069" for name in names]


def checked(found: FoundStates, catalog: Catalog, formats: Formatter) -> CheckedAnswer:
    """Return a finding with its meaning in English."""
    meaning = MEANINGS[found.finding]
    return CheckedAnswer(
        check=meaning.check,
        level=meaning.level,
        finding=found.finding,
        says=unmarked(sentence(found, catalog, formats, in_shell=True)),
        hint=meaning.hint,
        count=found.count,
        names=found.names,
        day=found.day,
    )


def worst(levels: Sequence[Level]) -> Level:
    """Return the most serious level."""
    order = list(Level)
    return max(levels, key=order.index, default=Level.OK)


def read_report(data: Path) -> ReadinessReport | None:
    """Return the saved report; ``None`` if it is missing or cannot be read."""
    try:
        return msgspec.json.decode((data / REPORT_NAME).read_bytes(), type=ReadinessReport)
    except (OSError, ValueError):
        return None


def answers_in(report: ReadinessReport | None) -> StaffAnswers:
    """Return a person's answers in the last report."""
    return StaffAnswers() if report is None else StaffAnswers(report.sightline, report.earshot)


def save_report(data: Path, answer: DoctorAnswer, day: str, program: str) -> None:
    """Replace the saved report.

    Raises:
        OSError: it cannot be written; the previous one is still there.
    """
    report = ReadinessReport(
        day=day,
        program=program,
        sightline=answer.sightline,
        earshot=answer.earshot,
        checks=msgspec.convert(answer.checks, tuple[ReportLine, ...], from_attributes=True),
    )
    written = msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
    atomic_files.replace_file(data / REPORT_NAME, written, mode=atomic_files.OWNER_ONLY)
