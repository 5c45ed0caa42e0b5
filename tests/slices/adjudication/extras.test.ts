/** Money for families, from the contract to the remittance: counted once, named everywhere, proven. */
import { Readable } from 'node:stream';
import t from 'tap';
import { addDays, type IsoDate } from '../../../src/domain/calendar.js';
import { rupees } from '../../../src/domain/money.js';
import type { Extra, Figure } from '../../../src/domain/scheme/terms.js';
import { openImport, writeImport } from '../../../src/registry/index.js';
import { inTransaction } from '../../../src/db/index.js';
import { sequence } from '../../../src/feeds/sequencer.js';
import {
  projectUtilisation,
  rebuildUtilisation,
} from '../../../src/feeds/utilisation-projector.js';
import { explainClaim } from '../../../src/intake/index.js';
import { verifyLedger } from '../../../src/ledger/index.js';
import type { Problem } from '../../../src/platform/http/problems.js';
import { faultsOf, openApi, type Api } from '../../support/api.js';
import { atMost, correct, disagreeing, remittances, settle } from '../../support/corrections.js';
import { anExtra, GIVEN, withTransport } from '../../support/extras.js';
import {
  aClaim,
  drainAll,
  FIRST_DAY,
  openOwner,
  SCHEME_CODE,
  stayDay,
  submit,
  TEST_KEYS,
} from '../../support/world.js';

const EXTRAS = { terms: { extras: GIVEN } };

interface Told {
  readonly outcome: string;
  readonly askedPaisa: number;
  readonly insurerPaisa: number;
  readonly lines: readonly unknown[];
  readonly extras?: readonly { readonly insurerPaisa: number }[];
  readonly findings: readonly { readonly reason: string; readonly lineNo?: number }[];
}

/** Sends claims in one batch; what each was told, in order. */
async function decided(api: Api, claims: readonly ReturnType<typeof aClaim>[]) {
  const ids = await submit(api.runtime, api.world.hospitals[0], claims);
  await drainAll(api.runtime);
  const told = await Promise.all(
    ids.map(async (id) => (await api.get(`/v1/claims/${id}/decision`)).json<Told>()),
  );
  return told.map((one, at) => ({ ...one, id: ids[at] ?? '' }));
}

const reasonsOf = ({ outcome, findings }: Told) => [
  outcome,
  ...findings.map(({ reason }) => reason),
];

