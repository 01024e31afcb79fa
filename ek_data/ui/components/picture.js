// The drawing comes as SVG of which every word is escaped; Streamlit's own element for HTML takes SVG out.
export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".picture");
  const drawing = new TextDecoder().decode(data);
  if (root.drawing === drawing) return;
  root.drawing = drawing;
  root.innerHTML = drawing;
}
