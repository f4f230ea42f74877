"""Calls that check facts: whom to call, what to ask, and what the answers change."""
