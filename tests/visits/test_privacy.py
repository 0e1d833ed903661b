"""Behaviour 21: identity data are sealed, found nowhere else, and end by themselves."""

import io
from datetime import timedelta

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from tests.factories import PersonFactory
from tests.visits.factories import NUMBER, answers, complete, issued, planned_visit, visitor_of
from visits import actions
from visits.models import Answer, Scan, TravelDocument
from visits.models.sealed import SealedBinaryField, SealedTextField
from visits.states import LetterState

pytestmark = pytest.mark.django_db
ADDRESS = "1 Example Road, Hefei"


def dumped() -> str:
    """Every row of every table as the database holds it."""
    out = []
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f'SELECT * FROM "{table}"')
            out += [repr(row) for row in cursor.fetchall()]
    return "\n".join(out)


def worked(office, run_jobs, monkeypatch, settings, tmp_path):
    """A visitor whose pass was issued and whose letter was sent."""
    settings.MEDIA_ROOT = tmp_path
    ink = lambda paper, form: b"%PDF-" + repr(paper).encode()  # noqa: E731
    monkeypatch.setattr("documents.actions.documents.render", ink)
    visit = planned_visit(signatory=PersonFactory())
    visit.signatory.posts.create(title_en="Director", starts_on="2020-01-01")
    visitor = visitor_of(visit, nationality="CN", zones=("SITE-ASSEMBLY",))
    issued(visitor, office=office)
    actions.ask(visit, by=office[Role.ASSISTANT])
    actions.prepare_letters(visit, by=office[Role.ASSISTANT], kind="visa_support")
    actions.send_letters(visit, by=office[Role.ASSISTANT], kind="visa_support")
    run_jobs()
    visitor.refresh_from_db()
    assert visitor.letters.get().state == LetterState.SENT
    return visitor


def test_21_the_canary_is_nowhere_outside_its_encrypted_column(
    office, run_jobs, monkeypatch, settings, tmp_path, mailoutbox, signed_in
):
    visitor = worked(office, run_jobs, monkeypatch, settings, tmp_path)
    signed_in(Role.ASSISTANT).get(f"/visits/visitors/{visitor.pk}/data/")
    actions.save_answers(visitor, by=CLOCK, values={"document_number": f"{NUMBER}X"})
    secrets = (NUMBER, ADDRESS, "1980-05-17", "ZHANG WEI")
    text = dumped()
    files = "".join(file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*") if file.is_file())
    mails = "".join(mail.message().as_string() for mail in mailoutbox)
    fixture = io.StringIO()
    call_command("dumpdata", "ledger", "documents", "calendar", stdout=fixture)
    for where in (text, files, mails, fixture.getvalue()):
        assert where
        assert [secret for secret in secrets if secret in where] == []
    assert TravelDocument.objects.get().number == f"{NUMBER}X"


def test_21_identity_data_end_thirty_days_after_the_real_end_of_access(
    office, run_jobs, monkeypatch, settings, tmp_path
):
    visitor = worked(office, run_jobs, monkeypatch, settings, tmp_path)
    longer = visitor.leaves_on + timedelta(days=10)
    actions.revise_visitor(visitor, by=CLOCK, access_until=longer)
    with time_machine.travel(longer + timedelta(days=29)):
        assert actions.erase_old_identities() == 0
    with time_machine.travel(longer + timedelta(days=30)):
        assert actions.erase_old_identities() == 1
        assert actions.erase_old_identities() == 0
    assert not TravelDocument.objects.exists()
    assert not Scan.objects.exists()
    assert not Answer.objects.exists()
    visitor.refresh_from_db()
    assert visitor.document is None
    approval = visitor.passes.first().approvals.get(aspect="identity")
    assert approval.facts["number"] == ""
    assert visitor.letters.get().facts["masked"] == ""
    assert Event.objects.filter(verb="erase_identity").count() == 1
    assert visitor.person.family_name  # who came stays known


def test_21_a_later_visit_of_the_same_person_keeps_the_data():
    visitor = visitor_of(planned_visit(), nationality="FR")
    complete(visitor, nationality="FR")
    later = planned_visit(in_days=300)
    actions.add_visitor(later, by=CLOCK, person=visitor.person)
    with time_machine.travel(visitor.last_day + timedelta(days=60)):
        assert actions.erase_old_identities() == 0
    with time_machine.travel(later.ends_on + timedelta(days=31)):
        assert actions.erase_old_identities() == 1


def test_21_whoever_does_not_come_is_erased_as_well():
    visitor = visitor_of(planned_visit(), nationality="FR")
    actions.save_answers(visitor, by=CLOCK, values=answers("FR"))
    actions.withdraw_visitor(visitor, by=CLOCK, reason="Ill")
    assert actions.erase_old_identities() == 1
    assert not TravelDocument.objects.exists()


def test_21_sealed_fields_are_the_identity_class_and_open_with_an_older_key(settings):
    sealed = [
        field
        for model in apps.get_app_config("visits").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedTextField | SealedBinaryField)
    ]
    assert {field.name for field in sealed} >= {"number", "born_on_text", "content", "value"}
    assert all(field.data_class == "identity" for field in sealed)
    document = TravelDocument.objects.create(person=PersonFactory(), number=NUMBER)
    settings.IDENTITY_KEYS = [Fernet.generate_key().decode(), *settings.IDENTITY_KEYS]
    document.refresh_from_db()
    assert document.number == NUMBER
    document.save()
    settings.IDENTITY_KEYS = settings.IDENTITY_KEYS[:1]
    assert TravelDocument.objects.get().number == NUMBER
