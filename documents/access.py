"""Who may call which address of the documents; which documents they then see is the gate's matter."""

from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, link, roles, signed_in
from documents.states import APPROVERS, FILERS, KEEPERS

KEEPERS_HANDS = roles(*KEEPERS)
GATE_EYES = roles(*OFFICE_EYES.roles, Role.CUSTODIAN)
READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
KEEP = {"GET": KEEPERS_HANDS, "POST": KEEPERS_HANDS}
FILER_HANDS = roles(*FILERS)
FILE = {"GET": FILER_HANDS, "POST": FILER_HANDS}
WRITERS = roles(*OFFICE_HANDS.roles, Role.DG_OFFICE)
WRITE = {"GET": WRITERS, "POST": WRITERS}
APPROVE = {"GET": roles(*APPROVERS), "POST": roles(*APPROVERS)}
PRESS = {"POST": OFFICE_HANDS}

ACCESS = {
    "documents:library": {"GET": signed_in},
    "documents:document": {"GET": signed_in},
    "documents:download": {"GET": signed_in},
    "documents:download_by_link": {"GET": link},
    "documents:file_document": FILE,
    "documents:add_version": FILE,
    "documents:versions": {"GET": signed_in},
    "documents:access_log": {"GET": signed_in},
    "documents:why_not": {"GET": roles(*FILERS, Role.DG_OFFICE, Role.AUDITOR)},
    "documents:send_document": {"POST": FILER_HANDS},
    "documents:take_copy": {"POST": signed_in},
    "documents:make_copy": FILE,
    "documents:copies": {"GET": GATE_EYES},
    "documents:copy": {"GET": GATE_EYES},
    "documents:download_copy": {"POST": FILER_HANDS},
    "documents:recall_copy": FILE,
    "documents:return_copy": {"POST": FILER_HANDS},
    "documents:destroy_copy": {"POST": FILER_HANDS},
    "documents:letters": {"GET": signed_in},
    "documents:letter": {"GET": signed_in},
    "documents:letter_versions": {"GET": signed_in},
    "documents:letter_draft": {"GET": signed_in},
    "documents:letter_redline": {"GET": signed_in},
    "documents:register_letter": FORM,
    "documents:draft_letter": WRITE,
    "documents:reply_letter": WRITE,
    "documents:revise_letter": WRITE,
    "documents:take_back": WRITE,
    "documents:submit_letter": {"POST": WRITERS},
    "documents:review_letter": WRITE,
    "documents:return_letter": WRITE,
    "documents:approve_letter": APPROVE,
    "documents:sign_letter": APPROVE,
    "documents:dispatch_letter": FORM,
    "documents:acknowledge_letter": FORM,
    "documents:assign_letter": FORM,
    "documents:enclose": FORM,
    "documents:close_letter": FORM,
    "documents:cancel_letter": FORM,
    "documents:bundle_pdf": {"POST": signed_in},
    "documents:bundle_zip": {"POST": signed_in},
    "documents:mark": KEEP,
    "documents:grant": KEEP,
    "documents:end_grant": {"POST": KEEPERS_HANDS},
    "documents:hold": KEEP,
    "documents:release": KEEP,
    "documents:groups": {"GET": GATE_EYES},
    "documents:group": {"GET": GATE_EYES},
    "documents:create_group": KEEP,
    "documents:grant_group": KEEP,
    "documents:deliveries": READ,
    "documents:delivery": READ,
    "documents:delivery_entry": READ,
    "documents:send_again": PRESS,
    "documents:confirm_arrival": PRESS,
    "documents:cancel_delivery": PRESS,
    "documents:texts": READ,
    "documents:text": READ,
    "documents:create_text": FORM,
    "documents:revise_text": FORM,
    "documents:preview_text": PRESS,
}
