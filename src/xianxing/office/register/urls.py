from django.urls import path

from xianxing.office.register import views

urlpatterns = [
    path("", views.show_book, name="book"),
    path("export/", views.export, name="export"),
    path("<int:entry_id>/", views.show_entry, name="entry"),
    path("<int:entry_id>/correct/", views.correct, name="correct"),
    path("<int:entry_id>/reveal/", views.reveal, name="reveal"),
    path("<int:entry_id>/code/", views.reissue, name="reissue"),
    path("<int:entry_id>/erase/", views.erase, name="erase"),
    path("<int:entry_id>/attach/", views.attach, name="attach"),
    path("<int:entry_id>/record/", views.give_record, name="record"),
    path("<int:entry_id>/files/<int:file_id>/", views.file_of, name="file"),
]
