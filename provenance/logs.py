"""Logs on standard error: what failed and where, never the values of records."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

from provenance.model.text import visible
from provenance.settings import LogFormat


def log_plainly(form: LogFormat = LogFormat.AUTO, level: int = logging.WARNING) -> None:
    """Log a line for each event, never the values: records are business secrets.

    What libraries log is written in the same form. Nothing that filers wrote acts in a line, nor
    ends it: JSON is plain ASCII, a text has codes for what would act.
    """
    import structlog  # which takes a tenth of a second that most commands need not wait

    processors = structlog.processors
    frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    told: list[structlog.typing.Processor] = [
        processors.TimeStamper(fmt="iso"),
        processors.add_log_level,
    ]
    written: list[structlog.typing.Processor] = [
        processors.ExceptionRenderer(lambda error: _without_values(frames(error))),
        _as_text if is_text(form) else processors.JSONRenderer(),
    ]
    structlog.configure(
        processors=[*told, *written],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_forgiving)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=told,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *written],
        )
    )
    logging.basicConfig(handlers=[handler], level=level)
    logging.captureWarnings(True)


def _forgiving(record: logging.LogRecord) -> bool:
    """Bytes on a socket that are no text are the asker's mistake, which uvicorn logs as ours."""
    if record.exc_info and isinstance(record.exc_info[1], UnicodeDecodeError):
        record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
    return True


def _without_values(raised: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was raised and where; what an error says may be somebody's number."""
    said = ("exc_value", "exc_notes", "syntax_error")
    told = [{name: part for name, part in one.items() if name not in said} for one in raised]
    for one in told:
        one["exceptions"] = [_without_values(inner) for inner in one["exceptions"]]
    return told


def is_text(form: LogFormat) -> bool:
    """Whether logs are for people: as it is said, or else in a terminal."""
    return form is LogFormat.TEXT or (form is LogFormat.AUTO and sys.stderr.isatty())


def _as_text(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    """An event on one line in which nothing acts: when, how grave, what, and all about it."""
    head = [str(event.pop(name, "")) for name in ("timestamp", "level", "event")]
    failed = event.pop("exception", None)
    about = [f"{name}={value!r}" for name, value in event.items()]
    if failed:
        where = (failed[0]["frames"] or [{}])[-1]
        at = f" at {where['filename']}:{where['lineno']}" if where else ""
        about.append(f"{failed[0]['exc_type']}{at}")
    return visible(" ".join([*head, *about]))
