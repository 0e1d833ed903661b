"""Reads on attendance: who is there on each item, which Members speak, what the record says of it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override

from council_office.directory.models import Member
from meetings import agendas, attendance
from meetings.attendance import Moved, Room
from meetings.models import AgendaItem, Participant, PresenceChange, Session
from meetings.states import REPRESENTING, AccessClass, ParticipantRole, Presence


@dataclass(frozen=True)
class Seat:
    """Somebody on one item: how they are there, and whether it changed here."""

    participant: Participant
    presence: str
    change: PresenceChange | None

    @property
    def is_there(self) -> bool:
        return self.presence != Presence.ABSENT

    def get_presence_display(self) -> str:
        return str(Presence(self.presence).label)


class Attendance:
    """The room of a session, item by item."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def items(self) -> list[agendas.Numbered[AgendaItem]]:
        return agendas.number_items(AgendaItem.objects.filter(session=self.session))

    @cached_property
    def participants(self) -> dict[int, Participant]:
        rows = self.session.participants.coming().select_related("person", "delegation__member")
        return {each.pk: each for each in rows.order_by("delegation__member__order_english", "pk")}

    @cached_property
    def changes(self) -> dict[int, list[PresenceChange]]:
        found: dict[int, list[PresenceChange]] = {}
        rows = PresenceChange.objects.filter(item__session=self.session).select_related(
            "participant__person", "participant__delegation__member", "replaced_by__person"
        )
        for change in rows.order_by("participant"):
            found.setdefault(change.item_id, []).append(change)
        return found

    @cached_property
    def rooms(self) -> dict[int, Room[int]]:
        start = {
            pk: Presence.REMOTE if each.remote else Presence.IN_ROOM for pk, each in self.participants.items()
        }
        moved = {
            pk: [Moved(each.participant_id, each.presence, each.replaced_by_id) for each in rows]
            for pk, rows in self.changes.items()
        }
        return attendance.rooms([each.item.pk for each in self.items], start, moved)

    @cached_property
    def representing(self) -> list[int]:
        return [pk for pk, each in self.participants.items() if each.role in REPRESENTING]

    def speaking(self, item: AgendaItem) -> list[Participant]:
        """Who speaks for a Member on the item."""
        found = attendance.speaking(self.rooms[item.pk], self.representing)
        return [self.participants[pk] for pk in found if pk in self.participants]

    @cached_property
    def seated(self) -> dict[int, set[int]]:
        """By item: the people (their keys) who sit there in a Representative's place."""
        return {
            item: {
                self.participants[taken_by].person_id
                for place, taken_by in room.seats.items()
                if place in self.representing and taken_by in room and taken_by in self.participants
            }
            for item, room in self.rooms.items()
        }

    def members(self, item: AgendaItem) -> list[Member]:
        """The Members represented on the item; all of them while nobody has entered any Representative."""
        if not self.representing:
            return list(Member.objects.all())
        return list(dict.fromkeys(each.delegation.member for each in self.speaking(item) if each.delegation))

    def seats(self, item: AgendaItem) -> list[Seat]:
        room = self.rooms[item.pk]
        changed = {each.participant_id: each for each in self.changes.get(item.pk, ())}
        return [
            Seat(each, room.presence[pk], changed.get(pk))
            for pk, each in self.participants.items()
            if pk in room.presence
        ]

    def not_entitled(self, item: AgendaItem) -> list[Participant]:
        """Who is there on a restricted item and should not be; the office's own people serve it."""
        if item.access == AccessClass.OPEN:
            return []
        readers = set(item.readers.values_list("pk", flat=True))
        allowed = (
            {each.pk for each in self.speaking(item)} if item.access == AccessClass.RESTRICTED else set()
        )
        present = (self.participants[pk] for pk in self.rooms[item.pk].present if pk in self.participants)
        return [
            each
            for each in present
            if each.pk not in allowed
            and each.person_id not in readers
            and each.role not in (ParticipantRole.IO, ParticipantRole.INTERPRETER)
        ]

    def notes(self, language: str) -> dict[int, list[str]]:
        """What the record says under an item of who came, went or joined from afar."""
        with override(language):
            return {pk: [self.told(each, language) for each in rows] for pk, rows in self.changes.items()}

    def told(self, change: PresenceChange, language: str) -> str:
        delegation = change.participant.delegation
        name = change.participant.person.letter_name
        facts = {"name": f"{name} ({delegation.member.name(language)})" if delegation else name}
        if change.replaced_by:
            facts["other"] = change.replaced_by.person.letter_name
            return _("From this item on %(other)s took the place of %(name)s.") % facts
        return {
            Presence.IN_ROOM: _("From this item on %(name)s took part in the room."),
            Presence.REMOTE: _("From this item on %(name)s took part remotely."),
            Presence.ABSENT: _("From this item on %(name)s was not present."),
        }[Presence(change.presence)] % facts


def notes_of(session: Session, language: str) -> dict[int, list[str]]:
    return Attendance(session).notes(language) if has_changes(session) else {}


def has_changes(session: Session) -> bool:
    return PresenceChange.objects.filter(item__session=session).exists()
