from django.urls import path

from xianxing.office.authority.views import checks, drafts, laws, spreadsheets, tables

urlpatterns = [
    path("laws/", laws.show_laws, name="laws"),
    path("laws/<str:code>/", laws.show_law, name="law"),
    path("tables/", tables.show_tables, name="tables"),
    path("tables/<int:table_id>/draft/", drafts.start_draft, name="start"),
    path("versions/<int:version_id>/", tables.show_version, name="version"),
    path("versions/<int:version_id>/sheet/", spreadsheets.export_version, name="sheet"),
    path("versions/<int:version_id>/again/", drafts.start_again, name="again"),
    path("versions/<int:old_id>/with/<int:new_id>/", tables.compare_versions, name="compare"),
    path("decisions/<int:decision_id>/", tables.show_decision, name="decision"),
    path("drafts/<int:version_id>/", drafts.show_draft, name="draft"),
    path("drafts/<int:version_id>/check/", checks.check, name="check"),
    path("drafts/<int:version_id>/sheet/", spreadsheets.import_rows, name="import_rows"),
    path("drafts/<int:version_id>/add/", drafts.add_row, name="add"),
    path("drafts/<int:version_id>/rows/<str:row_id>/", drafts.edit_row, name="row"),
    path("drafts/<int:version_id>/rows/<str:row_id>/change/", drafts.change_rows, name="change"),
    path("drafts/<int:version_id>/discard/", drafts.discard, name="discard"),
    path("drafts/<int:version_id>/publish/", drafts.publish, name="publish"),
]
