"""Answer of "licences": everything included, with its licence."""

import json
import tomllib
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk.readiness.licence_files import IncludedDistribution, Licences, environment

FONTS: Final = "OFL-1.1"


class LicencePart(msgspec.Struct, frozen=True, kw_only=True):
    """A Python distribution or a family of fonts."""

    name: Annotated[str, Meta(description="Its name.")]
    version: Annotated[str, Meta(description="Its version; empty for letters.")] = ""
    licence: Annotated[
        str, Meta(description="SPDX expression; empty where none is known that may be inside.")
    ]
    says: Annotated[str, Meta(description="The licence in its own words; may be empty.")] = ""
    asked: Annotated[tuple[str, ...], Meta(description="What has to be done for it.")] = ()
    texts: Annotated[tuple[str, ...], Meta(description="Names of its licence texts.")] = ()


class LicencesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Everything included. The operating system documents its own licences elsewhere."""

    distributions: Annotated[tuple[LicencePart, ...], Meta(description="By name.")]
    fonts: Annotated[tuple[LicencePart, ...], Meta(description="The letters of the screen.")]
    packages: Annotated[
        tuple[str, ...], Meta(description="Debian packages; /usr/share/doc/NAME/copyright of each.")
    ]


def list_included(resources: Path) -> tuple[IncludedDistribution, ...]:
    """Return each distribution with its licence texts."""
    return environment(Licences.of(resources / "licenses"))


def licences_answer(resources: Path) -> LicencesAnswer:
    """List everything in the program and its environment."""
    licences = Licences.of(resources / "licenses")
    fonts = json.loads((resources / "fonts" / "fonts.json").read_text(encoding="utf-8"))
    families = sorted({font["family"] for font in fonts})
    machine = tomllib.loads((resources / "deploy" / "machine.toml").read_text(encoding="utf-8"))
    return LicencesAnswer(
        distributions=tuple(
            LicencePart(
                name=one.name,
                version=one.version,
                licence=one.licence,
                says=one.says,
                asked=licences.asked(one.licence),
                texts=tuple(name for name, _ in one.texts),
            )
            for one in environment(licences)
        ),
        fonts=tuple(LicencePart(name=name, licence=FONTS, texts=("OFL.txt",)) for name in families),
        packages=tuple(machine["packages"]["names"]),
    )
