import { folded } from '../folding.ts';
import { type AskedSystem, askedSystems, type Evidence, type EvidenceSystem } from './evidence.ts';
import { finding, found, type Gap, gap, notApplicable, type RequirementFinding, split } from './finding.ts';
import { keptId } from './requirementIds.ts';
import { statementOf } from './statement.ts';

/** A category of data that is kept, in which systems, and what was stated on it; `isLeftOut` where the DPO left all of them out and no owner was asked. */
type KeptCategory = { category: string; systems: AskedSystem[]; isLeftOut: boolean; words?: string };

/**
 * What each category of data is kept for that stays in a system: on which ground, and until when (Art. 17(3), Art. 5(1)(e)). What is said
 * of several names its category.
 */
export function kept(evidence: Evidence): RequirementFinding {
  const categories = keptCategories(evidence);
  if (categories.length === 0) return notApplicable();
  const where = { to: 'statement', requirement: 'kept' } as const;
  const each = categories.flatMap(({ category, systems, isLeftOut, words }) => {
    const about = { category, ...(categories.length > 1 && { categories: category }) };
    if (!words) return [gap('not-stated', where, { ...about, systems: namesOf(systems) })];
    const gaps = isLeftOut ? [] : keptGaps(words).map((code) => gap(code, where, about));
    return [found('stated', { ...about, words }), ...gaps];
  });
  return split(each);
}

/** Whether somebody has said of all that a system holds why it is kept there. */
export const isKeptStated = (evidence: Evidence, { id }: EvidenceSystem): boolean =>
  keptCategories(evidence).every(
    ({ systems, words }) => words || systems.every(({ system }) => system.id !== id),
  );

/** The categories that stay somewhere. Where there is only one, a statement on all that is kept is one on it. */
function keptCategories(evidence: Evidence): KeptCategory[] {
  const keeping = notDone(evidence);
  const all = [...new Set(keeping.flatMap(({ system }) => system.categories))];
  const onAll = all.length === 1 ? statementOf(evidence, 'kept') : undefined;
  return all.map((category) => {
    const systems = keeping.filter(({ system }) => system.categories.includes(category));
    const isLeftOut = systems.every(({ task }) => task?.state === 'dropped');
    return { category, systems, isLeftOut, words: statementOf(evidence, keptId(category)) ?? onAll };
  });
}

/** What an owner could not stop goes on: on which compelling grounds (Art. 21(1)). */
export function goesOn(evidence: Evidence): RequirementFinding {
  const systems = notDone(evidence);
  if (systems.length === 0) return notApplicable();
  const words = statementOf(evidence, 'compelling-grounds');
  const where = { to: 'statement', requirement: 'compelling-grounds' } as const;
  return words
    ? finding([found('stated', { words })], [])
    : finding([], [gap('not-stated', where, { systems: namesOf(systems) })]);
}

/** The systems in which it was not done: their owner could not, or the DPO left them out. */
const notDone = (evidence: Evidence): AskedSystem[] =>
  askedSystems(evidence).filter(({ task }) => task?.state === 'cannot' || task?.state === 'dropped');

const namesOf = (systems: readonly AskedSystem[]): string =>
  systems.map(({ system }) => system.name).join(', ');

/** A law, a duty, a claim, or another ground of Art. 17(3), without accents: in English, French and German. */
const GROUND =
  /§|\b(art|arts|article|articles|artikel|section|sect|sec|par|paragraph|act|code|law|laws|legal|statut\w*|regulation|duty|duties|obligation\w*|claims?|litigation|lawsuit|proceedings|court|expression|information|health|archiv\w*|research|statistics|public|loi|lois|legale?s?|legaux|fiscale?|reglement|devoir|droits?|justice|proces|litige|contentieux|sante|recherche|statistiques?|gesetz\w*|recht\w*|\w*recht|\w*pflicht\w*|\w*gesetz\w*|\w*ordnung|anspruche?n?|klage\w*|prozess\w*|verfahren\w*|gericht\w*|meinung\w*|gesundheit\w*|forschung\w*|statistik\w*|hgb|ao|bgb|dsgvo|rgpd|gdpr)\b/;

/** A passage of law, whose numbers are no day: `Art. 17(3)(b)`, `§ 147 AO`, `section 147`, `Art. L123-22`. */
const PASSAGE =
  /(§+|\b(arts?|articles?|artikel|section|sect|sec|par|abs|absatz|buchst|buchstabe|nr|lit|al|alinea|satz)\b\.?)\s*[a-z]?\d*[\d\w.-]*(\s*\(\w+\))*/g;

/** A day, a period, or the event that ends it. */
const END =
  /\d|\b(until|till|end|ends|ended|after|once|while|years?|months?|weeks?|days?|as long as|jusqu\w*|fin|apres|tant qu\w*|pendant|ans?|annees?|mois|semaines?|jours?|bis|ende|endet|nach|solange|sobald|jahren?|monate?n?|wochen?|tagen?)\b/;

/** What words on kept data leave open: the ground (Art. 17(3)), and until when (Art. 5(1)(e)). */
function keptGaps(words: string): Gap['code'][] {
  const text = folded(words);
  const aside = text.replace(PASSAGE, ' ');
  return [
    ...(GROUND.test(text) ? [] : (['no-ground'] as const)),
    ...(END.test(aside) ? [] : (['no-end'] as const)),
  ];
}
