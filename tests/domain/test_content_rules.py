from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import discretion
from kiosk.domain.content_rules import ContentRule, check_content, guarded_lines
from kiosk.domain.helplines import ANCHORS, Anchor, Helpline
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    GuideBlock,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    SearchWord,
    Service,
    Source,
    Status,
    Translation,
)
from kiosk.domain.syncfile import GuardedLine, GuardedPhone, HelplineFile, Withdrawn
from kiosk.domain.value_rules import URL_LIMIT, number_rule, url_rule
from tests.domain.factory_files import FACTORY

R = ContentRule
V, T, Y, P = PhoneType.VOICE, PhoneType.TEXT, PhoneType.TTY, PhoneType.VIDEOPHONE
ORGANIZATION = Organization(id="o", name="River House", website="https://riverhouse.org")
SERVICE = Service(
    id="s",
    organization_id="o",
    name="Meals",
    quiet_name="River House",
    phrase="Hot meals",
    categories=(Need.FOOD,),
)
LINE = msgspec.structs.replace(SERVICE, id="line", helpline=True)
PHONE = Phone(id="p", service_id="s", number="+19165550100")
LINE_PHONE = Phone(id="lp", service_id="line", number="+19165550101")
LINE_TEXT = Phone(id="lt", service_id="line", number="741741", type=T, keyword="HOME")
RECORDS: tuple[AnyRecord, ...] = (ORGANIZATION, SERVICE, LINE, PHONE, LINE_PHONE, LINE_TEXT)
GUARDED = GuardedLine(
    service_id="line",
    phones=(
        GuardedPhone(number="+19165550101"),
        GuardedPhone(number="741741", type=T, keyword="HOME"),
    ),
)
BAD = "a\u202eb"
LOOKALIKE = "\u041cy House"


def helplines(*guarded: GuardedLine, lines: Sequence[Helpline] = ANCHORS) -> HelplineFile:
    return HelplineFile(helplines=tuple(lines), guarded=guarded)


def problems(
    records: Sequence[AnyRecord] = RECORDS,
    file: HelplineFile | None = None,
    withdrawn: Sequence[Withdrawn] = (),
) -> set[tuple[ContentRule, str, str, str]]:
    found = check_content(records, file or helplines(GUARDED), withdrawn)
    return {(p.rule, p.kind, p.id, p.field) for p in found}


def changed(record: AnyRecord, **fields: object) -> list[AnyRecord]:
    """The good records with one of them changed."""
    new = msgspec.structs.replace(record, **fields)
    return [new if one is record else one for one in RECORDS]


def test_good_records_have_no_problem() -> None:
    assert problems() == set()


def test_the_factory_directory_has_no_problem() -> None:
    records = list(read_records(FACTORY))
    guarded = guarded_lines(records)
    assert len(guarded) > 20
    assert check_content(records, helplines(*guarded), ()) == []


def test_the_anchors_are_among_the_guarded_lines_of_the_factory_directory() -> None:
    guarded = {line.service_id: line.phones for line in guarded_lines(list(read_records(FACTORY)))}
    assert {anchor.value for anchor in Anchor} <= guarded.keys()
    assert GuardedPhone(number="88788", type=T, keyword="START") in guarded["ndvh-line"]


def test_guarded_lines_do_not_depend_on_the_order_of_records() -> None:
    records = list(read_records(FACTORY))
    assert guarded_lines(records) == guarded_lines(records[::-1])


