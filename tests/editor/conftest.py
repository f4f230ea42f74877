"""The kiosk that the tests of sync bring data to takes the files of these as well."""

from tests.sync.conftest import box, used

__all__ = ["box", "used"]
