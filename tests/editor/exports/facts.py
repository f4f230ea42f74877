"""Sixty invented services of twenty invented organizations: the facts of every invented export."""

from dataclasses import dataclass
from typing import Final

PRIVATE: Final = "Quennazor"
"""A word in every cell that nothing may read or write: people, notes, mail, fax."""
HIDDEN_STREET: Final = "Zaltbommel"
"""The street of every place that must stay hidden."""
LONG_ROW: Final = 41
"""The service whose row has a cell too many, so that nobody can tell what is what."""
BLANK_STATUS: Final = 23
"""The service whose status is blank while all others have one."""
HOME: Final = 6
CONFIDENTIAL: Final = 13
"""Services whose place is a home, and whose place the export calls confidential."""
_KINDS: Final = (
    ("Food Pantry", "Food Pantries", "A box of bread, rice and fruit.", "Free"),
    ("Hot Lunch", "Soup Kitchens", "A hot lunch at noon.", "Free"),
    ("Walk-in Clinic", "Community Clinics", "A nurse looks at you the same day.", "Sliding scale"),
    ("Tooth Clinic", "Dental Care", "Fillings and cleaning.", "Sliding scale"),
    ("Job Desk", "Job Search", "Help with a resume.", "Free"),
    ("Rent Help", "Rent Assistance", "Money for one month of rent.", "Free"),
    ("Willow Lodge", "Youth Shelters", "A bed and breakfast.", "Free"),
    ("Law Corner", "Legal Aid", "A lawyer listens for an hour.", "Free"),
    ("Talk Hour", "Counseling", "Talk with a counselor.", "$5 per visit"),
    ("Clothing Room", "Clothing", "Shirts, coats and shoes.", "Free"),
    ("English Class", "English as a Second Language", "Learn English in the evening.", "Free"),
    ("Bus Window", "Bus Passes", "A pass for the bus.", "Free"),
)
_PEOPLE: Final = ("Low Income", "Women", "Veterans", "")
_TOWNS: Final = (("Oakdale", "95814"), ("Elmton", "95816"), ("Rivermark", "95820"))
_HOURS: Final = (
    (("MO", "WE", "FR"), "09:00", "17:00", "MWF 9am-5pm"),
    (("MO", "TU", "WE", "TH", "FR"), "08:30", "16:00", "Mon-Fri 8:30 am - 4:00 pm"),
    (("TU", "TH"), "10:00", "18:30", "Tue, Thu 10:00 AM - 6:30 PM"),
    (("SA",), "09:00", "12:00", "Saturday 9 am to 12 pm"),
)
_NAMES: Final = (
    "Oak Hill House", "River Mission", "Elm Street Center", "Harbor of Hope", "Valley Circle",
    "North Gate Aid", "Cedar Works", "Sunrise Hall", "Pine Family Center", "Stone Bridge",
    "Green Door", "Lantern House", "Meadow Aid", "Open Table", "Second Street Hub",
    "Blue Roof", "Orchard Center", "Quiet Harbor", "Muñoz Foundation", "Weaver Hall",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One service as it is. ``street`` is empty where nobody may know it."""

    number: int
    name: str
    owner: int
    owner_name: str
    description: str
    term: str
    people: str
    cost: str
    phone: str
    tty: str
    days: tuple[str, ...]
    opens: str
    closes: str
    hours: str
    street: str
    city: str
    zip_code: str
    language: str
    url: str

    @property
    def hidden(self) -> bool:
        """Return True if the street must stay hidden."""
        return self.number in {HOME, CONFIDENTIAL}

    @property
    def secret(self) -> bool:
        """Return True if the export calls the place confidential."""
        return self.number == CONFIDENTIAL

    @property
    def flag(self) -> str:
        """Return the cell of a flag for confidential places."""
        return "yes" if self.secret else ""

    @property
    def key(self) -> int:
        """Return the number of the service, counted from one."""
        return self.number + 1

    @property
    def owner_key(self) -> int:
        """Return the number of the organization, counted from one."""
        return self.owner + 1

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the words that sort the service."""
        return tuple(filter(None, (self.term, self.people)))

    @property
    def html(self) -> str:
        """Return the description, of some with marks."""
        return f"<p>{self.description}&nbsp;</p>" if self.number % 4 == 0 else self.description

    @property
    def dialled(self) -> str:
        """Return the number as people write it, some with a note in the cell."""
        area, first, last = self.phone.split("-")
        forms = (
            self.phone,
            f"({area}) {first}-{last}",
            f"{self.phone} (ask for intake)",
            f"{area}.{first}.{last}",
        )
        return forms[self.number % 4]

    @property
    def active(self) -> str:
        """Return the status, which one leaves blank."""
        return "" if self.number == BLANK_STATUS else "active"


def _fact(number: int) -> Fact:
    kind, term, description, cost = _KINDS[number % len(_KINDS)]
    owner = number // 3
    town, code = _TOWNS[owner % len(_TOWNS)]
    days, opens, closes, hours = _HOURS[number % len(_HOURS)]
    hidden = number in {HOME, CONFIDENTIAL}
    # Homes but one are kinds that may be shown.
    if kind == "Willow Lodge" and number != HOME:
        kind, term, description = "Reading Room", "Tutoring", "Books and a quiet table."
    return Fact(
        number,
        f"{kind} {owner + 1}" if number != HOME else kind,
        owner,
        _NAMES[owner],
        description,
        term,
        _PEOPLE[number % len(_PEOPLE)],
        cost,
        f"916-440-12{number:02}",
        f"916-440-13{number:02}" if number % 6 == 0 else "",
        days,
        opens,
        closes,
        hours,
        f"{100 + number} {HIDDEN_STREET} Lane" if hidden else f"{100 + number} Birch Street",
        town,
        code,
        "Spanish" if number % 2 else "Spanish, Vietnamese",
        f"https://place{owner}.example.org/help",
    )


FACTS: Final = tuple(map(_fact, range(60)))
