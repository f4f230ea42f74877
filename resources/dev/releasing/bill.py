"""Make the bill of materials: CycloneDX 1.6, the same bytes for the same input."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License, LicenseAcknowledgement
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from fontTools.ttLib import TTFont
from gather import Commit, ReleaseError
from packageurl import PackageURL
from wheel import Wheel, expression_of

OWN = "resource-kiosk"
ALGORITHMS = {"SHA-256", "SHA-384", "SHA-512"}
DEBIAN = "trixie"
OFL = "OFL-1.1"
COPYRIGHT, VERSION = 0, 5
"""Entries of a font's name table."""


def _licences(expression: str, says: str) -> tuple[License, ...]:
    """Return a licence; it is "concluded" if the component does not declare it in these words."""
    if not expression:
        return ()
    how = (
        LicenseAcknowledgement.DECLARED if expression == says else LicenseAcknowledgement.CONCLUDED
    )
    return (LicenseFactory().make_from_string(expression, license_acknowledgement=how),)


def _sha256(digest: str) -> tuple[HashType, ...]:
    return (HashType.from_hashlib_alg("sha256", digest),)


def _libraries(wheel: Wheel) -> Iterator[Component]:
    """Yield the third-party libraries in a wheel: Qt's and their dependencies."""
    for name, digest in wheel.libraries:
        path = PurePosixPath(name)
        yield Component(
            name=path.name,
            type=ComponentType.FILE,
            bom_ref=f"{wheel.purl}#{name}",
            version=wheel.inside.version if path.name.startswith("libQt6") else None,
            hashes=_sha256(digest),
        )


def _carried(wheel: Wheel) -> Iterator[Component]:
    """Yield the components in a wheel's own bills of materials."""
    for number, part in enumerate(wheel.bills):
        hashes: list[dict[str, Any]] = part.get("hashes", [])
        yield Component(
            name=part["name"],
            type=ComponentType.LIBRARY,
            bom_ref=f"{wheel.purl}#{number}-{part['name']}",
            version=part.get("version"),
            licenses=_licences(expression_of(part), expression_of(part)),
            hashes=[
                HashType.from_composite_str(
                    f"{one['alg'].replace('-', '').lower()}:{one['content']}"
                )
                for one in hashes
                if one["alg"] in ALGORITHMS
            ],
            purl=_plain(part["purl"]) if "purl" in part else None,
        )


def _plain(purl: str) -> PackageURL:
    """Return a package URL without its download address."""
    found = PackageURL.from_string(purl)
    return PackageURL(found.type, found.namespace, found.name, found.version)


def _fonts(folder: Path, own: Wheel) -> Iterator[Component]:
    """Yield the font files, with their versions and origins."""
    for font in json.loads((folder / "fonts.json").read_text(encoding="utf-8")):
        path = folder / font["file"]
        with TTFont(path, lazy=True) as opened:
            names = opened["name"]
            version, owner = (names.getDebugName(entry) or "" for entry in (VERSION, COPYRIGHT))
        package = "fonts-noto-cjk" if path.suffix == ".otf" else "fonts-noto-core"
        yield Component(
            name=font["file"],
            type=ComponentType.FILE,
            bom_ref=f"{own.purl}#fonts/{font['file']}",
            version=re.sub(r"^Version ([^;]*).*", r"\1", version),
            description=f"{font['family']}: a subset of a font in Debian's {package}.",
            copyright=owner or None,
            licenses=_licences(OFL, OFL),
            hashes=_sha256(sha256(path.read_bytes()).hexdigest()),
        )


def _debian(source: Path) -> Iterator[Component]:
    """Yield the Debian packages of the installer by name; Debian decides on the version."""
    machine = tomllib.loads((source / "resources/deploy/machine.toml").read_text(encoding="utf-8"))
    for name in machine["packages"]["names"]:
        purl = PackageURL("deb", "debian", name, qualifiers={"distro": DEBIAN})
        yield Component(
            name=name,
            type=ComponentType.LIBRARY,
            bom_ref=purl.to_string(),
            purl=purl,
            description="Not in this folder: the installer brings it from Debian.",
            properties=[Property(name=f"{OWN}:licence", value=f"/usr/share/doc/{name}/copyright")],
        )


def _component(wheel: Wheel, source: Path) -> Component:
    own = wheel.inside.name == OWN
    inside = [*_libraries(wheel), *_carried(wheel)]
    if own:
        inside += _fonts(source / "resources/fonts", wheel)
    place = ExternalReferenceType.VCS
    return Component(
        name=wheel.inside.name,
        type=ComponentType.APPLICATION if own else ComponentType.LIBRARY,
        bom_ref=wheel.purl,
        version=wheel.inside.version,
        licenses=_licences(wheel.inside.licence, wheel.inside.says),
        purl=PackageURL.from_string(wheel.purl),
        hashes=_sha256(wheel.digest),
        components=inside,
        properties=[Property(name=f"{OWN}:file", value=f"wheels/{wheel.path.name}")],
        external_references=[ExternalReference(type=place, url=XsUri(wheel.source))]
        if wheel.source
        else (),
    )


def bill_of(wheels: Sequence[Wheel], source: Path, commit: Commit) -> str:
    """Return the bill of materials as JSON, checked against its schema.

    Raises:
        ReleaseError: it does not match the schema.
    """
    parts = {wheel.inside.name: _component(wheel, source) for wheel in wheels}
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, commit.name))
    bom.metadata.timestamp = dt.datetime.fromtimestamp(commit.seconds, dt.UTC)
    bom.metadata.component = parts[OWN]
    bom.metadata.properties.add(Property(name=f"{OWN}:commit", value=commit.name))
    for name, part in parts.items():
        if name != OWN:
            bom.components.add(part)
    system = list(_debian(source))
    bom.components.update(system)
    for wheel in wheels:
        needed = [parts[name] for name in wheel.needs]
        bom.register_dependency(parts[wheel.inside.name], needed)
    bom.register_dependency(parts[OWN], system)
    # Its grammars take seconds to load, which a release that is refused does not wait for.
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    text = JsonV1Dot6(bom).output_as_string(indent=1) + "\n"
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ReleaseError(f"The list of what is inside breaks its schema: {error}")
    return text
