"""Closed vocabularies: situations, what a person needs a service for, and questions to ask one.

A service lists the situations it answers (:class:`kiosk.domain.records.Situation`), a tile those it
asks about (:class:`kiosk.domain.records.Tile`).
"""

from enum import StrEnum
from typing import Final

SITUATIONS: Final = (
    "bed_tonight",
    "leave_harm",
    "with_children",
    "young_bed",
    "home_longer",
    "rest_by_day",
    "talk_harm",
    "talk_forced",
    "talk_sex",
    "too_heavy",
    "young_talk",
    "my_people",
    "eat_today",
    "food_home",
    "food_money",
    "baby",
    "wash_clothes",
    "doctor",
    "after_sex",
    "mind",
    "drink_drugs",
    "pregnancy",
    "who_pays",
    "not_paid",
    "forced_work",
    "unsafe_work",
    "punished",
    "farm_home",
    "job",
    "visa_lawyer",
    "papers_taken",
    "agents",
    "visa_harm",
    "id_name",
    "safe_mail",
    "stay_away",
    "accused",
    "old_case",
    "after_crime",
    "civil_lawyer",
    "forms_language",
    "young_day",
    "young_harm",
    "foster",
    "young_lgbtq",
    "watched_phone",
    "benefits",
    "phone_ride",
    "child_care",
    "school_rides",
    "older_carers",
    "deaf",
    "emergency",
    "pets",
)
"""All codes, in the order of the factory directory's tiles; the last two belong to no tile."""

KNOWN_SITUATIONS: Final = frozenset(SITUATIONS)


class Question(StrEnum):
    """Questions to ask a service about what is not known of it."""

    BED = "bed"
    CHILDREN = "children"
    ID = "id"
    MEAL_TIME = "meal_time"
    INSURANCE = "insurance"
    PRICE = "price"
    KIND_OF_CASE = "kind_of_case"
    FREE = "free"
    APPOINTMENT = "appointment"
    PAPERS = "papers"
    STATUS = "status"
    WHO_HEARS = "who_hears"
    MUST_TELL = "must_tell"
    PLACE = "place"
    LANGUAGE = "language"
    ALONE = "alone"
