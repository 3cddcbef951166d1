"""Every address of the product, assembled from the manifests that name a module of patterns."""

from django.urls import include, path
from django.views.generic import RedirectView

from xianxing.office.duty import manifests

urlpatterns = [
    path("", RedirectView.as_view(url="/today/"), name="home"),
    path("accounts/", include("xianxing.office.access.entrance")),
    path("accounts/mfa/", include("allauth.mfa.urls")),
    *(
        path(f"{manifest.name}/", include((manifest.urls, manifest.name)))
        for manifest in manifests()
        if manifest.urls
    ),
]
