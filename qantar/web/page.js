// What the page does in the browser besides the app: it is asked for once, and not sent anew at each click.
(() => {
  // Links of ours change the address as Back and Forward do, so that the page answers without being loaded anew.
  const shows = (hash, since = performance.now()) => {
    const target = document.getElementById(hash);
    if (target) return target.scrollIntoView();
    if (performance.now() - since < 8000) setTimeout(() => shows(hash, since), 100);
  };

  function follow(event) {
    const link = event.composedPath().find((node) => node.matches?.("a.to"));
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    if (to.origin !== location.origin) return;
    event.preventDefault();
    const hash = decodeURIComponent(to.hash.slice(1));
    // What opens stands beside no menu.
    if (link.closest("[data-testid=stPopoverBody]"))
      link.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", keyCode: 27, bubbles: true, cancelable: true }));
    if (to.pathname + to.search !== location.pathname + location.search) {
      history.pushState({}, "", to.pathname + to.search);
      dispatchEvent(new PopStateEvent("popstate"));
    }
    if (hash) shows(hash);
  }

  // Plotly would swallow the swipe of a finger on a chart, and the tap too; as it is, the page scrolls and the tap arrives as a click.
  const leave = (event) => {
    if (event.target.closest?.(".js-plotly-plot")) event.stopPropagation();
  };

  // The clipboard is there for scripts over HTTPS alone. Without it a text is copied as browsers did before, so that every
  // button that copies does so anywhere: the app's own at a block of code, and ours. What stands within a dialog is left
  // there, since a dialog takes the focus back from all that is outside.
  const copies = async (text) => {
    const held = document.activeElement;
    const box = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    box.style.cssText = "position: fixed; top: 0; opacity: 0";
    (held?.closest("[role=dialog]") ?? document.body).append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    held?.focus({ preventScroll: true });
    if (!done) throw new Error("The browser does not let a page copy.");
  };
  if (!navigator.clipboard) Object.defineProperty(navigator, "clipboard", { value: { writeText: copies } });

  // What stands in the head for reference managers, other sites and bookmarks is of the address that was loaded: of its page and
  // its filter. That of another is fetched; while its words are being worked out none stands there, rather than the wrong ones.
  const ABOUT = `meta[name=description], meta[property^="og:"], meta[name^="twitter:"], meta[name^="citation_"], link[rel=canonical],
    link[rel=alternate], script[type="application/ld+json"]`;
  const TIMES = 5, PAUSE = 1000;
  let shown = null;
  async function head(address) {
    const before = shown;
    shown = address;
    if (before === address || (before === null && document.querySelector("link[rel=canonical]"))) return;
    for (let n = 0; n < TIMES; n += 1) {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const html = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
      if (!html || shown !== address) return;
      document.head.querySelectorAll(ABOUT).forEach((tag) => tag.remove());
      const told = html.head.querySelectorAll(ABOUT);
      document.head.append(...told);
      if (told.length) break;
      await new Promise((done) => setTimeout(done, PAUSE));
      if (shown !== address) return;
    }
    // So a reference manager looks again (Zotero's own word for it).
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  }

  // Paper can't be clicked: what is folded is printed whole.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("[data-testid=stMain] [data-testid=stHtml] details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });

  document.addEventListener("click", follow);
  document.addEventListener("touchstart", leave, { capture: true, passive: true });
  window.qantarShows = (address) => head(address).catch(() => {}); // without an answer they stay as they are
})();
