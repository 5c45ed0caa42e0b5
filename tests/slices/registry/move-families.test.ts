/** Families that split and merge: whose cover a stay draws on, before the move and after it. */
import { Readable } from 'node:stream';
import t from 'tap';
import { addDays, type IsoDate } from '../../../src/domain/calendar.js';
import { openImport, writeImport, type ImportCounts } from '../../../src/registry/index.js';
import { brokenBooks, openStay } from '../../support/admissions.js';
import { openApi, sendClaim, type Api } from '../../support/api.js';
import {
  aClaim,
  drainAll,
  openOwner,
  SCHEME_CODE,
  stayDay,
  submit,
  TEST_KEYS,
  type ClaimDraft,
  type WorldOptions,
} from '../../support/world.js';

const MOVED_ON = stayDay(10);
const DISTRICT = 'PK518';

async function bench(t: Parameters<typeof openApi>[0], options: WorldOptions) {
  const api = await openApi(t, options);
  const owner = openOwner(api.urls);
  t.teardown(() => owner.end({ timeout: 5 }));
  const move = async (
    rows: readonly Record<string, string>[],
  ): Promise<ImportCounts & { says: string }> => {
    const columns = [
      'cnic',
      'from_on',
      'relation',
      'joins_cnic',
      'new_family_key',
      'district_pcode',
    ];
    const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
    const csv = [columns.join(','), ...lines].join('\n');
    const open = await openImport('moves', () => Readable.from([csv]));
    const says: string[] = [];
    const target = { schemeCode: SCHEME_CODE, keys: TEST_KEYS };
    const counts = await writeImport(owner, 'moves', open.rows, target, (line) => {
      says.push(...line.says);
    });
    return { ...counts, says: says.join('; ') };
  };
  const decide = async (draft: ClaimDraft) => {
    const id = await sendClaim(api, aClaim(draft));
    await drainAll(api.runtime);
    const answer = await api.get(`/v1/claims/${id}/decision`);
    return { ...answer.json<Decided>(), id };
  };
  const cnicOf = (family: number, member: number) => api.world.families[family]![member]!.cnic;
  return { api, move, decide, cnicOf };
}

interface Decided {
  readonly outcome: string;
  readonly insurerPaisa: number;
  readonly findings: readonly { reason: string }[];
}

interface Pot {
  readonly tier: string;
  readonly scope: string;
  readonly amountPaisa: number;
  readonly availablePaisa: number;
  readonly consumedPaisa: number;
}

/** What the balance says of secondary care: `scope available of amount`, in rupees. */
async function balanceOf(api: Api, cnic: string, day: IsoDate): Promise<readonly string[]> {
  const answer = await api.post('/v1/eligibility-checks', {
    body: {
      cnic,
      day,
      packageCodes: ['CH-MED'],
      verification: { method: 'biometric', reference: 'B-1' },
    },
    idempotencyKey: null,
  });
  const { pots } = answer.json<{ pots: readonly Pot[] }>();
  return pots
    .filter(({ tier }) => tier === 'secondary')
    .map((pot) => `${pot.scope} ${pot.availablePaisa / 100} of ${pot.amountPaisa / 100}`);
}

/** Rupees that each person with rows in several families has used of secondary care, over all of them. */
async function usedInAll(api: Api): Promise<readonly number[]> {
  const rows = await api.asOwner(
    (tx) => tx<{ used: number }[]>`
      select (sum(reserved_paisa + consumed_paisa) / 100)::int as used from cover_balance
      where scope = 'member' and layer = 'secondary'
      group by holder_id having count(*) > 1 order by used`,
  );
  return rows.map(({ used }) => used);
}

