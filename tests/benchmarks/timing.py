"""Contenders in turn, in one process, in a new order each round; tables in Markdown."""
# ruff: noqa: S311 - the order is drawn with a seed

import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Question = TypeVar("Question")


def in_turn(
    contenders: Mapping[str, Callable[[Question], object]],
    questions: Sequence[Question],
    rounds: int = 3,
    clock: Callable[[], int] = time.perf_counter_ns,
) -> dict[str, list[float]]:
    """Microseconds of each question, the median over the rounds, by contender.

    ``clock`` counts nanoseconds, of the wall or of the processor.
    """
    chance = random.Random(5)
    times: dict[str, list[list[float]]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name in chance.sample(sorted(contenders), len(contenders)):
            ask = contenders[name]
            row = []
            for question in questions:
                start = clock()
                ask(question)
                row.append((clock() - start) / 1000)
            times[name].append(row)
    return {
        name: [statistics.median(values) for values in zip(*rows, strict=True)]
        for name, rows in times.items()
    }


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which ``percent`` of the ``values`` lie."""
    return sorted(values)[min(len(values) * percent // 100, len(values) - 1)]


def table(times: Mapping[str, Sequence[float]], ours: str) -> str:
    """p50, p95, p99 in microseconds, and p95 as a multiple of that of ``ours``."""
    base = percentile(times[ours], 95)
    lines = [
        "| contender | p50 µs | p95 µs | p99 µs | p95 × ours |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, values in times.items():
        p50, p95, p99 = (percentile(values, percent) for percent in (50, 95, 99))
        lines.append(f"| {name} | {p50:.0f} | {p95:.0f} | {p99:.0f} | {p95 / base:.2f} |")
    return "\n".join(lines)
