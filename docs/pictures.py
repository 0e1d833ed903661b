"""Makes the pictures of the README from a fresh demo office: `.venv/bin/python docs/pictures.py`."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PASSWORD = "council-office-demo"  # noqa: S105  the demo's own, shown on its sign-in page
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
DESKTOP = {"width": 1280, "height": 860}


def main() -> None:
    with tempfile.TemporaryDirectory() as var, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = os.environ | {
            "VAR_DIR": var,
            "DATABASE_URL": f"sqlite:///{var}/office.sqlite3",
            "BASE_URL": f"http://127.0.0.1:{port}",
        }
        for command in ("migrate", "createcachetable", "demo"):
            run = [sys.executable, "manage.py", command]
            subprocess.run(run, cwd=ROOT, env=environment, check=True)  # noqa: S603  our own commands
        server = subprocess.Popen(  # noqa: S603  our own server
            [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            take(environment["BASE_URL"])
        finally:
            server.terminate()
            server.wait()


def take(url: str) -> None:
    """Every picture, each of one page as one person sees it."""
    wait_for(url)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        desk = signed_in(browser, url, "assistant")
        coming, past = (
            find(desk, f"{url}/meetings/?q=IC-40", "IC-40"),
            find(desk, f"{url}/meetings/?q=IC-39", "IC-39"),
        )
        shoot(desk, f"{url}/", "today")
        shoot(desk, coming, "readiness")
        shoot(desk, f"{past}record/", "record")
        shoot(desk, find(desk, f"{url}/visits/?q=cryoplant", "Review of the cryoplant"), "visit")
        shoot(desk, find(desk, f"{url}/procurement/invoices/?q=4100012346", "Interprètes associés"), "match")
        shoot(desk, f"{url}/documents/letters/", "register")
        shoot(desk, find(desk, f"{url}/reports/", "Decisions and actions"), "report")
        held = find(desk, f"{url}/meetings/?q=IC-E", "IC-E")
        shoot(desk, find(desk, f"{held}console/", "Schedule of the magnet repairs"), "console")
        protocol = signed_in(browser, url, "protocol_officer")
        visit = find(protocol, f"{url}/visits/?q=Energy", "Visit of the Minister of Energy")
        shoot(protocol, f"{visit}programme/", "programme")
        ceremony = find(protocol, f"{url}/protocol/?q=magnet", "Inauguration of the magnet")
        shoot(protocol, f"{ceremony}precedence/", "precedence")
        shoot(protocol, find(protocol, f"{ceremony}seating/", "Ceremony"), "seating")
        french = signed_in(browser, url, "council_secretary", language="fr", dark=True)
        shoot(french, coming, "readiness-french-dark")
        browser.close()


def wait_for(url: str) -> None:
    for _attempt in range(60):
        try:
            urlopen(f"{url}/account/login/").close()  # noqa: S310  our own server
        except URLError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The office did not start.")


def signed_in(browser: Browser, url: str, role: str, *, language: str = "en", dark: bool = False) -> Page:
    """A page at the office as the demo's person of this role."""
    context = browser.new_context(viewport=DESKTOP, color_scheme="dark" if dark else "light", locale="en-GB")
    page = context.new_page()
    page.goto(f"{url}/account/login/")
    page.fill("input[name=login]", f"{role}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda there: "login" not in there)
    page.locator(f".languages [value={language}]").first.click()
    page.wait_for_load_state("networkidle")
    return page


def find(page: Page, list_address: str, words: str) -> str:
    """The address behind the first link with these words, found in a list as a person would."""
    page.goto(list_address)
    link = page.locator("main a:not(.chip)").filter(has_text=words).first
    return urljoin(page.url, link.get_attribute("href"))


def shoot(page: Page, address: str, name: str) -> None:
    """What the window shows, in 256 colours: a third of the size, and the eye sees no difference."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
