import type { Enclosure } from '../../models/letter/enclosures.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isOnCarrier } from '../paper/enclosures.ts';

/** What belongs into the envelope of an answer on paper: the letter, what is printed beside it, and what a data carrier holds. */
export type Envelope = {
  printed: { href: string; text: string; names: string[] };
  carrier?: { text: string; files: { href?: string; name: string }[] };
};

type EnvelopeInput = {
  files: readonly Enclosure[];
  /** The address of the letter. */
  here: string;
  reference: string;
  mayReadFiles: boolean;
};

/** Undefined where nothing goes with the letter. View: `settings/envelope`. */
export function envelopeIn(
  { t }: FrameBase,
  { files, here, reference, mayReadFiles }: EnvelopeInput,
): Envelope | undefined {
  if (files.length === 0) return undefined;
  const printed = files.filter((file) => !isOnCarrier(file));
  const carried = files.filter(isOnCarrier);
  return {
    printed: {
      href: `${here}/enclosures`,
      text: t(`outbox:envelope.${printed.length > 0 ? 'printed' : 'list'}`),
      names: printed.map(({ name }) => name),
    },
    carrier:
      carried.length > 0
        ? {
            text: t('outbox:envelope.carrier', { count: carried.length }),
            files: carried.map(({ id, name }) => ({
              name,
              href: mayReadFiles ? `/requests/${reference}/files/${id}` : undefined,
            })),
          }
        : undefined,
  };
}
