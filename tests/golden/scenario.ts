/** The form of a golden scenario, as a policy officer writes it; README.md beside this file tells how. */
import { z } from 'zod';
import { isIsoDate } from '../../src/domain/calendar.js';
import {
  ADMISSION_TYPES,
  DISCHARGE_TYPES,
  OUTCOMES,
  PEND_OWNERS,
  WARD_KINDS,
} from '../../src/domain/claim/claim.js';
import { paisa, type Paisa } from '../../src/domain/money.js';
import { REASONS, type ReasonCode } from '../../src/domain/rules/reasons.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import { CARE_TIERS, EXTRA_KINDS } from '../../src/domain/scheme/terms.js';

const MOST_LINES = 20;
const MOST_SCENARIOS = 200;

const day = z.string().refine(isIsoDate, 'a day that exists, written YYYY-MM-DD');
const text = z.string().trim().min(1).max(2_000);
const count = z.int().min(0).max(10_000);
const sex = z.enum(['male', 'female', 'other']);

/** Rupees with at most two decimals, written as people write them: 13400, 617.28. */
const rupees = z
  .number()
  .refine(
    (amount) => /^\d{1,9}(\.\d{1,2})?$/.test(String(amount)),
    'rupees with at most 2 decimals',
  )
  .transform(toPaisa);

function toPaisa(amount: number): Paisa {
  const [whole = '0', part = ''] = String(amount).split('.');
  return paisa(`${whole}${part.padEnd(2, '0')}`);
}

const period = { from: day.optional(), to: day.optional() };
const periods = z.array(z.strictObject(period)).max(MOST_LINES);

const member = z.strictObject({
  name: text,
  sex: sex.optional(),
  born: day.optional(),
  died: day.optional(),
  member: periods.optional(),
});

/** Cover that members of the family have used or hold, by the admission it was for. */
const use = z.strictObject({
  by: text,
  layer: text,
  spent: rupees.optional(),
  held: rupees.optional(),
  admitted: day.optional(),
});

/** How often claims of the policy year have had an extra, and how many of them are still open. */
const had = z.strictObject({
  by: text,
  extra: z.enum(EXTRA_KINDS),
  times: count,
  open: count.default(0),
});

const family = z.strictObject({
  members: z.array(member).min(1).max(MOST_LINES),
  used: z.array(use).max(MOST_LINES).default([]),
  had: z.array(had).max(MOST_LINES).default([]),
  scheme_in_district: periods.optional(),
  /** When the registry lists it as poor by the means test. */
  deserving: periods.optional(),
});

const hospital = z.strictObject({
  sector: z.enum(['public', 'private']).optional(),
  grade: text.optional(),
  district: text.optional(),
  standings: z
    .array(z.strictObject({ ...period, sector: z.enum(['public', 'private']), grade: text }))
    .max(MOST_LINES)
    .optional(),
  licensed: periods.optional(),
  empanelled: z
    .array(z.strictObject({ ...period, tiers: z.array(z.enum(CARE_TIERS)).min(1).optional() }))
    .max(MOST_LINES)
    .optional(),
  suspended: periods.optional(),
  specialities: z.array(text).max(MOST_LINES).optional(),
});

const listed = z.strictObject({
  tier: z.enum(CARE_TIERS),
  /** By grade where grades are paid differently. */
  tariff: z.union([rupees, z.record(text, rupees)]).optional(),
  by_ward_day: z.boolean().default(false),
  implant_at_most: rupees.optional(),
  listed: z.strictObject(period).optional(),
  group: text.optional(),
  speciality: text.optional(),
  session: z.boolean().default(false),
  maternity: z.boolean().default(false),
  life_saving: z.boolean().default(false),
  sex: z.enum(['male', 'female']).optional(),
  youngest: count.optional(),
  oldest: count.optional(),
  longest_stay: count.optional(),
  documents: z.array(text).max(MOST_LINES).default([]),
});

const stay = z.strictObject({
  of: text,
  type: z.enum(ADMISSION_TYPES).default('elective'),
  admitted: day,
  discharged: day,
  received: day.optional(),
  discharge: z.enum(DISCHARGE_TYPES).default('home'),
  stated_sex: sex.optional(),
  newborn: z.boolean().default(false),
  ward_days: z.partialRecord(z.enum(WARD_KINDS), count).optional(),
  documents: z.array(text).max(MOST_LINES).default([]),
});

const line = z.strictObject({
  package: text,
  asked: rupees,
  quantity: z.int().min(1).max(1_000).default(1),
  /** What each implant cost; `unknown` where the hospital does not say. */
  implants: z
    .array(z.union([rupees, z.literal('unknown')]))
    .max(MOST_LINES)
    .default([]),
});

/** Money that the hospital paid to the family; on the day of discharge where no day is said. */
const extra = z.strictObject({
  kind: z.enum(EXTRA_KINDS),
  asked: rupees,
  days: z.int().min(1).max(366).optional(),
  paid: day.optional(),
  to_district: text.optional(),
});

