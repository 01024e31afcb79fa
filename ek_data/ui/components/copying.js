// Without TLS a browser has no clipboard for scripts; there the text is selected and copied as a reader would do it.
export default function ({ parentElement, data }) {
  const [text, button] = parentElement.querySelectorAll("p, button");
  text.textContent = data.text;
  button.textContent = data.copy;
  button.onclick = async () => {
    if (navigator.clipboard) await navigator.clipboard.writeText(data.text);
    else {
      getSelection().selectAllChildren(text);
      document.execCommand("copy");
    }
    button.textContent = data.copied;
  };
  button.onblur = () => { button.textContent = data.copy; };
}
