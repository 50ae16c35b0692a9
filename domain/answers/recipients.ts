import { folded } from '../folding.ts';
import { isActiveOn } from '../systems/system.ts';
import { atSystem, isHeldNowhere } from './access.ts';
import { concernedSystems, type Evidence, type EvidenceSystem } from './evidence.ts';
import { finding, found, gap, notApplicable, type RequirementFinding } from './finding.ts';
import { statementOf } from './statement.ts';

/**
 * Words for a kind of recipient. A name made of nothing else names nobody: the person is owed the actual identity of those who
 * received the data (Court of Justice, C-154/21, Österreichische Post). In English, French and German, without accents.
 */
const KINDS =
  'partner partners provider providers party parties processor processors subprocessor subprocessors supplier suppliers vendor ' +
  'vendors recipient recipients advertiser advertisers affiliate affiliates subsidiary subsidiaries contractor contractors ' +
  'partenaire partenaires prestataire prestataires traitant traitants tiers fournisseur fournisseurs destinataire destinataires ' +
  'annonceur annonceurs filiale filiales dienstleister dritte dritter auftragsverarbeiter lieferant lieferanten empfanger ' +
  'werbepartner agency agencies authorities courts carriers couriers auditors insurers advisers advisors hosts agence agences ' +
  'autorites tribunaux societes transporteurs assureurs conseils behorden gerichte agenturen banken versicherungen auskunfteien ' +
  'unternehmen berater spediteure';
/** Ends of German compounds for a kind: `Zahlungsdienstleister`, `Logistikunternehmen`. */
const KIND_ENDS =
  /[a-z](dienstleistern?|anbietern?|partnern?|unternehmen|verarbeitern?|lieferanten|agenturen|behorden|auskunfteien|versicherungen|berater)$/;
const AROUND =
  'our the a an of and or other others various several selected trusted external third service services business marketing ' +
  'advertising it cloud hosting payment sub group companies company nos notre les des de du d et ou autres divers commerciaux ' +
  'commercial sous externe externes paiement groupe unsere unser die der und oder andere externe verschiedene ' +
  'credit reference debt collection logistics shipping delivery transport parcel tax state government insurance analytics email ' +
  'newsletter mailing printing call centre center software technical technology in for to with eu techniques technique ' +
  'informatiques informatique logistique logistiques publicitaires hebergement im in fur von zur zum bereich technische ' +
  'technischen staatliche zustandige';
const KIND_WORDS = new Set(KINDS.split(' '));
const OTHER_WORDS = new Set(AROUND.split(' '));

/** Whether a name names somebody, and not only a kind: `Northbank Payments`, not `our payment service providers`. */
export function isName(name: string): boolean {
  const words = folded(name).match(/[a-z0-9]+/g) ?? [];
  const isKind = words.some(isKindWord);
  return words.length === 0 || !isKind || words.some((word) => !isKindWord(word) && !OTHER_WORDS.has(word));
}

const isKindWord = (word: string): boolean => KIND_WORDS.has(word) || KIND_ENDS.test(word);

/** Processors and recipients in use that get data which a concerned system holds (Art. 4(9)). */
export function recipientsOf(evidence: Evidence): EvidenceSystem[] {
  const concerned = concernedSystems(evidence);
  const categories = new Set(concerned.flatMap((system) => system.categories));
  return evidence.systems.filter(
    (system) =>
      system.kind !== 'own' &&
      isActiveOn(system, evidence.day) &&
      (system.categories.length === 0 || system.categories.some((category) => categories.has(category))),
  );
}

/** Who received the data, by name (Art. 15(1)(c)). That nobody did, the DPO says. */
export function recipientsNamed(evidence: Evidence): RequirementFinding {
  if (isHeldNowhere(evidence)) return notApplicable();
  const recipients = recipientsOf(evidence);
  const words = statementOf(evidence, 'recipients');
  const named = recipients.filter(({ name }) => isName(name));
  const unnamed = recipients.filter(({ name }) => !isName(name));
  const nobody = recipients.length === 0 && !words;
  return finding(
    [
      ...named.map(({ id, name, kind, purpose }) => found('recipient', { id, name, kind, purpose })),
      ...(words ? [found('stated', { words })] : []),
    ],
    [
      ...unnamed.map((system) => atSystem('no-name', system)),
      ...(nobody ? [gap('no-recipient', { to: 'statement', requirement: 'recipients' })] : []),
    ],
  );
}
