// The app's own scripts, which wait in a template, are fetched once the page's words are painted.
// The app empties its root when it starts. What stood there stays until the page's heading and its first chart are drawn,
// so that a reader sees no empty page in between, and a screen reader one heading.
(() => {
  const html = document.documentElement, root = document.getElementById("root"), first = document.getElementById("first");
  const app = document.getElementById("app");
  let started = false;
  const start = () => {
    if (!started && app) document.head.append(app.content);
    started = true;
  };
  // Some seventy scripts would keep the words from being painted. A page in the background isn't painted before it is looked at.
  if (document.hidden || !root || !first) start();
  else {
    new PerformanceObserver(start).observe({ type: "paint", buffered: true });
    setTimeout(start, 500);
  }
  if (!root || !first) return;
  let since = 0, at = 0;
  // The tab keeps its name while the app tries others.
  const name = document.title;
  let last = name;
  const titled = new MutationObserver(() => {
    if (document.title === name) return;
    last = document.title;
    document.title = name;
  });
  titled.observe(document.head, { childList: true, subtree: true, characterData: true });
  const done = () => {
    clearInterval(looking);
    rested.disconnect();
    titled.disconnect();
    if (last.endsWith("· Qantar")) document.title = last;
    html.classList.remove("before");
    first.remove();
  };
  const look = () => {
    if (html.dataset.rest === "rest") return done();
    if (!since || !root.querySelector("h1")) return;
    at ||= performance.now();
    if (root.querySelector(".js-plotly-plot .main-svg, .stDeckGlJsonChart canvas, .stException") || performance.now() - at > 3000) done();
  };
  const rested = new MutationObserver(look);
  let looking;
  new MutationObserver((_, seen) => {
    if (root.contains(first)) return;
    seen.disconnect();
    since = performance.now();
    const top = first.scrollTop || html.scrollTop;
    html.classList.add("before");
    document.body.prepend(first);
    first.scrollTop = top;
    rested.observe(html, { attributes: true, attributeFilter: ["data-rest"] });
    looking = setInterval(look, 40);
  }).observe(root, { childList: true });
})();
