"""Sign a plan, verify the file as a kiosk would, and put it in place.

Versions count up on disk before a file is handed out: no two files ever share one. A file that
cannot be written whole gives its version back.
"""

import datetime as dt
import hashlib
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.domain.checks import kind_of
from kiosk.domain.clock import TrustedTime
from kiosk.domain.key_roles import SIGN_SUFFIX, Role
from kiosk.domain.syncfile import ROOTS_LIMIT, DirectoryFacts, HelplineFacts, Refused
from kiosk.editor.keys.key_folder import PUBLISHED, HelplineTargets, KeyFolder, Published
from kiosk.editor.keys.packing import pack
from kiosk.editor.keys.requests import Request, request_to_sign, write_request
from kiosk.editor.keys.secrets import FOLDER as SECRETS
from kiosk.editor.keys.secrets import Keyring, KeysError, encode_json
from kiosk.editor.keys.signed_files import SignedFile, examine
from kiosk.editor.keys.signing import (
    editors_of,
    make_directory,
    make_targets,
    sign,
    targets_signatures,
)
from kiosk.editor.publish.plan import PublishPlan
from kiosk.editor.publish.publish_report import PublishOutcome, PublishReport
from kiosk.sync.shell_messages import hold_summary
from kiosk.sync.trust import read_root

SOON: Final = dt.timedelta(days=180)
"""Time of warning before expiry: two people need time to meet."""


def publish(plan: PublishPlan, folder: KeyFolder, ring: Keyring, now: dt.datetime) -> PublishReport:
    """Sign a plan and publish the file, or report what is missing.

    Raises :class:`KeysError` and OSError; no file is put in place then.
    """
    if plan.refused:
        return refused_report(plan)
    _check_clock(plan, folder, now)
    vouched = folder.vouched
    if vouched is None or plan.signs_lines:
        made = _signed_lines(folder, plan, ring, now)
        if isinstance(made, Request):
            return _wait(plan, made, folder)
        folder = folder.with_vouched(made)
        vouched = made
    content, published = _signed_file(plan, folder, vouched, ring, now)
    try:
        file = _verify_as_kiosk(content, plan, folder, now)
    except Refused as refused:
        return plan.report(
            PublishOutcome.REFUSED,
            f"Nothing was published: a kiosk would not take the file ({refused}).",
        )
    counted = folder.path / PUBLISHED
    atomic_files.replace_files(
        {folder.last: content, counted: encode_json(published), plan.order.out: content}
    )
    if plan.order.practice:
        tried = (
            "This file is for practice. It is signed and checked like any other, but its keys are "
            "deleted already. Kiosks with staff refuse it; a program without a PIN takes it: "
            f"trust add {plan.order.out.name}, then sync {plan.order.out.name}."
        )
        return replace(plan.report(PublishOutcome.PUBLISHED, tried), seal=file.seal)
    carry = (
        f"Take {plan.order.out.name} to the kiosks: on a stick, or into the folder they watch. "
        f"Copy {folder.path} to your own two sticks again."
    )
    reasons = (carry, hold_summary(plan.waits), *_advice(folder, vouched, now))
    report = plan.report(PublishOutcome.PUBLISHED, *reasons)
    return replace(report, seal=file.seal)


def refused_report(plan: PublishPlan) -> PublishReport:
    """Return the report of a source with findings that must be fixed."""
    return plan.report(
        PublishOutcome.REFUSED, "Nothing was published: mend what is named below first."
    )


def _check_clock(plan: PublishPlan, folder: KeyFolder, now: dt.datetime) -> None:
    if folder.root.expires <= now:
        raise KeysError(
            f"These keys ended on {folder.root.expires:%Y-%m-%d}. Renew them first: "
            "keys rotate --role root"
        )
    # Kiosks compare versions only: an earlier file with a higher version is newer to them.
    last = plan.last.bundle.created if plan.last else now
    if now < last and not plan.order.allow_earlier:
        raise KeysError(
            f"This machine's clock says {now:%Y-%m-%d %H:%M} UTC, but the last file was made at "
            f"{last:%Y-%m-%d %H:%M} UTC. If this clock is wrong, set it. If it is right, the clock "
            "was ahead when the last file was made: publish again with --allow-earlier."
        )


