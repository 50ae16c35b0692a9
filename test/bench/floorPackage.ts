/**
 * The floor of a package: bare `node:http` and `yazl` at its own level, the plain files from a folder in their order. It seals, signs and
 * sums nothing. A process of its own: `node test/bench/floorPackage.ts FOLDER PORT`.
 */
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ZipFile } from 'yazl';

const [folder = '', port = '0'] = process.argv.slice(2);

createServer((_request, response) => {
  const zip = new ZipFile();
  for (const name of readdirSync(folder).sort()) zip.addFile(join(folder, name), `files/${name}`);
  zip.end();
  zip.outputStream.pipe(response);
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
