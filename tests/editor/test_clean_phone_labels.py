"""What a label beside a number says: its kind, its extension, and that it is one person's own."""

import pytest

from kiosk.domain.records import PhoneType
from kiosk.editor.parsers.phone_labels import KnownNames, is_personal_label, label_extension
from kiosk.editor.parsers.phone_words import is_private
from kiosk.editor.parsers.phones import PhoneProblem, read_phones

P = PhoneProblem
V, T, Y, VP = PhoneType.VOICE, PhoneType.TEXT, PhoneType.TTY, PhoneType.VIDEOPHONE

KINDS = {
    ("voice", "Fax"): ([], (P.FAX,)),
    ("voice", "Fax, second floor"): ([], (P.FAX,)),
    ("voice", "Intake fax"): ([], (P.FAX,)),
    ("", "Main FAX number"): ([], (P.FAX,)),
    ("Phone", "Facsimile"): ([], (P.FAX,)),
    ("voice", "Fax. Call first."): ([], (P.FAX,)),
    ("voice", "TTY"): ([Y], ()),
    ("voice", "TTY for intake"): ([Y], ()),
    ("voice", "Intake TDD"): ([Y], ()),
    ("voice", "TTY users"): ([Y], ()),
    ("10", "TDD/TTY"): ([Y], ()),
    ("voice", "Videophone"): ([VP], ()),
    ("voice", "Deaf services videophone"): ([VP], ()),
    ("voice", "VP"): ([VP], ()),
    ("voice", "Crisis text line"): ([T], ()),
    ("voice", "SMS only"): ([T], ()),
    ("voice", "Call or text"): ([V, T], ()),
    ("voice", "Voice/TTY"): ([V, Y], ()),
    ("voice", "Phone/fax"): ([V], ()),
    ("fax", "TTY"): ([Y], ()),
    ("voice", "Pager"): ([], (P.PAGER,)),
    # A label that only speaks of another number leaves the kind to the column.
    ("voice", "Fax also available"): ([V], ()),
    ("voice", "Call for fax number"): ([V], ()),
    ("voice", "No fax"): ([V], ()),
    ("", "Main line. Fax too."): ([V], ()),
    ("", "TTY users call 711"): ([V], ()),
    ("", "Our main reception. TTY users call 711."): ([V], ()),
    ("voice", "Video production class"): ([V], ()),
    ("voice", "Textile workshop"): ([V], ()),
    ("tty", "Hotline"): ([Y], ()),
    ("fax", "Main office"): ([], (P.FAX,)),
    ("voice", "Front desk"): ([V], ()),
    ("voice", ""): ([V], ()),
}


@pytest.mark.parametrize(("kind", "label"), KINDS)
def test_a_label_says_more_than_the_column(kind: str, label: str) -> None:
    reading = read_phones("916-920-2952", type_word=kind, description=label)
    types, problems = KINDS[kind, label]
    assert [phone.type for phone in reading.phones] == types
    assert reading.problems == problems


EXTENSIONS = {
    "Ext. 12": "12",
    "Ext.12": "12",
    "ext12": "12",
    "EXT 606151": "606151",
    "Extension 5, intake": "5",
    "Intake, ext. 7": "7",
    "x 12 for intake": "12",
    "x12": "12",
    "Intake (x34)": "34",
    "press 2": None,
    "Option 3": None,
    "Building #3": None,
    "Ext. 12 or ext. 14": None,
    "Room 12": None,
    "Next 24 hours": None,
    "Text 12345": None,
    "Tax 1040 help": None,
    "Ext.": None,
    "": None,
}


@pytest.mark.parametrize("label", EXTENSIONS)
def test_an_extension_in_a_label(label: str) -> None:
    assert label_extension(label) == EXTENSIONS[label]


KNOWN = KnownNames.of(
    ("Oak Hill Clinic", "Willow Grove", "Jordan Crossing", "Elk Meadow", "St. Mary's Hall", "")
)
"""What organizations, places and towns of the source are called."""
PERSONS = [
    *("Dana's cell", "Dana\u2019s cell", "DANA'S CELL", "dana's mobile", "Dana's cell phone"),
    *("Dana's line", "Dana's direct line", "Dana's desk", "Dana's office", "Dana cell"),
    *("Dana - cell", "Cell (Dana)", "Dana Birch cell", "Direct: Dana Birch", "Rosa Park"),
    *("Rosa M. Park", "Rosa Park-Lane", "Rosa Park, LCSW", "Rosa Park, Coordinator"),
    *("Coordinator: Rosa Park", "Contact Rosa Park", "Ask for Rosa", "Ms. Park", "Dr. Rosa Park"),
    *("Sister Agnes", "ROSA PARK", "Maria", "Rosa O'Park", "Niño Peña", "Rosa Park (intake)"),
    # Somebody carries these, whoever it is.
    *("After hours cell", "Outreach cell", "Cell", "Mobile", "Direct line", "Pager"),
]
DESKS = [
    *("Front Desk", "Main Office", "Oak Hill Clinic", "Willow Grove", "Jordan Crossing", "Intake"),
    *("Elk Meadow", "Women's line", "Children's Clinic", "Veterans' Line", "Sheriff's Office"),
    *("St. Mary's office", "After Hours", "Toll Free", "Crisis Line", "Spanish Line", "Spanish"),
    *("Mandarin Chinese", "Hmong", "Human Resources", "Food Pantry", "North County Branch"),
    *("WIC", "CPS APS", "intake line", "for appointments", "District Attorney", "Business Hours"),
    *("Case Management", "Behavioral Health", "Victim Witness", "911", "24-hour line", ""),
    *("Public Defender's office", "People's Clinic"),
    *("Suite 200", "Second Floor", "Youth Hotline", "Mobile Clinic", "Mobile Crisis Team"),
    *("Direct Services", "Direct line to intake", "Parents' line", "Clerk's Office"),
]


@pytest.mark.parametrize("label", PERSONS)
def test_a_label_that_is_a_person(label: str) -> None:
    assert is_personal_label(label, KNOWN)


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


@pytest.mark.parametrize("label", DESKS)
def test_a_label_that_is_a_desk(label: str) -> None:
    assert not is_personal_label(label, KNOWN)


@pytest.mark.parametrize("label", [
    *("Staff only", "staff use only", "For staff only", "Internal use", "INTERNAL USE ONLY"),
    *("Internal", "Internal only", "Agency use only", "For office use only", "Do not give out"),
])  # fmt: skip
def test_a_label_that_keeps_the_number_inside(label: str) -> None:
    assert is_private(label)
