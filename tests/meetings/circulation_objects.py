"""Objects of circulated papers for the access matrix (see tests/web/objects.py)."""

from datetime import timedelta

from django.utils import timezone

from council_office.directory.states import Role
from council_office.web.actions import issue_link, revoke_link
from documents.papers import Paper, Para
from documents.queries import preview_pdf
from meetings import actions
from tests.meetings.agenda_objects import of_session, papers, sessions


def circulation(world):
    """One open paper of the delegate's session, sent to its participants."""
    by, paper = world[Role.COUNCIL_SECRETARY], world.once(papers)[0]
    data = preview_pdf(Paper("paper", "X-1", "A paper", "en", blocks=(Para("Invented."),)))
    actions.upload_paper_file(paper, by=by, language="en", data=data, name="paper.pdf")
    return actions.circulate_papers(world.once(sessions)[0], by=by, papers=[paper], gap_reason="later")


def circulations(world):
    return [{"pk": world.once(circulation).pk}]


def areas(world):
    """A live page of the delegate's, and one that was revoked."""
    by, session = world[Role.COUNCIL_SECRETARY], world.once(circulation).session
    about = {
        "purpose": actions.AREA,
        "about": session,
        "recipient": world[Role.DELEGATE].person,
        "expires_at": timezone.now() + timedelta(days=9),
    }
    (_alive, token), (dead, gone) = (issue_link(by=by, **about) for _n in range(2))
    revoke_link(dead, by=by)
    return [{"token": token}, {"token": gone}]


def files(world):
    file = world.once(papers)[0].files.first()
    return [{**each, "file": file.pk} for each in world.once(areas)]


OBJECTS = {
    **{f"meetings:{name}": of_session for name in ("circulate_papers", "see_papers")},
    **{f"meetings:{name}": of_session for name in ("paper_archive", "paper_pack")},
    "meetings:circulation": circulations,
    **{f"meetings:{name}": areas for name in ("area", "area_archive", "area_pack", "see_area")},
    "meetings:area_file": files,
}
