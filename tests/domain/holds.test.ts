import fc from 'fast-check';
import t from 'tap';
import {
  ADMISSION_ACTS,
  ADMISSION_STATUSES,
  admissionAfter,
} from '../../src/domain/admission/lifecycle.js';
import { isoDate } from '../../src/domain/calendar.js';
import {
  needsPreAuthorisation,
  planHold,
  totalOf,
  withoutHold,
} from '../../src/domain/coverage/holds.js';
import { entriesFor, post } from '../../src/domain/coverage/entries.js';
import { roomWithoutApproval, type Cover } from '../../src/domain/coverage/pots.js';
import type { PersonId } from '../../src/domain/ids.js';
import { paisa, rupees, type Paisa } from '../../src/domain/money.js';
import type { Terms } from '../../src/domain/scheme/terms.js';

const member = 'm' as PersonId;
const figure = <T>(value: T) => ({ value, source: 'demo-world' as const });
const cap = (scope: 'member' | 'family', amount: Paisa) => ({ scope, amountPaisa: figure(amount) });

/** Two layers in a row, the second one on approval, both inside the caps of member and family. */
const terms: Terms = {
  schemeCode: 'TEST',
  from: isoDate('2024-01-01'),
  policyYearStart: figure({ month: 7, day: 1 }),
  tiers: {
    secondary: [
      {
        code: 'first',
        caps: [cap('member', rupees(40)), cap('family', rupees(100))],
        needsApproval: false,
      },
      { code: 'second', caps: [cap('family', rupees(50))], needsApproval: true },
    ],
    priority: [{ code: 'priority', caps: [cap('family', rupees(400))], needsApproval: false }],
  },
  coPay: [],
  unmatchedDays: figure(30),
};
const wants = (amount: Paisa) => [{ tier: 'secondary' as const, amountPaisa: amount }];

t.test('holds what there is room for, and says what there is not', async (t) => {
  t.same(planHold([], terms, member, wants(rupees(40))), {
    draws: [{ tier: 'secondary', layer: 'first', amountPaisa: rupees(40) }],
    shortfallPaisa: 0n,
  });
  const over = planHold([], terms, member, wants(paisa(4_001)));
  t.equal(totalOf(over.draws), rupees(40), 'a layer on approval is not held unasked');
  t.equal(over.shortfallPaisa, 1n);
  const approved = planHold([], terms, member, wants(paisa(4_001)), ['second']);
  t.equal(approved.shortfallPaisa, 0n);
});

t.test('two wants of one tier share its room', async (t) => {
  const both = [...wants(rupees(30)), ...wants(rupees(30))];
  const { draws, shortfallPaisa } = planHold([], terms, member, both);
  t.same([totalOf(draws), shortfallPaisa], [rupees(40), rupees(20)]);
});

t.test('priority care waits for its pre-authorisation, secondary care does not', async (t) => {
  t.equal(needsPreAuthorisation('priority'), true);
  t.equal(needsPreAuthorisation('secondary'), false);
});

const amount = fc.bigInt({ min: 0n, max: 6_000n }).map((value) => paisa(value));

t.test('holding and giving back leaves cover as it was, and no hold passes the room', async (t) => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 6 }), amount, (earlier, wanted) => {
      let cover: Cover = [];
      const nothing = { draws: [], use: 'reserved' as const };
      const hold = (want: Paisa) => {
        const before = cover;
        const room = roomWithoutApproval(cover, terms, 'secondary', member);
        const { draws, shortfallPaisa } = planHold(cover, terms, member, wants(want));
        cover = post(cover, terms, entriesFor(member, nothing, { draws, use: 'reserved' }));
        return { before, room, draws, shortfallPaisa };
      };
      for (const want of earlier) hold(want);
      const { before, room, draws, shortfallPaisa } = hold(wanted);
      const held = totalOf(draws);
      if (held > room || held + shortfallPaisa !== wanted) return false;
      const back = withoutHold(cover, terms, member, draws);
      return (
        roomWithoutApproval(back, terms, 'secondary', member) ===
        roomWithoutApproval(before, terms, 'secondary', member)
      );
    }),
  );
  t.pass('for any amounts in any order');
});

t.test('an admission that is cancelled or claimed takes no act any more', async (t) => {
  const possible = ADMISSION_STATUSES.map((status) => [
    status,
    ADMISSION_ACTS.filter((act) => admissionAfter(status, act) !== undefined),
  ]);
  t.same(Object.fromEntries(possible), {
    open: [...ADMISSION_ACTS],
    discharged: ['cancel', 'confirm_emergency', 'claim'],
    transferred: ['cancel', 'confirm_emergency', 'claim'],
    cancelled: [],
    claimed: [],
  });
});
