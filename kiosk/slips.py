"""Writes a slip for the command line: the composition root of paper."""

import os
from collections.abc import Sequence
from pathlib import Path

from kiosk import assets
from kiosk.application import start_qt
from kiosk.handoff.slip import Cover, SlipRefused
from kiosk.services.desk import Desk
from kiosk.services.slips import NothingForPaper, slip_content
from kiosk.ui.fonts import FontError, FontShelf
from kiosk.ui.painter.slip_ops import SlipTooLong
from kiosk.ui.painter.slip_painter import prepare, write_pdf

MOST = 3
"""Services on one slip (product design, A visit 5)."""


class SlipError(Exception):
    """There is no slip; the message says why and what to do."""


def write(desk: Desk, service_ids: Sequence[str], cover: str, path: Path) -> None:
    """Writes a PDF slip in the desk's language and English.

    Raises:
        SlipError: too many services, a text that would tell, no room, or no place to write.
    """
    if len(service_ids) > MOST:
        raise SlipError(f"A slip holds up to {MOST} services; {len(service_ids)} were given.")
    start_qt(offscreen=True)
    try:
        fonts = FontShelf(assets.resources() / "fonts")
        fonts.load_script(desk.language.script)
        sheet = prepare(slip_content(desk, service_ids, Cover(cover)))
        write_pdf(sheet, path)
    except FontError as error:
        raise SlipError(str(error)) from error
    except NothingForPaper as error:
        raise SlipError("No number and no public address: there is nothing to print.") from error
    except SlipRefused as error:
        raise SlipError(
            f"The slip would tell too much: {error.field}. Change its quiet name or phrase."
        ) from error
    except SlipTooLong as error:
        raise SlipError("The slip is longer than 150 mm. Take fewer services.") from error
    except OSError as error:
        raise SlipError(f"{path} cannot be written: {os.strerror(error.errno or 0)}.") from error
