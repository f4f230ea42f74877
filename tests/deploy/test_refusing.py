"""What an installation refuses while nothing is changed yet, and what it says all the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app.settings import DIAGONAL_BOUNDS_IN
from tests.deploy.machine import DEPLOY
from tests.deploy.parts import part, python, script, started

INSTALLER = DEPLOY / "installer"
SITE = "[screen]\ndiagonal = 21.5\n"
PEOPLE = "root:x:0:0::/root:/bin/bash\nkiosks:x:1000:1000::/home/kiosks:/bin/bash\n"
NO_PYTHON = "--dry-run installs nothing: install python3 first"
NOBODY = "kiosk:x:999:999::/:/usr/sbin/nologin\n"


def refused(table: Path) -> object:
    """What is said of the users of a machine, before the first change is known."""
    code = f"""
made = command({str(INSTALLER)!r})
system.ACCOUNTS = Path({str(table)!r})
machine = made.tomllib.loads((made.DEPLOY / "machine.toml").read_text())
def none():
    raise AssertionError("the program was asked for")
told(answer(lambda: next(made.changes(machine, none, Path("x"), None)).says()[:8]))
"""
    return part(code)


@pytest.mark.parametrize("name", ["kiosk", "kiosk-sync"])
@pytest.mark.parametrize("shell", ["/bin/bash", "/usr/bin/zsh", ""])
def test_a_person_whose_name_a_kiosk_needs_keeps_the_account(
    tmp_path: Path, name: str, shell: str
) -> None:
    (tmp_path / "passwd").write_text(f"{PEOPLE}{name}:x:1001:1001::/home/x:{shell}\n", "ascii")
    assert refused(tmp_path / "passwd") == (
        f"There is a user {name} who can log in; give that account another name first."
    )


@pytest.mark.parametrize("shell", ["/usr/sbin/nologin", "/sbin/nologin", "/bin/false"])
def test_users_of_a_kiosk_and_of_other_names_are_no_hindrance(tmp_path: Path, shell: str) -> None:
    text = f"{PEOPLE}kiosk:x:999:999::/:{shell}\n"
    (tmp_path / "passwd").write_text(text, "ascii")
    assert refused(tmp_path / "passwd") == "install "


def test_only_users_that_were_made_are_locked(tmp_path: Path) -> None:
    (tmp_path / "passwd").write_text(PEOPLE + NOBODY, "ascii")
    code = f"""
system.ACCOUNTS, asked = Path({str(tmp_path / "passwd")!r}), []
def run(*words):
    asked.append(words)
    if words[0] == "systemd-sysusers":
        with system.ACCOUNTS.open("a") as table:
            table.write("kiosk-sync:x:998:998::/:/usr/sbin/nologin\\n")
system.run = run
users = system.Users(["kiosk", "kiosk-sync"])
kept = users.before()
users.do()
told([kept["names"], asked, users.needed()])
"""
    names, asked, needed = part(code)  # type: ignore[misc]
    assert names == ["kiosk-sync"]
    assert asked == [
        ["systemd-sysusers", "resource-kiosk.conf"],
        ["passwd", "--quiet", "--lock", "kiosk-sync"],
    ]
    assert needed is False


def demanded(data: Path, site: Path | None) -> object:
    """The settings that a kiosk would start with, or what is wrong with them."""
    given = "None" if site is None else f"Path({str(site)!r})"
    return part(f"told(str(answer(lambda: settings.demand(Path({str(data)!r}), {given}))))")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "[screen] diagonal"),
        ("[screen]\nsmall_text = false\n", "[screen] diagonal"),
        ("screen = 21.5\n", "[screen] diagonal"),
        ("[screen]\ndiagonal = 0\n", "[screen] diagonal"),
        ("[screen]\ndiagonal = -21.5\n", "[screen] diagonal"),
        ("[screen]\ndiagonal = 1000\n", "[screen] diagonal"),
        ("[screen]\ndiagonal = nan\n", "[screen] diagonal"),
        ("[screen]\ndiagonal = true\n", "[screen] diagonal"),
        ('[screen]\ndiagonal = "21.5"\n', "[screen] diagonal"),
        ("[screen\n", "no settings file"),
        ("\udcff", "no settings file"),
    ],
)
def test_a_site_whose_screen_could_not_be_drawn_is_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    site, data = tmp_path / "kiosk.toml", tmp_path / "data"
    site.write_bytes(text.encode("utf-8", "surrogateescape"))
    answer = str(demanded(data, site))
    assert said in answer
    assert answer.startswith(f"{site} ")
    data.mkdir()
    site.rename(data / "settings.toml")
    assert said in str(demanded(data, None)), "what is installed is read as well"


def test_bounds_are_those_of_the_program() -> None:
    assert part("told(settings.DIAGONAL_IN)") == list(DIAGONAL_BOUNDS_IN)


def test_a_site_is_needed_once(tmp_path: Path) -> None:
    data, site = tmp_path / "data", tmp_path / "kiosk.toml"
    site.write_text(SITE, "ascii")
    assert "--site" in str(demanded(data, None))
    assert demanded(data, site) == str(site)
    data.mkdir()
    (data / "staff.json").write_text("{}", "ascii")
    assert str(demanded(data, site)) == (
        "The kiosk has a PIN but no settings:"
        f" copy those of the site to {data}/settings.toml first."
    ), "the file would not be read again"
    own = shutil.copy(site, data / "settings.toml")
    assert demanded(data, None) == demanded(data, site) == str(own)
    (data / "staff.json").unlink()
    assert demanded(data, None) == str(own)
    assert demanded(data, site) == str(site)


ASKED = """
class Made(program.Program):
    folder = Path({folder!r})
    needed = lambda self: {needed}
