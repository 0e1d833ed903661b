"""What the worker does for procurement: one verb per row."""

from council_office.directory.models import User
from council_office.ledger import outbox
from procurement import actions
from procurement.models import Certificate, InvoiceAct


@outbox.task("procurement.produce_certificate")
def produce_certificate(certificate_id: int, by_id: int) -> None:
    certificate = Certificate.objects.select_related("certifier__person").get(pk=certificate_id)
    actions.produce_certificate(certificate, by=User.objects.get(pk=by_id))


@outbox.task("procurement.produce_supplier_letter")
def produce_supplier_letter(act_id: int, by_id: int) -> None:
    act = InvoiceAct.objects.select_related("invoice__supplier__organisation", "decided_by__person", "reason")
    actions.produce_supplier_letter(act.get(pk=act_id), by=User.objects.get(pk=by_id))
