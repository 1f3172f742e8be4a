// Says for how many pixels the page is laid out, and again when a window or the sidebar changes; nothing where the server knows it.
export default function ({ data, setStateValue }) {
  const page = document.querySelector("[data-testid=stMainBlockContainer]");
  let printed = matchMedia("print").matches, waiting;
  const tell = () => {
    // Paper is no window, and what is printed is what was read.
    if (printed || !page?.clientWidth) return;
    const { paddingLeft, paddingRight } = getComputedStyle(page);
    const pixels = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const width = Math.max(...data.steps.filter((step) => step <= Math.max(pixels, 0)));
    if (width !== data.width) setStateValue("width", width);
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 120);
  };
  const before = () => { printed = true; };
  const after = () => { printed = false; };
  tell();
  window.qantarShows?.(data.address);
  const seen = new ResizeObserver(later);
  if (page) seen.observe(page);
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    clearTimeout(waiting);
    seen.disconnect();
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
  };
}
