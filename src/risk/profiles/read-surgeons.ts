import type { IsoDate } from '../../domain/calendar.js';
import type { ActivitySummary } from '../../domain/risk/profile-activity.js';
import { HOSPITAL_PROFILE } from '../../domain/risk/profile-edition.js';
import {
  besideGroup,
  pointsOf,
  trendOf,
  type ComparedQuarter,
  type PeerGroup,
} from '../../domain/risk/profile-group.js';
import { peersOf, type Peers } from '../../domain/risk/profile-peers.js';
import { profileOf } from '../../domain/risk/profile.js';
import type { Transaction } from '../../db/index.js';
import { MAX_PEER_SURGEONS, MAX_SURGEONS, type ProfileView } from './profile.contract.js';
import {
  readActivities,
  readActivitiesByQuarter,
  readHospitals,
  readPeerSurgeons,
  readSurgeonsOf,
  type Activities,
  type Span,
} from './read.store.js';

/** Whose surgeons are asked for, and over which quarters. */
export interface SurgeonQuestion {
  readonly hospitalId: string;
  /** The day whose grades count. */
  readonly day: IsoDate;
  readonly span: Span;
  readonly trendSpan: Span;
}

/** Surgeons beside their peers, who are of the same grade or, where these are too few, of the whole scope. */
interface Compared {
  readonly activities: Activities;
  readonly group: PeerGroup & { readonly peers: Peers };
  /** The peers' names. */
  readonly peerKeys: readonly string[];
}

/**
 * Surgeons of a hospital beside those who operate in hospitals of its grade, by all that each of them did in
 * the scope.
 *
 * What is read and fitted at once is bounded by the number of surgeons, however many the scope has: at most
 * `MAX_PEER_SURGEONS` peers and as many of this hospital's own over the span, then those peers and the
 * `MAX_SURGEONS` that are shown over the quarters of the trend. What is usual is fitted once for each quarter.
 */
export async function readSurgeons(
  tx: Transaction,
  question: SurgeonQuestion,
): Promise<ProfileView['surgeons']> {
  const here = await readSurgeonsOf(tx, question.hospitalId, question.span, MAX_PEER_SURGEONS);
  if (here.size === 0) return [];
  const compared = await besidePeers(tx, question, [...here.keys()]);
  if (compared === undefined) return [];
  const { activities, group, peerKeys } = compared;
  const shown = [...here]
    .flatMap(([surgeon, staysHere]) => {
      const activity = activities.get(surgeon);
      const profile = activity && profileOf(activity, group.peers, HOSPITAL_PROFILE);
      return profile === undefined ? [] : [{ surgeon, staysHere, profile }];
    })
    .sort((a, b) => b.profile.score - a.profile.score || (a.surgeon < b.surgeon ? -1 : 1))
    .slice(0, MAX_SURGEONS);
  const shownKeys = shown.map(({ surgeon }) => surgeon);
  const quarters = await readQuarters(tx, question.trendSpan, { shownKeys, peerKeys });
  const compare = besideGroup(group);
  return shown.map(({ surgeon, staysHere, profile }) => ({
    surgeon,
    staysHere,
    stays: profile.stays,
    ...pointsOf(profile),
    peers: {
      ...(group.grade === undefined ? {} : { grade: group.grade }),
      surgeons: profile.peers,
    },
    components: compare(profile),
    trend: trendOf(surgeon, quarters, HOSPITAL_PROFILE),
    sentences: profile.components.map(({ sentence }) => sentence),
  }));
}

/** Finds the peers of a hospital's surgeons; undefined where the whole scope has too few. */
async function besidePeers(
  tx: Transaction,
  { hospitalId, day, span, trendSpan }: SurgeonQuestion,
  own: readonly string[],
): Promise<Compared | undefined> {
  const names = await readHospitals(tx, day);
  const grade = names.get(hospitalId)?.grade ?? undefined;
  const ofGrade = [...names.values()].filter((name) => name.grade === grade).map(({ id }) => id);
  for (const among of grade === undefined ? [{}] : [{ grade, hospitals: ofGrade }, {}]) {
    // From the longer span, or the early quarters would be compared with those alone who are still there.
    const peerKeys = await readPeerSurgeons(tx, trendSpan, {
      hospitals: among.hospitals,
      limit: MAX_PEER_SURGEONS,
    });
    const activities = await readActivities(tx, { surgeons: union(own, peerKeys) }, span);
    const ofPeers = activitiesOf(peerKeys, activities);
    const peers = peersOf(ofPeers);
    if (peers !== undefined) {
      return { activities, group: { grade: among.grade, activities: ofPeers, peers }, peerKeys };
    }
  }
  return undefined;
}

/** Quarters with what is usual among the peers in each: the same peers for all that are shown. */
async function readQuarters(
  tx: Transaction,
  span: Span,
  { shownKeys, peerKeys }: Readonly<Record<'shownKeys' | 'peerKeys', readonly string[]>>,
): Promise<readonly ComparedQuarter[]> {
  const surgeons = union(shownKeys, peerKeys);
  return [...(await readActivitiesByQuarter(tx, { surgeons }, span))].map(
    ([quarterOn, activities]) => {
      const peers = peersOf(activitiesOf(peerKeys, activities));
      return { quarterOn, activities, peersFor: () => peers };
    },
  );
}

function union(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])];
}

function activitiesOf(keys: readonly string[], activities: Activities): readonly ActivitySummary[] {
  return keys.flatMap((key) => activities.get(key) ?? []);
}
