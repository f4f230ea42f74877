"""On-screen keyboard: letters in rows, and keys to erase, space and change layers.

On a landscape screen the other keys form a block at the end of the rows; on a portrait screen,
where letters need the whole width, a row below. If the longest row makes keys too small, the
keyboard takes part of the page's margin, then more rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import category

from msgspec.structs import replace

from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.keyboards import LATIN, Layout
from kiosk.ui.kit.scene import Align, Box, FontSpec
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, Type, TypeRole
from kiosk.visit.acts import AnyAct, ChooseLayer, TurnPage, TypeKey, Verb

GAP_MM, KEY_LEAST_MM, KEY_MOST_MM = 3.0, 13.0, 20.0
"""Gap and least side, the floor of the design. A taller key looks like a text field."""
LETTER_LEAST_MM = 5.0
"""Least capital height of a letter on a key: the body size of the usual step."""
EDGE_MM = 10.0
"""Distance of the keyboard to the edges of the screen when it takes part of the margin."""
ROWS = 3
LONG, SHORT = 4, 3
"""Relative widths of the space key and of the other keys in the row below."""
ICON_GAP_MM, PAD_MM, LETTER_PAD_MM = 2.0, 2.0, 0.5
BLOCK_KEYS = (4, 3)
"""Width of the block of other keys in letter keys; the second if letters are wide."""


def on_key(letter: str) -> str:
    """Return a letter as shown on its key: a combining sign is shown on a dotted circle."""
    return f"\u25cc{letter}" if category(letter[0]).startswith("M") else letter


@dataclass(frozen=True, slots=True)
class OtherKey:
    """A key other than a letter: its act, its icon, the words next to it if they fit."""

    act: AnyAct | None
    icon: str
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keyboard of one layer, with keys to the others.

    ``pages`` are the page shown, from 0, and how many there are, if keys turn them on a landscape
    screen: each has its place next to the space key even where it leads nowhere.
    """

    canvas: Canvas
    layout: Layout
    others: tuple[Layout, ...]
    pages: tuple[int, int] | None = None

    @property
    def _most_keys(self) -> int:
        """Return how many keys of the least side fit in a row."""
        gap, least, glass = self.canvas.px(GAP_MM), self.canvas.px(KEY_LEAST_MM), self.canvas.glass
        if glass.narrow:
            return (glass.width - 2 * self.canvas.px(EDGE_MM) + gap) // (least + gap)
        room = glass.width - 2 * margin(self.canvas) + gap
        return room // (least + gap) - BLOCK_KEYS[-1]

    @property
    def _letter_lines(self) -> int:
        """Return the rows of the fullest layer, so that no key moves when the layer changes."""
        return max(ROWS, *(len(one.dealt(self._most_keys)) for one in (self.layout, *self.others)))

    @property
    def _lines(self) -> int:
        return self._letter_lines + 1 if self.canvas.glass.narrow else self._letter_lines

    @property
    def _rows(self) -> tuple[Sequence[str], ...]:
        return self.layout.dealt(self._most_keys)

    @property
    def _columns(self) -> int:
        return max(map(len, self._rows))

    @property
    def _key_wanted(self) -> int:
        lines = (self.canvas.wrap("a", kind, 10**6).line_height for kind in (Type.NAME, Type.BODY))
        return max(self.canvas.px(KEY_LEAST_MM), *lines)

    def height(self, key: int) -> int:
        """Return the total height in pixels for a key height."""
        return self._lines * key + (self._lines - 1) * self.canvas.px(GAP_MM)

    @property
    def least(self) -> int:
        """Return the least height in pixels, the same for every layer; letters may shrink."""
        return self.height(self.canvas.px(KEY_LEAST_MM))

    @property
    def wanted(self) -> int:
        """Return the height in pixels at which letters have the size of the chosen step."""
        return self.height(self._key_wanted)

    @property
    def most(self) -> int:
        """Return the greatest height in pixels."""
        return self.height(max(self._key_wanted, self.canvas.px(KEY_MOST_MM)))

    def draw(self, box: Box) -> None:
        """Draw every key in a box between the least and the greatest height."""
        canvas, gap = self.canvas, self.canvas.px(GAP_MM)
        if canvas.glass.narrow:
            box = self._widened(box)
            rows = box.rows(self._lines, gap)
            self._letters(box.top(rows[-2].bottom - box.y))
            self._row(rows[-1])
            return
        for keys in BLOCK_KEYS:
            columns = max(self._columns, LATIN.widest) + keys
            width = round((box.w + gap) * keys / columns) - 2 * gap
            letters = box.start(box.w - width - 2 * gap)
            if max(self._widest_letter(), canvas.px(KEY_LEAST_MM)) <= self._key_width(letters.w):
                break
        self._letters(letters)
        self._block(box.end(width))

    def _widened(self, box: Box) -> Box:
        """Widen the box as far as the longest row of all layers needs."""
        gap, least = self.canvas.px(GAP_MM), self.canvas.px(KEY_LEAST_MM)
        rows = (row for one in (self.layout, *self.others) for row in one.dealt(self._most_keys))
        lacking = max(map(len, rows)) * (least + gap) - gap - box.w
        return box if lacking <= 0 else box.inset(-((lacking + 1) // 2), 0)

    def _key_width(self, width: int) -> int:
        gap = self.canvas.px(GAP_MM)
        return (width + gap) // self._columns - gap

    @property
    def _shown(self) -> list[str]:
        return [on_key(letter) for row in self._rows for letter in row]

    def _widest_letter(self) -> int:
        meter = self.canvas.meter
        spec = meter.font(Type.NAME)
        return max(ceil(meter.reach(letter, spec).wide) for letter in self._shown)

    def _fitting(self, texts: Sequence[str], kind: Type, box: Box) -> FontSpec:
        """Return the font of a type, bold if that fits, smaller if a key cannot hold it."""
        meter, room = self.canvas.meter, box.inset(self.canvas.px(LETTER_PAD_MM))
        spec, part = meter.font(kind), 0.0
        for bold in (True, False):
            spec = meter.font(kind, bold=bold)
            reaches = [meter.reach(text, spec) for text in texts]
            across, high = max(r.across for r in reaches), max(r.up + r.down for r in reaches)
            part = min(1.0, room.w / 2 / across, room.h / high)
            if part == 1:
                break
        fitting = replace(spec, pixels=int(spec.pixels * part))
        if part < 1 and fitting.pixels * CAP_HEIGHT_EM < self.canvas.px(LETTER_LEAST_MM):
            self.canvas.problem(f"letters of {fitting.pixels} px on keys {box.w} px wide")
        return fitting

    def _write(self, box: Box, text: str, spec: FontSpec) -> None:
        """Draw a letter in the middle of its key, shifted if dots above or below leave it."""
        wrapped = self.canvas.meter.wrap(text, spec, 10**6, spec.pixels)
        reach, half = self.canvas.meter.reach(text, spec), box.h / 2 - self.canvas.px(LETTER_PAD_MM)
        moved = round(max(0.0, reach.up - half) - max(0.0, reach.down - half))
        # Qt adds the width of one more circle after a sign that joins before its letter.
        wide = min(wrapped.lines[0].width, ceil(reach.wide))
        wrapped = replace(wrapped, lines=(replace(wrapped.lines[0], width=wide),))
        line = Box(box.x, box.y + moved + (box.h - spec.pixels) // 2, box.w, spec.pixels)
        self.canvas.lines(
            line, text, wrapped, spec, self.canvas.color(TypeRole.INK), align=Align.CENTER
        )

    def _letters(self, box: Box) -> None:
        canvas, gap = self.canvas, self.canvas.px(GAP_MM)
        if self.layout.rtl or not canvas.rtl:
            self._letter_rows(box, gap)
            return
        with canvas.kept_ltr(box):
            self._letter_rows(box, gap)

    def _letter_rows(self, box: Box, gap: int) -> None:
        columns = self._columns
        rows = box.rows(len(self._rows), gap)
        spec = self._fitting(self._shown, Type.NAME, rows[0].columns(columns, gap)[0])
        for row, letters in zip(rows, self._rows, strict=True):
            cells = row.columns(columns, gap)
            # A shorter row is centred, as on every keyboard.
            shift = round((columns - len(letters)) * (box.w + gap) / columns / 2)
            for cell, letter in zip(cells, letters, strict=False):
                key = Box(cell.x + shift, cell.y, cell.w, cell.h)
                shown = on_key(letter)
                with self.canvas.touch(key, TypeKey(letter), shown):
                    self._write(key, shown, spec)

    # --- the other keys --------------------------------------------------------------------------

    @property
    def _erase(self) -> OtherKey:
        catalog = self.canvas.catalog
        # TRANSLATORS: On a key: takes the last letter away.
        words = catalog.pgettext("keyboard", "Erase")
        return OtherKey(Verb.ERASE, "backspace", words, catalog.gettext("Erase one letter"))

    @property
    def _clear(self) -> OtherKey:
        name = self.canvas.catalog.gettext("Erase all")
        return OtherKey(Verb.CLEAR, "close", name, name)

    @property
    def _space(self) -> OtherKey:
        # TRANSLATORS: The long key between two words.
        name = self.canvas.catalog.pgettext("keyboard", "Space")
        return OtherKey(TypeKey("space"), "space", name, name)

    @property
    def _layers(self) -> tuple[OtherKey, ...]:
        names = {
            "digits": self.canvas.catalog.pgettext("keyboard", "Numbers"),
            "latin": self.canvas.catalog.pgettext("keyboard", "Latin letters"),
            "arabic": self.canvas.catalog.pgettext("keyboard", "Arabic letters"),
            "spanish": self.canvas.catalog.pgettext("keyboard", "Letters"),
        }
        # Letters of a single language are named by themselves.
        return tuple(
            OtherKey(ChooseLayer(layer.name), "", layer.label, names.get(layer.name, layer.label))
            for layer in self.others
        )

    @property
    def _turns(self) -> tuple[OtherKey, ...]:
        """Return the keys that turn the pages; one that leads nowhere has no act."""
        if self.pages is None:
            return ()
        page, pages = self.pages
        before = TurnPage(page - 1) if page else None
        more = TurnPage(page + 1) if page + 1 < pages else None
        return (
            OtherKey(before, "chevron_before", "", self.canvas.catalog.gettext("Before")),
            OtherKey(more, "chevron_next", "", self.canvas.catalog.gettext("More places")),
        )

    def _block(self, box: Box) -> None:
        """Draw three rows at the end: erase and clear, the layers, space."""
        gap = self.canvas.px(GAP_MM)
        rows: Sequence[Sequence[OtherKey]] = (
            (self._erase, self._clear),
            self._layers,
            (self._space, *self._turns),
        )
        for row, keys in zip(box.rows(ROWS, gap), rows, strict=True):
            cells = row.columns(len(keys), gap)
            words = all(self._fits(cell, key) for cell, key in zip(cells, keys, strict=True))
            for cell, key in zip(cells, keys, strict=True):
                self._other(cell, key, words=words)

    def _row(self, box: Box) -> None:
        """Draw one row below: the layers, the longest possible space, erase, clear."""
        gap = self.canvas.px(GAP_MM)
        keys = (*self._layers, self._space, self._erase, self._clear)
        units = [LONG if key.act == self._space.act else SHORT for key in keys]
        share = (box.w + gap) / sum(units)
        cells, x = [], 0.0
        for unit in units:
            start, end = round(x), round(x + unit * share)
            cells.append(Box(box.x + start, box.y, end - start - gap, box.h))
            x += unit * share
        words = all(self._fits(cell, key) for cell, key in zip(cells[-2:], keys[-2:], strict=True))
        for cell, key in zip(cells, keys, strict=True):
            self._other(cell, key, words=words or key not in keys[-2:])

    def _fits(self, box: Box, key: OtherKey) -> bool:
        icon = self.canvas.icon_side() + self.canvas.px(ICON_GAP_MM)
        words = self.canvas.wrap(key.words, Type.BODY, 10**6, bold=True)
        return words.width + icon <= box.w - 2 * self.canvas.px(PAD_MM) and words.height <= box.h

    def _other(self, box: Box, key: OtherKey, *, words: bool) -> None:
        """Draw a key with its icon, and its words if they fit."""
        canvas = self.canvas
        if key.act is None:
            return
        if not key.icon:
            with canvas.touch(box, key.act, key.name):
                labels = [layer.label for layer in self.others]
                self._write(box, key.words, self._fitting(labels, Type.BODY, box))
            return
        side = min(canvas.icon_side(), box.h)
        shown = key.words if words and self._fits(box, key) else ""
        used = canvas.text_width(shown, Type.BODY, bold=True)
        gap = canvas.px(ICON_GAP_MM) if shown else 0
        x = box.x + (box.w - side - gap - used) // 2
        with canvas.touch(box, key.act, key.name):
            canvas.icon(Box(x, box.y, side, box.h), key.icon)
            canvas.text(
                Box(x + side + gap, box.y, used, box.h), shown, Type.BODY, BOLD, middle=True
            )
