"""Keyboard layouts as data: keys in rows for each language.

Rows are in reading order: a Latin row starts at the left, an Arabic row at the right, so that each
letter is where telephones and computers have it. Letters of Indic scripts are in alphabetical
order, which all their readers know. Search folds accents, hamza forms and forms of yeh: accented
letters of Spanish are included for those who look for them, alef forms are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.text_input import TONES


@dataclass(frozen=True, slots=True)
class Layout:
    """One layer of keys. ``label`` is written on the key that leads here.

    Each key of a row is a letter or a sign that joins the preceding letter. ``narrow`` holds the
    same keys in shorter rows, for a screen that cannot hold the longest row. ``rtl`` is the
    direction of the rows; rows of a left-to-right layer keep their order on a right-to-left page.
    """

    name: str
    label: str
    rows: tuple[Sequence[str], ...]
    rtl: bool = False
    narrow: tuple[Sequence[str], ...] = ()

    @property
    def widest(self) -> int:
        """Return the number of keys in the longest row."""
        return max(len(row) for row in self.rows)

    def dealt(self, most: int) -> tuple[Sequence[str], ...]:
        """Return rows of at most ``most`` keys.

        If even the narrow rows are longer, their ends move below the last one.
        """
        for rows in filter(None, (self.rows, self.narrow)):
            if max(map(len, rows)) <= most:
                return rows
        longer = self.narrow or self.rows
        ends = [letter for row in longer for letter in row[most:]]
        *upper, last = (row[:most] for row in longer)
        if len(last) + len(ends) <= most:
            return (*upper, [*last, *ends])
        parts = (ends[at : at + most] for at in range(0, len(ends), most))
        return (*upper, last, *parts)


LATIN = Layout("latin", "abc", ("qwertyuiop", "asdfghjkl", "zxcvbnm"))
SPANISH = Layout(
    "spanish",
    "abc",
    ("qwertyuiopáéí", "asdfghjklñóúü", "zxcvbnm"),
    narrow=("qwertyuiopáé", "asdfghjklñíó", "zxcvbnmúü"),
)
ARABIC = Layout(
    "arabic",
    "أبج",
    ("جحخهعغفقثصض", "طكمنتالبيسش", "دظزوةىرؤءئذ"),
    rtl=True,
)
PERSIAN = Layout(
    "persian",
    "ابپ",
    ("چجحخهعغفقثصض", "گکمنتالبیسش", "آژئوپدذرزطظ"),
    rtl=True,
)
PASHTO = Layout(
    "pashto",
    "ابپ",
    ("څځچجحخهعغفقثصض", "ټښګکمنتالبیسشڼ", "ۍېپژډړږورزدذطظ"),
    rtl=True,
    narrow=("چجحخهعغفقثصض", "ګکمنتالبیسش", "پژورزدذطظ", "ټڅځډړږښڼېۍ"),
)
RUSSIAN = Layout("russian", "абв", ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбюё"))
UKRAINIAN = Layout("ukrainian", "абв", ("йцукенгшщзхї", "фівапролджєґ", "ячсмитьбю’"))
VIETNAMESE = Layout(
    "vietnamese",
    "abc",
    ("qwertyuiopăâê", "asdfghjklđôơư", (*"zxcvbnm", *TONES)),
    narrow=("qwertyuiop", "asdfghjkl", (*"zxcvbnm", *TONES), "ăâêđôơư"),
)
KOREAN = Layout(
    "korean",
    "가나다",
    ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅒㅖ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣㄲㄸ", "ㅋㅌㅊㅍㅠㅜㅡㅃㅆㅉ"),
)
DEVANAGARI = Layout(
    "devanagari",
    "कख",
    ("कखगघचछजझटठडढण़", "तथदधनपफबभमयरलव", "शसहािीुूेैोौं्"),
    narrow=("कखगघचछजझटठ", "डढणतथदधनपफ", "बभमयरलवशसह", "ािीुूेैोौं़्"),
)
DEVANAGARI_MORE = Layout(
    "devanagari-more", "अआ", ("अआइईउऊऋएऐओऔऑ", "ङञषंँःृॉ", ("क्ष", "त्र", "ज्ञ", "श्र", "ड़", "ढ़", "ज़", "फ़"))
)
GURMUKHI = Layout(
    "gurmukhi",
    "ਕਖ",
    ("ਸਹਕਖਗਘਚਛਜਝਟਠਡਢ", "ਣਤਥਦਧਨਪਫਬਭਮਯਰਲ", "ਵੜਾਿੀੁੂੇੈੋੌੰਂੱ"),
    narrow=("ਸਹਕਖਗਘਚਛਜਝ", "ਟਠਡਢਣਤਥਦਧਨ", "ਪਫਬਭਮਯਰਲਵੜ", "ਾਿੀੁੂੇੈੋੌੰਂੱ"),
)
GURMUKHI_MORE = Layout(
    "gurmukhi-more", "ਅਆ", ("ਅਆਇਈਉਊਏਐਓਔ", ("ਸ਼", "ਖ਼", "ਗ਼", "ਜ਼", "ਫ਼", "ਲ਼"), "ਙਞੲੳ਼੍")
)
DIGITS = Layout("digits", "123", ("12345", "67890"))

_BY_TAG: dict[str, tuple[Layout, ...]] = {
    "es": (SPANISH,),
    "vi": (VIETNAMESE,),
    "uk": (UKRAINIAN, LATIN),
    "fa": (PERSIAN, LATIN),
    "prs": (PERSIAN, LATIN),
    "ps": (PASHTO, LATIN),
}
_BY_SCRIPT: dict[str, tuple[Layout, ...]] = {
    "Arab": (ARABIC, LATIN),
    "Cyrl": (RUSSIAN, LATIN),
    "Deva": (DEVANAGARI, DEVANAGARI_MORE, LATIN),
    "Guru": (GURMUKHI, GURMUKHI_MORE, LATIN),
    "Kore": (KOREAN, LATIN),
}
PINYIN_SCRIPTS = frozenset({"Hans", "Hant"})
"""Scripts that are searched by typing their sounds in Latin letters."""


def layouts_for(tag: str, script: str) -> tuple[Layout, ...]:
    """Return the layers for a language (BCP 47 tag, ISO 15924 script), its own first."""
    return (*_BY_TAG.get(tag, _BY_SCRIPT.get(script, (LATIN,))), DIGITS)


def layout_named(name: str, offered: tuple[Layout, ...]) -> Layout:
    """Return the layer with a name, or the first one."""
    return next((layout for layout in offered if layout.name == name), offered[0])
