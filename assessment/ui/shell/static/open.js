// Behind a link /open#<token>: the secret goes into a cookie, and never into an address that is sent anywhere.
addEventListener("hashchange", () => location.reload());
(async () => {
  "use strict";
  const told = document.getElementById("told");
  const heading = document.querySelector("h1");
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search); // out of the address bar and the history before anything else
  const fail = (title, text) => {
    heading.textContent = title;
    told.setAttribute("role", "alert");
    told.textContent = text;
  };
  if (!token) {
    fail("This link is not complete", "The part behind “#” is missing. Copy the whole link, or paste it on the start page.");
    return;
  }
  const again = (title) => {
    if (heading.textContent !== title) fail(title, "This page goes on trying, and opens your assessment as soon as it can.");
    setTimeout(open, 4000);
  };
  const open = async () => {
    try {
      const answer = await fetch("./open", { method: "POST", body: new URLSearchParams({ token }), credentials: "same-origin" });
      if (answer.ok) {
        const { id, place, reads } = await answer.json();
        const asked = new URLSearchParams(location.search).get("to");
        const page = ["results", "compare", "your-data"].includes(asked) ? asked : reads ? "results" : "answer";
        const theme = page === "answer" && place ? { theme: place } : {};
        location.replace(`./${page}?${new URLSearchParams({ a: id, ...theme })}`);
      } else if (answer.status === 404) {
        fail("This link opens nothing", "It is incomplete or mistyped, or the assessment was deleted. For safety nobody can look a lost link up.");
      } else if (answer.status === 429) {
        fail("Too many wrong links", (await answer.json()).detail);
      } else if (answer.status === 409) {
        fail("This browser keeps many links", (await answer.json()).detail);
      } else if (answer.status === 503) {
        again("The server can't reach its database just now");
      } else {
        fail("The link could not be opened", "The server refused it. Please open the link itself, not a copy of this page inside another one.");
      }
    } catch {
      again("The server can't be reached");
    }
  };
  await open();
})();
