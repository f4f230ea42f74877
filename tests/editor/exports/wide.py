"""Exports of one wide file: iCarol, WellSky and LegalServer."""

from tests.editor.exports.cells import CHECKED, OWNERS, Made, Row, table
from tests.editor.exports.facts import FACTS, LONG_ROW, PRIVATE


def _entry(key: str, name: str, level: str, parent: str, **more: str) -> Row:
    """Return an active row of a level in iCarol's file."""
    return {
        "ResourceAgencyNum": key,
        "PublicName": name,
        "TaxonomyLevelName": level,
        "ParentAgencyNum": parent,
        "AgencyStatus": "Active",
        **more,
    }


def icarol() -> Made:
    """Return one wide file in Windows letters, with rows of four levels."""
    people = {
        **{f"SeniorWorker{name}": f"{PRIVATE} Senior" for name in ("Name", "Title")},
        "SeniorWorkerPhoneNumber": "916-555-0001",
        **{f"MainContact{name}": f"{PRIVATE} Main" for name in ("Name", "EmailAddress")},
        "InternalNotes": f"{PRIVATE} notes",
        "LastVerifiedByName": f"{PRIVATE} Verifier",
        "FEIN": f"94-{PRIVATE}",
        "PhoneFax": f"{PRIVATE} 916-555-0002",
        "MailingAddress1": f"PO Box {PRIVATE}",
    }
    rows: list[Row] = [
        _entry(f"A{one.owner}", one.owner_name, "Agency", "", WebsiteAddress=one.url, **people)
        for one in OWNERS
    ]
    for one in FACTS:
        key = 1000 + one.number
        parent = f"A{one.owner}"
        place = {
            "PhysicalAddress1": one.street,
            "PhysicalCity": one.city,
            "PhysicalStateProvince": "CA",
            "PhysicalPostalCode": one.zip_code,
            "PhysicalAddressIsPrivate": "Yes" if one.secret else "No",
        }
        rows.append(_entry(f"S{key}", f"Site {one.number}", "Site", parent, **place, **people))
        program = _entry(f"P{key}", one.name, "Program", parent) | {
            "AgencyStatus": one.active.title(),
            "AgencyDescription": one.html,
            "HoursOfOperation": one.hours,
            "FeeStructureSource": one.cost,
            "LanguagesOfferedList": one.language,
            "WebsiteAddress": one.url,
            "TaxonomyTerms": "; ".join(one.terms),
            "LastVerifiedOn": "10/5/2026",
            "UpdatedOn": "11/20/2026",
            "Phone1Number": one.dialled,
            "Phone1Name": "Intake",
            "Phone1IsPrivate": "No",
            "Phone2Number": "916-555-0003",
            "Phone2Name": f"{PRIVATE} cell",
            "Phone2IsPrivate": "Yes",
            "PhoneTTY": one.tty,
            "ExcludeFromWebsite": "No",
            "IsLinkOnly": "No",
            **people,
            "TemporaryMessage": "",
            "TemporaryMessageExpires": "",
        }
        # Some programs name their site, others have a row that connects the two.
        if one.number % 3:
            program["ConnectsToSiteNum"] = f"S{key}"
        else:
            both = {"ConnectsToSiteNum": f"S{key}", "ConnectsToProgramNum": f"P{key}"}
            rows.append(_entry(f"L{key}", one.name, "ProgramAtSite", parent, **both))
        rows.append(program)
    for name, flag in (
        ("Hidden from the web", "ExcludeFromWebsite"),
        ("A mere link", "IsLinkOnly"),
    ):
        more = {flag: "Yes", "Phone1Number": "916-440-1499"}
        rows.append(_entry(f"X{flag}", name, "Program", "A0", **more))
    long = next(
        at for at, row in enumerate(rows) if row["ResourceAgencyNum"] == f"P{1000 + LONG_ROW}"
    )
    return {"icarol.csv": table(rows, long=long, encoding="cp1252")}


