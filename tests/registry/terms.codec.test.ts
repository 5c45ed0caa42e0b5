import t from 'tap';
import { demoWorld } from '../../src/demo/index.js';
import { isoDate } from '../../src/domain/calendar.js';
import { REAL_SCHEMES } from '../../src/domain/scheme/schemes/index.js';
import { termsFromJson, termsToJson } from '../../src/registry/terms.codec.js';

t.test('every edition of terms comes back from the database as it went in', (t) => {
  const demo = demoWorld({ seed: 1, today: isoDate('2026-11-21'), families: 4_000, claims: 100 });
  for (const terms of [...REAL_SCHEMES, demo.scheme].flatMap((scheme) => scheme.terms)) {
    t.same(
      termsFromJson(JSON.parse(termsToJson(terms))),
      terms,
      `${terms.schemeCode} ${terms.from}`,
    );
  }
  t.end();
});
