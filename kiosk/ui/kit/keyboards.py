"""The letters of the on-screen keyboards, as data: which keys, in which rows, for which language.

Rows are in reading order: a Latin row begins at the left, an Arabic row at the right, so that
each letter stands where telephones and computers have it. Letters of the Indic scripts stand in the
order of their alphabet, which everyone who reads them knows. Search folds accents, hamza forms and
the forms of yeh: the accented letters of Spanish are there for those who look for them, the alef
forms are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.text_input import TONES


@dataclass(frozen=True, slots=True)
class Layout:
    """One layer of keys.

    ``label`` is written on the key that leads here. A row is its keys, each a letter or a sign that
    joins the letter before it. ``narrow`` are the same keys in shorter rows, for a glass on which
    the longest row does not fit. ``rtl`` says which way the rows run; a row of a left-to-right
    layer keeps its order on a right-to-left page.
    """

    name: str
    label: str
    rows: tuple[Sequence[str], ...]
    rtl: bool = False
    narrow: tuple[Sequence[str], ...] = ()

    @property
    def widest(self) -> int:
        """Keys of the longest row."""
        return max(len(row) for row in self.rows)

    def dealt(self, most: int) -> tuple[Sequence[str], ...]:
        """The rows where no more than so many keys stand side by side.

        Where even the narrow rows are longer, their ends go below the last one.
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
"""Scripts that are found by typing their sounds in Latin letters."""


def layouts_for(tag: str, script: str) -> tuple[Layout, ...]:
    """The layers offered to a language (BCP 47 tag, ISO 15924 script), its own first."""
    return (*_BY_TAG.get(tag, _BY_SCRIPT.get(script, (LATIN,))), DIGITS)


def layout_named(name: str, offered: tuple[Layout, ...]) -> Layout:
    """The layer of a name, or the first one offered."""
    return next((layout for layout in offered if layout.name == name), offered[0])
