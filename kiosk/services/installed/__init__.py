"""Whether a machine is as the installer left it."""
