// Says for how many pixels the page is laid out, and again when a window or the sidebar changes; nothing where the server knows it.
const WAIT = 120; // milliseconds for which a width is to last
let latest, waiting, page, printed = matchMedia("print").matches; // the app calls what follows anew whenever its data change

const tell = () => {
  // Paper is no window, and what is printed is what was read.
  if (printed || !page?.isConnected || !page.clientWidth) return;
  const style = getComputedStyle(page), { paddingLeft, paddingRight } = style;
  // Until the page's own style is there it is narrower; to say so would have all of it made twice.
  if (!style.getPropertyValue("--laid-out")) return look();
  const pixels = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const width = Math.max(...latest.data.steps.filter((step) => step <= Math.max(pixels, 0)));
  if (width !== latest.data.width) latest.setStateValue("width", width);
};
const look = () => {
  clearTimeout(waiting);
  waiting = setTimeout(tell, WAIT);
};
let across = 0;
const seen = new ResizeObserver(() => {
  if (page.clientWidth === across) return; // it has only become longer
  across = page.clientWidth;
  look();
});
addEventListener("beforeprint", () => { printed = true; });
addEventListener("afterprint", () => { printed = false; });

export default function ({ data, setStateValue }) {
  const other = data.width !== latest?.data.width;
  latest = { data, setStateValue };
  const now = document.querySelector("[data-testid=stMainBlockContainer]");
  if (now !== page) {
    seen.disconnect();
    page = now;
    across = page?.clientWidth ?? 0;
    if (page) seen.observe(page);
    look();
  } else if (other) look();
  window.qantarShows?.(data.address);
}
