"""Closed lists of meetings and the tables of moves."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SessionState(TextChoices):
    DRAFT = "draft", _("Draft")
    CONVENED = "convened", _("Convened")
    HELD = "held", _("Held")
    RECORDED = "recorded", _("Recorded")
    CANCELLED = "cancelled", _("Cancelled")


SESSION_MOVES = {
    SessionState.DRAFT: {SessionState.CONVENED, SessionState.CANCELLED},
    SessionState.CONVENED: {SessionState.HELD, SessionState.CANCELLED},
    SessionState.HELD: {SessionState.RECORDED},
    SessionState.RECORDED: {SessionState.HELD},
    SessionState.CANCELLED: set(),
}


class SessionKind(TextChoices):
    ORDINARY = "ordinary", _("Ordinary")
    EXTRAORDINARY = "extraordinary", _("Extraordinary")
    MINISTERIAL = "ministerial", _("Ministerial")
    INTERIM = "interim", _("Interim")
    BETWEEN = "between", _("Between sessions")


class SessionMode(TextChoices):
    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("Remote")
    HYBRID = "hybrid", _("Hybrid")


class Weekday(IntegerChoices):
    """As `date.weekday` counts them; nobody meets at the weekend by habit."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class MembershipRole(TextChoices):
    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice-Chair")
    MEMBER = "member", _("Member")
    SECRETARY = "secretary", _("Secretary")
    EXPERT = "expert", _("Expert")
    FOCAL_POINT = "focal_point", _("Focal point")


class ParticipantRole(TextChoices):
    HEAD = "head", _("Head of delegation")
    REPRESENTATIVE = "representative", _("Representative")
    ALTERNATE = "alternate", _("Alternate")
    EXPERT = "expert", _("Expert")
    INTERPRETER = "interpreter", _("Interpreter")
    IO = "io", _("ITER Organization")
    OBSERVER = "observer", _("Observer")
    INVITED = "invited", _("Invited")


OF_A_DELEGATION = (
    ParticipantRole.HEAD,
    ParticipantRole.REPRESENTATIVE,
    ParticipantRole.ALTERNATE,
    ParticipantRole.EXPERT,
    ParticipantRole.INTERPRETER,
)
REPRESENTING = (ParticipantRole.HEAD, ParticipantRole.REPRESENTATIVE)
CREDENTIALLED = (*REPRESENTING, ParticipantRole.ALTERNATE)


class CredentialsState(TextChoices):
    NOMINATED = "nominated", _("Nominated")
    RECEIVED = "received", _("Letter received")
    IN_ORDER = "in_order", _("In good order")
    NOT_IN_ORDER = "not_in_order", _("Not in good order")


CREDENTIALS_MOVES = {
    CredentialsState.NOMINATED: {CredentialsState.RECEIVED},
    CredentialsState.RECEIVED: {CredentialsState.IN_ORDER, CredentialsState.NOT_IN_ORDER},
    CredentialsState.IN_ORDER: {CredentialsState.NOT_IN_ORDER},
    CredentialsState.NOT_IN_ORDER: {CredentialsState.RECEIVED, CredentialsState.IN_ORDER},
}


class Purpose(TextChoices):
    DECISION = "decision", _("For decision")
    DISCUSSION = "discussion", _("For discussion")
    INFORMATION = "information", _("For information")
    ORAL = "oral", _("Oral")


class DecisionRule(TextChoices):
    UNANIMITY = "unanimity", _("Unanimity")
    CONSENSUS = "consensus", _("Consensus")
    WEIGHTED = "weighted", _("Weighted vote")
    HOST = "host", _("Host concurrence")
    NONE = "none", _("No decision")


class AccessClass(TextChoices):
    """Who may know that an item or a paper exists."""

    OPEN = "open", _("All participants")
    RESTRICTED = "restricted", _("Heads and Representatives only")
    CLOSED = "closed", _("Named readers only")


