"""Small made-up directories in the formats of the field, to be written, zipped and spoiled."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.checks import check_records
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AnyRecord, Location, Phone, Schedule, Service
from kiosk.domain.value_rules import record_rules
from kiosk.editor.findings import FindingCode, SourceFinding
from kiosk.editor.sources.source_reader import ReadOptions, read_source
from kiosk.editor.workbook.source_draft import Draft

Files = dict[str, str]

HSDS3: Files = {
    "organizations.csv": (
        "id,name,description,email,website\n"
        "org_1,River House,Help for families.,office@riverhouse.example.org,www.riverhouse.org\n"
        "org_2,Oak Legal Aid,Free legal help.,,https://oaklegal.org/\n"
    ),
    "services.csv": (
        "id,organization_id,name,description,url,status,interpretation_services,"
        "application_process,fees_description,eligibility_description,minimum_age,maximum_age,"
        "assured_date\n"
        "svc_1,org_1,Family Meals,Hot meals for families every day. Takeaway too.,,active,,"
        "Walk in.,Free,Families with children,,,2026-03-01\n"
        "svc_2,org_2,Work Law Clinic,Advice about unpaid wages.,,active,,"
        "Call for an appointment.,,,18,,\n"
    ),
    "locations.csv": (
        "id,location_type,organization_id,name,latitude,longitude\n"
        "loc_1,physical,org_1,River House,38.58,-121.49\n"
        "loc_2,physical,org_2,Oak Legal Aid,38.55,-121.47\n"
    ),
    "addresses.csv": (
        "id,location_id,address_1,address_2,city,state_province,postal_code,country,address_type\n"
        "adr_1,loc_1,120 River Street,,Sacramento,CA,95814,US,physical\n"
        "adr_2,loc_2,45 Oak Avenue,Suite 2,Sacramento,CA,95816,US,physical\n"
    ),
    "service_at_location.csv": (
        "id,service_id,location_id,description\nsal_1,svc_1,loc_1,\nsal_2,svc_2,loc_2,\n"
    ),
    "phones.csv": (
        "id,location_id,service_id,organization_id,contact_id,service_at_location_id,number,"
        "extension,type,description\n"
        "ph_1,,svc_1,,,,(916) 440-1234,,voice,\n"
        "ph_2,,,org_2,,,916-442-5678,12,voice,\n"
    ),
    "schedules.csv": (
        "id,service_id,location_id,service_at_location_id,valid_from,valid_to,freq,byday,"
        "opens_at,closes_at\n"
        'sch_1,svc_1,,,,,WEEKLY,"MO,TU,WE,TH,FR",11:00:00,14:00:00\n'
    ),
    "languages.csv": (
        "id,service_id,location_id,phone_id,name,code,note\nlan_1,svc_2,,,Spanish,es,\n"
    ),
    "taxonomy_terms.csv": (
        "id,code,name,description,parent_id,taxonomy\n"
        "t_1,,Food,,,Open Eligibility\nt_2,,Meals,,t_1,Open Eligibility\n"
        "t_9,,Moon Base Repair,,,Own\n"
    ),
    "attributes.csv": (
        "id,link_id,taxonomy_term_id,link_type,link_entity,value\n"
        "a_1,svc_1,t_2,,service,\na_2,svc_2,t_9,,service,\n"
    ),
}
"""Two services of two organizations as HSDS 3.x tables."""

HSDS2: Files = {
    "organizations.csv": "id,name,url\no1,River House,https://riverhouse.org\n",
    "services.csv": (
        "id,organization_id,name,description,status\ns1,o1,Family Meals,Meals.,active\n"
    ),
    "locations.csv": "id,organization_id,name\nl1,o1,River House\n",
    "services_at_location.csv": "id,service_id,location_id\nx1,s1,l1\n",
    "physical_addresses.csv": (
        "id,location_id,address_1,city,state_province,postal_code,country\n"
        "p1,l1,120 River Street,Sacramento,CA,95814,US\n"
    ),
    "postal_addresses.csv": "id,location_id,address_1,city\nq1,l1,PO Box 9,Sacramento\n",
    "phones.csv": "id,service_id,number,type\nf1,s1,916-440-1234,voice\n",
    "schedules.csv": "id,service_id,freq,byday,opens_at,closes_at\nh1,s1,WEEKLY,MO,09:00,17:00\n",
    "service_attributes.csv": "id,service_id,taxonomy_term_id\na1,s1,t1\n",
    "taxonomy_terms.csv": "id,term,parent_id\nt1,Food,\n",
    "eligibility.csv": "id,service_id,eligibility\ne1,s1,Women\n",
}
HSDS1: Files = {
    "organizations.csv": HSDS2["organizations.csv"],
    "services.csv": (
        "id,organization_id,name,description,status\ns1,o1,Family Meals,Meals.,active\n"
    ),
    "locations.csv": HSDS2["locations.csv"],
    "services_at_location.csv": HSDS2["services_at_location.csv"],
    "physical_addresses.csv": HSDS2["physical_addresses.csv"],
    "phones.csv": HSDS2["phones.csv"],
    "regular_schedules.csv": (
        "id,service_id,weekday,opens_at,closes_at\n"
        "r1,s1,Monday,09:00,17:00\nr2,s1,Tuesday,09:00,17:00\n"
    ),
    "services_taxonomy.csv": "id,service_id,taxonomy_id,taxonomy_detail\nz1,s1,t1,\n",
    "taxonomy.csv": "id,name,parent_id,parent_name,vocabulary\nt1,Food,,,open_eligibility\n",
    "accessibility_for_disabilities.csv": "id,location_id,accessibility\nc1,l1,wheelchair\n",
}
OHANA: Files = {
    "organizations.csv": "id,name,website\n1,River House,https://riverhouse.org\n",
    "locations.csv": (
        "id,organization_id,accessibility,description,languages,latitude,longitude,name,short_desc,"
        'virtual\n1,1,"disabled_parking, wheelchair",A house.,"English, Spanish",38.58,-121.49,'
        "River House,A house,false\n"
    ),
    "addresses.csv": (
        "id,location_id,address_1,address_2,city,state_province,postal_code,country\n"
        "1,1,120 River Street,,Sacramento,CA,95814,US\n"
    ),
    "mail_addresses.csv": "id,location_id,attention,address_1,city\n1,1,Ann,PO Box 9,Sacramento\n",
    "contacts.csv": "id,location_id,name,title,email\n1,1,Ann Persona,Director,ann@example.org\n",
    "phones.csv": (
        "id,contact_id,location_id,organization_id,service_id,department,extension,number,"
        "number_type\n1,,1,,,,,916 440-1234,voice\n2,,1,,,,,916 440-1235,fax\n"
        "3,1,1,,,Director,,916 440-9999,voice\n"
    ),
    "regular_schedules.csv": (
        "id,location_id,service_id,weekday,opens_at,closes_at\n1,,1,Monday,08:00,17:00\n"
    ),
    "services.csv": (
        "id,location_id,program_id,application_process,audience,description,eligibility,fees,"
        "keywords,languages,name,required_documents,service_areas,status,website,taxonomy_ids\n"
        "1,1,,Walk in.,,Meals for families.,Families,None.,,,Family Meals,,Sacramento County,"
        'active,,"101-01,102"\n'
    ),
    "taxonomy.csv": (
        "taxonomy_id,name,parent_id,parent_name\n101,Emergency,,\n"
        "101-01,Emergency Food,101,Emergency\n102,Food,,\n"
    ),
}

SERVICE: dict[str, Any] = {
    "id": "svc-1",
    "name": "Family Meals",
    "status": "active",
    "description": "Hot meals for families every day.",
    "minimum_age": 18,
    "organization": {"id": "org-1", "name": "River House", "website": "https://riverhouse.org"},
    "phones": [{"id": "ph-1", "number": "916-440-1234", "extension": 12, "type": "voice"}],
    "schedules": [
        {"id": "s1", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
    ],
    "languages": [{"id": "l1", "name": "Spanish", "code": "es"}],
    "attributes": [
        {"id": "a1", "label": "x", "taxonomy_term": {"id": "t1", "name": "Food", "code": "F"}}
    ],
    "contacts": [{"id": "c1", "name": "Ann Persona", "phones": [{"number": "916-440-9999"}]}],
    "service_at_locations": [
        {
            "id": "sal-1",
            "location": {
                "id": "loc-1",
                "location_type": "physical",
                "name": "River House",
                "latitude": 38.58,
                "longitude": -121.49,
                "addresses": [
                    {
                        "id": "adr-1",
                        "address_1": "120 River Street",
                        "city": "Sacramento",
                        "state_province": "CA",
                        "postal_code": "95814",
                        "country": "US",
                        "address_type": "physical",
                    }
                ],
                "accessibility": [{"id": "x1", "description": "wheelchair"}],
            },
        }
    ],
}
"""A service of HSDS 3.x in full, as one JSON entry."""
PUBLIC = ReadOptions(public_addresses=True)


def with_row(files: Files, name: str, *rows: str) -> Files:
    """``files`` with more rows in one of them."""
    return {**files, name: files[name] + "".join(f"{row}\n" for row in rows)}


def with_column(files: Files, name: str, column: str, *values: str) -> Files:
    """One of ``files`` with a further column."""
    lines = files[name].splitlines()
    cells = [column, *values, *[""] * (len(lines) - 1 - len(values))]
    text = "\n".join(f"{line},{value}" for line, value in zip(lines, cells, strict=True))
    return {**files, name: text + "\n"}


def with_text(files: Files, old: str, new: str) -> Files:
    """``files`` with another text in each place of one that they have."""
    changed = {name: text.replace(old, new) for name, text in files.items()}
    assert changed != files, old
    return changed


def without(files: Files, *names: str) -> Files:
    """``files`` without some of them."""
    return {name: text for name, text in files.items() if name not in names}


def folder(place: Path, files: Mapping[str, str | bytes], name: str = "source") -> Path:
    """Writes ``files`` into a new folder."""
    path = place / name
    for file, text in files.items():
        target = path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.mkdir(exist_ok=True)
    return path


def zipped(place: Path, files: Mapping[str, str | bytes], name: str = "source.zip") -> Path:
    """Writes ``files`` into a new zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return written(place, buffer.getvalue(), name)


