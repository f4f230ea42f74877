"""The name that Medicaid has in a state, from ``resources/places/medicaid.tsv``."""

from functools import cache
from typing import Final

from kiosk.domain.resource_text import resource_text

MEDICAID: Final = "Medicaid"
"""The federal name (42 U.S.C. 1396), where the state is unknown or has no other."""

MEDI_CAL: Final = "Medi-Cal"


@cache
def _programmes() -> dict[str, str]:
    """Return the programmes by the code and the name of their state, folded."""
    found: dict[str, str] = {}
    for line in resource_text("places", "medicaid.tsv").splitlines():
        if not line.startswith(("#", "state\t")):
            code, name, programme, _ = line.split("\t")
            found |= {code.casefold(): programme, name.casefold(): programme}
    return found


def programme_of(state: str) -> str:
    """Return the name of Medicaid in a state, by its code or name."""
    return _programmes().get(state.casefold().strip(" ."), MEDICAID)
