from reports.models.annual_review import AnnualReview
from reports.models.build import Build
from reports.models.review_paper import ReviewPaper
from reports.models.review_series import ReviewSeries

__all__ = ["AnnualReview", "Build", "ReviewPaper", "ReviewSeries"]
