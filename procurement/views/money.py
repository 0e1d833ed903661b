"""Doors to budget, suppliers, the bridge to SAP, scopes and duties."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from procurement import accounts, actions
from procurement.forms.requests import (
    AccountForm,
    AllotForm,
    BudgetLineForm,
    CallBackForm,
    ExceptionForm,
    ImportForm,
    NewSupplierForm,
    ReasonForm,
    ScopeForm,
    SupplierForm,
)
from procurement.models import (
    BudgetLine,
    ForbiddenPair,
    PairException,
    PurchaseRequest,
    SapExport,
    Scope,
    Supplier,
    SupplierAccount,
)
from procurement.queries import budget as queries
from procurement.queries import requests, sap
from procurement.states import SapKind
from procurement.tables import Suppliers

# Budget


@require_GET
@door()
def budget(request: HttpRequest) -> HttpResponse:
    """Every line of a year with a bar of where its money stands."""
    years = list(BudgetLine.objects.order_by("-year").values_list("year", flat=True).distinct())
    asked = request.GET.get("year", "")
    current = int(asked) if asked.isdecimal() and int(asked[:6]) in years else timezone.localdate().year
    lines = BudgetLine.objects.filter(year=current).select_related("cost_centre").order_by("code")
    found = queries.balances(lines)
    context = {"balances": found, "totals": queries.totals(found), "years": years, "year": current}
    return page(request, "procurement/budget.html", context)


@door()
def new_budget_line(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        BudgetLineForm,
        verb=lambda **data: actions.create_budget_line(by=request.user, **data),
        to=lambda line: line,
        initial={"year": timezone.localdate().year},
        title=_("New budget line"),
    )


@require_GET
@door(BudgetLine)
def budget_line(request: HttpRequest, line: BudgetLine) -> HttpResponse:
    entries = line.entries.select_related("about", "made_by__person")[:200]
    found = PurchaseRequest.objects.filter(lines__budget_line=line).distinct()
    context = {
        "line": line,
        "balance": queries.balance(line),
        "entries": entries,
        "requests": requests.shown(PurchaseRequest.objects.filter(pk__in=found.values("pk"))),
    }
    return page(request, "procurement/budget_line.html", context)


@door(BudgetLine)
def allot(request: HttpRequest, line: BudgetLine) -> HttpResponse:
    def verb(amount, reason):
        return actions.allot(line, amount, by=request.user, reason=reason)

    return form_page(
        request, AllotForm, verb=verb, to=line, title=_("Allot money to %(line)s") % {"line": line}
    )


# Suppliers


@require_GET
@door()
def suppliers(request: HttpRequest) -> HttpResponse:
    waiting = Count("accounts", Q(accounts__state="proposed"))
    rows = Supplier.objects.visible_to(request.user).select_related("organisation")
    rows = rows.annotate(accounts_waiting=waiting)
    return listing(request, Suppliers, rows, template="procurement/suppliers.html")


@door()
def new_supplier(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        NewSupplierForm,
        verb=lambda **data: actions.create_supplier(by=request.user, **data),
        to=lambda supplier: supplier,
        title=_("New supplier"),
    )


@require_GET
@door(Supplier)
def supplier(request: HttpRequest, supplier: Supplier) -> HttpResponse:
    found = supplier.accounts.select_related("proposed_by__person", "confirmed_by__person")
    bought = requests.shown(PurchaseRequest.objects.filter(supplier=supplier))
    context = {
        "supplier": supplier,
        "accounts": [(each, accounts.warnings(each.iban, each.bic)) for each in found],
        "requests": bought,
        "invoices": supplier.invoices.select_related("supplier__organisation"),
    }
    return page(request, "procurement/supplier.html", context)


@door(Supplier)
def revise_supplier(request: HttpRequest, supplier: Supplier) -> HttpResponse:
    def verb(**data):
        return actions.revise_supplier(supplier, by=request.user, **data)

    return form_page(request, SupplierForm, verb=verb, to=supplier, instance=supplier, title=str(supplier))


@door(Supplier)
def propose_account(request: HttpRequest, supplier: Supplier) -> HttpResponse:
    def verb(iban, bic):
        return actions.propose_account(supplier, by=request.user, iban=iban, bic=bic)

    return form_page(request, AccountForm, verb=verb, to=supplier, title=_("New bank details"))


@door(SupplierAccount)
def call_back(request: HttpRequest, account: SupplierAccount) -> HttpResponse:
    def verb(**data):
        return actions.call_back(account, by=request.user, **data)

    title = _("Call-back about %(account)s") % {"account": account}
    return form_page(request, CallBackForm, verb=verb, to=account.supplier, instance=account, title=title)


@require_POST
@door(SupplierAccount)
def confirm_account(request: HttpRequest, account: SupplierAccount) -> HttpResponse:
    account = actions.confirm_account(account, by=request.user)
    return answer(request, account.supplier, _("The bank details are confirmed; suspended invoices go on."))


@door(SupplierAccount)
def refuse_account(request: HttpRequest, account: SupplierAccount) -> HttpResponse:
    def verb(reason):
        return actions.refuse_account(account, by=request.user, reason=reason)

    title = _("Refuse the bank details")
    return form_page(request, ReasonForm, verb=verb, to=account.supplier, title=title, submit=_("Refuse"))


# SAP


@require_GET
@door()
def sap_bridge(request: HttpRequest) -> HttpResponse:
    """What goes to SAP, what came from it, and whether both agree to the cent."""
    found = sap.reconciliation()
    context = {
        "waiting": requests.shown(sap.to_export()),
        "exports": SapExport.objects.select_related("document", "made_by__person")[:10],
        "found": found,
        "sides": [
            (_("Orders"), found.orders, *found.totals("orders")),
            (_("Payments"), found.payments, *found.totals("payments")),
        ],
    }
    return page(request, "procurement/sap.html", context)


@require_POST
@door()
def export_requests(request: HttpRequest) -> HttpResponse:
    export = actions.export_requests(by=request.user)
    return answer(request, export.document, _("%(number)s is ready to download.") % {"number": export.number})


@door()
def import_sap(request: HttpRequest, kind: str) -> HttpResponse:
    """Rows of SAP, each taken over once."""

    def verb(file, pasted):
        return actions.import_sap(kind, file.read() if file else pasted, by=request.user)

    return form_page(
        request,
        ImportForm,
        verb=verb,
        to=reverse("procurement:sap_bridge"),
        title=_("Import from SAP: %(kind)s") % {"kind": SapKind(kind).label},
        submit=_("Import"),
        message=actions.in_words,
        template="procurement/import_sap.html",
        context={"columns": actions.columns_of(kind)},
    )


# Scopes and duties


@require_GET
@door()
def scopes(request: HttpRequest) -> HttpResponse:
    """Who may certify what, which duties exclude each other, and the exceptions with their uses."""
    today = timezone.localdate()
    context = {
        "scopes": Scope.objects.select_related(
            "user__person", "signed_by__person", "cost_centre", "category"
        ),
        "pairs": ForbiddenPair.objects.on(today),
        "exceptions": PairException.objects.select_related(
            "user__person", "asked_by__person", "granted_by__person", "pair"
        ).prefetch_related("approvals__request"),
        "today": today,
    }
    return page(request, "procurement/scopes.html", context)


@door()
def sign_scope(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        ScopeForm,
        verb=lambda **data: actions.sign_scope(by=request.user, **data),
        to=reverse("procurement:scopes"),
        title=_("Sign a scope of certification"),
        submit=_("Sign"),
    )


@require_POST
@door(Scope)
def revoke_scope(request: HttpRequest, scope: Scope) -> HttpResponse:
    actions.revoke_scope(scope, by=request.user)
    return answer(request, reverse("procurement:scopes"), _("The scope is revoked."))


@door()
def ask_exception(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        ExceptionForm,
        verb=lambda **data: actions.ask_exception(by=request.user, **data),
        to=reverse("procurement:scopes"),
        title=_("Ask for an exception"),
    )


@require_POST
@door(PairException)
def grant_exception(request: HttpRequest, exception: PairException) -> HttpResponse:
    actions.grant_exception(exception, by=request.user)
    return answer(request, reverse("procurement:scopes"), _("The exception is granted."))
