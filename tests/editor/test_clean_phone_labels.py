"""What the words beside a number say: its kind, its extension, and that it is one person's own.

Each table is read by the parser alone and, as cells, from a workbook and from an export. The label
decides before the type, the number before its columns.
"""

from collections.abc import Iterator

import pytest

from kiosk.domain.records import PhoneType
from kiosk.editor.parsers.phone_labels import KnownNames, is_personal_label, label_extension
from kiosk.editor.parsers.phone_words import is_personal, is_private
from kiosk.editor.parsers.phones import PhoneProblem, read_extension, read_phones
from tests.editor.both_paths import PATHS, Case, Read, read_both

P = PhoneProblem
V, T, Y, VP = PhoneType.VOICE, PhoneType.TEXT, PhoneType.TTY, PhoneType.VIDEOPHONE
NUMBER = "(916) 440-1234"
FULL = "+19164401234"
FAX = ((), (P.FAX,))
PAGER = ((), (P.PAGER,))
Kinds = tuple[tuple[PhoneType, ...], tuple[PhoneProblem, ...]]
KINDS: dict[tuple[str, str], Kinds] = {
    # type, label -> kinds of number, what is reported
    ("voice", "Fax"): FAX,
    ("voice", "Fax, second floor"): FAX,
    ("voice", "Intake fax"): FAX,
    ("", "Main FAX number"): FAX,
    ("Phone", "Facsimile"): FAX,
    ("voice", "Fax. Call first."): FAX,
    ("voice", "2nd floor fax"): FAX,
    ("voice", "Admin Fax Line"): FAX,
    ("voice", "Fax: attention intake"): FAX,
    ("fax", "Main office"): FAX,
    ("Fax", ""): FAX,
    ("FAX NUMBER", "Front Desk"): FAX,
    ("voice", "Pager"): PAGER,
    ("pager", ""): PAGER,
    ("voice", "Phone/fax"): ((V,), ()),
    ("fax", "Phone/fax"): ((V,), ()),
    ("voice", "TTY"): ((Y,), ()),
    ("voice", "TTY for intake"): ((Y,), ()),
    ("voice", "Intake TDD"): ((Y,), ()),
    ("voice", "Intake (TTY)"): ((Y,), ()),
    ("voice", "TTY users"): ((Y,), ()),
    ("voice", "TTY/TDD"): ((Y,), ()),
    ("10", "TDD/TTY"): ((Y,), ()),
    ("fax", "TTY"): ((Y,), ()),
    ("TTY", ""): ((Y,), ()),
    ("TDD", ""): ((Y,), ()),
    ("textphone", ""): ((Y,), ()),
    ("tty", "Hotline"): ((Y,), ()),
    ("voice", "Voice/TTY"): ((V, Y), ()),
    ("tty", "Voice and TTY"): ((V, Y), ()),
    ("voice", "Videophone"): ((VP,), ()),
    ("voice", "Deaf services videophone"): ((VP,), ()),
    ("voice", "VP"): ((VP,), ()),
    ("voice", "VP for Deaf callers"): ((VP,), ()),
    ("voice", "Video relay"): ((VP,), ()),
    ("voice", "Video phone for the Deaf"): ((VP,), ()),
    ("video", ""): ((VP,), ()),
    ("Video_Phone", ""): ((VP,), ()),
    ("voice", "Crisis text line"): ((T,), ()),
    ("", "Text line"): ((T,), ()),
    ("voice", "SMS only"): ((T,), ()),
    ("voice", "Text only"): ((T,), ()),
    ("voice", "Text us"): ((T,), ()),
    ("sms", ""): ((T,), ()),
    ("text", ""): ((T,), ()),
    ("voice", "Call or text"): ((V, T), ()),
    # A label that only speaks of another number leaves the kind to the column.
    ("voice", "Fax also available"): ((V,), ()),
    ("voice", "Call for fax number"): ((V,), ()),
    ("voice", "No fax"): ((V,), ()),
    ("", "Main line. Fax too."): ((V,), ()),
    ("", "TTY users call 711"): ((V,), ()),
    ("", "Our main reception. TTY users call 711."): ((V,), ()),
    ("voice", "Video production class"): ((V,), ()),
    ("voice", "Textile workshop"): ((V,), ()),
    ("voice", "Faxon Street office"): ((V,), ()),
    ("voice", "Intake line, open weekdays"): ((V,), ()),
    ("voice", "Front desk"): ((V,), ()),
    ("toll free", "Toll-free"): ((V,), ()),
    ("hotline", ""): ((V,), ()),
    ("voice", ""): ((V,), ()),
    ("10", ""): ((V,), ()),
    ("null", ""): ((V,), ()),
    ("", ""): ((V,), ()),
}
LABEL_EXTENSIONS = {
    "Ext. 12": "12",
    "Ext.12": "12",
    "Ext 12": "12",
    "ext12": "12",
    "Exts. 12": "12",
    "EXT:7": "7",
    "EXT 606151": "606151",
    "extension 4385": "4385",
    "Extension 5, intake": "5",
    "Intake, ext. 7": "7",
    "x 12 for intake": "12",
    "x12": "12",
    "Intake (x34)": "34",
    "Intake x301": "301",
    "press 2": None,
    "Option 3": None,
    "Building #3": None,
    "Ext. 12 or ext. 14": None,
    "Ext. 12 and 13": None,
    "Room 12": None,
    "Next 24 hours": None,
    "24-hour line": None,
    "Tax 1040 help": None,
    "Ext.": None,
    "": None,
}
COLUMN_EXTENSIONS = {
    "4385": "4385",
    "4385.0": "4385",
    " x12 ": "12",
    "Ext. 606151#": "606151",
    "extension 5": "5",
    "#7": "7",
    "0": "0",
    "": None,
    "n/a": None,
    "press 3": None,
    "12 or 13": None,
    "123456789": None,
    "12-13": None,
}
MENUS: dict[tuple[str, str, str], tuple[str | None, str | None]] = {
    # number, extension, label -> keys of the menu, extension
    (NUMBER, "", "press 2"): ("2", None),
    (NUMBER, "", "Press 2 for intake"): ("2", None),
    (NUMBER, "", "Intake (option 3)"): ("3", None),
    (NUMBER, "", "then press 1"): ("1", None),
    (NUMBER, "", "Housing: push 4"): ("4", None),
    (NUMBER, "", "Opt. 5"): ("5", None),
    (NUMBER, "", "prompt 6"): ("6", None),
    (NUMBER, "", "press #2"): ("2", None),
    (NUMBER, "", "press the 0 key"): ("0", None),
    (NUMBER, "", "press zero for a person"): ("0", None),
    (NUMBER, "", "press star"): ("*", None),
    (NUMBER, "", "Press 2, then 1"): ("2,1", None),
    (NUMBER, "", "press 2 and then press 4 for food"): ("2,4", None),
    (NUMBER, "", "press 3 then option 1"): ("3,1", None),
    (NUMBER, "", "oprima 2"): ("2", None),
    (NUMBER, "", "Ext. 12, press 2"): ("2", "12"),
    (NUMBER, "press 3", ""): ("3", None),
    (NUMBER, "Option 2", "Front Desk"): ("2", None),
    (NUMBER, "12", "press 2"): ("2", "12"),
    (f"{NUMBER} press 2", "", ""): ("2", None),
    (f"{NUMBER}, option 3", "", "Intake"): ("3", None),
    (f"{NUMBER} ext. 56, press 1", "", ""): ("1", "56"),
    (f"{NUMBER} (press 2)", "", ""): ("2", None),
    # The column knows better than the label, the number best.
    (NUMBER, "34", "Ext. 12"): (None, "34"),
    (f"{NUMBER} x56", "", "Ext. 12"): (None, "56"),
    (f"{NUMBER} #56", "", ""): (None, "56"),
    (f"{NUMBER} Ext:56", "", ""): (None, "56"),
    # Not certain, so nothing.
    (NUMBER, "", "press 2 or 3"): (None, None),
    (NUMBER, "", "press 1 or press 2"): (None, None),
    (NUMBER, "", "Press 2 for Spanish"): (None, None),
    (NUMBER, "", "English press 1, Spanish press 2"): (None, None),
    (NUMBER, "", "para espa\u00f1ol oprima 2"): (None, None),
    (NUMBER, "", "press 1 for beds, press 2 for food"): (None, None),
    (NUMBER, "", "press 24 to wait"): (None, None),
    (NUMBER, "", "press release desk"): (None, None),
    (NUMBER, "", "Office 2"): (None, None),
    (NUMBER, "", "second option"): (None, None),
}

