import { isIPv4, isIPv6 } from 'node:net';
import type { Request } from 'express';

/**
 * The address of a request for rate limits, however a proxy writes it: with a port, in brackets, with a zone, or IPv4 inside
 * IPv6. Of IPv6 the first 64 bits: the sender chooses the rest (RFC 6177). Invalid addresses share one count: otherwise a
 * sender could invent as many as they like.
 */
export function whereFrom({ ip = '' }: Pick<Request, 'ip'>): string {
  const address = withoutPort(ip.trim().replace(/^"(.*)"$/, '$1')).replace(/%.*$/, '');
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return 'unknown';
  const groups = groupsOf(address);
  return isIPv4Inside(groups) ? ipv4In(groups) : `${groups.slice(0, 4).join(':')}::/64`;
}

/** `[2001:db8::1]:443`, `[2001:db8::1]` and `192.0.2.1:443`, as RFC 7239 and some load balancers write them. */
function withoutPort(text: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? [];
  const [, before] = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text) ?? [];
  return bracketed ?? before ?? text;
}

/** The eight groups of an IPv6 address, without leading zeros; the URL parser normalises every notation. */
function groupsOf(address: string): string[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = written.split('::', 2);
  const groups = head ? head.split(':') : [];
  const rest = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(8 - groups.length - rest.length).fill('0');
  return [...groups, ...zeros, ...rest];
}

/** `::ffff:192.0.2.1` (RFC 4291, 2.5.5.2), and a translator's form, `64:ff9b::192.0.2.1` (RFC 6052). */
const isIPv4Inside = (groups: string[]): boolean =>
  ['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'].includes(groups.slice(0, 6).join(':'));

function ipv4In(groups: string[]): string {
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
