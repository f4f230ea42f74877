"""Texts of the editor's commands about keys and requests."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.key_roles import SIGN_SUFFIX, Role
from kiosk.domain.report_lines import escape_invisible, row_line, with_noun
from kiosk.editor.keys.key_folder import KeyFolder, NoKeys, open_keys
from kiosk.editor.keys.requests import Request, read_request, write_request
from kiosk.editor.keys.roles import KeyRecord, PublicKeys
from kiosk.editor.keys.signing import editors_of, keys_of
from kiosk.presentation.change_messages import helpline_section, number_words
from kiosk.sync.guarded_changes import helpline_changes


def fingerprint_paper(groups: tuple[str, ...], channel: str, publisher: str) -> str:
    """Return the fingerprint for the paper, in two lines that are easy to read aloud."""
    half = len(groups) // 2
    return (
        f"\n    {'  '.join(groups[:half])}\n    {'  '.join(groups[half:])}\n\n"
        f"Print this on the coalition's paper: Keys of {escape_invisible(publisher)} ({channel}). "
        "A kiosk that gets its first file asks for these eight groups. Type them from this paper. "
        "If it says that a group is wrong, stop and call us."
    )


def own_print_words(theirs: PublicKeys) -> str:
    """Return the fingerprints of keys that were made to join a coalition."""
    lines = (f"  {role}: {_groups(key)}" for role, key in theirs.keys.items())
    return "\n".join(
        ("Read these to the coalition, by phone or at a table, when they ask:", *lines)
    )


def their_print_words(key: KeyRecord, role: str) -> str:
    """Return the fingerprint of another person's key, to compare before signing with it."""
    return (
        f"The {role} key of {escape_invisible(key.holder)}: {_groups(key)}\n"
        "Have them read it to you. If it is not the same, the file is not theirs."
    )


def _groups(key: KeyRecord) -> str:
    """Return eight groups of four digits, as on the coalition's paper."""
    return " ".join(key.id[at : at + 4] for at in range(0, 32, 4))


def backup_words(keys: Path) -> str:
    """Explain how not to lose the keys."""
    return (
        f"\nThe keys are in {keys}, locked with your passphrase. Do this today:\n"
        "  1. Copy that whole folder to two sticks. Keep them in two places, such as two safes.\n"
        "  2. Write the passphrase on paper. Keep it apart from the sticks.\n"
        "  3. Copy the folder again after each change of keys and each publishing.\n"
        "Nobody can make the keys again: without them every kiosk must be set up again.\n"
        f"For more safety, move the files {keys / 'secrets'}/root-* and targets-* to the sticks: "
        "the weekly directory needs neither. Put them back when helplines or keys change."
    )


def key_lines(folder: KeyFolder) -> Iterator[str]:
    """Yield who holds which key."""
    coalition = folder.coalition
    yield f"{escape_invisible(coalition.publisher)} ({coalition.channel})"
    yield f"Keys number {folder.version}, until {folder.root.expires:%Y-%m-%d}"
    yield f"Fingerprint: {' '.join(folder.fingerprint)}"
    if folder.published is not None:
        number = folder.published.versions.words
        yield f"Published last: number {number} on {folder.published.created}"
    for role in Role:
        needed = folder.threshold(role)
        yield f"{role} {role.meaning}; {with_noun(needed, 'signature')} needed:"
        yield from holder_lines(folder, role)


def holder_lines(folder: KeyFolder, role: Role) -> Iterator[str]:
    """Yield who holds a key of a role, and which secrets are in this folder."""
    for key, here in folder.keys_here(role):
        yield f"  {_key(key)}{', secret in this folder' if here else ''}"


def _key(key: KeyRecord) -> str:
    return f"{key.short} {escape_invisible(key.holder)}"


def outcome_of_change(made: KeyFolder | Request, out: Path | None, role: str) -> str:
    """Describe the result of a key change; a request is written to ``out``."""
    if isinstance(made, Request):
        path = out or Path(f"root-{made.new_root.signed.version}{SIGN_SUFFIX}")
        write_request(path, made)
        missing = ", ".join(map(escape_invisible, made.signatures.missing))
        return (
            f"Not in force yet. Still to be signed by: {missing}."
            f"\nGive them {path}. Each signs it with: keys sign {path.name}"
            f"\nWhen it is back: keys take {path.name}"
            "\nIf one of these keys is lost for good and too few are left, they can never be "
            "changed again: make new ones with keys new in another folder, and set up every kiosk "
            "again."
        )
    if role == Role.DIRECTORY:
        done = "Done. The next publishing makes it known; it needs the keys for the helplines."
    else:
        done = f"Done. {new_root_words(made)}"
    return f"{done}{_warning_if_all_needed(made, role)}\nCopy {made.path} to your sticks again."


