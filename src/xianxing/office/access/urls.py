"""Addresses of account work."""

from django.urls import path, re_path

from xianxing.office.access import views

urlpatterns = [
    path("", views.show_accounts, name="accounts"),
    path("open/", views.open_account, name="open"),
    path("password/", views.own_password, name="password"),
    path("audit/", views.show_audit, name="audit"),
    path("audit/verify/", views.verify_ledger, name="verify"),
    path("<int:pk>/", views.show_account, name="account"),
    path("<int:pk>/password/", views.reset_password, name="reset_password"),
    re_path(r"^(?P<pk>\d+)/(?P<change>grant|end|close|reopen)/$", views.change_account, name="change"),
]
