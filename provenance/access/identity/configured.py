"""Whether people can sign in as it is set, and what is said where they could not."""

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Settings

NOT_OPEN_TO_ALL = Message(
    "beyond loopback the service answers only who signs in: set PROVENANCE_ACCESS__MODE=tokens and"
    " name users with `provenance user add`, or PROVENANCE_ACCESS__ISSUER for your organisation's"
    " identity provider (docs/access.md); or listen on 127.0.0.1"
)
"""What is said where it would listen, or is reached, from elsewhere and knows nobody."""


def check_settings(settings: Settings) -> None:
    """Raise MisuseError where people could not sign in as it is set."""
    terms = settings.access
    if terms.issuer and not (terms.audience or terms.client_id):
        raise MisuseError(
            Message(
                "PROVENANCE_ACCESS__ISSUER alone lets nobody in: set PROVENANCE_ACCESS__AUDIENCE"
                " for programs, PROVENANCE_ACCESS__CLIENT_ID for people, or both"
            )
        )
    if terms.client_id and not (terms.url and terms.issuer):
        raise MisuseError(
            Message(
                "PROVENANCE_ACCESS__CLIENT_ID needs PROVENANCE_ACCESS__ISSUER, and"
                " PROVENANCE_ACCESS__URL, where the provider sends people back to"
            )
        )
    if terms.audience and terms.audience == terms.client_id:
        raise MisuseError(
            Message(
                "PROVENANCE_ACCESS__AUDIENCE and PROVENANCE_ACCESS__CLIENT_ID are the same: then"
                " what signs a person in would do as a token of a program"
            )
        )
