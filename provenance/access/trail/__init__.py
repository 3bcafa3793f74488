"""The trail: who asked what about whom, what they were answered, and every change they made."""
