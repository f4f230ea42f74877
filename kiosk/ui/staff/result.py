"""An import in progress, its result, and the question before an undo."""

from kiosk.i18n.messages import N_, Message
from kiosk.staff.staff_acts import StaffVerb
from kiosk.staff.staff_state import TaskKind
from kiosk.sync.staff_messages import FAILED, HELD, REASONS
from kiosk.sync.sync_answers import SyncOutcome, SyncStatus
from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import PLAIN, SOFT
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import icon_line, text_block
from kiosk.ui.staff.staff_context import StaffAction, StaffContext
from kiosk.ui.staff.status_lines import draw_sentences, sentences_room
from kiosk.visit.acts import Verb

BAR_MM, GAPS_MM = 6.0, (5.0, 2.0)
"""Height of the bar; between two steps, the wider one where it fits."""
STEPS: dict[str, Message] = {
    "receive": N_("Reading the file"),
    "verify": N_("Checking the signatures and every line"),
    "compare": N_("Comparing it with what is here"),
    "build": N_("Putting the new data together"),
    "keep": N_("Trying it out and keeping it safe"),
    "commit": N_("Switching over"),
}
"""The steps of an import by their closed words, in the order they happen."""
OF_A_FILE = frozenset(
    {TaskKind.READ_FINGERPRINT, TaskKind.TRUST_KEYS, TaskKind.INSPECT, TaskKind.IMPORT}
)
"""Work whose result is what became of a file."""


def compose_working(page: StaffContext) -> None:
    """Draws the steps, done ones checked, and the bar. Nothing here can be touched but closing."""
    canvas, catalog = page.canvas, page.catalog
    undo = page.state.busy is TaskKind.UNDO
    room = page.frame("usb", catalog.gettext("Staff: new data"), back=False)
    words = (
        catalog.gettext("Going back to the previous data")
        if undo
        else catalog.gettext("Putting it into use")
    )
    stay = catalog.gettext("Leave the stick in and the power on. Visitors still see the old data.")
    parts = [PagePart([text_block(canvas, stay, Type.LEAD, SOFT)])]
    if not undo:
        now = step_number(page.state.progress.step)
        every = column([_step(page, at, now) for at in range(len(STEPS))], page.px(5))
        parts += [PagePart([every, _step(page, max(now, 0), now)], [1]), PagePart([_bar(page)])]
    room = sentences_room(page, room, words, "repeat", TypeRole.LEAF)
    draw_column(canvas, room, parts, [page.px(gap) for gap in GAPS_MM])


def step_number(word: str) -> int:
    """Place of a step in the list; one that is not known counts as none yet."""
    return next((at for at, known in enumerate(STEPS) if word == known), -1)


def _step(page: StaffContext, at: int, now: int) -> Block:
    words = page.catalog.translate([*STEPS.values()][at])
    if at < now:
        return icon_line(page.canvas, "check_circle", words, Type.LEAD)
    if at == now:
        return icon_line(page.canvas, "arrow", words, Type.LEAD, PLAIN, spot=True)
    return icon_line(page.canvas, "minus", words, Type.LEAD, SOFT, icon_role=TypeRole.OFF_INK)


def _bar(page: StaffContext) -> Block:
    canvas, high = page.canvas, page.px(BAR_MM)

    def draw(box: Box) -> None:
        share = max(0.0, min(1.0, page.state.progress.share))
        canvas.rect(box, TypeRole.CARD, line=TypeRole.HAIR, line_mm=0.5, radius_mm=BAR_MM / 2)
        filled = round(box.w * share)
        if filled >= high:
            canvas.rect(box.start(filled), TypeRole.PRIMARY, radius_mm=BAR_MM / 2)

    return Block(lambda _: high, draw)


def compose_result(page: StaffContext) -> None:
    """Draws what came of it and what to do next."""
    canvas, catalog, outcome = page.canvas, page.catalog, page.state.outcome
    room = page.frame("usb", catalog.gettext("Staff: new data"))
    room = page.actions(
        room, [], [StaffAction(StaffVerb.HOME, catalog.gettext("Go on"), "check", main=True)]
    )
    words, lines, icon, tint = _wording(page, outcome)
    blocks = [
        text_block(canvas, line, Type.LEAD, SOFT if at else PLAIN) for at, line in enumerate(lines)
    ]
    draw_sentences(page, room, words, icon, blocks, tint=tint)


def _wording(
    page: StaffContext, outcome: SyncOutcome | None
) -> tuple[str, list[str], str, TypeRole]:
    """Title, sentences, icon and tint of an ending."""
    catalog = page.catalog
    match outcome:
        case SyncOutcome(status=SyncStatus.APPLIED):
            lines = [catalog.gettext("Visitors see it from now on.")]
            if outcome.report is not None:
                count = outcome.report.services_after
                words = catalog.ngettext("{count} service", "{count} services", count)
                lines.append(words.format(count=page.formats.number(count)))
            back = catalog.gettext("You can take the stick out. You can go back one step later.")
            lines.append(
                back if outcome.can_undo else catalog.gettext("You can take the stick out.")
            )
            return catalog.gettext("The new data is in place"), lines, "check_circle", TypeRole.LEAF
        case SyncOutcome(status=SyncStatus.UNDONE):
            lines = [
                catalog.gettext("Visitors see it from now on."),
                catalog.gettext("The file you undid waits until someone uses it again."),
            ]
            return (
                catalog.gettext("The previous data is back"),
                lines,
                "check_circle",
                TypeRole.LEAF,
            )
        case SyncOutcome(status=SyncStatus.ALREADY):
            lines = [
                catalog.gettext("The kiosk already shows this data. You can take the stick out.")
            ]
            return catalog.gettext("Nothing new in this file"), lines, "check_circle", TypeRole.LEAF
        case SyncOutcome(status=SyncStatus.HELD):
            lines = [catalog.translate(HELD.why), catalog.translate(HELD.then)]
            return catalog.gettext("The file waits"), lines, "bell", TypeRole.SUN
    reason = REASONS[outcome.code] if outcome and outcome.code else FAILED
    lines = [catalog.translate(reason.why), catalog.translate(reason.then)]
    if page.state.ended not in OF_A_FILE:
        return catalog.gettext("The data stays as it is"), lines, "close", TypeRole.SUN
    lines.append(catalog.gettext("The kiosk keeps the data it had."))
    return catalog.gettext("The file was not accepted"), lines, "close", TypeRole.SUN


def compose_undo(page: StaffContext) -> None:
    """Draws the question before one step back; the answer that changes nothing comes first."""
    canvas, catalog = page.canvas, page.catalog
    room = page.frame("lock", catalog.gettext("Staff"))
    keep = StaffAction(StaffVerb.HOME, catalog.gettext("Keep what we have"))
    yes = StaffAction(Verb.YES, catalog.gettext("Go back"), "back", main=True)
    room = page.actions(room, [], [keep, yes])
    lines = [
        catalog.gettext("The kiosk shows again what it showed before the last file."),
        catalog.gettext("What the coalition withdrew stays hidden."),
        catalog.gettext("There is one step back. You can use a newer file at any time."),
    ]
    blocks = [text_block(canvas, line, Type.LEAD) for line in lines]
    draw_sentences(page, room, catalog.gettext("Go back to the previous data?"), "back", blocks)
