import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import { basisPoints, rupees } from '../../../src/domain/money.js';
import { adjudicate, DRY_RUN_PHASES } from '../../../src/domain/rules/adjudicate.js';
import {
  deny,
  pass,
  pend,
  pendUnpriced,
  reduce,
  type Statement,
} from '../../../src/domain/rules/finding.js';
import { defineRule, editionOn, type Rule } from '../../../src/domain/rules/rule.js';
import { RULEBOOK } from '../../../src/domain/rules/rulebook.js';
import { aCap, aCase, aLayer, EVER, someTerms } from '../../support/builders/a-case.js';

const judge = (given: ReturnType<typeof aCase>) => adjudicate(given.build(), RULEBOOK);

/** A rule that says one thing, for showing what the judge makes of it. */
function saying(code: string, statement: Statement, over: Partial<Rule> = {}): Rule {
  return defineRule({
    code,
    title: { en: 'Says one thing', ur: 'ایک بات' },
    phase: 'price',
    authority: [{ document: 'project-architecture', clause: '5' }],
    reasons: [],
    editions: { '2000-01-01': () => statement },
    ...over,
  });
}

const atMost = (rupeesAllowed: number) =>
  reduce('PACKAGE_UNKNOWN', { package: 'CHAI-1' }, [
    { lineNo: 1, ceilingPaisa: rupees(rupeesAllowed) },
  ]);

void t.test('a stay without a fault is paid as asked', async (t) => {
  const { outcome, findings, passed, totals, draws } = judge(aCase());
  t.equal(outcome, 'approved');
  t.same(findings, []);
  t.same(
    passed,
    RULEBOOK.map(({ code }) => code),
    'every rule is listed as passed',
  );
  t.equal(totals.insurerPaisa, rupees(10_000));
  t.same(draws, [{ tier: 'secondary', layer: 'secondary', amountPaisa: rupees(10_000) }]);
});

void t.test('a hospital hears of faults in three phases at once', async (t) => {
  const { outcome, findings, totals } = judge(
    aCase()
      .withHospital({ empanelments: [] })
      .withLines({ unitPricePaisa: rupees(70_000) })
      .withPackage({ documents: ['x_ray'] }, { ratePaisa: rupees(65_000) }),
  );
  t.equal(outcome, 'denied');
  t.same(
    findings.map(({ rule, phase, kind, amountPaisa }) => [rule, phase, kind, amountPaisa]),
    [
      ['DOC-001', 'gate', 'pend', 0n],
      ['EMP-001', 'gate', 'deny', rupees(70_000)],
      ['LIM-001', 'limit', 'reduce', 0n],
      ['PKG-002', 'price', 'reduce', 0n],
    ],
    'the denial carries the whole amount, and silences nobody',
  );
  t.equal(totals.hospitalBornePaisa, rupees(70_000));
});

void t.test('deny goes before pend goes before reduce', async (t) => {
  const [denied, pended, reduced] = [
    saying('ELG-901', deny('PERSON_UNKNOWN')),
    saying('ELG-902', pend('hospital', 'PERSON_UNKNOWN')),
    saying('ELG-903', atMost(4_000)),
  ];
  const outcomeOf = (...rules: Rule[]) => adjudicate(aCase().build(), rules).outcome;
  t.equal(outcomeOf(denied, pended, reduced), 'denied');
  t.equal(outcomeOf(pended, reduced), 'pended');
  t.equal(outcomeOf(reduced), 'partial');
  t.equal(outcomeOf(saying('ELG-904', pass())), 'approved');
  t.equal(outcomeOf(saying('ELG-905', atMost(0))), 'denied', 'cut to nothing is denied');
});

void t.test('a line that is denied leaves the others payable', async (t) => {
  const two = aCase()
    .withPackage({ code: 'CHAI-2', speciality: 'cardiology' })
    .withLines({}, { packageCode: 'CHAI-2' });
  const { outcome, totals } = judge(two);
  t.equal(outcome, 'partial');
  t.equal(totals.insurerPaisa, rupees(10_000));
});

void t.test('a claim denied line by line is denied: no paper could make it payable', async (t) => {
  const { outcome, pendOwner, draws } = judge(
    aCase().withPackage({ speciality: 'cardiology', documents: ['x_ray'] }),
  );
  t.equal(outcome, 'denied');
  t.equal(pendOwner, undefined, 'and waits for nobody');
  t.same(draws, []);
});

