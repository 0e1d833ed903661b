"""Forms of purchase requests, budgets and suppliers."""

from decimal import Decimal

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from council_office.directory.models import Organisation, User
from council_office.web.forms import OfficeForm, OfficeModelForm, Picker, source
from procurement.models import (
    BudgetLine,
    ForbiddenPair,
    PurchaseRequest,
    Quote,
    RequestLine,
    Scope,
    Supplier,
    SupplierAccount,
)


def named(suppliers: QuerySet, text: str) -> QuerySet:
    return suppliers.named(text).select_related("organisation")


SUPPLIERS = source("procurement.supplier", Supplier, named, note=lambda supplier: supplier.sap_number)
ORGANISATIONS = source(
    "procurement.organisation", Organisation, lambda organisations, text: organisations.named(text)
)
MONEY = {"max_digits": 12, "decimal_places": 2}


class RequestForm(OfficeModelForm):
    supplier = Picker(
        SUPPLIERS,
        label=_("Supplier"),
        required=False,
        help_text=_("Type a part of the name or the SAP number."),
    )

    class Meta:
        model = PurchaseRequest
        fields = ["title", "supplier", "wanted_on", "justification", "single_source"]
        help_texts = {"single_source": _("Only when fewer quotes are at hand than the table asks for.")}


class LineForm(OfficeModelForm):
    class Meta:
        model = RequestLine
        fields = ["description", "category", "budget_line", "quantity", "unit", "unit_price"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        lines = self.fields["budget_line"]
        lines.queryset = lines.queryset.filter(year__gte=this_year - 1).select_related("cost_centre")
        self.fields["quantity"].initial = 1


class QuoteForm(OfficeModelForm):
    file = forms.FileField(label=_("The quote as a file"), required=False)

    class Meta:
        model = Quote
        fields = ["supplier_name", "amount", "dated_on", "reference", "chosen", "remark"]


class ReasonForm(OfficeForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea)


class CommentForm(OfficeForm):
    comment = forms.CharField(
        label=_("What has to change"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class OrderForm(OfficeForm):
    order_number = forms.CharField(
        label=_("SAP order number"), max_length=10, help_text=_("Ten digits, as 4100012345.")
    )


class ReceiptForm(OfficeForm):
    """One quantity for each line of the order, what is still open proposed."""

    received_on = forms.DateField(label=_("Received on"))
    reference = forms.CharField(label=_("Delivery note or SAP receipt"), max_length=60, required=False)
    milestone = forms.CharField(label=_("Milestone"), max_length=160, required=False)

    def __init__(self, *args, lines, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line, open_quantity in lines:
            self.fields[f"line_{line.pk}"] = forms.DecimalField(
                label=str(line),
                required=False,
                min_value=Decimal(0),
                max_digits=12,
                decimal_places=3,
                initial=open_quantity.normalize() if open_quantity else None,
                help_text=_("%(ordered)s ordered, %(open)s still open")
                % {"ordered": f"{line.quantity.normalize():f}", "open": f"{open_quantity.normalize():f}"},
                widget=forms.NumberInput(attrs={"class": "form-control"}),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        told = {line.pk: cleaned.pop(f"line_{line.pk}", None) for line, _open in self.lines}
        return {**cleaned, "quantities": {pk: quantity for pk, quantity in told.items() if quantity}}


# Budget


class AllotForm(OfficeForm):
    amount = forms.DecimalField(
        label=_("Amount (EUR)"), help_text=_("A minus takes free money back."), **MONEY
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class BudgetLineForm(OfficeModelForm):
    class Meta:
        model = BudgetLine
        fields = ["year", "code", "name_en", "name_fr", "cost_centre"]


# Suppliers


class NewSupplierForm(OfficeForm):
    organisation = Picker(ORGANISATIONS, label=_("Organisation on record"), required=False)
    name_en = forms.CharField(label=_("or the name of a new one"), max_length=200, required=False)
    address = forms.CharField(label=_("Postal address"), required=False, widget=forms.Textarea)
    email = forms.EmailField(label=_("E-mail"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=lambda: [("", ""), *countries])
    sap_number = forms.CharField(label=_("SAP vendor number"), max_length=20, required=False)
    vat_number = forms.CharField(label=_("VAT number"), max_length=30, required=False)


class SupplierForm(OfficeModelForm):
    class Meta:
        model = Supplier
        fields = ["sap_number", "vat_number", "exemption_asked_on", "exemption_sent_on", "exemption_until"]


class AccountForm(OfficeForm):
    iban = forms.CharField(label=_("IBAN"), max_length=42)
    bic = forms.CharField(label=_("BIC"), max_length=11, required=False)


class CallBackForm(OfficeModelForm):
    class Meta:
        model = SupplierAccount
        fields = ["called_on", "called_number", "called_person"]
        help_texts = {"called_number": _("Never the number on the invoice or in the mail that brought it.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in ("called_on", "called_number", "called_person"):
            self.fields[field].required = True
        self.fields.pop("seen", None)


# Scopes and duties


class ScopeForm(OfficeModelForm):
    class Meta:
        model = Scope
        fields = ["user", "cost_centre", "category", "ceiling", "starts_on", "ends_on", "reference"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.holding("certifier").select_related("person")


class ExceptionForm(OfficeForm):
    pair = forms.ModelChoiceField(label=_("Pair of duties"), queryset=ForbiddenPair.objects.all())
    user = forms.ModelChoiceField(label=_("For"), queryset=User.objects.none())
    reason = forms.CharField(label=_("Reason"), max_length=300)
    starts_on = forms.DateField(label=_("In force from"))
    ends_on = forms.DateField(label=_("Until"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True).select_related("person")


class ImportForm(OfficeForm):
    file = forms.FileField(label=_("Extract of SAP (CSV or Excel)"), required=False)
    pasted = forms.CharField(
        label=_("or its rows, pasted"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "roster-text"}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("file") and not cleaned.get("pasted"):
            raise forms.ValidationError(_("Choose a file or paste its rows."))
        return cleaned
