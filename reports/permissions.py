from accounts.choices import Role
from core.access import permission

READING = (Role.OFFICER, Role.HEAD, Role.LIAISON, Role.READER)

VIEW_HOME = permission("reports.view_home", *Role.values)
VIEW_PICTURES = permission("reports.view_pictures", *READING)
SEARCH = permission("reports.search", *READING)
VIEW_REVIEW = permission("reports.view_review", *READING)
EDIT_REVIEW = permission("reports.edit_review", Role.OFFICER)
VIEW_REVISIONS = permission("reports.view_revisions", Role.OFFICER, Role.HEAD)
VIEW_DRIFT = permission("reports.view_drift", Role.OFFICER, Role.HEAD)
COMMENT_REVIEW = permission("reports.comment_review", Role.OFFICER, Role.HEAD)
ARCHIVE_REVIEW = permission("reports.archive_review", Role.OFFICER, Role.HEAD)
APPROVE_REVIEW = permission("reports.approve_review", Role.HEAD)
ORDER_PAPER = permission("reports.order_paper", Role.OFFICER, Role.HEAD)
PRINT_TEXT = permission("reports.print_text", *READING)
PRINT_AID = permission("reports.print_aid", *READING)
PRINT_LETTER = permission("reports.print_letter", Role.OFFICER, Role.HEAD)
PRINT_MEETING = permission("reports.print_meeting", *READING)
PRINT_MINUTES = permission("reports.print_minutes", *READING)
PRINT_PATROL = permission("reports.print_patrol", *READING)
PRINT_OFFICIAL = permission("reports.print_official", Role.OFFICER, Role.HEAD, Role.LIAISON)
PRINT_SERIES = permission("reports.print_series", *READING)
ORDER_BATCH = permission("reports.order_batch", Role.OFFICER)  # it drafts reviews; heads approve
VIEW_BATCH = permission("reports.view_batch", Role.OFFICER, Role.HEAD)
TAKE_REVIEWS = permission("reports.take_reviews", *READING)
VIEW_SIGNED_COPY = permission("reports.view_signed_copy", *READING)
BRING_SIGNED_COPY = permission("reports.bring_signed_copy", Role.OFFICER, Role.HEAD)
RECORD_SIGNATURE = permission("reports.record_signature", Role.OFFICER, Role.HEAD)
TRUST_CERTIFICATE = permission("reports.trust_certificate", Role.ADMINISTRATOR)
IMPORT_TABLE = permission("reports.import_table", Role.OFFICER)  # each kind asks for its own too
TAKE_LIST = permission("reports.take_list", *Role.values)  # the list has its own permission
