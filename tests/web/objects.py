"""Objects for the access matrix: URL name → function of the world, giving the URL's arguments.

Every app's tests have such a module; the matrix fails for a URL with arguments and no object.
The world has `world[Role.ASSISTANT]` (a user), `world.once(function)` (built once, shared by builders).
Give one object that some role may see and one that is somebody else's (a list of two):
the matrix asks `visible_to` whose is whose.
"""

from council_office.directory.states import Role
from council_office.ledger.models import Job
from council_office.web.models import SavedView


def jobs(world):
    mine = Job.objects.create(task="web.sample", by=world[Role.STAFF], by_label="Staff", total=1)
    clock = Job.objects.create(task="web.sample", by=None, by_label="clock", total=1)
    return [{"pk": mine.pk}, {"pk": clock.pk}]


def saved_view(world):
    view = SavedView.objects.create(user=world[Role.ASSISTANT], table="web.jobs", name="Mine")
    return {"pk": view.pk}


OBJECTS = {
    "web:pick": lambda world: [{"name": "directory.person"}, {"name": "nothing"}],
    "web:job": jobs,
    "web:cancel_job": jobs,
    "web:resume_job": jobs,
    "web:retry_job": jobs,
    "web:remove_view": saved_view,
    "account_confirm_email": lambda world: {"key": "unknown"},
    "account_reset_password_from_key": lambda world: {"uidb36": "1", "key": "unknown"},
    "mfa_edit_webauthn": lambda world: {"pk": 1},
    "mfa_remove_webauthn": lambda world: {"pk": 1},
    "openid_connect_login": lambda world: {"provider_id": "office"},
    "openid_connect_callback": lambda world: {"provider_id": "office"},
}
