"""What is bought: requests, budgets, suppliers, invoices, certificates, and the tables of rules."""

from procurement.models.budget import BudgetEntry, BudgetLine, Category, CostCentre
from procurement.models.invoice import (
    Allocation,
    Certificate,
    CertificateLine,
    Invoice,
    InvoiceAct,
    InvoiceLine,
    Payment,
    Reason,
)
from procurement.models.request import (
    Approval,
    PurchaseRequest,
    Quote,
    Receipt,
    ReceiptLine,
    RequestLine,
)
from procurement.models.sap import SapExport, SapRow
from procurement.models.supplier import Supplier, SupplierAccount
from procurement.models.tables import (
    ForbiddenPair,
    PairException,
    QuoteRule,
    Scope,
    Terms,
    Threshold,
    Tolerance,
)

__all__ = [
    "Allocation",
    "Approval",
    "BudgetEntry",
    "BudgetLine",
    "Category",
    "Certificate",
    "CertificateLine",
    "CostCentre",
    "ForbiddenPair",
    "Invoice",
    "InvoiceAct",
    "InvoiceLine",
    "PairException",
    "Payment",
    "PurchaseRequest",
    "Quote",
    "QuoteRule",
    "Reason",
    "Receipt",
    "ReceiptLine",
    "RequestLine",
    "SapExport",
    "SapRow",
    "Scope",
    "Supplier",
    "SupplierAccount",
    "Terms",
    "Threshold",
    "Tolerance",
]
