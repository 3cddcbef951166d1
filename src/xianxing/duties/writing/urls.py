"""Addresses of the duty of writing."""

from django.urls import path

from xianxing.duties.writing.views import acting, book, editing, incoming, pages, printing

urlpatterns = [
    path("", pages.show_list, name="list"),
    path("new/", editing.new_paper, name="new"),
    path("clauses/", editing.show_clauses, name="clauses"),
    path("book/", book.show_book, name="book"),
    path("book/export/", book.export, name="book_export"),
    path("incoming/", incoming.show_incoming, name="incoming"),
    path("incoming/receive/", incoming.receive, name="receive"),
    path("incoming/<int:pk>/", incoming.show_incoming, name="incoming_detail"),
    path("incoming/<int:pk>/file/", incoming.open_file, name="incoming_file"),
    path("incoming/<int:pk>/read/", incoming.mark_read, name="incoming_read"),
    path("incoming/<int:pk>/remind/", incoming.remind, name="incoming_remind"),
    path("incoming/<int:pk>/<slug:name>/", incoming.act, name="incoming_act"),
    path("consultations/<int:pk>/", acting.answer_consultation, name="consultation"),
    path("consultations/<int:pk>/settle/", acting.settle_consultation, name="settle"),
    path("copies/<int:pk>/receive/", acting.sign_for, name="sign_for"),
    path("<int:pk>/", pages.show_list, name="detail"),
    path("<int:pk>/fragment/", pages.show_fragment, name="fragment"),
    path("<int:pk>/edit/", editing.edit_paper, name="edit"),
    path("<int:pk>/autosave/", editing.autosave, name="autosave"),
    path("<int:pk>/fix/", editing.accept_fix, name="fix"),
    path("<int:pk>/kind/", editing.change_kind, name="kind"),
    path("<int:pk>/comments/", editing.add_comment, name="comment"),
    path("<int:pk>/comments/<int:comment_id>/settle/", editing.settle_comment, name="comment_settle"),
    path("<int:pk>/versions/", acting.show_versions, name="versions"),
    path("<int:pk>/consultations/", acting.show_consultations, name="consultations"),
    path("<int:pk>/sign/", acting.sign_paper, name="sign"),
    path("<int:pk>/remind/", acting.remind, name="remind"),
    path("<int:pk>/sheet/", printing.show_sheet, name="sheet"),
    path("<int:pk>/pages/<int:number>.png", printing.show_page, name="page"),
    path("<int:pk>/pdf/", printing.give_pdf, name="pdf"),
    path("<int:pk>/docx/", printing.give_word, name="docx"),
    path("<int:pk>/step/<slug:name>/", acting.take_step, name="step"),
]
