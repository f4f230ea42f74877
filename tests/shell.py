"""The program as whoever looks after the machine starts it, and the files they bring to it."""

import datetime as dt
import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from kiosk.app import assets
from kiosk.cli import main
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AnyRecord
from kiosk.staff import worker
from tests.contract import validate
from tests.sync.toolkit import Coalition

ROOT = Path(__file__).parents[1]
SCHEMAS = {"sync": "sync", "undo": "sync", "status": "status", "trust": "trust"}
TODAY = dt.datetime.now(dt.UTC).replace(microsecond=0)


def factory() -> list[AnyRecord]:
    return list(read_records(assets.factory()))


def write(path: Path, coalition: Coalition, records: list[AnyRecord], **knobs: Any) -> Path:
    knobs |= {"created": TODAY, "expires": TODAY + dt.timedelta(days=180)}
    return coalition.write(path, records, targets_expires=knobs["expires"], **knobs)


def call(folder: Path, *arguments: object, **more: Any) -> Result:
    return CliRunner().invoke(main, ["--data", str(folder), *map(str, arguments)], **more)


def refused(result: Result, *named: str, code: int = 1) -> None:
    """An exit code and one sentence with these words in it."""
    assert result.exit_code == code, result.output
    said = result.stderr.strip().splitlines()[-1]
    assert said.startswith("Error: ")
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)
    for name in named:
        assert name in said, said


def answered(folder: Path, *arguments: object) -> tuple[int, Any]:
    """Exit code and JSON, which keeps its contract."""
    result = call(folder, *arguments, "--json")
    assert "Traceback" not in result.output
    answer = json.loads(result.stdout)
    name = "candidates" if "--list" in arguments else SCHEMAS[str(arguments[0])]
    validate(name, answer)
    return result.exit_code, answer


def typed_in_a_terminal(folder: Path, typed: str, *arguments: object) -> tuple[int, str]:
    """A command with somebody at the keyboard."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    ended = subprocess.run(
        [*worker.own_command(folder, None), *map(str, arguments)],
        cwd=ROOT,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    return ended.returncode, ended.stdout
