"""The pages: all that knows Streamlit. Rooms of its own, each using those below it:

views        the pages themselves, one script each
comparing    peers, published figures, taking part in the pool
opening      the first words of a page, before it is there
keeping      links, history, privacy
results      the result, and why each number is what it is
answering    one theme's questions, and what is saved of them
shell        the server, the frame around every page, and safe markup
session      what one visit holds
resources    what all visitors share
"""
