"""Objects of drafts, minutes, votes, attendance and procedures for the access matrix."""

from datetime import timedelta

from django.utils import timezone

from council_office.directory.states import Role
from council_office.web.actions import issue_link
from council_office.web.models import SignedLink
from meetings import actions
from meetings.models import Formula, HandEdit, Procedure
from tests.documents.factories import document
from tests.factories import member
from tests.meetings.factories import body, place
from tests.meetings.records import held, item, paragraph

SOON = timedelta(days=9)


def of_draft(world):
    """A held session whose draft is with one Member, with everything that hangs on it."""
    by = world[Role.COUNCIL_SECRETARY]
    session = held(number=80, by=by)
    seat = place(session, "head", "CN")
    one = item(session, "Open", purpose="decision")
    paragraph(session, item=one)
    actions.add_statement(session, by=by, item=one, text_en="Said.")
    actions.note_presence(one, by=by, participant=seat, presence="remote")
    draft = actions.circulate_draft(
        session, by=by, comments_until=timezone.now() + SOON, people={member("CN"): seat.person}
    )
    actions.comment_draft(draft.reviewers.get(), by=by, number=1, language="en", text="Why?")
    HandEdit.objects.create(
        session=session, language="en", document=document(number="IC-80/ROD-EDIT"), changes=[]
    )
    return session


def of(path: str):
    """The object that hangs on the session at this path: "drafts", "items.presence_changes"."""

    def build(world):
        found = [world.once(of_draft)]
        for name in path.split("."):
            found = [each for one in found for each in getattr(one, name).all()]
        return [{"pk": found[0].pk}]

    return build


def sessions(world):
    return [{"pk": world.once(of_draft).pk}]


def procedure(world) -> Procedure:
    return actions.propose_procedure(
        body=body(),
        by=world[Role.COUNCIL_SECRETARY],
        title_en="Venue",
        title_fr="Lieu",
        text_en="The IC approved it.",
        text_fr="Le Conseil l’a approuvé.",
        formula=Formula.objects.get(code="approved"),
        expires_at=timezone.now() + SOON,
    )


def of_procedure(world):
    return [{"pk": world.once(procedure).pk}]


def replies(world):
    return [{"pk": world.once(procedure).replies.first().pk}]


def tokens(world, purpose, about, person):
    """A live link, and one that is over."""
    found = []
    for _n in range(2):
        link, token = issue_link(
            purpose=purpose,
            about=about,
            recipient=person,
            expires_at=timezone.now() + SOON,
            by=world[Role.STAFF],
        )
        found.append({"token": token})
    SignedLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    return found


def comment_links(world):
    reviewer = world.once(of_draft).drafts.get().reviewers.get()
    return tokens(world, actions.COMMENT, reviewer, reviewer.person)


def reply_links(world):
    reply = world.once(procedure).replies.first()
    return tokens(world, actions.REPLY, reply, world[Role.STAFF].person)


def named(builder, *names):
    return {f"meetings:{name}": builder for name in names}


OBJECTS = {
    **named(
        sessions,
        *("circulate_draft", "minutes", "preview_minutes", "add_statement", "record_nothing_more"),
        *("upload_hand_edit", "attendance"),
    ),
    **named(of("drafts"), "draft", "draft_changes", "compare_comments", "adopt_draft"),
    **named(of("drafts.reviewers.comments"), "judge_comment"),
    **named(of("statements"), "revise_statement", "remove_statement"),
    **named(of("items"), "record_nothing", "record_something", "voting", "note_agreement", "note_presence"),
    **named(of("items.presence_changes"), "remove_presence"),
    **named(of("hand_edits"), "hand_edit", "take_over_hand_edit", "set_aside_hand_edit"),
    **named(
        of_procedure,
        *("procedure", "revise_procedure", "open_procedure", "withdraw_procedure", "preview_procedure"),
    ),
    **named(replies, "enter_reply"),
    "meetings:comment_draft": comment_links,
    "meetings:reply": reply_links,
}
