// Draws the map that the page carries, laid out for its width; a click on a mark opens its evidence in the dashboard. A day or
// another view is fetched as the page it is, and takes the place of this one.
const PARTS = ["h1", "#subtitle", "#views", "#legend", "#unlocated", "#days", "#rows", "#credit"];
const place = document.getElementById("map");
const figure = (page) => JSON.parse(page.getElementById("figure").textContent);
let drawn, deck, again = 0;

// Below a width a map is laid out for a telephone, and is at most so high.
const isNarrow = () => place.clientWidth < Number(place.dataset.narrow);
const meta = () => drawn[isNarrow() ? "narrow" : "wide"].meta;
const fitted = () => {
  const { meta: about, ...spec } = drawn[isNarrow() ? "narrow" : "wide"];
  const [width, height] = about.size, across = place.clientWidth / width;
  const scale = isNarrow() ? Math.min(across, Number(place.dataset.highest) / height) : across;
  Object.assign(place.style, { aspectRatio: "auto", height: `${Math.round(height * scale)}px` });
  // At any width the map shows all that it is laid out for; what is added last tells deck.gl to look there again.
  const zoom = spec.initialViewState.zoom + Math.log2(scale) + again * 1e-9;
  return { ...spec, initialViewState: { ...spec.initialViewState, zoom } };
};
const text = (value) => String(value ?? "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const tooltip = ({ object }) => object && {
  html: meta().tooltip.replace(/\{(\w+)\}/g, (_, name) => text(object[name])),
  style: { backgroundColor: "transparent", padding: "0" },
};
const opened = ({ object }) => {
  const seen = new Set(meta().facts);
  const facts = String(object?.facts ?? "").split("|").filter((fact) => seen.has(fact));
  if (!facts.length) return;
  const to = new URL(place.dataset.opens, document.baseURI);
  for (const fact of facts) to.searchParams.append("fact", fact);
  open(to, "_blank", "noopener");
};
const told = () => parent !== window
  && parent.postMessage({ qantar: place.dataset.card, height: document.documentElement.offsetHeight }, "*");
const rendered = () => {
  if (deck.props.layers.every(({ isLoaded }) => isLoaded)) place.ariaBusy = "false";
};
const draw = () => {
  place.ariaBusy = "true";
  const jsonInput = fitted();
  if (deck) updateDeck(jsonInput, deck);
  else deck = createDeck({ container: place, jsonInput, tooltip: false });
  deck.setProps({
    getTooltip: tooltip, onClick: opened, onAfterRender: rendered, getCursor: ({ isHovering }) => (isHovering ? "pointer" : "grab"),
  });
  told();
};
const whole = () => {
  again += 1;
  draw();
};

const listen = () => document.addEventListener("click", async (event) => {
  const link = event.target.closest("#days a, #views a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const answer = await fetch(link.href);
  if (!answer.ok) return location.assign(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const nav = link.closest("nav").id;
  for (const part of PARTS) document.querySelector(part).replaceWith(page.querySelector(part));
  Object.assign(place.dataset, page.getElementById("map").dataset);
  place.ariaLabel = page.getElementById("map").ariaLabel;
  document.title = page.title;
  history.replaceState(null, "", link.href);
  document.querySelector(`#${nav} [aria-current]`).focus({ preventScroll: true });
  drawn = figure(page);
  if (deck) draw();
});

const start = async () => {
  drawn = figure(document);
  listen();
  if (!drawable()) {
    document.getElementById("no-map").hidden = false;
    document.getElementById("rows").open = true;
    place.hidden = true;
    return told();
  }
  await document.fonts.load("600 14px 'Source Sans 3'");
  for (const [name, hear] of Object.entries(hand((event) => place.contains(event.target)))) {
    document.addEventListener(name, hear, { capture: true, passive: true });
  }
  draw();
  const turned = document.createElement("div");
  turned.id = "zoom";
  buttons(turned, () => place.querySelector("canvas"), whole);
  place.parentElement.append(turned);
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    draw();
  }).observe(place);
};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
