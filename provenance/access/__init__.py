"""Who asks, what is theirs to see, and what they have asked: nothing leaves a store past this."""
