"""The files found: each with its date and publisher, or why it cannot be used."""

from kiosk.domain.syncfile import RefusalCode
from kiosk.domain.text import isolate
from kiosk.staff.state import TaskKind
from kiosk.staff.views import Choice
from kiosk.sync.staff_messages import REASONS
from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import two_part
from kiosk.ui.kit.widgets import icon_line, text_block
from kiosk.ui.staff.staff_context import StaffAction, StaffContext

START_MM, ICON_MM = 26.0, 13.0
"""Width of the tinted start of a file, and its icon."""
MOST_NAME = 60
"""Letters of a file's name that are shown: whoever named it did not write for this page."""


def compose(s: StaffContext) -> None:
    """Draws the list; good files are touched, the others only read."""
    c, say = s.c, s.say
    room = s.frame("usb", say.gettext("Staff: new data"))
    looking = s.state.busy is not None
    room = s.actions(room, [], [StaffAction("files", say.gettext("Look again"), "repeat")])
    if looking:
        c.title = say.gettext("Looking for files…")
        if s.state.busy is not TaskKind.FIND:
            c.title = say.gettext("Reading the file…")
    elif any(one.usable for one in s.state.files):
        c.title = say.gettext("Touch the file you want to check")
    elif s.state.files:
        c.title = say.gettext("No usable file")
    else:
        c.title = say.gettext("No file was found")
    room = room.below(c.text(room, c.title, Type.TITLE, BOLD, heading=True) + s.px(5))
    if looking:
        words = say.gettext("Leave the stick in. Every file is checked, which can take a minute.")
        icon_line(c, "clock", words, Type.LEAD).draw(room)
    elif s.state.files:
        blocks = [_file(s, at, one) for at, one in enumerate(s.state.files)]
        draw_pages(c, say, room, blocks, s.state.number, gap=s.px(4))
    else:
        words = say.gettext("Put the stick in, wait a moment, then touch “Look again”.")
        text_block(c, words, Type.LEAD, SOFT).draw(room)


def _shown(name: str) -> str:
    return isolate(name if len(name) <= MOST_NAME else f"{name[: MOST_NAME - 1]}…")


def _file(s: StaffContext, at: int, one: Choice) -> Block:
    c, say = s.c, s.say
    lines = list[str]()
    if one.created is not None:
        lines.append(say.gettext("Made on {date}").format(date=s.formats.date(one.created)))
    if one.publisher:
        lines.append(say.gettext("From: {name}").format(name=isolate(one.publisher)))
    if one.services is not None:
        count = say.ngettext("{count} service", "{count} services", one.services)
        lines.append(count.format(count=s.formats.number(one.services)))
    if one.already:
        lines.append(say.gettext("The kiosk already shows this."))
    if one.code is not None:
        reason = REASONS[one.code]
        lines.append(say.say(reason.why))
        if one.claim:
            # TRANSLATORS: Of a file that is not trusted: what it claims, which may be false.
            words = say.gettext("It says that it is from: {name}")
            lines.append(words.format(name=isolate(one.claim)))
            # TRANSLATORS: The name is that of the coalition whose files this kiosk takes.
            words = say.gettext("This kiosk listens to: {name}")
            lines.append(words.format(name=isolate(one.listens_to)))
        lines.append(say.say(reason.then))
    name = _shown(one.name)
    new = one.code is RefusalCode.NO_TRUST
    icon = "shield" if new else ("usb" if one.usable else ("check" if one.already else "close"))
    body = column(
        [text_block(c, name, Type.LEAD, BOLD), *(text_block(c, one, ink=SOFT) for one in lines)], 0
    )
    if not one.usable:
        return _plain(s, icon, body)
    side = s.px(ICON_MM)

    def start(box: Box) -> None:
        c.icon(box.middle(side), icon, tint=True)

    return two_part(
        c,
        f"file:{at}",
        f"{name}. {s.formats.together(*lines)}",
        start_mm=START_MM,
        tint=TypeRole.SUN if new else TypeRole.LEAF,
        start=start,
        body=body,
    )


def _plain(s: StaffContext, icon: str, body: Block) -> Block:
    """A file that cannot be used: no border, nothing to touch."""
    c, first, pad = s.c, s.px(START_MM), s.px(3)
    gap = s.px(6)

    def measure(width: int) -> int:
        return body.measure(width - first - gap) + 2 * pad

    def draw(box: Box) -> None:
        side = s.px(ICON_MM)
        c.icon(Box(box.x, box.y + pad, first, side), icon, TypeRole.OFF_INK)
        body.draw(box.after(first + gap).inset(0, pad))

    return Block(measure, draw)
