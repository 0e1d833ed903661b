"""Makes the pictures of the README from a fresh demo office: `.venv/bin/python docs/pictures.py`."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PASSWORD = "council-office-demo"  # noqa: S105  the demo's own, shown on its sign-in page
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}


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
        session = find_session(desk, url, "IC-40")
        past = find_session(desk, url, "IC-39")
        shoot(desk, f"{url}/", "today")
        shoot(desk, session, "readiness")
        shoot(desk, f"{session}agenda/", "agenda")
        shoot(desk, f"{session}invitations/", "invitations")
        shoot(desk, f"{past}record/", "record")
        shoot(desk, f"{url}/calendar/", "calendar")
        french = signed_in(browser, url, "council_secretary", dark=True)
        shoot(french, session, "readiness-french-dark")
        phone = signed_in(browser, url, "assistant", size=PHONE)
        shoot(phone, session, "readiness-phone")
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


def signed_in(browser: Browser, url: str, role: str, *, size: dict | None = None, dark: bool = False) -> Page:
    """A page at the office as the demo's person of this role."""
    context = browser.new_context(viewport=size or DESKTOP, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(f"{url}/account/login/")
    page.fill("input[name=login]", f"{role}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda there: "login" not in there)
    return page


def find_session(page: Page, url: str, label: str) -> str:
    """The address of a session, found in the list as a person would."""
    page.goto(f"{url}/meetings/?q={label}")
    return url + page.get_by_role("link", name=label, exact=True).first.get_attribute("href")


def shoot(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
