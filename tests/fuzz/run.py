"""Fuzzes the verifier: ``python -m tests.fuzz.run container --seconds 600``.

Needs the optional part ``nightly`` of this project (atheris). An input that breaks something, takes
more than 2 seconds or makes the process larger than 512 MiB ends the run with a failure and is
written to ``--found``; it belongs in ``tests/fuzz/corpus`` together with the repair.
"""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("atheris is missing: install this project with its part nightly, .[nightly]")

with atheris.instrument_imports(include=["kiosk", "tuf", "securesystemslib"]):
    from tests.fuzz.targets import CORPUS, TARGETS
from tests.sync.hostile import mutate

SECONDS_LIMIT = 2
MEBIBYTES_LIMIT = 512
LENGTH_LIMIT = 64 * 1024


def change_content(data: bytes, most: int, seed: int) -> bytes:
    """Every second time a value inside the JSON, else bytes as the fuzzer likes."""
    chance = random.Random(seed)  # noqa: S311 - the fuzzer's own seed
    if len(data) > 1 and chance.random() < 0.5:
        return (data[:1] + mutate(data[1:], chance))[:most]
    changed: bytes = atheris.Mutate(data, most)
    return changed


def main() -> None:
    """Runs until the time is over or something breaks; the exit code says which."""
    parser = argparse.ArgumentParser(description="Fuzz the verifier of sync files.")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--runs", type=int, default=-1, help="inputs; without end by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path, default=Path("build/fuzz"))
    asked = parser.parse_args()
    asked.found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as grown:
        options = [
            f"-max_total_time={asked.seconds}",
            f"-runs={asked.runs}",
            f"-seed={asked.seed}",
            f"-timeout={SECONDS_LIMIT}",
            f"-rss_limit_mb={MEBIBYTES_LIMIT}",
            f"-max_len={LENGTH_LIMIT}",
            f"-artifact_prefix={asked.found}/{asked.target}-",
            f"-dict={Path(__file__).parent / 'tokens.dict'}",
        ]
        arguments = [sys.argv[0], grown, str(CORPUS / asked.target), *options]
        child = os.fork()
        if child == 0:  # the fuzzer ends its process as it stands: nothing would be tidied up
            mutator = {"custom_mutator": change_content} if asked.target == "signed" else {}
            atheris.Setup(arguments, TARGETS[asked.target], **mutator)
            atheris.Fuzz()
        _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
