"""What pasted numbers and names are, as a service has it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from provenance.cli.server import Service
from provenance.cli.verdict import both_names
from provenance.graph.named import Named
from provenance.graph.port.graph import Thing
from provenance.model.errors import ForbiddenError, MisuseError
from provenance.model.terms import Label, Ref
from provenance.records.changes import RecordKey

_HIT = "label key name node { onRecord ... on Enterprise { nameEn } }"
_FOUND = f"""query R($texts: [String!]!) {{ resolve(texts: $texts) {{
  text refused found {{ {_HIT} }} withdrawn {{ record key at }} }} }}"""
_NEAR = f"""query N($text: String!, $first: Int!) {{
  resolve(texts: [$text]) {{ near(first: $first) {{ {_HIT} }} }} }}"""
_SEARCH = f"""query S($text: String!, $first: Int!) {{
  search(text: $text, first: $first) {{ {_HIT} }} }}"""
_UNDER = """query U($texts: [String!]!) { resolve(texts: $texts) { found { node { key
  ... on Declaration { events(first: 100) { edges { node { key } } } }
  ... on Invoice { movements(first: 100) { edges { node { key } } } }
  ... on ExportLicence { declarations(first: 100) { edges { node { key } } } } } } } }"""
_FLOWS = """query F($texts: [String!]!) { resolve(texts: $texts) { found { node { ... on Event {
  inputs(first: 100) { edges { node { key } } } outputs(first: 100) { edges { node { key } } }
  } } } } }"""
_AT_ONCE = 20
_MOST = 500
_SAID = {Label.EXPORT_LICENCE: "licence"}


async def named(service: Service, texts: Sequence[str]) -> list[Named]:
    found = (await service.ask(_FOUND, texts=list(texts)))["resolve"]
    return [
        Named(
            one["text"],
            [_thing(hit) for hit in one["found"]],
            [
                (RecordKey(gone["record"], gone["key"]), datetime.fromisoformat(gone["at"]))
                for gone in one["withdrawn"]
            ],
            MisuseError(one["refused"]) if one["refused"] else None,
        )
        for one in found
    ]


async def near(service: Service, text: str, first: int = 5) -> Sequence[Thing]:
    (found,) = (await service.ask(_NEAR, text=text, first=first))["resolve"]
    return [_thing(hit) for hit in found["near"]]


async def search_for(service: Service, text: str, first: int) -> Sequence[Thing]:
    return [_thing(hit) for hit in (await service.ask(_SEARCH, text=text, first=first))["search"]]


async def names_of(service: Service, keys: Collection[str]) -> Mapping[str, str]:
    return {
        thing.ref.key: both_names(thing)
        for some in _some(sorted(Ref(Label.ENTERPRISE, key) for key in keys), _MOST)
        for one in await named(service, some)
        for thing in one.things
    }


async def lots_of(service: Service, refs: Sequence[Ref], *, made: bool = False) -> list[Ref]:
    documents = [ref for ref in refs if ref.label is not Label.EVENT]
    events = {ref.key for ref in refs if ref.label is Label.EVENT}
    while documents:
        found = [node for some in _some(documents, _AT_ONCE) async for node in _at(service, some)]
        documents = [
            Ref(Label.DECLARATION, key) for node in found for key in _keys(node, "declarations")
        ]
        events |= {
            key for node in found for of in ("events", "movements") for key in _keys(node, of)
        }
    flows = [
        node
        for some in _some([Ref(Label.EVENT, key) for key in sorted(events)], _AT_ONCE)
        async for node in _at(service, some, _FLOWS)
    ]
    lots = {key for node in flows for key in _keys(node, "outputs")}
    if not lots and not made:
        lots = {key for node in flows for key in _keys(node, "inputs")}
    return sorted(Ref(Label.LOT, key) for key in lots)


async def nothing_there(service: Service) -> bool:
    try:
        return not (await service.ask("{ service { things { kind } } }"))["service"]["things"]
    except ForbiddenError:  # who sees some of it is not told what there is in all
        return False


async def _at(service: Service, texts: Sequence[str], query: str = _UNDER) -> Any:
    for one in (await service.ask(query, texts=texts))["resolve"]:
        for hit in one["found"]:
            yield hit["node"]


def _keys(node: Mapping[str, Any], of: str) -> list[str]:
    return [edge["node"]["key"] for edge in node[of]["edges"]] if of in node else []


def _some(refs: Sequence[Ref], most: int) -> list[list[str]]:
    """Things by their kinds and numbers, some at a time."""
    said = [f"{_SAID.get(ref.label, ref.label.value)}:{ref.key}" for ref in refs]
    return [said[n : n + most] for n in range(0, len(said), most)]


def _thing(hit: Mapping[str, Any]) -> Thing:
    ref = Ref(Label[hit["label"]], hit["key"])
    props = {"name": hit["name"], "name_en": hit["node"].get("nameEn")}
    return Thing(ref, props, hit["node"]["onRecord"])
