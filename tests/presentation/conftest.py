"""The kiosk that the tests of sync bring data to serves the use cases above it as well."""

from tests.sync.conftest import box, used

__all__ = ["box", "used"]
