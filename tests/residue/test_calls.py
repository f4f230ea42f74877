"""A whole visit under the real compositor, seen from the kernel: no file, no network, no words."""

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.tracing import need_strace
from tests.long_runs import add_figure, missing
from tests.residue.calls import Trace, tracer
from tests.residue.place import Place, visit
from tests.residue.words import DIGITS, NAME, TYPED

SCREEN = {
    "WLR_BACKENDS": "headless",
    "WLR_LIBINPUT_NO_DEVICES": "1",
    "WLR_RENDERER": "pixman",
    "QT_QPA_PLATFORM": "wayland",
}
HARMLESS_FILES = {"/dev/null"}
"""Input or complaints of a program that is started: it keeps nothing."""
PROGRAMS = {"aplay", "cancel", "espeak-ng", "lp", "lpstat", "setpriv"}
LIBC = "/var/run/nscd/socket"
"""The C library asks a cache of names on this machine who the user is."""


@pytest.fixture(autouse=True)
def tools() -> None:
    need_strace()
    for name in ("cage", "wlr-randr"):
        if shutil.which(name) is None:
            missing("compositor", f"a screen without hardware needs {name}")


def traced(place: Place, log: Path, broken: str = "") -> Trace:
    """The calls of a whole visit."""
    mode = "wlr-randr --output HEADLESS-1 --custom-mode 1920x1080"
    start = f'{mode} && exec {shlex.join(tracer(log))} "$0" "$@"'
    with (
        place.printer("slow", in_memory=True),
        visit(place, broken, ("cage", "-d", "--", "sh", "-c", start), SCREEN) as driven,
    ):
        driven.until("came").on()
        driven.until("speaks and prints").on()
        driven.until("left")
    assert len(place.printed()) == 1
    return Trace.read(log)


def telling(trace: Trace) -> list[str]:
    """Calls that name what the visit is about: files, arguments, environments, addresses."""
    words = {TYPED, *NAME.lower().split(), DIGITS}
    return [one.name for one in trace.all if any(word in one.told.lower() for word in words)]


def test_a_visit_writes_no_file_reaches_no_network_and_tells_no_program(
    place: Place, tmp_path: Path
) -> None:
    trace = traced(place, tmp_path / "calls")
    assert trace.changed <= HARMLESS_FILES
    assert trace.families == {"AF_UNIX"}
    own = {str(place.root / "run" / "wayland-0"), str(place.root / "cups" / "sock")}
    assert own <= trace.reached <= {*own, LIBC}
    names = {Path(one.texts[0]).name for one in trace.started}
    assert {"aplay", "espeak-ng", "lp", "lpstat"} <= names <= PROGRAMS
    assert telling(trace) == []
    add_figure("calls of a visit looked at", len(trace.visit))


Finds = Callable[[Trace, Path], bool]
CAUGHT: dict[str, Finds] = {
    "somebody_is_told": lambda trace, _: "AF_INET" in trace.families,
    "visits_are_kept": lambda trace, root: str(root / "home" / "acts") in trace.changed,
    "title_tells": lambda trace, _: "execve" in telling(trace),
    "words_to_say_are_arguments": lambda trace, _: "execve" in telling(trace),
    "paper_passes_through_a_file": lambda trace, root: any(
        path.startswith(str(root / "tmp")) for path in trace.changed
    ),
}


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(name, marks=() if at == 0 else pytest.mark.nightly)
        for at, name in enumerate(CAUGHT)
    ],
)
def test_a_program_that_tells_is_caught(place: Place, tmp_path: Path, broken: str) -> None:
    assert CAUGHT[broken](traced(place, tmp_path / "calls", broken), place.root)
    add_figure("programs that tell something of a visit, caught", 1)
