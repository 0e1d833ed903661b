from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Every app's letters.py registers its placeholders, so that texts can be edited in any process."""
        autodiscover_modules("letters")
