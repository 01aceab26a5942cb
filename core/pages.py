"""The only base views. They check the permission, then the row scope, in that order."""

from core.chosen_pages import ChosenPage
from core.form_pages import FormPage, Group, Lookalike
from core.view_pages import (
    Action,
    ActionPage,
    DetailPage,
    FragmentPage,
    ListPage,
    Page,
    PickerPage,
)

__all__ = [
    "Action",
    "ActionPage",
    "ChosenPage",
    "DetailPage",
    "FormPage",
    "FragmentPage",
    "Group",
    "ListPage",
    "Lookalike",
    "Page",
    "PickerPage",
]
