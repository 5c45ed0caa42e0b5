import type { IsoDate } from '../domain/calendar.js';
import type { CoverEntry } from '../domain/coverage/entries.js';
import { lessUsedElsewhere, type UsedElsewhere } from '../domain/coverage/elsewhere.js';
import { EXCESS, type Cover } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import { add, subtract, ZERO, type Paisa } from '../domain/money.js';
import type { Terms } from '../domain/scheme/terms.js';
import type { FamilyKey } from './cover.store.js';
import type { Mover, UsedByMover } from './movers.store.js';

type Place = Omit<UsedByMover, 'usedPaisa'>;

/**
 * What members use in several families, while one transaction works on their cover. Most families have
 * nobody who moved; theirs is read as it stands.
 */
export class Elsewhere {
  private readonly used = new Map<string, Paisa>();
  private readonly byFamily = new Map<string, Mover[]>();
  private readonly lanes = new Map<string, readonly Lane[]>();

  constructor(movers: readonly Mover[], used: readonly UsedByMover[]) {
    for (const each of used) this.used.set(keyOf(each), each.usedPaisa);
    for (const mover of movers) {
      this.lanes.set(mover.personId, [...new Set(mover.families.map(({ lane }) => lane))]);
      for (const familyId of new Set(mover.families.map((family) => family.familyId))) {
        this.byFamily.set(familyId, [...(this.byFamily.get(familyId) ?? []), mover]);
      }
    }
  }

  /** A family's cover as it may be drawn on. */
  lessen(cover: Cover, familyId: string, policyYearOn: IsoDate, terms: Terms): Cover {
    const movers = this.byFamily.get(familyId);
    if (movers === undefined) return cover;
    const { schemeCode } = terms;
    const layers = [...terms.tiers.secondary, ...terms.tiers.priority];
    const used = layers.flatMap(({ code: layer }) =>
      movers.map((mover): UsedElsewhere => {
        const { personId } = mover;
        const sum = (families: ReadonlySet<string>): Paisa =>
          add(
            ZERO,
            ...[...families].map(
              (id) =>
                this.used.get(keyOf({ personId, familyId: id, policyYearOn, schemeCode, layer })) ??
                ZERO,
            ),
          );
        const { others, before } = besides(mover, familyId);
        return { memberId: personId, layer, paisa: sum(others), broughtPaisa: sum(before) };
      }),
    );
    return lessUsedElsewhere(cover, terms, used);
  }

  /** Every lane of somebody who moved; undefined for all others. */
  lanesOf(personId: string): readonly Lane[] | undefined {
    return this.lanes.get(personId);
  }

  /** A family, and those that its members came from or went to. */
  relatedOf(family: FamilyKey): readonly FamilyKey[] {
    return withRelated([family], this.byFamily.get(family.familyId) ?? []);
  }

  /** Whether what a member had in another family counts for this one: it was brought along. */
  isBrought(personId: string, fromFamilyId: string, familyId: string): boolean {
    const mover = this.byFamily.get(familyId)?.find((one) => one.personId === personId);
    return mover !== undefined && besides(mover, familyId).before.has(fromFamilyId);
  }

  /** What was posted counts for the member's other families at once. */
  note(familyId: string, policyYearOn: IsoDate, schemeCode: string, entry: CoverEntry): void {
    const isMover = this.byFamily
      .get(familyId)
      ?.some(({ personId }) => personId === entry.memberId);
    if (isMover !== true || entry.layer === EXCESS) return;
    const { memberId: personId, layer, amountPaisa } = entry;
    const key = keyOf({ personId, familyId, policyYearOn, schemeCode, layer });
    const before = this.used.get(key) ?? ZERO;
    const more = isUse(entry.to) ? amountPaisa : ZERO;
    const less = isUse(entry.from) ? amountPaisa : ZERO;
    this.used.set(key, subtract(add(before, more), less));
  }
}

function isUse(account: CoverEntry['to']): boolean {
  return account === 'reserved' || account === 'consumed';
}

/** The member's other families, and those before this one. */
function besides({ families }: Mover, familyId: string) {
  const ids = families.map((family) => family.familyId);
  const others = new Set(ids.filter((id) => id !== familyId));
  const before = new Set(ids.slice(0, ids.lastIndexOf(familyId)).filter((id) => id !== familyId));
  return { others, before };
}

function keyOf({ personId, familyId, policyYearOn, schemeCode, layer }: Place): string {
  return [personId, familyId, policyYearOn, schemeCode, layer].join('/');
}

/** Families with all those that their members came from or went to. */
export function withRelated(
  families: readonly FamilyKey[],
  movers: readonly Mover[],
): readonly FamilyKey[] {
  const related = movers.flatMap((mover) => mover.families);
  return [...new Map([...families, ...related].map((key) => [key.familyId, key])).values()];
}
