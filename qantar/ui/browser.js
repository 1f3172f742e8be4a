// Says how wide the window is, and again when a telephone is turned; nothing where the server knows it already.
export default function ({ data, setStateValue }) {
  const narrow = matchMedia("screen and (max-width: 760px)");
  const tell = () => {
    if (narrow.matches !== data.narrow) setStateValue("narrow", narrow.matches);
  };
  tell();
  window.qantarShows?.(data.address);
  narrow.addEventListener("change", tell);
  return () => narrow.removeEventListener("change", tell);
}
