"""The floor that the product is measured against: the least that Streamlit can do and still save each click for good.

Five radios in one fragment, one row a click in one transaction that reaches the disk, and "Saved" after its commit.
Run by `servers.Floor`; FLOOR_DATABASE names the file.
"""

import os
import sqlite3
from threading import Lock

import streamlit as st

QUESTIONS = 5
LEVELS = (
    "nobody has been asked to look after it so far, no document names it, and whoever needs it finds their own way "
    "through it each time anew",
    "one person looks after some of it in their spare time, a first note about it exists, and a few colleagues have "
    "seen that note at least once",
    "a named manager looks after it, a short document approved by senior management says how it is done, and most "
    "services have read and started to follow it",
    "most services can show that they follow the document, a manager reports on it once a year, and what was found "
    "wanting has an owner and a date",
    "every service follows it and can show so, councillors see the yearly report, and the document was changed at "
    "least once because of what it said",
)


@st.cache_resource
def database() -> tuple[sqlite3.Connection, Lock]:
    connection = sqlite3.connect(os.environ["FLOOR_DATABASE"], check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS answer (sheet, question, level, PRIMARY KEY (sheet, question))")
    return connection, Lock()


def save(sheet: str, question: int, level: str) -> None:
    connection, lock = database()
    with lock:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO answer VALUES (?, ?, ?) ON CONFLICT (sheet, question) DO UPDATE SET level = excluded.level",
            (sheet, question, level),
        )
        connection.execute("COMMIT")


@st.fragment
def draw() -> None:
    saved = st.session_state.setdefault("saved", {})
    for question in range(1, QUESTIONS + 1):
        options = [f"For matter {question}, {text}." for text in LEVELS]
        level = st.radio(f"How far is the council with matter {question}?", options, index=None, key=f"q{question}")
        if level != saved.get(question):
            save(st.query_params.get("t", ""), question, level)
            saved[question] = level
            st.session_state["count"] = st.session_state.get("count", 0) + 1
    with st.container(key="saved"):
        st.write(f"Saved {st.session_state['count']}" if saved else "Nothing yet")


st.title("The floor")
draw()
