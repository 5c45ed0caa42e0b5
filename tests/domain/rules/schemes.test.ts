import t from 'tap';
import { inForceOn, isoDate } from '../../../src/domain/calendar.js';
import { rupees } from '../../../src/domain/money.js';
import { adjudicate } from '../../../src/domain/rules/adjudicate.js';
import { RULEBOOK } from '../../../src/domain/rules/rulebook.js';
import { KP_SEHAT_CARD_PLUS } from '../../../src/domain/scheme/schemes/kp-sehat-card-plus.js';
import { PUNJAB_UNIVERSAL } from '../../../src/domain/scheme/schemes/punjab.js';
import type { CareTier, Scheme } from '../../../src/domain/scheme/terms.js';
import { aCase, EVER } from '../../support/builders/a-case.js';

/** A stay under a real scheme's terms of the day, asked and rated alike, through the real rulebook. */
function stay(
  scheme: Scheme,
  day: string,
  asked: number,
  { tier = 'secondary', group }: { tier?: CareTier; group?: string } = {},
) {
  return aCase()
    .admittedOn(day)
    .with({ terms: inForceOn(scheme.terms, isoDate(day)) })
    .withPackage({ tier, group }, { ratePaisa: rupees(asked) })
    .withLines({ unitPricePaisa: rupees(asked) });
}
const judge = (given: ReturnType<typeof stay>) => adjudicate(given.build(), RULEBOOK);

void t.test('KP, 20 September 2024, secondary care: 40,000 a person', async (t) => {
  const within = judge(stay(KP_SEHAT_CARD_PLUS, '2024-09-20', 40_000));
  t.match(within, { outcome: 'approved', totals: { insurerPaisa: rupees(40_000) } });
  const above = judge(stay(KP_SEHAT_CARD_PLUS, '2024-09-20', 45_000));
  t.match(above, {
    outcome: 'partial',
    totals: { insurerPaisa: rupees(40_000), hospitalBornePaisa: rupees(5_000) },
    findings: [{ rule: 'LIM-001', reason: 'SUM_INSURED_PART_LEFT' }],
  });
});

void t.test(
  'KP, 20 September 2024, priority care: 400,000, then the reserve on approval',
  async (t) => {
    const priority = (asked: number) =>
      stay(KP_SEHAT_CARD_PLUS, '2024-09-20', asked, { tier: 'priority' });
    t.equal(judge(priority(400_000)).outcome, 'approved');
    const beyond = judge(priority(450_000));
    t.match(beyond, { outcome: 'pended', totals: { insurerPaisa: rupees(450_000) } });
    t.match(
      beyond.findings.find(({ reason }) => reason === 'LAYER_NEEDS_APPROVAL'),
      { owner: 'approver', params: { layer: 'reserve', amount: rupees(50_000) } },
    );
  },
);

void t.test(
  'Punjab, private hospital: the family’s share on both sides of each step',
  async (t) => {
    const steps: readonly [string, string, number][] = [
      ['2023-06-30', 'cardiac', 0],
      ['2023-07-01', 'cardiac', 3_000],
      ['2023-08-31', 'hernia', 0],
      ['2023-09-01', 'hernia', 3_000],
      ['2023-11-14', 'cardiac', 3_000],
      ['2023-11-15', 'cardiac', 4_000],
      ['2023-11-15', 'burns', 4_000],
      ['2024-01-09', 'dialysis', 0],
      ['2024-01-10', 'dialysis', 5_000],
      ['2025-06-29', 'cardiac', 5_000],
      ['2025-06-30', 'cardiac', 5_000],
    ];
    for (const [day, group, share] of steps) {
      const { outcome, totals } = judge(stay(PUNJAB_UNIVERSAL, day, 10_000, { group }));
      t.equal(totals.patientSharePaisa, rupees(share), `${group} on ${day}: ${share} of 10,000`);
      t.equal(outcome, 'approved', `a share is no deduction: ${group} on ${day}`);
    }
  },
);

