"""What a service's page may give up, in order, and the widths of its columns."""

from dataclasses import dataclass, replace
from itertools import product

from kiosk.ui.kit.theme import Type
from kiosk.ui.pages.service_step import CLOSE_MM

PAIR_MM, GAP_MM, LEAN_GAP_MM = 8.0, 4.0, 3.0
FACTS_SHARE, EVEN_SHARE, PANEL_SHARE = (46, 54), (50, 50), (54, 46)
WIDER_SHARES = (PANEL_SHARE, (57, 43), (60, 40))
"""Facts and questions next to each other; first step and questions next to each other, where its
number needs more of the width."""


@dataclass(frozen=True, slots=True)
class ServiceForm:
    """What a page gives up: the size of the number in mm, questions, the large title, the rest.

    Without ``labels`` icons alone name the facts, and the verb stands in the line under the number.
    Without ``tail`` the longer text is on a further page, to which ``more`` has a button; unless
    it is ``owned``, so is who runs a place without such a text; so are the ``facts`` at last.
    """

    number: float = 30.0
    questions: int = 3
    kind: Type = Type.TITLE
    labels: bool = True
    tail: bool = True
    more: bool = True
    owned: bool = True
    facts: bool = True

    @property
    def close(self) -> bool:
        """True if panels have narrow edges."""
        return self.number <= CLOSE_MM

    @property
    def lean(self) -> bool:
        """True if an icon alone names the number too, and facts stand closer."""
        return not self.labels and self.number < CLOSE_MM


SIZES = (30.0, 25.0, 20.0, 16.0)
"""Heights of the number in mm."""
_OWNED = (
    *(ServiceForm(size) for size in SIZES[:3]),
    ServiceForm(20.0, 2),
    *(ServiceForm(20.0, most, labels=False) for most in (3, 2)),
    *(ServiceForm(size, tail=False) for size in SIZES),
    ServiceForm(16.0, tail=False, labels=False),
    *(ServiceForm(16.0, 2, kind, labels=labels, tail=False)
      for kind in (Type.TITLE, Type.NAME) for labels in (True, False)),
    *(ServiceForm(16.0, most, Type.NAME, labels=False, tail=False) for most in (1, 0)),
)  # fmt: skip
FORMS = (
    *_OWNED,
    *(replace(form, owned=False) for form in _OWNED if not form.tail),
    *(
        ServiceForm(size, most, kind, labels=size > SIZES[-1], tail=False, owned=False, facts=False)
        for kind, size, most in product((Type.TITLE, Type.NAME), SIZES[1:], (3, 2, 1))
    ),
)
"""The forms of a page, the fullest first."""
DETAILS = tuple(
    ServiceForm(questions=most, labels=labels, tail=False)
    for labels, most in ((True, 3), (True, 2), (False, 3), (False, 2))
)
"""The forms of a page of facts and questions alone."""
