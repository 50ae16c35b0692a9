/** What is met in XML: the begin or end of an element, by its name without a prefix, or text. A single element begins and ends. */
export type XmlEvent =
  | { kind: 'begin'; name: string; attributes: string }
  | { kind: 'end'; name: string }
  | { kind: 'text'; text: string };

const PIECES =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[?!][^>]*>|<(\/?)([A-Za-z_][\w:.-]*)((?:"[^"]*"|'[^']*'|[^'">])*?)(\/?)>|([^<]+)/g;

/** What is in XML, from its beginning. */
export function* xmlEvents(xml: string): Generator<XmlEvent> {
  for (const [, data, closing, full, attributes = '', single, text] of xml.matchAll(PIECES)) {
    if (data !== undefined) yield { kind: 'text', text: data };
    if (text !== undefined) yield { kind: 'text', text: decodedXml(text) };
    if (full === undefined) continue;
    const name = full.replace(/^.*:/, '');
    if (!closing) yield { kind: 'begin', name, attributes };
    if (closing || single) yield { kind: 'end', name };
  }
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A text or a value of XML as it is meant. */
export const decodedXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
        if (name) return NAMED[name.toLowerCase()] ?? whole;
        const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;
