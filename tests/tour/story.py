"""Somebody’s way through the office in a browser, pressed and typed by the words of their language."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import Locator, expect

from council_office.directory import actions as directory
from meetings.models import Addressee, Formula, Session


class Reader:
    """Somebody at a page, in a language; every page that comes is looked at with axe."""

    def __init__(self, page, language: str, check) -> None:
        self.page, self.language, self.check = page, language, check

    def words(self, text: str, plural: str = "", **facts) -> str:
        """A text of the product as this reader reads it."""
        with override(self.language):
            told = ngettext(text, plural, facts["count"]) if plural else gettext(text)
        return told % facts

    def button(self, text: str, plural: str = "", **facts) -> Locator:
        return self.page.get_by_role("button", name=self.words(text, plural, **facts), exact=True)

    def link(self, text: str, plural: str = "", **facts) -> Locator:
        return self.page.get_by_role("link", name=self.words(text, plural, **facts), exact=True)

    def label(self, text: str) -> Locator:
        return self.page.get_by_label(self.words(text)).first

    def to(self, name: str, thing=None) -> Locator:
        """What leads to an address: a link, or the button of a form that posts there."""
        url = reverse(name, args=[thing.pk] if thing else [])
        return self.page.locator(f"main a[href='{url}'], main form[action='{url}'] button").first

    def visit(self, url: str) -> None:
        assert self.page.goto(url).status == 200, url
        self.look()

    def press(self, what: Locator) -> None:
        """Press what leads to another page, and look at that page."""
        with self.page.expect_navigation():
            what.click()
        self.look()

    def save(self) -> None:
        """Press the first button of the form that fills the page."""
        self.press(self.page.locator("#form .card-footer .btn-primary"))

    def look(self) -> None:
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        expect(self.page.get_by_role("heading", level=1).first).to_be_visible()
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
        self.check(self.page)

    def pick(self, field: str, typed: str) -> None:
        """Choose in a type-ahead by keyboard."""
        box = self.page.locator(f"#id_{field}")
        box.press_sequentially(typed)
        self.page.locator("[role=option][aria-selected=true]:visible").wait_for()
        box.press("Enter")
        expect(self.page.locator(f"input[type=hidden][name={field}]")).not_to_have_value("")

    def read_file(self, what: Locator) -> bytes:
        """The file behind a link, as it is saved."""
        with self.page.expect_download() as download:
            what.click()
        return download.value.path().read_bytes()


def in_office(secretary) -> None:
    """The user is the Secretary of the Council from today: letters may bear the title."""
    titles = {"title_en": "Secretary of the Council", "title_fr": "Secrétaire du Conseil"}
    directory.take_up_post(secretary.person, by=secretary, starts_on=timezone.localdate(), **titles)


def over(session: Session) -> Session:
    """The same session as if it had taken place this week: time passes for a test by the database."""
    today = timezone.localdate()
    Session.objects.filter(pk=session.pk).update(
        starts_on=today - timedelta(days=1), ends_on=today - timedelta(days=1)
    )
    session.refresh_from_db()
    return session


def write(me, verb: str, text_en: str, text_fr: str, *, to: str = "") -> None:
    """One act: verb, words in both languages, to whom; the sentence reads along."""
    page = me.page
    page.locator("[name=acts-0-formula]").select_option(str(Formula.objects.get(code=verb).pk))
    if to:
        page.locator("[name=acts-0-addressee]").select_option(str(Addressee.objects.get(name_en=to).pk))
    page.locator("[name=acts-0-text_en]").fill(text_en)
    page.locator("[name=acts-0-text_fr]").fill(text_fr)
    expect(page.locator(".side-column")).to_contain_text(text_en)
    me.save()
