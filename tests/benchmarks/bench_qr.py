"""From the content of a square code to its picture on the screen, against ``qrcode``'s own matrix.

Run ``python tests/benchmarks/bench_qr.py``. The payloads are those of the factory directory, every
kind and length. Ours makes the modules, the key of the picture and the painted picture of the
glass; then the same with the picture read back, as before each showing. The contender does what
``qrcode`` must do to have the modules at all: ``make`` and ``get_matrix``.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import random
import statistics

import clone  # noqa: F401 - puts the package on the path
import timing
from qrcode.main import QRCode

from kiosk.app import assets
from kiosk.devices.qr import MIN_SCREEN_PX, QrMatrix, matrix, read_back
from kiosk.domain.contact import (
    Payload,
    call,
    contact,
    host_of,
    map_point,
    text,
    website,
    words,
)
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import Location, Organization, Phone, Service
from kiosk.ui.kit.images import code_gray8, code_image, code_key


def payloads(number: int) -> list[str]:
    """Payloads of the factory directory, drawn with a seed, none twice."""
    found: list[object] = []
    names: dict[str, str] = {}
    for record in read_records(assets.factory()):
        if isinstance(record, Service):
            names[record.id] = record.quiet_name
        elif isinstance(record, Phone) and record.service_id in names:
            name = names[record.service_id]
            found += [call(record), text(record), contact(name, record)]
            found.append(words(name, (record.number, "Monday to Friday 9 am to 5 pm"), "en"))
        elif isinstance(record, Location):
            found.append(map_point(record))
        elif isinstance(record, Organization) and record.website:
            found.append(website(record.website, {host_of(record.website) or ""}))
    every = sorted({one.data for one in found if isinstance(one, Payload)})
    return random.Random(7).sample(every, min(number, len(every)))  # noqa: S311 - a drawn sample


def by_qrcode(content: str) -> object:
    code = QRCode(error_correction=0)
    code.add_data(content)
    code.make(fit=True)
    return code.get_matrix()


def modules(content: str) -> QrMatrix:
    matrix.cache_clear()
    made = matrix(content, "M")
    if not isinstance(made, QrMatrix):
        raise TypeError(content)
    return made


def painted(content: str) -> object:
    return code_image(code_key(modules(content).modules))


def painted_and_read(content: str) -> object:
    made = modules(content)
    key, side = code_key(made.modules), made.size * MIN_SCREEN_PX
    read_back(code_gray8(key, MIN_SCREEN_PX), side, side)
    return code_image(key)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    questions = payloads(arguments.codes)
    ours, theirs, whole = "content to picture", "qrcode's matrix", "… and read back"
    contenders = {ours: painted, theirs: by_qrcode, whole: painted_and_read}
    for ask in contenders.values():
        ask(questions[0])
    times = timing.in_turn(contenders, questions, arguments.rounds)
    print(f"{len(questions)} payloads of {len(min(questions, key=len))} to", end=" ")
    print(f"{len(max(questions, key=len))} letters, {arguments.rounds} rounds\n")
    print(timing.table(times, ours))
    for name in (ours, whole):
        ratios = [one / other for one, other in zip(times[name], times[theirs], strict=True)]
        print(f"\n{name}: {statistics.median(ratios):.2f} × qrcode's matrix (median of ratios)")


if __name__ == "__main__":
    main()