NUMBERS = {
    "local": ("+19169202952", V, None),
    "local for text": ("+19169202952", T, None),
    "local tty": ("+19169202952", Y, None),
    "local videophone": ("+19169202952", P, None),
    "toll free 800": ("+18007997233", V, None),
    "toll free 833": ("+18335264636", V, None),
    "toll free with a service exchange": ("+18009112345", V, None),
    "made for examples": ("+19165550100", V, None),
    "new overlay": ("+12795550100", V, None),
    "911": ("911", V, None),
    "988": ("988", V, None),
    "211": ("211", V, None),
    "text to 911": ("911", T, None),
    "text to 988": ("988", T, None),
    "relay": ("711", Y, None),
    "videophone 988": ("988", P, None),
    "five digits": ("88788", T, None),
    "six digits": ("741741", T, None),
    "five digits to call": ("88788", V, R.SHORT_CODE),
    "six digits for tty": ("741741", Y, R.SHORT_CODE),
    "four digits": ("1234", T, R.SHORT_CODE),
    "code beginning with one": ("12345", T, R.SHORT_CODE),
    "code beginning with nought": ("012345", T, R.SHORT_CODE),
    "three odd digits": ("123", V, R.SHORT_CODE),
    "111": ("111", V, R.SHORT_CODE),
    "987": ("987", V, R.SHORT_CODE),
    "premium 900": ("+19005550100", V, R.COSTLY_NUMBER),
    "dominican 809": ("+18095550100", V, R.COSTLY_NUMBER),
    "dominican 829": ("+18295550100", V, R.COSTLY_NUMBER),
    "jamaica 876": ("+18765550100", V, R.COSTLY_NUMBER),
    "bahamas 242": ("+12425550100", V, R.COSTLY_NUMBER),
    "premium exchange": ("+19169765550", V, R.COSTLY_NUMBER),
    "somalia": ("+252612345678", V, R.FOREIGN_NUMBER),
    "mexico": ("+525512345678", V, R.FOREIGN_NUMBER),
    "britain": ("+442079460018", T, R.FOREIGN_NUMBER),
    "too short": ("+1916920295", V, R.NUMBER),
    "too long": ("+191692029522", V, R.NUMBER),
    "area begins with one": ("+11169202952", V, R.NUMBER),
    "area begins with nought": ("+10169202952", V, R.NUMBER),
    "exchange begins with one": ("+19161202952", V, R.NUMBER),
    "exchange n11": ("+19169112952", V, R.NUMBER),
    "area n11": ("+14119202952", V, R.NUMBER),
    "area kept for growth": ("+12909202952", V, R.NUMBER),
    "area 370": ("+13709202952", V, R.NUMBER),
    "area 960": ("+19609202952", V, R.NUMBER),
    "personal 500": ("+15009202952", V, R.NUMBER),
    "personal 533": ("+15339202952", V, R.NUMBER),
    "area 555": ("+15559202952", V, R.NUMBER),
    "carrier 700": ("+17009202952", V, R.NUMBER),
    "government 710": ("+17109202952", V, R.NUMBER),
    "arabic digits": ("+1٩١٦٩٢٠٢٩٥٢", V, R.NUMBER),
    "arabic short code": ("٩١١", V, R.SHORT_CODE),
}


@pytest.mark.parametrize(("number", "kind", "rule"), NUMBERS.values(), ids=NUMBERS)
def test_number(number: str, kind: PhoneType, rule: ContentRule | None) -> None:
    assert number_rule(number, kind) is rule


GOOD_URLS = [
    "https://weaveinc.org",
    "https://weaveinc.org/",
    "https://www.saccounty.gov/Pages/Shelter.aspx",
    "https://x.org/a-b/c_d/e.html",
    "https://x.org/find?id=12",
    "https://thehotline.org",
    "https://a.b.c.example.co",
]
BAD_URLS = [
    "http://weaveinc.org",
    "HTTPS://weaveinc.org",
    "weaveinc.org",
    "www.weaveinc.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://x.org",
    "//x.org",
    "https:///x.org",
    "https://",
    "https://localhost",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://[::1]/",
    "https://user@x.org",
    "https://x.org:8443/",
    "https://x.org\\@y.org",
    "https://x.org/a b",
    "https://x.org/%2e%2e",
    "https://x.org/../a",
    "https://x.org/#a",
    "https://x.org/?a=1&b=2",
    "https://xn--80ak6aa92e.com",
    "https://\u0430pple.com",
    "https://x.org/\u202eabc",
    "https://x.org/\n",
    "https://bit.ly/abc",
    "https://tinyurl.com/abc",
    "https://-x.org",
    "https://x..org",
    "https://X.org",
    "https://x.org/" + "a" * URL_LIMIT,
    "",
]


@pytest.mark.parametrize("url", GOOD_URLS)
def test_plain_address_passes(url: str) -> None:
    assert url_rule(url) is None


@pytest.mark.parametrize("url", BAD_URLS)
def test_other_address_is_refused(url: str) -> None:
    assert url_rule(url) is R.URL


GUIDE = Guide(
    id="g",
    title="Pay",
    summary="Your pay",
    icon="pay",
    categories=(Need.WORK,),
    order=1,
    blocks=(GuideBlock(id="b", text="One\ntwo", sources=(Source(name="Page"),)),),
)
CARD = AwarenessCard(id="c", title="Look", text="Help is near", picture="hand_1", order=1)
LOCATION = Location(
    id="l",
    organization_id="o",
    address_visibility=AddressVisibility.PUBLIC,
    address_1="1 K St",
    city="Sacramento",
)
TEXT = Translation(
    id="t",
    entity="service",
    entity_id="s",
    field="description",
    language="es",
    text="Comida\ncaliente",
    source_hash="0" * 16,
)
WORDS = SearchWord(id="w", language="ru", words=("еда", "eda"), needs=(Need.FOOD,))
FIGURE = Figure(id="f", value="16.90")


