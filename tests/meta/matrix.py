"""Who opens which page: declared here once more, apart from the code, for every address of ours.

Whose rows a page shows is not in this table: it is the same for all, the user's reach.
"""

from accounts.choices import Role

OFFICER, HEAD, LIAISON, READER = Role.OFFICER, Role.HEAD, Role.LIAISON, Role.READER
EVERYBODY = set(Role)
READERS = {OFFICER, HEAD, LIAISON, READER}
FILERS = {OFFICER, LIAISON}
CHECKERS = {OFFICER, HEAD}
KEEPERS = {OFFICER}
HEADS = {HEAD}
ADMINISTRATORS = {Role.ADMINISTRATOR}


def all_of(app: str, who: set[Role], names: str) -> dict[str, set[Role]]:
    return {f"{app}:{name}": who for name in names.split()}


MATRIX = {
    **all_of(
        "exchanges",
        FILERS,
        """
        activity-create activity-edit activity-withdraw
        patrol-create patrol-edit patrol-withdraw patrol-marker-picker
        """,
    ),
    "home": EVERYBODY,
    "border-strip": READERS,
    "border-strip-pdf": READERS,
    "gap-list": READERS,
    **all_of("accounts", EVERYBODY, "account language amount-reading"),
    **all_of(
        "partnerships",
        READERS,
        """
        partnership-list partnership-detail partnership-figures partnership-picker
        partnership-tree frame-tree
        unit-list unit-tree unit-branch unit-detail unit-picker
        unit-ties unit-below unit-border unit-figures unit-notes
        organisation-list organisation-detail organisation-picker organisation-ties
        organisation-figures organisation-notes
        person-list person-detail person-picker
        memorandum-list memorandum-detail memorandum-picker
        commitment-list commitment-detail
        stated-figure-list stated-figure-detail
        note-list note-detail
        paper-list paper-detail paper-picker
        border-profile-list border-profile-detail
        border-marker-list border-marker-detail border-marker-picker gate-list gate-detail
        """,
    ),
    **all_of("partnerships", READERS, "reform-list decision-detail"),
    **all_of(
        "partnerships",
        KEEPERS,
        """
        reform-confirm unit-decide organisation-decide unit-place
        memorandum-pass-on memorandum-amend-names decision-take-back
        """,
    ),
    **all_of("partnerships", KEEPERS, "partnership-create partnership-edit"),
    **all_of(
        "partnerships",
        KEEPERS,
        "tie-cadence-create unit-cadence-create cadence-edit cadence-end",
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
    **all_of("partnerships", READERS, "text-deadlines memorandum-history"),
    **all_of(
        "partnerships",
        KEEPERS,
        "memorandum-create memorandum-edit memorandum-terminate memorandum-owner",
    ),
    **all_of("partnerships", KEEPERS, "commitment-create commitment-edit commitment-settle"),
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
        "partnerships",
        KEEPERS,
        """
        border-marker-create border-marker-edit gate-create gate-edit
        border-profile-create border-profile-edit
        stated-figure-create stated-figure-edit stated-figure-hold stated-figure-hold-none
        """,
    ),
    **all_of("partnerships", KEEPERS, "unit-create unit-edit unit-rename"),
    **all_of(
        "partnerships",
        READERS,
        """
        partnership-heads unit-heads organisation-heads
        partnership-history unit-history organisation-history
        """,
    ),
    **all_of(
        "partnerships",
        KEEPERS,
        """
        organisation-create organisation-edit person-create person-edit
        organisation-charge charge-end
        partnership-merge unit-merge organisation-merge
        """,
    ),
    **all_of(
        "partnerships",
        KEEPERS,
        "partnership-suspend partnership-resume partnership-end partnership-admit party-leave",
    ),
    **all_of(
        "partnerships", KEEPERS, "memorandum-word-out memorandum-word-in memorandum-word-check"
    ),
    **all_of("partnerships", CHECKERS, "memorandum-revisions"),
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
        "reports",
        READERS,
        """
        annual-review-list annual-review-detail annual-review-figures
        review-series-list review-series-detail
        review-paper-pdf review-paper-progress
        tie-reviews unit-reviews home-due home-lacking home-register
        """,
    ),
    **all_of(
        "reports",
        KEEPERS,
        """
        annual-review-create annual-review-write annual-review-collect annual-review-freeze
        annual-review-word-out annual-review-word-in annual-review-word-check
        annual-review-send annual-review-edition review-series-edit tie-picker unit-picker
        annual-review-change agreements-report-create review-meeting-picker
        """,
    ),
    **all_of(
        "reports",
        CHECKERS,
        "annual-review-revisions annual-review-archive review-comment-create review-comment-settle",
    ),
    **all_of(
        "partnerships",
        READERS,
        """
        memorandum-files paper-files document-detail document-page document-download
        """,
    ),
    **all_of(
        "partnerships",
        KEEPERS,
        """
        memorandum-file-add paper-file-add memorandum-kept-outside paper-kept-outside
        document-edit document-withdraw document-master
        """,
    ),
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
    **all_of("exchanges", HEADS, "aid-project-approve"),
    **all_of("exchanges", CHECKERS, "aid-project-cancel"),
    **all_of("exchanges", FILERS, "aid-project-hand-over aid-project-accept"),
    **all_of("reports", HEADS, "annual-review-approve annual-review-return"),
    **all_of("reports", CHECKERS, "review-paper-create review-paper-retry annual-review-drift"),
    **all_of("reports", CHECKERS, "review-batch-list review-batch-detail review-batch-progress"),
    **all_of("reports", CHECKERS, "review-batch-volume"),
    **all_of("reports", KEEPERS, "review-batch-create review-batch-cancel review-batch-retry"),
    **all_of("reports", READERS, "review-zip review-zip-file"),
    **all_of("partnerships", READERS, "memorandum-articles memorandum-clearance"),
    **all_of(
        "partnerships",
        KEEPERS,
        """
        memorandum-draft memorandum-draft-edit memorandum-articles-edit memorandum-sign
        memorandum-copy memorandum-clearance-start memorandum-step-add
        clearance-ask clearance-answer clearance-skip clearance-remove
        """,
    ),
    **all_of("partnerships", CHECKERS, "memorandum-return memorandum-give-up"),
    **all_of("partnerships", HEADS, "memorandum-clear"),
    **all_of("reports", READERS, "memorandum-prints memorandum-print aid-prints aid-print"),
    **all_of("reports", CHECKERS, "clearance-letter clearance-letter-file"),
    **all_of(
        "reports",
        READERS,
        """
        meeting-prints meeting-print minutes-prints minutes-print patrol-prints patrol-print
        tie-series tie-series-file
        """,
    ),
    **all_of(
        "reports",
        CHECKERS | {LIAISON},
        "meeting-invitation meeting-invitation-file letter-prints letter-print",
    ),
    **all_of(
        "reports",
        READERS,
        """
        review-signing signed-copy-detail signed-copy-page signed-copy-progress
        signed-copy-download
        """,
    ),
    **all_of(
        "reports",
        CHECKERS,
        """
        signed-copy-create signed-copy-vouch signed-copy-master signed-copy-withdraw
        signed-copy-read signed-copy-check paper-signature-create paper-signature-take-back
        """,
    ),
    **all_of(
        "reports",
        ADMINISTRATORS,
        "certificate-list certificate-create certificate-withdraw",
    ),
}
