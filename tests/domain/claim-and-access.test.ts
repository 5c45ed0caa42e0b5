import t from 'tap';
import {
  isGrantable,
  mayDo,
  PERMISSIONS,
  ROLES,
  SCOPE_KINDS,
  scopesFor,
  type Grant,
  type Permission,
  type Role,
  type ScopeKind,
} from '../../src/domain/access/access.js';
import { isoDate } from '../../src/domain/calendar.js';
import { OUTCOMES, PEND_OWNERS, type PendOwner } from '../../src/domain/claim/claim.js';
import {
  canAct,
  CLAIM_ACTS,
  CLAIM_ROLES,
  CLAIM_STATUSES,
  nextStatus,
} from '../../src/domain/claim/lifecycle.js';
import { staysOverlap } from '../../src/domain/claim/overlap.js';

/** Everything that may be done, written out: status, act, role, and for a pend its owner. */
const ALLOWED = new Set([
  'received decide system',
  'received set_aside system',
  'received withdraw hospital',
  'set_aside retry administrator',
  'set_aside void administrator',
  'approved repend system',
  'approved withdraw hospital',
  'approved settle finance',
  'approved void adjudicator',
  'partial repend system',
  'partial withdraw hospital',
  'partial settle finance',
  'partial void adjudicator',
  'denied revise hospital',
  'pended decide system registry',
  'pended decide adjudicator hospital',
  'pended decide adjudicator adjudicator',
  'pended decide approver approver',
  'pended revise hospital hospital',
  'pended refile system registry',
  ...PEND_OWNERS.flatMap((owner) => [
    `pended withdraw hospital ${owner}`,
    `pended void adjudicator ${owner}`,
  ]),
  'in_settlement confirm_payment finance',
  'in_settlement settle finance',
  'paid settle finance',
  'approved correct adjudicator',
  'partial correct adjudicator',
  'denied correct adjudicator',
  'denied correct_payment adjudicator',
  'in_settlement correct_payment adjudicator',
  'paid correct_payment adjudicator',
]);

void t.test('every status × act × role is allowed or forbidden as written out', async (t) => {
  const found = new Set<string>();
  let asked = 0;
  for (const status of CLAIM_STATUSES) {
    for (const act of CLAIM_ACTS) {
      for (const role of CLAIM_ROLES) {
        const owners: readonly (PendOwner | undefined)[] =
          status === 'pended' ? PEND_OWNERS : [undefined];
        for (const owner of owners) {
          asked += 1;
          if (canAct(status, act, role, owner)) {
            found.add([status, act, role, owner].filter(Boolean).join(' '));
          }
        }
      }
    }
  }
  t.same([...found].sort(), [...ALLOWED].sort());
  t.equal(asked, (CLAIM_STATUSES.length + 3) * CLAIM_ACTS.length * CLAIM_ROLES.length);
});

void t.test('a pend whose owner is not said allows nothing that depends on it', async (t) => {
  t.notOk(canAct('pended', 'revise', 'hospital'));
  t.notOk(canAct('pended', 'decide', 'adjudicator'));
  t.ok(canAct('pended', 'withdraw', 'hospital'));
});

void t.test('an act leads to a status only where somebody may do it', async (t) => {
  for (const status of CLAIM_STATUSES) {
    for (const act of CLAIM_ACTS) {
      const possible = [...ALLOWED].some((row) => row.startsWith(`${status} ${act} `));
      const next = nextStatus(status, act, 'approved');
      t.equal(next !== undefined, possible, `${status} ${act}`);
    }
  }
  for (const outcome of OUTCOMES) t.equal(nextStatus('received', 'decide', outcome), outcome);
  t.equal(nextStatus('received', 'decide'), undefined, 'a decision has an outcome');
  t.equal(nextStatus('approved', 'repend'), 'pended');
  t.equal(nextStatus('denied', 'revise'), 'superseded');
  t.equal(nextStatus('pended', 'refile'), 'superseded');
  t.equal(nextStatus('partial', 'settle'), 'in_settlement');
  t.equal(nextStatus('in_settlement', 'confirm_payment'), 'paid');
  t.equal(nextStatus('set_aside', 'retry'), 'received');
  t.equal(nextStatus('pended', 'void'), 'void');
  t.equal(nextStatus('pended', 'withdraw'), 'withdrawn');
  t.equal(nextStatus('denied', 'correct', 'partial'), 'partial');
  t.equal(nextStatus('approved', 'correct', 'denied'), 'denied');
  t.equal(nextStatus('approved', 'correct'), undefined, 'a correction has an outcome');
  t.equal(nextStatus('paid', 'correct_payment', 'partial'), 'paid', 'what was paid stays paid');
  t.equal(nextStatus('paid', 'correct_payment', 'denied'), 'denied');
  t.equal(nextStatus('paid', 'correct_payment'), undefined);
  t.equal(nextStatus('in_settlement', 'correct_payment', 'partial'), 'in_settlement');
  t.equal(nextStatus('denied', 'correct_payment', 'approved'), 'in_settlement');
  t.equal(nextStatus('paid', 'settle'), 'in_settlement', 'what a correction added is on its way');
});

const stay = (from: string, to: string, over: { sessionsOnly?: true; newborn?: true } = {}) => ({
  admittedOn: isoDate(from),
  dischargedOn: isoDate(to),
  sessionsOnly: false,
  newborn: false,
  ...over,
});

