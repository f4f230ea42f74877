"""Findings about a source, for a person to check, and how many rows its tables have."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.fields import Amount


class Weight(StrEnum):
    """Severity of a finding. Only ``refused`` stops the file from being published."""

    REFUSED = "refused"
    LEFT_OUT = "left_out"
    ASSUMED = "assumed"
    NOTE = "note"


class FindingCode(StrEnum):
    """Every kind of finding; its words are in ``finding_messages.MESSAGES``."""

    UNREADABLE_FILE = "unreadable_file"
    EMPTY_SOURCE = "empty_source"
    NOT_RECOGNISED = "not_recognised"
    ENCODING_GUESSED = "encoding_guessed"
    BROKEN_LETTERS = "broken_letters"
    BROKEN_TABLE = "broken_table"
    BROKEN_JSON = "broken_json"
    NOT_A_RECORD = "not_a_record"
    OTHER_FORM = "other_form"
    FOREIGN_FILE = "foreign_file"
    UNSAFE_NAME = "unsafe_name"
    UNREAD_TABLE = "unread_table"
    ABSENT_FILE = "absent_file"
    SEVERAL_TABLES = "several_tables"
    ONE_PAGE_ONLY = "one_page_only"
    DUPLICATE_COLUMN = "duplicate_column"
    RAGGED_ROW = "ragged_row"
    HELP_ROW = "help_row"
    RUINED_ID = "ruined_id"
    MISSING_ID = "missing_id"
    DUPLICATE_ID = "duplicate_id"
    REPEATED_ID = "repeated_id"
    SHARED_KEY = "shared_key"
    DANGLING_KEY = "dangling_key"
    CHANCE_LINKS = "chance_links"
    MENTION_DROPPED = "mention_dropped"
    SEVERAL_KEYS = "several_keys"
    SWAPPED_COLUMNS = "swapped_columns"
    UNKNOWN_STATUS = "unknown_status"
    ALL_INACTIVE = "all_inactive"
    NUMBERED_DAYS = "numbered_days"
    NOT_ACTIVE = "not_active"
    MARKED_PRIVATE = "marked_private"
    PEOPLE_LEFT_OUT = "people_left_out"
    SHARED_NUMBER = "shared_number"
    PERSON_NUMBER = "person_number"
    ADDRESS_NOT_SHOWN = "address_not_shown"
    ADDRESSES_HIDDEN = "addresses_hidden"
    HOME_HIDDEN = "home_hidden"
    MAYBE_HOME = "maybe_home"
    SECOND_ADDRESS = "second_address"
    UNREAD_CELL = "unread_cell"
    CELL_MENDED = "cell_mended"
    NO_ADDRESS = "no_address"
    LANGUAGE_NOT_PROMISED = "language_not_promised"
    HOURS_DIFFER = "hours_differ"
    HOURS_CONTRADICT = "hours_contradict"
    HOURS_SPLIT = "hours_split"
    HOURS_ELSEWHERE = "hours_elsewhere"
    SHORTENED = "shortened"
    NO_NAME = "no_name"
    NAME_TELLS = "name_tells"
    ID_TELLS = "id_tells"
    NO_ORGANIZATION = "no_organization"
    NOTHING_OFFERED = "nothing_offered"
    FILTERED = "filtered"
    FAX_LEFT_OUT = "fax_left_out"
    NOT_USED = "not_used"
    QUIET_NAME_MADE = "quiet_name_made"
    PHRASE_MADE = "phrase_made"
    UNKNOWN_CATEGORY = "unknown_category"
    NO_CATEGORY = "no_category"
    NOT_FOR_HERE = "not_for_here"
    ID_KEPT = "id_kept"
    FACTORY_CARRIED = "factory_carried"
    REFERENCE_DROPPED = "reference_dropped"
    RULE_BROKEN = "rule_broken"
    NOT_SHOWN = "not_shown"
    SHRUNK = "shrunk"
    LIST_SHRUNK = "list_shrunk"
    DANGER_UNANSWERED = "danger_unanswered"
    OLDER_FORMAT = "older_format"
    BELOW_FLOOR = "below_floor"
    FIRM_FLOOR = "firm_floor"
    WITHDRAWN = "withdrawn"
    UNKNOWN_WITHDRAWN = "unknown_withdrawn"
    MAYBE_WITHDRAWN = "maybe_withdrawn"
    FORMULA = "formula"
    CELL_ERROR = "cell_error"
    CHECKED_AS_SAID = "checked_as_said"
    NEVER_CHECKED = "never_checked"
    CHANGED_BY_SHEET = "changed_by_sheet"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_SITUATION = "unknown_situation"
    SITUATION_TWICE = "situation_twice"
    LANGUAGE_CODE = "language_code"
    DATE_READ = "date_read"
    TIME_READ = "time_read"
    CLOSES_FIRST = "closes_first"
    ENDS_BEFORE = "ends_before"
    NUMBER_NOT_READ = "number_not_read"
    SCHEME_ADDED = "scheme_added"
    ID_CHANGED = "id_changed"
    TEXT_TOO_LONG = "text_too_long"
    REQUIRED_EMPTY = "required_empty"
    MISSING_COLUMN = "missing_column"
    EXTRA_COLUMN = "extra_column"
    MISSING_SHEET = "missing_sheet"
    EXTRA_SHEET = "extra_sheet"
    NO_LINES = "no_lines"
    HOURS_INCOMPLETE = "hours_incomplete"
    ADDRESS_HIDDEN = "address_hidden"
    ADDRESS_TOLD = "address_told"
    PROSE_LEFT_OUT = "prose_left_out"
    STREET_NAMED = "street_named"
    HOUSE_NUMBER_NAMED = "house_number_named"
    TRANSLATION_REVEALS_MORE = "translation_reveals_more"
    NOT_DRAWN = "not_drawn"
    OVERRIDDEN = "overridden"
    OVERRIDE_IDLE = "override_idle"
    NO_CODE = "no_code"
    FILE_NAME_TELLS = "file_name_tells"
    STALE_TEXT = "stale_text"
    TEXT_COULD_HURT = "text_could_hurt"
    NO_SUCH_TEXT = "no_such_text"
    HELPLINE_FORGED = "helpline_forged"
    HELPLINE_KEPT = "helpline_kept"
    OLD_OR_LOCKED = "old_or_locked"
    NOT_A_WORKBOOK = "not_a_workbook"
    WORKBOOK_TOO_BIG = "workbook_too_big"
    NOT_IN_FACTORY = "not_in_factory"
    SOURCE_ABSENT = "source_absent"
    SOURCE_UNLISTED = "source_unlisted"
    SOURCE_OVERREACHES = "source_overreaches"
    LIES_OVER_NOTHING = "lies_over_nothing"
    HIDDEN_ELSEWHERE = "hidden_elsewhere"
    SOURCE_DIFFERS = "source_differs"
    SOURCES_DIFFER = "sources_differ"
    NOBODY_ANSWERS = "nobody_answers"


@dataclass(frozen=True, slots=True)
class SourceFinding:
    """One row of the report. ``row`` counts as a person sees it: the header is row 1.

    ``value`` is the original content, shortened; the report stays with the editor, who owns the
    data. ``assumed`` says in plain words what was used instead, or how to write it; it may be
    empty. ``record`` is the kind and id of the row, ``names`` of what the row belongs to, such as
    "service harbor-house": what names a record that is left out follows from that finding.
    """

    code: FindingCode
    weight: Weight
    file: str
    row: int | None = None
    column: str = ""
    value: str = ""
    assumed: str = ""
    record: str = field(default="", repr=False, compare=False)
    names: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows read from one table (sheet, file, array) and the number of records made, by kind."""

    table: str
    rows: Amount
    records: dict[str, int]
