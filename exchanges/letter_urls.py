"""Addresses of letters and of their pieces on other pages."""

from django.urls import path

from exchanges.views import border_pieces, letter_forms, letters

AT = "letters/<uuid:uuid>"

urlpatterns = [
    path("letters/", letters.LetterList.as_view(), name="letter-list"),
    path("letters/new/", letter_forms.LetterCreate.as_view(), name="letter-create"),
    path("letters/find/", letters.LetterPicker.as_view(), name="letter-picker"),
    path(f"{AT}/", letters.LetterDetail.as_view(), name="letter-detail"),
    path(f"{AT}/edit/", letter_forms.LetterEdit.as_view(), name="letter-edit"),
    path(f"{AT}/text/", letter_forms.LetterText.as_view(), name="letter-text"),
    path(f"{AT}/no-answer/", letters.LetterNoAnswer.as_view(), name="letter-no-answer"),
    path(f"{AT}/withdraw/", letters.LetterWithdraw.as_view(), name="letter-withdraw"),
    path("ties/<uuid:uuid>/letters/", border_pieces.TieLetters.as_view(), name="tie-letters"),
    path("units/<uuid:uuid>/letters/", border_pieces.UnitLetters.as_view(), name="unit-letters"),
    path(
        "meetings/<uuid:uuid>/letters/",
        border_pieces.MeetingLetters.as_view(),
        name="meeting-letters",
    ),
]
