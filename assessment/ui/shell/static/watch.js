// Hears over a socket that the assessment changed, and then presses the hidden button whose fragment draws what is new
// (answering/watch.py). The same button is pressed while an answer on the page is not saved, so that it is tried again.
(() => {
  "use strict";
  const TICK = 1000;
  const SETTLES = 300; // ms in which the page's own answer may still be on its way back
  const TRIES_AGAIN = 4000; // after a press that has not helped
  const WITHOUT_SOCKET = 30_000; // between two looks where no socket can be had
  const LONGEST_PAUSE = 60_000;
  const COOKIE = 2000; // in which the browser is given the cookie of an assessment that was just begun
  const HIDDEN = 60_000; // after that a page in a hidden tab is not told any more, until it is shown

  const mark = () => document.querySelector("span.watch");
  const now = () => performance.now();
  let watched = ""; // the assessment's name
  let socket = null;
  let failures = 0;
  let nextTry = 0;
  let newest = -1; // the revision that we were told; Infinity for one that is gone
  let heardAt = 0;
  let pressedAt = -Infinity;
  let pressedFor = -1; // the newest revision then
  let troubleSince = 0;
  let hiddenSince = 0;

  // What this page shows: all up to `known`, and single later answers of its own
  let known = -1;
  const own = new Set();
  const shows = () => {
    known = Math.max(known, Number(mark().dataset.revision));
    for (const state of document.querySelectorAll(".state[data-revision]")) own.add(Number(state.dataset.revision));
    while (own.delete(known + 1)) known += 1;
    return known;
  };

  const press = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const button = document.querySelector(".st-key-look button");
    const { testConnectionState: connection, testScriptState: script } = app ? app.dataset : {};
    if (connection !== "CONNECTED" || script !== "notRunning" || !button) return;
    pressedAt = now();
    pressedFor = newest;
    button.click();
  };

  const close = () => {
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    if (socket) socket.close();
    socket = null;
  };
  const open = () => {
    const address = new URL(`./watch?a=${encodeURIComponent(watched)}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    socket = new WebSocket(address);
    socket.onopen = () => { failures = 0; };
    socket.onmessage = ({ data }) => {
      newest = data === "gone" ? Infinity : Number(data);
      heardAt = now();
      setTimeout(look, SETTLES + 50);
    };
    socket.onclose = () => {
      socket = null;
      failures += 1;
      const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** failures);
      nextTry = now() + pause * (0.5 + Math.random() / 2); // not all pages at once after a restart
    };
  };
  const keepOpen = () => {
    const name = mark() ? mark().dataset.name : "";
    if (name !== watched) {
      close();
      [watched, failures, nextTry, newest, known] = [name, 0, now() + COOKIE, -1, -1];
      own.clear();
    }
    hiddenSince = document.hidden ? hiddenSince || now() : 0;
    const wanted = watched && !(hiddenSince && now() - hiddenSince > HIDDEN);
    if (!wanted) close();
    else if (!socket && now() >= nextTry) open();
  };

  const look = () => {
    if (!mark()) return;
    const since = now() - pressedAt;
    troubleSince = document.querySelector(".state.sending, .state.again") ? troubleSince || now() : 0;
    if (troubleSince && now() - troubleSince >= TRIES_AGAIN && since >= TRIES_AGAIN) press();
    else if (document.hidden) return;
    else if (newest > shows() && now() - heardAt >= SETTLES && (newest !== pressedFor || since >= TRIES_AGAIN)) press();
    else if (watched && failures > 2 && since >= WITHOUT_SOCKET) press();
  };
  addEventListener("DOMContentLoaded", () => setInterval(() => { keepOpen(); look(); }, TICK));
  document.addEventListener("visibilitychange", () => { keepOpen(); if (!document.hidden) look(); });
})();
