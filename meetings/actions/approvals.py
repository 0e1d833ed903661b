"""Putting a record that was issued to its body for approval, at the session that follows."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.actions import agenda
from meetings.models import AgendaItem, Session
from meetings.queries.drafts import to_approve
from meetings.states import Purpose


@transaction.atomic
def carry_approvals(session: Session, *, by) -> list[AgendaItem]:
    """An item under Matters arising for every record of the body that was issued and put to no session."""
    under = session.items.filter(carries_actions=True).order_by("position").first()
    return [
        agenda.add_item(
            session,
            by=by,
            parent=under,
            reason=_("the record was adopted"),
            approves=past,
            purpose=Purpose.DECISION,
            minutes=5,
            **titles(past),
        )
        for past in to_approve(session)
    ]


def titles(past: Session) -> dict[str, str]:
    found = {}
    for language in ("en", "fr"):
        with override(language):
            told = {"session": past.label, "number": past.record_number}
            words = _("Approval of the Record of Decisions of %(session)s (%(number)s)") % told
            found[f"title_{language}"] = words
    return found
