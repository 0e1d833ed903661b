"""Who may open which address of procurement; scopes, routes and duties are asked inside the verbs."""

from council_office.directory.states import Role
from council_office.web.access import OFFICE_HANDS, Table, roles
from procurement.states import SEERS

EYES = roles(*SEERS)
# Any of the roles that a threshold may name; whose step it is the verb asks.
APPROVERS = roles(Role.BUDGET_HOLDER, Role.COUNCIL_SECRETARY, Role.DG_OFFICE)
CERTIFIERS = roles(Role.CERTIFIER)
INVOICE_HANDS = roles(*OFFICE_HANDS.roles, Role.CERTIFIER)
ACCOUNT_HANDS = roles(*INVOICE_HANDS.roles, Role.BUDGET_HOLDER)
SIGNERS = roles(Role.COUNCIL_SECRETARY, Role.DG_OFFICE)

READ = {"GET": EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}
INVOICE_FORM = {"GET": INVOICE_HANDS, "POST": INVOICE_HANDS}
ACCOUNT_FORM = {"GET": ACCOUNT_HANDS, "POST": ACCOUNT_HANDS}
SIGN_FORM = {"GET": SIGNERS, "POST": SIGNERS}


def named(row: dict, *names: str) -> Table:
    return {f"procurement:{name}": row for name in names}


ACCESS: Table = {
    **named(READ, "requests", "request", "invoices", "invoice", "certificate", "budget", "budget_line"),
    **named(READ, "suppliers", "supplier", "sap_bridge", "scopes", "audit_zip"),
    **named(READ, "session_costs", "visit_costs", "ceremony_costs"),
    **named(FORM, "new_request", "revise_request", "add_line", "revise_line", "add_quote"),
    **named(FORM, "withdraw_request", "cancel_request", "enter_order", "record_receipt", "cancel_receipt"),
    **named(FORM, "new_supplier", "revise_supplier", "import_orders", "import_receipts", "import_payments"),
    **named(PRESS, "submit_request", "remove_line", "export_requests"),
    **named({"POST": APPROVERS}, "approve_request"),
    **named({"GET": APPROVERS, "POST": APPROVERS}, "return_request"),
    **named(INVOICE_FORM, "drop_invoice", "complete_invoice", "decide_invoice", "resume_invoice"),
    **named(INVOICE_FORM, "accept_tax", "clear_duplicate", "void_certificate"),
    **named({"POST": INVOICE_HANDS}, "match_invoice"),
    **named({"POST": CERTIFIERS}, "certify_invoice"),
    **named({"GET": CERTIFIERS, "POST": CERTIFIERS}, "certify_part"),
    **named(ACCOUNT_FORM, "propose_account", "call_back", "refuse_account"),
    **named({"POST": ACCOUNT_HANDS}, "confirm_account"),
    **named(SIGN_FORM, "sign_scope", "new_budget_line", "allot"),
    **named({"POST": SIGNERS}, "revoke_scope", "grant_exception"),
    **named(FORM, "ask_exception"),
}
