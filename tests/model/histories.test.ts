/**
 * Random histories of several families, through the engine and through the reference model: after every
 * act both must agree to the paisa on the decision, on every pot and on what all entries add up to.
 * Without more said a few seconds' worth; MODEL_HISTORIES=100000 and MODEL_SEED=7 search further.
 */
import fc from 'fast-check';
import t from 'tap';
import type { Draw } from '../../src/domain/coverage/pots.js';
import type { Judgement } from '../../src/domain/rules/adjudicate.js';
import { Engine } from './engine.js';
import { aHistory, FAMILIES, MEMBERS, type Act } from './histories.js';
import {
  Reference,
  type ModelClaim,
  type ModelDecision,
  type ModelScheme,
  type ModelStay,
} from './reference.js';

const HISTORIES = Number(process.env['MODEL_HISTORIES'] ?? 1_000);
const SEED = Number(process.env['MODEL_SEED'] ?? 20_241_003);

/** Before every stay. */
const LONG_AGO = '2023-01-01';

/** How often each thing happened in all histories: a history in which nothing does proves nothing. */
const happened = new Map<string, number>();
const note = (what: string): void => {
  happened.set(what, (happened.get(what) ?? 0) + 1);
};

interface Life {
  readonly scheme: ModelScheme;
  readonly reference: Reference;
  readonly engine: Engine;
  readonly claims: ModelClaim[];
  readonly outcomes: ModelDecision['outcome'][];
  readonly stays: ModelStay[];
}

void t.test('engine and reference agree after every act of every history', async (t) => {
  const run = fc.check(
    fc.property(aHistory, ({ scheme, acts }) => {
      const life: Life = {
        scheme,
        reference: new Reference(scheme),
        engine: new Engine(scheme),
        claims: [],
        outcomes: [],
        stays: [],
      };
      for (const act of acts) {
        const family = perform(life, act);
        if (family !== undefined) comparePots(life, [family]);
      }
      comparePots(life, [...Array(FAMILIES).keys()]);
    }),
    { seed: SEED, numRuns: HISTORIES },
  );
  t.notOk(run.failed, fc.defaultReportMessage(run) ?? `${run.numRuns} histories`);
});

/** Fewer than these, as when changes of the code are tried one by one, need not hold everything. */
const ENOUGH = 1_000;
const skip = HISTORIES < ENOUGH && `in ${HISTORIES} histories not everything need happen`;

void t.test('everything that can happen did, many times', { skip }, async (t) => {
  const wanted = [
    ...['claim', 'revise', 'grant', 'appeal', 'correct', 'void', 'die'],
    ...['approved', 'partial', 'denied', 'pended'],
    ...['open', 'cancel', 'claim stay', 'within', 'granted', 'ungranted', 'stay waits'],
    ...['transport', 'transport spent', 'transport waits', 'transport not given'],
    ...['excess', 'approver', 'held', 'paid less', 'paid more', 'dead', 'second year'],
  ];
  for (const what of wanted) {
    t.ok((happened.get(what) ?? 0) >= HISTORIES / 100, `${what}: ${happened.get(what) ?? 0}`);
  }
});

/**
 * Acts that do not fit what stands are let pass: nobody voids a claim that does not exist. Returns the
 * family whose cover may have moved.
 */
function perform(life: Life, act: Act): number | undefined {
  if (act.kind === 'die') {
    life.reference.die(act.family, act.member, act.day);
    life.engine.die(act.family, act.member, act.day);
    note('die');
    return undefined;
  }
  if (act.kind === 'open' || act.kind === 'cancel' || act.kind === 'claim stay') {
    return performStay(life, act);
  }
  if (act.kind === 'claim') {
    note('claim');
    decide(life, life.claims.length, act.claim);
    return act.claim.family;
  }
  const number = act.number % Math.max(1, life.claims.length);
  const claim = life.claims[number];
  const outcome = life.outcomes[number];
  if (claim === undefined || outcome === undefined || outcome === 'void') return undefined;
  if (act.kind === 'void') {
    note('void');
    life.reference.void(number);
    life.engine.void(number);
    life.outcomes[number] = 'void';
    return claim.family;
  }
  const changed = changedBy(act, claim, outcome);
  if (changed === undefined) return undefined;
  note(act.kind);
  decide(life, number, changed);
  return changed.family;
}

