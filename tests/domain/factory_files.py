"""The record files of the factory directory."""

from pathlib import Path

FACTORY = sorted((Path(__file__).parents[2] / "resources" / "factory").glob("*.ndjson"))