t.test('an extra is asked, judged, drawn, told and paid as what it is', async (t) => {
  const api = await openApi(t, EXTRAS);
  const { runtime, world } = api;
  const [someone, other] = [world.families[0]![0]!, world.families[1]![0]!];

  const wrong = {
    ...withTransport({ cnic: someone.cnic }),
    extras: [
      { ...anExtra('transport', 1_000), kind: 'taxi' },
      { ...anExtra('transport', 1_000), receiptSha256: undefined },
      { ...anExtra('transport', 1_000), toDistrictPcode: 'PK000' },
    ],
  };
  t.same(faultsOf(await api.post('/v1/claims', { body: wrong })), [
    '/body/extras/0/kind invalid_value',
    '/body/extras/1/receiptSha256 invalid_type',
    '/body/extras/2/toDistrictPcode custom',
  ]);

  const verification = {
    ...{ officer: 'Desk', method: 'card', result: 'verified' },
    at: `${FIRST_DAY}T08:55:00+05:00`,
  };
  const asked = withTransport({ cnic: someone.cnic, more: { verification } }, 1_200);
  const dry = (await api.post('/v1/claims/dry-run', { body: asked, idempotencyKey: null })).json<
    Told & { readonly rulebookFingerprint: string }
  >();
  const [told, plain] = await decided(api, [asked, aClaim({ cnic: other.cnic })]);
  const { extras, lines, outcome, insurerPaisa } = told!;
  t.match(dry, { extras, lines, outcome, insurerPaisa }, 'the dry-run says the same');
  t.same(extras, [
    {
      lineNo: 2,
      kind: 'transport',
      askedPaisa: 120_000,
      insurerPaisa: 100_000,
      hospitalBornePaisa: 20_000,
    },
  ]);
  t.match(told, {
    outcome: 'partial',
    askedPaisa: 1_120_000,
    insurerPaisa: 1_100_000,
    draws: [
      { tier: 'secondary', layer: 'secondary', amountPaisa: 1_000_000 },
      { tier: 'extras', layer: 'transport', amountPaisa: 100_000 },
    ],
    findings: [{ rule: 'LIM-007', lineNo: 2, amountPaisa: 20_000 }],
  });
  t.equal(lines.length, 1, 'treatment stays apart');
  t.notOk('extras' in plain!, 'who asks for none is told of none');

  for (const [language, words] of [
    ['en', 'Line 2, transport, for the family: asked Rs 1,200; scheme Rs 1,000'],
    ['ur', 'سفری خرچ، خاندان کے لیے'],
  ] as const) {
    const reader = { language, risk: false };
    const [explained] = await explainClaim(runtime.judgeDatabase, told!.id, reader);
    const { text = '' } = explained ?? {};
    t.ok(text.includes(words), `told in ${language}`);
  }

  await settle(runtime);
  const finance = await api.keyFor([
    { role: 'finance', scope: { kind: 'scheme', id: SCHEME_CODE } },
  ]);
  const { remittances: paid } = (await api.get('/v1/remittances', { key: finance })).json<{
    remittances: { id: string }[];
  }>();
  t.match(paid, [{ claims: 2, grossPaisa: 2_100_000, extrasPaisa: 100_000, netPaisa: 2_100_000 }]);
  const advice = (await api.get(`/v1/remittances/${paid[0]?.id}`, { key: finance })).json<{
    lines: { claimId: string; extrasPaisa?: number }[];
  }>();
  t.match(
    advice.lines.find(({ claimId }) => claimId === told!.id),
    {
      insurerPaisa: 1_100_000,
      extrasPaisa: 100_000,
      extras: [{ kind: 'transport', amountPaisa: 100_000 }],
    },
  );
  t.notOk(
    advice.lines.some((line) => line.claimId !== told!.id && 'extrasPaisa' in line),
    'and of no other claim',
  );

  await sequence({ database: runtime.judgeDatabase, clock: runtime.clock });
  const feed = (await api.get('/v1/feeds/settlement', { key: finance })).json<{
    events: { kind: string; claimId: string; lines?: unknown[] }[];
  }>();
  const own = feed.events.filter(({ claimId }) => claimId === told!.id);
  t.match(own, [
    {
      kind: 'claim.decided',
      insurerPaisa: 1_100_000,
      lines: [{ packageCode: 'CH-MED', insurerPaisa: 1_000_000 }],
      extras: [{ kind: 'transport', askedPaisa: 120_000, insurerPaisa: 100_000 }],
    },
    { kind: 'claim.settled', insurerPaisa: 1_100_000, extrasPaisa: 100_000 },
  ]);
  t.equal(own[0]?.lines?.length, 1);

  const deps = { database: runtime.judgeDatabase };
  await projectUtilisation(deps);
  const rows = () =>
    inTransaction(
      runtime.judgeDatabase,
      (tx) => tx<{ insurer: bigint; extras: bigint; pended: bigint }[]>`
        select insurer_paisa as insurer, extras_paisa as extras, pended_extras_paisa as pended
        from utilisation order by 1`,
    );
  const projected = [...(await rows())];
  t.same(projected, [{ insurer: 2_000_000n, extras: 100_000n, pended: 0n }]);
  await rebuildUtilisation(deps);
  t.same([...(await rows())], projected, 'and folded again it is the same');
  t.same(await disagreeing(runtime), []);
});

