import fc from 'fast-check';
import t from 'tap';
import { add, paisa } from '../../../src/domain/money.js';
import { remittancesOf } from '../../../src/domain/settlement/remittance.js';

const aDueClaim = fc.record({
  hospitalId: fc.constantFrom('h-1', 'h-2', 'h-3', 'h-4'),
  insurerPaisa: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(paisa),
});

t.test('every due claim is in one remittance, and the sums agree to the paisa', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(aDueClaim, { maxLength: 60 }), (due) => {
        const remittances = remittancesOf(due);
        const hospitals = remittances.map(({ hospitalId }) => hospitalId);
        const paid = remittances.flatMap(({ claims }) => claims);
        t.same(hospitals, [...new Set(due.map(({ hospitalId }) => hospitalId))].sort());
        t.same(new Set(paid), new Set(due));
        t.equal(paid.length, due.length);
        for (const { hospitalId, claims, ...money } of remittances) {
          t.ok(claims.every((claim) => claim.hospitalId === hospitalId));
          t.equal(money.grossPaisa, add(...claims.map((claim) => claim.insurerPaisa)));
          t.equal(money.netPaisa, money.grossPaisa - money.withheldPaisa - money.recoveredPaisa);
        }
        return true;
      }),
    ),
  );
});

t.test('nothing is withheld or recovered yet, and both are said to be nothing', async (t) => {
  const [remittance] = remittancesOf([{ hospitalId: 'h-1', insurerPaisa: paisa(12_345) }]);
  t.match(remittance, {
    grossPaisa: 12_345n,
    withheldPaisa: 0n,
    recoveredPaisa: 0n,
    netPaisa: 12_345n,
  });
  t.same(remittancesOf([]), []);
});
