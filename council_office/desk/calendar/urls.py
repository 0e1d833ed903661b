from django.urls import path

from council_office.desk.calendar.views import feeds, keeping, months, tasks

app_name = "calendar"
urlpatterns = [
    path("calendar/", months.month, name="month"),
    path("calendar/week/", months.week, name="week"),
    path("calendar/days/", months.days, name="days"),
    path("calendar/feed/", feeds.feed, name="feed"),
    path("calendar/feed/open/", feeds.open_feed, name="open_feed"),
    path("calendar/feed/<int:pk>/close/", feeds.revoke_feed, name="revoke_feed"),
    path("calendar/feed/<str:token>.ics", feeds.ics, name="ics"),
    path("calendar/closures/", keeping.closures, name="closures"),
    path("calendar/closures/new/", keeping.create_closure, name="create_closure"),
    path("calendar/closures/<int:pk>/", keeping.closure, name="closure"),
    path("calendar/closures/<int:pk>/change/", keeping.revise_closure, name="revise_closure"),
    path("calendar/closures/<int:pk>/remove/", keeping.remove_closure, name="remove_closure"),
    path("calendar/rules/", keeping.rules, name="rules"),
    path("calendar/rules/new/", keeping.create_rule, name="create_rule"),
    path("calendar/rules/<int:pk>/", keeping.rule, name="rule"),
    path("calendar/rules/<int:pk>/change/", keeping.revise_rule, name="revise_rule"),
    path("calendar/rules/<int:pk>/end/", keeping.end_rule, name="end_rule"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/roles/", tasks.tasks_of_roles, name="tasks_of_roles"),
    path("tasks/all/", tasks.all_tasks, name="all_tasks"),
    path("tasks/new/", tasks.create_task, name="create_task"),
    path("tasks/finish/", tasks.finish_tasks, name="finish_tasks"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/change/", tasks.revise_task, name="revise_task"),
    path("tasks/<int:pk>/fix/", tasks.fix_task, name="fix_task"),
    path("tasks/<int:pk>/release/", tasks.unfix_task, name="unfix_task"),
    path("tasks/<int:pk>/assign/", tasks.assign_task, name="assign_task"),
    path("tasks/<int:pk>/finish/", tasks.finish_task, name="finish_task"),
    path("tasks/<int:pk>/reopen/", tasks.reopen_task, name="reopen_task"),
    path("tasks/<int:pk>/cancel/", tasks.cancel_task, name="cancel_task"),
    path("tasks/steps/<int:pk>/tick/", tasks.tick_step, name="tick_step"),
]
