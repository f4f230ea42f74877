"""Draw shapes, measured texts and touch targets."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

import msgspec

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.icons import IconBook, spot_color
from kiosk.ui.kit.scene import Align, Box, FontSpec, Node, NodeKind
from kiosk.ui.kit.sheet import NodeSheet
from kiosk.ui.kit.theme import (
    ICON_MM,
    LINE_CHOSEN_MM,
    LINE_PRESS_MM,
    LINE_REST_MM,
    LINE_STRONG_MM,
    Glass,
    Type,
    TypeRole,
    color,
    icon_mm,
    style_name,
)
from kiosk.ui.kit.typography import TextMeter, Wrapped
from kiosk.visit.acts import AnyAct, Mode, Noted, TextStep, token


class Ink(msgspec.Struct, frozen=True):
    """Colour and weight of a text."""

    role: TypeRole = TypeRole.INK
    bold: bool = False


BOLD = Ink(bold=True)
SOFT = Ink(TypeRole.INK_SOFT)
PLAIN = Ink()


class Canvas(NodeSheet):
    """A sheet with drawing operations; ``catalog`` has the words of its language."""

    def __init__(
        self,
        screen: str,
        glass: Glass,
        mode: Mode,
        meter: TextMeter,
        icons: IconBook,
        *,
        catalog: Catalog,
        low_reach: bool = False,
        above: int = 0,
    ) -> None:
        super().__init__(screen, glass, mode, rtl=meter.rtl, low_reach=low_reach, above=above)
        self.meter, self.icons, self.catalog = meter, icons, catalog

    @property
    def tight(self) -> bool:
        """Return True if rows and buttons of a low-reach page have the least sizes of the design.

        They always do with the largest text.
        """
        largest = self.meter.step is TextStep.XL
        return self.short or (self.above > 0 and largest)

    def icon_side(self, kind: Type = Type.BODY, middle_mm: float = ICON_MM) -> int:
        """Return the side in pixels of an icon with a label of a type; it grows with the text."""
        return ceil(icon_mm(kind, self.meter.step, middle_mm) * self.glass.px_per_mm)

    # --- shapes ---------------------------------------------------------------------------------

    def rect(
        self,
        box: Box,
        fill: TypeRole = TypeRole.NONE,
        *,
        line: TypeRole = TypeRole.NONE,
        line_mm: float = 0,
        radius_mm: float = 0,
        corners: tuple[bool, bool, bool, bool] = (True, True, True, True),
        mode: Mode | None = None,
        arrives: bool = False,
    ) -> None:
        """Draw a flat shape: panel, hairline, bar.

        ``corners`` are the rounded ones: top start, top end, bottom end, bottom start. ``mode``
        sets colours other than the screen's. One that ``arrives`` fades from the touched colour.
        """
        shown = mode or self.mode
        radius = self.px(radius_mm)
        self.add(
            Node(
                NodeKind.RECT,
                box,
                fill=color(fill, shown),
                line=color(line, shown),
                line_width=max(1, self.px(line_mm)) if line_mm else 0,
                radius=tuple(radius if on else 0 for on in corners),  # type: ignore[arg-type]
                owner=self._owner,
                arrives=self.color(TypeRole.LEAF) if arrives else "",
            )
        )

    def steps(self, box: Box, gap: int, now: int, most: int, radius_mm: float) -> None:
        """Draw a row of ``most`` squares as high as the box, the first ``now`` of them filled."""
        for at in range(most):
            self.rect(
                Box(box.x + at * (box.h + gap), box.y, box.h, box.h),
                TypeRole.PRIMARY if at < now else TypeRole.NONE,
                line=TypeRole.PRIMARY if at < now else TypeRole.LINE,
                line_mm=LINE_REST_MM,
                radius_mm=radius_mm,
            )

    def icon(
        self,
        box: Box,
        name: str,
        role: TypeRole = TypeRole.INK,
        *,
        spot: bool = False,
        tint: bool = False,
    ) -> None:
        """Draw an icon in the middle of a box, as large as its shorter side."""
        side = min(box.w, box.h)
        where = Box(box.x + (box.w - side) // 2, box.y + (box.h - side) // 2, side, side)
        fill = spot_color(self.mode, on_tint=tint) if spot or tint else "none"
        self.add(
            Node(
                NodeKind.IMAGE,
                where,
                source=self.icons.icon(name, side, self.color(role), fill, flipped=self.rtl),
                owner=self._owner,
            )
        )

    @contextmanager
    def written(self, tag: str, script: str) -> Iterator[None]:
        """Measure and draw what is inside in the letters of a language, at their own size."""
        before, self.meter = self.meter, self.meter.written(style_name(tag, script))
        try:
            yield
        finally:
            self.meter = before

    # --- text -----------------------------------------------------------------------------------

    def wrap(
        self, text: str, kind: Type, width: int, *, bold: bool = False, balance: bool = False
    ) -> Wrapped:
        """Wrap a text to a width."""
        spec = self.meter.font(kind, bold=bold)
        return self.meter.wrap(
            text, spec, width, self.meter.line_height(kind, spec), balance=balance
        )

    def text_height(self, text: str, kind: Type, width: int, *, bold: bool = False) -> int:
        """Return the height in pixels of a text in a width; 0 for no text."""
        return self.wrap(text, kind, width, bold=bold).height if text else 0

    def text_width(self, text: str, kind: Type, *, bold: bool = False) -> int:
        """Return the width in pixels of a text on one line."""
        return self.wrap(text, kind, 10**6, bold=bold).width if text else 0

    def text(
        self,
        box: Box,
        text: str,
        kind: Type = Type.BODY,
        ink: Ink = PLAIN,
        *,
        align: Align = Align.START,
        middle: bool = False,
        balance: bool = False,
        heading: bool = False,
        over: str = "",
        aloud: str = "",
    ) -> int:
        """Write a text at the top or in the middle of a box; return the height used.

        ``over`` replaces the role's colour, for a swatch of another mode. ``aloud`` is read instead
        of the text.
        """
        if not text:
            return 0
        wrapped = self.wrap(text, kind, box.w, bold=ink.bold, balance=balance)
        spec = self.meter.font(kind, bold=ink.bold)
        if wrapped.height > box.h:
            self.problem(f"text {text[:40]!r} needs {wrapped.height} px of {box.h}")
        if wrapped.broken:
            self.problem(f"a word of {text[:40]!r} is wider than {box.w} px")
        y = box.y + (box.h - wrapped.height) // 2 if middle else box.y
        tint = over or self.color(ink.role)
        where = Box(box.x, y, box.w, box.h)
        self.lines(where, aloud or text, wrapped, spec, tint, align=align, heading=heading)
        return wrapped.height

    def lines(
        self,
        box: Box,
        text: str,
        wrapped: Wrapped,
        spec: FontSpec,
        tint: str,
        *,
        align: Align = Align.START,
        heading: bool = False,
    ) -> None:
        """Draw the lines of a wrapped text from the top of a box."""
        centre = self.meter.ink_centre(spec)
        for number, line in enumerate(wrapped.lines):
            free = box.w - line.width
            x = box.x + {Align.START: 0, Align.CENTER: free // 2, Align.END: free}[align]
            y = box.y + number * wrapped.line_height
            baseline = y + wrapped.line_height / 2 + centre
            self.add(
                Node(
                    NodeKind.TEXT,
                    Box(x, y, line.width, wrapped.line_height),
                    text="" if number else text,
                    display=line.text,
                    font=spec,
                    fill=tint,
                    lift=round(baseline),
                    heading=heading,
                    owner=self._owner,
                    press_ink=self._press_ink,
                )
            )

    # --- things to touch ------------------------------------------------------------------------

    @contextmanager
    def touch(
        self,
        box: Box,
        act: AnyAct,
        name: str,
        *,
        fill: TypeRole = TypeRole.CARD,
        line: TypeRole = TypeRole.LINE,
        line_mm: float = LINE_REST_MM,
        radius_mm: float = 4,
        corners: tuple[bool, bool, bool, bool] = (True, True, True, True),
        press: tuple[TypeRole, TypeRole] = (TypeRole.LEAF, TypeRole.PRIMARY),
        main: bool = False,
        chosen: bool | None = None,
        checked: bool | None = None,
        on_press: bool = False,
        ink: TypeRole = TypeRole.INK,
        in_bar: bool = False,
    ) -> Iterator[Box]:
        """Add a touch target.

        What is drawn inside the ``with`` belongs to it and is not read alone. ``act`` is what a
        touch does. ``press`` is fill and line while a finger is on it; in the high-contrast
        modes fill and ink are swapped instead. The ``main`` action is filled, a ``chosen`` one
        outlined.
        """
        target = token(act)
        if main:
            fill = line = TypeRole.PRIMARY
            press, ink = (TypeRole.PRIMARY_PRESS, TypeRole.PRIMARY_PRESS), TypeRole.ON_PRIMARY
        if chosen:
            line, line_mm = TypeRole.PRIMARY, LINE_CHOSEN_MM
        if chosen is not None:
            checked = chosen
        radius = self.px(radius_mm)
        press_fill, press_line, press_ink = self.color(press[0]), self.color(press[1]), ""
        width = line_mm
        if self.strong:
            width = max(line_mm, LINE_STRONG_MM) if line is not TypeRole.NONE else line_mm
            press_fill, press_line = self.color(ink), self.color(ink)
            press_ink = self.color(fill if fill is not TypeRole.NONE else TypeRole.PAGE)
        self.add(
            Node(
                NodeKind.TOUCH,
                box,
                id=target,
                act=act.act if isinstance(act, Noted) else act,
                name=name,
                checked=checked,
                fill=self.color(fill),
                line=self.color(line),
                line_width=max(1, self.px(width)) if line is not TypeRole.NONE else 0,
                radius=tuple(radius if on else 0 for on in corners),  # type: ignore[arg-type]
                press_fill=press_fill,
                press_line=press_line,
                press_width=self.px(LINE_PRESS_MM),
                on_press=on_press,
                focus=self.color(TypeRole.FOCUS_BAR if in_bar else TypeRole.FOCUS),
            )
        )
        with self._owned_by(target, press_ink):
            yield box
