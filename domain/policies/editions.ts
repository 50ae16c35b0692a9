import type { PolicyPack } from './policy.ts';

/** The order of packs everywhere: by id, oldest version first. */
const byNameAndDay = (a: PolicyPack, b: PolicyPack) =>
  a.id.localeCompare(b.id) || a.effective.localeCompare(b.effective);

/** Each version once, as it reads today, by id and day. Its former editions go with it. */
export function gatherEditions(packs: readonly PolicyPack[]): PolicyPack[] {
  const gathered: PolicyPack[] = [];
  for (const pack of [...packs].sort((a, b) => byNameAndDay(a, b) || a.edition - b.edition)) {
    const last = gathered.at(-1);
    if (last?.id !== pack.id || last.version !== pack.version) gathered.push(pack);
    else {
      const { formerEditions = [], ...former } = last;
      gathered[gathered.length - 1] = { ...pack, formerEditions: [...formerEditions, former] };
    }
  }
  return gathered;
}

/** Every version in every edition as a pack of its own: undoes `gatherEditions`. */
export const everyEdition = (packs: readonly PolicyPack[]): PolicyPack[] =>
  packs.flatMap(({ formerEditions = [], ...pack }) => [...formerEditions, pack]);

/** The name of a version in one edition: `gdpr-eu@2018`, and `gdpr-eu@2018 (edition 2)`. */
export const editionName = ({ id, version, edition }: PolicyPack): string =>
  edition === 1 ? `${id}@${version}` : `${id}@${version} (edition ${edition})`;