class Spoilt(Exception):
    pass
made = command({installer!r})
machine = made.tomllib.loads((made.DEPLOY / "machine.toml").read_text())
made.Users.refuse_people = lambda self: None
def files():
    raise Spoilt
    yield
made.files = files
every = made.changes(machine, lambda: Made(Path("/p"), Path("/w")), Path({file!r}), None)
try:
    told(answer(lambda: [next(every).says()[:8], next(every).place.name, next(every)]))
except Spoilt:
    told("the machine is changed now")
"""


def asked(folder: Path, file: Path, *, needed: bool) -> str:
    """What the program in ``folder`` says of a settings file, or that it says nothing."""
    words = {"folder": str(folder), "installer": str(INSTALLER), "file": str(file)}
    return str(part(ASKED.format(**words, needed=needed)))


def test_a_program_that_was_made_in_part_is_not_asked(tmp_path: Path) -> None:
    """The power went while it was made; a dry run makes nothing."""
    file = tmp_path / "kiosk.toml"
    file.write_text(SITE, "utf-8")
    script(tmp_path / "made/bin/python", "exit 1")
    assert asked(tmp_path / "made", file, needed=True) == "the machine is changed now"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SITE, ""),
        (f"{SITE}[sight]\n", "unknown table [sight]. Known: attract, idle, keys,"),
        ('[site]\nzone = "Mars/日"\n', "[site] unknown time zone 'Mars/日'"),
        ("[idle]\nservice = 1\n", "[idle] service must be a number from 45 to 300."),
    ],
)
def test_the_new_program_reads_the_settings_before_the_machine_is_changed(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, "utf-8")
    script(tmp_path / "made/bin/python", f'exec {sys.executable} "$@"')
    answer = asked(tmp_path / "made", file, needed=False)
    if said:
        assert answer.startswith(f"The new program does not take the settings. {file}: ")
        assert said in answer
    else:
        assert answer == "the machine is changed now"


def test_a_new_program_that_cannot_even_read_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").symlink_to(python())
    assert "No module named 'kiosk'" in asked(tmp_path, tmp_path / "x", needed=False)


def test_an_end_by_the_keyboard_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(SITE, "ascii")
    code = f"""
made = command({str(INSTALLER)!r})
def ends(given):
    raise KeyboardInterrupt
made._run, sys.argv = ends, ["install"]
sys.exit(made.main())
"""
    done = started(code)
    assert done.returncode == 130
    said = "Ended before it was done. Run it again, or take it back with --undo."
    assert done.stderr.strip() == said


def test_what_is_to_do_is_said_though_provisioning_failed(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(SITE, "ascii")
    code = f"""
made, said = command({str(INSTALLER)!r}), []
given = {{"dry_run": False, "undo": False, "wheel": None, "wheels": None, "boot_password": False}}
def fails(*words, dry):
    raise system.InstallError("not provisioned")
made.os.geteuid = lambda: 0
made.install = lambda every, *, dry: 3
made.take_effect, made.provision = lambda: None, fails
made.there, made.someone_can_log_in, made.say = lambda: False, lambda: False, said.append
made.demand = lambda data, site: site
try:
    made._run(made.argparse.Namespace(**given, site=Path({str(tmp_path / "kiosk.toml")!r})))
except system.InstallError as error:
    told([str(error), said])
"""
    error, said = part(code)  # type: ignore[misc]
    assert error == "not provisioned"
    assert [line.split(":")[0] for line in said] == [
        "There is no GRUB here",
        "This kiosk cannot be closed for care",
    ]


@pytest.mark.parametrize(
    ("words", "user", "code", "said"),
    [
        (["--dry-run"], 0, 2, NO_PYTHON),
        (["--site", "x", "--dry-run"], 1000, 2, NO_PYTHON),
        ([], 1000, 2, "only root can install it"),
        (["--dry"], 0, 2, NO_PYTHON),
        (["--site", "x"], 0, 0, ""),
    ],
)
def test_a_dry_run_installs_no_python(
    tmp_path: Path, words: list[str], user: int, code: int, said: str
) -> None:
    text = (DEPLOY / "install").read_text("ascii")
    assert "python=/usr/bin/python3\n" in text
    tried = text.replace("python=/usr/bin/python3\n", f"python={tmp_path}/python3\n")
    (tmp_path / "install").write_text(tried, "ascii")
    comes = f"echo apt-get >>{tmp_path}/log; printf '#!/bin/sh\\n' >{tmp_path}/python3"
    does = {"id": f"echo {user}", "apt-get": f"{comes}; chmod 755 {tmp_path}/python3"}
    for name, what in does.items():
        script(tmp_path / "bin" / name, what)
    done = subprocess.run(
        ["sh", tmp_path / "install", *words],
        env={"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert (tmp_path / "log").exists() == (code == 0)
