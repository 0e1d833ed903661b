"""What happens to documents and mails, in the words of the history."""

from django.utils.translation import gettext_lazy as _

from council_office.ledger import audit

audit.say("issue", _("filed version %(version)s as %(form)s"))
audit.say("download", _("downloaded it"))
audit.say("refuse_download", _("was refused the download: %(reason)s"))
audit.say("refuse_bundle", _("was refused a bundle with %(numbers)s"))
audit.say("mark", _("changed the marking"))
audit.say("grant", _("let %(to)s read it"))
audit.say("withdraw", _("ended the grant of %(to)s"))
audit.say("hold", _("put it on hold"))
audit.say("release", _("lifted the hold"))
audit.say("send_again", _("decided to send it again"))
audit.say("confirm_arrival", _("found that it did arrive"))
audit.say("view", _("looked at it"))
audit.say("copy", _("made copy %(copy)s for %(to)s"))
audit.say("print", _("printed copy %(copy)s for %(to)s"))
audit.say("refuse_copy", _("was refused a copy: %(reason)s"))
audit.say("refuse_sending", _("was refused sending it to %(to)s"))
audit.say("write_letter", _("wrote version %(version)s"))
audit.say("letter_submitted", _("submitted version %(version)s for review"))
audit.say("letter_reviewed", _("reviewed version %(version)s"))
audit.say("letter_returned", _("returned version %(version)s to the author"))
audit.say("letter_approved", _("approved version %(version)s"))
audit.say("letter_signed", _("noted the signature of version %(version)s"))
audit.say("letter_dispatched", _("dispatched version %(version)s"))
audit.say("damaged_file", _("found its file damaged or missing"))
audit.say("restore_file", _("found its file damaged and restored it from the second copy"))
