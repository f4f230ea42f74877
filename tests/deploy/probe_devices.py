"""What opening each device gives: run inside a unit, ``python probe_devices.py NAME DEVICE...``."""

import errno
import json
import os
import sys
from pathlib import Path


def tried(name: str) -> str:
    """The name of the error, or "opened"."""
    try:
        os.close(os.open(f"/dev/{name}", os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY))
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "opened"


if __name__ == "__main__":
    found = {name: tried(name) for name in sys.argv[2:]}
    Path("/results/probes", sys.argv[1]).write_text(json.dumps(found), "utf-8")
