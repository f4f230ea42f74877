"""Map all spellings of table and column names to the internal ones.

Internal names are those of HSDS 3.x in the singular, except for a few tables of older formats. A
table in :data:`UNREAD` is known but of no use to the kiosk.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

TABLES: Final = {
    "organization": "organization organizations agency agencies provider providers",
    "program": "program programs",
    "service": "service services",
    "location": "location locations site sites",
    "address": "address addresses physical_address physical_addresses",
    "phone": "phone phones",
    "schedule": "schedule schedules regular_schedule regular_schedules",
    "holiday_schedule": "holiday_schedule holiday_schedules",
    "service_at_location": (
        "service_at_location service_at_locations services_at_location services_at_locations "
        "service_location service_locations"
    ),
    "language": "language languages",
    "accessibility": (
        "accessibility accessibility_for_disabilities accessibility_for_disability accessibilities"
    ),
    "taxonomy_term": "taxonomy_term taxonomy_terms taxonomy",
    "attribute": (
        "attribute attributes service_attribute service_attributes other_attribute "
        "other_attributes services_taxonomy service_taxonomy services_taxonomies "
        "service_taxonomies"
    ),
    "required_document": "required_document required_documents",
    "cost_option": "cost_option cost_options",
    "service_area": "service_area service_areas",
    "eligibility": "eligibility eligibilities",
    "contact": "contact contacts",
}
_UNREAD_NAMES: Final = (
    "taxonomies additional_taxonomies funding fundings metadata meta_table_description "
    "meta_table_descriptions organization_identifier organization_identifiers url urls unit "
    "units service_capacity service_capacities capacities postal_address postal_addresses "
    "mail_address mail_addresses payment_accepted payments_accepted additional_websites "
    "additional_urls contact_phones"
)
UNREAD: Final = frozenset(_UNREAD_NAMES.split())
"""Postal addresses are no places to visit; the other tables hold nothing that a visitor needs."""
ENTITY_OF: Final = {name: entity for entity, names in TABLES.items() for name in names.split()}

COMMON: Final = {
    "organization_id": (
        "organizationid organization_ids org_id orgid agency_id agencyid provider_id"
    ),
    "service_id": "serviceid service_ids services_id",
    "location_id": "locationid location_ids site_id siteid place_id",
    "service_at_location_id": "serviceatlocationid services_at_location_id service_at_locations_id",
    "contact_id": "contactid contact_ids",
    "phone_id": "phoneid phone_ids",
    "program_id": "programid program_ids",
    "address_1": (
        "address address1 address_line_1 address_line1 addressline1 street street_address "
        "street_1 street1 line1 line_1 physical_address physical_address_1 physicaladdress1 "
        "physical_address1 address_street1 addr1 street_line_1"
    ),
    "address_2": (
        "address2 address_line_2 address_line2 addressline2 street_2 street2 line2 line_2 "
        "physical_address_2 physicaladdress2 physical_address2 addr2 unit suite"
    ),
    "city": "town locality physical_city physicalcity",
    "state_province": "state province state_code physical_state physicalstateprovince",
    "postal_code": "zip zipcode zip_code postcode postalcode physical_zip physicalpostalcode",
    "latitude": "lat",
    "longitude": "lon lng long",
    "url": "website web_site web homepage url_1 website_url websiteaddress",
    "opens_at": "opens open_at open_time opening_time opens_time start_time opens_hour",
    "closes_at": "closes close_at close_time closing_time closes_time end_time closes_hour",
    "weekday": "day day_of_week dayofweek weekdays days",
    "description": "short_desc desc short_description long_description",
    "status": "service_status record_status",
    "last_modified": "updated_at last_updated modified",
    "assured_date": "last_assured_date verified_at last_verified last_verified_on lastverifiedon",
    "eligibility_description": "eligibility eligibility_criteria",
    "fees_description": "fees fee fee_structure feestructure",
    "interpretation_services": "interpretation",
    "application_process": "how_to_apply intake_procedure applicationprocess",
    "minimum_age": "min_age age_min minage",
    "maximum_age": "max_age age_max maxage",
    "taxonomy_ids": "taxonomy_id taxonomy_term_ids taxonomy_term_id categories category_ids",
    "phone": "phones phone_number telephone main_phone",
    "hours": "hours_of_operation schedule regular_hours open_hours",
    "languages": "language languages_spoken languages_offered",
    "service_areas": "service_area areas_served coverage_area",
}
"""Columns with the same meaning in every table, unless :data:`OWN` overrides them."""
OWN: Final = {
    "service": {
        "required_documents": "documents documents_required required_document",
        "alternate_name": "also_known_as aka",
        "audience": "target_population",
    },
    "phone": {
        "number": "phone phone_number telephone number_1",
        "extension": "ext",
        "type": "number_type phone_type",
        "description": "department name label",
    },
    "holiday_schedule": {"valid_from": "start_date", "valid_to": "end_date"},
    "language": {"name": "language language_name", "code": "language_code", "note": "notes"},
    "accessibility": {"description": "accessibility type accessibility_type"},
    "taxonomy_term": {
        "id": "taxonomy_id taxonomy_term_id code_id",
        "name": "term term_name title",
        "parent_id": "parent parentid",
    },
    "attribute": {
        "link_id": "service_id entity_id resource_id",
        "link_entity": "entity entity_type resource_type",
        "taxonomy_term_id": "taxonomy_id term_id taxonomy_term taxonomy_term_ids",
        "value": "taxonomy_detail",
    },
    "required_document": {"document": "name description required_document documents"},
    "cost_option": {"option": "name description"},
    "service_area": {"name": "service_area area"},
    "eligibility": {"eligibility_description": "eligibility name description"},
    "location": {"accessibility": "accessibility_for_disabilities"},
}
IDS: Final = ("id", "{}_id", "{}id", "{}s_id", "uuid", "guid", "_id", "identifier", "external_id")
"""Possible names of a table's own key, most likely first."""
SIGNATURES: Final = (
    ("attribute", {"link_id", "taxonomy_term_id"}),
    ("address", {"address_1", "city"}),
    ("schedule", {"opens_at", "closes_at"}),
    ("phone", {"number"}),
    ("service", {"name", "organization_id", "application_process"}),
    ("service", {"name", "organization_id", "status"}),
    ("location", {"name", "latitude", "longitude"}),
    ("service_at_location", {"service_id", "location_id"}),
)
"""Columns that identify a table with an unknown name; the first match counts."""


