import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { cleaned } from '../../redaction/cleaned.ts';
import { cleanedFrom, fileIn, words } from '../support/redaction/cleaning.ts';

const segment = (mark: number, body: Buffer | string): Buffer => {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.of(0xff, mark, (bytes.length + 2) >> 8, (bytes.length + 2) & 255), bytes]);
};
const HEAD = Buffer.of(0xff, 0xd8);
const JFIF = segment(0xe0, Buffer.from('4a46494600010200004800480000', 'hex'));
const TABLES = [
  segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc0, Buffer.alloc(15, 2)),
  segment(0xc4, Buffer.alloc(20, 3)),
];
const SCAN = Buffer.concat([segment(0xda, Buffer.alloc(10, 4)), Buffer.of(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4)]);
const END = Buffer.of(0xff, 0xd9);
const PLAIN = Buffer.concat([HEAD, JFIF, ...TABLES, SCAN, END]);

/** A photograph with all that cameras and programs write into one. */
const PHOTO = Buffer.concat([
  HEAD,
  segment(
    0xe0,
    Buffer.concat([Buffer.from('4a4649460001020000480048', 'hex'), Buffer.of(1, 1), Buffer.from('preview')]),
  ),
  segment(0xe1, 'Exif\0\0GPS 48.2 16.3 secret'),
  segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<secret/>'),
  segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0<secret/>'),
  segment(0xe2, 'MPF\0secret'),
  segment(0xe2, 'ICC_PROFILE\0\x01\x01colours'),
  segment(0xed, 'Photoshop 3.0\x008BIM secret'),
  segment(0xfe, 'secret comment'),
  ...TABLES,
  SCAN,
  END,
  Buffer.from('\0\0\0\x18ftypmp42 secret film'),
]);

const chunk = (name: string, body: Buffer | string): Buffer => {
  const data = Buffer.concat([Buffer.from(name), Buffer.from(body)]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length - 4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([size, data, sum]);
};
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** The Exif of a camera: its maker, how the picture must be turned, and a place. */
const exifOf = (order: 'II' | 'MM', turned: number): Buffer => {
  const two = (value: number) => (order === 'II' ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const four = (value: number) => (order === 'II' ? [...two(value), 0, 0] : [0, 0, ...two(value)]);
  const entry = (tag: number, type: number, count: number, value: number[]) => [
    ...two(tag),
    ...two(type),
    ...four(count),
    ...value,
  ];
  const entries = [
    ...entry(0x010f, 2, 4, [...Buffer.from('GPS\0')]),
    ...entry(0x0112, 3, 1, [...two(turned), 0, 0]),
    ...entry(0x8825, 4, 1, four(99)),
  ];
  return Buffer.from([
    ...Buffer.from(order),
    ...two(42),
    ...four(8),
    ...two(3),
    ...entries,
    ...four(0),
    1,
    2,
    3,
  ]);
};

describe('A JPEG', () => {
  it('leaves without place, camera, comments, previews and what follows its end, and its dots stay', async () => {
    const { bytes, report } = await cleanedFrom('photo.jpg', 'image/jpeg', PHOTO, []);
    assert.doesNotMatch(bytes.toString('latin1'), /secret|Exif|GPS|preview|adobe/i);
    assert.ok(bytes.includes(SCAN) && bytes.includes('ICC_PROFILE') && bytes.subarray(-2).equals(END));
    assert.deepEqual(report, { removed: [], stripped: ['metadata'], left: [] });
  });

  it('stays upright: of its Exif only how it must be turned is left', async () => {
    for (const order of ['II', 'MM'] as const)
      for (const turned of [1, 3, 6, 8, 9]) {
        const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifOf(order, turned)]));
        const photo = Buffer.concat([HEAD, JFIF, exif, ...TABLES, SCAN, END]);
        const { bytes, report } = await cleanedFrom('photo.jpg', 'image/jpeg', photo, []);
        const hex = `ffe10022457869660000 4d4d002a00000008 0001 0112 0003 00000001 000${turned}0000 00000000`;
        const left = turned === 1 || turned === 9 ? '' : hex.replaceAll(' ', '');
        const rest = Buffer.concat([...TABLES, SCAN, END]).toString('hex');
        assert.equal(bytes.toString('hex'), HEAD.toString('hex') + JFIF.toString('hex') + left + rest);
        assert.deepEqual(report.stripped, ['metadata']);
        const again = await cleanedFrom('photo.jpg', 'image/jpeg', bytes, []);
        assert.deepEqual([again.bytes, again.report.stripped], [bytes, []]);
      }
  });

  it('whose Exif is cut off or leads out of itself leaves without it', async () => {
    for (const tiff of [
      'II*\0',
      'MM\0*\xff\xff\xff\xff\0\0\0\0\0\0',
      'II*\0\x08\0\0\0\xff\xff\0\0\0\0\0\0',
    ]) {
      const exif = segment(0xe1, Buffer.from(`Exif\0\0${tiff}`, 'latin1'));
      const photo = Buffer.concat([HEAD, JFIF, exif, ...TABLES, SCAN, END]);
      assert.deepEqual((await cleanedFrom('photo.jpg', 'image/jpeg', photo, [])).bytes, PLAIN);
    }
  });

  it('with nothing in it but dots stays as it is', async () => {
    const { bytes, report } = await cleanedFrom('photo.jpg', 'image/jpeg', PLAIN, []);
    assert.deepEqual([bytes, report.stripped], [PLAIN, []]);
  });

  it('that is cut off or none is refused, and no words are taken out of one', async () => {
    await assert.rejects(cleanedFrom('a.jpg', 'image/jpeg', PHOTO.subarray(0, 60), []), {
      code: 'file-unreadable',
    });
    await assert.rejects(cleanedFrom('a.jpg', 'image/jpeg', 'no picture at all, but long', []), {
      code: 'file-unreadable',
    });
    await assert.rejects(cleanedFrom('a.jpg', 'image/jpeg', PHOTO, words('Ann')), {
      code: 'redaction-not-possible',
    });
  });
});

