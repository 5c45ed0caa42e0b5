import fc from 'fast-check';
import t from 'tap';
import { addDays, isoDate } from '../../../src/domain/calendar.js';
import type { ClaimId, HospitalId, PersonId } from '../../../src/domain/ids.js';
import {
  foldStays,
  type FoldedStays,
  type KnownClaim,
  type StayChange,
} from '../../../src/domain/risk/fold.js';
import type { RiskStay } from '../../../src/domain/risk/stay.js';

const FIRST = isoDate('2024-02-20');

/** Few claims of few people, so that they replace, follow and take one another back. */
const anyChange = fc
  .record({
    claim: fc.nat(7),
    replaces: fc.option(fc.nat(7), { nil: undefined, freq: 4 }),
    live: fc.boolean(),
    person: fc.nat(2),
    hospital: fc.nat(1),
    day: fc.nat(20),
    nights: fc.nat(5),
    implants: fc.nat(2),
    emergency: fc.boolean(),
  })
  .map(
    ({ claim, replaces, live, person, hospital, day, nights, implants, emergency }): StayChange => {
      const claimId = `claim-${claim}` as ClaimId;
      const hospitalId = `hospital-${hospital}` as HospitalId;
      const admittedOn = addDays(FIRST, day);
      const stay: RiskStay = {
        ...{ hospitalId, claimId, admittedOn, implants, operations: [], inBed: nights > 0 },
        schemeCode: 'CHAI',
        personId: `person-${person}` as PersonId,
        dischargedOn: addDays(admittedOn, nights),
        packageCode: 'CHAI-1',
        admissionType: emergency ? 'emergency' : 'elective',
      };
      const isOther = replaces !== undefined && replaces !== claim;
      return {
        ...{ hospitalId, claimId },
        ...(isOther ? { revisionOf: `claim-${replaces}` as ClaimId } : {}),
        ...(live ? { stay } : {}),
      };
    },
  );

class Projection {
  readonly claims = new Map<ClaimId, KnownClaim>();
  readonly counts = new Map<string, number>();

  add(changes: readonly StayChange[]): void {
    const { claims, days, weeks, months } = foldStays(changes, [...this.claims.values()]);
    for (const claim of claims) this.claims.set(claim.claimId, claim);
    for (const { admissions, occupied, ...key } of days) {
      this.#count(['admitted', ...Object.values(key)], admissions);
      this.#count(['occupied', ...Object.values(key)], occupied);
    }
    for (const { admissions, ...key } of weeks)
      this.#count(['week', ...Object.values(key)], admissions);
    for (const { stays, ...month } of months) {
      const { hospitalId, monthOn, measure, packageCode, value } = month;
      this.#count(['month', hospitalId, monthOn, measure, packageCode, value], stays);
    }
  }

  #count(key: readonly unknown[], difference: FoldedStays['days'][number]['admissions']): void {
    const name = JSON.stringify(key);
    const count = (this.counts.get(name) ?? 0) + difference;
    if (count === 0) this.counts.delete(name);
    else this.counts.set(name, count);
  }

  get text(): string {
    return JSON.stringify([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

const projected = (...pieces: readonly (readonly StayChange[])[]): Projection => {
  const projection = new Projection();
  for (const piece of pieces) projection.add(piece);
  return projection;
};

function holds<T>(property: fc.IProperty<T>): string {
  const run = fc.check(property, { seed: 20_240_303, numRuns: 300 });
  return run.failed ? (fc.defaultReportMessage(run) ?? 'failed') : '';
}

void t.test('cut into pieces anywhere, the feed folds to the same counts', async (t) => {
  const changes = fc.array(anyChange, { maxLength: 14 });
  const failed = holds(
    fc.property(changes, fc.nat(14), (all, at) => {
      const whole = projected(all);
      const parts = projected(all.slice(0, at), all.slice(at));
      const single = projected(...all.map((one) => [one]));
      return whole.text === parts.text && whole.text === single.text;
    }),
  );
  t.equal(failed, '');
});

void t.test(
  'the counts are those of the live claims alone, and none is below nothing',
  async (t) => {
    const failed = holds(
      fc.property(fc.array(anyChange, { maxLength: 14 }), (all) => {
        const projection = projected(...all.map((one) => [one]));
        const live = [...projection.claims.values()].flatMap(({ hospitalId, claimId, stay }) =>
          stay === undefined ? [] : [{ hospitalId, claimId, stay }],
        );
        const anew = projected(live);
        return (
          projection.text === anew.text &&
          [...projection.counts.values()].every((count) => count > 0)
        );
      }),
    );
    t.equal(failed, '');
  },
);

void t.test('all denied, nothing is left', async (t) => {
  const failed = holds(
    fc.property(fc.array(anyChange, { maxLength: 14 }), (all) => {
      const denials = [...projected(all).claims.values()].map(({ hospitalId, claimId }) => ({
        hospitalId,
        claimId,
      }));
      return projected(all, denials).text === '[]';
    }),
  );
  t.equal(failed, '');
});
