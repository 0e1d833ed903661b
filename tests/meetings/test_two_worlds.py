"""Behaviour 19: to those who may not know of it, a world with a restricted item is the world without it."""

import re

from django.db import transaction
from django.test import Client
from django.urls import reverse

from council_office.calendar.actions import open_feed
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from meetings import actions
from meetings.models import Session
from meetings.states import AccessClass
from tests.documents.test_rendering import text_of
from tests.meetings.records import act, held, item, paragraph

PAGES = ("agenda", "papers", "record", "session_actions", "participants_list")
VARYING = [
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"'), "csrf"),
    (re.compile(r"(?<=/)\d+(?=/|\")|(?<=-)\d+(?=\")|(?<=data-key=\")\d+|(?<=value=\")\d+"), "#"),
    (re.compile(r"\d\d:\d\d(:\d\d)?"), "hh:mm"),
    (re.compile(r"(?<=DTSTAMP:)\w+"), "now"),
    (re.compile(r"(?<=-)\d+(?=@)"), "#"),
]


class Undone(Exception):
    pass


def filed(session, title, pdf, **facts):
    """An item with a published paper and an outcome that decides and asks."""
    subject = item(session, title, access=facts.get("access", AccessClass.OPEN), minutes=20)
    paper = actions.add_paper(session, by=CLOCK, item=subject, title_en=f"{title} paper", **facts)
    for language in ("en", "fr"):
        actions.upload_paper_file(paper, by=CLOCK, language=language, data=pdf, name=f"{title}.pdf")
    actions.publish_paper(paper, by=CLOCK)
    adopted, asked = act("adopted", f"the {title}"), act("requested", f"a {title}", to="the Director-General")
    return paragraph(
        session,
        adopted,
        asked,
        item=subject,
        new_attachments=[{"title_en": f"{title} annex", "title_fr": title}],
    )


def world(pdf, office, *, restricted: bool) -> Session:
    """A recorded session at which the delegate was an observer."""
    secretary = office[Role.COUNCIL_SECRETARY]
    session = held()
    person = office[Role.DELEGATE].person
    actions.add_participant(session, by=CLOCK, person=person, role="observer")
    filed(session, "Baseline", pdf)
    if restricted:
        for access in (AccessClass.RESTRICTED, AccessClass.CLOSED):
            filed(session, f"Salaries {access}", pdf, access=access)
    filed(session, "Budget", pdf)
    for each in session.items.filter(outcomes=None, children=None):
        actions.record_nothing(each, by=CLOCK)
    session.refresh_from_db()
    actions.issue_record(session, by=secretary)
    return session


def seen(session: Session, client: Client) -> dict[str, str]:
    """Everything that the delegate can open, without what differs between two visits of the same page."""
    urls = {name: reverse(f"meetings:{name}", args=[session.pk]) for name in PAGES}
    urls |= {f"search {words}": f"/search/?q={words}" for words in ("Salaries", "paper", "adopted", "Budget")}
    urls |= {name: reverse(f"meetings:{name}") for name in ("sessions", "decisions", "actions")}
    urls |= {"today": "/", "library": reverse("documents:library"), "month": reverse("calendar:month")}
    urls |= {"decisions as a file": f"{reverse('meetings:decisions')}?export=csv"}
    pages = {name: client.get(url) for name, url in urls.items()}
    assert {name: page.status_code for name, page in pages.items() if page.status_code != 200} == {}
    return {name: plain(b"".join(response).decode()) for name, response in pages.items()}


def plain(html: str) -> str:
    for pattern, instead in VARYING:
        html = pattern.sub(instead, html)
    return html


def look(pdf, office, signed_in, run_jobs, *, restricted: bool) -> dict[str, str]:
    """What the delegate sees in such a world, which is then gone."""
    found = {}
    try:
        with transaction.atomic():
            session = world(pdf, office, restricted=restricted)
            run_jobs()
            client = signed_in(Role.DELEGATE)
            found = seen(session, client)
            archive = client.get(reverse("meetings:paper_archive", args=[session.pk]))
            found["archive"] = str(re.findall(rb"IC-40[^/]*?\.pdf", b"".join(archive.streaming_content)))
            pack = client.get(reverse("meetings:paper_pack", args=[session.pk]), {"language": "en"})
            found["pack"] = text_of(pack.getvalue())
            _feed, token = open_feed(client.user, by=client.user)
            feed = Client().get(reverse("calendar:ics", args=[token])).content.decode()
            found["iCalendar"] = plain(feed.replace("\r\n ", ""))
            raise Undone
    except Undone:
        return found


def test_19_restricted_items_leave_no_trace(pdf, office, signed_in, run_jobs):
    signed_in(Role.DELEGATE)
    office[Role.COUNCIL_SECRETARY]
    without = look(pdf, office, signed_in, run_jobs, restricted=False)
    with_them = look(pdf, office, signed_in, run_jobs, restricted=True)
    assert "Budget" in without["agenda"]
    assert "IC-40/D-02" in without["decisions"]
    assert "Budget paper" in without["pack"]
    assert "IC-40" in without["iCalendar"]
    assert [name for name in without if without[name] != with_them[name]] == []