void t.test('Punjab: an extension whose day nobody published goes to a person', async (t) => {
  const { outcome, pendOwner, findings } = judge(
    stay(PUNJAB_UNIVERSAL, '2023-10-15', 10_000, { group: 'ent' }),
  );
  t.same([outcome, pendOwner], ['pended', 'adjudicator']);
  t.equal(findings[0]?.reason, 'PATIENT_SHARE_UNCERTAIN');
});

const reasonsOf = (given: ReturnType<typeof stay>) => {
  const { outcome, findings } = judge(given);
  return [outcome, ...findings.map(({ reason }) => reason)];
};
const inPublic = (given: ReturnType<typeof stay>) =>
  given.withHospital({ standings: [{ ...EVER, sector: 'public', grade: 'B', beds: 200 }] });

void t.test('Punjab, 30 June 2025: public hospitals and two specialities leave', async (t) => {
  const heart = (day: string) => stay(PUNJAB_UNIVERSAL, day, 10_000, { group: 'cardiac' });
  t.same(reasonsOf(inPublic(heart('2025-06-29'))), ['approved']);
  t.same(reasonsOf(inPublic(heart('2025-06-30'))), ['denied', 'RESERVED_TO_PRIVATE']);
  const eye = (day: string) => stay(PUNJAB_UNIVERSAL, day, 10_000, { group: 'eye' });
  t.same(reasonsOf(eye('2025-06-29')), ['approved', 'PATIENT_SHARE']);
  t.equal(reasonsOf(eye('2025-06-30'))[1], 'TREATMENT_EXCLUDED');
});

void t.test('Punjab: deliveries in public hospitals only from 1 July 2023', async (t) => {
  const birth = (day: string) => stay(PUNJAB_UNIVERSAL, day, 10_000, { group: 'delivery' });
  t.same(reasonsOf(birth('2023-06-30')), ['approved']);
  t.same(reasonsOf(birth('2023-07-01')), ['denied', 'RESERVED_TO_PUBLIC']);
  t.same(reasonsOf(inPublic(birth('2023-07-01'))), ['approved']);
  const womb = (day: string) => stay(PUNJAB_UNIVERSAL, day, 10_000, { group: 'gynaecology' });
  t.same(reasonsOf(womb('2023-08-31')), ['denied', 'RESERVED_TO_PUBLIC']);
  t.same(reasonsOf(womb('2023-09-01')), ['pended', 'MAYBE_RESERVED', 'PATIENT_SHARE_UNCERTAIN']);
});

void t.test('KP: appendix in government hospitals only from 12 March 2024', async (t) => {
  const appendix = (day: string) => stay(KP_SEHAT_CARD_PLUS, day, 10_000, { group: 'appendix' });
  t.same(reasonsOf(appendix('2024-03-12')), ['denied', 'RESERVED_TO_PUBLIC']);
  t.same(reasonsOf(inPublic(appendix('2024-03-12'))), ['approved']);
  t.notOk(reasonsOf(appendix('2024-03-11')).includes('RESERVED_TO_PUBLIC'));
});

void t.test('KP: in suspension mode, from 22 August 2023, a person decides', async (t) => {
  const day = (on: string) => stay(KP_SEHAT_CARD_PLUS, on, 10_000);
  t.notOk(reasonsOf(day('2023-08-21')).includes('SUSPENSION_UNCERTAIN'));
  t.ok(reasonsOf(day('2023-08-22')).includes('SUSPENSION_UNCERTAIN'));
  t.ok(reasonsOf(day('2024-03-11')).includes('SUSPENSION_UNCERTAIN'));
  t.notOk(reasonsOf(day('2024-03-12')).includes('SUSPENSION_UNCERTAIN'));
  const urgent = day('2023-09-01').withClaim({ admissionType: 'emergency' });
  t.notOk(
    reasonsOf(urgent.withGrants({ preAuthorised: true })).includes('SUSPENSION_UNCERTAIN'),
    'a pre-authorised emergency is taken',
  );
});

void t.test('KP: what the undated list excludes is a person’s to decide', async (t) => {
  const drinker = stay(KP_SEHAT_CARD_PLUS, '2024-09-20', 10_000).withClaim({
    diagnoses: ['F10.2'],
  });
  t.same(reasonsOf(drinker), ['pended', 'DIAGNOSIS_MAYBE_EXCLUDED']);
});