def fold_name(name: str) -> str:
    """Fold a table or column name for comparison: lower case, ``_`` between words."""
    text = name.replace("\ufeff", "").strip().strip("'\"").casefold()
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_") or text.strip()


@cache
def entity_of(stem: str) -> str | None:
    """Return the table that a file or JSON key of this name holds; ``""`` for one of no use."""
    name = fold_name(stem)
    name = re.sub(r"^(?:hsds|openreferral|ohana|data|export)_", "", name)
    if name in UNREAD:
        return ""
    return ENTITY_OF.get(name)


def _lookup(entity: str) -> dict[str, str]:
    own = OWN.get(entity, {})
    names: dict[str, str] = {}
    for canonical, aliases in (*COMMON.items(), *own.items()):
        for alias in aliases.split():
            names[alias] = canonical
    for canonical in (*COMMON, *own):
        if names.get(canonical) not in own:
            names[canonical] = canonical
    return names


_LOOKUPS: Final = {entity: _lookup(entity) for entity in TABLES}


@cache
def column_of(entity: str, column: str) -> str:
    """Return the internal name of a column; an unknown one keeps its own, folded."""
    name = fold_name(column)
    return _LOOKUPS[entity].get(name, name)


def columns_of(entity: str, header: Iterable[str]) -> list[str]:
    """Return the internal names of a header, in order; the key of the table is called ``id``.

    The most likely key column is taken; the others keep their names.
    """
    folds = [fold_name(column) for column in header]
    names = [_LOOKUPS[entity].get(name, name) for name in folds]
    wanted = [form.format(entity) for form in IDS]
    if entity == "taxonomy_term":
        wanted.insert(1, "taxonomy_id")
    key = next((name for name in wanted if name in folds), None)
    return [
        "id" if fold == key else (fold if name == "id" else name)
        for fold, name in zip(folds, names, strict=True)
    ]


def entity_by_columns(header: Collection[str]) -> str | None:
    """Return the table that a header of unknown origin belongs to."""
    for entity, wanted in SIGNATURES:
        if wanted <= {column_of(entity, column) for column in header}:
            return entity
    return None
