import { ageOn, dayInKarachi, inForceOn, type IsoDate } from '../domain/calendar.js';
import { normaliseCnic } from '../domain/ids.js';
import type { Paisa } from '../domain/money.js';
import type { CareTier } from '../domain/scheme/terms.js';
import { inTransaction, type Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import {
  findPeopleByHash,
  hashOfNumber,
  hospitalFacts,
  packageFacts,
  type Reference,
} from '../registry/index.js';
import { DEMO_SCHEME_CODE } from './demo-scheme.js';
import { demoFamilies } from './families.js';
import { findUntouchedFamilies } from './demo.store.js';
import { DEMO_SEED } from './world.js';
import type { DemoMember } from './shapes.js';

/** Families looked through: every size of the demo begins with these. */
const LOOKED_THROUGH = 300;

/** One person of the make-believe scheme to send a claim for. */
export interface DemoPerson {
  readonly cnic: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly ageYears: number;
  readonly districtPcode: string;
}

/** Whom a first claim can be tried with: a man, a woman, a child and two older people. */
const WANTED: readonly ((member: DemoMember, age: number) => boolean)[] = [
  (member, age) => member.sex === 'male' && age >= 18 && age < 45,
  (member, age) => member.sex === 'female' && age >= 18 && age < 40,
  (_member, age) => age >= 5 && age < 14,
  (member, age) => member.sex === 'male' && age >= 50,
  (member, age) => member.sex === 'female' && age >= 45,
];

/**
 * Five living people of five families that no claim was sent for yet, so that all their cover is
 * left. The numbers come from the generator, since the database keeps only hashes; each is looked
 * up by its hash, so that nobody is named whom the registry does not know.
 * @param database the judge's pool
 */
export async function findDemoPeople({
  database,
  keys,
  clock,
}: {
  database: Database;
  keys: CnicKeys;
  clock: Clock;
}): Promise<readonly DemoPerson[]> {
  const today = dayInKarachi(clock.now());
  const families = demoFamilies(DEMO_SEED, today, LOOKED_THROUGH);
  const hashes = new Map<string, string>();
  for (const { cnic } of families.flatMap(({ members }) => members)) {
    const number = normaliseCnic(cnic);
    if (number !== undefined) hashes.set(cnic, hashOfNumber(keys, number).toString('hex'));
  }
  const { known, untouched } = await inTransaction(database, async (tx) => {
    const found = await findPeopleByHash(
      tx,
      [...hashes.values()].map((hash) => Buffer.from(hash, 'hex')),
    );
    return { known: found, untouched: await findUntouchedFamilies(tx, [...found.values()]) };
  });
  const free = families.filter(({ members: [head] }) => {
    const person = known.get(hashes.get(head?.cnic ?? '') ?? '');
    return person !== undefined && untouched.has(person.familyId);
  });
  const taken = new Set<string>();
  return WANTED.flatMap((fits) => {
    for (const family of free) {
      if (taken.has(family.key)) continue;
      const member = family.members.find(
        (each) => each.diedOn === undefined && fits(each, ageOn(each.bornOn, today)),
      );
      if (member === undefined) continue;
      taken.add(family.key);
      const { cnic, name, sex, bornOn } = member;
      return [
        { cnic, name, sex, ageYears: ageOn(bornOn, today), districtPcode: family.districtPcode },
      ];
    }
    return [];
  });
}

/** One package that a hospital may treat, with what the scheme pays it for a case. */
export interface DemoOffer {
  readonly code: string;
  readonly name: string;
  readonly tier: CareTier;
  readonly ratePaisa: Paisa;
  readonly documents: readonly string[];
}

/** Packages of the make-believe scheme that a hospital may treat on a day, at its grade's rates. */
export function demoOffers(
  reference: Reference,
  hospitalCode: string,
  day: IsoDate,
): readonly DemoOffer[] {
  const record = [...reference.hospitals.values()].find(({ code }) => code === hospitalCode);
  if (record === undefined) return [];
  const facts = hospitalFacts(reference, record.id, DEMO_SCHEME_CODE);
  const tiers = inForceOn(facts.empanelments, day)?.tiers ?? [];
  const prefix = `${DEMO_SCHEME_CODE}/`;
  return [...reference.packages.keys()]
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const code = key.slice(prefix.length);
      const { package: listed, rate } = packageFacts(
        reference,
        DEMO_SCHEME_CODE,
        code,
        record.id,
        day,
      );
      if (listed === undefined || rate === undefined || !tiers.includes(listed.tier)) return [];
      const treats = facts.specialities.some(
        (entry) => entry.speciality === listed.speciality && inForceOn([entry], day) !== undefined,
      );
      if (!treats) return [];
      const { nameEn: name, tier, documents } = listed;
      return [{ code, name, tier, ratePaisa: rate.ratePaisa, documents }];
    })
    .sort((a, b) => b.tier.localeCompare(a.tier) || a.code.localeCompare(b.code));
}
