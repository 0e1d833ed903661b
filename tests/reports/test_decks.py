"""10: decks with native charts; a deck of one's own is brought up to date by the names of its shapes."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from council_office.directory.states import Role
from tests.meetings import factories
from tests.reports.conftest import files


@pytest.fixture
def deck() -> bytes:
    """What somebody made by hand: a sentence, a chart and a table with names, a shape without."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    box.name, box.text_frame.text = "participants.all", "0"
    box.text_frame.paragraphs[0].runs[0].font.bold = True
    data = CategoryChartData()
    data.categories = ["A"]
    data.add_series("Old", [9])
    chart = slide.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(1), Inches(2), Inches(4), Inches(3), data)
    chart.name = "Participants by Member and role"
    table = slide.shapes.add_table(2, 2, Inches(5), Inches(2), Inches(4), Inches(1))
    table.name = "participants.member-role"
    other = slide.shapes.add_textbox(Inches(1), Inches(6), Inches(3), Inches(1))
    other.text_frame.text = "Ours"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def shapes(data: bytes) -> dict:
    return {shape.name: shape for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes}


def test_10_a_deck_is_refreshed_by_the_names_of_its_shapes(session, signed_in, deck):
    client = signed_in(Role.ASSISTANT)
    url = reverse("reports:refresh_deck", args=["participation"]) + f"?span=all&is-session={session.label}"
    assert "participants.member-role" in client.get(url).content.decode()
    file = SimpleUploadedFile("Ours.pptx", deck)
    response = client.post(url, {"deck": file, "language": "fr"})
    assert "Ours.pptx" in response["Content-Disposition"]
    now = shapes(b"".join(response))
    assert now["participants.all"].text_frame.text == "5"
    assert now["participants.all"].text_frame.paragraphs[0].runs[0].font.bold
    chart = now["Participants by Member and role"].chart
    assert chart.chart_type == XL_CHART_TYPE.PIE
    assert list(chart.plots[0].categories) == ["Chine", "Union européenne", "Inde", "Japon", "Corée"]
    table = now["participants.member-role"].table
    assert [row.cells[0].text for row in table.rows][1:] == [
        "Chine",
        "Union européenne",
        "Inde",
        "Japon",
        "Corée",
    ]
    assert "Ours" in [shape.text_frame.text for shape in now.values() if shape.has_text_frame]


def test_10_what_is_no_deck_or_names_nothing_is_refused_in_words(session, signed_in, deck):
    client = signed_in(Role.ASSISTANT)
    url = reverse("reports:refresh_deck", args=["participation"])
    for data in (b"not a deck", b"PK\x03\x04 nor this", b""):
        response = client.post(url, {"deck": SimpleUploadedFile("a.pptx", data), "language": "en"})
        assert response.status_code in (409, 422)
    other = reverse("reports:refresh_deck", args=["deadlines"])
    response = client.post(other, {"deck": SimpleUploadedFile("a.pptx", deck), "language": "en"})
    assert response.status_code == 409
    assert "No shape of this deck" in response.content.decode()


def test_10_the_brief_of_a_session_is_a_deck_with_native_charts(session, secretary, order):
    other = factories.convened(number=62, in_days=10, by=secretary)
    issue = order("session_brief", by=secretary, forms=("pptx",), where={"session": session.label})
    slides = Presentation(BytesIO(files(issue)["pptx"])).slides
    titles = [slide.shapes.title.text for slide in slides if slide.shapes.title]
    assert "Participants by Member and role" in titles
    charts = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert charts[0].chart.plots[0].categories
    assert all("Participants by Member" not in shape.name or shape.has_chart for shape in charts)
    descriptions = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in charts]
    assert all(descriptions)
    text = " ".join(s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame)
    assert other.label not in text
