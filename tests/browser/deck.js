// What is wrong with the slides of a deck as they are rendered: type that is too small, words over one another or over
// marks, beyond the slide or cut, and titles of more than two lines. Each fault in a few words.
(smallest) => {
  const out = ".unseen, .behind, .watermark, [aria-hidden=true], defs, desc, title";
  const kept = (each) => !each.closest(out);
  const own = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const size = (each) => parseFloat(getComputedStyle(each).fontSize) * (each.ownerSVGElement?.getScreenCTM().a ?? 1);
  const said = (each) => each.textContent.trim().slice(0, 40);

  function boxes(each) {
    const range = document.createRange();
    range.selectNodeContents(each);
    return [...range.getClientRects()].filter((box) => box.width && box.height);
  }

  function meet(a, b, part) {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return a.width && b.width && wide > 3 && high > Math.min(a.height, b.height) * part;
  }

  function faults(slide) {
    const edge = slide.getBoundingClientRect();
    const foot = slide.querySelector("footer").getBoundingClientRect().top;
    const words = [...slide.querySelectorAll("*")].filter((each) => kept(each) && own(each))
      .map((each) => [each, boxes(each)]).filter(([, all]) => all.length);
    const marks = [...slide.querySelectorAll(".chart.stepwise g[data-row] :is(rect, circle, path)")];
    const found = [];
    for (const [n, [one, first]] of words.entries()) {
      if (size(one) < smallest) found.push(`small: ${said(one)} (${size(one).toFixed(1)})`);
      const bottom = one.closest("footer") ? edge.bottom : foot + 4;
      const inside = (box) => box.left >= edge.left && box.right <= edge.right && box.bottom <= bottom;
      if (!first.every(inside)) found.push(`outside: ${said(one)}`);
      for (const [other, second] of words.slice(n + 1)) {
        const over = first.some((a) => second.some((b) => meet(a, b, 0.3)));
        if (!one.contains(other) && over) found.push(`overlap: ${said(one)} × ${said(other)}`);
      }
      if (!one.matches(".stepwise text:not(.row)")) continue;
      if (marks.some((mark) => meet(first[0], mark.getBoundingClientRect(), 0.25))) found.push(`on a mark: ${said(one)}`);
    }
    for (const each of slide.querySelectorAll("header *, .body, .card, div.words, .words li, .remark")) {
      const cut = each.scrollHeight > each.clientHeight + 4 || each.scrollWidth > each.clientWidth + 4;
      if (each.clientHeight && cut) found.push(`cut: ${said(each)}`);
    }
    const title = slide.querySelector("h1, h2");
    if (title.clientHeight > 2.5 * parseFloat(getComputedStyle(title).lineHeight)) found.push(`long title: ${said(title)}`);
    return [...new Set(found)].map((fault) => `${slide.id} ${fault}`);
  }

  return [...document.querySelectorAll("main .slide")].flatMap(faults);
}
