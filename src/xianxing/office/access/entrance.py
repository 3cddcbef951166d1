"""Addresses of signing in and out. Of the accounts library only these are open: the rest would write past the ledger."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView, TemplateView

OWN_PASSWORD = RedirectView.as_view(pattern_name="access:password")

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("signup/", views.signup, name="account_signup"),
    path(
        "password/reset/",
        login_not_required(TemplateView.as_view(template_name="account/password_reset.html")),
        name="account_reset_password",
    ),
    # The library sends people to these names after some of its steps; here a password changes on one page alone.
    path("password/change/", OWN_PASSWORD, name="account_change_password"),
    path("password/set/", OWN_PASSWORD, name="account_set_password"),
    path("email/", OWN_PASSWORD, name="account_email"),
]
