"""What systemd is told, and that nobody else tells it."""

import socket
from pathlib import Path

import pytest

from kiosk.app.watchdog import BEATS, Supervisor, supervisor
from kiosk.unix_socket import connect, hang_up, send


def test_it_is_told_over_a_file_and_over_a_name_without_one(tmp_path: Path) -> None:
    for address, place in ((f"{tmp_path}/heard", f"{tmp_path}/heard"), ("@heard-by", "\0heard-by")):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
            heard.bind(place)
            Supervisor(address).say("READY=1")
            assert heard.recv(100) == b"READY=1"


def test_one_that_does_not_listen_harms_nobody(tmp_path: Path) -> None:
    Supervisor(f"{tmp_path}/gone").say("READY=1")
    with pytest.raises(OSError, match="No such file"):
        send(f"{tmp_path}/gone", "READY=1")


def test_what_was_said_is_not_handed_on() -> None:
    environment = {
        "NOTIFY_SOCKET": "/run/systemd/notify",
        "WATCHDOG_USEC": "30000000",
        "WATCHDOG_PID": "7",
        "LANG": "C",
    }
    found = supervisor(environment)
    assert found == Supervisor("/run/systemd/notify", 30 / BEATS)
    assert environment == {"LANG": "C"}
    assert supervisor(environment) is None


@pytest.mark.parametrize(
    ("address", "limit", "found"),
    [
        ("", "5", None),
        ("vsock:1:2", "5", None),
        ("/run/n", "", Supervisor("/run/n")),
        ("/run/n", "soon", Supervisor("/run/n")),
    ],
)
def test_only_what_is_known_is_believed(address: str, limit: str, found: Supervisor | None) -> None:
    assert supervisor({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": limit}) == found


def test_a_connection_is_local_and_ends_both_ways(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(f"{tmp_path}/door")
        door.listen()
        line = connect(tmp_path / "door")
        other, _ = door.accept()
        hang_up(line)
        assert other.recv(1) == line.recv(1) == b""
        hang_up(line)
        line.close()
        other.close()
    with pytest.raises(OSError, match="No such file"):
        connect(tmp_path / "nobody")
