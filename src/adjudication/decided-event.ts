import type { Case } from './facts.js';
import type { Outcome, PendOwner } from '../domain/claim/claim.js';
import type { CaseFacts } from '../domain/rules/facts.js';
import type { Judgement } from '../domain/rules/adjudicate.js';
import type { ExtraKind } from '../domain/scheme/terms.js';

/** What the feeds say of a decision: money, dates and places, never a person or a diagnosis. */
export interface DecidedPayload {
  readonly decisionId: string;
  readonly ordinal: number;
  readonly outcome: Outcome;
  readonly pendOwner?: PendOwner | undefined;
  readonly hospitalClaimNo: string;
  readonly districtPcode?: string | undefined;
  readonly admittedOn: string;
  readonly dischargedOn: string;
  readonly died: boolean;
  readonly revisionOf?: string | undefined;
  readonly askedPaisa: string;
  readonly insurerPaisa: string;
  readonly patientSharePaisa: string;
  readonly hospitalBornePaisa: string;
  readonly lines: readonly {
    readonly packageCode: string;
    readonly tier?: string | undefined;
    readonly dayCare: boolean;
    readonly askedPaisa: string;
    readonly insurerPaisa: string;
    readonly patientSharePaisa: string;
    readonly hospitalBornePaisa: string;
  }[];
  /** Money for the family; absent where none is asked. */
  readonly extras?:
    | readonly {
        readonly kind: ExtraKind;
        readonly askedPaisa: string;
        readonly insurerPaisa: string;
        readonly hospitalBornePaisa: string;
      }[]
    | undefined;
}

/** The event of a decision; amounts are decimal strings so that no reader rounds them. */
export function decidedPayload(
  {
    id,
    ordinal,
    facts,
    judgement,
  }: {
    readonly id: string;
    readonly ordinal: number;
    readonly facts: CaseFacts;
    readonly judgement: Judgement;
  },
  { claim }: Case,
): DecidedPayload {
  const { totals } = judgement;
  const treatment = judgement.lines.filter(({ extra }) => extra === undefined);
  return {
    decisionId: id,
    ordinal,
    outcome: judgement.outcome,
    pendOwner: judgement.pendOwner,
    hospitalClaimNo: claim.hospitalClaimNo,
    districtPcode: facts.family?.districtPcode,
    admittedOn: claim.admittedOn,
    dischargedOn: claim.dischargedOn,
    died: claim.dischargeType === 'died',
    revisionOf: claim.revisionOf,
    askedPaisa: totals.askedPaisa.toString(),
    insurerPaisa: totals.insurerPaisa.toString(),
    patientSharePaisa: totals.patientSharePaisa.toString(),
    hospitalBornePaisa: totals.hospitalBornePaisa.toString(),
    lines: treatment.map((line) => ({
      packageCode: line.packageCode,
      tier: line.tier,
      dayCare: facts.packages[line.packageCode]?.package?.dayCare === true,
      askedPaisa: line.askedPaisa.toString(),
      insurerPaisa: line.insurerPaisa.toString(),
      patientSharePaisa: line.patientSharePaisa.toString(),
      hospitalBornePaisa: line.hospitalBornePaisa.toString(),
    })),
    ...(claim.extras === undefined ? {} : { extras: extrasOf(judgement) }),
  };
}

function extrasOf({ lines }: Judgement): DecidedPayload['extras'] {
  return lines.flatMap(({ extra, askedPaisa, insurerPaisa, hospitalBornePaisa }) =>
    extra === undefined
      ? []
      : [
          {
            kind: extra,
            askedPaisa: askedPaisa.toString(),
            insurerPaisa: insurerPaisa.toString(),
            hospitalBornePaisa: hospitalBornePaisa.toString(),
          },
        ],
  );
}
