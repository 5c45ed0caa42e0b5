import { z } from 'zod';
import { isIsoDate, type IsoDate } from '../domain/calendar.js';
import { readRows } from './read-rows.js';

/** One stay of the claim set, as its file has it. */
export interface ReplayClaim {
  readonly claimId: string;
  readonly beneficiaryId: string;
  readonly providerId: string;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  /** Whole units of money; taken as rupees. */
  readonly amount: number;
  readonly drg: string;
  readonly operatingPhysician: string;
  readonly diagnoses: readonly string[];
  readonly procedures: readonly string[];
}

export interface ReplayBeneficiary {
  readonly beneficiaryId: string;
  readonly bornOn: IsoDate;
  /** First day of the month of death: the data says no more. */
  readonly diedInMonth?: IsoDate | undefined;
  readonly sex: 'male' | 'female';
}

const day = z.string().refine(isIsoDate, { error: 'is not a date' });
const optionalDay = z
  .literal('')
  .transform(() => undefined)
  .or(day);
const codes = z.string().transform((text) => text.split(' ').filter((code) => code !== ''));

const claimRow = z
  .object({
    claim_id: z.string().min(1),
    beneficiary_id: z.string().min(1),
    provider_id: z.string().min(1),
    admitted_on: day,
    discharged_on: day,
    amount: z.coerce.number().int().min(0),
    drg: z.string().min(1),
    operating_physician: z.string(),
    diagnoses_icd9: codes,
    procedures_icd9: codes,
  })
  .transform((row): ReplayClaim => ({
    claimId: row.claim_id,
    beneficiaryId: row.beneficiary_id,
    providerId: row.provider_id,
    admittedOn: row.admitted_on,
    dischargedOn: row.discharged_on,
    amount: row.amount,
    drg: row.drg,
    operatingPhysician: row.operating_physician,
    diagnoses: row.diagnoses_icd9,
    procedures: row.procedures_icd9,
  }));

const beneficiaryRow = z
  .object({
    beneficiary_id: z.string().min(1),
    born_on: day,
    died_on: optionalDay,
    gender: z.enum(['1', '2']),
  })
  .transform((row): ReplayBeneficiary => ({
    beneficiaryId: row.beneficiary_id,
    bornOn: row.born_on,
    ...(row.died_on === undefined ? {} : { diedInMonth: row.died_on }),
    sex: row.gender === '1' ? 'male' : 'female',
  }));

/** Stays by day of discharge, the order in which hospitals can send them. */
export async function readReplayClaims(folder: string): Promise<readonly ReplayClaim[]> {
  const claims = await readRows(folder, 'claims.csv.gz', claimRow);
  return claims.sort((a, b) =>
    a.dischargedOn === b.dischargedOn
      ? a.claimId < b.claimId
        ? -1
        : 1
      : a.dischargedOn < b.dischargedOn
        ? -1
        : 1,
  );
}

export async function readReplayBeneficiaries(
  folder: string,
): Promise<readonly ReplayBeneficiary[]> {
  return readRows(folder, 'beneficiaries.csv.gz', beneficiaryRow);
}

/** Whether a provider was labelled fraudulent. Labels are of providers, never of claims. */
export interface ReplayLabel {
  readonly providerId: string;
  readonly fraudulent: boolean;
}

const labelRow = z
  .object({ provider_id: z.string().min(1), fraud: z.enum(['Yes', 'No']) })
  .transform((row): ReplayLabel => ({
    providerId: row.provider_id,
    fraudulent: row.fraud === 'Yes',
  }));

export async function readReplayLabels(folder: string): Promise<readonly ReplayLabel[]> {
  return readRows(folder, 'provider-labels.csv', labelRow);
}
