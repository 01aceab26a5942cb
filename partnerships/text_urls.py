"""Addresses of texts: entered as signed, put right, ended, looked after; and their deadlines."""

from django.urls import path

from partnerships.views import deadlines, history, past_texts, text_owners


def of_text(page, name: str):
    return path(f"memoranda/<uuid:uuid>/{name}/", page.as_view(), name=f"memorandum-{name}")


urlpatterns = [
    path("texts/deadlines/", deadlines.Deadlines.as_view(), name="text-deadlines"),
    path("memoranda/new/", past_texts.MemorandumCreate.as_view(), name="memorandum-create"),
    of_text(past_texts.MemorandumEdit, "edit"),
    of_text(past_texts.MemorandumTerminate, "terminate"),
    of_text(past_texts.MemorandumOwner, "owner"),
    of_text(text_owners.MemorandumOwnerPicker, "owner-picker"),
    path("memoranda/owners/search/", text_owners.OwnerPicker.as_view(), name="owner-picker"),
    path(
        "memoranda/owners/former/search/",
        text_owners.FormerOwnerPicker.as_view(),
        name="former-owner-picker",
    ),
    path(
        "memoranda/chosen/owner/",
        text_owners.MemorandumOwnChosen.as_view(),
        name="memorandum-own-chosen",
    ),
    of_text(history.TextHistory, "history"),
]
