"""The boot menu: locked as GRUB understands it, shown to nobody, and given back as it was."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY
from tests.deploy.parts import part, script
from tests.long_runs import missing

PASSWORD = "open-sesame"  # noqa: S105 - of a test
MENU = """if [ x"${feature_menuentry_id}" = xy ]; then
  menuentry_id_option="--id"
else
  menuentry_id_option=""
fi
export menuentry_id_option
"""
ENTRY = """menuentry 'Debian GNU/Linux' --class debian $menuentry_id_option 'gnulinux-simple-1' {
  linux /vmlinuz root=UUID=1 ro fsck.repair=yes panic=10
}
"""


def test_a_password_is_kept_as_grub_keeps_it() -> None:
    found = part(
        f"one, two = boot.hashed({PASSWORD!r}), boot.hashed({PASSWORD!r})\n"
        f"told([one, one != two, boot.opens({PASSWORD!r}, one), boot.opens('other', one)])"
    )
    kept, salted, right, wrong = found  # type: ignore[misc]
    assert re.fullmatch(r"grub\.pbkdf2\.sha512\.10000\.[0-9A-F]{128}\.[0-9A-F]{128}", kept)
    assert (salted, right, wrong) == (True, True, False)


def test_grub_itself_makes_the_same_of_a_password() -> None:
    """Its own tool says what it made; our reading of that opens with the same password."""
    tool = shutil.which("grub-mkpasswd-pbkdf2")
    if tool is None:
        missing("boot", "grub-mkpasswd-pbkdf2 is not installed")
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    made = subprocess.run([tool], input=typed, capture_output=True, text=True, check=True).stdout
    assert part(f"told(boot.opens({PASSWORD!r}, {made!r}))") is True


def _locked() -> str:
    script = str(part(f"told(boot.locked({PASSWORD!r}))"))
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    return done.stdout


def test_changing_the_menu_needs_the_password_and_starting_does_not() -> None:
    lines = _locked().splitlines()
    assert lines[0] == 'set superusers="kiosk"'
    assert lines[1].startswith("password_pbkdf2 kiosk grub.pbkdf2.sha512.10000.")
    assert lines[2] == 'menuentry_id_option="--unrestricted $menuentry_id_option"'
    assert "01_" < str(part("told(Path(boot.LOCK).name)")) < "05_"


def test_grub_can_read_the_menu(tmp_path: Path) -> None:
    tool = shutil.which("grub-script-check")
    if tool is None:
        missing("boot", "grub-script-check is not installed")
    menu = tmp_path / "grub.cfg"
    menu.write_text(MENU + _locked() + ENTRY, "utf-8")
    done = subprocess.run([tool, menu], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_the_machine_had_for_the_kernel_stays() -> None:
    words = DEPLOY / "boot/70-resource-kiosk.cfg"
    script = f"""set -u
GRUB_CMDLINE_LINUX_DEFAULT=nomodeset
GRUB_CMDLINE_LINUX="console=tty1"
GRUB_TIMEOUT=5
. {words}
echo "$GRUB_CMDLINE_LINUX_DEFAULT|$GRUB_CMDLINE_LINUX|$GRUB_TIMEOUT$GRUB_RECORDFAIL_TIMEOUT"
echo "$GRUB_TIMEOUT_STYLE $GRUB_DISABLE_RECOVERY $GRUB_DISABLE_OS_PROBER"
"""
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    hard = "init_on_free=1 slab_nomerge lockdown=confidentiality module.sig_enforce=1"
    assert first == f"nomodeset quiet|console=tty1 fsck.repair=yes panic=10 rd.shell=0 {hard}|22"
    assert second == "hidden true true"
    empty = subprocess.run(["sh", "-uc", f". {words}"], capture_output=True, check=False)
    assert empty.returncode == 0


@pytest.mark.parametrize(
    ("password", "said"), [("short", "8 letters or more"), ("with a blank", "plain letters")]
)
def test_some_words_cannot_be_the_password(password: str, said: str) -> None:
    assert said in str(part(f"told(boot.flaw({password!r}))"))
    assert part("told(boot.flaw('long-enough'))") == ""


@pytest.fixture
def grub(tmp_path: Path) -> str:
    """A machine with GRUB, so far as the installer sees it: code that says where it is."""
    (tmp_path / "grub.cfg").write_text("before\n", "ascii")
    made = "echo made >>log; cat *.d/* 2>/dev/null >grub.cfg || true"
    script(tmp_path / "bin/update-grub", f"cd {tmp_path}\n{made}")
    (tmp_path / "deploy/boot").mkdir(parents=True)
    shutil.copy(DEPLOY / "boot/70-resource-kiosk.cfg", tmp_path / "deploy/boot/70")
    return f"""
