import type { StayOfFamily } from '../admissions/index.js';
import type { IsoDate } from '../domain/calendar.js';
import { potOf, type Cover } from '../domain/coverage/pots.js';
import type { PersonId } from '../domain/ids.js';
import { add, atLeastZero, subtract, type Paisa } from '../domain/money.js';
import type { SourceId } from '../domain/scheme/sources.js';
import { CARE_TIERS, type Cap, type CareTier, type Terms } from '../domain/scheme/terms.js';

/** One cap of one layer as it stands for a person: the person's own pot, or the whole family's. */
export interface PotBalance {
  readonly tier: CareTier;
  readonly layer: string;
  readonly scope: Cap['scope'];
  readonly needsApproval: boolean;
  readonly amountPaisa: Paisa;
  readonly availablePaisa: Paisa;
  /** All that is set aside, then what of it is for stays without a claim and for pended claims. */
  readonly heldPaisa: Paisa;
  readonly heldByStaysPaisa: Paisa;
  readonly heldByClaimsPaisa: Paisa;
  readonly consumedPaisa: Paisa;
  /** Where the cap was read, and whether it is uncertain. */
  readonly source: SourceId;
  readonly isUncertain: boolean;
}

interface Asked {
  readonly cover: Cover;
  readonly terms: Terms;
  readonly personId: PersonId;
  readonly policyYearOn: IsoDate;
  readonly stays: readonly StayOfFamily[];
}

/** Every pot that the person can draw on, in the order in which it is drawn; untouched ones too. */
export function balanceOf({ cover, terms, personId, policyYearOn, stays }: Asked): PotBalance[] {
  const ofYear = stays.filter((stay) => stay.policyYearOn === policyYearOn);
  return CARE_TIERS.flatMap((tier) =>
    terms.tiers[tier].flatMap((layer) =>
      layer.caps.map((cap): PotBalance => {
        const pot = potOf(cover, layer, cap, personId);
        const holders = ofYear.filter(
          (stay) => cap.scope === 'family' || stay.personId === personId,
        );
        const draws = holders.flatMap(({ held }) => held);
        const byStays = add(
          ...draws.flatMap((draw) =>
            draw.tier === tier && draw.layer === layer.code ? [draw.amountPaisa] : [],
          ),
        );
        const used = add(pot.reservedPaisa, pot.consumedPaisa);
        return {
          tier,
          layer: layer.code,
          scope: cap.scope,
          needsApproval: layer.needsApproval,
          amountPaisa: pot.amountPaisa,
          availablePaisa: atLeastZero(subtract(pot.amountPaisa, used)),
          heldPaisa: pot.reservedPaisa,
          heldByStaysPaisa: byStays,
          heldByClaimsPaisa: subtract(pot.reservedPaisa, byStays),
          consumedPaisa: pot.consumedPaisa,
          source: cap.amountPaisa.source,
          isUncertain: cap.amountPaisa.uncertain === true,
        };
      }),
    ),
  );
}
