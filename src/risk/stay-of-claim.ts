import { createHash } from 'node:crypto';
import { dayInKarachi, type IsoDate } from '../domain/calendar.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../domain/ids.js';
import { clinicalText, surgeonKeyOf } from '../domain/risk/keys.js';
import type { Operation, RiskStay } from '../domain/risk/stay.js';
import type { ClaimContent } from '../intake/index.js';

type Content = Pick<ClaimContent, 'admissionType' | 'newborn' | 'diagnoses' | 'lines' | 'vitals'>;

/** A claim as it was decided: what the signals compare comes of it, and of nothing else. */
export interface DecidedStay {
  readonly hospitalId: string;
  readonly claimId: string;
  readonly schemeCode: string;
  readonly familyId?: string | undefined;
  readonly personId?: string | undefined;
  readonly districtPcode?: string | undefined;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  /** Every line is day-care. */
  readonly dayCare: boolean;
  readonly phoneKey?: string | undefined;
  readonly content: Content;
}

/** What is kept of a claim to compare it with others. */
export function stayOfClaim(decided: DecidedStay): RiskStay {
  const { content, dayCare, familyId, personId, ...head } = decided;
  const { admissionType, newborn, lines } = content;
  return {
    ...head,
    hospitalId: head.hospitalId as HospitalId,
    claimId: head.claimId as ClaimId,
    familyId: familyId as FamilyId | undefined,
    personId: personId as PersonId | undefined,
    packageCode: lines[0]?.packageCode ?? '',
    admissionType,
    inBed: !dayCare && !newborn,
    contentKey: contentKeyOf(content),
    implants: lines.reduce((sum, { implants }) => sum + implants.length, 0),
    operations: operationsOf(lines),
  };
}

/** Hash of what makes two claims clinically alike; undefined where too little was measured. */
function contentKeyOf(content: Content): string | undefined {
  const text = clinicalText(content);
  return text === undefined ? undefined : createHash('sha256').update(text).digest('base64url');
}

/** Longer than any operation: a wrong date, not a length. */
const MOST_MINUTES = 24 * 60;

/** The operations of a claim by surgeon and day. A line that does not say when is no operation here. */
function operationsOf(lines: Content['lines']): readonly Operation[] {
  return lines.flatMap(({ surgeon, startedAt, endedAt }, index) => {
    const surgeonKey = surgeon === undefined ? undefined : surgeonKeyOf(surgeon);
    if (surgeonKey === undefined || startedAt === undefined) return [];
    const started = new Date(startedAt);
    const startedMinute = Math.floor(started.getTime() / 60_000);
    const ended = endedAt === undefined ? undefined : new Date(endedAt).getTime() / 60_000;
    const minutes = ended === undefined ? undefined : Math.floor(ended) - startedMinute;
    return [
      {
        lineNo: index + 1,
        surgeonKey,
        operatedOn: dayInKarachi(started),
        startedMinute,
        ...(minutes !== undefined && minutes > 0 && minutes <= MOST_MINUTES ? { minutes } : {}),
      },
    ];
  });
}
