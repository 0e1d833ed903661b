"""Why the record cannot be written or closed now, in words with the way out."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from council_office.ledger.moves import Refused
from meetings.models import Act, AgendaItem, Attachment, Outcome, Session
from meetings.queries.record import Record
from meetings.queries.voting import Ballot, decides, names
from meetings.states import SessionState

WRITABLE = (SessionState.DRAFT, SessionState.CONVENED, SessionState.HELD)


def require_rule(outcome: Outcome) -> None:
    """The decision rule of the item is met, or the act says who reserves and until when."""
    deciding = [act for act in outcome.acts.select_related("formula") if decides(act)]
    if outcome.item is None or not deciding:
        return
    ballot = Ballot(outcome.item)
    if not ballot.speaks() or ballot.result.carried:
        return
    for act in deciding:
        if not act.ad_referendum:
            told = {"rule": ballot.rule_words, "why": " ".join(ballot.why_not()), "verb": act.formula}
            raise Refused(
                _(
                    "“%(verb)s” cannot be recorded: its rule is “%(rule)s”. %(why)s Note "
                    "the positions on its page of votes, or save it ad referendum with those who reserve."
                )
                % told
            )
        require_reservations(act, ballot)


def require_reservations(act: Act, ballot: Ballot) -> None:
    """An act ad referendum names everybody who holds it up, and when they expect to lift."""
    unnamed = set(ballot.result.reserving) - set(act.reserving.all())
    if unnamed:
        ordered = [member for member in ballot.result.reserving if member in unnamed]
        raise Refused(_("Ad referendum: name %(members)s as reserving.") % {"members": names(ordered)})
    if act.lift_expected_on is None:
        raise Refused(_("Ad referendum: say on which day the reservations are expected to be lifted."))


def require_complete(whole: Record, gap_reason: str) -> None:
    """Refuse what would close the record falsely; a missing language needs a reason."""
    if whole.blockers:
        told = {"session": whole.session, "list": " ".join(blocker.text for blocker in whole.blockers)}
        raise Refused(_("The record of %(session)s cannot be issued yet. %(list)s") % told)
    if not whole.languages:
        raise Refused(_("Neither language of the record is complete."))
    if whole.missing_languages and not gap_reason.strip():
        language = whole.missing_languages[0]
        told = {"language": language.upper(), "numbers": ", ".join(map(str, whole.gaps(language)))}
        raise Refused(
            _(
                "Words in %(language)s are missing in paragraph %(numbers)s. Enter them, or give a reason: "
                "the record is then issued without this language."
            )
            % told
        )


def require_writable(session: Session) -> None:
    if session.state == SessionState.RECORDED:
        raise Refused(_("The record of %(session)s is issued. Reopen it first.") % {"session": session})
    if session.state not in WRITABLE:
        raise Refused(_("%(session)s is cancelled: it has no record.") % {"session": session})


def require_own(session: Session, item: AgendaItem | None, attachments: Iterable[Attachment]) -> None:
    strangers = [thing for thing in (item, *attachments) if thing and thing.session_id != session.pk]
    if strangers:
        raise Refused(_("“%(thing)s” belongs to another session.") % {"thing": strangers[0]})


def require_unregistered(act: Act) -> None:
    """An act with a permanent number is reworded or superseded, never lost."""
    if known := getattr(act, "decision", None) or getattr(act, "action", None):
        raise Refused(
            _(
                "%(number)s stands in the register. Change its words, or say in the register that it lapsed "
                "or was replaced; its paragraph stays."
            )
            % {"number": known}
        )
