"""Which questions a role may ask: looked up in the policy before anything is read."""

from graphql import DocumentNode, GraphQLError

from provenance.access.policy.tables import may_ask
from provenance.access.viewer import Role
from provenance.model.errors import ForbiddenError
from provenance.schema.limits.asked import called, roots


def forbidden(document: DocumentNode, role: Role) -> GraphQLError | None:
    """The error of a document that asks, in any of its operations, what is not for a role."""
    for operation, field in roots(document):
        question = called(operation, field)
        if not field.name.value.startswith("__") and not may_ask(role, question):
            return GraphQLError(
                f"{question} is not for the role {role.value} to ask",
                extensions={"code": ForbiddenError.code},
            )
    return None
