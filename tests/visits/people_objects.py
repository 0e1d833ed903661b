"""Objects of files, links, passes and letters for the access matrix (see tests/web/objects.py)."""

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from tests.meetings import session_objects
from tests.protocol.objects import OBJECTS as OF_PROTOCOL
from tests.visits.factories import complete
from tests.visits.visit_objects import both, visitors, visits
from visits import actions
from visits.models import Letter


def requests(world):
    """One that security sees, one that is still being collected."""
    return world.once(make_requests)


def make_requests(world):
    seen, hidden = (visit.visitors.first() for visit in both(world))
    complete(seen)
    request = actions.request_pass(seen, by=world[Role.ASSISTANT])
    actions.submit_pass(request, by=world[Role.ASSISTANT])
    other = actions.request_pass(hidden, by=world[Role.ASSISTANT])
    return [{"pk": request.pk}, {"pk": other.pk}]


def scans(world):
    requests(world)
    return [{"pk": both(world)[0].visitors.first().scans.first().pk}]


def letters(world):
    return world.once(make_letters)


def make_letters(world):
    found = [
        actions.prepare_letter(visit.visitors.first(), by=CLOCK, kind="invitation") for visit in both(world)
    ]
    return [{"pk": letter.pk} for letter in found]


def codes(world):
    return [{"code": Letter.objects.get(pk=letters(world)[0]["pk"]).code}, {"code": "UNKNOWN"}]


def kinds(world):
    return [{**visit, "kind": "invitation"} for visit in visits(world)]


def items(world):
    return [{**visitor, "item": "photo"} for visitor in visitors(world)]


def link(world):
    """The token of a link for one visitor, and that visitor."""
    return world.once(make_link)


def make_link(world):
    visit = both(world)[0]
    visitor = visit.visitors.first()
    url = actions.link_for(visit, visitor.person, by=CLOCK)
    return {"token": url.rstrip("/").rpartition("/")[2]}, visitor


def tokens(world):
    return [link(world)[0], {"token": "unknown"}]


def own_files(world):
    token, visitor = link(world)
    return [{**token, "pk": visitor.pk}, {**token, "pk": 10**6}]


def own_scans(world):
    return [{**file, "item": "photo"} for file in own_files(world)]


def own_letters(world):
    return [{**link(world)[0], "pk": letters(world)[0]["pk"]}]


OBJECTS = {
    **{
        f"visits:{name}": visits
        for name in (
            *("ask", "remind", "import_visitors", "request_passes", "submit_passes", "issue_passes"),
            *("letters", "letters_pdf", "letters_zip"),
        )
    },
    **{f"visits:{name}": kinds for name in ("prepare_letters", "review_letters")},
    **{f"visits:{name}": visitors for name in ("visitor_data", "request_pass")},
    "visits:upload_scan": items,
    **{f"visits:{name}": scans for name in ("scan", "remove_scan")},
    **{
        f"visits:{name}": requests
        for name in (
            *("pass", "submit_pass", "approve_pass", "refuse_pass", "ask_about_pass", "retry_pass"),
            *("issue_pass", "revoke_pass", "pass_pdf"),
        )
    },
    **{
        f"visits:{name}": letters
        for name in ("letter", "preview_letter", "letter_copy", "replace_letter", "revoke_letter")
    },
    "visits:verify": codes,
    "visits:my_files": tokens,
    "visits:my_file": own_files,
    "visits:my_scan": own_scans,
    "visits:my_letter": own_letters,
    **{f"visits:{name}": session_objects.sessions for name in ("of_session", "open_session_files")},
    **{f"visits:{name}": OF_PROTOCOL["protocol:ceremony"] for name in ("of_ceremony", "open_ceremony_files")},
}