t.test('a family splits: the rest of the year less what the members used', async (t) => {
  const { api, move, decide, cnicOf } = await bench(t, {
    families: 2,
    members: 3,
    familyCap: 60_000,
  });
  const [stays, goes, child] = [cnicOf(0, 0), cnicOf(0, 1), cnicOf(0, 2)];
  for (const cnic of [stays, goes, child]) await decide({ cnic, admittedOn: stayDay(0) });
  await decide({ cnic: goes, admittedOn: stayDay(1) });
  const split = [goes, child].map((cnic, at) => ({
    cnic,
    from_on: MOVED_ON,
    relation: at === 0 ? 'head' : 'child',
    new_family_key: 'N1',
    district_pcode: DISTRICT,
  }));
  t.match(await move(split), { inserted: 2, refused: 0 });
  t.match(await move(split), { inserted: 0, unchanged: 2, refused: 0 }, 'twice changes nothing');

  const after = addDays(MOVED_ON, 1);
  t.same(await balanceOf(api, goes, after), ['member 20000 of 20000', 'family 30000 of 30000']);
  t.same(await balanceOf(api, stays, after), ['member 30000 of 40000', 'family 20000 of 60000']);
  t.same(await balanceOf(api, goes, stayDay(3)), [
    'member 20000 of 40000',
    'family 20000 of 60000',
  ]);

  const own = await decide({ cnic: goes, admittedOn: after });
  t.match(own, { outcome: 'approved', insurerPaisa: 1_000_000, findings: [] }, 'on the new family');
  const late = await decide({ cnic: goes, admittedOn: stayDay(5) });
  t.match(
    late,
    { outcome: 'approved', insurerPaisa: 1_000_000, findings: [] },
    'on the old family',
  );
  t.same(await balanceOf(api, goes, after), ['member 0 of 10000', 'family 10000 of 20000']);
  t.same(
    await balanceOf(api, stays, after),
    ['member 10000 of 40000', 'family 10000 of 60000'].map((pot) =>
      pot.startsWith('member') ? 'member 30000 of 40000' : pot,
    ),
  );
  const past = await decide({ cnic: goes, admittedOn: addDays(after, 6) });
  t.match(past, { insurerPaisa: 0 }, 'one cap of one person, in whichever family');
  const again = await decide({ cnic: goes, admittedOn: stayDay(7) });
  t.match(again, { insurerPaisa: 0 }, 'nor by a claim for a stay before the move');
  t.match(await decide({ cnic: child, admittedOn: after }), { outcome: 'approved' });
  t.same(await balanceOf(api, child, after), ['member 20000 of 30000', 'family 0 of 20000']);
  t.same(await usedInAll(api), [20_000, 40_000]);
  t.same(await brokenBooks(api), []);
  const [members] = await api.asOwner(
    (tx) => tx<{ ended: number; open: number }[]>`
      select count(*) filter (where to_on = ${MOVED_ON}::date - 1)::int as ended,
        count(*) filter (where to_on is null)::int as open
      from member`,
  );
  t.same(members, { ended: 2, open: 6 });
  await t.rejects(
    api.asOwner((tx) => tx`update member set to_on = null where to_on is not null`),
    /ended once/,
  );
  const trail = await api.asOwner(
    (tx) =>
      tx<{ n: number }[]>`select count(*)::int as n from audit_event where act = 'family.move'`,
  );
  t.equal(trail[0]?.n, 2);
});

t.test('families merge: what came along counts, the rest of both is not added up', async (t) => {
  const { api, move, decide, cnicOf } = await bench(t, {
    families: 2,
    members: 2,
    familyCap: 50_000,
  });
  for (const [family, member] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const) {
    await decide({ cnic: cnicOf(family, member), admittedOn: stayDay(0) });
  }
  const stay = await openStay(api, { cnic: cnicOf(0, 0), admittedOn: stayDay(5) });
  const rows = [0, 1].map((member) => ({
    cnic: cnicOf(0, member),
    from_on: MOVED_ON,
    relation: 'relative',
    joins_cnic: cnicOf(1, 0),
  }));
  t.match(
    await move(rows),
    { inserted: 2, refused: 0 },
    'a stay begun before stays with its family',
  );
  const after = addDays(MOVED_ON, 1);
  t.same(
    await balanceOf(api, cnicOf(1, 0), after),
    ['member 10000 of 40000', 'family 0 of 20000'].map((pot) =>
      pot.startsWith('member') ? 'member 30000 of 40000' : pot,
    ),
    '20,000 of its own, 20,000 spent and 10,000 held before',
  );
  t.match(await decide({ cnic: cnicOf(1, 1), admittedOn: after }), { insurerPaisa: 0 });
  const cancelled = await api.post(`/v1/admissions/${stay.id}/cancellation`, {
    body: { reason: 'Went home' },
  });
  t.equal(cancelled.statusCode, 200, cancelled.body);
  t.match(await decide({ cnic: cnicOf(0, 0), admittedOn: after }), { insurerPaisa: 1_000_000 });
  t.same(await brokenBooks(api), []);
});

