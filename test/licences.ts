/** Every package that is installed, and whether its licence is one of those below. Exit code 1 when one is not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ALLOWED = [
  'MIT',
  'MIT-0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Python-2.0',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
  'CC0-1.0',
];
/** For development tools only. */
const TOOLS_ONLY = ['MPL-2.0'];
/** Credited in the README. */
const CREDITED: Record<string, string> = {
  'date-holidays': 'CC-BY-3.0',
  '@expo-google-fonts/source-serif-4': 'OFL-1.1',
  '@fontsource-variable/inter': 'OFL-1.1',
  '@fontsource-variable/source-serif-4': 'OFL-1.1',
};

type Installed = { version: string; dev?: boolean; license?: string; optional?: boolean };
type Manifest = { license?: string | { type: string }; licenses?: { type: string }[] };

const root = join(import.meta.dirname, '..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Installed>;
};
const faults = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => faultOf(path, entry))
  .filter((fault) => fault !== undefined);

if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(
    `${Object.keys(lock.packages).length - 1} packages, each with a licence that is allowed.\n`,
  );
}

function faultOf(path: string, { dev, license, optional }: Installed): string | undefined {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const said = license ?? licenceIn(join(root, path));
  if (!said) return optional ? undefined : `${name}: no licence is named`;
  return isAllowed(said, name, dev === true) ? undefined : `${name}: ${said}`;
}

/** Of `A OR B` one allowed is enough, of `A AND B` each must be. */
function isAllowed(expression: string, name: string, isTool: boolean): boolean {
  const plain = expression.replace(/[()]/g, '');
  if (/ OR /.test(plain)) return plain.split(' OR ').some((part) => isAllowed(part, name, isTool));
  return plain.split(' AND ').every((licence) => {
    const more = [...(isTool ? TOOLS_ONLY : []), CREDITED[name]];
    return ALLOWED.includes(licence.trim()) || more.includes(licence.trim());
  });
}

function licenceIn(folder: string): string | undefined {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const named =
    typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR '));
  return named || licenceText(folder);
}

/** Old packages name no licence but carry its text. */
function licenceText(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!file) return undefined;
  return /Permission is hereby granted, free of charge/.test(readFileSync(join(folder, file), 'utf8'))
    ? 'MIT'
    : undefined;
}
