"""What lpstat of CUPS 2.4 writes in the C locale, as it was caught from a real scheduler."""

import pytest

from kiosk.devices.lpstat import parse, problem_of
from kiosk.devices.printers import PrinterProblem

REST = """	Form mounted:
	Content types: any
	Description: Hall
	Alerts: {alerts}
	Location: 
	Users allowed:
		(all)
"""  # noqa: W291 - as it comes
TAKES = "Hall accepting requests since Thu Nov 26 10:20:52 2026\n"
IDLE = "printer Hall is idle.  enabled since Thu Nov 26 10:20:52 2026\n" + REST
BUSY = "printer Hall now printing Hall-3.  enabled since Thu Nov 26 10:20:52 2026\n" + REST
OFF = "printer Hall disabled since Thu Nov 26 10:20:54 2026 -\n\tPaused\n" + REST
JOB = """Hall-3                  kiosk             1024   Thu Nov 26 10:20:52 2026
	Status: {status}
	Alerts: {alerts}
	queued for Hall
"""


def test_a_queue_at_rest_is_ready() -> None:
    state = parse("Hall", IDLE.format(alerts="none") + TAKES)
    assert state is not None
    assert (state.trouble, state.stopped, state.jobs, state.printing) == (None, False, (), "")


def test_a_queue_at_work_names_its_job() -> None:
    job = JOB.format(status="", alerts="job-printing")
    state = parse("Hall", BUSY.format(alerts="connecting-to-device") + TAKES + job)
    assert state is not None
    assert (state.jobs, state.printing, state.looking) == (("Hall-3",), "Hall-3", True)
    assert state.at_rest == ()
    assert state.trouble is None


@pytest.mark.parametrize(
    ("said", "looking"),
    [
        ("The printer may not exist or is unavailable at this time.", True),
        ("The printer is in use.", True),
        ("Connected to printer.", False),
        ("Spooling job, 50% complete.", False),
    ],
)
def test_a_printer_that_is_only_said_to_be_away_is_looked_for(
    said: str,
    looking: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """The backend for IPP, asked of a printer that was switched off, gives no reason."""
    head, rest = BUSY.format(alerts="none").split("\n", 1)
    state = parse("Hall", f"{head}\n\t{said}\n{rest}{TAKES}{JOB}")
    assert state is not None
    assert (state.message, state.looking, state.trouble) == (said, looking, None)


def test_a_job_that_waits_to_be_tried_again_is_at_rest() -> None:
    job = JOB.format(status="", alerts="resources-are-not-ready")
    state = parse("Hall", IDLE.format(alerts="none") + TAKES + job)
    assert state is not None
    assert state.at_rest == ("Hall-3",)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (OFF.format(alerts="paused") + TAKES, PrinterProblem.STOPPED),
        (IDLE.format(alerts="none") + TAKES.replace("acc", "not acc", 1), PrinterProblem.STOPPED),
        (OFF.format(alerts="paused media-empty-error") + TAKES, PrinterProblem.PAPER_OUT),
        (IDLE.format(alerts="media-low-warning, media-jam-error") + TAKES, PrinterProblem.JAM),
        (IDLE.format(alerts="toner-low-warning media-low-report") + TAKES, None),
    ],
)
def test_what_keeps_paper_in(text: str, trouble: PrinterProblem | None) -> None:
    state = parse("Hall", text)
    assert state is not None
    assert state.trouble is trouble


@pytest.mark.parametrize(
    "text",
    [
        "",
        'lpstat: Invalid destination name in list "Hall".\n',
        IDLE.format(alerts="none"),
        (IDLE.format(alerts="none") + TAKES).replace("Hall", "Hall2"),
        "lpstat: Bad file descriptor\n",
    ],
)
def test_no_word_of_the_queue_is_no_state(text: str) -> None:
    assert parse("Hall", text) is None


@pytest.mark.parametrize("severity", ["", "-error", "-warning", "-report"])
def test_an_empty_tray_keeps_paper_in_whatever_its_severity(severity: str) -> None:
    assert problem_of(f"media-empty{severity}") is PrinterProblem.PAPER_OUT


@pytest.mark.parametrize(
    ("reason", "trouble"),
    [
        ("other-error", PrinterProblem.FAULT),
        ("other-warning", None),
        ("marker-supply-low-warning", None),
        ("cups-waiting-for-job-completed", None),
        ("connecting-to-device", None),
    ],
)
def test_of_other_reasons_only_errors_count(reason: str, trouble: PrinterProblem | None) -> None:
    assert problem_of(reason) is trouble
