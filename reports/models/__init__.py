from reports.models.annual_review import AnnualReview
from reports.models.build import Build
from reports.models.document_number import DocumentNumber, NumberCounter
from reports.models.imports import ColumnMatch, Import, ImportRow
from reports.models.list_export import ListExport
from reports.models.paper_signature import PaperSignature
from reports.models.review_batch import BatchItem, ReviewBatch
from reports.models.review_comment import ReviewComment
from reports.models.review_paper import ReviewPaper
from reports.models.review_series import ReviewSeries
from reports.models.search_entry import SearchEntry
from reports.models.signed_copy import ScanReading, SignedCopy
from reports.models.trusted_certificate import TrustedCertificate

__all__ = [
    "AnnualReview",
    "BatchItem",
    "Build",
    "ColumnMatch",
    "DocumentNumber",
    "Import",
    "ImportRow",
    "ListExport",
    "NumberCounter",
    "PaperSignature",
    "ReviewBatch",
    "ReviewComment",
    "ReviewPaper",
    "ReviewSeries",
    "ScanReading",
    "SearchEntry",
    "SignedCopy",
    "TrustedCertificate",
]
