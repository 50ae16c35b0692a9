import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

const root = join(import.meta.dirname, '../..');
const fonts = (name: string) => join(root, 'node_modules/@fontsource-variable', name, 'files');

const folder = join(root, 'public');

/** Static files: styles, scripts, icons and two typefaces. Addresses outside their folders do not touch the disk. */
export function assets(): Router {
  const router = Router();
  const forever = { maxAge: '1y', immutable: true, index: false, fallthrough: true } as const;
  router.use('/fonts/inter', express.static(fonts('inter'), forever));
  router.use('/fonts/source-serif', express.static(fonts('source-serif-4'), forever));
  const files = express.static(folder, { maxAge: '1h', index: false, redirect: false });
  const names = readdirSync(folder);
  router.use((request, response, next) =>
    names.includes(request.path.split('/')[1] ?? '') ? files(request, response, next) : next(),
  );
  return router;
}
