import type { ClaimId, HospitalId } from '../ids.js';
import {
  dayTalliesOf,
  followOnsOf,
  monthTalliesOf,
  weekTallyOf,
  type DayTally,
  type MonthTally,
  type RiskStay,
  type WeekTally,
} from './stay.js';

/** What a decision makes of a claim for the signals: a live stay, or nothing where it is denied. */
export interface StayChange {
  readonly hospitalId: HospitalId;
  readonly claimId: ClaimId;
  /** The claim that this one replaces, of the same hospital. */
  readonly revisionOf?: ClaimId | undefined;
  readonly stay?: RiskStay | undefined;
}

/** A claim as the projection has it. */
export interface KnownClaim {
  readonly hospitalId: HospitalId;
  readonly claimId: ClaimId;
  readonly stay?: RiskStay | undefined;
  /** The revision in whose favour this claim counts no more, whatever is still heard of it. */
  readonly replacedBy?: ClaimId | undefined;
}

/** What a piece of the feed changes: claims as they stand after it, and differences of the counts. */
export interface FoldedStays {
  readonly claims: readonly KnownClaim[];
  readonly days: readonly DayTally[];
  readonly weeks: readonly WeekTally[];
  readonly months: readonly MonthTally[];
}

/**
 * Folds decisions over what was known: a later decision takes the place of an earlier one, a revision
 * that of the claim it replaces, a denial takes back what its claim had added. `before` holds the claims
 * that the changes name and all other stays of their people in the same hospital. The order in which
 * different claims are told makes no difference to what comes out.
 */
export function foldStays(
  changes: readonly StayChange[],
  before: readonly KnownClaim[],
): FoldedStays {
  const claims = new Map(before.map((claim) => [claim.claimId, claim]));
  const changed = new Set<ClaimId>();
  const replace = (claim: KnownClaim): void => {
    if (claims.get(claim.claimId)?.replacedBy !== undefined) return;
    claims.set(claim.claimId, claim);
    changed.add(claim.claimId);
  };
  for (const { hospitalId, claimId, revisionOf, stay } of changes) {
    if (revisionOf !== undefined) {
      replace({ hospitalId, claimId: revisionOf, replacedBy: claimId });
    }
    replace({ hospitalId, claimId, stay });
  }
  const sums = new Sums();
  const was = new Map(before.map((claim) => [claim.claimId, claim.stay]));
  for (const claimId of changed) {
    sums.add(was.get(claimId), -1);
    sums.add(claims.get(claimId)?.stay, 1);
  }
  const people = new Set(
    [...changed].flatMap((id) =>
      [was.get(id), claims.get(id)?.stay].map((stay) => stay && personAt(stay)),
    ),
  );
  sums.addFollowOns(byPerson([...was.values()], people), -1);
  sums.addFollowOns(
    byPerson(
      [...claims.values()].map(({ stay }) => stay),
      people,
    ),
    1,
  );
  return {
    claims: [...claims.values()].filter(({ claimId }) => changed.has(claimId)),
    ...sums.differences(),
  };
}

function personAt({ hospitalId, personId }: RiskStay): string | undefined {
  return personId === undefined ? undefined : `${hospitalId}/${personId}`;
}

/** Stays by hospital and person, of those asked for. */
function byPerson(
  stays: readonly (RiskStay | undefined)[],
  people: ReadonlySet<string | undefined>,
): readonly (readonly RiskStay[])[] {
  const groups = new Map<string, RiskStay[]>();
  for (const stay of stays) {
    const key = stay && personAt(stay);
    if (stay === undefined || key === undefined || !people.has(key)) continue;
    groups.set(key, [...(groups.get(key) ?? []), stay]);
  }
  return [...groups.values()];
}

/** Differences of the counts, by their keys. */
class Sums {
  readonly #days = new Map<string, DayTally>();
  readonly #weeks = new Map<string, WeekTally>();
  readonly #months = new Map<string, MonthTally>();

  add(stay: RiskStay | undefined, sign: 1 | -1): void {
    if (stay === undefined) return;
    for (const day of dayTalliesOf(stay)) {
      const key = `${day.hospitalId}/${day.dayOn}`;
      const { admissions = 0, occupied = 0 } = this.#days.get(key) ?? {};
      this.#days.set(key, {
        ...day,
        admissions: admissions + sign * day.admissions,
        occupied: occupied + sign * day.occupied,
      });
    }
    const week = weekTallyOf(stay);
    const key = `${week.hospitalId}/${week.weekOn}`;
    const { admissions = 0 } = this.#weeks.get(key) ?? {};
    this.#weeks.set(key, { ...week, admissions: admissions + sign });
    for (const month of monthTalliesOf(stay)) this.#addMonth(month, sign);
  }

  addFollowOns(people: readonly (readonly RiskStay[])[], sign: 1 | -1): void {
    for (const stays of people) {
      for (const month of followOnsOf(stays)) this.#addMonth(month, sign);
    }
  }

  #addMonth(month: MonthTally, sign: 1 | -1): void {
    const { hospitalId, schemeCode, monthOn, measure, packageCode, value } = month;
    const key = JSON.stringify([hospitalId, schemeCode, monthOn, measure, packageCode, value]);
    const { stays = 0 } = this.#months.get(key) ?? {};
    this.#months.set(key, { ...month, stays: stays + sign });
  }

  differences(): Omit<FoldedStays, 'claims'> {
    return {
      days: [...this.#days.values()].filter((day) => day.admissions !== 0 || day.occupied !== 0),
      weeks: [...this.#weeks.values()].filter(({ admissions }) => admissions !== 0),
      months: [...this.#months.values()].filter(({ stays }) => stays !== 0),
    };
  }
}
