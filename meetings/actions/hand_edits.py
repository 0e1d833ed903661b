"""Verbs on Word files of a record that came back: recognised, compared, taken over or set aside."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from documents import actions as documents
from meetings.actions.record import add_outcome, remove_outcome, revise_outcome
from meetings.actions.refusals import require_writable
from meetings.models import HandEdit, Outcome, Session
from meetings.queries import hand_edits as queries
from meetings.states import HandEditState

KIND = "record-edit"

audit.say("take_over_hand_edit", lazy("took over %(count)s paragraphs edited by hand"))


@transaction.atomic
def upload_hand_edit(session: Session, *, by, data: bytes, name: str) -> HandEdit:
    """A Word file of the record comes back: known by its hash as unchanged, or kept with its differences.

    Nothing of the record changes by it; until a person has decided, the record cannot be closed.
    """
    session = moves.lock(session)
    if known := queries.unchanged_file(session, data):
        raise Refused(
            _("This is %(file)s as it was filed: nobody changed it.") % {"file": known.download_name}
        )
    origin = queries.origin_of(data)
    texts = queries.numbered_paragraphs(data)
    if not texts:
        raise Refused(_("No numbered paragraph was found in this file: is it a record that the office made?"))
    changes = queries.hand_changes(session, texts, origin.language)
    if not changes:
        raise Refused(_("The file was saved anew, but no word of its paragraphs differs from the record."))
    document = documents.receive(
        data,
        name=name,
        kind=KIND,
        number=f"{session.label}/ROD-EDIT",
        version=session.hand_edits.count() + 1,
        title=_("Record edited by hand"),
        language=origin.language,
        about=session,
        by=by,
        level="restricted",
    )
    return moves.create(
        HandEdit,
        by=by,
        session=session,
        language=origin.language,
        document=document,
        known_as=origin.number[:120],
        changes=changes,
    )


@transaction.atomic
def take_over_hand_edit(edit: HandEdit, *, by, chosen: Iterable[int]) -> HandEdit:
    """The chosen differences go into the record; one that was worded anew meanwhile is refused, not lost."""
    require_writable(edit.session)
    chosen = sorted(set(chosen))
    if not chosen or not set(chosen) <= set(range(len(edit.changes))):
        raise Refused(_("Choose at least one paragraph."))
    edit = moves.move(edit, HandEditState.TAKEN_OVER, by=by)
    for place in chosen:
        take_over(edit, edit.changes[place], by=by)
    audit.record("take_over_hand_edit", edit, by=by, count=len(chosen))
    return edit


def take_over(edit: HandEdit, change: dict, *, by) -> None:
    """One paragraph: its new words, a paragraph more, or one less."""
    field = f"text_{edit.language}"
    if change["outcome"] is None:
        after = Outcome.objects.filter(pk=change["after"]).first()
        add_outcome(edit.session, by=by, item=after.item if after else None, **{field: change["now"]})
        return
    outcome = Outcome.objects.filter(pk=change["outcome"], session=edit.session).first()
    if outcome is None or queries.reads(outcome, edit.language) != change["was"]:
        raise Refused(
            _("Paragraph %(number)s was changed here since this file came in. Upload the file again.")
            % {"number": change["number"]}
        )
    if not change["now"]:
        remove_outcome(outcome, by=by, reason=_("removed in the Word file"))
    else:
        revise_outcome(outcome, by=by, **{field: change["now"]})


@transaction.atomic
def set_aside_hand_edit(edit: HandEdit, *, by, reason: str) -> HandEdit:
    """Nothing of the file goes into the record; the file stays on file."""
    if not reason.strip():
        raise Refused(_("Say why the changes are not taken over."))
    return moves.move(edit, HandEditState.SET_ASIDE, by=by, reason=reason.strip())
