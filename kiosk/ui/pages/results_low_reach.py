"""A list on a low-reach page: the title above, cards and all else there is to touch below."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.ui.kit.blocks import Block, at_start, next_to
from kiosk.ui.kit.pager import over_pager
from kiosk.ui.kit.pagination import PAGER_GAP_MM
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.pages.answer_pages import ListedAnswers
from kiosk.ui.pages.list_heads import name_block


def draw_low_reach(listed: ListedAnswers, room: Box) -> bool:
    """Cards beside each other, the choices at the first number; false where they do not fit."""
    page, canvas, answers = listed.answers.page, listed.answers.page.canvas, listed.answers
    guides = [at_start(block, wide) for block, wide in answers.guide_buttons()]
    flow = listed.flow(room.w, [*guides, *answers.last(room.w)])
    words = [block for block in flow.before if not block.target]
    flow = replace(flow, before=_low_before(listed, room.w, flow.before))
    dealt = listed.dealt(flow, room, over_pager(canvas, room, page.px(PAGER_GAP_MM)))
    if dealt is None:
        return False
    for block in (name_block(answers, listed.view.count), *words):
        move_up(canvas, block)
    dealt.draw(page, room, pager=True)
    return True


def _low_before(answers: ListedAnswers, width: int, before: Sequence[Block]) -> list[Block]:
    """The numbers to call and the choices, which stand beside the first one if they can."""
    page = answers.answers.page
    gap, (show, wide) = page.px(PAGER_GAP_MM), answers.answers.put_first()
    touched = [block for block in before if block.target]
    if not touched:
        return [at_start(show, wide)]
    first, *rest = touched
    beside = next_to(show, wide, first, gap, at_end=True)
    lower = beside.measure(width) < first.measure(width) + gap + show.measure(wide)
    if beside.whole(width) and lower:
        return [beside, *rest]
    return [*touched, at_start(show, wide)]
