"""Trusts a coalition's root: shows it, adds it by typed fingerprint, replaces it."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.syncfile import PRACTICE, ROOT_LIMIT, RefusalCode, Refused
from kiosk.sync.container import read_container, receive
from kiosk.sync.data_folder import FolderError, make_folder
from kiosk.sync.history import HistoryAction, HistoryEntry, add_entry
from kiosk.sync.importer import Importer
from kiosk.sync.media import is_workbook
from kiosk.sync.provisioned import is_provisioned
from kiosk.sync.retained_files import temp_path
from kiosk.sync.root_replacement import replace_root
from kiosk.sync.state import State
from kiosk.sync.status import trust_info
from kiosk.sync.sync_answers import TrustInfo
from kiosk.sync.trust import TrustedRoot, load_root, newest_root, read_root, save_root, wrong_groups

_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class TrustManager:
    """The trust of the kiosk whose data ``syncing`` manages."""

    syncing: Importer
    staffed: bool = False
    """True if the kiosk is about to get a PIN; a kiosk with a PIN never trusts practice keys."""

    def offered(self, path: Path) -> TrustInfo:
        """Return the newest root in a sync file or root document. Raises :class:`Refused`."""
        return trust_info(self._read(path))

    def wrong(self, path: Path, typed: str) -> tuple[int, ...]:
        """Return which groups (1 to 8) differ from what was typed. Raises :class:`Refused`."""
        return tuple(wrong_groups(self._read(path), typed))

    def shown(self) -> TrustInfo | None:
        """Return the trusted root, ``None`` if there is none yet. Raises :class:`Refused`."""
        root = load_root(self.syncing.data)
        return None if root is None else trust_info(root)

    def add(self, path: Path, typed: str, *, replace: bool = False) -> TrustInfo:
        """Trust the root of ``path`` from now on, if ``typed`` is its fingerprint.

        The file is read again here, so the root that was compared is the one that is trusted.

        Raises:
            Refused: for example, another root is trusted and ``replace`` is not set.
        """
        root = self._read(path)
        if wrong_groups(root, typed):
            raise Refused(RefusalCode.FINGERPRINT)
        data = self.syncing.data
        with self.syncing.folder() as state:
            before = self._before(replace=replace)
            if before is not None and trust_info(before) == trust_info(root):
                return trust_info(root)
            if before is not None and not replace:
                raise Refused(RefusalCode.OTHER_TRUST)
            if state.accepted is not None and not (before is None and self._carried(state, root)):
                replace_root(data, state, root)
            else:
                save_root(data, root)
        add_entry(
            data, self.syncing.clock.read(), HistoryEntry(time="", action=HistoryAction.TRUST)
        )
        return trust_info(root)

    def _before(self, *, replace: bool) -> TrustedRoot | None:
        """Return the root trusted so far; a damaged one counts as none if it is replaced."""
        try:
            return load_root(self.syncing.data)
        except Refused:
            if replace:
                return None
            raise

    def _carried(self, state: State, root: TrustedRoot) -> bool:
        """True if the file in use came with this very root, so from the same coalition."""
        try:
            carried = read_container(self.syncing.data / state.active.kept).roots
            own = read_root(carried[root.version])
        except (Refused, KeyError):
            return False
        return own.document.payload == root.document.payload

    def _read(self, path: Path) -> TrustedRoot:
        data = self.syncing.data
        try:
            make_folder(data)
        except FolderError as error:
            raise Refused(RefusalCode.WRITE_FAILED) from error
        with temp_path(data, "offered") as copy:
            received = receive(path, copy)
            with copy.open("rb") as file:
                beginning = file.read(ROOT_LIMIT + 1)
            if is_workbook(copy):
                raise Refused(RefusalCode.WORKBOOK)
            whole = beginning.startswith(_ZIP)
            root = newest_root(read_container(received.path)) if whole else read_root(beginning)
        if root.facts.channel == PRACTICE and (self.staffed or is_provisioned(data)):
            raise Refused(RefusalCode.PRACTICE)
        return root
