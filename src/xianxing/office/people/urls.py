from django.urls import path

from xianxing.office.people import editing, views, wizard

urlpatterns = [
    path("", views.show_directory, name="directory"),
    path("organs/new/", editing.create_organ, name="create_organ"),
    path("organs/<int:organ_id>/", views.show_organ, name="organ"),
    path("organs/<int:organ_id>/edit/", editing.change_organ, name="change_organ"),
    path("organs/<int:organ_id>/move/", editing.move_organ, name="move_organ"),
    path("organs/<int:organ_id>/abolish/", editing.abolish_organ, name="abolish_organ"),
    path("organs/<int:organ_id>/posts/new/", editing.create_post, name="create_post"),
    path("posts/<int:post_id>/edit/", editing.change_post, name="change_post"),
    path("persons/new/", editing.register_person, name="register"),
    path("persons/<int:person_id>/", views.show_person, name="person"),
    path("persons/<int:person_id>/edit/", editing.correct_person, name="correct"),
    path("persons/<int:person_id>/appoint/", editing.appoint, name="appoint"),
    path("persons/<int:person_id>/leave/", editing.leave_office, name="leave"),
    path("appointments/<int:appointment_id>/end/", editing.end_appointment, name="end_appointment"),
    path("appointments/<int:appointment_id>/reopen/", editing.reopen_appointment, name="reopen_appointment"),
    path("import/", wizard.upload_list, name="import"),
    path("import/<int:run_id>/", wizard.show_run, name="import_run"),
    path("import/<int:run_id>/confirm/", wizard.confirm, name="import_confirm"),
    path("import/<int:run_id>/result/", wizard.show_result, name="import_result"),
    path("export/", wizard.export_list, name="export"),
]
