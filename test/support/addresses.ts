import { Router } from 'express';
import { TAKES_FILES } from '../../routes/middleware/csrf.ts';
import type { Permission } from '../../routes/middleware/permit.ts';
import type { TestApp } from './app.ts';

export type Address = {
  method: 'get' | 'post';
  /** The whole pattern: `/requests/:reference/answer`. */
  path: string;
  permission: Permission['permission'];
  takesFiles: boolean;
};

type Handle = { permission?: Permission['permission']; [TAKES_FILES]?: true; stack?: Layer[] };
type Layer = {
  route?: { path: string; methods: Record<string, boolean>; stack: { handle: Handle }[] };
  handle: Handle;
};

/** Every route of an app. Express forgets where a router was mounted, so mounts are recorded while `make` creates the app. */
export function addressesOf(make: () => TestApp): { app: TestApp; addresses: Address[] } {
  const mounted = new Map<unknown, string>();
  const prototype = Router.prototype as unknown as { use: (...all: unknown[]) => unknown };
  const { use } = prototype;
  prototype.use = function (...all) {
    if (typeof all[0] === 'string') for (const handle of all.slice(1)) mounted.set(handle, all[0]);
    return use.apply(this, all);
  };
  try {
    const app = make();
    const { stack } = (app as unknown as { router: { stack: Layer[] } }).router;
    return { app, addresses: leavesOf(stack, '', mounted) };
  } finally {
    prototype.use = use;
  }
}

function leavesOf(layers: Layer[], base: string, mounted: Map<unknown, string>): Address[] {
  return layers.flatMap(({ route, handle }) => {
    if (!route) return leavesOf(handle.stack ?? [], base + (mounted.get(handle) ?? ''), mounted);
    const [first] = route.stack;
    return Object.keys(route.methods).map((method) => ({
      method: method as Address['method'],
      path: `${base}${route.path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
      permission: first?.handle.permission ?? 'anyone',
      takesFiles: route.stack.some((layer) => layer.handle[TAKES_FILES]),
    }));
  });
}
