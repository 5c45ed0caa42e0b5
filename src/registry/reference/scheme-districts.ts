import { isoDate, type Period } from '../../domain/calendar.js';
import { DISTRICTS } from './districts.js';

/** Districts in which a scheme is in force. A district that no source names stays out: its claims pend. */
export interface SchemeDistricts {
  readonly schemeCode: string;
  readonly districts: readonly (Period & { readonly districtPcode: string })[];
}

function ofProvince(provinceCode: string, period: Period) {
  return DISTRICTS.filter((district) => district.provinceCode === provinceCode).map(
    ({ pcode }) => ({ districtPcode: pcode, ...period }),
  );
}

const THARPARKAR = 'PK726';
const FEDERAL_FIRST = { from: isoDate('2019-01-01'), to: isoDate('2024-02-29') };
const FEDERAL_AGAIN = { from: isoDate('2026-01-16') };

/** Islamabad, Azad Kashmir, Gilgit Baltistan as provinces; Tharparkar as a district of Sindh. */
function federal(period: Period) {
  return [
    ...['PK4', 'PK1', 'PK3'].flatMap((province) => ofProvince(province, period)),
    { districtPcode: THARPARKAR, ...period },
  ];
}

/**
 * Where the real schemes are in force, as far as public sources say:
 * KP for all permanent residents once the roll-out ended on 31 January 2021 (APP, 1 January 2021);
 * the federal programme in Islamabad, Azad Kashmir, Gilgit Baltistan and Tharparkar until it stopped
 * in March 2024, and again from 16 January 2026 (Daily Pakistan, Pakistan Today); Punjab throughout
 * from 2022 (UrduPoint, 28 July 2022); Balochistan from 1 November 2023 (Dawn, 31 October 2023).
 */
export const SCHEME_DISTRICTS: readonly SchemeDistricts[] = [
  { schemeCode: 'KP-SCP', districts: ofProvince('PK5', { from: isoDate('2021-02-01') }) },
  { schemeCode: 'FED-SSP', districts: [...federal(FEDERAL_FIRST), ...federal(FEDERAL_AGAIN)] },
  { schemeCode: 'PB-UHI', districts: ofProvince('PK6', { from: isoDate('2022-01-01') }) },
  { schemeCode: 'BL-HC', districts: ofProvince('PK2', { from: isoDate('2023-11-01') }) },
];
