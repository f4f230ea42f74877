import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.typed import read_typed
from kiosk.domain.folding import (
    Term,
    fold,
    index_terms,
    part_terms,
    typed_parts,
    words,
)
from kiosk.domain.text_input import TYPED_LIMIT


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đào Tạo", "dao tao"),
        ("Łódź", "lodz"),
        ("Iğdır İzmir", "igdir izmir"),
        ("Straße", "strasse"),
        ("Œuvre", "oeuvre"),
        ("жильё", "жилье"),
        ("Ελλάδα", "ελλαδα"),
        ("الخِدْمَات", "الخدمات"),
        ("أَكْل إبل آب ٱسم", "اكل ابل اب اسم"),
        ("مـــاء", "ماء"),
        ("می‌خواهم", fold("ميخواهم")),
        ("שָׁלוֹם", "שלום"),
        ("ＡＢＣ１２", "abc12"),
        ("٢١١ ۲۱۱ २११", "211 211 211"),
        ("women's", "womens"),
        ("women’s", "womens"),
        ("चिकित्सा", "चिकित्सा"),
        ("บริการ", "บริการ"),
        ("អាហារ", "អាហារ"),
        ("한국어 값", "ㅎㅏㄴㄱㅜㄱㅇㅓ ㄱㅏㅂㅅ"),
        ("ㅅㅌ", "ㅅㅌ"),
        ("과자", "ㄱㅗㅏㅈㅏ"),
        ("Її Ґанок м’ята м'ята мʼята", "іі ганок мята мята мята"),
        ("Ёж ёлка Подъезд", "еж елка подъезд"),
        ("كتاب کتاب", "كتاب كتاب"),
        ("ياري یاری ياری", "ياري ياري ياري"),
        ("خانهٔ خانۀ", "خانه خانه"),
        ("مسؤول مسئول", "مسوول مسيول"),
        ("ښځې پښتۍ ګډ گډ", "ښځي پښتي گډ گډ"),
        ("हिन्दी हिंदी", "हिंदी हिंदी"),
        ("पढ़ाई पढाई ज़मीन जमीन", "पढाई पढाई जमीन जमीन"),
        ("माँ मां डॉक्टर डाक्टर", "मां मां डाक्टर डाक्टर"),
        ("जन्म अन्न कन्या", "जन्म अन्न कन्या"),
        ("ੳੁਮਰ ੳੂਠ ੳੋਟ", "ਉਮਰ ਊਠ ਓਟ"),
        ("ੲਿਲਾਜ ੲੀਦ ੲੇਕਾ", "ਇਲਾਜ ਈਦ ਏਕਾ"),
        ("ਅਾਸਰਾ ਅੈਨਕ ਅੌਰਤ", "ਆਸਰਾ ਐਨਕ ਔਰਤ"),
        ("अाश्रय अोर आेर अौरत आैरत एेनक उुन", "आश्रय ओर ओर औरत औरत ऐनक ऊन"),
        ("अॉफिस ऑफिस", "आफिस आफिस"),
        ("ਸ਼ਹਿਰ ਸਹਿਰ ਸੱਚ ਸਚ", "ਸਹਿਰ ਸਹਿਰ ਸਚ ਸਚ"),
        ("ਪੰਜਾਬ ਪਂਜਾਬ", "ਪੰਜਾਬ ਪੰਜਾਬ"),
        ("Thực phẩm được", "thuc pham duoc"),
        ("Niño ñandú", "nino nandu"),
        ("がっこう", "がっこう"),
    ],
)
def test_one_form_for_every_way_to_write_a_word(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    "text", ["चिकित्सा", "ਭੋਜਨ", "உணவு", "সাহায্য", "ආහාර", "တကယ်", "សុខភាព", "ສຸຂະພາບ"]
)
def test_signs_of_a_script_do_not_cut_its_words(text: str) -> None:
    assert words(text) == [text]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Food, now!", ["food", "now"]),
        ("食物银行", ["食物", "物银", "银行", "行"]),
        ("食", ["食"]),
        ("211食物", ["211", "食物", "物"]),
        ("ข้าว", ["ข้", "้า", "าว", "ว"]),
        ("たべもの", ["たべ", "べも", "もの", "の"]),
        ("a_b-c", ["a", "b", "c"]),
        ("الراتب للعمل", ["الراتب", "راتب", "للعمل", "عمل"]),
        ("والدم الم", ["والدم", "الم"]),
        ("پناه\u200cگاه", ["پناهگاه", "پناه", "گاه"]),
        ("  ...  ", []),
        ("", []),
    ],
)
def test_index_terms(text: str, terms: list[str]) -> None:
    assert index_terms(text) == terms


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("fo", [("fo", True)]),
        ("shelter f", [("shelter", True), ("f", True)]),
        ("a bed", [("a", False), ("bed", True)]),
        ("食", [("食", True)]),
        ("食物", [("食物", False)]),
        ("食物银行", [("食物", False), ("物银", False), ("银行", False)]),
        ("food food", [("food", True)]),
        ("بالراتب الرا", [("راتب", True), ("الرا", True)]),
        ("?!", []),
    ],
)
def test_typed_words(typed: str, terms: list[tuple[str, bool]]) -> None:
    found = tuple(Term(text, prefix=prefix) for text, prefix in terms)
    assert read_typed(typed, "hmn").words == found


def test_a_long_text_is_cut_before_it_is_looked_at() -> None:
    assert read_typed("x" * 10_000, "en").words == (Term("x" * TYPED_LIMIT, prefix=True),)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_text_is_found_by_itself(text: str) -> None:
    terms = index_terms(text)
    for part, unspaced in typed_parts(text):
        for term in part_terms(part, unspaced=unspaced, last=True):
            assert any(found.startswith(term.text) for found in terms) or len(text) > TYPED_LIMIT


@given(st.text())
def test_terms_are_free_of_everything_the_query_language_knows(text: str) -> None:
    assert not any(set(term) & set(' "*^():{}+-,\x00') for term in index_terms(text))
