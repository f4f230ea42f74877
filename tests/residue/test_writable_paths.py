"""Every place where the screen can write, and what stands in it: nothing there can hold a visit.

A new place in the source, or a new field of a file, fails here until it is named with what it
holds. Commands of a terminal are left aside: the screen loads none of them.
"""

import re
from pathlib import Path

import msgspec
import pytest

from kiosk.devices.printer_choice import _StoredChoice as PrinterFile
from kiosk.readiness.staff_answers import ReadinessReport, ReportLine
from kiosk.staff.pin import _StoredPin as PinFile
from kiosk.staff.two_slot_counter import _Slot as TriesFile
from kiosk.sync import state as states
from kiosk.sync.baseline import AcceptedRecord, AcceptedService, Baseline
from kiosk.sync.history import HistoryEntry
from tests.devices.cupsd import DROP_IN, PLACES
from tests.residue import writing
from tests.residue.place import Place

MEMORY = "memory"
"""Never reaches a disk: a nameless file, a buffer, a pipe."""
DEVICE = "the printer's own device"
COMMAND = "a program of the system, told nothing of a visit (test_calls.py)"
SOCKET = "a socket of this machine"
JOURNAL = "the journal in memory: kind and place of a failure, or a sentence on data"
RUN = "the folder of the service in memory: when it started, and on what"
DATA = "the data folder"
COPY = "the data folder: a signed file, as it came"
READS = "reads; may make an empty file to lock"
NAMED = {
    ("app/screen:ScreenApp._trouble", "said"): JOURNAL,
    ("directory/builder:_write", "sqlite3.connect"): COPY,
    ("directory/builder:build", "replace"): COPY,
    ("directory/connection:connect", "sqlite3.connect"): READS,
    ("directory/first_services:first_services", "sqlite3.connect"): MEMORY,
    ("atomic_files:open_temp", "os.open"): DATA,
    ("atomic_files:overwrite", "os.open"): DATA,
    ("atomic_files:open_temp", "open"): DATA,
    ("atomic_files:replace_files", "replace"): DATA,
    ("devices/cups:CupsQueue._send", "Popen"): COMMAND,
    ("devices/cups:run_command", "subprocess.run"): COMMAND,
    ("devices/receipt:_Line.__init__", "os.open"): DEVICE,
    ("devices/async_probe:_answer", "fdopen"): MEMORY,
    ("devices/async_probe:_started", "Popen"): COMMAND,
    ("devices/async_probe:_started", "memfd_create"): MEMORY,
    ("devices/speech_clips:as_wav", "open"): MEMORY,
    ("devices/speech_clips:samples", "open"): MEMORY,
    ("devices/speech_player:Player._aplay", "Popen"): COMMAND,
    ("devices/speech_player:Player._started", "Popen"): COMMAND,
    ("devices/speech_player:_in_memory", "fdopen"): MEMORY,
    ("devices/speech_player:_in_memory", "memfd_create"): MEMORY,
    ("devices/speech_player:made", "subprocess.run"): COMMAND,
    ("i18n/catalogs:Catalog.at_a_screen", "log"): JOURNAL,
    ("unix_socket:connect", "socket"): SOCKET,
    ("unix_socket:send", "sendto"): SOCKET,
    ("unix_socket:send", "socket"): SOCKET,
    ("app/main_loop:DirectoryLoader._previous", "said"): JOURNAL,
    ("app/main_loop:_run_bare", "said"): JOURNAL,
    ("devices/printer_choice:save_choice", "atomic_files.replace_file"): DATA,
    ("presentation/cover_numbers:cover_numbers", "log"): JOURNAL,
    ("readiness/staff_answers:save_report", "atomic_files.replace_file"): DATA,
    ("sync/restarts:StartLog._write", "write_text"): RUN,
    ("sync/restarts:StartLog.rise", "write_text"): RUN,
    ("staff/worker:SubprocessWorker.run", "Popen"): COMMAND,
    ("staff/worker:SubprocessWorker.run", "fdopen"): MEMORY,
    ("staff/worker:SubprocessWorker.run", "memfd_create"): MEMORY,
    ("sync/startup:_repair_in_subprocess", "subprocess.run"): COMMAND,
    ("sync/startup:main", "said"): JOURNAL,
    ("staff/pin:save_pin", "atomic_files.replace_file"): DATA,
    ("staff/tasks:StaffWork._close", "atomic_files.replace_file"): DATA,
    ("staff/two_slot_counter:write", "atomic_files.replace_file"): DATA,
    ("sync/apply:store_baseline", "atomic_files.open_temp"): DATA,
    ("sync/container:_open_source", "os.open"): READS,
    ("sync/container:_write", "atomic_files.open_temp"): COPY,
    ("sync/container:_source", "fdopen"): READS,
    ("sync/media:is_workbook", "fdopen"): READS,
    ("sync/history:add_entry", "atomic_files.replace_file"): DATA,
    ("sync/retained_files:store_records", "atomic_files.open_temp"): COPY,
    ("sync/data_folder:locked", "os.open"): READS,
    ("sync/data_folder:make_folder", "mkdir"): DATA,
    ("sync/data_folder:install_file", "replace"): COPY,
    ("sync/state:repair_copy", "atomic_files.replace_file"): DATA,
    ("sync/state:write_state", "atomic_files.replace_file"): DATA,
    ("sync/trust:save_root", "atomic_files.replace_file"): COPY,
    ("ui/runtime/failure:log_failure", "log"): JOURNAL,
    ("app/degradation:await_display", "said"): JOURNAL,
    ("ui/kit/page_pdf:page_pdf", "QPdfWriter"): MEMORY,
    ("ui/kit/page_pdf:page_pdf", "open"): MEMORY,
}
FILES: dict[str, dict[type[msgspec.Struct], str]] = {
    r"state(-copy)?\.json": {
        states.State: "layout database_format active previous accepted floor good person"
        " withdrawn_alone least tombstones undone",
        states.Generation: "database sha256 source kept kept_sha256 signed applied alone unseen",
        states.SignedFacts: "versions sha256 created expires channel publisher signers",
        states.RollbackFloor: "versions targets_sha256 directory_sha256",
        states.Tombstone: "record versions",
        states.PersonMark: "name sha256",
    },
    r"history\.ndjson": {HistoryEntry: "time action code versions file"},
    r"readiness\.json": {
        ReadinessReport: "format day program sightline earshot checks",
        ReportLine: "check level finding",
    },
    r"printer\.json": {PrinterFile: "format place paper"},
    r"staff\.json": {PinFile: "format cost blocks lanes salt digest"},
    r"tries\.json": {TriesFile: "turn wrong extra file since waited check"},
    r"person-[0-9a-f]{16}\.json": {
        Baseline: "key services records texts hidden helplines checks undone",
        AcceptedService: "facts needs numbers streets dated days allowed names last_day"
        " assured_date confirmed always guarded helpline",
        AcceptedRecord: "whole services organization web words",
    },
    r"root\.json|[0-9a-f]{16}\.kiosksync|records-[0-9a-f]{16}\.ndjson": {},
    r"directory-[0-9a-f]{16}\.db|lock|settings\.toml": {},
}
"""Files of the data folder, and the fields of what the program itself puts there. The others are as
a coalition signed them, built from that, empty, or written by staff in an editor."""

