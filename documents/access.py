"""Who may call which address of the documents; which documents they then see is the gate's matter."""

from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, link, roles, signed_in
from documents.states import KEEPERS

KEEPERS_HANDS = roles(*KEEPERS)
GATE_EYES = roles(*OFFICE_EYES.roles, Role.CUSTODIAN)
READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
KEEP = {"GET": KEEPERS_HANDS, "POST": KEEPERS_HANDS}
PRESS = {"POST": OFFICE_HANDS}

ACCESS = {
    "documents:library": {"GET": signed_in},
    "documents:document": {"GET": signed_in},
    "documents:download": {"GET": signed_in},
    "documents:download_by_link": {"GET": link},
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
