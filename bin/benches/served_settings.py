"""The settings of the site; only its addresses are those of the bench."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benches.served_urls"
