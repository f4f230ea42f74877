"""The parts of a service's page as blocks, in the forms that give way to each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, once
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.theme import Type
from kiosk.ui.pages import service_head
from kiosk.ui.pages import service_parts as parts
from kiosk.ui.pages.ask_them import ask_block
from kiosk.ui.pages.take_away import shortlist_blocks


@dataclass(frozen=True, slots=True)
class Form:
    """What a page gives up: the size of the number in mm, questions, the large title, the rest.

    Without ``labels`` icons alone name the facts, and the verb stands in the line under the number.
    Without ``tail`` the longer text is on a further page, to which ``more`` has a button.
    """

    number: float = 30.0
    questions: int = 3
    kind: Type = Type.TITLE
    labels: bool = True
    tail: bool = True
    more: bool = True

    @property
    def close(self) -> bool:
        """True if panels have narrow edges."""
        return self.number <= parts.CLOSE_MM


SIZES = (30.0, 25.0, 20.0, 16.0)
FORMS = (
    *(Form(size) for size in SIZES[:3]),
    *(Form(size, tail=False) for size in SIZES),
    Form(16.0, tail=False, labels=False),
    *(Form(16.0, 2, kind, labels=labels, tail=False)
      for kind in (Type.TITLE, Type.NAME) for labels in (True, False)),
    *(Form(16.0, most, Type.NAME, labels=False, tail=False) for most in (1, 0)),
)  # fmt: skip
"""The forms of a page, the fullest first."""


@dataclass(frozen=True, slots=True)
class Material:
    """The blocks of one page, each made and measured once however many forms are tried."""

    s: PageContext
    view: ServiceView
    _made: dict[object, list[Block]] = field(default_factory=dict)

    def _once(self, key: object, make: Callable[[], Sequence[Block]]) -> list[Block]:
        if key not in self._made:
            self._made[key] = [once(block) for block in make()]
        return self._made[key]

    def head(self, form: Form) -> list[Block]:
        """What it does, its name, its state."""
        return self._once(
            ("head", form.kind), lambda: [service_head.head(self.s, self.view, form.kind)]
        )

    def head_with_buttons(self, form: Form) -> list[Block]:
        """The same, with buttons at the end of the title: the short list, and more about it.

        The short list has its own place where the page is not compact.
        """
        kept = shortlist_blocks(self.s, self.view, icons=True) if self.s.c.glass.compact else []
        buttons = [*kept, *([service_head.more_button(self.s)] if self.has_more(form) else [])]
        if not buttons:
            return self.head(form)
        key = ("buttons", form.kind, len(buttons))
        return self._once(
            key, lambda: [service_head.title_and_buttons(self.s, self.view, form.kind, buttons)]
        )

    def top(self, kind: Type, *, named: bool, aged: bool) -> Block:
        """Title and state, with buttons at the end of the title: the short list, the next page."""
        buttons = shortlist_blocks(self.s, self.view, icons=True)
        buttons.append(service_head.more_button(self.s))
        return service_head.title_and_buttons(
            self.s, self.view, kind, buttons, named=named, aged=aged
        )

    def has_more(self, form: Form) -> bool:
        """True if the longer text is left for a further page."""
        return form.more and not form.tail and bool(self.tail(Form()))

    def panel(self, form: Form, *, bare: bool = False) -> list[Block]:
        """The first step; ``bare`` leaves out all but what to call, or where to go."""
        if bare:
            return [parts.action_panel(self.s, self.view, most=form.number, bare=True)]
        first = not form.labels
        return self._once(
            ("panel", form.number, first),
            lambda: [parts.action_panel(self.s, self.view, most=form.number, number_first=first)],
        )

    def each_fact(self, form: Form) -> list[Block]:
        """The known facts one by one."""
        return self._once(
            ("fact", form.labels),
            lambda: parts.fact_blocks(self.s, self.view, labels=form.labels),
        )

    def facts(self, form: Form, columns: int, part: slice = slice(None)) -> list[Block]:
        """The known facts, or a part of them, in up to ``columns``."""
        blocks = self.each_fact(form)[part]
        if not blocks:
            return []
        key = ("facts", form.labels, columns, part.start, part.stop)
        return self._once(key, lambda: [parts.fact_grid(self.s, blocks, columns)])

    def ask(self, form: Form) -> list[Block]:
        """The questions."""
        if not self.view.questions or not form.questions:
            return []
        return self._once(
            ("ask", form.questions, form.close),
            lambda: [ask_block(self.s, self.view, form.questions, close=form.close)],
        )

    def tail(self, form: Form) -> list[Block]:
        """A longer text, and who runs the place."""
        return self._once("tail", lambda: parts.tail_blocks(self.s, self.view)) if form.tail else []
