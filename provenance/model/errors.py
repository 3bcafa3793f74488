"""The few ways a request can fail, each with a code and a word on what to do."""

from provenance.model.message import Message, said
from provenance.words.table import Language


class ProvenanceError(Exception):
    """Something a person can act on: `code` for programs, the message for people."""

    code = "PROVENANCE_ERROR"

    def __init__(self, message: str | Message) -> None:
        super().__init__(message)
        self.message = message

    def said(self, language: Language) -> str:
        """What happened and what to do about it, in a language."""
        return said(self.message, language)


class StoreUnavailableError(ProvenanceError):
    """The database does not answer, is locked for too long, or refuses to be opened."""

    code = "STORE_UNAVAILABLE"


class TrailUnwritableError(StoreUnavailableError):
    """What was asked cannot be put in the trail, and so is not answered."""

    code = "TRAIL_UNWRITABLE"


class StoreOutdatedError(StoreUnavailableError):
    """The store is of an earlier version, or its upgrade or restoring was not finished."""

    code = "STORE_OUTDATED"


class StoreTooNewError(StoreUnavailableError):
    """The store, or a backup, was written by a later version than this."""

    code = "STORE_TOO_NEW"


class BackupDamagedError(ProvenanceError):
    """A backup is cut, or is not as it was written."""

    code = "BACKUP_DAMAGED"


class ExportUnreadableError(ProvenanceError):
    """A directory is no export, not all of one, of another version, or was cut or changed."""

    code = "EXPORT_UNREADABLE"


class UnknownSubjectError(ProvenanceError):
    """Nothing in the store bears this number."""

    code = "UNKNOWN_SUBJECT"


class MisuseError(ProvenanceError):
    """The question itself is off: an unknown option, a malformed address or cursor."""

    code = "MISUSE"


class LimitExceededError(ProvenanceError):
    """The request asks for more than one request may; the message names the limit."""

    code = "LIMIT_EXCEEDED"


class DeadlineExceededError(ProvenanceError):
    """An answer takes longer than one may, or nobody waits for it any more."""

    code = "DEADLINE_EXCEEDED"


class BusyError(ProvenanceError):
    """Too many ask at the moment; the same question may be asked again a little later."""

    code = "BUSY"


class RecordRejectedError(ProvenanceError):
    """What was to be recorded is not a good record; `field` is at fault, empty for all of it."""

    code = "RECORD_REJECTED"

    def __init__(self, reason: str | Message, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


class UnauthenticatedError(ProvenanceError):
    """Nobody is signed in, or what was shown to prove it does not."""

    code = "UNAUTHENTICATED"


class ForbiddenError(ProvenanceError):
    """It is not for this role to ask, or to state."""

    code = "FORBIDDEN"
