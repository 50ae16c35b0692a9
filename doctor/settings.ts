import type { Settings } from '../config.ts';
import { type DoctorRemark, ok, warn } from '../domain/doctor.ts';
import manifest from '../package.json' with { type: 'json' };
import type { Subject } from './subject.ts';

export const release = (): DoctorRemark[] => [
  ok('runs', { version: manifest.version, node: process.versions.node }),
];

/** Reports settings that are valid but seldom intended. Invalid ones have stopped the program before this. */
export function settings({ settings: given }: Subject): DoctorRemark[] {
  return [ok('settingsRead'), ...doubtsOn(given)];
}

function* doubtsOn({
  baseUrl,
  trustProxy,
  rateLimits,
  smtpInsecure,
  host,
}: Settings): Generator<DoctorRemark> {
  const { protocol, hostname } = new URL(baseUrl);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'http:' && !isHere) yield warn('inClear', { baseUrl });
  if (isHere && host !== '127.0.0.1' && host !== 'localhost') yield warn('linksLeadHere', { baseUrl });
  if (protocol === 'https:' && trustProxy === false) yield warn('noProxy');
  if (!rateLimits) yield warn('noLimits');
  if (smtpInsecure) yield warn('insecureMail');
}
