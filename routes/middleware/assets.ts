import { join } from 'node:path';
import express, { Router } from 'express';

const root = join(import.meta.dirname, '../..');
const fonts = (name: string) => join(root, 'node_modules/@fontsource-variable', name, 'files');

/** Files as they are: styles, icons, and the two typefaces. */
export function assets(): Router {
  const router = Router();
  const forever = { maxAge: '1y', immutable: true, index: false, fallthrough: true } as const;
  router.use('/fonts/inter', express.static(fonts('inter'), forever));
  router.use('/fonts/source-serif', express.static(fonts('source-serif-4'), forever));
  router.use(express.static(join(root, 'public'), { maxAge: '1h', index: false, redirect: false }));
  return router;
}
