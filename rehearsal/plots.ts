import * as acts from '../demo/acts.ts';
import { begun, opened, recognised } from '../demo/plots.ts';
import type { PresentPlot } from '../demo/present.ts';
import type { Right } from '../domain/rights.ts';

const form = { channel: 'form', withEmail: true } as const;

/** The open requests that a rehearsal begins with: fresh, in progress, near their date, late, and waiting for the person. */
export const REHEARSED: readonly (PresentPlot & { right: Right })[] = [
  { ago: 0.06, story: () => [], ...form, right: 'access' },
  { ago: 0.4, story: opened, ...form, right: 'marketing-objection' },
  { ago: 0.95, story: recognised, ...form, right: 'erasure' },
  { ago: 3, story: begun, channel: 'mail', withEmail: true, right: 'rectification' },
  { ago: 4, story: begun, channel: 'post', withEmail: false, right: 'access' },
  { ago: 5, story: () => [], ...form, right: 'portability' },
  { ago: 6, story: (it) => [...begun(it), acts.identityAsked(1)], ...form, right: 'access' },
  { ago: 12, story: (it) => [...recognised(it), acts.clarificationAsked(2)], ...form, right: 'access' },
  { ago: 13, story: recognised, ...form, right: 'access' },
  { ago: 16, story: (it) => [...recognised(it), acts.messageLeft(9)], ...form, right: 'objection' },
  { ago: 19, story: recognised, ...form, right: 'erasure' },
  { ago: 26, story: recognised, ...form, right: 'access' },
  { ago: 35, story: recognised, ...form, right: 'portability' },
];