def fewer_signatures(before: int, made: KeyFolder | Request, role: Role) -> str:
    """Say that fewer people must sign than ``before``; empty if they are as many."""
    root = made.new_root.signed if isinstance(made, Request) else made.root
    needed = before if role is Role.DIRECTORY else root.roles[role.value].threshold
    if needed >= before:
        return ""
    until = "once this is in force" if isinstance(made, Request) else "from now on"
    return f"{with_noun(needed, 'signature')} will do {until}: a {role} key {role.meaning}."


def _warning_if_all_needed(folder: KeyFolder, role: str) -> str:
    """Warn if no key of a role may be lost."""
    of = Role(role)
    if not len(folder.keys_here(of)) == folder.threshold(of) > 1:
        return ""
    then = {
        Role.ROOT: "the others can change no key any more",
        Role.TARGETS: "no helpline can change until the root keys put another in its place",
    }[of]
    return f"\nEvery {role} key is needed now: if one is lost, {then}. Add a third person."


def new_root_words(folder: KeyFolder) -> str:
    """Explain the consequences of new keys."""
    return (
        f"Keys number {folder.version} are in force; the next publishing carries them, and needs "
        "the keys for the helplines.\nKiosks that know you follow by themselves. For new kiosks "
        f"print the paper again, the fingerprint is now: {' '.join(folder.fingerprint)}"
    )


def taken_words(folder: KeyFolder, file: Path) -> str:
    """Describe the keys in use after ``file`` was imported, and the next step."""
    if file.suffix != SIGN_SUFFIX:
        return "\n".join(_file_lines(folder))
    if read_request(file).kind == "root":
        return new_root_words(folder)
    return f"Helplines number {folder.helplines_version} are in force. Now publish again."


def _file_lines(folder: KeyFolder) -> Iterator[str]:
    published, vouched = folder.published, folder.vouched
    yield f"What you publish next gets number {published.directory + 1 if published else 1}."
    if published is not None and published.targets > folder.helplines_version:
        yield (
            "The helplines and editors in this file were signed with keys that were replaced here, "
            "so they were not taken over. Look at the helplines in your workbook: the next "
            "publishing signs those. If an editor is missing below: keys add --role directory."
        )
    now = folder.coalition.editors
    published_editors = editors_of(vouched.metadata.signed) if vouched else ()
    yield "The weekly directory is signed by:"
    yield from _differences(published_editors, now)
    if {*published_editors} != {*now}:
        yield "The next publishing makes that known; it needs the keys for the helplines."


def request_lines(request: Request, keys: Path) -> Iterator[str]:
    """Yield everything that a person is asked to sign."""
    facts = request.facts
    yield f"Asked by {escape_invisible(facts.publisher)} ({facts.channel})."
    if request.kind == "root":
        yield from _root_lines(request)
    else:
        yield from _targets_lines(request, keys)
    signed = ", ".join(map(escape_invisible, request.signatures.signed))
    yield f"Signed so far by: {signed or 'nobody'}."


def _root_lines(request: Request) -> Iterator[str]:
    root = request.new_root.signed
    yield f"Keys number {root.version}, until {root.expires:%Y-%m-%d}:"
    for role in (Role.ROOT, Role.TARGETS):
        before, after = keys_of(request.in_force, role), keys_of(root, role)
        needed = root.roles[role.value].threshold
        yield f"{role} {role.meaning}; {with_noun(needed, 'signature')} needed:"
        yield from _differences(before, after)


def _differences(before: tuple[KeyRecord, ...], after: tuple[KeyRecord, ...]) -> Iterator[str]:
    yield from (f"  {'' if key in before else 'NEW '}{_key(key)}" for key in after)
    yield from (f"  OUT {_key(key)}" for key in before if key not in after)


def _targets_lines(request: Request, keys: Path) -> Iterator[str]:
    signed, lines = request.new_targets.signed, request.lines
    yield f"Helplines number {signed.version}, until {signed.expires:%Y-%m-%d}:"
    for line in lines.helplines:
        texts = [line.text_number, line.text_keyword]
        numbers = [line.number, " ".join(part for part in texts if part), line.tty]
        gone = " OUT OF SERVICE" if line.out_of_service else ""
        yield f"  {escape_invisible(line.name)}: {number_words(filter(None, numbers))}{gone}"
    for guarded in lines.guarded:
        phones = (" ".join(filter(None, (one.number, one.keyword))) for one in guarded.phones)
        gone = " OUT OF SERVICE" if guarded.out_of_service else ""
        yield f"  {guarded.service_id}: {number_words(phones)}{gone}"
    yield "The weekly directory is signed by:"
    yield from (f"  {_key(key)}" for key in editors_of(signed))
    try:
        own = open_keys(keys).vouched
    except NoKeys:
        own = None
    if own is None:
        yield "This folder knows no earlier helplines: check each number above."
        return
    section = helpline_section(helpline_changes(own.lines, lines))
    yield "What changes:" if section else "No number changes."
    yield from (f"  {row_line(row)}" for row in (section.rows if section else ()))