class AgendaState(TextChoices):
    PROVISIONAL = "provisional", _("Provisional")
    REVISED = "revised", _("Revised")
    ADOPTED = "adopted", _("Adopted")


class PaperKind(TextChoices):
    """Forms a numbered paper takes; the order is the order of lists: Rev. before Add. before Corr."""

    MAIN = "main", _("Paper")
    REVISION = "revision", _("Rev.")
    ADDENDUM = "addendum", _("Add.")
    CORRIGENDUM = "corrigendum", _("Corr.")


class PaperState(TextChoices):
    EXPECTED = "expected", _("Expected")
    RECEIVED = "received", _("Received")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PAPER_MOVES = {
    PaperState.EXPECTED: {PaperState.RECEIVED, PaperState.WITHDRAWN},
    PaperState.RECEIVED: {PaperState.PUBLISHED, PaperState.WITHDRAWN},
    PaperState.PUBLISHED: {PaperState.WITHDRAWN},
    PaperState.WITHDRAWN: {PaperState.EXPECTED},
}


class InvitationForm(TextChoices):
    LETTER = "letter", _("Letter")
    NOTE_VERBALE = "note_verbale", _("Note verbale")


class InvitationState(TextChoices):
    DRAFT = "draft", _("Draft")
    QUEUED = "queued", _("In the worker")
    SENT = "sent", _("Sent")
    REVOKED = "revoked", _("Revoked")


INVITATION_MOVES = {
    InvitationState.DRAFT: {InvitationState.QUEUED, InvitationState.REVOKED},
    InvitationState.QUEUED: {InvitationState.SENT, InvitationState.DRAFT, InvitationState.REVOKED},
    InvitationState.SENT: {InvitationState.REVOKED},
    InvitationState.REVOKED: {InvitationState.DRAFT},
}


class Answer(TextChoices):
    NONE = "none", _("No answer")
    ACCEPTED = "accepted", _("Accepted")
    REGRETS = "regrets", _("Regrets")
    SUBSTITUTE = "substitute", _("Sends a substitute")


class DecisionStatus(TextChoices):
    ACTIVE = "active", _("Active")
    AD_REFERENDUM = "ad_referendum", _("Ad referendum")
    IMPLEMENTED = "implemented", _("Implemented")
    SUPERSEDED = "superseded", _("Superseded")
    LAPSED = "lapsed", _("Lapsed")


DECISION_MOVES = {
    DecisionStatus.AD_REFERENDUM: {DecisionStatus.ACTIVE, DecisionStatus.LAPSED, DecisionStatus.SUPERSEDED},
    DecisionStatus.ACTIVE: {DecisionStatus.IMPLEMENTED, DecisionStatus.SUPERSEDED, DecisionStatus.LAPSED},
    DecisionStatus.IMPLEMENTED: {DecisionStatus.ACTIVE, DecisionStatus.SUPERSEDED},
    DecisionStatus.SUPERSEDED: set(),
    DecisionStatus.LAPSED: set(),
}


class ActionKind(TextChoices):
    ACTION = "action", _("Action")
    CHARGE = "charge", _("Charge")
    DEFERRED = "deferred", _("Item for the next session")


