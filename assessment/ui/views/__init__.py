"""The pages themselves: one script each, run by `shell/main.py`; nothing imports them."""
