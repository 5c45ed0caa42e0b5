import { ageOn, type IsoDate } from '../domain/calendar.js';
import type { Package } from '../domain/scheme/terms.js';
import type { Chance } from './chance.js';
import type { DemoFamily, DemoMember } from './shapes.js';

/** A member with the family they belong to. */
export interface Someone {
  readonly family: DemoFamily;
  readonly member: DemoMember;
}

export interface Wanted {
  readonly package: Package;
  readonly admittedOn: IsoDate;
  /** Preferred; anywhere where nobody lives there. */
  readonly districtPcode?: string | undefined;
  /** Says that a member will do although the package's sex and ages say otherwise. */
  readonly fits?: ((member: DemoMember) => boolean) | undefined;
}

const MOST_TRIES = 20_000;

/** The people of the make-believe scheme, drawn for stays; everybody at most once unless asked for again. */
export class People {
  readonly #byDistrict = new Map<string, DemoFamily[]>();
  readonly #drawn = new Set<string>();

  constructor(
    private readonly families: readonly DemoFamily[],
    private readonly schemeBegins: ReadonlyMap<string, IsoDate>,
  ) {
    for (const family of families) {
      const neighbours = this.#byDistrict.get(family.districtPcode);
      if (neighbours === undefined) this.#byDistrict.set(family.districtPcode, [family]);
      else neighbours.push(family);
    }
  }

  /** Somebody alive, covered in their district, for whom the package is. Throws where nobody is. */
  draw(chance: Chance, wanted: Wanted): Someone {
    const near = this.#byDistrict.get(wanted.districtPcode ?? '') ?? this.families;
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const family = chance.pick(near);
      const begins = this.schemeBegins.get(family.districtPcode);
      if (begins === undefined || wanted.admittedOn < begins) continue;
      const member = chance.pick(family.members);
      if (this.#drawn.has(member.cnic) || !this.#suits(chance, member, wanted)) continue;
      this.#drawn.add(member.cnic);
      return { family, member };
    }
    throw new RangeError(`nobody found for ${wanted.package.code} on ${wanted.admittedOn}`);
  }

  /** Takes somebody for a stay: nobody else's will be theirs. */
  take(someone: Someone): Someone {
    this.#drawn.add(someone.member.cnic);
    return someone;
  }

  /** Members of all families that a condition holds for, for stays planted on purpose. */
  where(condition: (member: DemoMember, family: DemoFamily) => boolean): Someone[] {
    return this.families.flatMap((family) =>
      family.members
        .filter((member) => !this.#drawn.has(member.cnic) && condition(member, family))
        .map((member) => ({ family, member })),
    );
  }

  #suits(chance: Chance, member: DemoMember, wanted: Wanted): boolean {
    if (member.diedOn !== undefined || member.memberFrom > wanted.admittedOn) return false;
    if (wanted.fits !== undefined) return wanted.fits(member);
    const age = ageOn(member.bornOn, wanted.admittedOn);
    return isFor(wanted.package, member.sex, age) && chance.happens(careSought(age));
  }
}

function isFor(listed: Package, sex: DemoMember['sex'], age: number): boolean {
  return (
    (listed.sex ?? sex) === sex &&
    age >= (listed.minAgeYears ?? 0) &&
    age <= (listed.maxAgeYears ?? 150)
  );
}

/** How readily people of an age are admitted, invented: the very young and the old more. */
function careSought(age: number): number {
  if (age < 5) return 0.6;
  if (age < 15) return 0.2;
  return age < 50 ? 0.45 : 1;
}
