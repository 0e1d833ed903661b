"""Addresses of travel and needs."""

from django.urls import path

from visits.views import needs, travel

urlpatterns = [
    path("<int:pk>/travel/", travel.travel, name="travel"),
    path("<int:pk>/travel/add/", travel.add_journey, name="add_journey"),
    path("<int:pk>/travel/group/", travel.group_transfers, name="group_transfers"),
    path("<int:pk>/travel/manifest.pdf", travel.manifest_paper, name="manifest_paper"),
    path("<int:pk>/travel/signs.pdf", travel.signs_paper, name="signs_paper"),
    path("<int:pk>/travel/rooms/", travel.add_room_block, name="add_room_block"),
    path("<int:pk>/travel/give-room/", travel.give_room, name="give_room"),
    path("journeys/<int:pk>/revise/", travel.revise_journey, name="revise_journey"),
    path("journeys/<int:pk>/seat/", travel.seat, name="seat"),
    path("transfers/<int:pk>/revise/", travel.revise_transfer, name="revise_transfer"),
    path("stays/<int:pk>/give-back/", travel.give_room_back, name="give_room_back"),
    path("visitors/<int:pk>/needs/", needs.revise_needs, name="revise_needs"),
    path("programmes/<int:pk>/equipment/", needs.equipment, name="equipment"),
    path("programmes/<int:pk>/equipment/reserve/", needs.reserve_equipment, name="reserve_equipment"),
    path("programmes/<int:pk>/equipment/take-back/", needs.take_back, name="take_back"),
]