t.test('the yearly count holds in a batch, across batches and for open claims', async (t) => {
  const api = await openApi(t, { ...EXTRAS, members: 4, familyCap: 400_000 });
  const [family = [], others = []] = api.world.families;
  const claim = (member: number, nth: number) =>
    withTransport({ cnic: family[member]!.cnic, admittedOn: stayDay(nth) });
  const first = await decided(api, [claim(0, 0), claim(1, 0), claim(2, 0), claim(3, 0)]);
  t.same(first.map(reasonsOf), [
    ['approved'],
    ['approved'],
    ['approved'],
    ['partial', 'EXTRA_COUNT_SPENT'],
  ]);
  t.same((await decided(api, [claim(0, 1)])).map(reasonsOf), [['partial', 'EXTRA_COUNT_SPENT']]);

  const paper = (nth: number, more: Record<string, unknown> = {}) =>
    withTransport({
      cnic: others[0]!.cnic,
      admittedOn: stayDay(nth),
      packageCode: 'CH-PAPER',
      more,
    });
  const open = await decided(api, [paper(0), paper(1), paper(2)]);
  t.same(open.map(reasonsOf), Array(3).fill(['pended', 'DOCUMENT_MISSING']));
  const asking = withTransport({ cnic: others[1]!.cnic });
  t.same((await decided(api, [asking])).map(reasonsOf), [['pended', 'EXTRA_COUNT_UNCLEAR']]);
  t.same(await disagreeing(api.runtime), [], 'held for what is open');

  const revised = await api.post(`/v1/claims/${open[0]!.id}/revisions`, {
    body: paper(0, { documents: [{ kind: 'discharge_summary', sha256: 'a'.repeat(64) }] }),
  });
  t.equal(revised.statusCode, 202);
  await drainAll(api.runtime);
  const { id } = revised.json<{ id: string }>();
  // Its own hold is not counted against it; that of the other two and of the one that asks is.
  t.same(reasonsOf((await api.get(`/v1/claims/${id}/decision`)).json<Told>()), [
    'pended',
    'EXTRA_COUNT_UNCLEAR',
  ]);
  t.same(await disagreeing(api.runtime), []);
  const left = async (cnic: string) => {
    const verification = { method: 'card', reference: 'C-1' };
    const body = { cnic, day: stayDay(9), verification };
    const answer = await api.post('/v1/eligibility-checks', { body, idempotencyKey: null });
    return answer
      .json<{ extras: { kind: string; taken: number; left: number; scope: string }[] }>()
      .extras.map(({ kind, scope, taken, left: rest }) => `${kind} ${scope} ${taken} ${rest}`);
  };
  t.same(await left(family[0]!.cnic), ['transport family 3 0', 'burial member 0 1']);
  t.same(
    await left(others[0]!.cnic),
    ['transport family 4 0', 'burial member 0 1'],
    'open ones too',
  );
  t.same(await left(api.world.families[2]![0]!.cnic), [
    'transport family 0 3',
    'burial member 0 1',
  ]);
  const { totals } = await verifyLedger(api.runtime.judgeDatabase);
  t.equal(totals.extras_paisa, 300_000n, 'three were given in all');
});

t.test('claims of one family decided by many drains at once: never one too many', async (t) => {
  const api = await openApi(t, { ...EXTRAS, families: 1, members: 8, familyCap: 400_000 });
  const [family = []] = api.world.families;
  for (let round = 0; round < 2; round += 1) {
    await submit(
      api.runtime,
      api.world.hospitals[round] ?? '',
      family.map(({ cnic }) => withTransport({ cnic, admittedOn: stayDay(round) })),
    );
    await Promise.all([1, 2, 3, 4].map(() => drainAll(api.runtime)));
  }
  await drainAll(api.runtime);
  const { totals } = await verifyLedger(api.runtime.judgeDatabase);
  t.equal(totals.extras_paisa, 300_000n);
  t.same(await disagreeing(api.runtime), []);
});

t.test('corrected after payment only the extra moves; families are not netted', async (t) => {
  const api = await openApi(t, EXTRAS);
  const { runtime, world } = api;
  const cnics = world.families.map(([head]) => head!.cnic);
  const [told] = await decided(api, [withTransport({ cnic: cnics[0]! })]);
  await settle(runtime);

  const refused = correct(runtime, told!.id, { lines: [{ lineNo: 2, quantity: 1 }] });
  const faults = await refused.catch((error: unknown) => (error as Problem).faults);
  t.match(faults, [{ pointer: '/body/lines/0', code: 'not-of-an-extra' }], 'all else is as sent');
  t.match(await correct(runtime, told!.id, atMost(0, 2)), {
    insurerPaisa: 1_000_000,
    settledDifferencePaisa: -100_000,
  });
  t.same(await disagreeing(runtime), []);
  // Another claim of the hospital that is all the family's: nothing is taken from it.
  const [mostly] = await decided(api, [withTransport({ cnic: cnics[1]!, asked: 0 })]);
  t.match(mostly, { outcome: 'approved', insurerPaisa: 100_000 });
  await settle(runtime);
  t.same((await remittances(runtime)).at(-1), [1_000, 0, 1_000]);

  t.match(await correct(runtime, told!.id), {
    insurerPaisa: 1_100_000,
    settledDifferencePaisa: 100_000,
  });
  await settle(runtime);
  const paid = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ insurer: bigint; extras: bigint; difference: boolean }[]>`
      select insurer_paisa as insurer, extras_paisa as extras, difference_id is not null as difference
      from remittance_line where claim_id = ${told!.id} order by decision_id`,
  );
  t.same(
    paid.map(({ insurer, extras, difference }) => [insurer, extras, difference]),
    [
      [1_100_000n, 100_000n, false],
      [100_000n, 100_000n, true],
    ],
    'what the correction gave back is the family’s again',
  );

  t.match(
    await correct(runtime, told!.id, { stay: { dischargeType: 'died' } }),
    { insurerPaisa: 1_000_000, outcome: 'partial' },
    'who died was not driven home',
  );
  t.match(
    await correct(runtime, told!.id, atMost(0)),
    { insurerPaisa: 0, outcome: 'denied', settledDifferencePaisa: -1_000_000 },
    'beside treatment that is disallowed nothing is paid',
  );
  t.same(await disagreeing(runtime), []);
});