def test_every_kind_of_record_can_be_right() -> None:
    assert problems([*RECORDS, GUIDE, CARD, LOCATION, TEXT, WORDS, FIGURE]) == set()


SOURCES = (Source(name="Page", url="http://x.org"),)
VALUES = {
    "organization name": (ORGANIZATION, "name", BAD, R.CHARACTER, "name"),
    "organization website": (ORGANIZATION, "website", "http://x.org", R.URL, "website"),
    "organization source": (ORGANIZATION, "sources", SOURCES, R.URL, "sources"),
    "source name": (ORGANIZATION, "sources", (Source(name=BAD),), R.CHARACTER, "sources"),
    "service name": (SERVICE, "name", LOOKALIKE, R.SCRIPT, "name"),
    "service name with a line": (SERVICE, "name", "a\nb", R.CHARACTER, "name"),
    "quiet name hidden": (SERVICE, "quiet_name", BAD, R.CHARACTER, "quiet_name"),
    "quiet name telling": (SERVICE, "quiet_name", "Women's Shelter", R.REVEALING, "quiet_name"),
    "quiet name in spanish": (SERVICE, "quiet_name", "El Refugio", R.REVEALING, "quiet_name"),
    "phrase": (SERVICE, "phrase", "a\u200bb", R.CHARACTER, "phrase"),
    "phrase blank": (SERVICE, "phrase", " ", R.CHARACTER, "phrase"),
    "description": (SERVICE, "description", "a\tb", R.CHARACTER, "description"),
    "area": (SERVICE, "service_area", "\u0391", R.SCRIPT, "service_area"),
    "url": (SERVICE, "url", "https://bit.ly/a", R.URL, "url"),
    "chat": (SERVICE, "chat_url", "javascript:1", R.URL, "chat_url"),
    "service source": (SERVICE, "sources", SOURCES, R.URL, "sources"),
    "phone": (PHONE, "number", "+19005550100", R.COSTLY_NUMBER, "number"),
    "foreign phone": (PHONE, "number", "+525512345678", R.FOREIGN_NUMBER, "number"),
}


@pytest.mark.parametrize(("record", "field", "value", "rule", "where"), VALUES.values(), ids=VALUES)
def test_value_of_a_record(
    record: AnyRecord, field: str, value: object, rule: ContentRule, where: str
) -> None:
    kind = str(record.__struct_config__.tag)
    assert problems(changed(record, **{field: value})) == {(rule, kind, record.id, where)}


def _with(record: AnyRecord, **fields: object) -> AnyRecord:
    return msgspec.structs.replace(record, **fields)


BLOCK = GuideBlock(id="b", text=BAD)
OTHERS = {
    "address line": (_with(LOCATION, address_1=BAD), R.CHARACTER, "address_1"),
    "city": (_with(LOCATION, city=LOOKALIKE), R.SCRIPT, "city"),
    "translation": (_with(TEXT, text=BAD), R.CHARACTER, "text"),
    "translation in another script": (_with(TEXT, text="\u0410yuda"), R.SCRIPT, "text"),
    "short translation with a line": (_with(TEXT, field="name"), R.CHARACTER, "text"),
    "telling translation": (
        _with(TEXT, field="quiet_name", text="Refugio"), R.REVEALING, "text"
    ),
    "search word": (_with(WORDS, words=("ok", "a\u200bb")), R.CHARACTER, "words"),
    "search word in another script": (_with(WORDS, language="es"), R.SCRIPT, "words"),
    "guide title": (_with(GUIDE, title=BAD), R.CHARACTER, "title"),
    "guide block": (_with(GUIDE, blocks=(BLOCK,)), R.CHARACTER, "blocks"),
    "guide source": (
        _with(GUIDE, blocks=(GuideBlock(id="b", text="a", sources=SOURCES),)), R.URL, "sources"
    ),
    "icon that is a path": (_with(GUIDE, icon="../a"), R.PICTURE, "icon"),
    "card": (_with(CARD, text=LOOKALIKE), R.SCRIPT, "text"),
    "picture that is an address": (_with(CARD, picture="file:///a"), R.PICTURE, "picture"),
    "card source": (_with(CARD, sources=SOURCES), R.URL, "sources"),
    "figure": (_with(FIGURE, value=BAD), R.CHARACTER, "value"),
    "figure unit": (_with(FIGURE, unit=BAD), R.CHARACTER, "unit"),
    "figure source": (_with(FIGURE, sources=SOURCES), R.URL, "sources"),
}  # fmt: skip


