"""The corpus, and changes of it, through the fuzz targets: no fuzzer is needed for this."""

import random
from pathlib import Path

import pytest

from kiosk.sync.verify import VerifiedBundle
from tests.fuzz.targets import CORPUS, TARGETS
from tests.long_runs import FULL, add_figure
from tests.sync.hostile import Layer, forge, mutate, take

CHANGES = 3000 if FULL else 15
"""Changed inputs for each one of the corpus."""
INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())
NAMES = [f"{path.parent.name}/{path.name}" for path in INPUTS]


@pytest.mark.parametrize("path", INPUTS, ids=NAMES)
def test_the_corpus_and_changes_of_it(path: Path) -> None:
    run = TARGETS[path.parent.name]
    data = path.read_bytes()
    run(data)
    chance = random.Random(path.name)  # noqa: S311 - the same in every run
    for _ in range(CHANGES):
        run(data[:1] + mutate(data[1:], chance))
    add_figure(f"changed inputs of the corpus, {path.parent.name}", CHANGES)


@pytest.mark.parametrize("layer", Layer, ids=lambda layer: layer.name.lower())
def test_each_layer_has_a_seed_that_is_taken(layer: Layer) -> None:
    """Else the corpus is of an older format: write it anew with ``python -m tests.fuzz.seeds``."""
    data = (CORPUS / "signed" / layer.name.lower()).read_bytes()
    assert data[0] == layer
    assert isinstance(take(forge(data)), VerifiedBundle)


@pytest.mark.parametrize("name", ["true", "stored"])
def test_the_true_files_are_taken(name: str) -> None:
    assert isinstance(take((CORPUS / "container" / name).read_bytes()), VerifiedBundle)
