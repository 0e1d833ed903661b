"""Addresses of the record and its registers."""

from django.urls import path

from meetings.views import old_records, record, registers

urlpatterns = [
    path("<int:pk>/record/", record.record, name="record"),
    path("<int:pk>/record/add/", record.add_outcome, name="add_outcome"),
    path("<int:pk>/record/order/", record.order_outcomes, name="order_outcomes"),
    path("<int:pk>/record/reading/", record.preview_outcome, name="preview_outcome"),
    path("<int:pk>/record/preview/", record.preview_record, name="preview_record"),
    path("<int:pk>/record/issue/", record.issue_record, name="issue_record"),
    path("<int:pk>/record/reopen/", record.reopen_record, name="reopen_record"),
    path("<int:pk>/record/read/", old_records.read_record, name="read_record"),
    path("<int:pk>/record/take-over/", old_records.take_over_record, name="take_over_record"),
    path("<int:pk>/actions/", registers.session_actions, name="session_actions"),
    path("<int:pk>/actions/carry/", registers.carry_actions, name="carry_actions"),
    path("outcomes/<int:pk>/", record.revise_outcome, name="revise_outcome"),
    path("outcomes/<int:pk>/move/", record.move_outcome, name="move_outcome"),
    path("outcomes/<int:pk>/remove/", record.remove_outcome, name="remove_outcome"),
    path("decisions/", registers.decisions, name="decisions"),
    path("decisions/in-force/", registers.in_force, name="in_force"),
    path("decisions/<int:pk>/", registers.decision, name="decision"),
    path("decisions/<int:pk>/revise/", registers.revise_decision, name="revise_decision"),
    path("decisions/<int:pk>/implemented/", registers.implement_decision, name="implement_decision"),
    path("decisions/<int:pk>/replaced/", registers.supersede_decision, name="supersede_decision"),
    path("decisions/<int:pk>/lapsed/", registers.lapse_decision, name="lapse_decision"),
    path("decisions/<int:pk>/lifted/", registers.lift_decision, name="lift_decision"),
    path("actions/", registers.actions, name="actions"),
    path("actions/<int:pk>/", registers.action, name="action"),
    path("actions/<int:pk>/revise/", registers.revise_action, name="revise_action"),
    path("actions/<int:pk>/report/", registers.report_action, name="report_action"),
    path("actions/<int:pk>/close/", registers.close_action, name="close_action"),
    path("actions/<int:pk>/reopen/", registers.reopen_action, name="reopen_action"),
]
