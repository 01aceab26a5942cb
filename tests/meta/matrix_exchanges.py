"""Who opens which page of exchanges."""

from tests.meta.roles import (
    CHECKERS,
    FILERS,
    HEAD,
    HEADS,
    KEEPERS,
    LIAISON,
    OFFICER,
    READERS,
    all_of,
)

EXCHANGES = {
    **all_of(
        "exchanges",
        FILERS,
        """
        activity-create activity-edit activity-withdraw
        patrol-create patrol-edit patrol-withdraw patrol-marker-picker
        """,
    ),
    **all_of(
        "exchanges",
        READERS,
        """
        due-list tie-dues unit-dues calendar calendar-settings reminders-choose
        calendar-feed-make calendar-feed-revoke
        """,
    ),
    **all_of("exchanges", FILERS, "calendar-plan"),
    **all_of(
        "exchanges",
        READERS,
        """
        owed tie-owed commitment-kept instalment-list delivery-list delivery-detail
        aid-deliveries
        """,
    ),
    **all_of(
        "exchanges",
        FILERS,
        """
        commitment-delivery-create instalment-delivery-create aid-delivery-create
        delivery-edit delivery-withdraw delivery-match
        """,
    ),
    **all_of(
        "exchanges",
        READERS,
        """
        meeting-list meeting-turns meeting-agenda meeting-log
        meeting-detail minutes-detail agreed-item-open
        agreed-item-list agreed-item-detail
        activity-list activity-detail activity-totals
        patrol-list patrol-detail tie-patrols unit-patrols organisation-patrols
        incident-list incident-detail
        aid-project-list aid-project-detail
        person-meetings
        tie-meetings tie-agreed-items tie-aid tie-activities tie-incidents
        unit-meetings unit-aid unit-activities unit-incidents
        organisation-meetings organisation-aid organisation-activities
        """,
    ),
    **all_of(
        "exchanges",
        FILERS,
        """
        meeting-create meeting-edit meeting-invite meeting-hold meeting-postpone meeting-plan-again
        meeting-cancel meeting-tie-picker attendee-picker
        tie-meeting-create tie-meeting-plan unit-meeting-create unit-meeting-plan
        minutes-create minutes-edit minutes-submit minutes-sign minutes-restore agreed-item-edit
        agreed-item-reopen
        minutes-word-out minutes-word-in minutes-word-check
        """,
    ),
    **all_of(
        "exchanges",
        READERS,
        """
        marker-incidents meeting-incidents
        letter-list letter-detail tie-letters unit-letters meeting-letters
        """,
    ),
    **all_of(
        "exchanges",
        FILERS,
        """
        incident-create incident-edit incident-withdraw incident-picker
        letter-create letter-edit letter-text letter-no-answer letter-withdraw letter-picker
        """,
    ),
    **all_of("exchanges", {OFFICER, HEAD, LIAISON}, "incident-raise incident-meeting-picker"),
    **all_of(
        "exchanges", CHECKERS, "incident-verify incident-settle incident-close incident-reopen"
    ),
    **all_of("exchanges", {OFFICER, HEAD, LIAISON}, "minutes-revisions"),
    **all_of("exchanges", CHECKERS, "minutes-return minutes-agree minutes-reopen minutes-archive"),
    **all_of(
        "exchanges",
        READERS,
        """
        aid-project-files delivery-files meeting-files minutes-files agreed-item-files
        activity-files patrol-files incident-files letter-files
        attachment-detail attachment-page attachment-download
        """,
    ),
    **all_of(
        "exchanges",
        FILERS,
        """
        aid-project-file-add delivery-file-add meeting-file-add minutes-file-add
        agreed-item-file-add activity-file-add patrol-file-add incident-file-add letter-file-add
        attachment-edit attachment-withdraw attachment-master
        """,
    ),
    **all_of(
        "exchanges",
        READERS,
        """
        aid-overview year-plan-list year-plan-detail exchange-rate-list exchange-rate-detail
        """,
    ),
    **all_of(
        "exchanges",
        KEEPERS,
        """
        aid-project-create aid-project-short aid-project-past aid-project-edit
        aid-project-begin aid-project-close aid-project-stages aid-project-results
        aid-step-ask aid-step-answer aid-picker promise-picker
        year-plan-create year-plan-edit exchange-rate-create exchange-rate-edit
        """,
    ),
    **all_of("exchanges", HEADS, "aid-project-approve aid-project-approve-chosen"),
    **all_of("exchanges", KEEPERS, "aid-project-begin-chosen aid-project-close-chosen"),
    **all_of("exchanges", FILERS, "agreed-item-move-chosen agreed-item-assign-chosen"),
    **all_of("exchanges", FILERS, "minutes-submit-chosen"),
    **all_of("exchanges", CHECKERS, "aid-project-cancel"),
    **all_of("exchanges", FILERS, "aid-project-hand-over aid-project-accept"),
}
