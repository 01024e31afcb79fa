// Keeps the key of the reader's own municipality in this browser. Where storage is refused, it lasts as long as the page.
export default function ({ data, parentElement, setStateValue }) {
  const { place, chosen } = data;
  try {
    if (chosen) localStorage.setItem(place, chosen);
    else if (chosen === "") localStorage.removeItem(place);
    else {
      const kept = localStorage.getItem(place) ?? "";
      if (kept && parentElement.kept !== kept) setStateValue("kept", kept);
      parentElement.kept = kept;
    }
  } catch {
    // nothing is kept here
  }
}
