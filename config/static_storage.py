"""Static files under names that carry their hash, so that browsers may keep them for ever."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class OurStaticFiles(StaticFilesConfig):
    """Collects what pages ask for; Bootstrap's sources and maps stay behind."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "*.rtl.*",
        "*.esm.*",
        "bootstrap.css",
        "bootstrap.js",
        "bootstrap.bundle.js",
        "bootstrap-grid.*",
        "bootstrap-reboot.*",
        "bootstrap-utilities.*",
        "fonts/pdf/*",  # read from disk when a paper is printed, never by a browser
        "pdf/*",
    ]


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Leaves source map references alone: packages name maps that they do not ship."""

    patterns = tuple(
        (files, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for files, rules in CompressedManifestStaticFilesStorage.patterns
    )
