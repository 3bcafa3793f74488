"""Traces of requests, operations and questions to the store: what took how long, of nobody."""

import json
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from provenance.graph.neo4j.aspect import Aspect, asking
from provenance.traces import span, trace_to
from tests.cli.run import Cli, write_jsonl
from tests.cli.test_users import serving
from tests.example import DECLARATION, M, worked_example
from tests.schema.api import Api

ASKED = """query c4n4ry($d: String!) { c4n4ry: verdict(subject: {declaration: $d}) {
  lawfulKg origins { enterprise { key } } } search(text: "c4n4ry") { key } }"""


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    end = trace_to(SimpleSpanProcessor(exporter))
    yield exporter
    end()


async def test_a_request_has_its_operation_and_that_what_it_asks_of_the_store(
    api: Api, spans: InMemorySpanExporter
) -> None:
    await api.ask(ASKED, d=DECLARATION)
    found = spans.get_finished_spans()
    by_id = {one.context.span_id: one for one in found}
    (request,) = (one for one in found if one.parent is None)
    assert request.name == "/graphql"
    assert request.attributes == {"http.response.status_code": 200}
    (operation,) = (one for one in found if one.name == "graphql")
    assert operation.parent.span_id == request.context.span_id
    assert operation.attributes == {"provenance.asked": ("Query.search", "Query.verdict")}
    asked = [one for one in found if one not in (request, operation)]
    assert {"Graph.lineage", "Graph.search"} <= {one.name for one in asked}
    for one in asked:
        above = one
        while above is not operation:
            above = by_id[above.parent.span_id]
        assert one.start_time >= operation.start_time
        assert one.end_time <= operation.end_time
    _has_nothing_of(str([one.to_json() for one in found]))


async def test_of_an_error_its_kind_is_told_alone(api: Api, spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="c4n4ry"), span("read"):
        raise ValueError("c4n4ry")
    await api.send("{ c4n4ry }")
    read, *others = spans.get_finished_spans()
    assert read.attributes == {"error.type": "ValueError"}
    assert "graphql" not in {one.name for one in others}  # it was not valid
    _has_nothing_of(str([one.to_json() for one in (read, *others)]))


async def test_neo4j_is_asked_within_spans_too(spans: InMemorySpanExporter) -> None:
    class Part(Aspect):
        @asking
        async def things(self, ask: Any, key: str) -> str:
            return key

    async def run(work: Any) -> Any:
        return await work(None)

    assert await Part(run).things("c4n4ry") == "c4n4ry"
    (one,) = spans.get_finished_spans()
    assert one.name.endswith("Part.things")
    _has_nothing_of(one.to_json())


def test_where_nothing_is_set_there_is_nothing() -> None:
    assert span("one") is span("two", ["Query.verdict"])
    with span("one") as noted:
        noted("status", 200)


@pytest.fixture
async def received() -> AsyncIterator[tuple[str, list[ExportTraceServiceRequest]]]:
    """A receiver of OTLP over HTTP: its address, and what came."""
    came: list[ExportTraceServiceRequest] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            came.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.send_header("content-type", "application/x-protobuf")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/traces", came
        server.shutdown()
        thread.join()


def test_a_collector_gets_what_a_service_did(
    received: tuple[str, list[ExportTraceServiceRequest]], tmp_path: Path
) -> None:
    endpoint, came = received
    cli = Cli(f"sqlite:///{tmp_path / 's.sqlite'}", {"PROVENANCE_TRACES__ENDPOINT": endpoint})
    assert cli.run("ingest", write_jsonl(tmp_path / "r.jsonl", worked_example()))[0] == 0
    with serving(cli) as url:
        body = json.dumps({"query": ASKED, "variables": {"d": DECLARATION}}).encode()
        with urlopen(Request(url, body, {"content-type": "application/json"})) as answer:
            assert "errors" not in json.load(answer)
    resources = [of for one in came for of in one.resource_spans]
    (named,) = {
        str(of.value.string_value)
        for one in resources
        for of in one.resource.attributes
        if of.key == "service.name"
    }
    assert named == "provenance"
    names = {one.name for of in resources for scope in of.scope_spans for one in scope.spans}
    assert {"/graphql", "graphql", "Graph.lineage"} <= names
    _has_nothing_of(str(came))


def _has_nothing_of(told: str) -> None:
    for secret in ("c4n4ry", DECLARATION, M, "530120", str(Path.home()), ".sqlite"):
        assert secret not in told
