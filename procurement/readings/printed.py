"""The printed page of an invoice read into facts, in English, French and German habits; pure."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from stdnum import iban as ibans

from procurement.readings.facts import Facts

# 4100012345 behind PO, PO-, P.O. no.; else behind the word for an order
ORDER = re.compile(r"\bP\.?\s?O\.?\s?(?:n[o°r]?\.?|number|:|#)*[\s\-–:]*(\d{10})(?!\d)", re.IGNORECASE)
NAMED_ORDER = re.compile(
    r"(?:purchase order|order|commande|bestell\w*)\W[^\n\d]{0,30}(\d{10})(?!\d)", re.IGNORECASE
)
NUMBER = re.compile(
    r"(?:invoice|credit note|facture|avoir|rechnung\w*|note de crédit)"
    r"[ \t]*(?:number|no|n°|nº|nr|num[ée]ro|num|#)?[ \t]*[.:#°]*[ \t]*"
    r"(?P<number>[A-Z0-9][\w\-/.]*\d[\w\-/]*)",
    re.IGNORECASE,
)
MONTHS = {
    name: place
    for place, names in enumerate(
        (
            "january janvier januar",
            "february février fevrier februar",
            "march mars märz",
            "april avril",
            "may mai",
            "june juin juni",
            "july juillet juli",
            "august août aout",
            "september septembre",
            "october octobre oktober",
            "november novembre",
            "december décembre decembre dezember",
        ),
        start=1,
    )
    for name in names.split()
}
DATE = re.compile(
    r"\b(?:(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>20\d\d)"
    r"|(?P<d3>\d{1,2})(?:er|st|nd|rd|th|\.)?\s+(?P<m3>[^\W\d_]{3,9})\.?,?\s+(?P<y3>20\d\d))\b"
)
DUE = re.compile(r"due|échéance|echeance|payable|fällig|zahlbar", re.IGNORECASE)
MONEY = re.compile(r"(?<![\w.,])-?(?:\d{1,3}(?:[ \u00a0\u202f.,’']\d{3})+|\d+)[.,]\d{2}(?![\d%]|[.,]\d)")
GROSS = (
    r"(?:total\s*(?:ttc|due|payable|amount|incl\w*)|grand total|amount due|net à payer|montant ttc"
    r"|gesamtbetrag|bruttosumme|brutto\w*)"
)
NET = r"(?:total\s*(?:ht|excl\w*|net)|sub-?total|net amount|net total|montant ht|nettosumme|netto\w*)"
TAX = r"(?:vat|tva|mwst|ust|umsatzsteuer|steuerbetrag)"
EXEMPT = re.compile(
    r"2006/112|151\s*\(1\)\s*\(?b|article\s*151|exempt\w* (?:from|of) VAT|VAT[ -]exempt"
    r"|exon[ée]r\w+ de (?:la )?TVA",
    re.IGNORECASE,
)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")
BIC = re.compile(r"\b(?:BIC|SWIFT)[\s:/A-Z]*?\b([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
CURRENCIES = {"£": "GBP", "GBP": "GBP", "USD": "USD", "CHF": "CHF", "JPY": "JPY", "DKK": "DKK"}


def facts_of(page: str) -> Facts:
    """The facts that the page names by their usual words."""
    gross, net = labelled(page, GROSS), labelled(page, NET)
    tax = labelled(page, TAX, own_line=True)
    if gross is not None and net is None:
        net = gross - (tax or Decimal(0))
    return Facts(
        number=number_of(page),
        is_credit=bool(re.search(r"credit note|avoir|gutschrift", page, re.IGNORECASE)),
        dated_on=dated(page),
        due_on=due(page),
        order_number=order_of(page),
        exemption_wording=bool(EXEMPT.search(page)),
        currency=currency_of(page),
        net=net,
        tax=tax,
        gross=gross,
        payable=gross,
        iban=iban_of(page),
        bic=found[1] if (found := BIC.search(page)) else "",
    )


def order_of(page: str) -> str:
    """The ten digits of the order; a bare number counts when it is the only one that begins with 4."""
    if found := ORDER.search(page) or NAMED_ORDER.search(page):
        return found[1]
    bare = set(re.findall(r"(?<![\d.,])4\d{9}(?![\d.,]\d)", page))
    return bare.pop() if len(bare) == 1 else ""


def number_of(page: str) -> str:
    orders = {found[1] for found in ORDER.finditer(page)}
    for found in NUMBER.finditer(page):
        if found["number"] not in orders and not DATE.fullmatch(found["number"]):
            return found["number"].rstrip(".-/")[:60]
    return ""


def days(page: str) -> list[tuple[int, date]]:
    """Every date on the page with its place."""
    return [(found.start(), day) for found in DATE.finditer(page) if (day := day_of(found))]


def day_of(found: re.Match) -> date | None:
    year = found["y"] or found["y2"] or found["y3"]
    month = found["m"] or found["m2"] or MONTHS.get((found["m3"] or "").casefold(), 0)
    try:
        return date(int(year), int(month), int(found["d"] or found["d2"] or found["d3"]))
    except ValueError:
        return None


def dated(page: str) -> date | None:
    """The first date that is not said to be the last day of payment."""
    free = [day for place, day in days(page) if not DUE.search(page[max(0, place - 30) : place])]
    return free[0] if free else None


def due(page: str) -> date | None:
    named = [day for place, day in days(page) if DUE.search(page[max(0, place - 30) : place])]
    return named[0] if named else None


def amounts(page: str) -> list[Decimal]:
    return [value for found in MONEY.finditer(page) if (value := decimal_of(found[0])) is not None]


def decimal_of(written: str) -> Decimal | None:
    """1,234.50, 1.234,50, 1 234,50 and 1’234.50 alike: the last separator is the decimal one."""
    sign = "-" if written.startswith("-") else ""
    whole, cents = re.sub(r"\D", "", written[:-3]), written[-2:]
    try:
        return Decimal(f"{sign}{whole}.{cents}")
    except InvalidOperation:
        return None


def labelled(page: str, label: str, *, own_line: bool = False) -> Decimal | None:
    """The last sum that follows the label within its line, or (unless `own_line`) the next."""
    pattern = re.compile(rf"\b{label}\b(?P<line>[^\n]*)(?P<next>\n[^\n]*)?", re.IGNORECASE)
    found = [
        amounts(match["line"]) or ([] if own_line else amounts(match["next"] or ""))
        for match in pattern.finditer(page)
    ]
    sums = [several for several in found if several]
    return sums[-1][-1] if sums else None


def currency_of(page: str) -> str:
    if "€" in page or re.search(r"\bEUR\b", page):
        return "EUR"
    return next((code for sign, code in CURRENCIES.items() if sign in page), "EUR")


def iban_of(page: str) -> str:
    """A valid IBAN before one that only looks like it; the writer’s own spaces are kept out."""
    found = [ibans.compact(match[0]) for match in IBAN.finditer(page)]
    return next((one for one in found if ibans.is_valid(one)), found[0] if found else "")[:34]
