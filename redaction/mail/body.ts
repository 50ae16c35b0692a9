import libqp from 'libqp';
import { textOfBytes } from '../text/encoding.ts';
import type { BodyKind, MailPart } from './part.ts';

/** The bytes of a body, unpacked. */
export function unpackedBody({ body }: MailPart, { encoding }: BodyKind): Buffer {
  if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  return encoding === 'quoted-printable' ? libqp.decode(body.toString('latin1')) : body;
}

/** The text of a body in its charset; bytes that its charset does not know are read as old programs wrote them. */
export function textOfBody(bytes: Buffer, charset: string): string {
  if (!charset || /^(utf-?8|us-ascii)$/i.test(charset)) return textOfBytes(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return textOfBytes(bytes);
  }
}

/** A part with another body, in base64 or, if it is text, in quoted-printable and UTF-8. */
export function withBody(part: MailPart, bytes: Buffer, asText: boolean): MailPart {
  const { headers, lineEnd } = part;
  const lines = asText
    ? libqp.wrap(libqp.encode(bytes))
    : (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
  const body = Buffer.from(lines.replace(/\r?\n/g, lineEnd), 'latin1');
  const encoding = asText ? 'quoted-printable' : 'base64';
  const kept = headers.filter((line) => !/^content-transfer-encoding:/i.test(line));
  const named = asText ? kept.map(inUtf8) : kept;
  return { headers: [...named, `Content-Transfer-Encoding: ${encoding}`], body, lineEnd };
}

function inUtf8(line: string): string {
  if (!/^content-type:/i.test(line)) return line;
  const plain = line.replace(/;\s*charset\*?\d*\*?\s*=\s*("[^"]*"|[^;\s]+)/gi, '').replace(/[;\s]+$/, '');
  return `${plain}; charset=utf-8`;
}
