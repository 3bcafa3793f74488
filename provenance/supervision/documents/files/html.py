"""Documents as HTML, from the template that is shipped or from a person's own."""

from importlib.resources import files
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from provenance.model.dates import clock
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import visible
from provenance.supervision.documents.files.written import written
from provenance.supervision.documents.table import Cell, Column, Document, Named
from provenance.words.table import Language, Words

SHIPPED = "report.html.j2"


def shipped() -> str:
    """The template that is used where nobody names their own."""
    return (files(__package__) / SHIPPED).read_text(encoding="utf-8")


def html(document: Document, language: Language, template: Path | None = None) -> str:
    """A document as one HTML page that needs no other file; MisuseError for a broken template.

    A template sees `doc` and `language`, and writes by the filters `words`, `plain`, `written` and
    `moment`. It runs in a sandbox and escapes what it is given: names are whatever people filed.
    """
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "words": _words,
        "plain": language.of,
        "written": _written,
        "moment": clock,
    }
    try:
        made = environment.from_string(_text(template))
        return made.render(doc=document, language=language.value)
    except TemplateSyntaxError as error:
        raise MisuseError(
            Message(
                "{template}, line {number}: {why}",
                template=_name(template),
                number=error.lineno,
                why=error.message,
            )
        ) from None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise MisuseError(_went_wrong(error, template)) from None


def _seen(shown: object) -> object:
    """What a page shows: no text turns another around or stands there unseen."""
    if isinstance(shown, Markup):
        return Markup(visible(shown, "\n"))  # codes have nothing that HTML would read
    return visible(shown, "\n") if isinstance(shown, str) else shown


@pass_context
def _words(context: Context, words: Words) -> Markup:
    """Words in the document's language, each language marked as what it is."""
    language = Language(context["language"])
    wanted = {Language.ZH: ("zh",), Language.EN: ("en",)}.get(language, ("zh", "en"))
    said = {name: getattr(words, name) for name in wanted}
    if len(set(said.values())) == 1 or not all(said.values()):
        return escape(language.of(words))
    parts = (
        f'<span class="{name}" lang="{_LANG[name]}">{escape(text)}</span>'
        for name, text in said.items()
    )
    return Markup(" ".join(parts))  # each part is escaped


@pass_context
def _written(context: Context, cell: Cell, column: Column, places: int) -> Markup:
    """A cell, of a party or a place with its number below."""
    if isinstance(cell, Named):
        return Markup('{} <span class="key">{}</span>').format(_words(context, cell.name), cell.key)
    if isinstance(cell, Words):
        return _words(context, cell)
    return escape(written(cell, column, places, Language(context["language"])))


_LANG = {"zh": "zh-CN", "en": "en"}


def _text(template: Path | None) -> str:
    if template is None:
        return shipped()
    try:
        return template.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise MisuseError(
            Message(
                "cannot read the template {template}: {why:system_error}",
                template=str(template),
                why=why,
            )
        ) from None


def _name(template: Path | None) -> str:
    return str(template) if template else SHIPPED


def _went_wrong(error: Exception, template: Path | None) -> Message:
    """Where in the template it went wrong: its lines stand in the traceback under its name."""
    number, at = None, error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename == "<template>":
            number = at.tb_lineno
        at = at.tb_next
    name, why = _name(template), str(error)
    if number is None:
        return Message("{template}: {why}", template=name, why=why)
    return Message("{template}, line {number}: {why}", template=name, number=number, why=why)
