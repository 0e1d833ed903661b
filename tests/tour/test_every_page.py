"""Every page of the main job, in light and dark, on a desk and on a telephone, in English and French."""

from datetime import timedelta
from itertools import cycle
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.calendar.models import DeadlineRule, Task
from council_office.desk.demo import meetings as demo
from council_office.desk.demo import people
from council_office.directory.models import Organisation
from council_office.directory.states import Role
from council_office.ledger.models import Job
from council_office.reports import actions as reports
from documents.models import Delivery, Document, TemplateText
from meetings import actions
from meetings.models import Action, Body, Decision, Invitation
from tests.factories import UserFactory

HALF_A_YEAR = timedelta(days=182)
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# Two looks that differ in everything; main pages are seen in both, others in one, and the pairs come round.
PAIRS = [
    (("en", DESK, False), ("fr", PHONE, True)),
    (("fr", DESK, True), ("en", PHONE, False)),
    (("fr", DESK, False), ("en", PHONE, True)),
    (("en", DESK, True), ("fr", PHONE, False)),
]


@pytest.fixture
def world(office, run_jobs):
    """The people of the demo; one session recorded, one convened; two letters gone, the others waiting."""
    secretary = office[Role.COUNCIL_SECRETARY]
    known = people.people()
    subjects = {row["name_en"]: demo.subject(row, by=secretary) for row in people.rows("subjects")}
    day = demo.wednesday(timezone.localdate() + timedelta(days=demo.DAYS_TO_COME))
    recorded = demo.prepare("IC-39", demo.wednesday(day - HALF_A_YEAR), known, by=secretary)
    demo.hold(recorded, subjects, by=secretary)
    coming = demo.prepare("IC-40", day, known, by=secretary, with_committees=True)
    Job.objects.all().delete()  # nobody reads the papers here
    actions.prepare_invitations(coming, by=secretary)
    letters = Invitation.objects.filter(participant__session=coming)
    letters.exclude(participant__person__in=[known["eu2"], known["jp2"]]).delete()
    actions.send_invitations(coming, by=secretary)
    run_jobs()
    actions.prepare_invitations(coming, by=secretary)
    schedule = reports.create_schedule(
        by=secretary, name="Monday outlook", owner=secretary, subscribers=[secretary]
    )
    return SimpleNamespace(
        recorded=recorded,
        coming=coming,
        sent=letters.filter(state="sent").first(),
        draft=letters.filter(state="draft").first(),
        schedule=schedule,
        person=known["jp2"],
    )


def pages(world) -> list[str]:
    """The address of every page that the main job leads to."""
    coming, recorded = world.coming, world.recorded
    plain = {
        "desk": ["today", "search"],
        "calendar": ["month", "week", "days", "tasks", "tasks_of_roles", "create_task", "feed", "rules"],
        "people": ["people", "create_person", "organisations", "members"],
        "documents": ["library", "deliveries", "texts", "groups"],
        "reports": ["reports", "schedules", "create_schedule", "issues", "ask"],
        "web": ["account", "jobs"],
        "meetings": ["sessions", "new_session", "bodies", "decisions", "actions"],
    }  # fmt: skip
    of_coming = (
        *("session", "revise_session", "chain_committees", "session_history", "delegations"),
        *("add_participant", "import_participants", "participants_list", "agenda", "add_item"),
        *("issue_agenda", "papers", "add_paper", "invitations", "review_invitations", "remind", "record"),
        *("add_outcome", "cancel_session", "session_actions"),
    )
    of_recorded = ("session", "agenda", "record", "reopen_record", "session_actions", "invitations")
    item, paper = coming.items.filter(parent=None).first(), coming.papers.first()
    place, delegation = coming.participants.first(), coming.delegations.first()
    things = {
        "meetings:body": Body.objects.get(code="IC"),
        "meetings:agenda_version": coming.agenda_versions.first(),
        "meetings:revise_item": item,
        "meetings:remove_item": item,
        "meetings:paper": paper,
        "meetings:upload_paper_file": paper,
        "meetings:publish_paper": paper,
        "meetings:revise_participant": place,
        "meetings:withdraw_participant": place,
        "meetings:receive_credentials": delegation,
        "meetings:examine_credentials": delegation,
        "meetings:invitation": world.draft,
        "meetings:revise_invitation": world.draft,
        "meetings:enter_answer": world.sent,
        "meetings:revoke_invitation": world.sent,
        "meetings:decision": Decision.objects.filter(session=recorded).first(),
        "meetings:action": Action.objects.filter(session=recorded).first(),
        "people:person": world.person,
        "people:revise_person": world.person,
        "people:person_history": world.person,
        "people:organisation": Organisation.objects.first(),
        "documents:document": Document.objects.filter(kind="invitation").first(),
        "documents:delivery": Delivery.objects.first(),
        "documents:text": TemplateText.objects.first(),
        "documents:revise_text": TemplateText.objects.first(),
        "calendar:task": Task.objects.of(coming).first(),
        "calendar:rule": DeadlineRule.objects.first(),
        "reports:schedule": world.schedule,
        "reports:revise_schedule": world.schedule,
        "web:job": Job.objects.first(),
    }
    return [
        *(reverse(f"{app}:{name}") for app, names in plain.items() for name in names),
        reverse("desk:search") + "?q=ma",
        *(reverse(f"meetings:{name}", args=[coming.pk]) for name in of_coming),
        reverse("meetings:missing", args=[coming.pk, "credentials"]),
        *(reverse(f"meetings:{name}", args=[recorded.pk]) for name in of_recorded),
        *(reverse(name, args=[thing.pk]) for name, thing in things.items()),
        world.sent.get_absolute_url(),
    ]


@pytest.mark.looks
def test_every_page_of_the_main_job_is_open_to_everybody(page_as, world, assert_accessible):
    readers = {code: UserFactory(roles=[Role.COUNCIL_SECRETARY], language=code) for code in ("en", "fr")}
    pairs = [[seen_by(page_as, readers, *look) for look in pair] for pair in PAIRS]
    for n, (url, pair) in enumerate(zip(pages(world), cycle(pairs))):
        for page in pair if url in main_pages(world) else [pair[n // 4 % 2]]:
            assert page.goto(url).status == 200, url
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
            assert_accessible(page)


def main_pages(world) -> set[str]:
    """Where people spend their day: seen on a desk and on a telephone."""
    tabs = ("session", "agenda", "papers", "delegations", "invitations", "review_invitations", "record")
    return {
        reverse("desk:today"),
        reverse("meetings:sessions"),
        reverse("documents:deliveries"),
        world.sent.get_absolute_url(),
        *(reverse(f"meetings:{name}", args=[world.coming.pk]) for name in tabs),
    }


def seen_by(page_as, readers: dict, language: str, size: dict, dark: bool):
    return page_as(readers[language], language, dark=dark, **size)
