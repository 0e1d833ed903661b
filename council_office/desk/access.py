"""Who may open the addresses of the desk."""

from council_office.web.access import signed_in

ACCESS = {
    "desk:today": {"GET": signed_in},
    "desk:search": {"GET": signed_in},
}
