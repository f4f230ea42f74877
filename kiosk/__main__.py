"""``python -m kiosk``, ``main.py`` and the command ``resource-kiosk``: the process of the program.

Its memory holds what a visitor types, and on an editor's machine keys. So it writes no core dump,
and no other process of the same user may read it, whatever the machine's settings.
"""

import ctypes
import resource
from contextlib import suppress
from typing import Final

from kiosk.cli import main

PR_SET_DUMPABLE: Final = 4
"""Of ``prctl`` in the kernel's ``linux/prctl.h``."""


def keep_memory() -> None:
    """Forbid pictures of this process's memory; its children cannot allow them for themselves.

    A unit of systemd may forbid the first call, and has done the same with ``LimitCORE=0``.
    """
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, AttributeError):  # no Linux
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def start() -> None:
    """Run the program."""
    keep_memory()
    main()


if __name__ == "__main__":
    start()
