"""Addresses of aid: its forms and course, the overview, year plans and exchange rates."""

from django.urls import path

from exchanges.views import (
    aid_chosen,
    aid_courses,
    aid_forms,
    aid_overview,
    aid_parts,
    aid_projects,
    exchange_rates,
    year_plans,
)

AID = "aid/<uuid:uuid>"
STEP = "aid/steps/<uuid:uuid>"
RATE = "aid/rates/<uuid:uuid>"
PLAN = "aid/plans/<uuid:uuid>"

LISTS = [
    path("aid/", aid_projects.AidProjectList.as_view(), name="aid-project-list"),
    path("aid/overview/", aid_overview.AidOverview.as_view(), name="aid-overview"),
    path("aid/new/", aid_forms.AidProjectCreate.as_view(), name="aid-project-create"),
    path("aid/new/short/", aid_forms.AidProjectShort.as_view(), name="aid-project-short"),
    path("aid/new/past/", aid_forms.AidProjectPast.as_view(), name="aid-project-past"),
    path("aid/find/", aid_parts.AidPicker.as_view(), name="aid-picker"),
    path("aid/promises/", aid_parts.PromisePicker.as_view(), name="promise-picker"),
]

OF_SEVERAL = [
    path(f"aid/chosen/{verb}/", page.as_view(), name=f"aid-project-{verb}-chosen")
    for verb, page in (
        ("approve", aid_chosen.AidProjectApproveChosen),
        ("begin", aid_chosen.AidProjectBeginChosen),
        ("close", aid_chosen.AidProjectCloseChosen),
    )
]

OF_A_PROJECT = [
    path(f"{AID}/", aid_projects.AidProjectDetail.as_view(), name="aid-project-detail"),
    path(f"{AID}/edit/", aid_forms.AidProjectEdit.as_view(), name="aid-project-edit"),
    path(f"{AID}/approve/", aid_courses.AidProjectApprove.as_view(), name="aid-project-approve"),
    path(f"{AID}/begin/", aid_courses.AidProjectBegin.as_view(), name="aid-project-begin"),
    path(
        f"{AID}/hand-over/", aid_courses.AidProjectHandOver.as_view(), name="aid-project-hand-over"
    ),
    path(f"{AID}/accept/", aid_courses.AidProjectAccept.as_view(), name="aid-project-accept"),
    path(f"{AID}/close/", aid_courses.AidProjectClose.as_view(), name="aid-project-close"),
    path(f"{AID}/cancel/", aid_courses.AidProjectCancel.as_view(), name="aid-project-cancel"),
    path(f"{AID}/stages/", aid_courses.AidProjectStages.as_view(), name="aid-project-stages"),
    path(f"{AID}/results/", aid_courses.AidProjectResults.as_view(), name="aid-project-results"),
    path(f"{STEP}/ask/", aid_courses.AidStepAsk.as_view(), name="aid-step-ask"),
    path(f"{STEP}/answer/", aid_courses.AidStepAnswer.as_view(), name="aid-step-answer"),
]

PLANS = [
    path("aid/plans/", year_plans.YearPlanList.as_view(), name="year-plan-list"),
    path("aid/plans/new/", year_plans.YearPlanCreate.as_view(), name="year-plan-create"),
    path(f"{PLAN}/", year_plans.YearPlanDetail.as_view(), name="year-plan-detail"),
    path(f"{PLAN}/edit/", year_plans.YearPlanEdit.as_view(), name="year-plan-edit"),
    path("aid/rates/", exchange_rates.ExchangeRateList.as_view(), name="exchange-rate-list"),
    path(
        "aid/rates/new/", exchange_rates.ExchangeRateCreate.as_view(), name="exchange-rate-create"
    ),
    path(f"{RATE}/", exchange_rates.ExchangeRateDetail.as_view(), name="exchange-rate-detail"),
    path(f"{RATE}/edit/", exchange_rates.ExchangeRateEdit.as_view(), name="exchange-rate-edit"),
]

urlpatterns = [*LISTS, *OF_SEVERAL, *OF_A_PROJECT, *PLANS]