describe('A PNG', () => {
  it('leaves without texts, time, place and what follows its end, and its dots stay', async () => {
    const drawn = [
      chunk('IHDR', Buffer.alloc(13, 1)),
      chunk('pHYs', Buffer.alloc(9)),
      chunk('IDAT', 'dots'),
      chunk('IEND', ''),
    ];
    const unseen = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'prVt'].map((name) => chunk(name, 'secret'));
    const [head, ...rest] = drawn;
    const photo = Buffer.concat([SIGNATURE, head as Buffer, ...unseen, ...rest, Buffer.from('secret')]);
    const { bytes, report } = await cleanedFrom('a.png', 'image/png', photo, []);
    assert.deepEqual(bytes, Buffer.concat([SIGNATURE, ...drawn]));
    assert.deepEqual(report.stripped, ['metadata']);
  });

  it('stays upright too', async () => {
    const dots = [chunk('IDAT', 'dots'), chunk('IEND', '')];
    const head = chunk('IHDR', Buffer.alloc(13, 1));
    const photo = Buffer.concat([SIGNATURE, head, chunk('eXIf', exifOf('II', 8)), ...dots]);
    const { bytes } = await cleanedFrom('a.png', 'image/png', photo, []);
    const turned = Buffer.from('4d4d002a000000080001011200030000000100080000' + '00000000', 'hex');
    assert.deepEqual(bytes, Buffer.concat([SIGNATURE, head, chunk('eXIf', turned), ...dots]));
  });
});

describe('A picture that cannot be cleaned', () => {
  it('is refused if it is WebP, and otherwise leaves as it is, which the report says', async () => {
    await assert.rejects(cleaned(fileIn('a.webp', 'image/webp', 'RIFF'), []), { code: 'webp-not-cleaned' });
    const { report } = await cleanedFrom('a.heic', 'image/heic', 'dots', []);
    assert.deepEqual(report.left, ['not-cleaned']);
  });
});
