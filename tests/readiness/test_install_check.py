"""A staged machine as the list of the deployment wants it, and every way in which it is not."""

import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app import assets
from kiosk.readiness.codes import Level
from kiosk.readiness.install_check import SYSCTL, UNITS, assertions

DEPLOY = assets.resources() / "deploy"
LIST = tomllib.loads((DEPLOY / "machine.toml").read_text(encoding="utf-8"))
STICK = "/dev/sda1 /media/resource-kiosk/sda1 vfat {} 0 0\n"
MENU = """menuentry_id_option="--id"
set superusers="kiosk"
password_pbkdf2 kiosk grub.pbkdf2.sha512.10000.AB.CD
menuentry_id_option="--unrestricted $menuentry_id_option"
menuentry 'Debian' $menuentry_id_option 'gnulinux-simple-1' {{
  linux /vmlinuz root=UUID=1 ro fsck.repair=yes panic=10 rd.shell=0 {} quiet
}}
""".format("init_on_free=1 slab_nomerge lockdown=confidentiality module.sig_enforce=1")
SAFE = "ro,nosuid,nodev,noexec,nosymfollow,relatime"


def put(root: Path, name: str, text: str) -> Path:
    path = root / name.lstrip("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A root as the installer leaves it, its folders being ours."""
    root = tmp_path / "root"
    shutil.copytree(DEPLOY / "root", root)
    for path in root.rglob("*"):
        path.chmod(0o755 if path.is_dir() or "/usr/local/" in str(path) else 0o644)
    (root / LIST["program"]["place"].lstrip("/")).mkdir(parents=True)
    (virtual, *names) = reversed(_packages())
    stanzas = [f"Package: {name}\nStatus: install ok installed\n" for name in names]
    stanzas.append(f"Package: x\nStatus: install ok installed\nProvides: a, {virtual} (= 1), b\n")
    put(root, "var/lib/dpkg/status", "\n".join(stanzas))
    me, mine = os.getuid(), os.getgid()
    names = {*LIST["users"]["names"], *(place[1] for place in LIST["places"].values())}
    users = (f"{name}:x:{me}:{mine}::/:/usr/sbin/nologin" for name in names)
    put(root, "etc/passwd", "\n".join(("root:x:0:0::/root:/bin/bash", *users)))
    shadow = ("root:$y$a:20000::::::", *(f"{name}:!:20000::::::" for name in names))
    put(root, "etc/shadow", "\n".join(shadow))
    groups = {place[2] for place in LIST["places"].values()}
    put(root, "etc/group", "\n".join(f"{name}:x:{mine}:" for name in groups))
    for name in LIST["units"]["enabled"]:
        put(root, f"{UNITS}/multi-user.target.wants/{name}", "")
    for name in LIST["units"]["masked"]:
        (root / UNITS / name).symlink_to("/dev/null")
    put(root, "etc/fstab", "# swap was here\n/dev/sda1 / ext4 defaults 0 1\n")
    for place, (mode, _, _) in LIST["places"].items():
        folder = root / place.lstrip("/")
        folder.mkdir(parents=True)
        folder.chmod(int(mode, 8))
    for key, value in _kernel():
        put(root, f"proc/sys/{key.replace('.', '/')}", f"{value}\n")
    shutil.copytree(DEPLOY / "boot", root / "etc/default/grub.d")
    put(root, "boot/grub/grub.cfg", MENU)
    put(root, "proc/cmdline", "root=UUID=1 ro quiet\n")
    put(root, "proc/swaps", "Filename Type Size Used Priority\n")
    put(root, "proc/self/mounts", "/dev/sda1 / ext4 rw,noatime 0 0\n" + STICK.format(SAFE))
    return root


def _packages() -> list[str]:
    return list(LIST["packages"]["names"])


def _kernel() -> list[tuple[str, str]]:
    text = "\n".join(path.read_text("utf-8") for path in (DEPLOY / "root" / SYSCTL).glob("*.conf"))
    lines = (line.partition("=") for line in text.splitlines() if not line.startswith("#"))
    return [(key.strip(), value.strip()) for key, sign, value in lines if sign]


def faults(root: Path) -> dict[str, tuple[Level, str]]:
    told = assertions(root, DEPLOY)
    return {one.what: (one.level, one.says) for one in told if one.level is not Level.OK}


def test_a_machine_as_installed_has_no_fault(machine: Path) -> None:
    assert faults(machine) == {}
    told = {one.what for one in assertions(machine, DEPLOY)}
    assert {"packages", "user kiosk", "resource-kiosk.service", "kernel.sysrq", "stick"} <= told


def test_an_empty_machine_fails_in_everything_but_swap(tmp_path: Path) -> None:
    told = assertions(tmp_path, DEPLOY)
    nothing = {"care", "drop-ins", "sysctl", "settings of systemd", "rules of udev"}
    assert {one.what for one in told if one.level is Level.OK} == {LIST["swap"]["table"], *nothing}
    assert len(told) > 40


def test_a_link_to_the_program_has_to_lead_somewhere(machine: Path) -> None:
    place = machine / LIST["program"]["place"].lstrip("/")
    whole = place.rename(place.with_name("resource-kiosk-1.0-0123456789ab"))
    place.symlink_to(whole.name)
    assert _level(machine, LIST["program"]["place"]) is Level.OK
    whole.rename(place.with_name("elsewhere"))
    assert _level(machine, LIST["program"]["place"]) is Level.BROKEN


def test_a_test_of_the_memory_is_no_start_that_shows_a_shell(machine: Path) -> None:
    with (machine / "boot/grub/grub.cfg").open("a", encoding="utf-8") as menu:
        menu.write("  linux /boot/memtest86+x64.bin console=ttyS0\n")
    assert faults(machine) == {}
    with (machine / "boot/grub/grub.cfg").open("a", encoding="utf-8") as menu:
        menu.write("  linux /boot/vmlinuz-6.12.0 root=UUID=1 ro\n")
    assert faults(machine)["/boot/grub/grub.cfg"][0] is Level.BROKEN


def test_a_program_that_others_may_not_enter_is_named(machine: Path) -> None:
    place = LIST["program"]["place"]
    command = put(machine, f"{place}/bin/resource-kiosk", "")
    command.chmod(0o755)
    for part in (command.parents[1], command.parent, command):
        assert _level(machine, place) is Level.OK
        part.chmod(0o750)
        level, said = faults(machine)[place]
        assert (level, said) == (
            Level.BROKEN,
            f"Others may not enter it: chmod -R go+rX {place}/",
        )
        part.chmod(0o755)


def _level(root: Path, what: str) -> Level:
    return next(one.level for one in assertions(root, DEPLOY) if one.what == what)


def _sub(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def _chmod(name: str, mode: int) -> Callable[[Path], None]:
    return lambda root: (root / name).chmod(mode)


def _unlink(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


STICK_PROGRAM = "usr/local/lib/resource-kiosk/stick"
JOURNALD = "etc/systemd/journald.conf.d/zz-resource-kiosk.conf"
DATA = LIST["program"]["data"]


@pytest.mark.parametrize(
    ("change", "what", "says"),
    [
        (_sub("etc/shadow", "kiosk:!:", "kiosk:$y$abc:"), "user kiosk", "passwd --lock kiosk"),
        (_sub("etc/passwd", "/usr/sbin/nologin", "/bin/bash"), "user kiosk-sync", "It has a shell"),
        (_sub("etc/passwd", "kiosk-sync:", "someone:"), "user kiosk-sync", "no such user"),
        (_sub("var/lib/dpkg/status", "Package: cage", "Package: cake"), "packages", "cage"),
        (
            _sub("var/lib/dpkg/status", "install ok installed", "deinstall ok config-files"),
            "packages",
            "Missing: ",
        ),
        (_sub(JOURNALD, "volatile", "persistent"), f"/{JOURNALD}", "It was changed."),
        (_unlink(JOURNALD), f"/{JOURNALD}", "It is missing."),
        (_chmod(JOURNALD, 0o666), f"/{JOURNALD}", "chmod go-w"),
        (_chmod(STICK_PROGRAM, 0o644), f"/{STICK_PROGRAM}", "chmod 755"),
        (
            _unlink(f"{UNITS}/multi-user.target.wants/resource-kiosk.service"),
            "resource-kiosk.service",
            "systemctl enable",
        ),
        (_unlink(f"{UNITS}/getty@.service"), "getty@.service", "systemctl mask"),
        (_unlink(f"{UNITS}/ctrl-alt-del.target"), "ctrl-alt-del.target", "systemctl mask"),
        (
            lambda root: put(root, "etc/fstab", "UUID=1 none swap sw 0 0\n") and None,
            "/etc/fstab",
            "take that line out",
        ),
        (
            lambda root: put(root, "proc/swaps", "Filename\n/swapfile file 1 0 -2\n") and None,
            "swap",
            "swapoff",
        ),
        (_chmod(DATA.lstrip("/"), 0o755), DATA, "chmod 2770"),
        (_sub("etc/group", ":x:", ":x:9"), DATA, "chown kiosk:kiosk"),
        (_sub("proc/sys/kernel/sysrq", "0", "438"), "kernel.sysrq", "It has to be 0"),
        (_sub("proc/self/mounts", "rw,noatime", "rw,relatime"), "times of reading", "Kept on /."),
        (_sub("proc/self/mounts", "noexec,", ""), "stick", "mounted without noexec"),
        (_sub("proc/self/mounts", "ro,nosuid", "rw,suid"), "stick", "without nosuid, ro"),
    ],
)
def test_each_thing_that_is_not_as_installed_is_named(
    machine: Path, change: Callable[[Path], None], what: str, says: str
) -> None:
    change(machine)
    level, said = faults(machine)[what]
    assert (level, says in said) == (Level.BROKEN, True), said


def test_a_value_that_a_kernel_does_not_have_is_looked_at(machine: Path) -> None:
    (machine / "proc/sys/kernel/sysrq").unlink()
    assert faults(machine)["kernel.sysrq"][0] is Level.LOOK


def test_what_may_not_be_read_asks_for_root(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_text

    def guarded(path: Path, *args: str, **more: str) -> str:
        if path.name == "shadow":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **more)

    monkeypatch.setattr(Path, "read_text", guarded)
    assert {name: level for name, (level, _) in faults(machine).items()} == {
        "user kiosk": Level.LOOK,
        "user kiosk-sync": Level.LOOK,
        "a login for care": Level.LOOK,
    }
