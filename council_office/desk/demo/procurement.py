"""Purchases at every step: a draft, approvals, an order, receipts, invoices made by the office’s press."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import facturx
from django.utils import timezone
from django.utils.formats import date_format

from council_office.desk.demo.people import DATA, rows
from council_office.directory.models import User
from council_office.directory.states import Role
from documents.papers import Facts, Paper, Para, Table
from documents.queries import preview_pdf
from meetings.models import Session
from procurement import actions
from procurement.models import BudgetLine, Category, CostCentre, PurchaseRequest, Supplier
from procurement.queries import requests as queries

EXEMPT = "VAT exempt: Article 151(1)(b) of Directive 2006/112/EC"
IBANS = {
    "Traiteur du Val": "FR7630006000011234567890189",
    "Interprètes associés": "FR1420041010050500013M02606",
}
NEW_IBAN = "DE89370400440532013000"
BROKEN = b"%PDF-1.7 a scan that was cut off on its way"


@dataclass(frozen=True)
class Bought:
    """One row of purchases.csv and the request it became."""

    row: dict
    request: PurchaseRequest

    @property
    def lines(self) -> list[tuple[str, Decimal, Decimal]]:
        told = (line.split(";") for line in self.row["lines"].split("|"))
        return [(words, Decimal(quantity), Decimal(price)) for words, quantity, price in told]


def purchases(users: dict[Role, User], session: Session) -> None:
    """Budget, suppliers, scopes, then every purchase as far as its row says."""
    budget(users)
    scopes(users)
    steps = {"submitted": 1, "approved": 2, "received": 3, "suspended": 4, "invoiced": 4, "paid": 5}
    for row in rows("purchases"):
        bought = Bought(row, draft(row, users, session))
        for step in (submit, approve, order_and_receive, invoice, certify_and_pay)[
            : steps.get(row["step"], 0)
        ]:
            step(bought, users)
    actions.drop_invoice(BROKEN, "scan_0412.pdf", by=users[Role.ASSISTANT])


def budget(users: dict[Role, User]) -> None:
    for row in rows("budget"):
        line = actions.create_budget_line(
            by=users[Role.DG_OFFICE],
            year=timezone.localdate().year,
            code=row["code"],
            name_en=row["name_en"],
            name_fr=row["name_fr"],
            cost_centre=CostCentre.objects.get(code=row["cost_centre"]),
        )
        actions.allot(line, Decimal(row["allotted"]), by=users[Role.DG_OFFICE], reason="Budget of the year")


def scopes(users: dict[Role, User]) -> None:
    today = timezone.localdate()
    for code, ceiling in (("CNL", 15000), ("PROT", 3000)):
        actions.sign_scope(
            by=users[Role.DG_OFFICE],
            user=users[Role.CERTIFIER],
            cost_centre=CostCentre.objects.get(code=code),
            ceiling=Decimal(ceiling),
            starts_on=today - timedelta(days=60),
            ends_on=today + timedelta(days=305),
            reference="Illustrative delegation",
        )


def supplier(name: str, users: dict[Role, User]) -> Supplier:
    """The supplier of this name; those with bank details have them confirmed by two people."""
    if found := Supplier.objects.filter(organisation__name_en=name).first():
        return found
    made = actions.create_supplier(
        by=users[Role.ASSISTANT],
        name_en=name,
        address="12 cours Mirabeau\n13100 Aix-en-Provence",
        country="FR",
        email="factures@demo.example",
        sap_number=f"10{sum(map(ord, name)):06d}",
    )
    if iban := IBANS.get(name):
        account = actions.propose_account(made, by=users[Role.ASSISTANT], iban=iban)
        actions.call_back(
            account,
            by=users[Role.ASSISTANT],
            called_on=timezone.localdate() - timedelta(days=40),
            called_number="+33 4 00 00 00 00",
            called_person="Mme Roux, accounts",
        )
        actions.confirm_account(account, by=users[Role.BUDGET_HOLDER])
    return made


def draft(row: dict, users: dict[Role, User], session: Session) -> PurchaseRequest:
    request = actions.create_request(
        by=users[Role.ASSISTANT],
        about=session if "IC-40" in f"{row['title']} {row['justification']}" else None,
        title=row["title"],
        justification=row["justification"],
        supplier=supplier(row["supplier"], users),
        single_source="Framework contract with this supplier",
        wanted_on=session.starts_on - timedelta(days=7),
    )
    for words, quantity, price in Bought(row, request).lines:
        actions.add_line(
            request,
            by=users[Role.ASSISTANT],
            description=words,
            category=Category.objects.get(code=row["category"]),
            budget_line=BudgetLine.objects.get(code=row["line"]),
            quantity=quantity,
            unit_price=price,
        )
    return request


def submit(bought: Bought, users: dict[Role, User]) -> None:
    actions.submit(bought.request, by=users[Role.ASSISTANT])
    if bought.row["key"] == "gifts":
        step = queries.next_steps(queries.approvals(bought.request))[0]
        actions.approve(step, by=users[Role.BUDGET_HOLDER], comment="As in the years before.")


def approve(bought: Bought, users: dict[Role, User]) -> None:
    while steps := queries.next_steps(queries.approvals(bought.request)):
        actions.approve(steps[0], by=users[Role(steps[0].role)])
    bought.request.refresh_from_db()


def order_and_receive(bought: Bought, users: dict[Role, User]) -> None:
    actions.enter_order(bought.request, bought.row["order"], by=users[Role.ASSISTANT])
    actions.record_receipt(
        bought.request,
        {line.pk: line.quantity for line in bought.request.lines.all()},
        by=users[Role.PROTOCOL_OFFICER],
        received_on=timezone.localdate() - timedelta(days=9),
        reference=f"BL-{bought.row['order'][-4:]}",
        milestone="Service rendered",
    )


def invoice(bought: Bought, users: dict[Role, User]) -> None:
    """The supplier’s invoice; the interpreters ask for more than was agreed, the florist has a new bank."""
    name = bought.row["supplier"]
    raised = Decimal("1.06") if bought.row["key"] == "interpreters" else Decimal(1)
    lines = [
        (words, quantity, (price * raised).quantize(Decimal("0.01")))
        for words, quantity, price in bought.lines
    ]
    iban = NEW_IBAN if bought.row["step"] == "suspended" else IBANS.get(name, "")
    data = paper_with_data(name, f"F-{bought.row['order'][-4:]}", bought.row["order"], lines, iban)
    actions.drop_invoice(
        data,
        f"{name} {bought.row['order']}.pdf",
        by=users[Role.ASSISTANT],
        received_on=timezone.localdate() - timedelta(days=6),
    )


def certify_and_pay(bought: Bought, users: dict[Role, User]) -> None:
    certificate = actions.certify(bought.request.invoices.get(), by=users[Role.CERTIFIER])
    actions.import_sap(
        "order",
        f"request;order;amount\n{bought.request.number};{bought.row['order']};{bought.request.amount}\n",
        by=users[Role.ASSISTANT],
    )
    actions.import_sap(
        "payment",
        "certificate;reference;paid_on;amount\n"
        f"{certificate.number};2000004711;{timezone.localdate()};{certificate.amount}\n",
        by=users[Role.ASSISTANT],
    )


def paper_with_data(seller: str, number: str, order: str, lines: list, iban: str) -> bytes:
    """A printed invoice with its Factur-X data inside, as a supplier would send it."""
    day = timezone.localdate() - timedelta(days=7)
    sums = [(quantity * price).quantize(Decimal("0.01")) for _words, quantity, price in lines]
    net = sum(sums, Decimal(0))
    printed = Paper(
        kind="invoice",
        number=number,
        title=f"Invoice {number}",
        language="en",
        letterhead=False,
        blocks=(
            Para(f"{seller}, 12 cours Mirabeau, 13100 Aix-en-Provence", "lead"),
            Facts(
                (
                    ("Invoice No.", number),
                    ("Date", date_format(day, "j F Y")),
                    ("Your order", f"PO {order}"),
                    ("IBAN", iban),
                )
            ),
            Table(
                ("Description", "Quantity", "Unit price", "Net"),
                tuple((words, q, price, total) for (words, q, price), total in zip(lines, sums, strict=True)),
                widths=(46, 14, 20, 20),
                total=("Total due EUR", "", "", net),
            ),
            Para(EXEMPT),
        ),
    )
    data = invoice_data(seller, number, order, lines, iban, day, net)
    return facturx.generate_from_binary(preview_pdf(printed), data, flavor="factur-x", level="en16931")


def invoice_data(seller: str, number: str, order: str, lines: list, iban: str, day, net: Decimal) -> bytes:
    whole, line, account = (
        (DATA / name).read_text() for name in ("invoice.xml", "invoice_line.xml", "invoice_account.xml")
    )
    told = [
        line.format(place=n, words=words, quantity=q, price=price, net=(q * price).quantize(Decimal("0.01")))
        for n, (words, q, price) in enumerate(lines, start=1)
    ]
    return whole.format(
        number=number,
        day=day,
        order=order,
        seller=seller,
        type_code="380",
        lines="".join(told),
        net=net,
        means=account.format(iban=iban) if iban else "",
        exempt=EXEMPT,
    ).encode()
