import { z } from 'zod';
import { SIGNALS } from '../domain/risk/signals.js';
import { describeRulebook } from '../domain/rules/rulebook.js';
import { READING_PROBLEMS } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import type { Judge } from './judge.js';

const wording = z.strictObject({ says: z.string(), remedy: z.string() });

const rulesView = z
  .strictObject({
    fingerprint: z.string(),
    rules: z.array(
      z.strictObject({
        code: z.string(),
        title: z.strictObject({ en: z.string(), ur: z.string() }),
        phase: z.enum(['gate', 'price', 'limit', 'risk']),
        authority: z.array(
          z.strictObject({ title: z.string(), issuer: z.string(), clause: z.string() }),
        ),
        editions: z.array(z.string()).describe('First dates of admission, oldest first'),
        reasons: z.array(
          z.strictObject({
            code: z.string(),
            params: z.record(z.string(), z.string()),
            en: wording,
            ur: wording,
          }),
        ),
      }),
    ),
    signals: z
      .array(
        z.strictObject({
          code: z.string(),
          title: z.strictObject({ en: z.string(), ur: z.string() }),
          purpose: z.strictObject({ en: z.string(), ur: z.string() }),
        }),
      )
      .describe(
        'Risk signals: what they look at; they never deny, and from where on they speak is not told',
      ),
  })
  .meta({ id: 'Rulebook' });

/** The rulebook as it is in force: what is checked, on whose authority, and in which words. */
export function rulesRoutes(app: Http, judge: Judge): void {
  const view: z.input<typeof rulesView> = {
    fingerprint: judge.fingerprint,
    rules: describeRulebook(judge.rulebook).rules.map((rule) => ({
      code: rule.code,
      title: rule.title,
      phase: rule.phase,
      authority: rule.authority.map(({ document, clause }) => ({
        title: document.title,
        issuer: document.issuer,
        clause,
      })),
      editions: rule.editions.map((edition) => edition.from),
      reasons: rule.reasons.map(({ code, params, en, ur }) => ({
        code,
        params: { ...params },
        en,
        ur,
      })),
    })),
    signals: SIGNALS.map(({ code, title, purpose }) => ({ code, title, purpose })),
  };
  app.get(
    '/v1/rules',
    {
      config: { permission: 'rules.read' },
      schema: {
        operationId: 'getRules',
        summary: 'The rulebook: checks, authorities, editions and reasons',
        description:
          'Every check with the document it rests on, the first days of admission of its editions, and ' +
          'each reason it can give with its remedy, in English and Urdu. `fingerprint` is the one that ' +
          'decisions carry. `signals` says what the risk signals are for.',
        tags: ['rules'],
        response: { 200: rulesView, ...READING_PROBLEMS },
      },
    },
    async () => view,
  );
}
