import { folded } from '../folding.ts';

/** Words of formulas for a period, without accents: in English, French and German. */
const OF_A_PERIOD = vocabulary(
  'as so for long the a an of is are it they this we data personal period periods time necessary needed required require requires ' +
    'legally legal law laws by under in according accordance to with statutory retention storage keeping kept stored deleted ' +
    'deletion after once have has been expired expire expiry purpose purposes processing applicable respective obligations ' +
    'obligation allowed permitted useful reasonably minimum maximum until no longer than ' +
    'aussi longtemps tant que pendant la le les l duree durees necessaire necessaires de des du d au aux delai delais legal legaux ' +
    'legale legales loi selon conformement a conservation donnees est sont requis requise prevue prevues par finalite finalites ' +
    'traitement apres expiration applicables en vigueur ' +
    'lange solange wie es fur die der das den dem des erforderlich notig notwendig gesetz gesetzlich gesetzliche gesetzlichen ' +
    'gesetzlicher vorgeschrieben erlaubt zulassig aufbewahrungsfrist aufbewahrungsfristen aufbewahrungspflicht ' +
    'aufbewahrungspflichten fristen frist nach ablauf gemass entsprechend zweck zwecke zwecken daten dauer loschung geloscht ist ' +
    'sind wird werden und oder and or et ou',
);

/** Words of formulas for a source. */
const OF_A_SOURCE = vocabulary(
  'third party parties external other others various different several diverse source sources of from the and or our partners ' +
    'partner des de d la les tiers tierce tierces externes autres diverses differentes plusieurs et ou nos partenaires ' +
    'dritte dritten dritter externe externen andere anderen verschiedene verschiedenen diverse quelle quellen von aus und oder ' +
    'unsere unseren',
);

function vocabulary(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

const consistsOf = (text: string, words: ReadonlySet<string>): boolean =>
  (folded(text).match(/[a-z0-9]+/g) ?? []).every((word) => words.has(word));

/**
 * Whether a period is a formula that says neither how long nor from what on: the person cannot tell when the data go (Art. 15(1)(d);
 * EDPB Guidelines 01/2022, section 4.3). `As long as necessary`, `Gesetzliche Aufbewahrungsfristen`; not `For the term of the contract`, nor
 * `10 years (tax code)`.
 */
export const isFormulaOfPeriod = (text: string): boolean => consistsOf(text, OF_A_PERIOD);

/** Whether a source names nobody and nothing (Art. 15(1)(g)). `Third parties`; not `The person`, nor `Commercial register`. */
export const isFormulaOfSource = (text: string): boolean => consistsOf(text, OF_A_SOURCE);

/** Frameworks that the Court of Justice annulled, and what is written around them. */
const ANNULLED = /\b(privacy shield|safe harbou?r)\b/g;
const AROUND = /\b(e\.?u|u\.?s|usa|ue|swiss|ch|the|and|framework|certified|certification|principles)\b/g;

/** Whether a safeguard is one that the Court annulled (C-362/14, C-311/18), and nothing beside it. */
export function isAnnulled(safeguard: string): boolean {
  const text = folded(safeguard);
  return text.search(ANNULLED) >= 0 && !/[a-z]{2}/.test(text.replace(ANNULLED, ' ').replace(AROUND, ' '));
}
