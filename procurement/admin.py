"""Procurement in the administration: tables of rules are kept here, issued things are looked at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from council_office.web.admin import ImportingAdmin, LookedAt, OfficeAdmin, OfficeTabular, verb_action
from procurement import actions
from procurement.models import (
    Allocation,
    Approval,
    BudgetEntry,
    BudgetLine,
    Category,
    Certificate,
    CertificateLine,
    CostCentre,
    ForbiddenPair,
    Invoice,
    InvoiceAct,
    InvoiceLine,
    PairException,
    Payment,
    PurchaseRequest,
    Quote,
    QuoteRule,
    Reason,
    Receipt,
    ReceiptLine,
    RequestLine,
    SapExport,
    SapRow,
    Scope,
    Supplier,
    SupplierAccount,
    Terms,
    Threshold,
    Tolerance,
)
from procurement.resources import SupplierResource


class Rows(LookedAt, OfficeTabular):
    """Rows below a record, to look at."""


# Reference data and dated tables


@admin.register(CostCentre)
class CostCentreAdmin(OfficeAdmin):
    list_display = ["code", "name_en", "name_fr"]
    search_fields = ["code", "name_en", "name_fr"]
    filter_horizontal = ["holders"]


@admin.register(Category)
class CategoryAdmin(OfficeAdmin):
    list_display = ["code", "name_en", "name_fr", "sap_group"]
    search_fields = ["code", "name_en", "name_fr"]


@admin.register(BudgetLine)
class BudgetLineAdmin(OfficeAdmin):
    list_display = ["year", "code", "name_en", "name_fr", "cost_centre"]
    list_filter = ["year", "cost_centre"]
    search_fields = ["code", "name_en", "name_fr"]
    list_select_related = ["cost_centre"]
    create_verb = actions.create_budget_line


@admin.register(Threshold)
class ThresholdAdmin(OfficeAdmin):
    list_display = [
        "place",
        "role",
        "from_amount",
        "cost_centre",
        "category",
        "starts_on",
        "ends_on",
        "remark",
    ]
    list_filter = ["role", "cost_centre", "category"]
    list_select_related = ["cost_centre", "category"]


@admin.register(Tolerance)
class ToleranceAdmin(OfficeAdmin):
    list_display = ["percent", "amount", "starts_on", "ends_on", "remark"]


@admin.register(QuoteRule)
class QuoteRuleAdmin(OfficeAdmin):
    list_display = ["from_amount", "quotes", "starts_on", "ends_on", "remark"]


@admin.register(Terms)
class TermsAdmin(OfficeAdmin):
    list_display = ["days_to_certify", "days_to_pay", "late_rate", "starts_on", "ends_on", "remark"]


@admin.register(ForbiddenPair)
class ForbiddenPairAdmin(OfficeAdmin):
    list_display = ["first", "second", "starts_on", "ends_on", "remark"]


@admin.register(Reason)
class ReasonAdmin(OfficeAdmin):
    list_display = ["status", "code", "name_en", "name_fr"]
    list_filter = ["status"]
    search_fields = ["code", "name_en", "name_fr"]
    frozen_fields = ["status", "code"]


@admin.register(PairException)
class PairExceptionAdmin(LookedAt, OfficeAdmin):
    list_display = ["user", "pair", "reason", "starts_on", "ends_on", "asked_by", "granted_by"]
    list_select_related = ["user__person", "pair", "asked_by__person", "granted_by__person"]
    actions = [verb_action(actions.grant_exception, label=_("Grant the chosen exceptions"))]


@admin.register(Scope)
class ScopeAdmin(LookedAt, OfficeAdmin):
    list_display = ["user", "cost_centre", "category", "ceiling", "starts_on", "ends_on", "revoked_on"]
    list_filter = ["cost_centre", "category"]
    list_select_related = ["user__person", "cost_centre", "category"]
    actions = [verb_action(actions.revoke_scope, label=_("Revoke the chosen scopes"))]


# Purchases


class RequestLineRows(Rows):
    model = RequestLine
    fields = ["position", "description", "category", "budget_line", "quantity", "unit_price", "amount"]
    readonly_fields = fields


class ApprovalRows(Rows):
    model = Approval
    fields = ["revision", "place", "role", "state", "decided_by", "decided_at", "comment"]
    readonly_fields = fields


class QuoteRows(Rows):
    model = Quote
    fields = ["supplier_name", "amount", "dated_on", "reference", "remark", "chosen"]
    readonly_fields = fields


@admin.register(PurchaseRequest)
class PurchaseRequestAdmin(LookedAt, OfficeAdmin):
    list_display = ["title", "number", "state", "supplier", "order_number", "requester", "created_at"]
    list_filter = ["state", "created_at"]
    search_fields = ["title", "number", "order_number", "supplier__organisation__search_name"]
    list_select_related = ["supplier__organisation", "requester__person"]
    inlines = [RequestLineRows, QuoteRows, ApprovalRows]
    actions = [verb_action(actions.submit, label=_("Submit the chosen requests for approval"))]


class ReceiptLineRows(Rows):
    model = ReceiptLine
    fields = ["request_line", "quantity"]
    readonly_fields = fields


@admin.register(Receipt)
class ReceiptAdmin(LookedAt, OfficeAdmin):
    list_display = ["request", "reference", "milestone", "received_on", "received_by", "cancelled_at"]
    list_select_related = ["request", "received_by__person"]
    search_fields = ["reference", "request__order_number"]
    inlines = [ReceiptLineRows]


@admin.register(BudgetEntry)
class BudgetEntryAdmin(LookedAt, OfficeAdmin):
    list_display = ["line", "kind", "amount", "about", "reason", "made_at", "made_label"]
    list_filter = ["kind", "line"]
    list_select_related = ["line", "about"]
    date_hierarchy = "made_at"


class AccountRows(Rows):
    model = SupplierAccount
    fields = ["iban", "bic", "state", "proposed_by", "called_on", "confirmed_by"]
    readonly_fields = fields


@admin.register(Supplier)
class SupplierAdmin(ImportingAdmin):
    resource_classes = [SupplierResource]
    list_display = ["organisation", "sap_number", "vat_number", "exemption_sent_on", "exemption_until"]
    search_fields = ["organisation__search_name", "sap_number", "vat_number"]
    list_select_related = ["organisation"]
    autocomplete_fields = ["organisation"]
    inlines = [AccountRows]
    create_verb = actions.create_supplier
    revise_verb = actions.revise_supplier


# Invoices


class InvoiceLineRows(Rows):
    model = InvoiceLine
    fields = ["position", "description", "quantity", "unit_price", "net"]
    readonly_fields = fields


class InvoiceActRows(Rows):
    model = InvoiceAct
    fields = ["reason", "words", "number", "decided_at", "decided_by", "ended_at"]
    readonly_fields = fields


@admin.register(Invoice)
class InvoiceAdmin(LookedAt, OfficeAdmin):
    list_display = ["seller_name", "number", "state", "order_number", "gross", "currency", "received_on"]
    list_filter = ["state", "source", "received_on"]
    search_fields = ["number", "seller_name", "order_number", "sha256"]
    inlines = [InvoiceLineRows, InvoiceActRows]
    actions = [verb_action(actions.certify, label=_("Certify the chosen invoices within my scopes"))]


class CertificateLineRows(Rows):
    model = CertificateLine
    fields = ["invoice_line", "request_line", "scope", "amount", "live"]
    readonly_fields = fields


@admin.register(Certificate)
class CertificateAdmin(LookedAt, OfficeAdmin):
    list_display = ["number", "invoice", "state", "certifier", "certified_on", "amount"]
    list_filter = ["state", "certified_on"]
    search_fields = ["number", "invoice__number"]
    list_select_related = ["invoice__supplier__organisation", "certifier__person"]
    inlines = [CertificateLineRows]


@admin.register(Payment)
class PaymentAdmin(LookedAt, OfficeAdmin):
    list_display = ["reference", "certificate", "paid_on", "amount"]
    search_fields = ["reference", "certificate__number"]
    list_select_related = ["certificate"]


@admin.register(SapRow)
class SapRowAdmin(LookedAt, OfficeAdmin):
    list_display = ["kind", "key", "amount", "state", "message", "request", "imported_at"]
    list_filter = ["kind", "state"]
    search_fields = ["key", "message"]
    list_select_related = ["request"]


@admin.register(Allocation)
class AllocationAdmin(LookedAt, OfficeAdmin):
    list_display = ["invoice_line", "request_line", "quantity"]
    list_select_related = ["invoice_line__invoice__supplier__organisation", "request_line__request"]


@admin.register(SapExport)
class SapExportAdmin(LookedAt, OfficeAdmin):
    list_display = ["number", "document", "made_at", "made_by"]
    search_fields = ["number"]
    list_select_related = ["document", "made_by__person"]
