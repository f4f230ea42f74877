"""What is changed beside files: folders, the kernel, the data of a new kiosk; told before it is."""

from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY
from tests.deploy.parts import part, script

INSTALLER = DEPLOY / "installer"
TOOLS = {
    "swapoff": 'echo Filename >"$AT/swaps"',
    "sysctl": 'test "$2" = "--load=$AT/70.conf" && echo 0 >"$AT/sys/kernel/sysrq"',
    "systemd-tmpfiles": 'mkdir -m 750 "${2#--prefix=}"',
}
"""The system's own, here for a machine that lies in a folder."""
SETTINGS = "# What a kernel has.\nkernel.sysrq = 0\nkernel.panic = 10\nkernel.none_here = 1\n"


def test_what_is_done_at_once_is_told_by_a_dry_run_too(tmp_path: Path) -> None:
    (tmp_path / "sys/kernel").mkdir(parents=True)
    (tmp_path / "sys/kernel/sysrq").write_text("438\n", "ascii")
    (tmp_path / "sys/kernel/panic").write_text("10\n", "ascii")
    (tmp_path / "swaps").write_text("Filename\n/dev/vda2\n", "ascii")
    (tmp_path / "70.conf").write_text(SETTINGS, "ascii")
    for name, does in TOOLS.items():
        script(tmp_path / "bin" / name, f"AT={tmp_path}\n{does}")
    code = f"""
import os
at, made = Path({str(tmp_path)!r}), command({str(INSTALLER)!r})
os.environ["PATH"] = f"{{at / 'bin'}}:{{os.environ['PATH']}}"
immediate_changes.running, immediate_changes.KERNEL = lambda: True, at / "sys"
immediate_changes.SWAPS = at / "swaps"
made.MANIFEST = at / "noted/manifest.json"
places = {{str(at / "data"): ["0750", at.owner(), at.group()]}}
every = []
for dry in (True, False, False):
    said = []
    made.say = said.append
    count = made.install(immediate_changes.at_once(places, at / "70.conf"), dry=dry)
    every.append([count, said, (at / "data").exists()])
told([*every, made.MANIFEST.exists()])
"""
    dry, done, again, noted = part(code)  # type: ignore[misc]
    lines = [
        f"make the folder {tmp_path}/data",
        "set in the running kernel: kernel.sysrq",
        "turn off the swap that is in use",
    ]
    assert dry == [3, lines, False]
    assert done == [3, lines, True]
    assert again == [0, [], True]
    assert not noted, "nothing of it has to be kept"


def test_before_the_first_restart_only_what_runs_is_told(tmp_path: Path) -> None:
    """As where an image is made: no systemd runs that machine yet."""
    (tmp_path / "swaps").write_text("Filename\n/dev/vda2\n", "ascii")
    (tmp_path / "70.conf").write_text("kernel.panic = 11\n", "ascii")
    code = f"""
at = Path({str(tmp_path)!r})
immediate_changes.running, immediate_changes.SWAPS = lambda: False, at / "swaps"
told([one.needed() for one in immediate_changes.at_once({{}}, at / "70.conf")])
"""
    assert part(code) == [False, False]


@pytest.mark.parametrize(
    ("site", "told"),
    [
        ("", "settings.toml, staff.json"),
        ('[provision]\nroot = "root.json"\n', "settings.toml, staff.json, whom to trust"),
    ],
)
def test_a_kiosk_is_provisioned_once(tmp_path: Path, site: str, told: str) -> None:
    (tmp_path / "kiosk.toml").write_text(site, "ascii")
    script(tmp_path / "command", f"touch {tmp_path}/staff.json")
    code = f"""
at, made, said = Path({str(tmp_path)!r}), command({str(INSTALLER)!r}), []
made.MANIFEST, made.say = at / "noted/manifest.json", said.append
for dry in (True, False, False):
    made.provision(at / "command", at, at / "kiosk.toml", dry=dry)
told(said)
"""
    line = f"provision {tmp_path}: {told}"
    again = "It has a PIN already: the file of the site is not read again."
    assert part(code) == [line, line, again]
