"""What commands are asked about: numbers as they are pasted, each answered as what it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from provenance.cli.output import ERR
from provenance.cli.reach import Place
from provenance.cli.running import DONE, MISUSE, NOT_ON_RECORD
from provenance.graph.named import Named, named, near
from provenance.graph.port.graph import Thing
from provenance.graph.rows.material import number
from provenance.model.dates import SHANGHAI
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.message import Message
from provenance.model.terms import Label, Ref
from provenance.records.mapping import LABEL_OF, record_key
from provenance.verdict.lots_of import BEHIND, lots_of

_OPTIONS = {Label.ENTERPRISE: "--enterprise", Label.REGION: "--region"}
"""How findings are asked for of what is neither a lot nor has any behind it; else by --subject."""


@dataclass(slots=True)
class Subjects:
    """What a question is about: what each text was found to be; what was not is said at once.

    `takes` are the kinds it is answered on; of others the lots behind them, where they have any.
    """

    place: Place
    takes: Collection[Label]
    found: list[list[Ref]] = field(default_factory=list)
    code: int = DONE

    @property
    def refs(self) -> list[Ref]:
        """All of it, in the order asked."""
        return [ref for refs in self.found for ref in refs]

    async def look_up(self, texts: Sequence[str], prefer: Collection[Label] = ()) -> None:
        """Find what texts name, in things of some kinds first; the lots behind what is none.

        Says what is not on record and what is near, what may mean several things, and which
        command answers on what this one does not. Raises LimitExceededError.
        """
        for one in await self.place.ask(named, texts):
            self.found.append(await self._subjects(one.preferring(prefer)))

    async def _subjects(self, one: Named) -> list[Ref]:
        _say_withdrawn(one)
        if not one.things:
            self._lacks(MISUSE if one.refused else NOT_ON_RECORD)
            await self._say_unknown(one)
            return []
        meaning, *others = one.meanings
        if others:
            self._lacks(MISUSE)
            _say_several(one)
            return []
        refs = [thing.ref for thing in meaning]
        if refs[0].label in self.takes:
            return refs
        lots = await self.place.ask(lots_of, refs) if refs[0].label in BEHIND else []
        if lots:
            ERR.print(
                Message("{thing}: told of the lots behind it", thing=_told(*meaning)), style="dim"
            )
        else:
            self._lacks(MISUSE)
            _say_other(meaning[0])
        return lots

    def _lacks(self, code: int) -> None:
        self.code = max(self.code, code)

    async def _say_unknown(self, one: Named) -> None:
        error = one.refused or UnknownSubjectError(
            Message("nothing on record bears '{text}'", text=one.text)
        )
        ERR.print(Message("{code}: {error}", code=error.code, error=error.message), style="red")
        if found := await self.place.ask(near, one.text):
            ERR.print(Message("near it: {things}", things=tuple(map(_told, found))))


def _say_withdrawn(one: Named) -> None:
    for record, at in one.withdrawn:
        told = Message(
            "{kind:label} {number} was withdrawn on {day}"
            if record.kind in LABEL_OF
            else "{kind:event_kind} {number} was withdrawn on {day}",
            kind=LABEL_OF.get(record.kind, record.kind),
            number=record.id,
            day=at.astimezone(SHANGHAI).date(),
        )
        ERR.print(told, style="yellow")


def _say_several(one: Named) -> None:
    ERR.print(
        Message("{code}: {text} may be one of several:", code=MisuseError.code, text=one.text),
        style="red",
    )
    for things in one.meanings:
        ERR.print(Message("  {way}  {thing}", way=said_as(things[0].ref), thing=_told(*things)))
    ERR.print(Message("say which, such as {way}", way=said_as(one.things[0].ref)))


def _say_other(thing: Thing) -> None:
    option = _OPTIONS.get(thing.ref.label)
    asked = f"{option} {thing.ref.key}" if option else f"--subject {said_as(thing.ref)}"
    ERR.print(
        Message(
            "{code}: {thing} is no lot, and none is behind it; ask {command}",
            code=MisuseError.code,
            thing=_told(thing),
            command=f"provenance findings {asked}",
        ),
        style="red",
    )


def said_as(ref: Ref) -> str:
    """How a question says that it means a thing: lot:D1, transfer:T1/2."""
    if ref.label is Label.EVENT:
        return ref.key
    kind = "licence" if ref.label is Label.EXPORT_LICENCE else ref.label.name.lower()
    return f"{kind}:{ref.key}"


def _told(thing: Thing, *more: Thing) -> Message:
    """A thing in words: what it is, its number, its name; of several items of a record that."""
    name = thing.props.get("name") or ""
    if thing.ref.label is Label.EVENT and (record := record_key(thing.ref)):
        id_ = record.id if more else number(thing.ref)
        return Message("{kind:event_kind} {number}", kind=record.kind, number=id_)
    return Message(
        "{kind:label} {number} ({name})" if name else "{kind:label} {number}",
        kind=thing.ref.label,
        number=thing.ref.key,
        name=name,
    )
