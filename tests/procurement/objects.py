"""Objects of procurement for the access matrix (see tests/web/objects.py)."""

from council_office.directory.states import Role
from procurement import actions
from procurement.models import Approval, ForbiddenPair, Scope
from tests.meetings.session_objects import sessions
from tests.procurement import factories
from tests.protocol.objects import ceremony
from tests.visits.visit_objects import visits


def drafted(world):
    return factories.draft(by=world[Role.ASSISTANT], title="Folders")


def waiting(world):
    return factories.submitted(by=world[Role.ASSISTANT], title="Flags")


def given(world):
    """A certificate on an order, with its receipt and invoice."""
    factories.scope(world)
    return factories.certified(world)


def unsettled(world):
    """New bank details, and the invoice that brought them."""
    page = factories.page_of(number="F-9", net="77.00", iban=factories.IBAN)
    invoice = actions.drop_invoice(page, "f9.pdf", by=world[Role.ASSISTANT])
    return actions.complete_invoice(invoice, by=world[Role.ASSISTANT], supplier=factories.supplier())


def requests(world):
    return [{"pk": world.once(drafted).pk}, {"pk": world.once(given).invoice.request_id}]


def lines(world):
    return {"pk": world.once(drafted).lines.get().pk}


def approvals(world):
    return {"pk": Approval.objects.filter(request=world.once(waiting)).first().pk}


def receipts(world):
    return {"pk": world.once(given).invoice.request.receipts.first().pk}


def invoices(world):
    return [{"pk": world.once(given).invoice_id}, {"pk": world.once(unsettled).pk}]


def certificates(world):
    return {"pk": world.once(given).pk}


def budget_lines(world):
    return {"pk": factories.budget_line().pk}


def suppliers(world):
    return {"pk": factories.supplier().pk}


def accounts(world):
    return {"pk": world.once(unsettled).supplier.accounts.get().pk}


def scopes(world):
    world.once(given)
    return {"pk": Scope.objects.get().pk}


def asked(world):
    return actions.ask_exception(
        by=world[Role.ASSISTANT],
        pair=ForbiddenPair.objects.first(),
        user=world[Role.PROTOCOL_OFFICER],
        reason="Nobody else in August",
        starts_on=factories.today(),
        ends_on=factories.today(),
    )


def exceptions(world):
    return {"pk": world.once(asked).pk}


def named(build, *names):
    return {f"procurement:{name}": build for name in names}


OBJECTS = {
    **named(requests, "request", "revise_request", "add_line", "add_quote", "submit_request", "audit_zip"),
    **named(requests, "withdraw_request", "cancel_request", "enter_order", "record_receipt"),
    **named(lines, "revise_line", "remove_line"),
    **named(approvals, "approve_request", "return_request"),
    **named(receipts, "cancel_receipt"),
    **named(sessions, "session_costs"),
    **named(visits, "visit_costs"),
    **named(lambda world: {"pk": world.once(ceremony).pk}, "ceremony_costs"),
    **named(invoices, "invoice", "complete_invoice", "match_invoice", "certify_invoice", "certify_part"),
    **named(invoices, "decide_invoice", "resume_invoice", "accept_tax", "clear_duplicate"),
    **named(certificates, "certificate", "void_certificate"),
    **named(budget_lines, "budget_line", "allot"),
    **named(suppliers, "supplier", "revise_supplier", "propose_account"),
    **named(accounts, "call_back", "confirm_account", "refuse_account"),
    **named(scopes, "revoke_scope"),
    **named(exceptions, "grant_exception"),
}