t.test('what cannot be moved is refused and told, without a number', async (t) => {
  const { api, move, decide, cnicOf } = await bench(t, { families: 3, members: 2 });
  const to = { from_on: MOVED_ON, relation: 'relative', joins_cnic: cnicOf(1, 0) };
  const refused = async (row: Record<string, string>): Promise<string> => {
    const { refused: count, says } = await move([{ ...to, ...row }]);
    t.equal(count, 1, says);
    t.notMatch(says, /\d{13}/);
    return says;
  };
  t.match(await refused({ cnic: api.world.strangerCnic(0) }), /does not know this number/);
  t.match(
    await refused({ cnic: cnicOf(0, 0), joins_cnic: api.world.strangerCnic(0) }),
    /that is joined/,
  );
  t.match(await refused({ cnic: cnicOf(1, 1) }), /member of this family already/);
  t.match(await refused({ cnic: cnicOf(0, 0), from_on: '2020-01-01' }), /is not after/);
  t.match(await refused({ cnic: cnicOf(0, 0), joins_cnic: '' }), /one of them/);
  await openStay(api, { cnic: cnicOf(0, 0), admittedOn: addDays(MOVED_ON, 2) });
  t.match(await refused({ cnic: cnicOf(0, 0) }), /is open or undecided in the family of now/);
  const paper = { packageCode: 'CH-PAPER' as const, admittedOn: addDays(MOVED_ON, 3) };
  t.equal((await decide({ cnic: cnicOf(0, 1), ...paper })).outcome, 'pended');
  const half = [0, 1].map((member) => ({
    cnic: cnicOf(2 - 2 * member, 1),
    from_on: MOVED_ON,
    relation: 'head',
    new_family_key: 'N2',
    district_pcode: DISTRICT,
  }));
  t.match(await move(half), {
    inserted: 0,
    refused: 2,
    says: /cannot take all rows of the new family/,
  });
  t.same(await brokenBooks(api), []);
});

t.test('overlaps and counts are read in every lane that the person has had', async (t) => {
  const admissionsAYear = { value: 2, source: 'demo-world' } as const;
  const { api, move, decide, cnicOf } = await bench(t, {
    families: 6,
    members: 2,
    terms: { admissionsAYear },
  });
  const { families } = api.world;
  const elsewhere = families.findIndex(
    (family, at) => at > 0 && family[0]!.lane !== families[0]![0]!.lane,
  );
  const [first, second] = [cnicOf(0, 0), cnicOf(0, 1)];
  for (const nth of [0, 1]) await decide({ cnic: first, admittedOn: stayDay(nth) });
  const over = await decide({ cnic: second, admittedOn: addDays(MOVED_ON, -2), nights: 6 });
  t.equal(over.outcome, 'approved');
  const rows = [first, second].map((cnic) => ({
    cnic,
    from_on: MOVED_ON,
    relation: 'relative',
    joins_cnic: cnicOf(elsewhere, 0),
  }));
  t.match(await move(rows), { inserted: 2 });
  const third = await decide({ cnic: first, admittedOn: addDays(MOVED_ON, 1) });
  t.match(third.findings.map(({ reason }) => reason).join(), /ADMISSIONS/);
  const beside = await decide({ cnic: second, admittedOn: addDays(MOVED_ON, 1) });
  t.equal(beside.outcome, 'pended');
  t.match(
    beside.findings.map(({ reason }) => reason),
    ['STAYS_OVERLAP'],
  );
  const cases = await api.asOwner(
    (tx) => tx<{ claim_id: string; about_claim_id: string }[]>`
      select claim_id, about_claim_id from review_case`,
  );
  t.same(cases, [{ claim_id: over.id, about_claim_id: beside.id }]);
  t.same(await brokenBooks(api), []);
});