def written(place: Path, data: bytes | str, name: str) -> Path:
    """Writes one file."""
    path = place / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def json_file(place: Path, value: object, name: str = "source.json") -> Path:
    """Writes a JSON document."""
    return written(place, json.dumps(value), name)


def read(path: Path, options: ReadOptions = PUBLIC) -> Draft:
    """The draft of a source; its records keep all rules and survive being written and read."""
    draft = read_source(path, options)
    fatal = [problem for problem in check_records(draft.records) if problem.code.fatal]
    assert fatal == []
    assert [found for record in draft.records for found in record_rules(record)] == []
    lines = [msgspec.json.encode(record) for record in draft.records]
    assert list(read_records(lines)) == draft.records
    return draft


def services(draft: Draft) -> list[Service]:
    return [record for record in draft.records if isinstance(record, Service)]


def phones(draft: Draft) -> list[Phone]:
    return [record for record in draft.records if isinstance(record, Phone)]


def schedules(draft: Draft) -> list[Schedule]:
    return [record for record in draft.records if isinstance(record, Schedule)]


def locations(draft: Draft) -> list[Location]:
    return [record for record in draft.records if isinstance(record, Location)]


def codes(draft: Draft) -> set[FindingCode]:
    return {finding.code for finding in draft.findings}


def found(draft: Draft, code: FindingCode) -> list[SourceFinding]:
    return [finding for finding in draft.findings if finding.code is code]


def everything(records: list[AnyRecord]) -> str:
    """All records as they would be published, in one text."""
    return "\n".join(msgspec.json.encode(record).decode() for record in records)
