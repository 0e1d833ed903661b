"""Agendas, papers and invitations for the access matrix: of a session with the delegate, and of a draft."""

from datetime import timedelta

from django.utils import timezone

from council_office.directory.states import Role
from council_office.web.actions import issue_link
from council_office.web.models import SignedLink
from meetings import actions
from meetings.models import AgendaItem, AgendaVersion, Invitation, SessionPaper
from meetings.states import InvitationState, ParticipantRole
from tests.meetings import factories


def sessions(world):
    """A convened session in which the delegate takes part, and a draft that is nobody's but the office's."""
    by = world[Role.COUNCIL_SECRETARY]
    seen = factories.convened(number=71, by=by)
    delegate = world[Role.DELEGATE].person
    actions.add_participant(seen, by=by, person=delegate, role=ParticipantRole.OBSERVER)
    return [seen, factories.coming(number=72, in_days=300, by=by)]


def of_session(world):
    return [{"pk": session.pk} for session in world.once(sessions)]


def items(world):
    return [{"pk": AgendaItem.objects.filter(session=session).first().pk} for session in world.once(sessions)]


def versions(world):
    by = world[Role.COUNCIL_SECRETARY]
    made = [actions.issue_agenda(session, by=by) for session in world.once(sessions)]
    assert AgendaVersion.objects.count() >= len(made)
    return [{"pk": version.pk} for version in made]


def papers(world) -> list[SessionPaper]:
    by = world[Role.COUNCIL_SECRETARY]
    return [
        actions.add_paper(session, by=by, item=session.items.first(), title_en="Budget", title_fr="Budget")
        for session in world.once(sessions)
    ]


def of_paper(world):
    return [{"pk": paper.pk} for paper in world.once(papers)]


def invitations(world) -> list[Invitation]:
    by = world[Role.COUNCIL_SECRETARY]
    return actions.prepare_invitations(world.once(sessions)[0], by=by)


def of_invitation(world):
    return [{"pk": invitation.pk} for invitation in world.once(invitations)]


def answers(world):
    """A live link, and one that is over."""
    by, invitation = world[Role.COUNCIL_SECRETARY], world.once(invitations)[0]
    Invitation.objects.filter(pk=invitation.pk).update(state=InvitationState.SENT, number="LET-1")
    tokens = []
    for _n in range(2):
        link, token = issue_link(
            purpose=actions.ANSWER,
            about=invitation,
            recipient=invitation.participant.person,
            expires_at=timezone.now() + timedelta(days=9),
            by=by,
        )
        tokens.append({"token": token})
    SignedLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    return tokens


SESSION = [
    *("agenda", "fill_agenda", "add_item", "order_items", "issue_agenda", "adopt_agenda", "preview_agenda"),
    *("papers", "add_paper", "invitations", "prepare_invitations", "review_invitations"),
    *("send_invitations", "remind", "invitation_letters"),
]
ITEM = ["revise_item", "remove_item", "move_item"]
PAPER = ["paper", "revise_paper", "upload_paper_file", "follow_paper", "publish_paper", "withdraw_paper"]
INVITATION = [
    *("invitation", "preview_invitation", "revise_invitation", "revoke_invitation"),
    *("restore_invitation", "enter_answer"),
]

OBJECTS = {
    **{f"meetings:{name}": of_session for name in SESSION},
    **{f"meetings:{name}": items for name in ITEM},
    **{f"meetings:{name}": of_paper for name in PAPER},
    **{f"meetings:{name}": of_invitation for name in INVITATION},
    "meetings:agenda_version": versions,
    "meetings:answer": answers,
}