t.test(
  'moves race with claims of both families: no cap is passed, nothing is counted twice',
  async (t) => {
    const { api, move, cnicOf } = await bench(t, {
      families: 12,
      members: 2,
      memberCap: 40_000,
      familyCap: 60_000,
    });
    const { hospitals } = api.world;
    const pairs = [0, 1, 2, 3, 4, 5].map((at) => [at, at + 6] as const);
    const before = pairs.flatMap(([from, to]) =>
      [0, 1, 2].flatMap((nth) => [
        aClaim({ cnic: cnicOf(from, 0), admittedOn: stayDay(nth) }),
        aClaim({ cnic: cnicOf(to, 0), admittedOn: stayDay(nth) }),
      ]),
    );
    await submit(api.runtime, hospitals[0], before);
    const rows = pairs.map(([from, to]) => ({
      cnic: cnicOf(from, 0),
      from_on: MOVED_ON,
      relation: 'relative',
      joins_cnic: cnicOf(to, 0),
    }));
    const [, counts] = await Promise.all([
      drainAll(api.runtime),
      move(rows),
      drainAll(api.runtime),
    ]);
    t.equal(counts.inserted, 6, counts.says);
    const race = async (claims: readonly ReturnType<typeof aClaim>[]): Promise<void> => {
      await submit(api.runtime, hospitals[1], claims);
      await Promise.all([1, 2, 3].map(() => drainAll(api.runtime)));
      await drainAll(api.runtime);
    };
    // What the mover and the family of now have used: of both by the ledger, each rupee once.
    const used = () =>
      api.asOwner(
        (tx) => tx<{ mover: number; family: number }[]>`
          with used as (
            select m.person_id, m.family_id as joined, e.family_id, e.person_id as who,
              case when e.to_account in ('reserved', 'consumed') then e.amount_paisa else 0 end
              - case when e.from_account in ('reserved', 'consumed') then e.amount_paisa else 0 end
                as paisa
            from family_move m join cover_entry e on e.layer = 'secondary'
              and (e.family_id = m.family_id or e.person_id = m.person_id))
          select (sum(paisa) filter (where who = person_id) / 100)::int as mover,
            (sum(paisa) / 100)::int as family
          from used group by person_id order by mover, family`,
      );
    t.same(
      await used(),
      pairs.map(() => ({ mover: 30_000, family: 60_000 })),
    );
    await race(
      pairs.flatMap(([from, to]) =>
        [12, 13, 14].flatMap((nth) => [
          aClaim({ cnic: cnicOf(from, 0), admittedOn: stayDay(nth) }),
          aClaim({ cnic: cnicOf(to, 0), admittedOn: stayDay(nth) }),
        ]),
      ),
    );
    t.same(
      await used(),
      pairs.map(() => ({ mover: 30_000, family: 60_000 })),
      'what the mover brought leaves the family nothing',
    );
    await race(
      pairs.flatMap(([from]) =>
        [4, 5, 15, 16].map((nth) => aClaim({ cnic: cnicOf(from, 0), admittedOn: stayDay(nth) })),
      ),
    );
    t.same(
      await used(),
      pairs.map(() => ({ mover: 40_000, family: 70_000 })),
      'late claims of stays before the move take the person’s own last rupees, once',
    );
    t.same(await brokenBooks(api), []);
  },
);
