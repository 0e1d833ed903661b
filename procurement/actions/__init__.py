"""Verbs of procurement: request, approve, order, receive, invoice, match, certify, pay."""

from procurement.actions.approvals import approve, return_request
from procurement.actions.audit_file import audit_zip
from procurement.actions.budget import allot, create_budget_line
from procurement.actions.certificates import certify, produce_certificate, void_certificate
from procurement.actions.decisions import decide, produce_supplier_letter, resume
from procurement.actions.duties import ask_exception, grant_exception
from procurement.actions.invoices import (
    accept_tax,
    clear_duplicate,
    complete_invoice,
    drop_invoice,
    match_invoice,
    propose_match,
)
from procurement.actions.receipts import cancel_receipt, enter_order, record_receipt
from procurement.actions.requests import (
    add_line,
    add_quote,
    cancel_request,
    create_request,
    remove_line,
    revise_line,
    revise_request,
    submit,
    withdraw,
)
from procurement.actions.sap import columns_of, export_requests, import_sap, in_words, record_payment
from procurement.actions.scopes import revoke_scope, sign_scope
from procurement.actions.suppliers import (
    call_back,
    confirm_account,
    create_supplier,
    propose_account,
    refuse_account,
    revise_supplier,
)

__all__ = [
    "accept_tax",
    "add_line",
    "add_quote",
    "allot",
    "approve",
    "ask_exception",
    "audit_zip",
    "call_back",
    "cancel_receipt",
    "cancel_request",
    "certify",
    "clear_duplicate",
    "columns_of",
    "complete_invoice",
    "confirm_account",
    "create_budget_line",
    "create_request",
    "create_supplier",
    "decide",
    "drop_invoice",
    "enter_order",
    "export_requests",
    "grant_exception",
    "import_sap",
    "in_words",
    "match_invoice",
    "produce_certificate",
    "produce_supplier_letter",
    "propose_account",
    "propose_match",
    "record_payment",
    "record_receipt",
    "refuse_account",
    "remove_line",
    "resume",
    "return_request",
    "revise_line",
    "revise_request",
    "revise_supplier",
    "revoke_scope",
    "sign_scope",
    "submit",
    "void_certificate",
    "withdraw",
]
