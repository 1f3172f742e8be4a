// Says for how many pixels the page is laid out, and again when a window or the sidebar changes; nothing where the server knows it.
const WAIT = 120; // milliseconds for which a width is to last
let latest, waiting, page, printed = matchMedia("print").matches; // the app calls what follows anew whenever its data change

const tell = () => {
  // Paper is no window, and what is printed is what was read.
  if (printed || !page?.clientWidth || !latest) return;
  const { paddingLeft, paddingRight } = getComputedStyle(page);
  const pixels = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const width = Math.max(...latest.data.steps.filter((step) => step <= Math.max(pixels, 0)));
  if (width !== latest.data.width) latest.setStateValue("width", width);
};
let across = 0;
const seen = new ResizeObserver(() => {
  if (page.clientWidth === across) return; // it has only become longer
  across = page.clientWidth;
  clearTimeout(waiting);
  waiting = setTimeout(tell, WAIT);
});
addEventListener("beforeprint", () => { printed = true; });
addEventListener("afterprint", () => { printed = false; });

export default function ({ data, setStateValue }) {
  latest = { data, setStateValue };
  const now = document.querySelector("[data-testid=stMainBlockContainer]");
  if (now !== page) {
    seen.disconnect();
    page = now;
    across = page?.clientWidth ?? 0;
    if (page) seen.observe(page);
  }
  tell();
  window.qantarShows?.(data.address);
  return () => clearTimeout(waiting);
}
