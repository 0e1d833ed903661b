"""What the worker does for visits: one verb per row."""

from council_office.directory.models import User
from council_office.ledger import outbox
from visits import actions
from visits.models import Programme


@outbox.task("visits.produce_programme")
def produce_programme(programme_id: int, by_id: int) -> None:
    programme = Programme.objects.select_related("visit__host").get(pk=programme_id)
    actions.produce_programme(programme, by=User.objects.get(pk=by_id))
