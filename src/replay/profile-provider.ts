import { profileOf, spreadOf, type Profile, type Spread } from '../domain/risk/profile.js';
import { addStays, NO_ACTIVITY, summaryOf } from '../domain/risk/profile-activity.js';
import { HOSPITAL_PROFILE, type ComponentName } from '../domain/risk/profile-edition.js';
import { FEWEST_PEERS, peersOf } from '../domain/risk/profile-peers.js';
import { staysByProvider } from './evaluate-profiles.js';
import type { ReplayClaim } from './read-claims.js';

/**
 * One provider's profile by the shipped edition beside all others of a claim set, with the peers'
 * distribution of each component. Throws an Error for a provider without claims.
 */
export function profileProvider(
  claims: readonly ReplayClaim[],
  providerId: string,
): { readonly profile: Profile; readonly spread: Readonly<Record<ComponentName, Spread>> } {
  const activities = new Map(
    [...staysByProvider(claims)].map(([id, stays]) => [
      id,
      summaryOf(addStays(NO_ACTIVITY, stays, HOSPITAL_PROFILE.measures)),
    ]),
  );
  const activity = activities.get(providerId);
  const all = [...activities.values()];
  const peers = peersOf(all);
  if (peers === undefined) throw new Error(`Fewer than ${FEWEST_PEERS} providers have claims.`);
  const profile = activity && profileOf(activity, peers, HOSPITAL_PROFILE);
  if (profile === undefined) throw new Error(`Provider ${providerId} has no claims.`);
  return { profile, spread: spreadOf(all, peers) };
}
