import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { filesOfZip, savedFrom } from '../../support/zip.ts';

let desk: TestDesk;
let dpo: Browser;
let by: By;

/** The cells of the sheet, row by row, read from its XML. */
async function sheetOf(query = ''): Promise<{ text: string; style: string }[][]> {
  const { answer, bytes } = await savedFrom(dpo, `/requests.xlsx${query}`);
  assert.match(String(answer.headers['content-disposition']), /filename="requests-2026-03-02\.xlsx"/);
  const files = await filesOfZip(bytes);
  assert.deepEqual([...files.keys()].sort(), [
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  const xml = String(files.get('xl/worksheets/sheet1.xml'));
  assert.doesNotMatch(xml, /<f>|<v>/);
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [
      ...row.matchAll(
        /<c(?: t="inlineStr" s="(\d)")?(?:\/>|><is><t xml:space="preserve">(.*?)<\/t><\/is><\/c>)/gs,
      ),
    ].map(([, style = '', text = '']) => ({ text, style })),
  );
}

const jsonOf = async (query = ''): Promise<Record<string, string>[]> =>
  JSON.parse((await dpo.get(`/requests.json${query}`).expect(200)).text);

describe('The list of requests as a file', () => {
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await signedIn(appForTests(desk), 'dpo');
    by = await staffMemberOf(desk, desk.organisation);
  });

  it('holds the same requests in the same order and the same cells in all three formats', async () => {
    for (let number = 0; number < 3; number += 1)
      await received(desk, desk.organisation, { rights: ['access'], person: { name: `Ann ${number}` } });
    await received(desk, desk.organisation, { person: { name: 'Bo "B" <b>, & Co' } });
    const json = await jsonOf('?sort=newest');
    const [head = [], ...rows] = await sheetOf('?sort=newest');
    assert.deepEqual(
      json.map(({ person }) => person),
      ['Bo "B" <b>, & Co', 'Ann 2', 'Ann 1', 'Ann 0'],
    );
    assert.equal(rows[0]?.[1]?.text, 'Bo "B" &lt;b&gt;, &amp; Co');
    assert.equal(head[1]?.text, 'Person');
    const cells = (row: Record<string, string>) =>
      Object.values(row).map((text) =>
        text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      );
    assert.deepEqual(
      rows.map((row) => row.map(({ text }) => text)),
      json.map(cells),
    );
    const csv = (await dpo.get('/requests.csv?sort=newest')).text.trim().split('\r\n');
    assert.equal(csv.length, 5);
    assert.deepEqual(
      csv[0]?.replace('\ufeff', '').split(','),
      head.map(({ text }) => text),
    );
    assert.equal((await jsonOf('?right=access')).length, 3);
    assert.deepEqual(await jsonOf('?right=portability'), []);
  });

  it('runs no formula in any of them, and keeps the name in the two that know texts', async () => {
    const { reference } = await received(desk, desk.organisation, { channel: 'post' });
    for (const name of ['=HYPERLINK("http://example.org")', '+1', '-2+3', '@SUM(1)', '\t=1', 'Ann;=1+1']) {
      await SubjectRequest.update({ personName: name }, { where: { reference } });
      const [, [, cell] = []] = await sheetOf();
      assert.deepEqual([cell?.style, cell?.text.replaceAll('&quot;', '"')], ['2', name]);
      assert.equal((await jsonOf())[0]?.person, name);
      assert.match((await dpo.get('/requests.csv')).text, /'\s?[=+\-@]/);
    }
  });

  it('has the columns of a register: what was asked, from which address, why it was put off, and what was done', async () => {
    const details = {
      about: 'Everything about me.\nPlease.',
      postalAddress: '1 Example Street\nExampletown',
    };
    const request = await received(desk, desk.organisation, { details });
    const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'Receipt 1' };
    await extendDeadline(desk, by, request, { ground: 'number', reason: 'Ten at once', sending });
    const { reference } = request;
    await refuse(
      desk,
      by,
      { reference },
      { scope: 'whole', ground: 'legal-claims', reason: 'A case', sending },
    );
    const [row = {}] = await jsonOf('?view=all');
    assert.deepEqual(
      [row.asked, row.postalAddress, row.extensionGround, row.extensionReason, row.charge],
      [details.about, details.postalAddress, 'the number of requests', 'Ten at once', ''],
    );
    assert.match(row.action ?? '', /^refused: .*17\(3\)\(e\)/);
    assert.equal(row.outcome, 'Refused');
  });
});
