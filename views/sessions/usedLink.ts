import type { Frame, FrameBase } from '../layouts/frame.ts';

/** A one-time link that was used, replaced or has expired. */
export function usedLinkPage(base: FrameBase): { frame: Frame } {
  return { frame: { ...base, title: base.t('sessions:usedLink.title'), indexed: false } };
}
