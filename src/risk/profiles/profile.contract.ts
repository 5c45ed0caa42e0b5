import { z } from 'zod';
import { isIsoDate, type IsoDate } from '../../domain/calendar.js';
import { COMPONENTS } from '../../domain/risk/profile-edition.js';

const MAX_HOSPITALS = 500;
/** Surgeons shown with a hospital: those that stand out most. */
export const MAX_SURGEONS = 20;
/** Surgeons that what is usual is fitted to; as many of a hospital's own are compared with them. */
export const MAX_PEER_SURGEONS = 500;
/** Quarters of a profile, and of its trend. */
export const PROFILE_QUARTERS = 4;
export const TREND_QUARTERS = 8;

const until = z
  .string()
  // Quarters before it must be days that the database knows: it has no year nought.
  .refine((text) => isIsoDate(text) && /^[12]/.test(text), {
    error: 'must be a date YYYY-MM-DD of the years 1000 to 2999',
  })
  .transform((text) => text as IsoDate)
  .describe('A day of the last quarter that counts; today where it is left out');

export const profilesQuery = z.strictObject({
  until: until.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_HOSPITALS).default(100),
});
export const profileQuery = z.strictObject({ until: until.optional() });
export const profileParams = z.strictObject({ id: z.uuid() });

const points = z.number().describe('Points; about 0 for one that does as its peers do');

const peers = z
  .strictObject({
    grade: z
      .string()
      .optional()
      .describe('The grade the peers share; absent where too few do and all are compared'),
    hospitals: z.number().int(),
  })
  .meta({ id: 'ProfilePeers' });

const span = {
  edition: z.string().describe('What is measured, and with which weights'),
  fromOn: z.string().describe('First day of the first quarter of admissions that counts'),
  quarters: z.number().int(),
};

const score = {
  stays: z.number().int(),
  score: points.optional().describe('Absent where there are fewer than ten to compare'),
  sizeAdjusted: points.optional().describe('The score without the points for size'),
};

const hospital = {
  hospitalId: z.uuid(),
  code: z.string(),
  name: z.string(),
  ...score,
  peers: peers.optional(),
};

export const profilesView = z
  .strictObject({
    ...span,
    hospitals: z.array(z.strictObject(hospital).meta({ id: 'HospitalScore' })).max(MAX_HOSPITALS),
    complete: z.boolean().describe('False when there are more hospitals than were asked for'),
  })
  .meta({ id: 'HospitalScores' });

const component = z
  .strictObject({
    name: z.enum(COMPONENTS),
    observed: z.number(),
    expected: z.number().describe('What a peer with as many such stays would have'),
    shrunk: z
      .number()
      .optional()
      .describe('As a multiple of what peers have, drawn towards them: the more the fewer stays'),
    value: z.number().describe('Distance from peers'),
    points,
    sentence: z.string(),
    peersTenth: z.number().describe('Of the value: a tenth of the peers are below'),
    peersMiddle: z.number(),
    peersNinetieth: z.number(),
  })
  .meta({ id: 'ProfileComponent' });

const trend = z
  .array(z.strictObject({ quarterOn: z.string(), ...score }).meta({ id: 'ProfileQuarter' }))
  .max(TREND_QUARTERS)
  .describe('Each quarter beside the same quarter of the peers, oldest first');

const surgeonPeers = z
  .strictObject({
    grade: z
      .string()
      .optional()
      .describe(
        'Of the hospitals that they operate in; absent where they are too few and all are compared',
      ),
    surgeons: z
      .int()
      .max(MAX_PEER_SURGEONS)
      .describe('Where there are more, a sample of so many that stays the same'),
  })
  .meta({ id: 'SurgeonPeers' });

const surgeon = z
  .strictObject({
    surgeon: z.string().describe('As claims name them: a register number, else the name'),
    staysHere: z.number().int(),
    ...score,
    peers: surgeonPeers,
    components: z.array(component),
    trend,
    sentences: z.array(z.string()).describe('Those of the components'),
  })
  .meta({ id: 'SurgeonProfile' });

export const profileView = z
  .strictObject({
    ...span,
    ...hospital,
    components: z.array(component),
    trend,
    surgeons: z
      .array(surgeon)
      .max(MAX_SURGEONS)
      .describe(
        'Those who operated here and stand out most from surgeons of such hospitals; empty for departments',
      ),
  })
  .meta({ id: 'HospitalProfile' });

export type ProfilesView = z.infer<typeof profilesView>;
export type ProfileView = z.infer<typeof profileView>;
