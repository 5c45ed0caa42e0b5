import t, { type Test } from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import { addDays } from '../../../src/domain/calendar.js';
import { rupees } from '../../../src/domain/money.js';
import type { PackageLimits } from '../../../src/domain/scheme/terms.js';
import type { ClaimBody } from '../../../src/intake/index.js';
import { registerPackages } from '../../../src/registry/index.js';
import {
  aClaim,
  BEGINS,
  drainAll,
  FIRST_DAY,
  openOwner,
  SCHEME_CODE,
  submit,
} from '../../support/world.js';
import { openScene, type Scene } from './scene.js';

const RATE = 3_000;
const LIMITS: Readonly<Record<string, PackageLimits>> = {
  'H-ONCE': { onceInLife: true },
  'H-PAPER': { onceInLife: true },
  'H-SIDE': { onceInLife: true, sided: true },
  'H-APART': { daysBetween: 30 },
  'H-VISIT': { followUp: true },
  'H-FAMILY': { familyTimesAYear: 2 },
  'H-WHOLE': { includes: ['H-ONCE'] },
};
const FIGURES = {
  followUpDays: { value: 15, source: 'demo-world' },
  readmissionDays: { value: 7, source: 'demo-world' },
} as const;

/** The world of the other tests, with packages and terms that ask for what was before. */
async function openHistories(t: Test): Promise<Scene> {
  const scene = await openScene(t, { families: 8, terms: FIGURES });
  const owner = openOwner(scene.urls);
  t.teardown(() => owner.end());
  const packages = Object.entries(LIMITS).map(([code, limits]) => ({
    code,
    nameEn: `${code} (invented)`,
    from: BEGINS,
    tier: 'secondary' as const,
    dayCare: false,
    session: false,
    maternity: false,
    lifeSaving: false,
    documents: code === 'H-PAPER' ? ['discharge_summary'] : [],
    limits,
  }));
  const rates = packages.map(({ code }) => ({
    packageCode: code,
    grade: 'A',
    from: BEGINS,
    basis: 'case' as const,
    ratePaisa: rupees(RATE),
  }));
  await inTransaction(owner, (tx) => registerPackages(tx, SCHEME_CODE, packages, rates));
  return scene;
}

interface Told {
  readonly body: ClaimBody;
  readonly outcome: string;
  readonly reasons: readonly string[];
  /** Earlier stays that the decision kept as read. */
  readonly read: number | 'nothing';
}

function story({ world }: Scene): readonly Told[] {
  const cnic = (family: number, member = 0): string => world.families[family]?.[member]?.cnic ?? '';
  const line = (packageCode: string, side?: string) => ({
    packageCode,
    quantity: 1,
    unitPricePaisa: RATE * 100,
    ...(side === undefined ? {} : { side }),
  });
  const body = (who: string, day: number, lines: object[], more: object = {}): ClaimBody =>
    aClaim({ cnic: who, admittedOn: addDays(FIRST_DAY, day), more: { lines, ...more } });
  const told = (
    claim: ClaimBody,
    outcome: string,
    reasons: readonly string[] = [],
    read: number | 'nothing' = 0,
  ): Told => ({ body: claim, outcome, reasons, read });
  const dialysis = aClaim({
    cnic: cnic(3),
    admittedOn: addDays(FIRST_DAY, 8),
    nights: 0,
    packageCode: 'CH-DIAL',
  });
  return [
    told(body(cnic(0), 0, [line('H-ONCE')]), 'approved'),
    told(body(cnic(0), 90, [line('H-ONCE')]), 'denied', ['ONCE_IN_LIFE'], 1),
    // What was denied was never given; who else had it says nothing.
    told(body(cnic(0, 1), 90, [line('H-ONCE')]), 'approved'),
    told(body(cnic(1), 0, [line('H-SIDE', 'left')]), 'approved'),
    told(body(cnic(1), 30, [line('H-SIDE', 'left')]), 'denied', ['SAME_SIDE_AGAIN'], 1),
    told(body(cnic(1), 60, [line('H-SIDE', 'right')]), 'approved', [], 1),
    told(body(cnic(2), 0, [line('H-APART')]), 'approved'),
    told(body(cnic(2), 31, [line('H-APART')]), 'denied', ['TOO_SOON_AGAIN'], 1),
    told(body(cnic(2), 32, [line('H-APART')]), 'approved', [], 1),
    told(body(cnic(3), 0, [line('CH-MED')]), 'approved'),
    told(body(cnic(3), 7, [line('CH-MED')]), 'pended', ['READMISSION'], 1),
    told(dialysis, 'approved', [], 2),
    told(body(cnic(4), 0, [line('CH-MED')]), 'approved'),
    told(
      body(cnic(4), 17, [line('H-VISIT')], { diagnoses: ['Z09'] }),
      'denied',
      ['FOLLOW_UP_INSIDE'],
      1,
    ),
    told(body(cnic(5), 0, [line('H-FAMILY')]), 'approved'),
    told(body(cnic(5, 1), 10, [line('H-FAMILY')]), 'approved'),
    told(body(cnic(5), 40, [line('H-FAMILY')]), 'denied', ['YEARLY_COUNT_SPENT'], 1),
    told(body(cnic(6), 0, [line('H-WHOLE'), line('H-ONCE')]), 'partial', ['PART_OF_PACKAGE']),
    told(body(cnic(6), 90, [line('H-ONCE')]), 'approved'),
    told(body(cnic(7), 0, [line('H-PAPER')]), 'pended', ['DOCUMENT_MISSING']),
    told(
      body(cnic(7), 90, [line('H-PAPER')]),
      'pended',
      ['DOCUMENT_MISSING', 'ONCE_IN_LIFE_UNCLEAR'],
      1,
    ),
    told(body(cnic(0), 200, [line('H-ONCE')], { newborn: true }), 'approved', [], 'nothing'),
  ];
}

