"""Forms of invoices and their match."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.web.forms import OfficeForm, OfficeModelForm, Picker, source
from procurement.forms.requests import SUPPLIERS
from procurement.models import Invoice, PurchaseRequest, Reason
from procurement.states import RequestState, Status

ORDERS = source(
    "procurement.order",
    PurchaseRequest,
    lambda requests, text: (
        requests.filter(state=RequestState.ORDERED, order_number__startswith=text.strip())
        | requests.filter(state=RequestState.ORDERED, title__icontains=text.strip())
    ),
    label=lambda request: f"{request.order_number} · {request.title}",
)
MOST_BYTES = 50 * 1024 * 1024


class DropForm(OfficeForm):
    file = forms.FileField(
        label=gettext_lazy("Drop the invoice here, or choose the file"),
        allow_empty_file=True,
        help_text=gettext_lazy("PDF (with or without Factur-X), or XML as UBL or CII. One file per invoice."),
    )
    received_on = forms.DateField(
        label=gettext_lazy("Received on"),
        initial=timezone.localdate,
        help_text=gettext_lazy("The clock for certification and payment starts on this day."),
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 50 MB."))
        return self.cleaned_data["file"]


class InvoiceForm(OfficeModelForm):
    request = Picker(
        ORDERS,
        label=gettext_lazy("Order"),
        required=False,
        help_text=gettext_lazy("Found by the number below, or choose it here."),
    )
    supplier = Picker(SUPPLIERS, label=gettext_lazy("Supplier"), required=False)

    class Meta:
        model = Invoice
        fields = [
            *("number", "dated_on", "order_number", "request", "supplier", "seller_name", "is_credit"),
            *("net", "tax", "gross", "payable", "currency", "due_on", "received_on", "iban", "bic"),
            *("seller_vat", "buyer_vat", "exemption_wording"),
        ]


class DecisionForm(OfficeForm):
    """A status and one of the reasons it allows; the words stand in the letter as typed."""

    reason = forms.ModelChoiceField(label=gettext_lazy("Status and reason"), queryset=Reason.objects.none())
    words = forms.CharField(
        label=gettext_lazy("In words, for the letter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        reasons = Reason.objects.exclude(status=Status.PARTLY_APPROVED)
        self.fields["reason"].queryset = reasons
        groups: dict[str, list] = {}
        for reason in reasons:
            groups.setdefault(f"{reason.status} – {reason.get_status_display()}", []).append(
                (reason.pk, str(reason))
            )
        self.fields["reason"].choices = [("", "—"), *groups.items()]


class PartForm(OfficeForm):
    """Why an invoice is approved in part."""

    reason = forms.ModelChoiceField(
        label=gettext_lazy("Reason"), queryset=Reason.objects.filter(status=Status.PARTLY_APPROVED)
    )
    words = forms.CharField(
        label=gettext_lazy("In words, for the letter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


SHARE = re.compile(r"share-(\d{1,18})-(\d{1,18})")


def shares_of(data) -> dict[tuple[int, int], Decimal]:
    """The match as posted: `share-<invoice line>-<order line>` = quantity; blank is nothing."""
    found = {}
    for name, value in data.items():
        match = SHARE.fullmatch(name)
        if match and value.strip():
            found[int(match[1]), int(match[2])] = quantity_of(value)
    return found


def quantity_of(text: str) -> Decimal:
    try:
        quantity = Decimal(text.strip().replace(",", ".")).quantize(Decimal("0.0001"))
    except InvalidOperation as error:
        raise forms.ValidationError(_("“%(text)s” is not a quantity.") % {"text": text[:40]}) from error
    if abs(quantity) >= Decimal(10) ** 10:
        raise forms.ValidationError(_("“%(text)s” is not a quantity.") % {"text": text[:40]})
    return quantity
