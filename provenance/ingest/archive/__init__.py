"""Stores of earlier versions brought to today's form; backups of stores, and these taken back."""