def wellsky() -> Made:
    """Return one file of providers and their services, with lists in Python's form."""
    private = {
        "CONTACT_NAME": f"{PRIVATE} Lee",
        "INTERNAL_NOTES": PRIVATE,
        "FAX": PRIVATE,
        "TAX_ID": PRIVATE,
    }
    shown = {"ISACTIVE": "1", "SHOW_ON_PUBLIC_SITE": "1", "OPERATIONAL": "Yes"}
    rows: list[Row] = [
        {
            "PROVIDER_ID": f"{500 + one.owner}",
            "PARENT_PROVIDER_ID": "",
            "AIRS_DESIGNATION_ID": "1",
            "NAME": one.owner_name,
            "WEBSITE_ADDRESS": one.url,
            **shown,
            **private,
        }
        for one in OWNERS
    ]
    for one in FACTS:
        site = f"{900 + one.number}"
        rows.append(
            {
                "PROVIDER_ID": site,
                "PARENT_PROVIDER_ID": f"{500 + one.owner}",
                "AIRS_DESIGNATION_ID": "2",
                "NAME": f"Site {one.number}",
                **shown,
                **private,
                "IS_SHELTER": "Yes" if one.secret else "No",
                "PHYSICAL_ADDRESS": str(
                    [
                        {
                            "LINE1": one.street,
                            "CITY": one.city,
                            "STATE": "CA",
                            "ZIPCODE": one.zip_code,
                        }
                    ]
                ),
            }
        )
        phones = [
            {"NUMBER": one.dialled, "FUNCTION": "Intake", "CONFIDENTIAL": False},
            {"NUMBER": "916-555-0003", "FUNCTION": PRIVATE, "CONFIDENTIAL": True},
        ]
        if one.tty:
            phones.append({"NUMBER": one.tty, "FUNCTION": "", "TYPE": "TTY", "CONFIDENTIAL": False})
        rows.append(
            {
                "PROVIDER_ID": site,
                "PARENT_PROVIDER_ID": f"{500 + one.owner}",
                "PROVIDER_SERVICE_CODE_ID": f"{7000 + one.number}",
                "SERVICE_CODE_ID": f"{30 + one.number % 12}",
                "NAME": f"ZZ-{one.number % 12}00.12",
                "ALTERNATE_NAME": one.name,
                "TAXONOMY_NAME": one.term,
                "DESCRIPTION": one.html,
                "HOURS": one.hours,
                "PROGRAM_FEES": one.cost,
                "LANGUAGES": one.language,
                "WEBSITE_ADDRESS": one.url,
                "PHONES": str(phones),
                "TARGET_POPULATIONS": one.people,
                **shown,
                **private,
                "OPERATIONAL": "Yes" if one.active else "",
                "DATE_OFFICIALCHANGE": CHECKED,
                "DATE_UPDATED": "2026-11-20",
            }
        )
    rows.append(
        {
            "PROVIDER_ID": "500",
            "PROVIDER_SERVICE_CODE_ID": "7999",
            "SERVICE_CODE_ID": "30",
            "ALTERNATE_NAME": "Not public",
            **shown,
            "SHOW_ON_PUBLIC_SITE": "0",
        }
    )
    long = next(
        at
        for at, row in enumerate(rows)
        if row.get("PROVIDER_SERVICE_CODE_ID") == f"{7000 + LONG_ROW}"
    )
    return {"resources.csv": table(rows, long=long)}


def legalserver() -> Made:
    """Return one file with a row for each service and lists parted by semicolons."""
    private = {
        "organization_contact_name": f"{PRIVATE} Lee",
        "service_internal_notes": PRIVATE,
        "organization_fax": PRIVATE,
        "organization_mailing_address": PRIVATE,
    }
    rows = [
        {
            "organization_uuid": f"org-{one.owner}",
            "organization_name": one.owner_name,
            "organization_website": one.url,
            "service_uuid": f"svc-{one.number}",
            "service_name": one.name,
            "service_program": "Program",
            "service_problem_codes": "; ".join(one.terms),
            "service_description": one.html,
            "service_status": one.active.title(),
            "service_phone": one.dialled,
            "service_hours": one.hours,
            "service_fees": one.cost,
            "service_languages": one.language,
            "service_website": one.url,
            "service_last_verified": CHECKED,
            "service_immigration_status": "Any",
            "service_incarceration_status": "",
            "service_military_status": "",
            "location_uuid": f"loc-{one.number}",
            "location_name": f"Site {one.number}",
            "location_address_1": one.street,
            "location_city": one.city,
            "location_state": "CA",
            "location_zip": one.zip_code,
            "location_is_confidential": "Yes" if one.secret else "No",
            **private,
        }
        for one in FACTS
    ]
    return {"legalserver.csv": table(rows, long=LONG_ROW, encoding="cp1252")}
