"""The command line: one file a command group, each command's options, work and output together.

What a command finds out belongs in the package it asks; here it is only asked for and printed.
"""
