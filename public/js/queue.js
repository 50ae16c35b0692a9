// The keys of the list of requests. Everything they do can be done without them; the help sheet lists them.
(() => {
  const rows = () => [...document.querySelectorAll('.queue tbody tr')];
  const place = () => rows().findIndex((row) => row.contains(document.activeElement));
  const linkOf = (row) => row?.querySelector('th a');
  const goTo = (nth) => linkOf(rows()[Math.max(0, Math.min(nth, rows().length - 1))])?.focus();
  const inRow = (what) => rows()[place()]?.querySelector(what)?.click();
  const help = () => {
    const sheet = document.getElementById('keys');
    sheet.open = !sheet.open;
    sheet.querySelector('summary').focus();
  };
  const keys = {
    j: () => goTo(place() + 1),
    k: () => goTo(place() < 0 ? 0 : place() - 1),
    o: () => inRow('.look-at'),
    x: () => inRow('.pick'),
    '/': () => document.getElementById('q')?.focus(),
    '?': help,
  };
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const isTyping = target.matches('input:not([type="checkbox"]), textarea, select');
    if (key === 'Escape' && isTyping) return target.blur();
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]();
  });
})();