void t.test(
  'a refusal is borne by the hospital, whoever bears the rule’s reductions',
  async (t) => {
    const share = (code: string, statement: Statement) =>
      saying(code, statement, { step: 'share', bearer: 'patient_share' });
    const half = { ...atMost(5_000), lineNo: 1 };
    const shared = adjudicate(aCase().build(), [share('PKG-901', half)]);
    t.match(shared.findings, [{ amountPaisa: rupees(5_000), bearer: 'patient_share' }]);
    t.equal(shared.totals.patientSharePaisa, rupees(5_000));

    const params = { package: 'CHAI-1' };
    const unpriced = pendUnpriced('hospital', 'PACKAGE_UNKNOWN', params, 1);
    for (const refusal of [deny('PACKAGE_UNKNOWN', params, { lineNo: 1 }), unpriced]) {
      const { findings, totals } = adjudicate(aCase().build(), [share('PKG-901', refusal)]);
      t.match(findings, [{ amountPaisa: rupees(10_000), bearer: 'hospital' }], refusal.kind);
      t.equal(totals.patientSharePaisa, 0n, 'the family is charged nothing');
      t.equal(totals.hospitalBornePaisa, rupees(10_000));
    }
  },
);

void t.test('a finding that takes nothing is borne by nobody', async (t) => {
  const { findings } = adjudicate(aCase().build(), [
    saying('ELG-901', pend('hospital', 'PERSON_UNKNOWN')),
  ]);
  t.same(
    findings.map((finding) => [finding.amountPaisa, finding.bearer, finding.cuts]),
    [[0n, undefined, []]],
  );
});

void t.test('a denial takes what was asked of each line, and of a free line nothing', async (t) => {
  const given = aCase()
    .withLines({}, { unitPricePaisa: rupees(0) }, { unitPricePaisa: rupees(2_000) })
    .build();
  const { findings } = adjudicate(given, [saying('ELG-901', deny('PERSON_UNKNOWN'))]);
  t.same(
    findings.map(({ amountPaisa, bearer, cuts }) => [amountPaisa, bearer, cuts]),
    [
      [
        rupees(12_000),
        'hospital',
        [
          { lineNo: 1, amountPaisa: rupees(10_000) },
          { lineNo: 3, amountPaisa: rupees(2_000) },
        ],
      ],
    ],
  );
});

void t.test('a rule that speaks without a reason is a fault, not a finding', async (t) => {
  const speechless: Statement = { kind: 'deny', params: {}, ceilings: [] };
  t.throws(() => adjudicate(aCase().build(), [saying('ELG-901', speechless)]), {
    name: 'TypeError',
    message: 'rule ELG-901 spoke without a reason',
  });
});

void t.test('what is said of the claim as a whole lowers no line by itself', async (t) => {
  t.same(pass(), { kind: 'pass', params: {}, ceilings: [] });
  t.same(deny('PERSON_UNKNOWN').ceilings, []);
  t.same(pend('hospital', 'PERSON_UNKNOWN').ceilings, []);
  t.same(pend('hospital', 'PACKAGE_UNKNOWN', { package: 'CHAI-1' }, { lineNo: 1 }).ceilings, []);
});

void t.test('spent cover denies, whatever share the family would have paid', async (t) => {
  const share = { value: basisPoints(3_000), source: 'demo-world' } as const;
  const { outcome, totals } = judge(
    aCase()
      .withTerms({ coPay: [{ ...EVER, sector: 'private', share }] })
      .withConsumed('secondary', 60_000, 60_000),
  );
  t.equal(outcome, 'denied');
  t.equal(totals.insurerPaisa, 0n);
  t.equal(totals.hospitalBornePaisa, rupees(7_000));
});

void t.test('within a step the lowest ceiling wins, ties to the lowest code', async (t) => {
  const amounts = (...rules: Rule[]) =>
    adjudicate(aCase().build(), rules).findings.map((f) => [f.rule, f.amountPaisa]);
  t.same(amounts(saying('PKG-901', atMost(8_000)), saying('PKG-902', atMost(6_000))), [
    ['PKG-901', 0n],
    ['PKG-902', rupees(4_000)],
  ]);
  t.same(amounts(saying('PKG-902', atMost(6_000)), saying('PKG-901', atMost(6_000))), [
    ['PKG-901', rupees(4_000)],
    ['PKG-902', 0n],
  ]);
});

void t.test('the steps follow one another: tariff, share of the price, then cover', async (t) => {
  const share = { value: basisPoints(3_000), source: 'demo-world' } as const;
  const { lines, draws } = judge(
    aCase()
      .withLines({ unitPricePaisa: rupees(12_000) })
      .withTerms({ coPay: [{ ...EVER, sector: 'private', share }] })
      .withConsumed('secondary', 55_000, 60_000),
  );
  t.match(lines[0], {
    askedPaisa: rupees(12_000),
    allowedPaisa: rupees(10_000),
    pricedPaisa: rupees(10_000),
    patientSharePaisa: rupees(3_000),
    insurerPaisa: rupees(5_000),
    hospitalBornePaisa: rupees(4_000),
  });
  t.same(draws, [{ tier: 'secondary', layer: 'secondary', amountPaisa: rupees(5_000) }]);
});

