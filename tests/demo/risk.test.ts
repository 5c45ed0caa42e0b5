import t from 'tap';
import { isoDate } from '../../src/domain/calendar.js';
import { gainOf, proveRisk } from '../../src/demo/prove-risk.js';

const proof = proveRisk({ seed: 7, today: isoDate('2026-11-21') });

void t.test(
  'every planted fraud is found, and most of it once its pattern can be known',
  async (t) => {
    for (const { fraud, claims, spoken, before } of proof.frauds) {
      t.ok(spoken >= 2, `${fraud}: ${spoken} of ${claims}`);
      const known = claims - before;
      t.ok(spoken >= known * 0.4, `${fraud}: ${spoken} of ${known} since its signal first spoke`);
    }
    const found = proof.frauds.reduce((sum, { spoken }) => sum + spoken, 0);
    const planted = proof.frauds.reduce((sum, { claims }) => sum + claims, 0);
    t.ok(found >= planted * 0.4, `${found} of ${planted} claims`);
  },
);

void t.test('honest claims are hardly ever bothered', async (t) => {
  t.equal(proof.alarms.length, 12);
  for (const { signal, perThousand } of proof.alarms) {
    t.ok(perThousand <= 2, `${signal}: ${perThousand} in 1,000`);
  }
  t.ok(proof.routedPerThousand <= 3, `${proof.routedPerThousand} in 1,000 sent to an adjudicator`);
});

void t.test('reviewed by rupees at risk, more planted rupees are found than by age', async (t) => {
  t.ok(proof.waiting >= proof.reviews);
  t.ok(gainOf(proof) >= 1.3, `${gainOf(proof)} times`);
  t.ok(proof.byRisk.plantedClaims >= proof.byAge.plantedClaims);
});
