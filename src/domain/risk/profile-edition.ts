import { rupees } from '../money.js';
import type { ProfileMeasures } from './profile-activity.js';

/** What a profile looks at. All but the size are measured against what a peer of that size would have. */
export const COMPONENTS = ['size', 'longStays', 'copies', 'perDay'] as const;
export type ComponentName = (typeof COMPONENTS)[number];

/** Points that one unit of each component adds to the score. */
export type ProfileWeights = Readonly<Record<ComponentName, number>>;

/** A way to make profiles, as it was decided on once. */
export interface ProfileEdition {
  readonly name: string;
  readonly measures: ProfileMeasures;
  readonly weights: ProfileWeights;
  /**
   * The lowest hashes (`hashOf`) of the ids of the labelled hospitals that measures and weights were chosen
   * on: what is judged on them says nothing of hospitals nobody looked at.
   */
  readonly chosenOn: readonly number[];
}

/**
 * Weights fitted on the in-patient claim set of 3,769 labelled providers (1,472 with stays) and rounded to a
 * tenth; how: `decisions/022-hospital-profiles.md`; how far they can be trusted: `evaluation.md`.
 */
export const HOSPITAL_PROFILE: ProfileEdition = {
  name: 'hospital-profile-1',
  measures: { longStayDays: 21, perDayUnit: rupees(5_000) },
  weights: { size: 1.5, longStays: 3, copies: 5.7, perDay: 0.9 },
  chosenOn: [
    219934, 451884, 2442642, 2522497, 5124004, 5414034, 8409636, 10397747, 11995290, 14436681,
    14477121, 14737198, 16899349, 17900134, 18591279, 21441958, 22375400, 22399233, 22651927,
    23876924, 26621101, 26750267, 26862329, 27115232, 29036987, 31563445, 32287318, 32766056,
    33146435, 33319832, 36584440, 36605567,
  ],
};
