"""Who opens which page of reports."""

from tests.meta.roles import ADMINISTRATORS, CHECKERS, HEADS, KEEPERS, LIAISON, READERS, all_of

REPORTS = {
    **all_of(
        "reports",
        READERS,
        """
        annual-review-list annual-review-detail annual-review-figures
        review-series-list review-series-detail
        review-paper-pdf review-paper-progress
        tie-reviews unit-reviews home-due home-texts home-vacant home-state home-lacking
        home-register
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
    **all_of("reports", KEEPERS, "annual-review-freeze-chosen"),
    **all_of("reports", HEADS, "annual-review-approve-chosen"),
    **all_of("reports", CHECKERS, "annual-review-archive-chosen"),
    **all_of("reports", HEADS, "annual-review-approve annual-review-return"),
    **all_of("reports", CHECKERS, "review-paper-create review-paper-retry annual-review-drift"),
    **all_of("reports", CHECKERS, "review-batch-list review-batch-detail review-batch-progress"),
    **all_of("reports", CHECKERS, "review-batch-volume"),
    **all_of("reports", KEEPERS, "review-batch-create review-batch-cancel review-batch-retry"),
    **all_of(
        "reports",
        KEEPERS,
        """
        import-list import-create import-template import-detail import-columns import-progress
        import-wrong import-file import-accept import-undo import-stop import-discard
        """,
    ),
    **all_of("reports", READERS, "review-zip review-zip-file"),
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
    **all_of("reports", ADMINISTRATORS, "certificate-list certificate-create certificate-withdraw"),
}
