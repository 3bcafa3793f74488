"""What can be asked through GraphQL, and what can be listened to, one file a question.

What it answers is worked out in the package of the same name.
"""
