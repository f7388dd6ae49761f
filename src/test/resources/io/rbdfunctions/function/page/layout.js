// Returns what a person could not read or use on the page, as a list of texts.
(() => {
  const problems = [];
  const width = window.innerWidth;
  const name = (e) => `${e.tagName.toLowerCase()}.${e.className} "${e.textContent.trim().slice(0, 40)}"`;
  const isHidden = (e) => e.closest('caption, thead, datalist, title, option') && getComputedStyle(e.closest('caption, thead, datalist, title, option')).position === 'absolute';
  const channel = (c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const color = rgb(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0) { return color; }
    }
    return [255, 255, 255];
  };
  const contrast = (e) => {
    const [a, b] = [luminance(rgb(getComputedStyle(e).color)), luminance(ground(e))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  if (document.documentElement.scrollWidth > width) {
    problems.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  }
  for (const e of document.body.querySelectorAll('*')) {
    if (isHidden(e) || !e.getClientRects().length) { continue; }
    const box = e.getBoundingClientRect();
    if (box.right > width + 1 || box.left < -1) { problems.push(`outside: ${name(e)}`); }
    for (const node of e.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.textContent.trim()) { continue; }
      if (contrast(e) < 4.5) { problems.push(`contrast ${contrast(e).toFixed(1)}: ${name(e)}`); }
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size;
      const text = node.textContent.trim();
      if (lines > 3 && text.length / lines < 8) { problems.push(`${lines} lines: ${name(e)}`); }
    }
  }
  const levels = [...document.querySelectorAll('h1, h2, h3')].map((e) => Number(e.tagName[1]));
  if (levels[0] !== 1 || levels.filter((level) => level === 1).length !== 1) { problems.push(`headings ${levels}`); }
  for (const e of document.querySelectorAll('input:not([type=hidden]), select')) {
    if (!e.labels.length) { problems.push(`no label: ${e.name}`); }
  }
  for (const e of document.querySelectorAll('table')) {
    if (!e.caption || [...e.querySelectorAll('th')].some((th) => th.scope !== 'col')) { problems.push(`no caption or scope: ${name(e)}`); }
  }
  return problems;
})()
