"""Use cases: tables for rules, the factory directory for everything else."""
