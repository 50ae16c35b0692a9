import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const page = textOf('docs/law.md');
const named = new Set(page.match(/(?<=`)(?:domain|policies|test)\/[\w/-]+\.(?:ts|yaml)(?=`)/g));

/** Files of domain/ that decide nothing of law: vocabularies, how texts are written and compared, tables and their forms. */
const WITHOUT_RULE = [
  'domain/addressLines.ts',
  'domain/answers/nameWithout.ts',
  'domain/answers/namedWithSystem.ts',
  'domain/answers/pageNumbers.ts',
  'domain/countries.ts',
  'domain/csvCell.ts',
  'domain/csvTable.ts',
  'domain/doctor.ts',
  'domain/email.ts',
  'domain/fault.ts',
  'domain/folding.ts',
  'domain/languages.ts',
  'domain/letters/difference.ts',
  'domain/letters/filling.ts',
  'domain/letters/letterhead.ts',
  'domain/letters/nearest.ts',
  'domain/letters/phrases.ts',
  'domain/letters/reading.ts',
  'domain/lifecycle/events.ts',
  'domain/lifecycle/vocabulary.ts',
  'domain/mailSteps.ts',
  'domain/matterKinds.ts',
  'domain/queue/columns.ts',
  'domain/queue/narrowing.ts',
  'domain/queue/orders.ts',
  'domain/queue/savedViews.ts',
  'domain/register/columns.ts',
  'domain/register/look.ts',
  'domain/register/mapping.ts',
  'domain/register/states.ts',
  'domain/rehearsal.ts',
  'domain/ruleViolation.ts',
  'domain/systems/importPlan.ts',
  'domain/systems/source.ts',
  'domain/systems/suggestions.ts',
  'domain/systems/systemCsv.ts',
  'domain/systems/systemForm.ts',
  'domain/tags.ts',
  'domain/tasks/named.ts',
  'domain/tasks/needed.ts',
  'domain/worded.ts',
  'domain/writing.ts',
];

/** Folders of domain/ with forms of data and words alone. */
const WITHOUT_RULES = ['domain/package/', 'domain/readable/', 'domain/redaction/'];
const isFormAlone = (file: string) => WITHOUT_RULES.some((folder) => file.startsWith(folder));

/** A heading as an address names it: `### Two working days` is `two-working-days`. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
const headings = [...page.matchAll(/^#{2,3} (.+)$/gm)].map((match) => match[1] as string);
const anchors = headings.map(anchorOf);

const sources = [
  '{domain,models,routes,views,jobs,mail,cli,process,test}/**/*.ts',
  '*.{ts,md}',
  '{docs,policies,views,public}/**/*.{md,yaml,ejs,css,js,typ}',
]
  .flatMap((files) => globSync(files, { cwd: root }))
  .filter((file) => !/^test\/(reference|lawPage)/.test(file));
const citedIn = (file: string) =>
  [...textOf(file).matchAll(/law\.md#([\w-]*)/g)].map((match) => `${file}: #${match[1]}`);
const cites = sources.flatMap(citedIn);

/** Tests may read a file beside the project where it is there; comments may not name one. */
const documentsIn = (text: string) => {
  const own = text.replace(/^.*\.\.\/shared\/.*$/gm, '');
  const pages = [...own.matchAll(/(?<![\w/.])(?:docs\/[\w/-]+|[A-Z][A-Z-]{2,})\.md/g)].map(([name]) => name);
  const decisions = [...own.matchAll(/\bdecision (\d{4})\b/gi)].map(
    ([, number]) => `docs/decisions/${number}-*.md`,
  );
  return [...pages, ...decisions];
};

describe('The page of the law, docs/law.md', () => {
  it('names every file of domain/ that exports a rule, and none of those that hold words and forms alone', () => {
    const exporting = globSync('domain/**/*.ts', { cwd: root }).filter((file) =>
      /^export (?:async )?(?:function|const)/m.test(textOf(file)),
    );
    assert.ok(exporting.length > 100, `${exporting.length}`);
    assert.deepEqual(exporting.filter((file) => !named.has(file) && !isFormAlone(file)).sort(), WITHOUT_RULE);
  });

  it('names no file that is not there', () => {
    assert.deepEqual(
      [...named].filter((file) => !existsSync(join(root, file))),
      [],
    );
  });

  it('has each heading once, and every one that is cited', () => {
    assert.deepEqual(
      anchors.filter((anchor, place) => anchors.indexOf(anchor) !== place),
      [],
    );
    assert.ok(cites.length > 10);
    const inPage = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map((match) => `docs/law.md: #${match[1]}`);
    assert.deepEqual(
      [...cites, ...inPage].filter((cite) => !anchors.includes(cite.split('#')[1] as string)),
      [],
    );
  });

  it('gives each rule its source, an example or a table, and the file that computes it', () => {
    const rules = page.split(/^### /m).slice(1);
    const parts = [/^- Source: /m, /^- Example|^\| /m, /^- Files?: `/m];
    const bare = rules.filter((rule) => !parts.every((part) => part.test(rule)));
    assert.deepEqual(
      bare.map((rule) => rule.split('\n', 1)[0]),
      [],
    );
  });
});

describe('What comments, titles and documents cite', () => {
  it('is in the repository: each page by its path, each decision by its number', () => {
    const missing = sources.flatMap((file) =>
      documentsIn(textOf(file))
        .filter((name) => globSync(name, { cwd: root }).length === 0)
        .map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(missing, []);
  });
});
