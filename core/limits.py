"""Counting who asks how often, where somebody without an account may ask."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from redis.exceptions import RedisError

HOUR = 3600  # seconds


def too_many(what: str, most: int) -> bool:
    """Counts one more in this hour. Counters may be forgotten: they only spare the machine, so
    nobody is turned away because Redis is.
    """
    key = f"asked-{what}"
    try:
        cache.add(key, 0, HOUR)
        return cache.incr(key) > most
    except (ValueError, RedisError):  # it ran out between the two lines; or nobody counts
        return False


def address_of(request) -> str:
    """Whence it comes, through as many proxies as the settings trust."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return request.META.get("REMOTE_ADDR", "")
