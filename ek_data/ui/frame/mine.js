// Keeps the key of the reader's own municipality in this browser, and nowhere else. Where storage is refused, the choice
// lasts as long as the page.
export default function ({ data, setStateValue }) {
  const { place, kept, decided } = data;
  try {
    if (decided && kept) localStorage.setItem(place, kept);
    else if (decided) localStorage.removeItem(place);
    const found = localStorage.getItem(place) ?? "";
    if (!decided && found !== kept) setStateValue("kept", found.slice(0, 12));
  } catch {
    // nothing is kept
  }
}
