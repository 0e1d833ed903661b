from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "council_office.web"
    label = "web"
    verbose_name = _("Signed links and saved views")
