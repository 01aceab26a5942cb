"""Who opens which page of partnerships."""

from tests.meta.roles import CHECKERS, HEADS, KEEPERS, READERS, all_of

PARTNERSHIPS = {
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
        memorandum-list memorandum-detail memorandum-picker former-owner-picker
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
        "partnerships", KEEPERS, "tie-cadence-create unit-cadence-create cadence-edit cadence-end"
    ),
    **all_of("partnerships", READERS, "text-deadlines memorandum-history"),
    **all_of(
        "partnerships",
        KEEPERS,
        """
        memorandum-create memorandum-edit memorandum-terminate memorandum-owner
        memorandum-own-chosen owner-picker memorandum-owner-picker
        """,
    ),
    **all_of("partnerships", KEEPERS, "commitment-create commitment-edit commitment-settle"),
    **all_of("partnerships", KEEPERS, "commitment-settle-chosen"),
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
}
