"""Show how far long work is: a bar on a terminal, elsewhere a line for each step."""

import sys
import time
from collections.abc import Callable, Collection, Iterator
from typing import Final, TypeVar

import click

from kiosk.domain.report_lines import escape_invisible

T = TypeVar("T")

PATIENCE: Final = 2.0
"""Seconds of work before a terminal shows a bar, or one more sheet; shorter work needs none."""


class CommandProgress:
    """Progress of one command, on standard error. ``clock`` counts seconds.

    A ``silent`` one shows nothing, for a command whose answer a program reads.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, silent: bool = False
    ) -> None:
        self._clock, self._began, self._silent = clock, clock(), silent
        self._read_at = self._began - PATIENCE

    def step(self, what: str) -> None:
        """Show the name of a step that begins."""
        if not self._silent:
            click.echo(f"{escape_invisible(what)} …", err=True)

    def reading(self, part: str) -> None:
        """Show that reading a sheet or a file begins, at most one line in two seconds."""
        if self._clock() - self._read_at >= PATIENCE:
            self._read_at = self._clock()
            self.step(f"Reading {part}")

    def through(self, items: Collection[T], what: str) -> Iterator[T]:
        """Yield the items of a step, and show on a terminal how many are done."""
        if self._silent or not sys.stderr.isatty():
            self.step(what)
            yield from items
            return
        rest = iter(items)
        quick = 0
        while self._clock() - self._began < PATIENCE:
            if quick == len(items):
                return
            yield next(rest)
            quick += 1
        with click.progressbar(rest, length=len(items), label=what, file=sys.stderr) as bar:
            bar.update(quick)
            yield from bar