@pytest.mark.parametrize(("record", "rule", "where"), OTHERS.values(), ids=OTHERS)
def test_value_of_another_record(record: AnyRecord, rule: ContentRule, where: str) -> None:
    kind = str(record.__struct_config__.tag)
    assert problems([*RECORDS, record]) == {(rule, kind, record.id, where)}


def test_one_bad_translation_among_many_is_found() -> None:
    texts = [_with(TEXT, id=f"t{n}", text=f"Texto {n}") for n in range(600)]
    texts[317] = _with(TEXT, id="bad", text=LOOKALIKE)
    texts[318] = _with(TEXT, id="two-lines", text="a\nb")
    assert problems([*RECORDS, *texts]) == {(R.SCRIPT, "translation", "bad", "text")}


OWN = Helpline(
    id="own", name="Own Line", quiet_name="Own Line", phrase="Call", number="+19165550102"
)


def _anchor(key: str, **fields: object) -> list[Helpline]:
    return [msgspec.structs.replace(a, **fields) if a.id == key else a for a in ANCHORS]


LINES = {
    "other number": (_anchor("nhth-line", number="+19165550199"), R.FORGED, "nhth-line", "number"),
    "other text": (_anchor("nhth-line", text_number="741741"), R.FORGED, "nhth-line", "number"),
    "no text": (_anchor("nhth-line", text_number=None), R.FORGED, "nhth-line", "number"),
    "other tty": (_anchor("ndvh-line", tty=None), R.FORGED, "ndvh-line", "number"),
    "other word": (_anchor("ndvh-line", text_keyword="STOP"), R.FORGED, "ndvh-line", "number"),
    "other 911": (_anchor("line-911", number="211"), R.FORGED, "line-911", "number"),
    "twice": ([*ANCHORS, OWN, OWN], R.DUPLICATE_LINE, "own", "id"),
    "costly": (
        [*ANCHORS, _with(OWN, number="+19005550100")], R.COSTLY_NUMBER, "own", "number"
    ),
    "short text": ([*ANCHORS, _with(OWN, text_number="123")], R.SHORT_CODE, "own", "text_number"),
    "foreign tty": (
        [*ANCHORS, _with(OWN, tty="+442079460018")], R.FOREIGN_NUMBER, "own", "tty"
    ),
    "name": ([*ANCHORS, _with(OWN, name=BAD)], R.CHARACTER, "own", "name"),
    "telling": ([*ANCHORS, _with(OWN, quiet_name="Hotline")], R.REVEALING, "own", "quiet_name"),
    "chat": ([*ANCHORS, _with(OWN, chat_url="http://x.org")], R.URL, "own", "chat_url"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "rule", "key", "field"), LINES.values(), ids=LINES)
def test_line_of_the_helpline_file(
    lines: Sequence[Helpline], rule: ContentRule, key: str, field: str
) -> None:
    file = helplines(GUARDED, lines=lines)
    assert problems(file=file) == {(rule, "helpline", key, field)}


def test_targets_may_add_a_line_and_mark_one_out_of_service() -> None:
    lines = [*_anchor("nhth-line", out_of_service=True, languages=("en",)), OWN]
    assert problems(file=helplines(GUARDED, lines=lines)) == set()


CLOSED = GuardedLine(service_id="line", phones=GUARDED.phones, out_of_service=True)
GUARD = {
    "unguarded": (RECORDS, (), R.UNGUARDED),
    "number swapped": (changed(LINE_PHONE, number="+19165550199"), (GUARDED,), R.GUARDED_NUMBERS),
    "type changed": (changed(LINE_PHONE, type=T), (GUARDED,), R.GUARDED_NUMBERS),
    "keyword changed": (changed(LINE_TEXT, keyword="STOP"), (GUARDED,), R.GUARDED_NUMBERS),
    "extension added": (changed(LINE_PHONE, extension="5"), (GUARDED,), R.GUARDED_NUMBERS),
    "number taken away": (RECORDS[:-1], (GUARDED,), R.GUARDED_NUMBERS),
    "number added": (
        (*RECORDS, Phone(id="x", service_id="line", number="+19165550199")),
        (GUARDED,), R.GUARDED_NUMBERS,
    ),
    "number moved": (changed(LINE_PHONE, service_id="s"), (GUARDED,), R.GUARDED_NUMBERS),
    "line left out": ((ORGANIZATION, SERVICE, PHONE), (GUARDED,), R.GUARDED_MISSING),
    "no helpline any more": (changed(LINE, helpline=False), (GUARDED,), R.GUARDED_MISSING),
    "inactive": (changed(LINE, status=Status.INACTIVE), (GUARDED,), R.GUARDED_MISSING),
    "closed and present": (RECORDS, (CLOSED,), R.GUARDED_CLOSED),
    "guarded twice": (RECORDS, (GUARDED, GUARDED), R.DUPLICATE_LINE),
}  # fmt: skip


