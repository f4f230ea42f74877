"""Tests: journeys first, tables for rules, numbers for layouts."""
