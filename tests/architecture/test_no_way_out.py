"""Nothing in the program opens a dialog of files, a browser or another program of the desktop.

A dialog of files shows the disk, and what opens an address starts whatever the machine has for it.
"""

import re
from pathlib import Path

import pytest

KIOSK = Path(__file__).parents[2] / "kiosk"
FILES = sorted([*KIOSK.rglob("*.py"), *KIOSK.rglob("*.qml")])
OUT = re.compile(
    r"\b(QFileDialog|FileDialog|FolderDialog|QDesktopServices|openUrl\w*|openExternally"
    r"|linkActivated|openExternalLinks|setOpenExternalLinks|QtQuick\.Dialogs|Qt\.labs\.platform"
    r"|QPrintDialog|QPrintPreviewDialog|QColorDialog|QFontDialog|QWhatsThis|webbrowser"
    r"|xdg-open|os\.startfile|QProcess)\b"
)


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 200
    assert {".py", ".qml"} == {path.suffix for path in FILES}


@pytest.mark.parametrize(
    "line",
    [
        "from PySide6.QtWidgets import QFileDialog",
        "QDesktopServices.openUrl(url)",
        "onLinkActivated: link => Qt.openUrlExternally(link)",
        "import QtQuick.Dialogs",
        'subprocess.run(["xdg-open", url])',
    ],
)
def test_what_leads_out_is_known(line: str) -> None:
    assert OUT.search(line)


def test_nothing_leads_out() -> None:
    found = [
        f"{path.relative_to(KIOSK)}:{number}: {line.strip()}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if OUT.search(line)
    ]
    assert found == []
