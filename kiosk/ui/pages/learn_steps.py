"""The steps of learning a number: look at it, hide it part by part, try it."""

from dataclasses import dataclass
from enum import Enum


class StepKind(Enum):
    """The three steps."""

    LOOK = "look"
    HIDE = "hide"
    TRY = "try"


@dataclass(frozen=True, slots=True)
class Step:
    """Where the visitor is. ``at`` is the part in front or hidden, ``None`` for all of them."""

    kind: StepKind
    at: int | None = 0
    typed: str = ""


def step_of(detail: str, chunks: tuple[str, ...]) -> Step:
    """The step a page's detail names: ``look2``, ``hide1``, ``hideall``, ``try:916``."""
    if detail.startswith("try:"):
        return Step(StepKind.TRY, None, detail.removeprefix("try:"))
    if detail == "hideall":
        return Step(StepKind.HIDE, None)
    kind = StepKind.HIDE if detail.startswith("hide") else StepKind.LOOK
    number = detail.removeprefix(kind.value)
    first = next((at for at, chunk in enumerate(chunks) if len(chunk) > 1), 0)
    at = int(number) - 1 if number.isdecimal() else first
    return Step(kind, min(max(0, at), len(chunks) - 1))


def hiding(chunks: tuple[str, ...]) -> tuple[str, ...]:
    """The steps of hiding, in order: each part worth hiding, then all; a single part at once."""
    parts = [f"hide{at + 1}" for at, chunk in enumerate(chunks) if len(chunk) > 1]
    return (*(parts if len(chunks) > 1 else ()), "hideall")


def next_detail(step: Step, chunks: tuple[str, ...]) -> str:
    """Where the main button leads."""
    order = hiding(chunks)
    if step.kind is StepKind.LOOK:
        return order[0]
    if step.kind is StepKind.TRY or step.at is None:
        return "try:"
    later = [one for one in order[:-1] if int(one.removeprefix("hide")) - 1 > step.at]
    return later[0] if later else order[-1]