class ActionState(TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


ACTION_MOVES = {
    ActionState.OPEN: {ActionState.DONE, ActionState.SUPERSEDED, ActionState.WITHDRAWN},
    ActionState.DONE: {ActionState.OPEN},
    ActionState.SUPERSEDED: {ActionState.OPEN},
    ActionState.WITHDRAWN: {ActionState.OPEN},
}


class FollowUp(TextChoices):
    """What an act of the record starts, beyond its paragraph."""

    NONE = "none", _("Nothing")
    DECISION = "decision", _("A decision")
    ACTION = "action", _("A decision and an action")
    CHARGE = "charge", _("A decision and a charge")
    DEFERRED = "deferred", _("An item for the next session")


class Governs(TextChoices):
    """What follows a verb of the record; it tells how French joins the two."""

    NOUN = "noun", _("A noun: the report, le rapport")
    INFINITIVE = "infinitive", _("An infinitive: prepare a plan, préparer un plan")
    CLAUSE = "clause", _("A clause: the plan was ready, le plan était prêt")


class Settlement(TextChoices):
    """What the outcome of a carried item does to its action; empty: it stays open and comes back."""

    DONE = "done", _("Done")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DraftState(TextChoices):
    CIRCULATED = "circulated", _("Circulated")
    REPLACED = "replaced", _("Replaced by a revised draft")
    ADOPTED = "adopted", _("Adopted")


DRAFT_MOVES = {
    DraftState.CIRCULATED: {DraftState.REPLACED, DraftState.ADOPTED},
    DraftState.REPLACED: set(),
    DraftState.ADOPTED: set(),
}


class Verdict(TextChoices):
    """What the Secretary says of a Member's comment."""

    OPEN = "open", _("To be judged")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


COMMENT_MOVES = {
    Verdict.OPEN: {Verdict.ACCEPTED, Verdict.REJECTED},
    Verdict.ACCEPTED: {Verdict.OPEN, Verdict.REJECTED},
    Verdict.REJECTED: {Verdict.OPEN, Verdict.ACCEPTED},
}


class HandEditState(TextChoices):
    WAITING = "waiting", _("Waits for a decision")
    TAKEN_OVER = "taken_over", _("Taken over")
    SET_ASIDE = "set_aside", _("Set aside")


HAND_EDIT_MOVES = {
    HandEditState.WAITING: {HandEditState.TAKEN_OVER, HandEditState.SET_ASIDE},
    HandEditState.TAKEN_OVER: set(),
    HandEditState.SET_ASIDE: set(),
}


class ProcedureKind(TextChoices):
    SILENCE = "silence", _("Silence procedure")
    WRITTEN = "written", _("Written procedure")


class ProcedureState(TextChoices):
    DRAFT = "draft", _("Draft")
    RUNNING = "running", _("Under way")
    BROKEN = "broken", _("Silence broken")
    ADOPTED = "adopted", _("Adopted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PROCEDURE_MOVES = {
    ProcedureState.DRAFT: {ProcedureState.RUNNING, ProcedureState.WITHDRAWN},
    ProcedureState.RUNNING: {
        ProcedureState.BROKEN,
        ProcedureState.ADOPTED,
        ProcedureState.NOT_ADOPTED,
        ProcedureState.WITHDRAWN,
    },
    **{
        over: set()
        for over in (
            ProcedureState.BROKEN,
            ProcedureState.ADOPTED,
            ProcedureState.NOT_ADOPTED,
            ProcedureState.WITHDRAWN,
        )
    },
}


class Reply(TextChoices):
    """What a Member answers in a procedure; an amendment counts as an objection to the text as it stands."""

    SILENT = "silent", _("Silent")
    AGREES = "agrees", pgettext_lazy("position of a Member", "Agrees")
    OBJECTS = "objects", _("Objects")
    AMENDS = "amends", _("Proposes an amendment")
    RESERVES = "reserves", _("Reserves its position")


class Stance(TextChoices):
    """Where a Member stands on an item."""

    AGREES = "agrees", pgettext_lazy("position of a Member", "Agrees")
    SILENT = "silent", _("Does not speak against")
    ABSTAINS = "abstains", _("Abstains")
    RESERVES = "reserves", _("Reserves its position")
    OBJECTS = "objects", _("Objects")


class Presence(TextChoices):
    IN_ROOM = "in_room", _("In the room")
    REMOTE = "remote", _("Remote")
    ABSENT = "absent", _("Not there")


class EntryState(TextChoices):
    """What became of an entry made at the console."""

    DONE = "done", pgettext_lazy("entry of the console", "Done")
    CONFLICT = "conflict", pgettext_lazy("entry of the console", "Somebody else changed it meanwhile")
    REFUSED = "refused", pgettext_lazy("entry of the console", "Refused")
