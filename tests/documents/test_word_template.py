"""Word templates of the office: filled with plain data, never with code."""

from io import BytesIO

import docx
import pytest

from council_office.ledger.moves import Refused
from documents.rendering.word_template import fill, unknown_variables


def template(*paragraphs: str) -> bytes:
    document, out = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def test_names_with_signs_come_out_unchanged():
    names = ["Dupont & Fils <SARL>", "李明", "Đorđe", "=1+1"]
    filled = fill(template("{{ a }}", "{{ b }}", "{{ c }}", "{{ d }}"), dict(zip("abcd", names, strict=True)))
    assert texts(filled) == names


def test_rows_of_plain_data_are_looped_over():
    filled = fill(
        template("{% for p in people %}{{ p.name }} {% endfor %}"), {"people": [{"name": "A"}, {"name": "B"}]}
    )
    assert texts(filled) == ["A B "]


def test_unknown_variables_are_listed_and_refused():
    asked = template("{{ name }} {{ plcae }} {{ adress }}")
    assert unknown_variables(asked, {"name": "x"}) == ["adress", "plcae"]
    with pytest.raises(Refused, match=r"Not known here: adress, plcae\."):
        fill(asked, {"name": "x"})


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ name.__class__.__mro__[1].__subclasses__() }}",
        "{{ name['__class__'] }}",
        "{{ name.upper() }}",
        "{{ name|attr('__class__') }}",
        "{{ ''.__class__ }}",
        "{{ name.format(name) }}",
        "{{ [].append(1) }}",
        "{{ name * 99999999 }}",
        "{{ 9 ** 999999999 }}",
        "{% for i in range(99999999) %}x{% endfor %}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self.__init__.__globals__ }}",
        "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}",
        "{{ lipsum.__globals__ }}",
    ],
)
def test_a_hostile_template_runs_nothing(hostile):
    with pytest.raises(Refused):
        fill(template(hostile), {"name": "Li"})


def test_only_plain_data_goes_in():
    with pytest.raises(Refused, match="Only plain texts"):
        fill(template("{{ user }}"), {"user": object()})


@pytest.mark.parametrize("damaged", [b"", b"PK\x03\x04", b"not a document"])
def test_something_else_than_a_word_file_is_refused(damaged):
    with pytest.raises(Refused, match="not a Word template"):
        fill(damaged, {})


def test_a_broken_expression_is_refused_in_words():
    with pytest.raises(Refused, match="cannot be read"):
        fill(template("{{ name "), {"name": "x"})
