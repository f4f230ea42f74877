"""Log errors in the background of a visit."""

import logging
from traceback import extract_tb

_log = logging.getLogger(__name__)


def log_failure(error: Exception, what: str = "page") -> None:
    """Log where and what kind of error, never its message, which may quote a visitor's text."""
    frame = extract_tb(error.__traceback__)[-1]
    _log.error("%s failed: %s in %s:%s", what, type(error).__name__, frame.name, frame.lineno)