def _signed_lines(
    folder: KeyFolder, plan: PublishPlan, ring: Keyring, now: dt.datetime
) -> HelplineTargets | Request:
    """Return new targets, or a request if too few of their keys are in this folder."""
    used = folder.published.targets if folder.published else 0
    version = max(folder.helplines_version, used) + 1
    facts = HelplineFacts(
        format=plan.order.format, channel=folder.coalition.channel, root_version=folder.version
    )
    metadata = make_targets(version, facts, plan.lines, folder.coalition.editors, now)
    sign(metadata, ring.signers(key.id for key in folder.keys_of(Role.TARGETS)))
    vouched = HelplineTargets(targets=metadata.to_bytes().decode(), helplines=plan.lines.decode())
    if targets_signatures(metadata, folder.root).complete:
        return vouched
    return request_to_sign(folder, "targets", vouched.targets, vouched.helplines)


def _wait(plan: PublishPlan, request: Request, folder: KeyFolder) -> PublishReport:
    path = plan.order.out.with_suffix(SIGN_SUFFIX)
    write_request(path, request)
    return plan.report(
        PublishOutcome.WAITING,
        "Nothing was published yet: the helplines or the keys changed, and that needs more keys "
        "than are in this folder.",
        f"If a stick of yours holds targets-* files, copy them into {folder.path / SECRETS} and "
        "publish again.",
        f"Still to be signed by: {', '.join(request.signatures.missing)}.",
        f"Give them {path}. Each signs it with: keys sign {path.name}",
        f"When it is back: keys take {path.name} - and publish again.",
    )


def _signed_file(
    plan: PublishPlan, folder: KeyFolder, vouched: HelplineTargets, ring: Keyring, now: dt.datetime
) -> tuple[bytes, Published]:
    payload = b"".join(msgspec.json.encode(record) + b"\n" for record in plan.records)
    targets = vouched.metadata.signed
    created = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    facts = DirectoryFacts(
        format=plan.order.format,
        channel=folder.coalition.channel,
        created=created,
        counts=dict(Counter(map(kind_of, plan.records))),
        root_version=folder.version,
        targets_version=targets.version,
        withdrawn=plan.withdrawn,
    )
    used = folder.published.directory if folder.published else 0
    version = max(used, plan.last.bundle.versions.directory if plan.last else 0) + 1
    role = make_directory(version, payload, facts, plan.order.days, now)
    signers = ring.signers(key.id for key in editors_of(targets))
    if not signers:
        raise KeysError(
            f"No secret key for the weekly directory is in {folder.path}. Those who can sign: "
            f"{', '.join(key.holder for key in editors_of(targets))}."
        )
    sign(role, signers[:1])
    roots = dict(sorted(folder.roots.items())[-ROOTS_LIMIT:])
    content = pack(
        roots, vouched.targets.encode(), role.to_bytes(), vouched.helplines.encode(), payload
    )
    published = Published(
        root=folder.version,
        targets=targets.version,
        directory=version,
        created=created,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return content, published


def _verify_as_kiosk(
    content: bytes, plan: PublishPlan, folder: KeyFolder, now: dt.datetime
) -> SignedFile:
    """Verify the file as a kiosk that has the previous one. Raises :class:`Refused`."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder_path:
        file = Path(folder_path) / plan.order.out.name
        file.write_bytes(content)
        return examine(
            file,
            read_root(folder.roots[max(min(folder.roots), folder.version - ROOTS_LIMIT + 1)]),
            plan.last.bundle.accepted_as if plan.last else None,
            TrustedTime(now, trusted=True),
        )


def _advice(folder: KeyFolder, targets: HelplineTargets, now: dt.datetime) -> tuple[str, ...]:
    """Return further advice for the editor."""
    advice = []
    if folder.root.expires < now + SOON:
        advice.append(
            f"The keys end on {folder.root.expires:%Y-%m-%d}. Renew them before: "
            "keys rotate --role root"
        )
    ends = targets.metadata.signed.expires
    if ends < now + SOON:
        advice.append(
            f"The signature on the helplines ends on {ends:%Y-%m-%d}. Have it renewed before: "
            "publish --renew"
        )
    return tuple(advice)
