"""The page as people see it: in a real browser, on a service in a process of its own."""