interface Kept {
  readonly history?: { readonly stays: readonly { readonly admittedOn: string }[] };
}

t.test(
  'one batch, a batch for each claim, and the dry-run before it decide the same',
  async (t) => {
    for (const batches of ['one', 'each'] as const) {
      const scene = await openHistories(t);
      const { runtime, world } = scene;
      const expected = story(scene);
      const hospitalId = world.hospitals[0];
      const ids: string[] = [];
      const foretold: string[] = [];
      for (const { body } of expected) {
        if (batches === 'each') {
          const { judgement } = await runtime.dryRun({ hospitalId, keyId: 'history' }, body);
          foretold.push([judgement.outcome, ...judgement.findings.map((f) => f.reason)].join(' '));
        }
        ids.push(...(await submit(runtime, hospitalId, [body])));
        if (batches === 'each') t.equal(await drainAll(runtime), 1);
      }
      if (batches === 'one') t.equal(await drainAll(runtime), expected.length);
      const decided: string[] = [];
      for (const [index, id] of ids.entries()) {
        const told = await scene.story(id);
        const [decision] = told.decisions;
        const { outcome, reasons, read } = expected[index] as Told;
        const name = `${batches}, claim ${index + 1}`;
        t.match({ outcome: decision?.outcome }, { outcome }, name);
        t.same(decision?.reasons, reasons, name);
        t.equal(
          (decision?.facts as Kept).history?.stays.length ?? 'nothing',
          read,
          `${name}: what was read`,
        );
        decided.push([decision?.outcome, ...(decision?.reasons ?? [])].join(' '));
      }
      if (batches === 'each') t.same(foretold, decided, 'the dry-run said so before');
    }
  },
);

t.test('a package and terms that ask nothing read and keep nothing', async (t) => {
  const { runtime, world, story } = await openScene(t);
  const cnic = world.families[0]?.[0]?.cnic ?? '';
  const days = [0, 5].map((day) => aClaim({ cnic, admittedOn: addDays(FIRST_DAY, day) }));
  const ids = await submit(runtime, world.hospitals[0], days);
  await drainAll(runtime);
  for (const id of ids) {
    const told = await story(id);
    t.equal(told.status, 'approved');
    t.notOk(Object.hasOwn(told.decisions[0]?.facts ?? {}, 'history'));
  }
});

t.test(
  'other members are read for a family count, and an overlap opens a stay again',
  async (t) => {
    const scene = await openHistories(t);
    const { runtime, world } = scene;
    const [one, two] = world.families[0] ?? [];
    const cnics = [one?.cnic ?? '', two?.cnic ?? ''] as const;
    const lines = [{ packageCode: 'H-FAMILY', quantity: 2, unitPricePaisa: RATE * 100 }];
    const first = aClaim({ cnic: cnics[0], more: { lines } });
    const overlapping = aClaim({
      cnic: cnics[0],
      admittedOn: addDays(FIRST_DAY, 1),
      more: { diagnoses: ['K35'] },
    });
    const other = aClaim({ cnic: cnics[1], admittedOn: addDays(FIRST_DAY, 30), more: { lines } });
    const [, , third = ''] = await submit(runtime, world.hospitals[0], [first, overlapping, other]);
    await drainAll(runtime);
    const told = await scene.story(third);
    t.same(
      told.decisions[0]?.reasons,
      ['YEARLY_COUNT_UNCLEAR'],
      'the overlapped one is open again',
    );
    t.match(told.decisions[0]?.facts, {
      history: { stays: [], familyStays: [{ state: 'pended', lines: [{ quantity: 2 }] }] },
    });
  },
);
