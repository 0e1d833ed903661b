"""Doors for taking over an old record: read, proposed, confirmed."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from council_office.web.door import door
from council_office.web.pages import answer, back_from, page
from meetings import actions
from meetings.forms.record import OldRecordForm
from meetings.models import Session
from meetings.queries.old_records import reader_of
from meetings.views.record import record_of


@door(Session)
def read_record(request: HttpRequest, session: Session) -> HttpResponse:
    """The form; then what was read, paragraph by paragraph, to be confirmed. Nothing is kept yet."""
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = OldRecordForm(*given, user=request.user)
    context = {"form": form, "session": session, "back": back_from(request)}
    if request.method != "POST":
        return page(request, "meetings/read_record.html", context)
    if not form.is_valid():
        return page(request, "meetings/read_record.html", context, status=422)
    text, language = form.cleaned_data["text"], form.cleaned_data["language"]
    found = reader_of(session, language).read(text)
    context |= {"found": found, "doubtful": sum(bool(paragraph.doubts) for paragraph in found)}
    context |= {"text": text, "language": language}
    return page(request, "meetings/read_record.html", context)


@require_POST
@door(Session)
def take_over_record(request: HttpRequest, session: Session) -> HttpResponse:
    """The chosen paragraphs, read again from the same text, become the record."""
    language = "fr" if request.POST.get("language") == "fr" else "en"
    chosen = set(request.POST.getlist("number"))
    found = reader_of(session, language).read(request.POST.get("text", "")[:400_000])
    paragraphs = [paragraph for paragraph in found if str(paragraph.number) in chosen]
    made = actions.take_over_record(session, by=request.user, paragraphs=paragraphs, language=language)
    told = ngettext("%d paragraph taken over.", "%d paragraphs taken over.", len(made)) % len(made)
    return answer(request, record_of(session), told)
