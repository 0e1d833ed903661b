"""What the worker and the clock do for the desk."""

from council_office.desk import actions
from council_office.desk.models import Notice
from council_office.ledger import outbox


@outbox.task("desk.mail_notice")
def mail_notice(notice_id: int) -> None:
    actions.mail_notice(Notice.objects.select_related("user__person").get(pk=notice_id))


@outbox.every_minute("desk.tell_what_is_new")
def tell_what_is_new() -> None:
    actions.tell_what_is_new()


@outbox.every_minute("desk.mail_digests")
def mail_digests() -> None:
    actions.mail_digests()


@outbox.every_minute("desk.keep_requests")
def keep_requests() -> None:
    """Late requests go to the supervisor; answers that nobody contradicted are closed."""
    actions.escalate_requests()
    actions.close_settled()


@outbox.every_minute("desk.follow_trail")
def follow_trail() -> None:
    """The search learns what was changed; at night all of it is read again."""
    actions.follow_trail()
    actions.order_new_index()


@outbox.task("desk.rebuild_index")
def rebuild_index() -> None:
    actions.rebuild_index()
