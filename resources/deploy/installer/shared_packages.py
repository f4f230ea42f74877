"""Find the packages that came with the kiosk and must stay because other packages need them."""

import re
from collections.abc import Iterable

from changes import Entry
from system import packages_to_go, run

_NAME = re.compile(r"[a-z0-9][a-z0-9+.-]+")
_NO_NAME = re.compile(r"\([^)]*\)|:\w+")
"""A version or an architecture."""


def needed_elsewhere(names: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return which of these packages others need, and those others.

    apt is asked which packages it would remove together. Everything that the others need stays,
    including alternatives.
    """
    ours = set(names) & packages_to_go()
    go, along = set(ours), set()
    while go and (more := _go_with(go) - go):
        along |= more - ours
        fewer = go - _needed_by(more)
        go = fewer if fewer != go else set()
    return ours - go, along


def _go_with(names: set[str]) -> set[str]:
    plan = run("apt-get", "purge", "--simulate", *sorted(names), LC_ALL="C")
    return set(re.findall(r"^(?:Purg|Remv) ([^\s:]+)", plan, re.MULTILINE))


def _needed_by(names: set[str]) -> set[str]:
    """Return these and all installed packages that they need, by any name these provide."""
    pattern = "${Package}\t${Package} ${Provides}\t${Pre-Depends} ${Depends}\n"
    needs: dict[str, set[str]] = {}
    known_as: dict[str, set[str]] = {}
    for line in run("dpkg-query", "-W", "-f", pattern).splitlines():
        package, called, wanted = _NO_NAME.sub("", line).split("\t")
        needs.setdefault(package, set()).update(_NAME.findall(wanted))
        for name in _NAME.findall(called):
            known_as.setdefault(name, set()).add(package)
    found, new = set(), set(names)
    while new:
        found |= new
        wanted_names = set().union(*(needs.get(name, set()) for name in new))
        new = set().union(*(known_as.get(name, set()) for name in wanted_names)) - found
    return found


def shared_packages(entries: list[Entry]) -> str:
    """Remove such packages from the manifest; name them in one line, empty if there are none."""
    noted = [entry for entry in entries if entry["kind"] == "packages"]
    if not noted:
        return ""
    left, others = needed_elsewhere(name for entry in noted for name in entry["names"])
    for entry in noted:
        entry["names"] = [name for name in entry["names"] if name not in left]
    entries[:] = [entry for entry in entries if entry.get("names") != []]
    return f"leave {' '.join(sorted(left))}, needed by {' '.join(sorted(others))}" if left else ""
