"""Traces (OpenTelemetry): how long requests, operations and questions to the store take.

A span has the name of a path, of questions of the SDL, or of a method of a store, and counts; never
what was asked about or answered. Nothing is loaded, and next to nothing done, where it is not set.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Traces

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor

Noted = Callable[[str, int], None]
"""Notes a number with a span."""

_spans: "Callable[[str, Sequence[str]], AbstractContextManager[Noted]] | None" = None


def _unnoted(_name: str, _value: int) -> None:
    """Where there are no traces, what is noted goes nowhere."""


_NOTHING: AbstractContextManager[Noted] = nullcontext(_unnoted)


def span(name: str, asked: Sequence[str] = ()) -> AbstractContextManager[Noted]:
    """A span under way, with the questions it is about; nothing where there are no traces."""
    return _NOTHING if _spans is None else _spans(name, asked)


def trace(traces: Traces) -> None:
    """Send traces where it is set, from now on. Raises MisuseError where that is not installed."""
    if not traces.endpoint:
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise MisuseError(
            Message("traces take OpenTelemetry: install it with pip install 'provenance[traces]'")
        ) from None
    exporter = OTLPSpanExporter(endpoint=traces.endpoint, timeout=traces.timeout_s)
    trace_to(BatchSpanProcessor(exporter), traces.share)


def trace_to(processor: "SpanProcessor", share: float = 1.0) -> Callable[[], object]:
    """Give spans to a processor, those of a share of requests; returns what ends that."""
    from importlib.metadata import version

    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased

    of = {"service.name": "provenance", "service.version": version("provenance")}
    provider = TracerProvider(sampler=ParentBased(TraceIdRatioBased(share)), resource=Resource(of))
    provider.add_span_processor(processor)
    tracer = provider.get_tracer("provenance")

    @contextmanager
    def started(name: str, asked: Sequence[str]) -> Iterator[Noted]:
        about: dict[str, Any] = {"provenance.asked": list(asked)} if asked else {}
        # The words of an error may have what was asked about: its kind is enough.
        with tracer.start_as_current_span(
            name, attributes=about, record_exception=False, set_status_on_exception=False
        ) as begun:
            try:
                yield begun.set_attribute
            except BaseException as error:
                begun.set_attribute("error.type", type(error).__name__)
                raise

    global _spans  # noqa: PLW0603 - whoever asks a store knows of no service
    _spans = started

    def end() -> None:
        global _spans  # noqa: PLW0603
        _spans = None
        provider.shutdown()

    return end
