"""Forms filled in by a real Chromium, from a file, without a network."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_selenium_python import Axe
from selenium.webdriver.common.by import By

from kiosk.editor.forms.answer_file import SUFFIX, FormAnswer, read_answer_file
from kiosk.editor.forms.form import Form
from kiosk.editor.forms.form_page import form_page
from tests.editor.website.browsing import browser, resize

WIDTHS = (320, 390, 1280)
AXE_WIDTH = 390
"""The width at which a page is judged by axe, whose rules do not depend on the width."""
PAST_THE_EDGE = """
const wide = document.documentElement.clientWidth;
return [...document.querySelectorAll("body *")].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && (box.right > wide + 1 || box.left < -1);
}).map(one => one.tagName + "." + one.className + ": " + one.textContent.slice(0, 40)).slice(0, 5)
"""
REQUESTS = "return performance.getEntriesByType('resource').map(one => one.name)"
_PATIENCE = 60
"""Seconds that a saved file may take on a busy machine."""


class FormPage:
    """One browser that opens forms and finds what they save in ``folder``."""

    def __init__(self, page: Any, folder: Path) -> None:
        self.page, self.folder = page, folder
        settings = {"behavior": "allow", "downloadPath": str(folder)}
        page.execute_cdp_cmd("Browser.setDownloadBehavior", settings)

    def open(self, form: Form, width: int = 390) -> None:
        self.width = width
        resize(self.page, width, 800)
        file = self.folder / "form.html"
        file.write_text(form_page(form), encoding="utf-8")
        self.page.get(file.as_uri())

    def question(self, key: str) -> Any:
        return self.page.find_element(By.CSS_SELECTOR, f'[data-key="{key}"]')

    def choose(self, key: str, value: str) -> None:
        self._press(self.question(key), f':scope > .answers [data-value="{value}"]')

    def write(self, key: str, text: str) -> None:
        field = self.question(key).find_element(By.CSS_SELECTOR, "textarea, input")
        self.page.execute_script("arguments[0].value = ''", field)
        field.send_keys(text)

    def go(self, act: str) -> None:
        for button in self.page.find_elements(By.CSS_SELECTOR, f'[data-go="{act}"]'):
            if button.is_displayed():
                button.click()
                return
        raise AssertionError(f"no button {act} is shown")

    def status(self) -> str:
        return str(self.page.find_element(By.ID, "status").text)

    def save(self) -> FormAnswer:
        """Press Save, wait for the file and read it; the file is gone then."""
        self.go("save")
        until = time.monotonic() + _PATIENCE
        while not (found := [*self.folder.glob(f"*{SUFFIX}")]) and time.monotonic() < until:
            time.sleep(0.05)
        assert found, self.status()
        answer = read_answer_file(found[0])
        found[0].unlink()
        return answer

    def wrong(self) -> list[str]:
        """Return what is wrong with the page as it is shown now, whatever was asked for."""
        run = self.page.execute_script
        found = [f"asked for {one}" for one in run(REQUESTS)]
        found += [f"past the edge: {one}" for one in run(PAST_THE_EDGE)]
        found += [str(line["message"]) for line in self.page.get_log("browser")]
        if self.width != AXE_WIDTH:
            return found
        axe = Axe(self.page)
        axe.inject()
        violations = axe.run()["violations"]
        return found + [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]

    def _press(self, inside: Any, what: str) -> None:
        inside.find_element(By.CSS_SELECTOR, what).click()


@contextmanager
def form_browser(folder: Path) -> Iterator[FormPage]:
    """Open a browser that is offline; its files and profile are in ``folder``."""
    saved = folder / "saved"
    saved.mkdir()
    with browser(folder / "profile") as page:
        page.execute_cdp_cmd("Network.enable", {})
        offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        page.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
        page.set_script_timeout(300)
        yield FormPage(page, saved)
