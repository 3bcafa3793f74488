"""Logs on standard error: what failed and where, never the values of records."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
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
        _without_secrets,
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


_SECRET_NAME = re.compile(r"token|authorization|cookie|password|passwd|secret|api_?key", re.I)
_SECRET = re.compile(
    r"(?<=\bBearer )\S+|(?<=\bBasic )\S+"  # as headers show them
    r"|\beyJ[\w-]+\.[\w-]*\.[\w-]*"  # signed tokens
    r"|\bwhsec_[\w+/=-]+"  # secrets of webhooks
    r"|(?<=://)[^/\s@]+(?=@)"  # who asks, in an address
    r"|(?<=[?&]code=)[^&\s]+",  # what a provider sends back
    re.I,
)
_NAMED = re.compile(
    r"(\b\w*(?:token|authorization|cookie|password|secret)\w*['\"]?\s*[:=]\s*['\"]?)"
    r"(?:(?:Bearer|Basic)\s+)?[^'\"\s,;&}]+",
    re.I,
)
"""A secret behind its name within a text: token=…, 'password': '…'."""
HIDDEN = "[hidden]"


def _without_secrets(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """An event without what lets somebody in: known by what it is called, or looks like."""
    return {name: value if name in _OWN else _hidden(value, name) for name, value in event.items()}


_OWN = frozenset({"timestamp", "level", "exc_info", "_record", "_from_structlog"})


def _hidden(value: Any, name: str = "") -> Any:
    if _SECRET_NAME.search(name) and value is not None:
        return HIDDEN
    if isinstance(value, str):
        return _SECRET.sub(HIDDEN, _NAMED.sub(rf"\1{HIDDEN}", value))
    if isinstance(value, bytes):
        return _hidden(value.decode(errors="replace"))
    if isinstance(value, Mapping):
        return {each: _hidden(inner, str(each)) for each, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_hidden(inner) for inner in value]
    return value


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
