"""What the register and the archive put on Today: letters to answer, to approve, to sign; copies not back."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from council_office.desk.queries.declaring import ME, Matter, Offer
from council_office.desk.states import INSIDERS
from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from documents.models import Letter, MarkedCopy
from documents.states import KEEPERS, CopyState, LetterState

DECIDERS = (Role.COUNCIL_SECRETARY, Role.DG_OFFICE)


def in_state(state: str):
    return lambda user, day: Letter.objects.visible_to(user).filter(state=state)


MATTERS = (
    Matter(
        ngettext_lazy("letter to answer", "letters to answer", "count"),
        INSIDERS,
        lambda user, day: Letter.objects.visible_to(user).filter(state=LetterState.REGISTERED, owner=user),
        "documents:letters",
        (("state", LetterState.REGISTERED), ("owner", ME)),
    ),
    Matter(
        ngettext_lazy("letter late", "letters late", "count"),
        OFFICE,
        lambda user, day: Letter.objects.visible_to(user).overdue(day),
        "documents:letters",
        (("late", "true"),),
        tone="bad",
    ),
    Matter(
        ngettext_lazy("letter to approve", "letters to approve", "count"),
        DECIDERS,
        in_state(LetterState.REVIEW),
        "documents:letters",
        (("state", LetterState.REVIEW),),
        decision=True,
    ),
    Matter(
        ngettext_lazy("letter to sign", "letters to sign", "count"),
        DECIDERS,
        in_state(LetterState.APPROVED),
        "documents:letters",
        (("state", LetterState.APPROVED),),
    ),
    Matter(
        ngettext_lazy("letter to dispatch", "letters to dispatch", "count"),
        (Role.ASSISTANT,),
        in_state(LetterState.SIGNED),
        "documents:letters",
        (("state", LetterState.SIGNED),),
    ),
    Matter(
        ngettext_lazy("recalled copy not back", "recalled copies not back", "count"),
        KEEPERS,
        lambda user, day: MarkedCopy.objects.visible_to(user).filter(state=CopyState.RECALLED),
        "documents:copies",
        (("state", CopyState.RECALLED),),
    ),
)

SECTIONS = ()

OFFERS = (
    Offer(_("Correspondence"), "mail-opened", OFFICE, "documents:letters"),
    Offer(_("Marked copies"), "copy", KEEPERS, "documents:copies"),
)
