"""One log line per event on standard output, made by structlog: routes and times, never data.

Neither address nor name nor query string of a request is logged: who did what is in the audit
trail, inside the database and behind its permissions.
"""

import logging
import sys
from time import perf_counter

import structlog

SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]


def configure_logging(*, level: str) -> None:
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    lines = logging.StreamHandler(sys.stdout)
    lines.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.LogfmtRenderer(
                    key_order=["timestamp", "level", "logger", "event"], drop_missing=True
                ),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if not _ours(kept)] + [lines]
    root.setLevel(level)
    for chatty in ("fontTools", "weasyprint", "pikepdf", "django.utils.autoreload", "celery.beat"):
        logging.getLogger(chatty).setLevel("WARNING")
    # They write who signed, and a traceback for every file that does not hold. Our pages say it.
    for talkative in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(talkative).setLevel("CRITICAL")
    # Django repeats refused requests with their full path; our own line below names the route.
    of_requests = logging.getLogger("django.request")
    of_requests.setLevel("ERROR")
    of_requests.addFilter(RouteOnly())


class RouteOnly(logging.Filter):
    """What failed is told by its route: an address may hold a secret, as a calendar's does."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple) and len(record.args) > 1:
            record.args = (*record.args[:-1], route_of(request))
        return True


def route_of(request) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else "unknown"


def _ours(handler: logging.Handler) -> bool:
    return isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)


def request_log(get_response):
    """One line per request: method, route, status, milliseconds."""
    log = structlog.stdlib.get_logger("request")

    def logged(request):
        started = perf_counter()
        response = get_response(request)
        route = route_of(request)
        if route != "healthz":  # asked every few seconds, says nothing new
            spent = round((perf_counter() - started) * 1000)
            log.info(request.method, route=route, status=response.status_code, ms=spent)
        return response

    return logged
