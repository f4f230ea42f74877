"""Jobs without a thread."""

from collections.abc import Callable


class ImmediateJobs:
    """Runs jobs immediately."""

    @staticmethod
    def run(work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Do the work and pass on the answer."""
        done(work())
