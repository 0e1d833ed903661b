"""Reads on procedures between meetings: who answers, what was said, what the clocks show."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from council_office.directory.models import Member, Person
from meetings.capitals import Local, local_times
from meetings.models import Body, MemberReply, Procedure, Session
from meetings.queries import drafts
from meetings.states import ProcedureState, Reply


def spokespeople(body: Body, session: Session | None) -> dict[Member, Person | None]:
    return drafts.spokespeople(body, session)


def unreachable(procedure: Procedure) -> list[MemberReply]:
    """The Members for whom nobody with an e-mail address answers."""
    rows = procedure.replies.filter(Q(person__isnull=True) | Q(person__email=""))
    return list(rows.select_related("member").order_by("member__order_english"))


def replies(procedure: Procedure) -> list[MemberReply]:
    rows = procedure.replies.select_related("member", "person").order_by("member__order_english")
    return list(rows)


def capitals(procedure: Procedure) -> list[Local[Member]]:
    """The deadline in the seven capitals."""
    zones = ((member, member.capital_time_zone) for member in Member.objects.all())
    return local_times(procedure.expires_at.astimezone(procedure.zone), zones)


def answered(procedure: Procedure) -> int:
    return procedure.replies.exclude(answer=Reply.SILENT).count()


def running() -> QuerySet[Procedure]:
    return Procedure.objects.filter(state=ProcedureState.RUNNING, expires_at__gt=timezone.now())
