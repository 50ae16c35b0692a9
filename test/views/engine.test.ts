import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render, renderPartial } from '../../views/engine.ts';
import { ERROR_STATUSES, errorPage } from '../../views/errors/show.ts';
import { ICONS, iconPaths } from '../../views/icons.ts';
import { navigationFor, plainFrame } from '../../views/layouts/frame.ts';

const root = join(import.meta.dirname, '../..');
const templates = globSync('views/**/*.ejs', { cwd: root });
const frame = { ...plainFrame('en', 'Atelier <Marchand>'), title: 'A title' };

/** The page within a package, which is opened from a disk: it has its style with it, and no server's policy. */
const OFFLINE = 'views/layouts/offline.ejs';

describe('The templates', () => {
  it('write unescaped only what an include or a layout’s body gives', () => {
    const raw = templates.flatMap((file) =>
      [...source(file).matchAll(/<%-(?!\s*include\()(.*?)%>/gs)]
        .filter((match) => !(file.startsWith('views/layouts/') && match[1]?.trim() === 'body'))
        .map((match) => `${file}: ${match[0]}`),
    );
    assert.deepEqual(raw, []);
  });

  it('carry no style, no script and no handler inline, so that the policy "self" holds', () => {
    const served = templates.filter((file) => file !== OFFLINE);
    const inline = served.filter((file) =>
      /\sstyle=|<style|<script(?![^>]+src=)|\son[a-z]+=/i.test(source(file)),
    );
    assert.deepEqual(inline, []);
  });

  it('quote every attribute that they fill in', () => {
    const bare = templates.filter((file) => /\s[\w-]+=<%/.test(source(file)));
    assert.deepEqual(bare, []);
  });
});

describe('A page', () => {
  it('escapes what people wrote', () => {
    const html = renderPartial('partials/field', { name: 'x', label: '<b>', value: '"><script>' }, frame);
    assert.match(html, /&lt;b&gt;/);
    assert.doesNotMatch(html, /<script>/);
  });

  it('says its language, its title and whose desk it is', () => {
    const html = render('errors/show', errorPage(plainFrame('fr', 'Atelier <Marchand>'), 404), 'public');
    assert.match(html, /<html lang="fr">/);
    assert.match(html, /<title>Page introuvable · Atelier &lt;Marchand&gt;<\/title>/);
    assert.equal(html.match(/<h1/g)?.length, 1);
  });

  it('keeps the desk and secret links away from search engines', () => {
    const page = errorPage(frame, 404);
    assert.match(render('errors/show', page, 'desk'), /noindex/);
    assert.match(
      render('errors/show', { ...page, frame: { ...page.frame, indexed: false } }, 'public'),
      /noindex/,
    );
    assert.doesNotMatch(render('errors/show', page, 'public'), /noindex/);
  });

  it('puts a form’s token into every form that it draws', () => {
    const withToken = { ...frame, csrfToken: 'the-token' };
    for (const [partial, given] of [
      ['partials/form', { action: '/x', button: { text: 'Go' } }],
      ['partials/undo', { action: '/x', text: 'Done' }],
    ] as const) {
      assert.match(renderPartial(partial, given, withToken), /name="_csrf" value="the-token"/);
    }
  });

  it('ties a field to its hint and its fault', () => {
    const html = renderPartial('partials/field', { name: 'email', label: 'E', hint: 'h', error: 'e' }, frame);
    assert.match(html, /aria-describedby="email-hint email-error" aria-invalid="true"/);
    assert.match(html, /<label class="label" for="email">/);
  });

  it('gives an included file only what the include gives', () => {
    const html = renderPartial(
      'partials/disclosure',
      {
        id: 'x',
        title: 'X',
        hint: 'of the disclosure',
        form: { action: '/x', fields: [{ partial: 'field', name: 'a', label: 'A' }], button: { text: 'Go' } },
      },
      frame,
    );
    assert.equal(html.match(/of the disclosure/g)?.length, 1);
  });
});

describe('The top bar', () => {
  it('shows the sections that the user may open, in the house order', () => {
    const links = navigationFor(['organisation', 'requests'], 'requests', frame.t);
    assert.deepEqual(
      links.map(({ href, current }) => [href, current]),
      [
        ['/requests', true],
        ['/settings/organisation', false],
      ],
    );
  });
});

describe('An error page', () => {
  it('has a title, a sentence and a next step for each status, in both languages', () => {
    for (const language of ['en', 'fr'] as const) {
      for (const status of ERROR_STATUSES) {
        const page = errorPage(plainFrame(language), status);
        for (const words of [page.frame.title, page.sentence, page.next])
          assert.ok(words && !words.includes('errors:'));
      }
    }
  });

  it('tells an unknown status as ours to mend from 500 on, and as not fitting below', () => {
    assert.equal(errorPage(frame, 502).frame.title, errorPage(frame, 500).frame.title);
    assert.equal(errorPage(frame, 418).frame.title, errorPage(frame, 422).frame.title);
  });
});

describe('An icon', () => {
  it('is path data that a partial writes into an attribute', () => {
    for (const name of ICONS)
      assert.ok(
        iconPaths(name).every((d) => /^[-MmLlHhVvCcSsQqTtAaZz0-9., ]+$/.test(d)),
        name,
      );
    assert.throws(() => iconPaths('no-such-icon'), /views\/icons\.ts/);
  });

  it('has a file in views/icons/, beside their licence, and no file is there that no page can show', () => {
    const files = ['LICENSE', ...ICONS.map((name) => `${name}.svg`)];
    assert.deepEqual(readdirSync(join(root, 'views/icons')).sort(), files.sort());
  });
});

function source(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
