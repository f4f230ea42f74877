"""The commands about trust: shown, added by its groups, replaced, damaged."""

import shutil
from pathlib import Path

import pytest

from kiosk.sync.trust import fingerprint, save_root
from tests.shell import answered, call, factory, typed_in_a_terminal, write
from tests.sync.toolkit import Coalition, make_coalition

pytestmark = pytest.mark.usefixtures("english_factory")


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory, coalition: Coalition) -> Path:
    folder = tmp_path_factory.mktemp("stick")
    return write(folder / "weekly.kiosksync", coalition, factory(), version=1).parent


@pytest.fixture
def data(tmp_path: Path, coalition: Coalition) -> Path:
    """A kiosk that trusts the coalition."""
    folder = tmp_path / "data"
    folder.mkdir()
    save_root(folder, coalition.trusted)
    return folder


def test_trust_is_shown_and_added_with_its_groups(
    tmp_path: Path, stick: Path, coalition: Coalition
) -> None:
    folder = tmp_path / "new"
    groups = fingerprint(coalition.trusted)
    assert call(folder, "trust", "show").exit_code == 1
    file = stick / "weekly.kiosksync"
    assert call(folder, "sync", file).exit_code == 1
    wrong = call(folder, "trust", "add", file, "--fingerprint", " ".join(("0000", *groups[1:])))
    assert (wrong.exit_code, "Group 1 is not" in wrong.stderr) == (1, True)
    two = call(folder, "trust", "add", file, "--fingerprint", " ".join(("0", "1", *groups[2:])))
    assert "Groups 1, 2 are not" in two.stderr
    nobody = call(folder, "trust", "add", file)
    assert (nobody.exit_code, "terminal" in nobody.stderr) == (2, True)
    added = call(folder, "trust", "add", file, "--fingerprint", " ".join(groups))
    assert (added.exit_code, "now trusts Test Coalition" in added.stdout) == (0, True)
    assert " ".join(groups) in call(folder, "trust", "show").stdout
    code, answer = answered(folder, "trust", "show")
    assert (code, answer["fingerprint"]) == (0, [*groups])


def test_at_a_terminal_a_wrong_group_is_named_and_asked_again(
    tmp_path: Path, stick: Path, coalition: Coalition, prepared_data: Path
) -> None:
    folder = Path(shutil.copytree(prepared_data, tmp_path / "new"))
    groups = fingerprint(coalition.trusted)
    typed = " ".join((*groups[:7], "0000")) + "\n" + "".join(groups) + "\n"
    code, said = typed_in_a_terminal(folder, typed, "trust", "add", stick / "weekly.kiosksync")
    assert code == 0, said
    assert "Group 8 is not as on this file" in said


def test_another_coalition_needs_a_word_more(data: Path, tmp_path: Path) -> None:
    other = make_coalition(people=3, publisher="Another Coalition")
    file = write(tmp_path / "other.kiosksync", other, factory(), version=1)
    groups = " ".join(fingerprint(other.trusted))
    refused = call(data, "trust", "add", file, "--fingerprint", groups)
    assert (refused.exit_code, "use --replace" in refused.stderr) == (1, True)
    added = call(data, "trust", "add", file, "--fingerprint", groups, "--replace")
    assert (added.exit_code, "now trusts Another Coalition" in added.stdout) == (0, True)


def test_a_broken_root_is_said(data: Path) -> None:
    (data / "root.json").write_text("{}")
    result = call(data, "trust", "show")
    assert (result.exit_code, "trust add FILE --replace" in result.stderr) == (1, True)
    assert "! Trust: the trusted keys are damaged" in call(data, "status").stdout
