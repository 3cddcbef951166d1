"""Addresses of the rulebook."""

from django.urls import path

from xianxing.duties.regulations.views import drafts, entering, keeping, limits, rulebook

urlpatterns = [
    path("", rulebook.show_list, name="list"),
    path("ask/", rulebook.ask, name="ask"),
    path("gaps/", keeping.show_gaps, name="gaps"),
    path("areas/", keeping.show_areas, name="areas"),
    path("areas/new/", keeping.put_area, name="area_new"),
    path("areas/<int:pk>/", keeping.put_area, name="area"),
    path("limits/", limits.show_packs, name="packs"),
    path("limits/<int:pk>/set/", limits.set_limit, name="limit"),
    path("limits/<str:name>/", limits.show_packs, name="pack"),
    path("import/", entering.upload, name="import"),
    path("import/<int:pk>/", entering.confirm, name="import_file"),
    path("drafts/", drafts.show_list, name="drafts"),
    path("drafts/new/", drafts.write, name="write"),
    path("drafts/<int:pk>/", drafts.show, name="draft"),
    path("drafts/<int:pk>/edit/", drafts.edit, name="edit"),
    path("drafts/<int:pk>/consult/", drafts.consult, name="consult"),
    path("drafts/<int:pk>/publish/", drafts.publish, name="publish"),
    path("drafts/<int:pk>/withdraw/", drafts.withdraw, name="withdraw"),
    path("opinions/<int:pk>/answer/", drafts.answer, name="answer"),
    path("opinions/<int:pk>/reply/", drafts.reply, name="reply"),
    path("clauses/<int:pk>/", rulebook.show_clause, name="clause"),
    path("rules/<str:code>/", rulebook.show_instrument, name="instrument"),
    path("rules/<str:old>/with/<str:new>/", rulebook.compare, name="compare"),
    path("rules/<str:code>/repeal/", entering.repeal, name="repeal"),
    path("rules/<str:code>/tell/", keeping.tell, name="tell"),
    path("rules/<str:code>/acknowledge/", keeping.acknowledge, name="acknowledge"),
    path("rules/<str:code>/review/", keeping.review, name="review"),
    path("rules/<str:code>/steward/", keeping.steward, name="steward"),
]
