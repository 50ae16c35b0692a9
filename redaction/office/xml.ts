/** What becomes of an element: it stays, goes with all in it, goes but for what is in it, or has other attributes. */
type Fate = 'keep' | 'drop' | 'unwrap' | { attributes: string };

const TAG = /<(\/?)([A-Za-z_][\w:.-]*)((?:"[^"]*"|'[^']*'|[^'">])*?)(\/?)>/g;

/** XML with some of its elements gone. The name that is asked about is without its prefix. */
export function rewritten(xml: string, fateOf: (name: string, attributes: string) => Fate): string {
  const open: Fate[] = [];
  let dropped = 0;
  let out = '';
  let done = 0;
  for (const { 0: tag, 1: closing, 2: name = '', 3: attributes = '', 4: single, index } of xml.matchAll(
    TAG,
  )) {
    if (dropped === 0) out += xml.slice(done, index);
    done = index + tag.length;
    const fate = closing ? (open.pop() ?? 'keep') : fateOf(name.replace(/^.*:/, ''), attributes);
    if (!closing && !single) open.push(fate);
    const isOutside = dropped === 0;
    if (fate === 'drop' && !single) dropped += closing ? -1 : 1;
    if (!isOutside || fate === 'drop' || fate === 'unwrap') continue;
    out += closing || fate === 'keep' ? tag : `<${name}${fate.attributes}${single}>`;
  }
  return out + xml.slice(done);
}

/** The value of an attribute, with or without a prefix. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found?.[1] ?? found?.[2];
}

/** Each element of a name, with its attributes, in the order of the file. */
export function elementsIn(xml: string, name: string): string[] {
  const found: string[] = [];
  rewritten(xml, (one, attributes) => {
    if (one === name) found.push(attributes);
    return 'keep';
  });
  return found;
}
