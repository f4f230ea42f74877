"""The files found: each with its date and publisher, or why it cannot be used."""

from kiosk.domain.syncfile import RefusalCode
from kiosk.domain.text import isolate
from kiosk.staff.staff_acts import ChooseFile, StaffVerb
from kiosk.staff.staff_state import TaskKind
from kiosk.sync.staff_messages import REASONS
from kiosk.sync.sync_answers import Candidate
from kiosk.ui.kit.blocks import Block, by_width, column, row
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import middle_icon, two_part
from kiosk.ui.kit.widgets import discard, icon_line, padded, text_block
from kiosk.ui.staff.staff_context import StaffAction, StaffContext

START_MM, ICON_MM = 26.0, 13.0
"""Width of the tinted start of a file, and its icon."""
MOST_NAME = 60
"""Letters of a file's name that are shown: whoever named it did not write for this page."""


def compose(page: StaffContext) -> None:
    """Draws the list; good files are touched, the others only read."""
    canvas, catalog = page.canvas, page.catalog
    room = page.frame("usb", catalog.gettext("Staff: new data"))
    looking = page.state.busy is not None
    room = page.actions(
        room, [], [StaffAction(StaffVerb.FILES, catalog.gettext("Look again"), "repeat")]
    )
    if looking:
        canvas.title = catalog.gettext("Looking for files…")
        if page.state.busy is not TaskKind.FIND_FILES:
            canvas.title = catalog.gettext("Reading the file…")
    elif any(one.usable for one in page.state.files):
        canvas.title = catalog.gettext("Touch the file you want to check")
    elif page.state.files:
        canvas.title = catalog.gettext("No usable file")
    else:
        canvas.title = catalog.gettext("No file was found")
    room = room.below(canvas.text(room, canvas.title, Type.TITLE, BOLD, heading=True) + page.px(5))
    if looking:
        words = catalog.gettext(
            "Leave the stick in. Every file is checked, which can take a minute."
        )
        icon_line(canvas, "clock", words, Type.LEAD).draw(room)
    elif page.state.files:
        blocks = [_file(page, at, one) for at, one in enumerate(page.state.files)]
        draw_pages(canvas, room, blocks, page.state.number, gap=page.px(4))
    else:
        words = catalog.gettext("Put the stick in, wait a moment, then touch “Look again”.")
        text_block(canvas, words, Type.LEAD, SOFT).draw(room)


def _shown(name: str) -> str:
    return isolate(name if len(name) <= MOST_NAME else f"{name[: MOST_NAME - 1]}…")


def _file(page: StaffContext, at: int, candidate: Candidate) -> Block:
    canvas, catalog = page.canvas, page.catalog
    lines = list[str]()
    if (file := candidate.file) is not None:
        if day := page.day(file.created):
            lines.append(catalog.gettext("Made on {date}").format(date=day))
        if file.publisher:
            lines.append(catalog.gettext("From: {name}").format(name=isolate(file.publisher)))
        if file.services is not None:
            count = catalog.ngettext("{count} service", "{count} services", file.services)
            lines.append(count.format(count=page.formats.number(file.services)))
    if candidate.already:
        lines.append(catalog.gettext("The kiosk already shows this."))
    if candidate.code is not None:
        reason = REASONS[candidate.code]
        lines.append(catalog.translate(reason.why))
        if candidate.claim:
            # TRANSLATORS: Of a file that is not trusted: what it claims, which may be false.
            words = catalog.gettext("It says that it is from: {name}")
            lines.append(words.format(name=isolate(candidate.claim.words)))
            # TRANSLATORS: The name is that of the coalition whose files this kiosk takes.
            words = catalog.gettext("This kiosk listens to: {name}")
            lines.append(words.format(name=isolate(candidate.claim.listens_to)))
        lines.append(catalog.translate(reason.then))
    name = _shown(candidate.name)
    new = candidate.code is RefusalCode.NO_TRUST
    icon = (
        "shield"
        if new
        else ("usb" if candidate.usable else ("check" if candidate.already else "close"))
    )
    body = column(
        [
            text_block(canvas, name, Type.LEAD, BOLD),
            *(text_block(canvas, candidate, ink=SOFT) for candidate in lines),
        ],
        0,
    )
    if not candidate.usable:
        return _plain(page, icon, body)
    return two_part(
        canvas,
        ChooseFile(at),
        f"{name}. {page.formats.together(*lines)}",
        start_mm=START_MM,
        tint=TypeRole.SUN if new else TypeRole.LEAF,
        start=middle_icon(canvas, icon, page.px(ICON_MM)),
        body=body,
    )


def _plain(page: StaffContext, icon: str, body: Block) -> Block:
    """A file that cannot be used: no border, nothing to touch."""
    first, gap, side = page.px(START_MM), page.px(6), page.px(ICON_MM)
    mark = Block(lambda _: 0, lambda box: page.canvas.icon(box.top(side), icon, TypeRole.OFF_INK))
    line = by_width(lambda width: row([mark, body], gap, (first, width - first - gap)))
    return padded(line, 0, page.px(3), discard)