CUPS = {
    "/var/spool/cups": "documents that wait, and their titles",
    "/var/cache/cups": "numbers and times of jobs",
    "/etc/cups": "queues, with the second of the last print",
    "/var/log/cups": "failures, with their time",
}
"""Where a scheduler of CUPS writes, by cups-files.conf(5), beside ``/run/cups``, which is memory of
the machine. tests/deploy/test_printing.py looks at the disk around a real one."""


def test_every_place_where_cups_writes_is_memory() -> None:
    lines = re.findall(r"^TemporaryFileSystem=(.+)$", DROP_IN.read_text("utf-8"), re.MULTILINE)
    assert {word.split(":")[0] for line in lines for word in line.split()} == CUPS.keys()
    assert CUPS.keys() == PLACES.keys(), "a private scheduler has the same ones"


def test_every_place_that_writes_is_named() -> None:
    found = writing.places(writing.loaded("kiosk.app.main_loop"))
    assert found - NAMED.keys() == set(), "say in NAMED where it writes and what"
    assert NAMED.keys() - found == set(), "these write no more"


def test_nothing_of_a_terminal_is_loaded_by_the_screen() -> None:
    files = {
        path.relative_to(writing.PACKAGE).as_posix()
        for path in writing.loaded("kiosk.app.main_loop")
    }
    rooms = {file.partition("/")[0] for file in files}
    assert not rooms & {"cli", "editor"}
    assert not files & {"app/tour_pictures.py", "app/slip_output.py"}
    assert {"app/screen.py", "app/background.py"} <= files
    assert {"devices", "sync"} <= rooms


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("open(path, 'a')", "open"),
        ("path.open('wb')", "open"),
        ("path.open(mode=how)", "open"),
        ("os.open(path, os.O_RDWR)", "os.open"),
        ("os.open(path, flags)", "os.open"),
        ("path.write_text(typed)", "write_text"),
        ("path.touch()", "touch"),
        ("tempfile.mkstemp()", "mkstemp"),
        ("image.save(path)", "save"),
        ("QSettings()", "QSettings"),
        ("_log.info(typed)", "log"),
        ("print(typed)", "said"),
        ("sqlite3.connect(path)", "sqlite3.connect"),
        ("subprocess.Popen(words)", "Popen"),
        ("socket.socket()", "socket"),
    ],
)
def test_a_new_place_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, kind: str
) -> None:
    monkeypatch.setattr(writing, "PACKAGE", tmp_path)
    module = tmp_path / "visit.py"
    module.write_text(f"class Visit:\n    def keep(self):\n        {line}\n", "utf-8")
    assert writing.places([module]) == {("visit:Visit.keep", kind)}
    module.write_text("path.open('rb'); open(path); replace(visit, a=1); c.touch(box)\n", "utf-8")
    assert writing.places([module]) == set()


def test_the_fields_of_what_the_program_keeps_are_a_closed_list() -> None:
    for kinds in FILES.values():
        for kind, names in kinds.items():
            assert set(kind.__struct_fields__) == set(names.split()), kind


def test_a_furnished_kiosk_has_no_file_that_is_not_named(
    tmp_path: Path, prepared_data: Path
) -> None:
    (tmp_path / "disk").mkdir()
    place = Place(tmp_path / "disk", tmp_path / "paper")
    place.furnish(prepared_data)
    names = [path.name for path in place.data.iterdir()]
    assert len(names) > 6
    assert [name for name in names if not any(re.fullmatch(each, name) for each in FILES)] == []
