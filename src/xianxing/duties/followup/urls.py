"""Addresses of the duty of follow-up."""

from django.urls import path

from xianxing.duties.followup.views import acting, differences, minutes, pages, reports, scale, sheets, tasks

urlpatterns = [
    path("", pages.show_list, name="list"),
    path("open/", minutes.open_page, name="open"),
    path("minutes/", minutes.minutes_page, name="minutes"),
    path("minutes/confirm/", minutes.confirm_page, name="minutes_confirm"),
    path("mine/", tasks.show_mine, name="mine"),
    path("mine/sheet/", sheets.sheet_page, name="sheet"),
    path("mine/sheet/export/", sheets.export_sheet, name="sheet_export"),
    path("differences/", differences.show_differences, name="differences"),
    path("readings/<int:pk>/choose/", differences.choose_reading, name="choose"),
    path("quantities/<int:pk>/return/", differences.return_quantity, name="return_quantity"),
    path("reports/", reports.show_reports, name="reports"),
    path("reports/annual/", reports.show_annual, name="annual"),
    path("scale/", scale.scale_page, name="scale"),
    path("tasks/<int:pk>/", tasks.show_task_page, name="task"),
    path("tasks/<int:pk>/files/<int:file_id>/", tasks.open_file, name="file"),
    path("tasks/<int:pk>/<slug:name>/", acting.perform_on_task, name="task_verb"),
    path("<int:pk>/", pages.show_list, name="detail"),
    path("<int:pk>/fragment/", pages.show_fragment, name="fragment"),
    path("<int:pk>/sheet/", pages.print_item, name="print"),
    path("<int:pk>/<slug:name>/", acting.perform_on_item, name="verb"),
]
