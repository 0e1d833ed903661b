"""Behaviour 21: identity data are sealed, found nowhere else, and end by themselves."""

import io
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from council_office.ledger.words import sentence, shown
from tests.factories import PersonFactory
from tests.visits.factories import NUMBER, answers, complete, issued, planned_visit, visitor_of, zone
from visits import actions
from visits.actions import sealing
from visits.models import Answer, Retention, Scan, TravelDocument
from visits.models.sealed import SealedBinaryField, SealedTextField
from visits.queries import passes as pass_queries
from visits.queries import privacy as queries
from visits.states import LetterState, PassState

pytestmark = pytest.mark.django_db
ADDRESS = "1 Example Road, Hefei"
SECRETS = (NUMBER, ADDRESS, "1980-05-17", "ZHANG WEI")


def dumped() -> str:
    """Every row of every table as the database holds it."""
    out = []
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f'SELECT * FROM "{table}"')
            out += [repr(row) for row in cursor.fetchall()]
    return "\n".join(out)


def cells_of(xlsx: bytes) -> str:
    sheet = load_workbook(io.BytesIO(xlsx)).active
    return "\n".join(str(cell) for row in sheet.values for cell in row)


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
    office, run_jobs, monkeypatch, settings, tmp_path, mailoutbox, signed_in, caplog
):
    caplog.set_level("DEBUG")
    visitor = worked(office, run_jobs, monkeypatch, settings, tmp_path)
    signed_in(Role.ASSISTANT).get(f"/visits/visitors/{visitor.pk}/data/")
    actions.save_answers(visitor, by=CLOCK, values={"document_number": f"{NUMBER}X"})
    text = dumped()
    files = "".join(file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*") if file.is_file())
    mails = "".join(mail.message().as_string() for mail in mailoutbox)
    fixture = io.StringIO()
    call_command("dumpdata", "ledger", "documents", "calendar", stdout=fixture)
    assistant = signed_in(Role.ASSISTANT)
    lists = [reverse("visits:visits"), reverse("visits:passes"), reverse("people:people")]
    exports = "".join(cells_of(assistant.get(f"{page}?export=xlsx").getvalue()) for page in lists)
    for secret in SECRETS:
        found = assistant.get(reverse("desk:search"), {"q": secret}).content.decode()
        assert visitor.get_absolute_url() not in found
    for where in (text, files, mails, fixture.getvalue(), exports, caplog.text):
        assert where
        assert [secret for secret in SECRETS if secret in where] == []
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
    notice = Event.objects.get(verb="erase_identity")
    assert notice.details == {
        "documents": 1,
        "scans": 3,
        "answers": 3,
        "ended": longer.isoformat(),
        "days": 30,
        "rule": Retention.objects.get().pk,
    }
    assert [secret for secret in SECRETS if secret in str(model_to_dict(notice))] == []
    with translation.override("fr"):
        assert re.sub(r"\s", " ", sentence(notice)) == (
            "a effacé les données d’identité (documents : 1, numérisations : 3, réponses : 3) ; "
            f"fin de l’accès : {shown(None, '', longer.isoformat())} ; jours de conservation : 30"
        )
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
    assert erased_on(visitor) == timezone.localdate() + timedelta(days=30)


def test_21_a_cancelled_visit_opens_no_gate_and_its_data_go_thirty_days_later(office):
    visit = planned_visit()
    visitor = visitor_of(visit, nationality="FR")
    card = issued(visitor, office=office, nationality="FR")
    actions.cancel_visit(visit, by=CLOCK, reason="Postponed")
    card.refresh_from_db()
    assert card.state == PassState.REVOKED
    assert erased_on(visitor) == timezone.localdate() + timedelta(days=30)


def test_21_a_visit_taken_up_again_counts_from_its_days_once_more():
    visit = planned_visit()
    visitor = visitor_of(visit, nationality="FR")
    complete(visitor, nationality="FR")
    actions.cancel_visit(visit, by=CLOCK, reason="Postponed")
    actions.reopen_visit(visit, by=CLOCK, reason="It takes place")
    assert erased_on(visitor) == visitor.last_day + timedelta(days=30)


def test_21_a_revoked_pass_ends_the_access_unless_another_is_asked_for(office):
    visitor = visitor_of(planned_visit(), nationality="FR")
    actions.revoke_pass(issued(visitor, office=office, nationality="FR"), by=CLOCK, reason="Security")
    assert erased_on(visitor) == timezone.localdate() + timedelta(days=30)
    actions.request_pass(visitor, by=CLOCK)
    assert erased_on(visitor) == visitor.last_day + timedelta(days=30)


def test_21_whoever_left_later_than_planned_is_counted_from_the_last_scan(office):
    visitor = visitor_of(planned_visit(), nationality="FR")
    card = issued(visitor, office=office, nationality="FR")
    code = pass_queries.code_of(card)
    with time_machine.travel(datetime.combine(visitor.last_day, time(10), UTC), tick=False):
        assert actions.admit(code, by=office[Role.SECURITY_OFFICER]).admitted
    late = datetime.combine(visitor.last_day, time(10), UTC) + timedelta(days=2)
    with time_machine.travel(late, tick=False):
        assert actions.admit(code, by=office[Role.SECURITY_OFFICER], direction="out").admitted
    assert erased_on(visitor) == visitor.last_day + timedelta(days=32)


def erased_on(visitor) -> date:
    """The first day on which the clock would erase, said the same by the page and by the database."""
    visitor.refresh_from_db()
    day = queries.end_of_access(visitor) + timedelta(days=30)
    assert visitor.person not in queries.people_over(day - timedelta(days=31))
    assert visitor.person in queries.people_over(day - timedelta(days=30))
    return day


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


def test_21_a_new_key_seals_everything_anew_and_goes_on_where_it_was_stopped(settings, monkeypatch):
    visitor = visitor_of(planned_visit(), nationality="FR")
    complete(visitor, nationality="FR")
    fields = 0
    for model, columns in sealing.sealed_fields():
        fields += sum(
            bool(value) for row in model.objects.values_list(*[c.name for c in columns]) for value in row
        )
    settings.IDENTITY_KEYS = [Fernet.generate_key().decode(), *settings.IDENTITY_KEYS]
    monkeypatch.setattr(sealing, "_reseal", stopped_after(sealing._reseal, batches=1))
    with pytest.raises(KeyboardInterrupt):
        call_command("rotate_identity_key")
    monkeypatch.undo()
    first, again = rotated(), rotated()
    assert first["anew"] > 0
    assert first["newest"] > 0
    assert first["anew"] + first["newest"] == fields
    assert again == {"anew": 0, "newest": fields, "lost": 0}
    settings.IDENTITY_KEYS = settings.IDENTITY_KEYS[:1]
    assert TravelDocument.objects.get().number == NUMBER
    assert bytes(Scan.objects.first().content)


def test_21_what_no_key_opens_is_named_and_kept_and_the_others_are_sealed_anew(settings):
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    settings.IDENTITY_KEYS = [old]
    lost = TravelDocument.objects.create(person=PersonFactory(), number="1")
    settings.IDENTITY_KEYS = [new]
    TravelDocument.objects.create(person=PersonFactory(), number="2")
    said = io.StringIO()
    with pytest.raises(CommandError, match="Keep the older keys"):
        call_command("rotate_identity_key", stdout=io.StringIO(), stderr=said)
    assert said.getvalue() == f"No key opens visits.TravelDocument {lost.pk} number.\n"
    settings.IDENTITY_KEYS = [new, old]
    assert rotated() == {"anew": 1, "newest": 1, "lost": 0}
    assert sorted(TravelDocument.objects.values_list("number", flat=True)) == ["1", "2"]


def rotated() -> dict:
    call_command("rotate_identity_key", stdout=io.StringIO())
    return Event.objects.filter(verb="rotate_identity_key").latest("pk").details


def stopped_after(step, *, batches):
    """The step, and an interruption after so many batches."""
    left = iter([*range(batches)])

    def stopped(*args):
        if next(left, None) is None:
            raise KeyboardInterrupt
        step(*args)

    return stopped


def test_21_the_history_of_a_pass_reads_in_the_language_of_its_reader_and_not_of_its_actor(office):
    visitor = visitor_of(planned_visit(), nationality="FR")
    complete(visitor, nationality="FR")
    security, assistant = office[Role.SECURITY_OFFICER], office[Role.ASSISTANT]
    with translation.override("fr"):
        card = actions.submit_pass(actions.request_pass(visitor, by=assistant), by=assistant)
        actions.approve_pass(card, by=security)
        actions.revise_visitor(visitor, by=assistant, zones=[zone("SITE-CRYO")])
        actions.open_scan(visitor.scans.get(item="photo"), by=assistant)
    assert told("en") == [
        "approved: Identity and document, Days, Zones, Host",
        "must be approved again, since it changed: Zones",
        "opened the scan “Photograph”",
    ]
    assert told("fr") == [
        "a approuvé : Identité et document, Jours, Zones, Hôte",
        "a rouvert après modification : Zones",
        "a ouvert la numérisation « Photographie »",
    ]
    older = Event(verb="open_scan", subject_type="visits.visitor", details={"item": "Photographie"})
    assert sentence(older) == "opened the scan “Photographie”"


def told(language: str) -> list[str]:
    kept = Event.objects.filter(verb__in=["approve_aspects", "reopen_aspects", "open_scan"]).order_by("pk")
    with translation.override(language):
        return [re.sub(r"\s", " ", sentence(event)) for event in kept]
