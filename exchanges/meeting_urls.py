from django.urls import path

from exchanges.views import agendas, meeting_pieces, meeting_plans, meeting_steps

STEPS = (
    ("invite", meeting_steps.MeetingInvite),
    ("hold", meeting_steps.MeetingHold),
    ("postpone", meeting_steps.MeetingPostpone),
    ("plan-again", meeting_steps.MeetingPlanAgain),
    ("cancel", meeting_steps.MeetingCancel),
)
PIECES = (
    ("agenda", agendas.MeetingAgenda),
    ("turns", meeting_pieces.MeetingTurns),
    ("log", meeting_pieces.MeetingLog),
)

urlpatterns = [
    *(
        path(f"meetings/<uuid:uuid>/{name}/", page.as_view(), name=f"meeting-{name}")
        for name, page in (*STEPS, *PIECES)
    ),
    path(
        "ties/<uuid:uuid>/meetings/plan/",
        meeting_plans.TieMeetingPlan.as_view(),
        name="tie-meeting-plan",
    ),
    path(
        "units/<uuid:uuid>/meetings/plan/",
        meeting_plans.UnitMeetingPlan.as_view(),
        name="unit-meeting-plan",
    ),
]
