"""The small paper: what it will look like, and what to do instead where no printer is ready."""

from collections.abc import Callable, Sequence

from kiosk.handoff.slip import SlipRefused
from kiosk.services.slips import NothingForPaper, slip_content
from kiosk.ui.blocks import Block, height_of, paged, stack
from kiosk.ui.canvas import BOLD, SOFT, Canvas
from kiosk.ui.flow import head_height, titled_page
from kiosk.ui.images import slip_key
from kiosk.ui.page import title
from kiosk.ui.painter.slip_ops import PAPER_MM, SlipSheet, SlipTooLong
from kiosk.ui.painter.slip_painter import prepare, slip_image
from kiosk.ui.parts import button, note, text_block
from kiosk.ui.scene import Align, Box, Node, NodeKind
from kiosk.ui.stage import Stage
from kiosk.ui.theme import Role, Type
from kiosk.ui.two_part import way

GAP_MM, COLUMN_GAP_MM, EDGE_MM = 5.0, 14.0, 5.0
WORDS_MM, WORDS_COMPACT_MM = 254.0, 190.0
"""Where the table begins on which the paper lies."""
MOST_PAGES = 2
"""More pages than this, and what can be done comes in single lines."""
LEAST_SCALE = 0.6
"""A picture of the paper smaller than this is not shown: its letters would be too small to see."""


def ids(s: Stage) -> tuple[str, ...]:
    """The services the paper is for: the one of the page, or the whole list."""
    subject = s.visit.route.subject
    return (subject,) if subject else s.visit.kept


def compose(s: Stage) -> None:
    """Draws the paper and what can be done with it."""
    room = s.frame()
    text = s.say.gettext("A small paper")
    sheet = _sheet(s)
    whole, low = _words(s, sheet, _way), _words(s, sheet, _low_way)
    if sheet is None or not any(_beside(s, sheet, blocks, room, text) for blocks in (whole, low)):
        gap = s.px(GAP_MM)

        def blocks(most: int) -> list[Block]:
            return whole if len(paged(whole, room.w, most, gap)) <= MOST_PAGES else low

        titled_page(s, text, "print", blocks, room=room)


def _way(c: Canvas, act: str, icon: str, words: str, line: str) -> Block:
    return way(c, act, icon, words, line)


def _low_way(c: Canvas, act: str, icon: str, words: str, line: str) -> Block:
    return button(c, act, words, icon, align=Align.START, name=f"{words}. {line}")


def _beside(s: Stage, sheet: SlipSheet, blocks: Sequence[Block], room: Box, text: str) -> bool:
    """Words with the paper beside or below them; false, with nothing drawn, without room."""
    gap = s.px(GAP_MM)
    inner = room.below(head_height(s, text, room.w))
    words = inner
    if s.c.glass.portrait:
        table = inner.below(height_of(blocks, room.w, gap) + s.px(8))
    else:
        table = inner.after(s.px(WORDS_MM if not s.c.glass.compact else WORDS_COMPACT_MM))
        words = inner.start(inner.w - table.w - s.px(COLUMN_GAP_MM))
        if height_of(blocks, words.w, gap) > words.h:
            return False
    paper = table.inset(s.px(EDGE_MM))
    if paper.h <= 0 or _scale(s, sheet, paper) < LEAST_SCALE:
        return False
    title(s.c, room, text, icon="print")
    stack(blocks, words, gap)
    if not s.c.strong:
        s.c.rect(table, Role.STONE, radius_mm=6)
    _paper(s, sheet, paper)
    return True


def _sheet(s: Stage) -> SlipSheet | None:
    """The real slip, or nothing where there is none to give."""
    try:
        return prepare(slip_content(s.desk, ids(s)))
    except (NothingForPaper, SlipRefused, SlipTooLong):
        return None


def _words(
    s: Stage, sheet: SlipSheet | None, form: Callable[[Canvas, str, str, str, str], Block]
) -> list[Block]:
    c, say = s.c, s.say
    blocks = list[Block]()
    if sheet is None:
        blocks.append(note(c, say.gettext("There is no paper for this one. Learn it, or ask.")))
    elif s.desk.can_print:
        blocks.append(text_block(c, say.gettext("Your paper comes out below."), Type.TILE, BOLD))
    else:
        blocks.append(
            note(c, say.gettext("No paper can come out now. Learn the number?"), tint=Role.SUN)
        )
    if sheet is not None and form is _way:
        words = say.gettext("It looks ordinary. It does not say where you got it.")
        blocks.append(text_block(c, words, Type.LEAD, SOFT))
    views = s.desk.services(ids(s))
    for view in views:
        if view.digits:
            line = say.gettext("Nothing to carry") if len(views) == 1 else view.quiet_name
            label = say.gettext("Learn the number")
            blocks.append(form(c, f"learn:{view.id}", "learn", label, line))
    if len(views) == 1 and views[0].codes:
        label = say.gettext("Scan with a phone")
        blocks.append(form(c, f"qr:{views[0].id}", "qr", label, say.gettext("Square code")))
    who = s.desk.staff().who
    blocks.append(form(c, "staff", "bell", say.gettext("Ask the staff here"), who))
    return blocks


def _scale(s: Stage, sheet: SlipSheet, room: Box) -> float:
    """How large the paper can be shown, 1 for its real size on the glass."""
    return min(1.25, room.h / s.px(sheet.height), room.w / s.px(PAPER_MM))


def _paper(s: Stage, sheet: SlipSheet, room: Box) -> None:
    """The picture of the paper: white in every mode, as paper is."""
    c = s.c
    scale = _scale(s, sheet, room)
    wide, high = round(s.px(PAPER_MM) * scale), round(s.px(sheet.height) * scale)
    box = Box(room.x + (room.w - wide) // 2, room.y + (room.h - high) // 2, wide, high)
    c.rect(box, Role.WHITE, line=Role.HAIR, line_mm=0.5)
    picture = slip_image(sheet, whole_paper=True)
    c.add(
        Node(
            NodeKind.IMAGE,
            box.inset(1),
            source=slip_key(picture),
            payload=sheet.payload or "",
        )
    )
