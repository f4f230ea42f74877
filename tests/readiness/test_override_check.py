"""A staged machine whose files are as installed, and something that takes back what they say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.readiness.codes import Level
from kiosk.readiness.install_check import CUPS, RUNNING, SANDBOXES, WATCHED, assertions
from kiosk.readiness.maintenance_check import STARTS_WITH
from tests.readiness.test_install_check import DEPLOY, UNITS, faults, machine, put

__all__ = ["machine"]
RULES = "etc/udev/rules.d"
LOCK = "password_pbkdf2 kiosk grub.pbkdf2.sha512.10000.AB.CD\n"
ONE = 'ENV{ID_VENDOR_ID}=="046d", ENV{ID_MODEL_ID}=="c31c"'
IN = 'SUBSYSTEM=="input", %sENV{LIBINPUT_IGNORE_DEVICE}="0"\n'
DROP_IN = "[Service]\nUser=root\n"


def test_what_takes_the_sandbox_away_is_named(machine: Path) -> None:
    put(machine, f"{UNITS}/resource-kiosk.service.d/override.conf", DROP_IN)
    put(machine, "etc/sysctl.d/99-x.conf", "kernel.sysrq=1\n")
    put(machine, f"{RULES}/99-x.rules", IN % "")
    put(machine, "etc/systemd/logind.conf.d/99.conf", "[Login]\nNAutoVTs=6\n")
    found = faults(machine)
    assert {name: level for name, (level, _) in found.items()} == dict.fromkeys(
        [
            "/etc/systemd/logind.conf.d/99.conf",
            "/etc/sysctl.d/99-x.conf",
            f"/{RULES}/99-x.rules",
            f"/{UNITS}/resource-kiosk.service.d/override.conf",
        ],
        Level.BROKEN,
    )
    assert "kernel.sysrq 1; it has to be 0" in found["/etc/sysctl.d/99-x.conf"][1]
    assert "NAutoVTs 6; it has to be 0" in found["/etc/systemd/logind.conf.d/99.conf"][1]


@pytest.mark.parametrize(
    "name",
    [
        "run/systemd/system/resource-kiosk.service.d/x.conf",
        "usr/lib/systemd/system/resource-kiosk-.service.d/x.conf",
        "usr/local/lib/systemd/system/resource-.service.d/x.conf",
        "etc/systemd/system/service.d/x.conf",
        "etc/systemd/system/resource-kiosk-import@.service.d/x.conf",
        "etc/systemd/system/resource-kiosk-stick@sdb1.service.d/x.conf",
        "etc/systemd/system/resource-kiosk-import.socket.d/x.conf",
        "etc/systemd/system.control/resource-kiosk.service.d/50-User.conf",
        "etc/systemd/system/cups.service.d/x.conf",
        "run/systemd/system/emergency.service.d/x.conf",
        "etc/systemd/system.control/resource-kiosk.service",
        "run/systemd/transient/resource-kiosk.service",
        "etc/systemd/system/resource-kiosk-stick@sdb1.service",
    ],
)
def test_a_unit_or_a_drop_in_that_did_not_come_with_it_is_named(machine: Path, name: str) -> None:
    put(machine, name, DROP_IN)
    assert faults(machine)[f"/{name}"][0] is Level.BROKEN


@pytest.mark.parametrize(
    "name",
    [
        "etc/systemd/system/ssh.service.d/x.conf",
        "usr/lib/systemd/system/user-.slice.d/10-defaults.conf",
        "usr/lib/systemd/system/systemd-logind.service.d/x.conf",
        "etc/systemd/system/resource.service.d/x.conf",
        "etc/systemd/system/socket-proxy.service.d/x.conf",
        "etc/sysctl.d/10-earlier.conf",
        "etc/systemd/system/multi-user.target.wants/x.service",
    ],
)
def test_what_changes_other_things_is_nobodys_matter(machine: Path, name: str) -> None:
    put(machine, name, "[Service]\nkernel.sysrq = 1\n")
    assert faults(machine) == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("etc/sysctl.d/99-x.conf", "-kernel/sysrq = 176\n"),
        ("usr/lib/sysctl.d/99-x.conf", "kernel.*=1\n"),
        ("run/sysctl.d/71-x.conf", "kernel.core_pattern=core\n"),
        ("etc/sysctl.conf", "fs.suid_dumpable=2\n"),
        ("etc/systemd/journald.conf.d/zzz-x.conf", "[Journal]\nStorage=persistent\n"),
        ("usr/local/lib/systemd/system.conf.d/80-x.conf", "[Manager]\nRuntimeWatchdogSec=0\n"),
    ],
)
def test_a_later_file_that_says_otherwise_is_named(machine: Path, name: str, text: str) -> None:
    put(machine, name, text)
    assert faults(machine)[f"/{name}"][0] is Level.BROKEN


def test_what_a_still_later_file_sets_right_is_right(machine: Path) -> None:
    put(machine, "etc/sysctl.d/98-x.conf", "kernel.sysrq=1\n")
    put(machine, "etc/sysctl.d/99-x.conf", "kernel.sysrq=0\n")
    put(machine, "usr/lib/sysctl.d/99-x.conf", "# replaced\nkernel.sysrq=1\n")
    assert faults(machine) == {}


def test_what_debian_ships_does_not_win_over_ours(machine: Path) -> None:
    put(machine, "usr/lib/systemd/journald.conf.d/syslog.conf", "[Journal]\nForwardToSyslog=yes\n")
    assert faults(machine) == {}


@pytest.mark.parametrize(
    ("rule", "good"),
    [
        (IN % f"{ONE}, ", True),
        (IN % 'ATTRS{idVendor}=="046d", ATTRS{idProduct}=="c31c", ', True),
        (IN % 'ENV{ID_VENDOR_ID}=="046d", \\\n ENV{ID_MODEL_ID}=="c31c", ', True),
        ('ENV{LIBINPUT_IGNORE_DEVICE}=="0", TAG+="x"\n', True),
        ('ENV{LIBINPUT_IGNORE_DEVICE}="1"\n', True),
        ("# " + IN % "", True),
        (IN % 'ENV{ID_VENDOR_ID}=="046d", ', False),
        (IN % 'ENV{ID_VENDOR_ID}=="*", ENV{ID_MODEL_ID}=="c31c", ', False),
        (IN % 'ENV{ID_VENDOR_ID}!="046d", ENV{ID_MODEL_ID}=="c31c", ', False),
        ('ENV{LIBINPUT_IGNORE_DEVICE}=""\n', False),
        ('ENV{LIBINPUT_IGNORE_DEVICE}:="0"\n', False),
    ],
)
def test_a_site_lets_in_single_devices(machine: Path, rule: str, *, good: bool) -> None:
    name = f"{RULES}/71-resource-kiosk-site.rules"
    put(machine, name, rule)
    assert (f"/{name}" not in faults(machine)) is good


def _menu(old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / "boot/grub/grub.cfg"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "what", "level", "says"),
    [
        (_menu(LOCK, ""), "boot menu", Level.LOOK, "--boot-password"),
        (_menu("--unrestricted ", ""), "boot menu", Level.LOOK, "--boot-password"),
        (_menu(" panic=10", ""), "/boot/grub/grub.cfg", Level.BROKEN, "update-grub"),
        *(
            (_menu(f" {word}", ""), "/boot/grub/grub.cfg", Level.BROKEN, f"without {word}: update")
            for word in STARTS_WITH[2:]
        ),
        (_menu(" quiet", " single"), "/boot/grub/grub.cfg", Level.BROKEN, "It offers a shell"),
        (
            lambda root: (root / "boot/grub/grub.cfg").unlink(),
            "boot menu",
            Level.LOOK,
            "There is no GRUB",
        ),
        (
            lambda root: (root / "etc/default/grub.d/70-resource-kiosk.cfg").unlink(),
            "/etc/default/grub.d/70-resource-kiosk.cfg",
            Level.BROKEN,
            "Run the installer again",
        ),
        (
            lambda root: put(root, "var/lib/resource-kiosk/care", "") and None,
            "care",
            Level.LOOK,
            "care off",
        ),
        (
            lambda root: put(root, "proc/cmdline", "ro resource-kiosk.care\n") and None,
            "care",
            Level.LOOK,
            "until the machine starts again",
        ),
        (
            lambda root: put(root, "etc/shadow", "root:*:1::::::\nkiosk:!:1::::::\n") and None,
            "a login for care",
            Level.LOOK,
            "passwd",
        ),
        (
            lambda root: (root / UNITS / "emergency.service.d/70-resource-kiosk.conf").unlink(),
            f"/{UNITS}/emergency.service.d/70-resource-kiosk.conf",
            Level.BROKEN,
            "It is missing",
        ),
    ],
)
def test_the_ways_in_are_looked_at(
    machine: Path, change: Callable[[Path], None], what: str, level: Level, says: str
) -> None:
    change(machine)
    found = faults(machine)[what]
    assert found[0] is level
    assert says in found[1]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("root", "ana"), "Root has a password."),
        (("ana", "kiosk"), "There is a password for ana."),
        (("kiosk", "printing", "none", "unknown"), "passwd"),
        ((), "passwd"),
    ],
)
def test_a_password_lets_in_where_there_is_a_shell(
    machine: Path, names: tuple[str, ...], says: str
) -> None:
    with (machine / "etc/passwd").open("a", encoding="ascii") as table:
        table.write("\nana:x:7:7::/:/bin/sh\nprinting:x:8:8::/:/usr/bin/false\nnone:x:9:9::/:\n")
    put(machine, "etc/shadow", "".join(f"{name}:$y$x:1::::::\n" for name in names))
    (found,) = [one for one in assertions(machine, DEPLOY) if one.what == "a login for care"]
    assert says in found.says
    assert (found.level is Level.OK) is (says != "passwd")


def systemctl(**changed: str) -> Callable[[tuple[str, ...]], str]:
    """What systemctl says of units that are as shipped, but for some values and states."""

    def ask(words: tuple[str, ...]) -> str:
        if words[0] == "is-active":
            names = (unit.replace("-", "_").partition(".")[0] for unit in words[1:])
            return "".join(f"{changed.get(name, 'active')}\n" for name in names)
        file = next(file for file, unit in SANDBOXES.items() if unit == words[1])
        text = (DEPLOY / "root" / UNITS / file).read_text("utf-8")
        pairs = (line.partition("=") for line in text.splitlines())
        said = {key: value for key, _, value in pairs if f"--property={key}" in words} | changed
        return "".join(f"{key}={value}\n" for key, value in said.items())

    return ask


def living(root: Path, **changed: str) -> dict[str, str]:
    told = assertions(root, DEPLOY, systemctl(**changed), cups=True)
    return {one.what: one.says for one in told if one.level is not Level.OK}


def test_what_runs_is_as_installed(machine: Path) -> None:
    assert living(machine) == {}


def test_values_that_are_not_in_force_are_named(machine: Path) -> None:
    found = living(machine, NoNewPrivileges="no", User="root")
    assert set(found) == {f"sandbox of {file}" for file in SANDBOXES}
    assert all("User, NoNewPrivileges" in says or "NoNewPrivileges, User" in says
               for says in found.values())  # fmt: skip


@pytest.mark.parametrize("unit", [*RUNNING, "resource-kiosk.service", "cups.service"])
def test_what_does_not_run_is_named(machine: Path, unit: str) -> None:
    name = unit.replace("-", "_").partition(".")[0]
    assert set(living(machine, **{name: "failed"})) == {f"{unit} now"}


def test_a_printer_that_is_none_of_cups_needs_no_cups(machine: Path) -> None:
    told = assertions(machine, DEPLOY, systemctl(cups="failed"))
    assert [one.what for one in told if one.level is not Level.OK] == []


def test_cups_may_wait_behind_its_socket(machine: Path) -> None:
    def ask(words: tuple[str, ...]) -> str:
        waits = "inactive\nactive\n"
        return waits if words[1:] == CUPS else systemctl()(words)

    told = assertions(machine, DEPLOY, ask, cups=True)
    assert [one.what for one in told if one.level is not Level.OK] == []


def test_closed_for_care_the_screen_need_not_run(machine: Path) -> None:
    put(machine, "var/lib/resource-kiosk/care", "")
    assert set(living(machine, resource_kiosk="inactive")) == {"care"}


def test_every_watched_value_is_one_that_the_screen_has() -> None:
    text = (DEPLOY / "root" / UNITS / "resource-kiosk.service").read_text("utf-8")
    assert [key for key in WATCHED if f"\n{key}=" not in text] == []