/** What a desk does; stays are opened by whoever lives, cancelled and claimed while they are open. */
function performStay(
  life: Life,
  act: Extract<Act, { kind: 'open' | 'cancel' | 'claim stay' }>,
): number | undefined {
  const { reference, engine, stays } = life;
  if (act.kind === 'open') {
    if (reference.isDead(act.stay)) return undefined;
    const at = stays.length;
    stays.push(act.stay);
    const wanted = reference.open(at, act.stay);
    const found = engine.open(at, act.stay);
    same(
      `stay ${at}`,
      tellHold(found.draws, found.withinLimit),
      tellHold(wanted.holds, wanted.within),
    );
    note('open');
    if (act.stay.authorised) note('granted');
    return act.stay.family;
  }
  const number = act.number % Math.max(1, stays.length);
  const stay = stays[number];
  if (stay === undefined || !reference.isOpen(number)) return undefined;
  note(act.kind);
  if (act.kind === 'cancel') {
    reference.close(number);
    engine.close(number);
    return stay.family;
  }
  const { family, member, admitted, privateHospital, layersGranted, authorised } = stay;
  const planned = stay.lines.map((line) => ({ ...line, price: line.package.rate }));
  const claim: ModelClaim = {
    ...act.claim,
    ...{ family, member, admitted, privateHospital, stay: number },
    lines: act.planned ? [...planned, ...act.more] : act.more,
    layersGranted: authorised && layersGranted,
  };
  if (act.dead) {
    reference.die(family, member, LONG_AGO);
    engine.die(family, member, LONG_AGO);
  }
  decide(life, life.claims.length, claim);
  if (reference.isOpen(number)) note('stay waits');
  return family;
}

function changedBy(
  act: Extract<Act, { kind: 'revise' | 'grant' | 'appeal' | 'correct' }>,
  claim: ModelClaim,
  outcome: ModelDecision['outcome'],
): ModelClaim | undefined {
  const paid = outcome === 'approved' || outcome === 'partial';
  switch (act.kind) {
    case 'revise':
      return paid ? undefined : { ...claim, lines: act.lines, paperMissing: false };
    case 'correct':
      return paid ? { ...claim, lines: act.lines } : undefined;
    case 'appeal':
      return outcome === 'denied' ? { ...claim, offPanel: false } : undefined;
    case 'grant':
      if (outcome !== 'pended') return undefined;
      return act.what === 'layers'
        ? { ...claim, layersGranted: true }
        : { ...claim, emergencyConfirmed: true };
  }
}

function decide(life: Life, number: number, claim: ModelClaim): void {
  const { reference, engine } = life;
  const before = life.outcomes[number];
  const wanted = reference.decide(number, claim);
  const found = engine.decide(number, claim);
  same(`claim ${number}`, tellJudgement(found), tellDecision(wanted));
  // Every third claim is delivered twice: as telling as each, and a third of the time.
  if (number % 3 === 0) {
    same(`claim ${number} delivered again moves`, engine.movedByDelivery(number, claim), 0);
  }
  life.claims[number] = claim;
  life.outcomes[number] = wanted.outcome;
  noteDecision(life, { before, wanted, found, claim });
}

function noteDecision(
  { claims, reference }: Life,
  {
    before,
    wanted,
    found,
    claim,
  }: {
    readonly before: ModelDecision['outcome'] | undefined;
    readonly wanted: ModelDecision;
    readonly found: Judgement;
    readonly claim: ModelClaim;
  },
): void {
  note(wanted.outcome);
  if ((wanted.takes['excess'] ?? 0n) > 0n) note('excess');
  if (found.pendOwner === 'approver') note('approver');
  if (wanted.outcome === 'pended' && Object.keys(wanted.takes).length > 0) note('held');
  if (before === 'approved' && wanted.outcome === 'partial') note('paid less');
  if (before !== undefined && before !== 'approved' && wanted.outcome === 'approved') {
    note('paid more');
  }
  if (found.findings.some(({ reason }) => reason === 'DIED_BEFORE_ADMISSION')) note('dead');
  const reasons = new Set(found.findings.map(({ reason }) => reason));
  if (reasons.has('EXTRA_COUNT_SPENT')) note('transport spent');
  if (reasons.has('EXTRA_COUNT_UNCLEAR')) note('transport waits');
  if (reasons.has('EXTRA_NOT_GIVEN')) note('transport not given');
  if ((wanted.takes['transport'] ?? 0n) > 0n) note('transport');
  if (found.findings.some(({ rule }) => rule === 'PAU-002')) note('ungranted');
  if (claim.stay !== undefined && (wanted.takes['excess'] ?? 0n) > 0n) note('within');
  const others = claims.filter(({ family }) => family === claim.family);
  const years = new Set(others.map(({ admitted }) => reference.yearOf(admitted)));
  if (years.size > 1) note('second year');
}

