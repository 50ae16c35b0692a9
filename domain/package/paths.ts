import { firstSigns, line } from '../writing.ts';

/** What a file's name cannot contain on Windows, macOS or Linux. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cs}]/gu;
/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Signs that a name keeps, and its bytes: the longest of most file systems are 255. */
const [SIGNS, BYTES] = [100, 200];

/**
 * A name as a file of any system can bear it. `..\\..\\boot.ini` is `_.._boot.ini`, `CON.txt` is `_CON.txt`, `a/b?.csv` is
 * `a_b_.csv`. Letters are composed (NFC), invisible ones are left out; what is too long loses its middle, not its ending.
 */
export function safeName(name: string): string {
  const clean = line(name)
    .replace(FORBIDDEN, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const short = shortened(...split(clean || 'file'));
  return RESERVED.test(short) ? `_${short}` : short;
}

/** Gives each name a path in a folder that no other has, also on systems that take upper and lower case for the same. */
export function uniquePaths(taken: Iterable<string> = []): (folder: string, name: string) => string {
  const known = new Set([...taken].map(keyOf));
  return (folder, name) => {
    const [stem, ending] = split(safeName(name));
    for (let nth = 1; ; nth += 1) {
      const path = folder + shortened(stem, `${nth > 1 ? ` (${nth})` : ''}${ending}`);
      if (known.has(keyOf(path))) continue;
      known.add(keyOf(path));
      return path;
    }
  };
}

/** Whether a path of a zip stays inside the folder that it is unpacked to, and can be written on any system. */
export const isSafePath = (path: string): boolean =>
  path !== '' && path.split('/').every((part) => part === safeName(part));

/** What two paths share where only one of them can be written. */
export const keyOf = (path: string): string => path.normalize('NFKC').toLowerCase();

/** The longest ending that is one: `.tar.gz` counts as `.gz`. */
function split(name: string): [string, string] {
  const ending = /(?<=.)\.[\p{L}\p{N}]{1,12}$/u.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - ending.length), ending];
}

/** The longest name of a file with that ending. */
function shortened(stem: string, ending: string): string {
  const name = stem + ending;
  if ([...name].length <= SIGNS && Buffer.byteLength(name) <= BYTES) return name;
  let kept = firstSigns(stem, SIGNS - ending.length);
  while (Buffer.byteLength(kept + ending) > BYTES) kept = firstSigns(kept, [...kept].length - 1);
  return kept.replace(/[. ]+$/, '') + ending;
}
