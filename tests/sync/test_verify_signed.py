"""Signatures and shape: who signed, and what metadata may look like."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.checks import kind_of
from kiosk.domain.syncfile import (
    RootFacts,
    Withdrawn,
)
from kiosk.sync.verify import VerifiedBundle
from tests.sync.attempt import RECORDS, at, offer
from tests.sync.cases import (
    COUNTS,
    CUSTOM,
    DELEGATED,
    EDITORS,
    GUARD,
    KEYS,
    ONE,
    ROLE,
    TARGETS,
    THREE,
    Case,
    Code,
    drop,
    edit,
    hands,
    judge,
    knob,
    misnamed,
    put,
    second_id,
    set_in,
    swap,
)
from tests.sync.signing import key_id, root_document, signed_bytes, team

SOON = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)

SIGNED = [
    Case("all is well", None),
    Case("one person alone", None, by=ONE),
    Case("any two of three for targets", None,
         knobs=knob(targets_signers=hands("targets 2", "targets 0"))),
    Case("two of three editors", None, by=EDITORS),
    Case("a stranger signs too", None,
         knobs=knob(directory_signers=hands("Editor", "stranger"))),
    Case("targets signed by one of two", Code.TARGETS_SIGNATURE, TARGETS,
         knobs=knob(targets_signers=hands("targets 0"))),
    Case("targets signed by nobody", Code.TARGETS_SIGNATURE, TARGETS,
         knobs=knob(targets_signers=[])),
    Case("targets signed by the editor", Code.TARGETS_SIGNATURE, TARGETS,
         knobs=knob(targets_signers=hands("Editor"))),
    Case("targets signed by the root keys", Code.TARGETS_SIGNATURE, TARGETS,
         knobs=knob(targets_signers=hands("root 0", "root 1"))),
    Case("directory signed by nobody", Code.DIRECTORY_SIGNATURE, ROLE,
         knobs=knob(directory_signers=[])),
    Case("directory signed by the targets keys", Code.DIRECTORY_SIGNATURE, ROLE,
         knobs=knob(directory_signers=hands("targets 0", "targets 1"))),
    Case("directory signed by one of two editors", Code.DIRECTORY_SIGNATURE, ROLE, by=EDITORS,
         knobs=knob(directory_signers=hands("Bo"))),
    Case("editor names another editor", Code.TARGETS_SIGNATURE, TARGETS,
         by=replace(THREE, editors=team("thief")), knobs=knob(targets_signers=hands("Editor"))),
    Case("one signature twice", Code.METADATA, TARGETS,
         change=edit(TARGETS, lambda made: made["signatures"].append(made["signatures"][0]))),
    Case("signature of another file", Code.DIRECTORY_SIGNATURE, ROLE,
         change=edit(ROLE, lambda made: made["signatures"][0].update(sig="0" * 128))),
    Case("signature in capitals", Code.METADATA, ROLE,
         change=edit(ROLE, lambda made: made["signatures"][0].update(sig="A" * 128))),
    Case("signature too short", Code.METADATA, ROLE,
         change=edit(ROLE, lambda made: made["signatures"][0].update(sig="00"))),
    Case("key id cut short", Code.METADATA, ROLE,
         change=edit(ROLE, lambda made: made["signatures"][0].update(keyid="ab"))),
    Case("65 signatures", Code.METADATA, ROLE,
         change=edit(ROLE, lambda made: made.update(signatures=[
             {"keyid": f"{n:064x}", "sig": "0" * 128} for n in range(65)]))),
    Case("something unsigned beside the signatures", Code.METADATA, ROLE,
         change=edit(ROLE, lambda made: made.update(note="x"))),
    Case("one public key under two ids, threshold two", Code.DUPLICATE_KEY, TARGETS,
         by=replace(THREE, editors=team("Editor", "Editor 2", threshold=2)),
         knobs=knob(alter_targets=second_id, directory_signers=hands("Editor"))),
    Case("key under an id that is not its own", Code.METADATA, TARGETS,
         knobs=knob(alter_targets=misnamed)),
    Case("changed after signing: version", Code.TARGETS_SIGNATURE, TARGETS,
         change=edit(TARGETS, set_in("signed", "version", to=2))),
    Case("changed after signing: hash", Code.DIRECTORY_SIGNATURE, ROLE,
         change=edit(ROLE, set_in("signed", "targets", "directory.ndjson", "hashes", "sha256",
                                  to="0" * 64))),
    Case("written another way, signed the same", None,
         change=lambda members: members.update({
             TARGETS: json.dumps(json.loads(members[TARGETS]), indent=3).encode()})),
    Case("spaces between the lines of what is signed", None, change=edit(ROLE, lambda _: None)),
]  # fmt: skip

SHAPE = [
    Case("targets is no JSON", Code.METADATA, TARGETS, change=put(TARGETS, b"{")),
    Case("targets is empty", Code.METADATA, TARGETS, change=put(TARGETS, b"")),
    Case("targets is a list", Code.METADATA, TARGETS, change=put(TARGETS, b"[]")),
    Case("targets is a root", Code.METADATA, TARGETS, change=swap(TARGETS, "1.root.json")),
    Case("targets is the directory role", Code.METADATA, TARGETS, change=swap(TARGETS, ROLE)),
    Case("directory role is the targets", Code.METADATA, ROLE, change=swap(ROLE, TARGETS)),
    Case("root is the targets", Code.METADATA, "1.root.json", change=swap("1.root.json", TARGETS)),
    Case("type is snapshot", Code.METADATA,
         knobs=knob(alter_targets=set_in("_type", to="snapshot"))),
    Case("no type", Code.METADATA, knobs=knob(alter_targets=drop("_type"))),
    Case("spec version 2", Code.METADATA,
         knobs=knob(alter_targets=set_in("spec_version", to="2.0.0"))),
    Case("spec version 1.99.7", None,
         knobs=knob(alter_targets=set_in("spec_version", to="1.99.7"))),
    Case("version is 0", Code.METADATA, knobs=knob(alter_directory=set_in("version", to=0))),
    Case("version is true", Code.METADATA, knobs=knob(alter_directory=set_in("version", to=True))),
    Case("version is text", Code.METADATA, knobs=knob(alter_directory=set_in("version", to="1"))),
    Case("version beyond 2^53", Code.METADATA,
         knobs=knob(alter_directory=set_in("version", to=2**53 + 1))),
    Case("version 2^53", None, knobs=knob(version=2**53)),
    Case("expires on day 32", Code.METADATA,
         knobs=knob(alter_directory=set_in("expires", to="2027-01-32T00:00:00Z"))),
    Case("expires in the year 1, signed as the library writes it", Code.METADATA, ROLE,
         time=at("2026-11-24T10:30", trusted=False),
         knobs=knob(alter_directory=set_in("expires", to="1-01-01T00:00:00Z")),
         change=edit(ROLE, set_in("signed", "expires", to="0001-01-01T00:00:00Z"))),
    Case("no hash prefixes, signed without saying so", Code.METADATA, TARGETS,
         change=edit(TARGETS, set_in("signed", *DELEGATED, "path_hash_prefixes", to=None))),
    Case("expires without a zone", Code.METADATA,
         knobs=knob(alter_directory=set_in("expires", to="2027-01-30T00:00:00"))),
    Case("created in month 13", Code.METADATA,
         knobs=knob(alter_directory=set_in(*CUSTOM, "created", to="2026-13-01T00:00:00Z"))),
    Case("created ends with a new line", Code.METADATA,
         knobs=knob(alter_directory=set_in(*CUSTOM, "created", to="2026-11-01T00:00:00Z\n"))),
    Case("no custom facts", Code.METADATA,
         knobs=knob(alter_directory=drop(*CUSTOM))),
    Case("custom fact that nobody knows", Code.METADATA, ROLE,
         knobs=knob(alter_directory=set_in(*CUSTOM, "colour", to="red"))),
    Case("TUF field that nobody knows", None,
         knobs=knob(alter_directory=set_in("x-note", to="signed by two at the table"))),
    Case("a float in a field that nobody knows", Code.METADATA, ROLE,
         change=edit(ROLE, set_in("signed", "x-note", to=0.5))),
    Case("a second file in targets", Code.METADATA,
         knobs=knob(alter_targets=lambda signed: signed["targets"].update(
             {"directory.ndjson": signed["targets"]["helplines.json"]}))),
    Case("a second file in the directory role", Code.METADATA,
         knobs=knob(alter_directory=lambda signed: signed["targets"].update(
             {"helplines.json": signed["targets"]["directory.ndjson"]}))),
    Case("directory role vouches for helplines.json", Code.METADATA,
         knobs=knob(alter_directory=lambda signed: signed.update(
             targets={"helplines.json": signed["targets"]["directory.ndjson"]}))),
    Case("directory role delegates further", Code.METADATA,
         knobs=knob(alter_directory=set_in("delegations", to={"keys": {}, "roles": []}))),
    Case("no delegations", Code.METADATA, knobs=knob(alter_targets=drop("delegations"))),
    Case("a second delegated role", Code.METADATA,
         knobs=knob(alter_targets=lambda signed: signed["delegations"]["roles"].append(
             {**signed["delegations"]["roles"][0], "name": "more"}))),
    Case("delegated role of another name", Code.METADATA,
         knobs=knob(alter_targets=set_in(*DELEGATED, "name", to="editors"))),
    Case("delegated for every path", Code.METADATA,
         knobs=knob(alter_targets=set_in(*DELEGATED, "paths", to=["*"]))),
    Case("delegated by hash prefixes", Code.METADATA,
         knobs=knob(alter_targets=set_in(*DELEGATED, "path_hash_prefixes", to=["00"]))),
    Case("succinct roles", Code.METADATA,
         knobs=knob(alter_targets=set_in("delegations", "succinct_roles", to={}))),
    Case("threshold 0", Code.METADATA,
         knobs=knob(alter_targets=set_in(*DELEGATED, "threshold", to=0))),
    Case("threshold that nobody can meet", Code.METADATA,
         knobs=knob(alter_targets=set_in(*DELEGATED, "threshold", to=2))),
    Case("role without keys", Code.METADATA,
         knobs=knob(alter_targets=set_in(*DELEGATED, "keyids", to=[]))),
    Case("the same key id twice in a role", Code.METADATA,
         knobs=knob(alter_targets=lambda signed: signed["delegations"]["roles"][0].update(
             keyids=signed["delegations"]["roles"][0]["keyids"] * 2))),
    Case("role with a key that is not there", Code.METADATA,
         knobs=knob(alter_targets=set_in(*DELEGATED, "keyids", to=["0" * 64]))),
    Case("RSA key", Code.METADATA, knobs=knob(alter_targets=set_in(*KEYS, "keytype", to="rsa"))),
    Case("key with a scheme of another kind", Code.METADATA,
         knobs=knob(alter_targets=set_in(*KEYS, "scheme", to="ecdsa-sha2-nistp256"))),
    Case("public key in capitals", Code.METADATA,
         knobs=knob(alter_targets=lambda signed: signed["delegations"]["keys"][
             key_id("Editor")]["keyval"].update(public="A" * 64))),
    Case("public key with a space", Code.METADATA,
         knobs=knob(alter_targets=set_in(*KEYS, "keyval", "public", to="a" * 63 + " "))),
    Case("more in the key than the key", Code.METADATA,
         knobs=knob(alter_targets=set_in(*KEYS, "keyval", "private", to="x"))),
    Case("holder written backwards", Code.METADATA, TARGETS,
         knobs=knob(alter_targets=set_in(*KEYS, "holder", to="Ana\u202e"))),
    Case("holder of spaces", Code.METADATA, TARGETS,
         knobs=knob(alter_targets=set_in(*KEYS, "holder", to="  "))),
    Case("holder in Persian letters", None,
         knobs=knob(alter_targets=set_in(*KEYS, "holder", to="مهین رضایی"))),
    Case("hash of another kind", Code.METADATA,
         knobs=knob(alter_directory=set_in("targets", "directory.ndjson", "hashes",
                                           to={"md5": "0" * 32}))),
    Case("length below 0", Code.METADATA,
         knobs=knob(alter_directory=set_in("targets", "directory.ndjson", "length", to=-1))),
    Case("withdrawal of a guide", Code.METADATA, ROLE,
         knobs=knob(alter_directory=set_in(*CUSTOM, "withdrawn",
                                           to=[{"kind": "guide", "id": "x"}]))),
]  # fmt: skip


@pytest.mark.parametrize("case", [*SIGNED, *SHAPE], ids=lambda case: case.name)
def test_signatures_and_shape(case: Case, tmp_path: Path) -> None:
    judge(case, tmp_path)


def test_what_a_bundle_says(tmp_path: Path) -> None:
    data = EDITORS.bundle(
        RECORDS,
        version=7,
        directory_signers=hands("Bo", "Cy", "stranger"),
        withdrawn=[Withdrawn(kind="phone", id="gone")],
        expires=SOON,
    )
    bundle = offer(tmp_path, data, EDITORS.trusted).bundle
    assert bundle.records == tuple(RECORDS)
    assert bundle.helplines == GUARD
    assert bundle.signers == ("Bo", "Cy")
    assert bundle.targets_signers == ("targets 0", "targets 1")
    assert bundle.expires == SOON
    assert bundle.created == dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    assert bundle.facts.withdrawn == (Withdrawn(kind="phone", id="gone"),)
    assert bundle.root == EDITORS.trusted
    assert bundle.root.facts == RootFacts(channel="test", publisher="Test Coalition")
    assert bundle.sha256 is not None
    assert len(bundle.sha256) == 64
    assert not bundle.same_as_accepted


def test_a_key_without_a_holder_is_named_by_its_id(tmp_path: Path) -> None:
    nameless = ONE.bundle(RECORDS, alter_targets=drop(*KEYS, "holder"))
    bundle = offer(tmp_path, nameless, ONE.trusted).bundle
    assert bundle.signers == (key_id("Editor")[:8],)


def test_nobody_else_makes_a_bundle(tmp_path: Path) -> None:
    bundle = offer(tmp_path, ONE.bundle(RECORDS), ONE.trusted).bundle
    assert bundle is not None
    fields = {name: getattr(bundle, name) for name in VerifiedBundle.__slots__}
    with pytest.raises(TypeError, match="only made by verify"):
        VerifiedBundle(**fields, passed=object())


def test_the_toolkit_signs_what_tuf_signs() -> None:
    made = json.loads(THREE.roots[1])
    assert signed_bytes(made["signed"]) == THREE.trusted.document.payload
    assert {kind_of(record) for record in RECORDS} == set(COUNTS)
    assert root_document(1, THREE.root, THREE.targets) == THREE.roots[1]
