"""Hosts under which anybody may open a page: those of ``resources/prose/free-hosts.txt``."""

from functools import cache

from kiosk.domain.resource_text import resource_text


@cache
def _free_hosts() -> frozenset[str]:
    lines = resource_text("prose", "free-hosts.txt").splitlines()
    return frozenset(host for line in lines if not line.startswith("#") for host in line.split())


def is_free_host(host: str) -> bool:
    """True if a host is one of them or lies under one."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in _free_hosts() for at in range(len(labels)))