const otherStay = z.strictObject({
  admitted: day,
  discharged: day,
  state: z.enum(['approved', 'pended', 'settling']).default('approved'),
  identical: z.boolean().default(false),
  sessions: z.boolean().default(false),
  newborn: z.boolean().default(false),
});

const finding = z.strictObject({
  rule: z.enum(RULEBOOK.map(({ code }) => code)),
  reason: z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]),
  /** What it alone takes off the insurer's share. */
  takes: rupees.default(paisa(0)),
  line: z.int().min(1).optional(),
  /** Its English sentence, where the scenario is also about the words. */
  says: text.optional(),
});

const expected = z.strictObject({
  outcome: z.enum(OUTCOMES),
  waits_for: z.enum(PEND_OWNERS).optional(),
  insurer: rupees,
  patient_share: rupees.default(paisa(0)),
  hospital_bears: rupees.default(paisa(0)),
  /** By layer, `excess` and kinds of extra among them; held while the claim is pended. */
  from_cover: z.record(text, rupees).default({}),
  findings: z.array(finding).max(50).default([]),
});

const scenario = z
  .strictObject({
    name: text,
    /** Where the figures come from and how the amounts were worked out. */
    because: text,
    family,
    hospital: hospital.default({}),
    stay,
    packages: z.record(text, listed).default({}),
    lines: z.array(line).min(1).max(MOST_LINES),
    /** Numbered on after the lines. */
    extras: z.array(extra).max(MOST_LINES).default([]),
    /** The stay as the desk had opened it, its cover reserved. */
    admission: z
      .strictObject({ planned: z.array(text).min(1).max(MOST_LINES), within_limit: z.boolean() })
      .optional(),
    other_stays: z.array(otherStay).max(MOST_LINES).default([]),
    person: z
      .strictObject({ unknown: z.literal(true), unknown_for_days: count.optional() })
      .optional(),
    granted: z
      .strictObject({
        layers: z.array(text).max(MOST_LINES).default([]),
        emergency: z.boolean().default(false),
      })
      .prefault({}),
    expect: expected,
  })
  .check((context) => {
    for (const { path, message } of faultsOf(context.value)) {
      context.issues.push({ code: 'custom', path, message, input: context.value });
    }
  });

/** A page of scenarios under one scheme, with the packages they share. */
export const scenarioPage = z.strictObject({
  scheme: text,
  packages: z.record(text, listed).default({}),
  scenarios: z.array(scenario).min(1).max(MOST_SCENARIOS),
});

export type ScenarioPage = z.output<typeof scenarioPage>;
export type Scenario = z.output<typeof scenario>;
export type ListedPackage = z.output<typeof listed>;

interface ScenarioFault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What the form alone does not see: names that lead nowhere, amounts that do not add up. */
function faultsOf(given: {
  readonly family: z.output<typeof family>;
  readonly stay: z.output<typeof stay>;
  readonly lines: readonly z.output<typeof line>[];
  readonly extras: readonly z.output<typeof extra>[];
  readonly expect: z.output<typeof expected>;
}): readonly ScenarioFault[] {
  const { lines, extras, expect } = given;
  const faults: ScenarioFault[] = [];
  const members = new Set(given.family.members.map(({ name }) => name));
  const known = (path: (string | number)[], name: string): void => {
    if (!members.has(name)) faults.push({ path, message: `no member is named ${name}` });
  };
  known(['stay', 'of'], given.stay.of);
  given.family.used.forEach(({ by }, at) => {
    known(['family', 'used', at, 'by'], by);
  });
  given.family.had.forEach(({ by }, at) => {
    known(['family', 'had', at, 'by'], by);
  });
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, each) => total + each, 0n);
  const treatment = lines.map((each) => each.asked * BigInt(each.quantity));
  const asked = sum([...treatment, ...extras.map((each) => each.asked)]);
  const { insurer, patient_share, hospital_bears, findings, from_cover } = expect;
  if (insurer + patient_share + hospital_bears !== asked) {
    const message = 'insurer, patient share and hospital do not add up to what is asked';
    faults.push({ path: ['expect'], message });
  }
  if (sum(findings.map(({ takes }) => takes)) !== asked - insurer) {
    const message = 'findings do not take what lies between asked and the insurer’s share';
    faults.push({ path: ['expect', 'findings'], message });
  }
  const drawn = sum(Object.values(from_cover));
  if (expect.outcome !== 'pended' && drawn !== insurer) {
    const message = 'what comes from cover is not what the insurer pays';
    faults.push({ path: ['expect', 'from_cover'], message });
  }
  if ((expect.outcome === 'pended') !== (expect.waits_for !== undefined)) {
    const message = 'a pended claim waits for somebody, and no other does';
    faults.push({ path: ['expect', 'waits_for'], message });
  }
  return faults;
}