function tellHold(
  holds: readonly Draw[] | Readonly<Record<string, bigint>>,
  within: boolean,
): string {
  const all = Array.isArray(holds)
    ? (holds as readonly Draw[]).map(({ layer, amountPaisa }) => `${layer} ${amountPaisa}`)
    : Object.entries(holds).map(([layer, amount]) => `${layer} ${amount}`);
  return `${all.sort().join(', ')}${within ? '; within' : ''}`;
}

/** Both in the same words. */
function tellDecision({ outcome, lines, takes }: ModelDecision): string {
  return tell(
    outcome,
    lines.map(({ insurer, share, hospital }) => [insurer, share, hospital]),
    new Map(Object.entries(takes)),
  );
}

function tellJudgement({ outcome, lines, draws }: Judgement): string {
  const takes = new Map<string, bigint>();
  for (const { layer, amountPaisa } of draws) {
    takes.set(layer, (takes.get(layer) ?? 0n) + amountPaisa);
  }
  return tell(
    outcome,
    lines.map((line) => [line.insurerPaisa, line.patientSharePaisa, line.hospitalBornePaisa]),
    takes,
  );
}

function tell(
  outcome: string,
  lines: readonly (readonly bigint[])[],
  takes: ReadonlyMap<string, bigint>,
): string {
  const money = lines.map((line) => line.join('/')).join(' ');
  const from = [...takes].map(([layer, amount]) => `${layer} ${amount}`).sort();
  return `${outcome}; insurer/share/hospital ${money}; from ${from.join(', ')}`;
}

/** Every pot of families, by member and year that a claim fell in. */
function comparePots(
  { reference, engine, claims, stays, scheme }: Life,
  families: readonly number[],
): void {
  const layers = [...engine.terms.tiers.secondary, ...engine.terms.tiers.priority];
  const all = [...claims, ...stays];
  const days = new Map(all.map(({ admitted }) => [reference.yearOf(admitted), admitted]));
  for (const [year, day] of days) {
    for (const family of families) {
      for (let member = 0; member < MEMBERS; member += 1) {
        const place = { family, year };
        for (const layer of layers) {
          const taken = (use: 'held' | 'spent', of?: number) =>
            reference.taken({ ...place, layer: layer.code }, use, { member: of });
          for (const cap of layer.caps) {
            const pot = engine.pot(family, day, member, layer, cap);
            const of = cap.scope === 'member' ? member : undefined;
            const name = `${year} family ${family} member ${member} ${layer.code} ${cap.scope}`;
            same(`${name} held`, pot.reservedPaisa, taken('held', of));
            same(`${name} spent`, pot.consumedPaisa, taken('spent', of));
            const limit = limitOf(scheme, layer.code, cap.scope);
            if (pot.reservedPaisa + pot.consumedPaisa > limit)
              throw new Error(`${name} over ${limit}`);
          }
          const folded = (account: 'reserved' | 'consumed') =>
            engine.folded(family, day, member, { layer: layer.code, account });
          same(`folded ${layer.code} held`, folded('reserved'), taken('held', member));
          same(`folded ${layer.code} spent`, folded('consumed'), taken('spent', member));
        }
        const excess = engine.folded(family, day, member, { layer: 'excess', account: 'excess' });
        const carried = reference.taken({ ...place, layer: 'excess' }, 'both', { member });
        same(`excess of family ${family} member ${member}`, excess, carried);
        const given = engine.folded(family, day, member, { layer: 'transport', account: 'extras' });
        const had = reference.taken({ ...place, layer: 'transport' }, 'both', { member });
        same(`transport of family ${family} member ${member}`, given, had);
      }
    }
  }
}

function limitOf(scheme: ModelScheme, layer: string, whose: 'member' | 'family'): bigint {
  const caps = scheme.layers.find(({ name }) => name === layer)?.caps ?? [];
  return caps.find((cap) => cap.whose === whose)?.amount ?? 0n;
}

function same(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) {
    throw new Error(`${what}: engine ${String(found)}, reference ${String(wanted)}`);
  }
}
