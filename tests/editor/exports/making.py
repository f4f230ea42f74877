"""Write the sixty invented services as the export of each system."""

from collections.abc import Callable, Mapping
from typing import Final

from tests.editor.exports.cells import Made
from tests.editor.exports.several import orservices, visionlink
from tests.editor.exports.standard import hsds, ohana
from tests.editor.exports.wide import icarol, legalserver, wellsky

EXPORTS: Final[Mapping[str, Callable[[], Made]]] = {
    "hsds": hsds,
    "ohana": ohana,
    "icarol": icarol,
    "wellsky": wellsky,
    "visionlink": visionlink,
    "legalserver": legalserver,
    "orservices": orservices,
}
