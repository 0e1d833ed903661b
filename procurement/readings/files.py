"""A dropped file opened: what it is, the text of its pages, the data inside it; no file makes this fail."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

import facturx
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import etree
from pypdf import PdfReader

from procurement.readings import printed, xml
from procurement.readings.facts import Facts, Reading, completed
from procurement.states import InvoiceSource

logging.getLogger("pypdf").setLevel(logging.ERROR)
logging.getLogger("factur-x").setLevel(logging.CRITICAL)

MOST_PAGES = 60
MOST_XML = 10 * 1024 * 1024
SURROGATES = re.compile(r"[\ud800-\udfff\x00]")
Problem = tuple[str, str]


def read(data: bytes, *, whole: str, adjustments: str) -> Reading:
    """The facts of an invoice file; whatever is wrong with it is a problem in the reading, never an error.

    `whole` and `adjustments` name the lines made for invoices that carry none or whose lines do not add up.
    """
    if data.lstrip()[:1] == b"<":
        reading = read_xml(data)
    elif data.startswith(b"%PDF-"):
        reading = read_pdf(data)
    else:
        reading = nothing("not_an_invoice")
    facts = completed(reading.facts, whole, adjustments)
    return replace(reading, facts=facts, problems=(*reading.problems, *doubts(facts)))


def nothing(code: str, detail: str = "") -> Reading:
    return Reading(Facts(), InvoiceSource.NONE, problems=((code, detail),))


def doubts(facts: Facts) -> Iterator[Problem]:
    """Sums that do not add up."""
    known = None not in (facts.net, facts.gross)
    if known and facts.net + (facts.tax or 0) != facts.gross:
        yield ("sums", f"{facts.net} + {facts.tax or 0} ≠ {facts.gross}")


# XML


def read_xml(data: bytes) -> Reading:
    root, problem = parsed(data)
    if root is None:
        return Reading(Facts(), InvoiceSource.NONE, problems=(problem,))
    kind = xml.local(root)
    if kind == "CrossIndustryInvoice":
        return Reading(xml.cii(root), InvoiceSource.CII, *checked(data))
    if kind in ("Invoice", "CreditNote"):
        return Reading(xml.ubl(root), InvoiceSource.UBL)
    return nothing("unknown_xml", kind[:60])


def parsed(data: bytes) -> tuple[Element | None, Problem]:
    """The root of harmless XML, or why there is none."""
    if len(data) > MOST_XML:
        return None, ("xml_too_large", "")
    try:
        return fromstring(data, forbid_dtd=True), ("", "")
    except DefusedXmlException:
        return None, ("xml_hostile", "")
    except (ParseError, ValueError, LookupError) as error:
        return None, ("xml_broken", clean(str(error))[:120])


def checked(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The profile of CII data and what its official schema has against it: a warning, not a refusal."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        profile = facturx.get_level(root, "factur-x")
    except (ValueError, etree.XMLSyntaxError):
        return "", (("profile_unknown", ""),)
    try:
        facturx.xml_check_xsd(data, flavor="factur-x", level=profile)
    except Exception as error:
        # The library raises bare exceptions for data that breaks the schema; every one of them is only told.
        detail = clean(str(error)).partition("error, which may give you an idea")[2]
        return profile, (("schema", detail.partition(": ")[2][:160]),)
    return profile, ()


# PDF


def read_pdf(data: bytes) -> Reading:
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return nothing("locked")
        page = text_of(reader)
    except Exception as error:
        # pypdf fails in as many ways as files can be damaged; the file is kept and a person reads it.
        return nothing("damaged", clean(str(error))[:120])
    problems = () if page.strip() else (("no_text", ""),)
    shown = printed.facts_of(page)
    attached, found = data_inside(reader)
    if attached is None:
        source = InvoiceSource.PRINTED if page.strip() else InvoiceSource.NONE
        return Reading(shown, source, problems=(*problems, *found))
    reading = read_xml(attached)
    if reading.source != InvoiceSource.CII:
        return Reading(shown, InvoiceSource.PRINTED, problems=(*problems, *reading.problems))
    facts = replace(reading.facts, order_number=reading.facts.order_number or shown.order_number)
    facts = replace(facts, exemption_wording=facts.exemption_wording or shown.exemption_wording)
    unlike = tuple(differences(facts, shown, page)) if page.strip() else ()
    return Reading(facts, InvoiceSource.FACTURX, reading.profile, (*problems, *reading.problems), unlike)


def text_of(reader: PdfReader) -> str:
    """The text of the pages; lone surrogates, which no database keeps, are left out."""
    return clean("\n".join(page.extract_text() or "" for page in reader.pages[:MOST_PAGES]))


def clean(text: str) -> str:
    return SURROGATES.sub("", text)


def data_inside(reader: PdfReader) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The first attached XML file."""
    try:
        for attached in reader.attachment_list:
            if attached.name.lower().endswith(".xml") and attached.content:
                return attached.content, ()
    except Exception as error:
        # As above: damaged attachments are told, the page is still read.
        return None, (("attachment_damaged", clean(str(error))[:120]),)
    return None, ()


def differences(facts: Facts, shown: Facts, page: str) -> Iterator[tuple[str, str, str]]:
    """What the data says and the page does not show."""
    squeezed = re.sub(r"\s", "", page).casefold()
    for name in ("number", "order_number", "iban"):
        said = getattr(facts, name)
        if said and re.sub(r"\s", "", said).casefold() not in squeezed:
            yield name, said, getattr(shown, name)
    if facts.dated_on and facts.dated_on not in {day for _place, day in printed.days(page)}:
        yield "dated_on", facts.dated_on.isoformat(), shown.dated_on.isoformat() if shown.dated_on else ""
    sums = {abs(value) for value in printed.amounts(page)}
    for name in ("net", "gross"):
        said = getattr(facts, name)
        if said is not None and abs(said) not in sums:
            yield name, str(said), "" if getattr(shown, name) is None else str(getattr(shown, name))