@pytest.mark.parametrize(("records", "guarded", "rule"), GUARD.values(), ids=GUARD)
def test_guard(
    records: Sequence[AnyRecord], guarded: Sequence[GuardedLine], rule: ContentRule
) -> None:
    assert problems(records, helplines(*guarded)) == {(rule, "service", "line", "helpline")}


def test_a_line_out_of_service_is_in_no_directory() -> None:
    assert problems((ORGANIZATION, SERVICE, PHONE), helplines(CLOSED)) == set()


def test_the_weekly_key_may_change_hours_languages_and_words_of_a_line() -> None:
    new = changed(LINE, name="New name", phrase="New phrase", importance=3)
    records = [_with(r, languages=("es",)) if r is LINE_PHONE else r for r in new]
    assert problems(records) == set()


def test_no_service_but_a_line_needs_a_guard() -> None:
    inactive = changed(LINE, status=Status.INACTIVE)
    assert problems(inactive, helplines()) == set()


def test_reserved_ids_have_no_other_numbers_even_when_targets_say_so() -> None:
    service = _with(LINE, id="nhth-line")
    phone = Phone(id="x", service_id="nhth-line", number="+19165550199")
    file = helplines(
        GUARDED,
        GuardedLine(service_id="nhth-line", phones=(GuardedPhone(number=phone.number),)),
    )
    expected = {(R.FORGED, "service", "nhth-line", "helpline")}
    assert problems([*RECORDS, service, phone], file) == expected


def test_reserved_ids_have_no_other_numbers_without_being_lines() -> None:
    records = [*RECORDS, _with(SERVICE, id="line-911"), _with(PHONE, id="x", service_id="line-911")]
    assert problems(records) == {(R.FORGED, "service", "line-911", "helpline")}


GONE = {
    "a service that is there": ("service", "s", R.WITHDRAWN),
    "a phone that is there": ("phone", "p", R.WITHDRAWN),
    "a helpline": ("service", "line", R.WITHDRAWN_HELPLINE),
    "an anchor that is not there": ("service", "line-988", R.WITHDRAWN_HELPLINE),
    "a phone of a helpline": ("phone", "lp", R.WITHDRAWN_HELPLINE),
    "a compiled-in phone": ("phone", "nhth-line.1", R.WITHDRAWN_HELPLINE),
    "the owner of a helpline": ("organization", "o", R.WITHDRAWN_HELPLINE),
}


@pytest.mark.parametrize(("kind", "key", "rule"), GONE.values(), ids=GONE)
def test_withdrawn(kind: str, key: str, rule: ContentRule) -> None:
    withdrawn = [Withdrawn(kind=kind, id=key)]  # type: ignore[arg-type]
    assert problems(withdrawn=withdrawn) == {(rule, kind, key, "")}


def test_what_is_gone_may_be_withdrawn() -> None:
    withdrawn = [Withdrawn(kind="service", id="gone"), Withdrawn(kind="location", id="l")]
    assert problems(withdrawn=withdrawn) == set()


def test_a_problem_names_its_place_and_no_content() -> None:
    found = check_content(changed(SERVICE, name=LOOKALIKE), helplines(GUARDED), ())
    assert [str(problem) for problem in found] == ["script: service s, name"]


@given(st.lists(st.text(max_size=30) | st.sampled_from(
    ["Safe House", "safe  house", "VÍCTIMAS", "la trata", "خط ساخن", "بالملجأ", "庇护所", "Sexton"]
), max_size=5))  # fmt: skip
def test_telling_names_are_found_as_one_by_one(texts: list[str]) -> None:
    expected = {text for text in texts if discretion.check_everywhere(text)}
    assert discretion.telling(texts) == expected