void t.test('a pended claim waits for whoever can move it first', async (t) => {
  const owners = (...rules: Rule[]) => adjudicate(aCase().build(), rules).pendOwner;
  const [approver, adjudicator, hospital, registry] = [
    saying('LIM-901', pend('approver', 'PERSON_UNKNOWN')),
    saying('LIM-902', pend('adjudicator', 'PERSON_UNKNOWN')),
    saying('LIM-903', pend('hospital', 'PERSON_UNKNOWN')),
    saying('LIM-904', pend('registry', 'PERSON_UNKNOWN')),
  ];
  t.equal(owners(approver), 'approver');
  t.equal(owners(approver, adjudicator), 'adjudicator');
  t.equal(owners(approver, adjudicator, hospital), 'hospital');
  t.equal(owners(approver, adjudicator, hospital, registry), 'registry');
});

void t.test('a person the registry does not know pends the claim without a price', async (t) => {
  const { outcome, pendOwner, totals, draws } = judge(aCase().withoutPerson());
  t.equal(outcome, 'pended');
  t.equal(pendOwner, 'registry');
  t.equal(totals.insurerPaisa, 0n);
  t.same(draws, []);
});

void t.test('risk never runs in a dry-run', async (t) => {
  const risk = saying('RSK-901', pend('adjudicator', 'PERSON_UNKNOWN'), { phase: 'risk' });
  t.equal(adjudicate(aCase().build(), [risk]).outcome, 'pended');
  t.equal(adjudicate(aCase().build(), [risk], DRY_RUN_PHASES).outcome, 'approved');
});

void t.test('the edition is that of the admission', async (t) => {
  const [first, second] = [() => pass(), () => deny('PERSON_UNKNOWN')];
  // Written newest first, as one may: the dates decide.
  const rule = saying('ELG-901', pass(), {
    editions: { '2024-03-03': second, '2020-01-01': first },
  });
  t.same(rule.dates, ['2024-03-03', '2020-01-01']);
  const written = saying('ELG-902', pass(), {
    editions: { '2020-01-01': first, '2024-03-03': second },
  });
  t.same(written.dates, rule.dates);
  t.equal(editionOn(rule, isoDate('2019-12-31')), undefined);
  t.equal(editionOn(rule, isoDate('2020-01-01'))?.judge, first);
  t.equal(editionOn(rule, isoDate('2024-03-02'))?.judge, first);
  t.same(editionOn(rule, isoDate('2024-03-03')), { from: '2024-03-03', judge: second });
  t.equal(adjudicate(aCase().build(), [rule]).outcome, 'denied');
  const early = aCase().admittedOn('2019-12-31').build();
  t.match(adjudicate(early, [rule]), {
    outcome: 'pended',
    pendOwner: 'adjudicator',
    findings: [{ rule: 'ELG-901', reason: 'RULE_NOT_IN_FORCE' }],
  });
});

void t.test('a rule with a wrong code or date does not load', async (t) => {
  for (const wrong of ['ABC-001', 'ELG-1', 'ELG-0011', 'XELG-001', 'ELG-001 ']) {
    t.throws(() => saying(wrong, pass()), {
      name: 'RangeError',
      message: `not a rule code: ${wrong}`,
    });
  }
  t.throws(
    () => saying('ELG-901', pass(), { editions: { '2024-02-30': () => pass() } }),
    RangeError,
  );
});

void t.test('a person of the KP shape: 40,000 a person inside 200,000 a family', async (t) => {
  const kp = someTerms({
    tiers: {
      secondary: [aLayer('secondary', [aCap('member', 40_000), aCap('family', 200_000)])],
      priority: [],
    },
  });
  const asks = aCase()
    .with({ terms: kp })
    .withPackage({}, { ratePaisa: rupees(45_000) })
    .withLines({ unitPricePaisa: rupees(45_000) });
  const familyHas = (left: number) => asks.withConsumed('secondary', 200_000 - left, 200_000);
  t.equal(judge(asks).totals.insurerPaisa, rupees(40_000), 'the person’s 40,000 is the limit');
  t.equal(judge(familyHas(40_000)).totals.insurerPaisa, rupees(40_000));
  t.equal(judge(familyHas(39_999)).totals.insurerPaisa, rupees(39_999), 'then the family’s rest');
  t.equal(judge(familyHas(0)).outcome, 'denied');
});
