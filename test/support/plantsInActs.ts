import {
  bare,
  cannot,
  files,
  inSystem,
  inTask,
  keptIn,
  notDone,
  type Plant,
  statement,
  stating,
  tasks,
  withForm,
  withoutTask,
} from './planting.ts';
import { COURIER, NEWS, type PlantedRight, SHOP } from './wholeAnswers.ts';

const KEPT = 'Invoices: Art. 17(3)(b), section 147 of the tax code, until 31 December 2034.';

/** Portability: what is no copy to take elsewhere. */
export const PORTABILITY: Plant[] = [
  {
    what: 'only a PDF or a picture (Art. 20(1); Guidelines 01/2022, § 156)',
    right: 'portability',
    lacks: 'portable-format',
    at: [files],
    ways: [['copy.pdf'], ['data.PDF', 'annex.pdf'], ['scan.jpg', 'letter.docx']].map((names) =>
      withForm({ files: names }),
    ),
  },
  {
    what: 'a system not searched',
    right: 'portability',
    lacks: 'portable-copy',
    at: [tasks],
    names: SHOP,
    ways: [withoutTask(SHOP), inTask(SHOP, { ...bare, state: 'open' })],
  },
  {
    what: 'nothing found, and no search recorded',
    right: 'portability',
    lacks: 'portable-copy',
    at: [tasks],
    names: NEWS,
    ways: [inTask(NEWS, { searched: '' })],
  },
  {
    what: 'no copy',
    right: 'portability',
    lacks: 'portable-format',
    at: [files],
    ways: [withForm({ files: [] })],
  },
  {
    what: 'not said which data were provided by consent or contract',
    right: 'portability',
    lacks: 'portable-data',
    at: [statement('portable-data')],
    ways: [stating({}), stating({ 'portable-data': 'tbd' })],
  },
];

const untold = (right: PlantedRight, ways: Plant['ways']): Plant => ({
  what: 'a recipient not told (Art. 19)',
  right,
  lacks: 'told',
  at: [tasks],
  names: COURIER,
  ways,
});

/** Rights that change data: what shows no deed, and who was not told. */
export const ACTS: Plant[] = [
  {
    what: 'a correction that nothing shows (Art. 16)',
    right: 'rectification',
    lacks: 'corrected',
    at: [tasks],
    names: SHOP,
    ways: [inTask(SHOP, bare)],
  },
  {
    what: 'a system not corrected',
    right: 'rectification',
    lacks: 'corrected',
    at: [tasks],
    names: SHOP,
    ways: [withoutTask(SHOP), inTask(SHOP, { ...bare, state: 'open' })],
  },
  untold('rectification', notDone(COURIER)),
  {
    what: 'a category neither deleted nor kept with a ground (Art. 17(1))',
    right: 'erasure',
    lacks: 'erased',
    at: [tasks],
    names: SHOP,
    ways: [...notDone(SHOP), inTask(SHOP, { ...bare, state: 'not-mine' })],
  },
  {
    what: 'nothing found, and no search recorded',
    right: 'erasure',
    lacks: 'erased',
    at: [tasks],
    names: NEWS,
    ways: [inTask(NEWS, { searched: '' })],
  },
  {
    what: 'data kept without a ground (Art. 17(3))',
    right: 'erasure',
    lacks: 'kept',
    at: [statement('kept')],
    ways: [
      cannot,
      keptIn(SHOP, '-', cannot),
      keptIn(SHOP, 'We keep the invoices until 31 December 2034.', cannot),
    ],
  },
  {
    what: 'data kept without a period',
    right: 'erasure',
    lacks: 'kept',
    at: [statement('kept')],
    ways: ['Art. 17(3)(b): we must keep the invoices.', 'Art. 17 Abs. 3 Buchst. b: Steuerrecht.'].map(
      (words) => keptIn(SHOP, words, cannot),
    ),
  },
  {
    what: 'one kind of data kept without a word, another with all that is due',
    right: 'erasure',
    lacks: 'kept',
    at: [statement('kept')],
    ways: [{ 'kept:orders': KEPT }, { 'kept:addresses': KEPT, kept: KEPT }].map((stated) =>
      stating(stated, cannot, inSystem(SHOP, { categories: ['orders', 'addresses'] })),
    ),
  },
  untold('erasure', notDone(COURIER).slice(0, 2)),
  {
    what: 'data not restricted (Art. 18)',
    right: 'restriction',
    lacks: 'restricted',
    at: [tasks],
    names: SHOP,
    ways: [withoutTask(SHOP), inTask(SHOP, bare)],
  },
  untold('restriction', notDone(COURIER).slice(2)),
  {
    what: 'use that goes on (Art. 21(1))',
    right: 'objection',
    lacks: 'stopped',
    at: [tasks],
    names: SHOP,
    ways: [inTask(SHOP, { ...bare, state: 'open' })],
  },
  {
    what: 'use that goes on without compelling grounds',
    right: 'objection',
    lacks: 'compelling-grounds',
    at: [statement('compelling-grounds')],
    ways: [cannot],
  },
];
