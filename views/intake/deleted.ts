import type { Frame, FrameBase } from '../layouts/frame.ts';
import { at } from './address.ts';

type DeletedPage = { frame: Frame; ask: string; home: string };

/** Confirms that a form was deleted. View: `intake/deleted`. */
export function deletedPage(base: FrameBase): DeletedPage {
  return {
    frame: { ...base, title: base.t('intake:deleted.title'), indexed: false },
    ask: at(base, '/ask'),
    home: base.home ?? '/',
  };
}
