import type { FrameBase } from '../layouts/frame.ts';

/** The address of a public page of the organisation that is visited: `/ask`, or `/o/its-short-name/ask`. */
export const at = ({ home = '/' }: Pick<FrameBase, 'home'>, path: string): string =>
  `${home === '/' ? '' : home}${path}`;
