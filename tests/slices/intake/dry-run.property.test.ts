/** Any claim, good or bad, in any state that the claims before it have left: asked first, then sent. */
import fc from 'fast-check';
import { deepStrictEqual } from 'node:assert/strict';
import t from 'tap';
import { addDays } from '../../../src/domain/calendar.js';
import { ADMISSION_TYPES, DISCHARGE_TYPES } from '../../../src/domain/claim/claim.js';
import { claimBody, type ClaimBody } from '../../../src/intake/index.js';
import { toJudgementView } from '../../../src/intake/views.js';
import { openApi } from '../../support/api.js';
import { drainAll, FIRST_DAY, RATES, submit } from '../../support/world.js';

const SEED = 20_240_901;
const RUNS = 80;
/** Few people and few days, so that stays meet, duplicates come about and cover runs out. */
const FAMILIES = 4;
const DAYS = 25;

const api = await openApi(t, { families: FAMILIES, memberCap: 40_000, familyCap: 60_000 });
const { runtime, world } = api;

const aNumber = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...world.families.flat().map(({ cnic }) => cnic)) },
  { weight: 1, arbitrary: fc.constantFrom(world.strangerCnic(0), world.strangerCnic(1)) },
);

const aLine = fc
  .record({
    packageCode: fc.constantFrom(...Object.keys(RATES), 'CH-NONE'),
    quantity: fc.integer({ min: 1, max: 3 }),
    /** Of the rate, in hundredths; odd paisa now and then. */
    share: fc.constantFrom(0, 50, 100, 100, 100, 133),
    side: fc.constantFrom('left', 'both', undefined),
    operatedOn: fc.option(fc.integer({ min: -1, max: 6 }), { nil: undefined, freq: 3 }),
    implant: fc.option(fc.integer({ min: 0, max: 300_001 }), { nil: undefined, freq: 4 }),
  })
  .map(({ packageCode, quantity, share, side, operatedOn, implant }) => {
    const rate = RATES[packageCode as keyof typeof RATES] ?? 7_777;
    const implants = [{ batch: 'K-1', expiresOn: '2026-01-01', pricePaisa: implant }];
    const unitPricePaisa = rate * share + (share === 133 ? 1 : 0);
    return {
      line: {
        packageCode,
        quantity,
        unitPricePaisa,
        side,
        ...(implant === undefined ? {} : { implants }),
      },
      operatedOn,
    };
  });

const aBody: fc.Arbitrary<ClaimBody> = fc
  .record({
    cnic: aNumber,
    day: fc.integer({ min: 0, max: DAYS }),
    nights: fc.constantFrom(-1, 0, 1, 2, 3, 8, 40),
    admissionType: fc.constantFrom(...ADMISSION_TYPES),
    dischargeType: fc.constantFrom(...DISCHARGE_TYPES),
    newborn: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
    statedSex: fc.constantFrom('male', 'female', undefined),
    lines: fc.array(aLine, { minLength: 1, maxLength: 4 }),
    papers: fc.boolean(),
    early: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  })
  .map(({ day, nights, lines, papers, early, ...rest }) => {
    // Now and then before the scheme was in force anywhere.
    const admittedOn = addDays(FIRST_DAY, early ? day - 400 : day);
    return claimBody.parse({
      ...rest,
      hospitalClaimNo: 'ANY',
      admittedAt: `${admittedOn}T09:00:00+05:00`,
      dischargedAt: `${addDays(admittedOn, nights)}T11:00:00+05:00`,
      diagnoses: ['J18.9'],
      lines: lines.map(({ line, operatedOn }) => ({
        ...line,
        ...(operatedOn === undefined
          ? {}
          : { startedAt: `${addDays(admittedOn, operatedOn)}T10:00:00+05:00` }),
      })),
      documents: papers ? [{ kind: 'discharge_summary', sha256: 'ab'.repeat(32) }] : [],
    });
  });

const OF_ONE_ALONE = ['id', 'claimId', 'ordinal', 'decidedAt', 'decidedBy'];

function withoutItsOwn(decision: object): unknown {
  const told = Object.entries(decision).filter(([member]) => !OF_ONE_ALONE.includes(member));
  return Object.fromEntries(told);
}

t.test('a dry-run says what the decision on unchanged facts then says', async (t) => {
  const outcomes = new Map<string, number>();
  const reasons = new Set<string>();
  await fc.assert(
    fc.asyncProperty(aBody, fc.constantFrom(0, 1), async (body, nth) => {
      const hospitalId = world.hospitals[nth] ?? '';
      const key = nth === 0 ? api.hospitalKey : api.otherKey;
      const asked = await runtime.dryRun({ hospitalId, keyId: 'property' }, body);
      const [id = ''] = await submit(runtime, hospitalId, [body]);
      await drainAll(runtime);
      const answer = await api.get(`/v1/claims/${id}/decision`, { key });
      const decision = answer.json<{ ordinal: number; outcome: string }>();
      const expected = {
        ...toJudgementView(asked.judgement),
        rulebookFingerprint: asked.rulebookFingerprint,
        termsFingerprint: asked.termsFingerprint,
      };
      deepStrictEqual(withoutItsOwn(decision), JSON.parse(JSON.stringify(expected)));
      deepStrictEqual(decision.ordinal, 1);
      outcomes.set(decision.outcome, (outcomes.get(decision.outcome) ?? 0) + 1);
      for (const { reason } of asked.judgement.findings) reasons.add(reason);
    }),
    // What comes before is part of each case, so that a smaller one would be another.
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  t.same([...outcomes.keys()].sort(), ['approved', 'denied', 'partial', 'pended'], 'of every kind');
  t.ok(reasons.size >= 10, `${reasons.size} reasons: ${[...reasons].sort().join(' ')}`);
});
