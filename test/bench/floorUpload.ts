/**
 * The floor of an upload: bare `node:http`, the body as it comes, sealed in pieces of 1 MiB and written by one prepared statement, each
 * on the disk before the next. It reads no form and asks for nothing. A process of its own: `node test/bench/floorUpload.ts DATABASE PORT`.
 */
import { createCipheriv, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';

const [path = '', port = '0'] = process.argv.slice(2);
const database = new Sqlite(path);
for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON']) database.pragma(pragma);
database.exec('CREATE TABLE IF NOT EXISTS floor_parts (id INTEGER PRIMARY KEY, sealed BLOB)');
const insert = database.prepare('INSERT INTO floor_parts (sealed) VALUES (?)');
const PART = 1024 * 1024;
const key = randomBytes(32);

createServer((request, response) => {
  let pieces: Buffer[] = [];
  let length = 0;
  const write = () => {
    const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12));
    insert.run(Buffer.concat([cipher.update(Buffer.concat(pieces)), cipher.final(), cipher.getAuthTag()]));
    pieces = [];
    length = 0;
  };
  request.on('data', (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
    if (length >= PART) write();
  });
  request.on('end', () => {
    if (length > 0) write();
    response.writeHead(303, { Location: '/' }).end();
  });
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
