"""What a machine keeps, read from a staged one."""

from pathlib import Path

import pytest

from kiosk.readiness.privacy_probe import drawn, journal_is_stored, privacy, swaps

HEAD = "Filename\tType\tSize\tUsed\tPriority\n"


def put(root: Path, name: str, text: str = "") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (HEAD, False),
        (f"{HEAD}/dev/zram0 partition 1 0 -2\n", False),
        (f"{HEAD}/dev/zram0 partition 1 0 -2\n/swapfile file 1 0 -3\n", True),
        (f"{HEAD}/dev/sda2 partition 1 0 -2\n", True),
    ],
)
def test_swap(tmp_path: Path, text: str, *, kept: bool) -> None:
    put(tmp_path, "proc/swaps", text)
    assert swaps(tmp_path) is kept


def test_swap_where_the_kernels_list_is_hidden(tmp_path: Path) -> None:
    assert swaps(tmp_path) is None
    target = tmp_path / "etc/systemd/system/swap.target"
    target.parent.mkdir(parents=True)
    target.symlink_to("/dev/null")
    assert swaps(tmp_path) is False


@pytest.mark.parametrize(
    ("files", "kept"),
    [
        ({"etc/systemd/journald.conf": "[Journal]\n#Storage=volatile\n"}, False),
        ({"etc/systemd/journald.conf": "", "var/log/journal/x": ""}, True),
        ({"etc/systemd/journald.conf": "Storage=persistent\n"}, True),
        ({"etc/systemd/journald.conf": "Storage = volatile\n", "var/log/journal/x": ""}, False),
        (
            {
                "etc/systemd/journald.conf": "Storage=persistent",
                "etc/systemd/journald.conf.d/70-kiosk.conf": "[Journal]\nStorage=volatile",
            },
            False,
        ),
        (
            {
                "usr/lib/systemd/journald.conf.d/90-late.conf": "Storage=persistent",
                "etc/systemd/journald.conf.d/70-kiosk.conf": "Storage=volatile",
            },
            True,
        ),
        (
            {
                "usr/lib/systemd/journald.conf.d/70-kiosk.conf": "Storage=persistent",
                "etc/systemd/journald.conf.d/70-kiosk.conf": "Storage=none",
            },
            False,
        ),
        ({"etc/systemd/journald.conf": "Storage=persistent\nStorage=volatile\n"}, False),
        ({"etc/systemd/journald.conf": "Storage=volatile\nStorage=persistent\n"}, True),
        ({"etc/passwd": ""}, None),
    ],
)
def test_the_journal(tmp_path: Path, files: dict[str, str], kept: bool | None) -> None:  # noqa: FBT001
    for name, text in files.items():
        put(tmp_path, name, text)
    assert journal_is_stored(tmp_path) is kept


def test_files_of_drawing(tmp_path: Path) -> None:
    assert not drawn(tmp_path / "nowhere")
    put(tmp_path, "fontconfig/x")
    assert not drawn(tmp_path)
    put(tmp_path, "mesa_shader_cache_db/index")
    assert drawn(tmp_path)
    assert privacy(tmp_path, tmp_path).traces
