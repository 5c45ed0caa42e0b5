import { covers, inForceOn, type IsoDate } from '../../calendar.js';
import { shareOf, subtract } from '../../money.js';
import type { CoPay, HospitalSector, Package, Terms } from '../../scheme/terms.js';
import type { CaseFacts } from '../facts.js';
import { pass, pend, reduce } from '../finding.js';
import { packageOf, standingOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * The family's own share of a package's price, where the terms of the day give one for the hospital's
 * sector and the package's group; half up to a paisa. The only deduction a hospital may collect. Where
 * deserving families are exempt, the registry's list says who is one: not listed is not deserving.
 */
export const PKG_003 = defineRule({
  code: 'PKG-003',
  title: { en: 'Patient share', ur: 'خاندان کا حصہ' },
  phase: 'price',
  step: 'share',
  bearer: 'patient_share',
  authority: [
    { document: 'project-architecture', clause: '5, the money, step 4' },
    { document: 'punjab-copay-50', clause: 'Co-payment in private hospitals' },
  ],
  reasons: ['PATIENT_SHARE', 'PATIENT_SHARE_UNCERTAIN'],
  parts: [coPayOf, isDeserving],
  editions: {
    '2000-01-01': ({ facts, lines }) => {
      const { terms, claim } = facts;
      const sector = standingOf(facts)?.sector;
      if (terms === undefined || sector === undefined || terms.coPay.length === 0) return pass();
      return claim.lines.flatMap((line) => {
        const { lineNo } = line;
        const priced = lines.find((money) => money.lineNo === lineNo)?.insurerPaisa;
        const listed = packageOf(facts, line);
        if (listed === undefined || priced === undefined || priced === 0n) return [];
        const { share, deservingExempt } = coPayOf(terms, sector, listed, claim.admittedOn) ?? {};
        if (share === undefined || share.value === 0) return [];
        const exempt = isDeserving(facts) ? deservingExempt : undefined;
        if (exempt !== undefined && exempt.uncertain !== true) return [];
        if (share.uncertain === true || exempt !== undefined) {
          const params = { share: share.value, priced };
          return pend('adjudicator', 'PATIENT_SHARE_UNCERTAIN', params, { lineNo });
        }
        const amount = shareOf(priced, share.value);
        const ceiling = { lineNo, ceilingPaisa: subtract(priced, amount) };
        const params = { share: share.value, priced, amount };
        return reduce('PATIENT_SHARE', params, [ceiling], { lineNo });
      });
    },
  },
});

function isDeserving({ family, claim }: CaseFacts): boolean {
  return family?.deserving?.some((period) => covers(period, claim.admittedOn)) === true;
}

/** The latest entry of the terms that touches the sector and group; one for the group goes before. */
function coPayOf(
  terms: Terms,
  sector: HospitalSector,
  { group }: Package,
  admittedOn: IsoDate,
): CoPay | undefined {
  const touching = terms.coPay.filter(
    (entry) =>
      entry.sector === sector &&
      (entry.groups === undefined || (group !== undefined && entry.groups.includes(group))) &&
      !(group !== undefined && entry.exceptGroups?.includes(group) === true),
  );
  const [named, general] = [
    touching.filter((entry) => entry.groups !== undefined),
    touching.filter((entry) => entry.groups === undefined),
  ];
  return inForceOn([...named, ...general], admittedOn);
}
