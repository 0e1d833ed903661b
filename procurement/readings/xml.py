"""UN/CEFACT CII and UBL read into facts; hostile XML never gets as far as this."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element

from procurement.readings.facts import Facts, Line, number, signed

Found = Element | None


def local(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def under(node: Found, path: str) -> Iterator[Element]:
    """Every node at a path of local names."""
    if node is not None:
        yield from node.iterfind("/".join(f"{{*}}{name}" for name in path.split("/")))


def first(node: Found, path: str) -> Found:
    return next(under(node, path), None)


def text(node: Found, path: str) -> str:
    found = first(node, path)
    return " ".join((found.text or "").split()) if found is not None else ""


def amount(node: Found, path: str) -> Decimal | None:
    return number(text(node, path))


def day(given: str) -> date | None:
    """20150109 or 2015-01-09; None for anything else."""
    for form in ("%Y%m%d", "%Y-%m-%d"):
        try:
            return datetime.strptime(given.strip()[:10], form).date()
        except ValueError:
            continue
    return None


# UN/CEFACT Cross Industry Invoice, also inside Factur-X and ZUGFeRD 2


def cii(root: Element) -> Facts:
    document, trade = first(root, "ExchangedDocument"), first(root, "SupplyChainTradeTransaction")
    agreement = first(trade, "ApplicableHeaderTradeAgreement")
    settlement = first(trade, "ApplicableHeaderTradeSettlement")
    sums = first(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation")
    means = first(settlement, "SpecifiedTradeSettlementPaymentMeans")
    seller, buyer = first(agreement, "SellerTradeParty"), first(agreement, "BuyerTradeParty")
    currency = text(settlement, "InvoiceCurrencyCode") or "EUR"
    facts = Facts(
        number=text(document, "ID"),
        dated_on=day(text(document, "IssueDateTime/DateTimeString")),
        due_on=day(text(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")),
        order_number=text(agreement, "BuyerOrderReferencedDocument/IssuerAssignedID"),
        seller_name=text(seller, "Name"),
        seller_vat=vat_of(seller),
        buyer_vat=vat_of(buyer),
        exemption_wording=first(settlement, "ApplicableTradeTax/ExemptionReason") is not None,
        currency=currency,
        net=amount(sums, "TaxBasisTotalAmount"),
        tax=tax_of(sums, currency),
        gross=amount(sums, "GrandTotalAmount"),
        payable=amount(sums, "DuePayableAmount"),
        iban=text(means, "PayeePartyCreditorFinancialAccount/IBANID"),
        bic=text(means, "PayeeSpecifiedCreditorFinancialInstitution/BICID"),
        lines=tuple(cii_line(node) for node in under(trade, "IncludedSupplyChainTradeLineItem")),
    )
    return signed(facts, text(document, "TypeCode"))


def vat_of(party: Found) -> str:
    numbers = under(party, "SpecifiedTaxRegistration/ID")
    return next(((node.text or "").strip() for node in numbers if node.get("schemeID") == "VA"), "")


def tax_of(sums: Found, currency: str) -> Decimal | None:
    """Of several totals of VAT the one in the currency of the invoice."""
    totals = list(under(sums, "TaxTotalAmount"))
    own = [node for node in totals if node.get("currencyID") == currency] or totals
    return number(own[0].text) if own else None


def cii_line(node: Element) -> Line:
    price_node = first(node, "SpecifiedLineTradeAgreement/NetPriceProductTradePrice")
    basis = amount(price_node, "BasisQuantity") or Decimal(1)
    net = amount(
        node, "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"
    )
    quantity = amount(node, "SpecifiedLineTradeDelivery/BilledQuantity")
    price = (amount(price_node, "ChargeAmount") or Decimal(0)) / basis
    return line_of(text(node, "SpecifiedTradeProduct/Name"), quantity, price, net)


def line_of(words: str, quantity: Decimal | None, price: Decimal, net: Decimal | None) -> Line:
    """A line within what the office keeps: four decimals of a quantity, six of a price."""
    quantity = Decimal(1) if quantity is None else quantity
    net = quantity * price if net is None else net
    return Line(
        description=words[:300] or "–",
        quantity=quantity.quantize(Decimal("0.0001")),
        unit_price=price.quantize(Decimal("0.000001")),
        net=net.quantize(Decimal("0.01")),
    )


# OASIS UBL 2.1, invoices and credit notes

UBL_EXEMPTION = "TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReason"


def ubl(root: Element) -> Facts:
    credit = local(root) == "CreditNote"
    seller = first(root, "AccountingSupplierParty/Party")
    buyer = first(root, "AccountingCustomerParty/Party")
    sums, means = first(root, "LegalMonetaryTotal"), first(root, "PaymentMeans")
    currency = text(root, "DocumentCurrencyCode") or "EUR"
    lines = under(root, "CreditNoteLine" if credit else "InvoiceLine")
    facts = Facts(
        number=text(root, "ID"),
        dated_on=day(text(root, "IssueDate")),
        due_on=day(text(root, "DueDate") or text(means, "PaymentDueDate")),
        order_number=text(root, "OrderReference/ID"),
        seller_name=text(seller, "PartyLegalEntity/RegistrationName") or text(seller, "PartyName/Name"),
        seller_vat=text(seller, "PartyTaxScheme/CompanyID"),
        buyer_vat=text(buyer, "PartyTaxScheme/CompanyID"),
        exemption_wording=first(root, UBL_EXEMPTION) is not None,
        currency=currency,
        net=amount(sums, "TaxExclusiveAmount"),
        tax=ubl_tax(root, currency),
        gross=amount(sums, "TaxInclusiveAmount"),
        payable=amount(sums, "PayableAmount"),
        iban=text(means, "PayeeFinancialAccount/ID"),
        bic=text(means, "PayeeFinancialAccount/FinancialInstitutionBranch/ID"),
        lines=tuple(ubl_line(node, "CreditedQuantity" if credit else "InvoicedQuantity") for node in lines),
    )
    type_code = text(root, "CreditNoteTypeCode") or text(root, "InvoiceTypeCode")
    return signed(facts, "381" if credit else type_code)


def ubl_tax(root: Element, currency: str) -> Decimal | None:
    totals = list(under(root, "TaxTotal/TaxAmount"))
    own = [node for node in totals if node.get("currencyID") == currency] or totals
    return number(own[0].text) if own else None


def ubl_line(node: Element, quantity: str) -> Line:
    basis = amount(node, "Price/BaseQuantity") or Decimal(1)
    price = (amount(node, "Price/PriceAmount") or Decimal(0)) / basis
    words = text(node, "Item/Name") or text(node, "Item/Description")
    return line_of(words, amount(node, quantity), price, amount(node, "LineExtensionAmount"))
