"""Fills an empty office with the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from council_office.desk.demo import (
    desk,
    documents,
    meetings,
    people,
    procurement,
    programmes,
    protocol,
    record,
    reports,
    visits,
)
from council_office.directory.models import User


class Command(BaseCommand):
    help = "Fills an empty office with invented people and papers; does nothing a second time."

    def handle(self, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This office has no demo: DEMO is off.")
        if User.objects.filter(email__in=[one["email"] for one in settings.DEMO_SIGN_INS]).exists():
            return
        self.stdout.write("Filling the office with the demo; this takes a minute…")
        known = people.people()
        users = people.users(known)
        session = meetings.sessions(known, users)
        procurement.purchases(users, session)
        record.record(known, users)
        visits.visits(session, known, users)
        documents.library(known, users)
        programmes.programmes(known, users)
        protocol.ceremony(known, users)
        reports.schedules(users)
        meetings.work_jobs()
        desk.desk(users)
        meetings.work_jobs()
        self.stdout.write("The demo is in the office.")
