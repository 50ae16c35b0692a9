import { folded } from '../folding.ts';
import { askedSystems, type Evidence } from './evidence.ts';
import { finding, found, type Gap, gap, notApplicable, type RequirementFinding } from './finding.ts';
import { statementOf } from './statement.ts';

type Grounded = 'kept' | 'compelling-grounds';

/** What an owner could not do is kept or goes on: on which ground, and until when (Arts. 17(3), 21(1)). */
export const grounded =
  (requirement: Grounded) =>
  (evidence: Evidence): RequirementFinding => {
    const kept = askedSystems(evidence).filter(
      ({ task }) => task?.state === 'cannot' || task?.state === 'dropped',
    );
    if (kept.length === 0) return notApplicable();
    const words = statementOf(evidence, requirement);
    const systems = kept.map(({ system }) => system.name).join(', ');
    const where = { to: 'statement', requirement } as const;
    if (!words) return finding([], [gap('not-stated', where, { systems })]);
    const isLeftOut = kept.every(({ task }) => task?.state === 'dropped');
    const gaps = requirement === 'kept' && !isLeftOut ? keptGaps(words).map((code) => gap(code, where)) : [];
    return finding([found('stated', { words })], gaps);
  };

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
