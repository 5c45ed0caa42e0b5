import { policyYearOf } from '../domain/calendar.js';
import { chanceOf, type Chance } from './chance.js';
import type { DemoClaimBody } from './shapes.js';
import type { Draft } from './stays.js';

type Asked = NonNullable<DemoClaimBody['extras']>;

/** What the make-believe scheme gives, in rupees, and how often transport in a policy year. */
export const DEMO_EXTRAS = {
  transport: 1_000,
  burial: 10_000,
  maternity_allowance: 1_000,
} as const;
export const DEMO_TRANSPORTS = 3;
export const DEMO_YEAR = { month: 7, day: 1 } as const;

/** How many ask for what they may: invented. */
const ASKING = { transport: 0.15, burial: 0.6, maternity_allowance: 0.7 } as const;
type Kind = keyof typeof DEMO_EXTRAS;

/**
 * Money that hospitals gave to families beside honest treatment: never more than the scheme gives. Drawn
 * apart from all else, so that the stays are the same without it.
 */
export function extrasOf(seed: number, drafts: readonly Draft[]): ReadonlyMap<Draft, Asked> {
  const chance = chanceOf(seed, 4);
  const had = new Map<string, number>();
  const asked = new Map<Draft, Asked>();
  for (const draft of drafts) {
    const kind = kindFor(draft);
    if (kind === undefined || !chance.happens(ASKING[kind])) continue;
    const year = policyYearOf(DEMO_YEAR, draft.admittedOn);
    const key = `${draft.someone.family.key}/${year}/${kind}`;
    const times = had.get(key) ?? 0;
    if (kind === 'transport' && times === DEMO_TRANSPORTS) continue;
    had.set(key, times + 1);
    asked.set(draft, [extra(chance, kind, draft)]);
  }
  return asked;
}

/** What a stay has occasion for; nothing beside sessions, and nothing where something was planted. */
function kindFor({ planted, package: { package: listed }, body }: Draft): Kind | undefined {
  if (planted !== undefined || listed.session || body.newborn === true) return undefined;
  if (body.dischargeType === 'died') return 'burial';
  if (body.dischargeType === 'absconded') return undefined;
  return listed.maternity ? 'maternity_allowance' : 'transport';
}

function extra(chance: Chance, kind: Kind, { dischargedOn }: Draft): Asked[number] {
  return {
    kind,
    askedPaisa: DEMO_EXTRAS[kind] * 100,
    paidOn: dischargedOn,
    receiptSha256: chance.hex(64),
  };
}