t.test('an extra of a stay that another puts in question is held with it', async (t) => {
  const api = await openApi(t, { ...EXTRAS, memberCap: 100_000 });
  const { cnic } = api.world.families[0]![0]!;
  const [first] = await decided(api, [withTransport({ cnic })]);
  t.equal(first?.outcome, 'approved');
  await submit(api.runtime, api.world.hospitals[1], [aClaim({ cnic })]);
  await drainAll(api.runtime);
  const again = (await api.get(`/v1/claims/${first!.id}/decision`)).json<Told>();
  t.match(again, { outcome: 'pended', insurerPaisa: 1_100_000, extras: first!.extras });
  const { totals } = await verifyLedger(api.runtime.judgeDatabase);
  t.equal(totals.extras_paisa, 0n, 'nothing is given for good');
  const [later] = await decided(
    api,
    [1, 2, 3].map((nth) => withTransport({ cnic, admittedOn: stayDay(nth) })),
  ).then((all) => all.slice(-1));
  t.same(reasonsOf(later!), ['pended', 'EXTRA_COUNT_UNCLEAR'], 'and it counts as open');
  t.same(await disagreeing(api.runtime), []);
});

t.test('what members had of extras goes with them to another family', async (t) => {
  const invented = <T>(value: T): Figure<T> => ({ value, source: 'demo-world' });
  const extras: readonly Extra[] = [
    { kind: 'transport', amountPaisa: invented(rupees(1_000)), timesAYear: invented(2) },
    {
      ...{ kind: 'wage_loss', amountPaisa: invented(rupees(250)), daysAtMost: invented(3) },
      ...{ scope: 'member', timesAYear: invented(1) },
    },
  ];
  const api = await openApi(t, { families: 1, members: 3, terms: { extras } });
  const [stays = '', goes = '', child = ''] = api.world.families[0]!.map(({ cnic }) => cnic);
  const asks = async (cnic: string, admittedOn: IsoDate) => {
    const asked = [
      anExtra('transport', 1_000, { admittedOn }),
      { ...anExtra('wage_loss', 500, { admittedOn }), days: 2 },
    ];
    const [told] = await decided(api, [aClaim({ cnic, admittedOn, more: { extras: asked } })]);
    return [told!.outcome, ...told!.findings.map(({ reason, lineNo }) => `${reason} ${lineNo}`)];
  };
  t.same(await asks(goes, stayDay(0)), ['approved']);

  const movedOn = stayDay(10);
  const csv = [
    'cnic,from_on,relation,joins_cnic,new_family_key,district_pcode',
    `${goes},${movedOn},head,,N1,PK518`,
    `${child},${movedOn},child,,N1,PK518`,
  ].join('\n');
  const open = await openImport('moves', () => Readable.from([csv]));
  const owner = openOwner(api.urls);
  const target = { schemeCode: SCHEME_CODE, keys: TEST_KEYS };
  t.match(await writeImport(owner, 'moves', open.rows, target, () => undefined), { inserted: 2 });
  await owner.end();

  const after = addDays(movedOn, 1);
  t.same(await asks(goes, after), ['partial', 'EXTRA_COUNT_SPENT 3'], 'a member’s own is one');
  t.same(
    await asks(child, after),
    ['partial', 'EXTRA_COUNT_SPENT 2'],
    'what a member brought along counts for the new family',
  );
  t.same(await asks(stays, after), ['approved'], 'and for the old one as it had it');
  t.same(await asks(stays, addDays(after, 3)), [
    'partial',
    'EXTRA_COUNT_SPENT 2',
    'EXTRA_COUNT_SPENT 3',
  ]);
  t.same(await disagreeing(api.runtime), []);
});
