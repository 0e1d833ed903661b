"""Addresses of programmes and resources."""

from django.urls import path

from visits.views import programmes, resources

urlpatterns = [
    path("<int:pk>/programme/", programmes.programme, name="programme"),
    path("<int:pk>/programme/make/", programmes.make_programme, name="make_programme"),
    path("programmes/<int:pk>/remove/", programmes.remove_programme, name="remove_programme"),
    path("programmes/<int:pk>/add/", programmes.add_stop, name="add_stop"),
    path("programmes/<int:pk>/order/", programmes.order_stops, name="order_stops"),
    path("programmes/<int:pk>/book-free/", programmes.book_free, name="book_free"),
    path("programmes/<int:pk>/issue/", programmes.issue_programme, name="issue_programme"),
    path("programmes/<int:pk>/rehearse/", programmes.rehearse, name="rehearse"),
    path(
        "programmes/<int:pk>/papers/<slug:kind>.<slug:form>",
        programmes.programme_paper,
        name="programme_paper",
    ),
    path("stops/<int:pk>/revise/", programmes.revise_stop, name="revise_stop"),
    path("stops/<int:pk>/remove/", programmes.remove_stop, name="remove_stop"),
    path("stops/<int:pk>/shift/", programmes.shift_stop, name="shift_stop"),
    path("stops/<int:pk>/book/", resources.book, name="book"),
    path("commitments/<int:pk>/release/", resources.release, name="release"),
    path("resources/", resources.resources, name="resources"),
    path("resources/new/", resources.new_resource, name="new_resource"),
    path("resources/<int:pk>/", resources.resource, name="resource"),
    path("resources/<int:pk>/revise/", resources.revise_resource, name="revise_resource"),
    path("resources/<int:pk>/authorise/", resources.authorise, name="authorise"),
    path("resources/<int:pk>/away/", resources.set_away, name="set_away"),
    path("authorisations/<int:pk>/end/", resources.end_authorisation, name="end_authorisation"),
]