HOUSES = ("Oak Hill Clinic", "Willow Grove", "Jordan Crossing", "Elk Meadow")
KNOWN = KnownNames.of((*HOUSES, "St. Mary's Hall", ""))
"""What organizations, places and towns of the source are called."""
PERSONS = (
    *("Dana's cell", "Dana\u2019s cell", "DANA'S CELL", "dana's mobile", "Dana's cell phone"),
    *("Dana's line", "Dana's direct line", "Dana's desk", "Dana's office", "Dana cell"),
    *("Dana - cell", "Cell (Dana)", "Dana Birch cell", "Direct: Dana Birch", "Rosa Park"),
    *("Rosa M. Park", "Rosa Park-Lane", "Rosa Park, LCSW", "Rosa Park, Coordinator", "J. Ramirez"),
    *("Coordinator: Rosa Park", "Contact Rosa Park", "Ask for Rosa", "Ms. Park", "Dr. Rosa Park"),
    *("Sister Agnes", "ROSA PARK", "Maria", "Rosa O'Park", "Niño Peña", "Rosa Park (intake)"),
    *("María López-Ruiz, LCSW", "Terrys direct"),
    # Somebody carries these, whoever it is.
    *("After hours cell", "Outreach cell", "Cell", "cell", "Mobile", "Direct line", "direct"),
    *("Pager", "Beeper", "Director's cell", "Manager cell"),
)
OFFICERS = ("Program Director", "CEO", "on-call advocate", "Ann, manager")
DESKS = (
    *("Front Desk", "Main Office", "Oak Hill Clinic", "Willow Grove", "Jordan Crossing", "Intake"),
    *("Elk Meadow", "Women's line", "Children's Clinic", "Veterans' Line", "Sheriff's Office"),
    *("After Hours", "Toll Free", "Crisis Line", "Spanish Line", "Spanish", "St. Mary's Hall"),
    *("Mandarin Chinese", "Hmong", "Human Resources", "Food Pantry", "North County Branch"),
    *("WIC", "CPS APS", "intake line", "for appointments", "District Attorney", "Business Hours"),
    *("Case Management", "Behavioral Health", "Victim Witness", "911", "24-hour line", ""),
    *("Public Defender's office", "People's Clinic", "24-hour hotline", "Housing Department"),
    *("Suite 200", "Second Floor", "Youth Hotline", "Mobile Clinic", "Mobile Crisis Team"),
    *("Direct Services", "Direct line to intake", "Parents' line", "Clerk's Office"),
    *("Open 9 to 5", "Case manager intake line", "Directory assistance", "On-call"),
)
KEPT_BACK = (
    *("Staff only", "staff use only", "For staff only", "Internal use", "INTERNAL USE ONLY"),
    *("Internal", "Internal only", "Agency use only", "For office use only", "Do not give out"),
    *("Staff cell", "DO NOT PUBLISH", "Don't give this out", "Not for the public", "Unlisted"),
    *("Back line for advocates", "personal cell", "For agency use only", "internal line"),
    *("do not give to clients", "Please don't give this number", "Not for public"),
)
PUBLIC = (
    *("Confidential crisis line", "Private and confidential", "Internal medicine"),
    *("Staff answer all day", "Ask for the published list", "Home visits", "Personal care"),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all rows of the tables on both paths."""

    def cells() -> Iterator[tuple[str, str, str, str]]:
        for kind, label in KINDS:
            yield NUMBER, kind, "", label
        for label in (*LABEL_EXTENSIONS, *PERSONS, *OFFICERS, *DESKS, *KEPT_BACK, *PUBLIC):
            yield NUMBER, "voice", "", label
        for extension in COLUMN_EXTENSIONS:
            yield NUMBER, "voice", extension, ""
        for number, extension, label in MENUS:
            yield number, "voice", extension, label
        yield NUMBER, "voice", "", "Sacramento"

    names = ("number", "type", "extension", "label")
    cases = {
        "|".join(row): Case(phones=[dict(zip(names, row, strict=True))], owner="house")
        for row in cells()
    }
    hall = {"name": "St. Mary's Hall", "address_1": "120 River Street", "city": "Sacramento"}
    cases |= {name: Case(organization={"name": name}, place=hall, phones=()) for name in HOUSES}
    return read_both(tmp_path_factory.mktemp("phones"), cases)


@pytest.mark.parametrize(("kind", "label"), KINDS)
def test_a_label_says_more_than_the_column(kind: str, label: str) -> None:
    reading = read_phones(NUMBER, type_word=kind, description=label)
    assert (tuple(phone.type for phone in reading.phones), reading.problems) == KINDS[kind, label]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("kind", "label"), KINDS)
def test_the_label_decides_the_kind_before_the_type(
    both: Read, kind: str, label: str, path: str
) -> None:
    found = both.of(path, f"{NUMBER}|{kind}||{label}").numbers
    assert found == [(FULL, None, each.value) for each in KINDS[kind, label][0]]


@pytest.mark.parametrize("label", [*LABEL_EXTENSIONS, "Text 12345"])
def test_an_extension_in_a_label(label: str) -> None:
    assert label_extension(label) == LABEL_EXTENSIONS.get(label)


@pytest.mark.parametrize("raw", COLUMN_EXTENSIONS)
def test_extension_of_a_column(raw: str) -> None:
    assert read_extension(raw) == COLUMN_EXTENSIONS[raw]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("label", LABEL_EXTENSIONS)
def test_an_extension_of_a_label_is_read(both: Read, label: str, path: str) -> None:
    found = both.of(path, f"{NUMBER}|voice||{label}").numbers
    assert found == [(FULL, LABEL_EXTENSIONS[label], "voice")]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", COLUMN_EXTENSIONS)
def test_an_extension_of_a_column_is_read(both: Read, raw: str, path: str) -> None:
    found = both.of(path, f"{NUMBER}|voice|{raw}|").numbers
    assert found == [(FULL, COLUMN_EXTENSIONS[raw], "voice")]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("row", MENUS)
def test_the_keys_of_a_menu_are_read_where_one_answer_is_certain(
    both: Read, row: tuple[str, str, str], path: str
) -> None:
    number, extension, label = row
    [phone] = both.of(path, f"{number}|voice|{extension}|{label}").phones
    assert (phone.number, phone.press, phone.extension) == (FULL, *MENUS[row])


@pytest.mark.parametrize("label", [*PERSONS, *DESKS, "St. Mary's office"])
def test_a_label_that_is_a_person(label: str) -> None:
    assert is_personal_label(label, KNOWN) is (label in PERSONS)


@pytest.mark.parametrize("label", [*KEPT_BACK, *PUBLIC, "Front desk", ""])
def test_a_label_that_keeps_the_number_inside(label: str) -> None:
    assert is_private(label) is (label in KEPT_BACK)


@pytest.mark.parametrize("kind", ["private", "Internal", "staff_line", "Confidential voice"])
def test_types_that_keep_a_number_back(kind: str) -> None:
    assert is_private("", kind)
    assert not is_private(f"{kind} help")


@pytest.mark.parametrize("words", [*OFFICERS, *DESKS])
def test_words_that_make_a_number_one_persons(words: str) -> None:
    assert is_personal(words) is (words in OFFICERS)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("label", [*PERSONS, *OFFICERS, *KEPT_BACK])
def test_a_number_of_a_person_or_of_the_staff_is_held(both: Read, label: str, path: str) -> None:
    assert both.of(path, f"{NUMBER}|voice||{label}").numbers == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("label", [*DESKS, *PUBLIC, "Sacramento"])
def test_a_number_of_a_desk_is_shown(both: Read, label: str, path: str) -> None:
    assert both.of(path, f"{NUMBER}|voice||{label}").numbers == [(FULL, None, "voice")]


@pytest.mark.parametrize(
    ("label", "names", "person"),
    [
        pytest.param("Santa Rosa", ["Santa Rosa"], False, id="a-town"),
        pytest.param("Rosa", ["Santa Rosa"], True, id="one-word-of-a-town"),
        pytest.param("Rosa Park", ["Rosa Park Community Hall"], False, id="two-words-of-a-name"),
        pytest.param("Rosa Park Annex", ["Rosa Park"], False, id="a-name-in-the-label"),
        pytest.param("Rosa Park", ["Park", "Rosa"], True, id="names-of-one-word"),
        pytest.param("Maria Davis", ["Davis"], True, id="a-town-and-a-surname"),
        pytest.param("Davis", ["Davis"], False, id="the-town-itself"),
        pytest.param("Rosa Park", ["Parkway", "Rosario"], True, id="parts-of-words"),
        pytest.param("Rosa's line", ["Santa Rosa"], True, id="no-possessive"),
        pytest.param("Rosa's line", ["Rosa's Place"], False, id="a-possessive"),
        pytest.param("Rosa's cell", ["Rosa's Place"], True, id="a-cell-all-the-same"),
    ],
)
def test_a_name_of_the_source_is_no_person(label: str, names: list[str], *, person: bool) -> None:
    assert is_personal_label(label, KnownNames.of(names)) is person
