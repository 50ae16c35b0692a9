import { migrate } from '../models/migrations/index.ts';
import { syncPolicies } from '../models/policy/sync.ts';
import { type CommandResult, done } from './result.ts';
import { withUnpreparedDesk } from './withDesk.ts';

/** `policies sync`: stores the packs in the desk's database. Refuses a pack that was changed without a new version. */
export async function sync(json?: boolean): Promise<CommandResult> {
  return withUnpreparedDesk(async (desk) => {
    await migrate(desk.database);
    const { added, unchanged, kept } = await syncPolicies(desk);
    const gone = kept.map(({ id, version }) => `${id}@${version}`);
    return done(json, { added, unchanged, kept: gone }, [
      ...added.map((pack) => `added      ${pack}`),
      ...unchanged.map((pack) => `unchanged  ${pack}`),
      ...gone.map((pack) => `kept       ${pack} (its file is gone)`),
    ]);
  });
}
