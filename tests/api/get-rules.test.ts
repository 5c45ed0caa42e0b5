import t from 'tap';
import { REASONS } from '../../src/domain/rules/reasons.js';
import { SIGNALS } from '../../src/domain/risk/signals.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import { openApi, sendClaim } from '../support/api.js';
import { aClaim, drainAll } from '../support/world.js';

const api = await openApi(t, { families: 1 });

interface Wording {
  readonly says: string;
  readonly remedy: string;
}

interface Rules {
  readonly fingerprint: string;
  readonly rules: readonly {
    readonly code: string;
    readonly phase: string;
    readonly title: { readonly en: string; readonly ur: string };
    readonly authority: readonly { readonly title: string }[];
    readonly editions: readonly string[];
    readonly reasons: readonly {
      readonly code: string;
      readonly params: Record<string, string>;
      readonly en: Wording;
      readonly ur: Wording;
    }[];
  }[];
}

t.test('the whole rulebook is told, in both languages, with its authorities', async (t) => {
  const answer = await api.get('/v1/rules');
  t.equal(answer.statusCode, 200);
  const { rules } = answer.json<Rules>();
  t.same(
    rules.map(({ code }) => code),
    RULEBOOK.map(({ code }) => code).sort(),
  );
  for (const { code, title, authority, editions, reasons } of rules) {
    t.ok(authority.length > 0, `${code} rests on something`);
    t.match(editions, [/^\d{4}-\d\d-\d\d$/], `${code} has editions`);
    t.ok(reasons.length > 0, `${code} gives reasons`);
    t.match(title.ur, /[\u0600-\u06ff]/, `${code} has an Urdu title`);
    for (const reason of reasons) {
      t.ok(reason.code in REASONS, reason.code);
      t.match(reason.en, { says: /[a-z]/, remedy: /[a-z]/ }, `${reason.code} in English`);
      t.match(
        reason.ur,
        { says: /[\u0600-\u06ff]/, remedy: /[\u0600-\u06ff]/ },
        `${reason.code} in Urdu`,
      );
    }
  }
});

t.test(
  'signals are told by name and purpose, and by nothing that helps to stay below them',
  async (t) => {
    const { signals, rules } = (await api.get('/v1/rules')).json<
      Rules & { readonly signals: readonly Record<string, unknown>[] }
    >();
    t.same(
      signals,
      SIGNALS.map(({ code, title, purpose }) => ({ code, title, purpose })),
    );
    t.notMatch(JSON.stringify(signals), /[\d]{2,}(?!\d)(?<!RSK-\d{3})|weight|threshold|score/);
    t.same(
      rules.filter(({ phase }) => phase === 'risk'),
      [],
      'their sentences, with the numbers in them, are for adjudicators',
    );
  },
);

t.test('its fingerprint is the one that decisions carry', async (t) => {
  const id = await sendClaim(api, aClaim({ cnic: api.world.families[0]?.[0]?.cnic ?? '' }));
  await drainAll(api.runtime);
  const [rules, decision] = await Promise.all([
    api.get('/v1/rules'),
    api.get(`/v1/claims/${id}/decision`),
  ]);
  t.match(rules.json<Rules>().fingerprint, /^[0-9a-f]{16}$/);
  t.equal(
    decision.json<{ rulebookFingerprint: string }>().rulebookFingerprint,
    rules.json<Rules>().fingerprint,
  );
});
