import { atSystem, isHeldNowhere } from './access.ts';
import { concernedSystems, type Evidence, type EvidenceSystem, isSaid } from './evidence.ts';
import {
  type FoundThing,
  finding,
  found,
  type Gap,
  notApplicable,
  type RequirementFinding,
} from './finding.ts';
import { reachOf } from './places.ts';
import { recipientsOf } from './recipients.ts';
import { statementOf } from './statement.ts';
import { isAnnulled } from './vague.ts';

/**
 * Where the data are, and what protects them outside the European Economic Area (Art. 15(2)). A country with an adequacy decision
 * (Art. 45) needs no safeguard of Art. 46. A place that names no country is unclear until a safeguard is given.
 */
export function transfersProtected(evidence: Evidence): RequirementFinding {
  if (isHeldNowhere(evidence)) return notApplicable();
  const words = statementOf(evidence, 'transfers');
  const systems = [...new Set([...concernedSystems(evidence), ...recipientsOf(evidence)])];
  const each = systems.map(ofSystem);
  return finding(
    [...each.flatMap((one) => ('where' in one ? [] : [one])), ...(words ? [found('stated', { words })] : [])],
    words ? [] : each.flatMap((one) => ('where' in one ? [one] : [])),
  );
}

function ofSystem(system: EvidenceSystem): FoundThing | Gap {
  const { id, name, place, safeguard } = system;
  if (!isSaid(place)) return atSystem('place-missing', system);
  const reach = reachOf(place);
  if (reach === 'inside' || reach === 'adequate') return found(reach, { id, system: name, place });
  if (isAnnulled(safeguard)) return atSystem('safeguard-annulled', system);
  if (isSaid(safeguard)) return found('safeguarded', { id, system: name, place, safeguard });
  return atSystem(reach === 'outside' ? 'safeguard-missing' : 'country-unclear', system);
}
