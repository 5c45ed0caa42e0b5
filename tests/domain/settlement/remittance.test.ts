import fc from 'fast-check';
import t from 'tap';
import { add, paisa } from '../../../src/domain/money.js';
import { remittancesOf } from '../../../src/domain/settlement/remittance.js';

const aDueClaim = fc
  .record({
    hospitalId: fc.constantFrom('h-1', 'h-2', 'h-3', 'h-4'),
    treatment: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    extras: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 10n ** 6n })),
  })
  .map(({ hospitalId, treatment, extras }) => ({
    hospitalId,
    insurerPaisa: paisa(treatment + extras),
    extrasPaisa: paisa(extras),
  }));
const due = (insurerPaisa: number, extrasPaisa = 0) => ({
  hospitalId: 'h-1',
  insurerPaisa: paisa(insurerPaisa),
  extrasPaisa: paisa(extrasPaisa),
});

t.test('every due claim is in one remittance, and the sums agree to the paisa', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(aDueClaim, { maxLength: 60 }), (claimed) => {
        const remittances = remittancesOf(claimed);
        const hospitals = remittances.map(({ hospitalId }) => hospitalId);
        const paid = remittances.flatMap(({ claims }) => claims);
        t.same(hospitals, [...new Set(claimed.map(({ hospitalId }) => hospitalId))].sort());
        t.same(new Set(paid), new Set(claimed));
        t.equal(paid.length, claimed.length);
        for (const { hospitalId, claims, ...money } of remittances) {
          t.ok(claims.every((claim) => claim.hospitalId === hospitalId));
          t.equal(money.grossPaisa, add(...claims.map((claim) => claim.insurerPaisa)));
          t.equal(money.extrasPaisa, add(...claims.map((claim) => claim.extrasPaisa)));
          t.equal(money.netPaisa, money.grossPaisa - money.withheldPaisa - money.recoveredPaisa);
        }
        return true;
      }),
    ),
  );
});

t.test('nothing is withheld yet, and that is said to be nothing', async (t) => {
  const [remittance] = remittancesOf([due(12_345)]);
  t.match(remittance, {
    grossPaisa: 12_345n,
    withheldPaisa: 0n,
    recoveredPaisa: 0n,
    netPaisa: 12_345n,
    recoveries: [],
  });
  t.same(remittancesOf([]), []);
});

t.test('what is owed is netted in its order, and the rest stays owed', async (t) => {
  const owed = [
    { hospitalId: 'h-2', owedPaisa: paisa(999) },
    { hospitalId: 'h-1', owedPaisa: paisa(60) },
    { hospitalId: 'h-1', owedPaisa: paisa(70) },
    { hospitalId: 'h-1', owedPaisa: paisa(5) },
  ];
  const remittances = remittancesOf([due(100)], owed);
  t.equal(remittances.length, 1, 'no hospital owes through a remittance of its own');
  t.match(remittances[0], { grossPaisa: 100n, recoveredPaisa: 100n, netPaisa: 0n });
  t.same(
    remittances[0]?.recoveries.map(({ recoveredPaisa }) => recoveredPaisa),
    [60n, 40n],
  );
});

t.test('what is families’ is not netted for what the hospital owes', async (t) => {
  const owed = [{ hospitalId: 'h-1', owedPaisa: paisa(500) }];
  const [remittance] = remittancesOf([due(100, 30), due(20, 20)], owed);
  t.match(remittance, { grossPaisa: 120n, extrasPaisa: 50n, recoveredPaisa: 70n, netPaisa: 50n });
  const [families] = remittancesOf([due(20, 20)], owed);
  t.match(families, { grossPaisa: 20n, recoveredPaisa: 0n, netPaisa: 20n, recoveries: [] });
});

t.test('no remittance is below nothing, and no more is taken than is owed', async (t) => {
  const anOwed = fc.record({
    hospitalId: fc.constantFrom('h-1', 'h-2', 'h-3', 'h-4'),
    owedPaisa: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(paisa),
  });
  const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);
  const found = fc.check(
    fc.property(
      fc.array(aDueClaim, { maxLength: 30 }),
      fc.array(anOwed, { maxLength: 30 }),
      (claims, owed) =>
        remittancesOf(claims, owed).every((one) => {
          const own = owed.filter(({ hospitalId }) => hospitalId === one.hospitalId);
          const inAll = sum(own.map(({ owedPaisa }) => owedPaisa));
          const taken = sum(one.recoveries.map(({ recoveredPaisa }) => recoveredPaisa));
          const ofHospital = one.grossPaisa - one.extrasPaisa;
          const asMuchAsCanBe = inAll < ofHospital ? inAll : ofHospital;
          return (
            taken === one.recoveredPaisa &&
            taken === asMuchAsCanBe &&
            one.netPaisa === one.grossPaisa - taken &&
            one.recoveries.every((part) => part.recoveredPaisa <= part.owed.owedPaisa)
          );
        }),
    ),
  );
  t.notOk(found.failed, fc.defaultReportMessage(found) ?? `${found.numRuns} runs`);
});