import os
at = Path({str(tmp_path)!r})
os.environ["PATH"] = f"{{at / 'bin'}}:{{os.environ['PATH']}}"
boot.MENU, boot.WORDS = str(at / "grub.cfg"), str(at / "words.d/70")
boot.LOCK = str(at / "lock.d/01")
boot.there = lambda: True
def every(password=None):
    return list(boot.boot_files(at / "deploy", password))
def done(files):
    kept = []
    for one in files:
        if one.needed():
            kept.append(one.before())
            one.do()
    return kept
"""


def test_the_menu_follows_every_change_and_is_given_back(grub: str, tmp_path: Path) -> None:
    found = part(
        grub
        + f"""
kept = json.loads(json.dumps(done(every({PASSWORD!r}))))
again = [one.needed() for one in every({PASSWORD!r})]
other = [one.needed() for one in every("another-one")]
without = [(str(one.path), one.needed()) for one in every()]
locked = (at / "grub.cfg").read_text()
mode = (at / "lock.d/01").stat().st_mode & 0o777
for entry in reversed(kept):
    boot.take_boot(entry)
told([[one["kind"] for one in kept], again, other, without, "superusers" in locked, mode])
"""
    )
    kinds, again, other, without, locked, mode = found  # type: ignore[misc]
    assert kinds == ["boot", "boot"]
    assert again == [False, False]
    assert other == [False, True], "another password is a change"
    assert without == [[str(tmp_path / "words.d/70"), False]], "a password that is set stays"
    assert (locked, mode) == (True, 0o700)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bin", "deploy", "grub.cfg", "log"]
    assert (tmp_path / "grub.cfg").read_text("ascii") == "", "made without our files"
    assert (tmp_path / "log").read_text("ascii") == "made\n" * 4


def test_a_menu_that_is_older_than_its_words_is_made_again(grub: str) -> None:
    found = part(
        grub
        + """
done(every())
os.utime(at / "grub.cfg", (1, 1))
told([one.needed() for one in every()])
"""
    )
    assert found == [True]


def test_without_grub_there_is_no_menu_to_lock() -> None:
    code = """
boot.there = lambda: False
refused = answer(lambda: boot.the_password(asked=True, dry=True))
told([refused, list(boot.boot_files(Path("/"), None))])
"""
    assert part(code) == ["There is no GRUB here, so its menu cannot be locked.", []]


@pytest.mark.parametrize(
    ("shadow", "can"),
    [
        ("root:*:1::::::\nkiosk:!:1::::::\n", False),
        ("root:!:1::::::\nana:$y$x:1::::::\n", True),
        ("root:$y$x:1::::::\n", True),
        ("kiosk:$y$x:1::::::\nprinting:$y$x:1::::::\nunknown:$y$x:1::::::\n", False),
        ("root:!$y$x:1::::::\n", False),
        ("", False),
    ],
)
def test_a_login_for_care_needs_an_account_with_a_password(
    tmp_path: Path, shadow: str, *, can: bool
) -> None:
    shells = (
        *(("root", "/bin/bash"), ("ana", "/bin/sh")),
        *(("kiosk", "/usr/sbin/nologin"), ("printing", "/usr/bin/false")),
    )
    lines = (f"{name}:x:0:0::/:{shell}\n" for name, shell in shells)
    (tmp_path / "passwd").write_text("".join(lines), "ascii")
    (tmp_path / "shadow").write_text(shadow, "ascii")
    assert part(f"told(care.someone_can_log_in(Path({str(tmp_path)!r})))") is can
