"""A visit writes no file: what was typed, kept and shown is nowhere once it is over."""

from pathlib import Path

from tests.journeys.visitor import VisitorMaker

WORD = "zqxjk"


def _snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted(folder.rglob("*"))
    }


def test_a_visit_changes_no_file(arrive: VisitorMaker, data_folder: Path) -> None:
    visitor = arrive()
    before = _snapshot(data_folder)
    visitor.touch("English").touch("search")
    for letter in WORD:
        visitor.touch(f"key:{letter}")
    visitor.sees(WORD)
    for act in ("need:talk", "service:weave-line", "keep:weave-line", "qr:weave-line", "leave"):
        visitor.kiosk.shell.activate(act)
    assert _snapshot(data_folder) == before
    for path in data_folder.rglob("*"):
        if path.is_file():
            assert WORD.encode() not in path.read_bytes()


def test_what_was_typed_is_gone_from_memory_after_leaving(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("English").touch("search")
    for letter in WORD:
        visitor.touch(f"key:{letter}")
    visitor.touch("leave")
    shell = visitor.kiosk.shell
    assert WORD not in repr(shell.visit)
    assert WORD not in repr(shell.scene)
    for meter in visitor.kiosk.composer._meters.values():
        assert all(WORD not in key[0] for key in meter._cache)
