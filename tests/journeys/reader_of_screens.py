"""A reader of screens over AT-SPI, in the system's own Python: tells what a kiosk says of itself.

Given a command, it starts it, reads its window, chooses one target after another by name, and
writes what it found as one line of JSON for each page. Arguments: JSON with ``command``, ``title``
of the window, ``choose`` (names of targets).
"""

import json
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

PATIENCE_S = 30


def walk(item: Any) -> Any:
    yield item
    for at in range(item.get_child_count()):
        child = item.get_child_at_index(at)
        if child is not None:
            yield from walk(child)


def window(title: str) -> Any:
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(at)
        for each in range(program.get_child_count() if program is not None else 0):
            front = program.get_child_at_index(each)
            if front is not None and front.get_name() == title:
                return front
    return None


def is_on(item: Any) -> bool:
    return bool(item.get_state_set().contains(Atspi.StateType.CHECKED))


def page(front: Any) -> dict[str, Any]:
    items = [item for item in walk(front) if item.get_name()]
    pane = next((item for item in items if item.get_role() == Atspi.Role.PANEL), None)
    told: dict[str, Any] = {
        "page": pane.get_name() if pane is not None else "",
        "read": [(item.get_role_name(), item.get_name()) for item in items],
        "on": [item.get_name() for item in items if is_on(item)],
    }
    return told


def choose(title: str, name: str) -> None:
    """Does the first action of a target, once it is there; a busy kiosk tells of it late."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with suppress(GLib.Error):  # what was just read is gone: another page came
            front = window(title)
            for item in walk(front) if front is not None else ():
                if item.get_name() == name and item.get_action_iface() is not None:
                    item.clear_cache()
                    item.get_action_iface().do_action(0)
                    return
        time.sleep(0.2)
    raise SystemExit(f"nothing to choose is called {name!r}")


def settled(title: str, before: dict[str, Any]) -> dict[str, Any]:
    """A page that is not the one before, once it is the same at two looks."""
    until, last = time.monotonic() + PATIENCE_S, before
    while time.monotonic() < until:
        with suppress(GLib.Error):
            front = window(title)
            if front is not None:
                front.clear_cache()
                found = page(front)
                if found["page"] and found != before and found == last:
                    return found
                last = found
        time.sleep(0.2)
    raise SystemExit(f"no other page after {before.get('page')!r}")


def tell(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def main() -> None:
    task = json.loads(sys.argv[1])
    with subprocess.Popen(task["command"], stdout=subprocess.DEVNULL) as kiosk:
        try:
            found = settled(task["title"], {})
            tell(found)
            for name in task["choose"]:
                choose(task["title"], name)
                found = settled(task["title"], found)
                tell(found)
        finally:
            kiosk.terminate()


if __name__ == "__main__":
    main()
