"""Who may open files, links, passes and letters: identity data only to those who need them."""

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, anyone, link, roles
from visits.models import IDENTITY_READERS

READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}
READERS = roles(*IDENTITY_READERS)
SECURITY = roles(Role.SECURITY_OFFICER)
BOTH = roles(Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.SECURITY_OFFICER)
PASS_EYES = {"GET": roles(*OFFICE, Role.SECURITY_OFFICER)}

ACCESS = {
    "visits:visitor_data": {"GET": READERS, "POST": OFFICE_HANDS},
    "visits:upload_scan": FORM,
    "visits:scan": {"GET": READERS},
    "visits:remove_scan": PRESS,
    "visits:request_pass": PRESS,
    "visits:my_files": {"GET": link},
    "visits:my_file": {"GET": link, "POST": link},
    "visits:my_scan": {"POST": link},
    "visits:my_letter": {"GET": link},
    "visits:passes": PASS_EYES,
    "visits:pass": PASS_EYES,
    "visits:submit_pass": PRESS,
    "visits:approve_pass": {"POST": SECURITY},
    "visits:refuse_pass": {"GET": SECURITY, "POST": SECURITY},
    "visits:ask_about_pass": {"GET": SECURITY, "POST": SECURITY},
    "visits:retry_pass": PRESS,
    "visits:issue_pass": {"POST": BOTH},
    "visits:revoke_pass": {"GET": BOTH, "POST": BOTH},
    "visits:pass_pdf": {"GET": BOTH},
    "visits:ask": FORM,
    "visits:remind": FORM,
    "visits:import_visitors": FORM,
    "visits:request_passes": PRESS,
    "visits:submit_passes": PRESS,
    "visits:issue_passes": PRESS,
    "visits:of_session": READ,
    "visits:open_session_files": PRESS,
    "visits:of_ceremony": {"GET": roles(*OFFICE)},
    "visits:open_ceremony_files": PRESS,
    "visits:letters": READ,
    "visits:prepare_letters": PRESS,
    "visits:review_letters": FORM,
    "visits:letters_pdf": READ,
    "visits:letters_zip": READ,
    "visits:letter": READ,
    "visits:preview_letter": READ,
    "visits:letter_copy": {"GET": OFFICE_HANDS},
    "visits:replace_letter": PRESS,
    "visits:revoke_letter": FORM,
    "visits:verify_by_code": {"GET": anyone, "POST": anyone},
    "visits:verify": {"GET": anyone},
}
