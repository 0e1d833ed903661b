"""Invitations: prepared, reviewed, made by the worker, mailed, answered, reminded, revoked."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.directory.models import Post
from council_office.directory.states import AddressStyle, Role
from council_office.ledger.models import Job, NumberTaken
from council_office.web.models import SignedLink
from documents.models import Delivery, Document, TemplateText
from documents.states import DeliveryState
from meetings import actions
from meetings.models import Body, Invitation, Participant, Session
from meetings.states import Answer, InvitationState, ParticipantRole, SessionState
from tests.factories import PersonFactory, member

LINK = re.compile(r"/meetings/answer/([\w-]+)/")


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


@pytest.fixture
def session(secretary) -> Session:
    """A convened Council session four months away."""
    day = timezone.localdate() + timedelta(days=120)
    starts_on = calendar_around(day).next_working(day)
    body = Body.objects.get(code="IC")
    signatory = PersonFactory(family_name="Marchetti", given_names="Lucia")
    Post.objects.create(
        person=signatory,
        title_en="Secretary of the Council",
        title_fr="Secrétaire du Conseil",
        starts_on=timezone.localdate() - timedelta(days=400),
    )
    session = actions.create_session(
        body=body,
        starts_on=starts_on,
        ends_on=starts_on,
        by=secretary,
        chair=signatory,
        signatory=signatory,
        place_en="Council Chamber",
        place_fr="Salle du Conseil",
    )
    return actions.convene_session(session, by=secretary)


@pytest.fixture
def delegates(session, secretary) -> list[Participant]:
    """A head from Japan, a French-speaking Representative of the Union, an expert without e-mail."""
    people = [
        PersonFactory(
            family_name="Sato", given_names="Kenji", name_order="family_first", member=member("JP")
        ),
        PersonFactory(
            family_name="Ôzdemir",
            given_names="Élise",
            language="fr",
            member=member("EU"),
            email="ozdemir@example.org",
            address_style=AddressStyle.MADAM,
        ),
        PersonFactory(family_name="Rao", given_names="Chandra", member=member("IN"), email=""),
    ]
    roles = (ParticipantRole.HEAD, ParticipantRole.REPRESENTATIVE, ParticipantRole.EXPERT)
    return [
        actions.add_participant(
            session, by=secretary, person=person, role=role, title_en="Director", title_fr="Directrice"
        )
        for person, role in zip(people, roles, strict=True)
    ]


@pytest.fixture
def sent(session, delegates, secretary, run_jobs, mailoutbox):
    """The invitations of the two who can receive one, sent."""
    actions.prepare_invitations(session, by=secretary)
    actions.send_invitations(session, by=secretary)
    run_jobs()
    return {each.participant.person.family_name: each for each in Invitation.objects.filter(state="sent")}


def token_of(invitation: Invitation) -> str:
    body = Delivery.objects.filter(about_id=invitation.pk, subject__icontains="invit").earliest("pk").body
    return LINK.search(body)[1]


def test_15_a_letter_per_addressee_is_prepared_reviewed_sent_and_filed(
    session, delegates, signed_in, run_jobs, mailoutbox
):
    client = signed_in(Role.ASSISTANT)
    review = client.post(reverse("meetings:prepare_invitations", args=[session.pk]), follow=True)
    assert review.redirect_chain[-1][0] == reverse("meetings:review_invitations", args=[session.pk])
    page = review.content.decode()
    assert "e-mail address" in page
    assert "Send 2 letters" in page

    response = client.post(reverse("meetings:send_invitations", args=[session.pk]))
    job = Job.objects.get(task="meetings.send_invitation")
    assert response.url == reverse("web:job", args=[job.pk])
    run_jobs()

    job.refresh_from_db()
    assert (job.total, job.done, job.failed) == (2, 2, 0)
    numbers = list(
        NumberTaken.objects.filter(series__code="LET").order_by("number").values_list("number", flat=True)
    )
    assert numbers == [1, 2]
    assert Document.objects.filter(kind="invitation").count() == 4
    assert sorted(Delivery.objects.values_list("to", flat=True)) == [
        "ozdemir@example.org",
        "sato@example.org",
    ]
    assert Invitation.objects.get(participant__person__family_name="Rao").state == InvitationState.DRAFT


def test_15_each_letter_reads_in_its_own_language_and_form_of_address(sent, mailoutbox):
    french = Document.objects.get(kind="invitation", form="pdf", language="fr")
    words = " ".join(str(block) for block in french.paper["blocks"])
    assert "Madame" in words
    assert "Président du Conseil" in words
    english = Document.objects.get(kind="invitation", form="pdf", language="en")
    assert "SATO" in str(english.paper["blocks"])
    mail = next(mail for mail in mailoutbox if "sato" in mail.to[0])
    names = [part.get_filename() for part in mail.message().walk() if part.get_filename()]
    assert any(name.endswith(".pdf") for name in names)
    calendar = next(part for part in mail.message().walk() if part.get_content_type() == "text/calendar")
    assert "METHOD:REQUEST" in calendar.get_content()


def test_15_an_unknown_placeholder_shows_red_and_blocks_sending(session, delegates, signed_in):
    TemplateText.objects.filter(kind="meetings.invitation", language="en").update(
        text="{salutation}\n\n{nonsense}"
    )
    client = signed_in(Role.ASSISTANT)
    review = client.post(reverse("meetings:prepare_invitations", args=[session.pk]), follow=True)
    assert "{nonsense}" in review.content.decode()
    invitation = Invitation.objects.get(participant__person__family_name="Sato")
    page = client.get(reverse("meetings:invitation", args=[invitation.pk])).content.decode()
    assert '<mark class="unknown">{nonsense}</mark>' in page
    client.post(reverse("meetings:send_invitations", args=[session.pk]))
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.DRAFT


def test_15_sending_twice_makes_no_second_letter_and_no_second_mail(
    session, sent, secretary, run_jobs, mailoutbox
):
    for invitation in sent.values():
        actions.send_invitation(invitation, by=secretary)
    run_jobs()
    assert len(mailoutbox) == 2
    assert Document.objects.filter(kind="invitation").count() == 4


def test_15_a_draft_session_invites_nobody(session, delegates, signed_in):
    Session.objects.filter(pk=session.pk).update(state=SessionState.DRAFT)
    response = signed_in(Role.ASSISTANT).post(reverse("meetings:prepare_invitations", args=[session.pk]))
    assert response.status_code == 409
    assert Invitation.objects.count() == 0


def test_15_the_addressee_answers_without_an_account_and_may_change_the_answer(sent):
    url = reverse("meetings:answer", args=[token_of(sent["Sato"])])
    stranger = Client()
    assert stranger.get(url).status_code == 200
    assert stranger.get(url)["Referrer-Policy"] == "strict-origin"
    stranger.post(url, {"answer": Answer.ACCEPTED})
    sent["Sato"].refresh_from_db()
    assert sent["Sato"].answer == Answer.ACCEPTED

    answer = {"answer": Answer.SUBSTITUTE, "substitute_name": "Aiko Mori", "remark": "From Friday"}
    stranger.post(url, answer)
    sent["Sato"].refresh_from_db()
    assert (sent["Sato"].answer, sent["Sato"].substitute_name) == (Answer.SUBSTITUTE, "Aiko Mori")


def test_15_a_substitute_without_a_name_is_asked_for_and_nothing_typed_is_lost(sent):
    url = reverse("meetings:answer", args=[token_of(sent["Sato"])])
    response = Client().post(url, {"answer": Answer.SUBSTITUTE, "remark": "Back on Friday"})
    assert response.status_code == 422
    assert "Back on Friday" in response.content.decode()
    sent["Sato"].refresh_from_db()
    assert sent["Sato"].answer == Answer.NONE


def test_15_the_answer_page_speaks_the_language_of_the_letter_or_the_one_chosen(sent):
    url = reverse("meetings:answer", args=[token_of(sent["Ôzdemir"])])
    assert 'lang="fr"' in Client().get(url).content.decode()
    stranger = Client()
    stranger.post(reverse("web:set_language"), {"language": "en", "next": url})
    assert 'lang="en"' in stranger.get(url).content.decode()


def test_15_a_revoked_link_tells_what_to_do_and_the_calendar_entry_is_cancelled(
    sent, signed_in, run_jobs, mailoutbox
):
    invitation = sent["Sato"]
    url = reverse("meetings:answer", args=[token_of(invitation)])
    client = signed_in(Role.ASSISTANT)
    client.post(reverse("meetings:revoke_invitation", args=[invitation.pk]), {"reason": "Sent too early"})
    run_jobs()
    assert Client().get(url).status_code == 410
    assert Client().post(url, {"answer": Answer.ACCEPTED}).status_code == 410
    cancelled = mailoutbox[-1].message()
    calendar = next(part for part in cancelled.walk() if part.get_content_type() == "text/calendar")
    assert "METHOD:CANCEL" in calendar.get_content()
    assert "SEQUENCE:1" in calendar.get_content()


def test_15_an_unknown_or_expired_link_opens_nothing(sent):
    assert Client().get(reverse("meetings:answer", args=["nothing"])).status_code == 404
    token = token_of(sent["Sato"])
    SignedLink.objects.update(
        issued_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=1)
    )
    assert Client().get(reverse("meetings:answer", args=[token])).status_code == 410


def test_15_only_those_who_have_not_answered_are_reminded(session, sent, signed_in, run_jobs, mailoutbox):
    actions.answer(sent["Sato"], by=SignedLink.objects.first(), answer=Answer.ACCEPTED)
    client = signed_in(Role.ASSISTANT)
    page = client.get(reverse("meetings:remind", args=[session.pk])).content.decode()
    assert "ÔZDEMIR" in page
    assert "SATO" not in page
    client.post(reverse("meetings:remind", args=[session.pk]))
    run_jobs()
    reminders = Delivery.objects.filter(key__contains="reminder").values_list("to", flat=True)
    assert list(reminders) == ["ozdemir@example.org"]
    assert len(mailoutbox) == 3
    sent["Ôzdemir"].refresh_from_db()
    assert sent["Ôzdemir"].reminders == 1
    assert Client().get(reverse("meetings:answer", args=[token_of(sent["Ôzdemir"])])).status_code == 200


def test_15_the_office_enters_an_answer_that_came_by_telephone(sent, signed_in):
    client = signed_in(Role.ASSISTANT)
    url = reverse("meetings:enter_answer", args=[sent["Sato"].pk])
    assert client.get(url).status_code == 200
    client.post(url, {"answer": Answer.REGRETS})
    sent["Sato"].refresh_from_db()
    assert sent["Sato"].answer == Answer.REGRETS


def test_15_a_mail_that_the_server_refuses_is_listed_and_the_letter_stays_filed(sent):
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}
    assert Document.objects.filter(kind="invitation", number=sent["Sato"].number).count() == 2


def test_15_a_stranger_does_not_even_learn_that_an_invitation_exists(sent, signed_in):
    client = signed_in(Role.DELEGATE)
    assert client.get(reverse("meetings:invitation", args=[sent["Sato"].pk])).status_code == 403
    assert Client().get(reverse("meetings:invitation", args=[sent["Sato"].pk])).status_code == 302


@pytest.mark.parametrize("people", [1, 3])
def test_15_the_list_of_invitations_asks_the_same_number_of_queries(
    session, secretary, signed_in, people, django_assert_num_queries
):
    for _n in range(people):
        person = PersonFactory(member=member("EU"))
        actions.add_participant(session, by=secretary, person=person, role=ParticipantRole.EXPERT)
    actions.prepare_invitations(session, by=secretary)
    client = signed_in(Role.ASSISTANT)
    url = reverse("meetings:invitations", args=[session.pk])
    client.get(url)
    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get(url)
    with django_assert_num_queries(QUERIES_OF_REVIEW):
        client.get(reverse("meetings:review_invitations", args=[session.pk]))


QUERIES_OF_LIST = 14
QUERIES_OF_REVIEW = 12


def test_15_all_letters_of_a_session_come_in_one_file(session, sent, signed_in):
    response = signed_in(Role.ASSISTANT).get(reverse("meetings:invitation_letters", args=[session.pk]))
    assert response.content.startswith(b"%PDF-")
