/** A scheme that wants pre-authorisation for priority care, and what tests of it ask again and again. */
import type { Test } from 'tap';
import { isoDate } from '../../src/domain/calendar.js';
import type { Terms } from '../../src/domain/scheme/terms.js';
import { sendClaim, type Api } from './api.js';
import { actOn, type PreAuthorised } from './admissions.js';
import { BEGINS, drainAll, SCHEME_CODE } from './world.js';

const figure = <T>(value: T) => ({ value, source: 'demo-world' as const });
const layer = (code: string, amount: bigint, needsApproval = false) => ({
  code,
  caps: [{ scope: 'family' as const, amountPaisa: figure(amount as never) }],
  needsApproval,
});

/** Priority: 300,001 rupees a family, and 100,000 more that need an approval; emergencies 3 days. */
export const WANTING: Partial<Terms> = {
  tiers: {
    secondary: [layer('secondary', 20_000_000n)],
    priority: [layer('priority', 30_000_100n), layer('reserve', 10_000_000n, true)],
  },
  exclusions: [{ from: BEGINS, name: 'Kettles', treatment: figure({ packages: ['CH-DIAL'] }) }],
  preAuthorisation: {
    tiers: figure(['priority'] as const),
    validDays: figure(10),
    emergencyDays: figure(3),
  },
};

/** The clock of the tests stands on this day. */
export const TODAY = isoDate('2024-09-01');

export interface Decided {
  readonly id: string;
  readonly outcome: string;
  readonly insurerPaisa: number;
  readonly hospitalBornePaisa: number;
  readonly findings: readonly { rule: string; reason: string; amountPaisa: number }[];
}

export interface Insurer {
  readonly adjudicator: string;
  readonly approver: string;
  readonly grant: (id: string, body?: Record<string, unknown>) => Promise<PreAuthorised>;
  readonly find: (id: string) => Promise<PreAuthorised>;
  readonly decide: (body: unknown) => Promise<Decided>;
}

export async function insurerOf(api: Api): Promise<Insurer> {
  const keyOf = (role: 'adjudicator' | 'approver') =>
    api.keyFor([{ role, scope: { kind: 'scheme', id: SCHEME_CODE } }]);
  const [adjudicator, approver] = await Promise.all([keyOf('adjudicator'), keyOf('approver')]);
  return {
    adjudicator,
    approver,
    grant: (id, body) => actOn(api, adjudicator, id, 'grant', { reason: 'Indicated', ...body }),
    find: async (id) => (await api.get(`/v1/pre-authorisations/${id}`)).json<PreAuthorised>(),
    decide: async (body) => {
      const id = await sendClaim(api, body);
      await drainAll(api.runtime);
      return { ...(await api.get(`/v1/claims/${id}/decision`)).json<Decided>(), id };
    },
  };
}

export const reasonsOf = ({ findings }: Decided): readonly string[] =>
  findings.map(({ reason }) => reason);

/** Holds an answer to be a conflict that names why. */
export async function conflicts(
  t: Test,
  api: Api,
  key: string,
  url: string,
  body: unknown,
  why: RegExp,
): Promise<void> {
  const answer = await api.post(url, { key, body });
  t.equal(answer.statusCode, 409, url);
  t.match(answer.json<{ detail: string }>().detail, why);
}
