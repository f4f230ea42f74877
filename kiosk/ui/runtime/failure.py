"""What fails beside a visitor: what is logged of it."""

import logging
from traceback import extract_tb

_log = logging.getLogger(__name__)


def log_failure(error: Exception, what: str = "page") -> None:
    """Where and what kind, never the message: it may quote what a visitor typed."""
    place = extract_tb(error.__traceback__)[-1]
    _log.error("%s failed: %s in %s:%s", what, type(error).__name__, place.name, place.lineno)