void t.test('whether two stays overlap does not depend on which is asked first', async (t) => {
  const march = stay('2024-03-03', '2024-03-07');
  const cases: readonly [string, ReturnType<typeof stay>, boolean][] = [
    ['the same days', march, true],
    ['inside', stay('2024-03-04', '2024-03-05'), true],
    ['a day in common before discharge', stay('2024-03-06', '2024-03-09'), true],
    ['a transfer on the discharge day', stay('2024-03-07', '2024-03-09'), false],
    ['a day later', stay('2024-03-08', '2024-03-09'), false],
    ['begun on one day, left at once', stay('2024-03-03', '2024-03-03'), true],
    ['no nights on the discharge day', stay('2024-03-07', '2024-03-07'), false],
    ['sessions', stay('2024-03-04', '2024-03-05', { sessionsOnly: true }), false],
    ['a newborn', stay('2024-03-04', '2024-03-05', { newborn: true }), false],
  ];
  for (const [name, other, overlap] of cases) {
    t.equal(staysOverlap(march, other), overlap, name);
    t.equal(staysOverlap(other, march), overlap, `${name}, the other way round`);
  }
});

/** Who may do what, written out the other way round from the table. */
const HOLDERS: Readonly<Record<Permission, readonly Role[]>> = {
  'claim.submit': ['hospital'],
  'claim.read': ['hospital', 'adjudicator', 'approver'],
  'claim.list': ['hospital', 'adjudicator', 'approver'],
  'claim.dry_run': ['hospital'],
  'claim.revise': ['hospital'],
  'claim.correct': ['adjudicator'],
  'admission.open': ['hospital'],
  'admission.read': ['hospital', 'adjudicator', 'approver'],
  'admission.confirm_emergency': ['adjudicator'],
  'admission.watch': ['adjudicator', 'approver'],
  'pre_authorisation.request': ['hospital'],
  'pre_authorisation.read': ['hospital', 'adjudicator', 'approver'],
  'pre_authorisation.decide': ['adjudicator'],
  'pre_authorisation.approve_layer': ['approver'],
  'eligibility.check': ['hospital', 'window'],
  'decision.read': ['hospital', 'adjudicator', 'approver'],
  'decision.read_risk': ['adjudicator', 'approver'],
  'review.list': ['adjudicator'],
  'risk.profiles': ['adjudicator', 'approver', 'department', 'administrator'],
  'rules.read': ROLES,
  'settlement.run': ['finance'],
  'settlement.read': ['hospital', 'finance'],
  'feed.settlement': ['finance', 'service'],
  'feed.utilisation': ['department', 'district_officer', 'service'],
  'registry.import': ['administrator'],
  'key.manage': ['administrator'],
  'ledger.verify': ['finance', 'administrator'],
};
const HELD_IN: Readonly<Record<Role, readonly ScopeKind[]>> = {
  hospital: ['hospital'],
  adjudicator: ['scheme', 'all'],
  approver: ['scheme', 'all'],
  finance: ['scheme', 'all'],
  department: ['province', 'all'],
  district_officer: ['district'],
  window: ['scheme', 'province', 'district'],
  administrator: ['all'],
  service: ['scheme', 'province', 'all'],
};

function grant(role: Role, kind: ScopeKind): Grant {
  return { role, scope: { kind, id: kind === 'all' ? '*' : 'x' } };
}

void t.test('every role × scope × permission is as written out', async (t) => {
  for (const role of ROLES) {
    for (const kind of SCOPE_KINDS) {
      const given = grant(role, kind);
      const grantable = HELD_IN[role].includes(kind);
      t.equal(isGrantable(given), grantable, `${role} in ${kind}`);
      for (const permission of PERMISSIONS) {
        const may = grantable && HOLDERS[permission].includes(role);
        t.equal(mayDo([given], permission), may, `${role} in ${kind}: ${permission}`);
        t.same(scopesFor([given], permission), may ? [given.scope] : []);
      }
    }
  }
});

void t.test('scopes are those of the grants that give the permission, each once', async (t) => {
  const grants: Grant[] = [
    { role: 'hospital', scope: { kind: 'hospital', id: 'h1' } },
    { role: 'hospital', scope: { kind: 'hospital', id: 'h2' } },
    { role: 'hospital', scope: { kind: 'hospital', id: 'h1' } },
    { role: 'finance', scope: { kind: 'scheme', id: 'CHAI' } },
  ];
  t.same(scopesFor(grants, 'claim.read'), [
    { kind: 'hospital', id: 'h1' },
    { kind: 'hospital', id: 'h2' },
  ]);
  t.same(
    scopesFor(grants, 'settlement.read')
      .map(({ id }) => id)
      .sort(),
    ['CHAI', 'h1', 'h2'],
  );
  t.same(scopesFor([], 'rules.read'), []);
  t.notOk(mayDo([], 'rules.read'));
});

void t.test('only a scope over all is written *, and it is never anything else', async (t) => {
  t.notOk(isGrantable({ role: 'finance', scope: { kind: 'scheme', id: '*' } }));
  t.notOk(isGrantable({ role: 'finance', scope: { kind: 'all', id: 'CHAI' } }));
});
