/**
 * The reference model: what a claim is paid and what its family's cover holds, worked out the slow and
 * obvious way. It keeps no balance: what is left of a pot is counted anew from every claim each time. It
 * shares nothing with the engine, not even its arithmetic, so that a fault would have to be made twice.
 */

/** One pot that all of a layer's claims draw on: a member's own, or the family's. */
export interface ModelCap {
  readonly whose: 'member' | 'family';
  readonly amount: bigint;
}

export interface ModelLayer {
  readonly tier: 'secondary' | 'priority';
  readonly name: string;
  readonly caps: readonly ModelCap[];
  readonly onApproval: boolean;
}

export interface ModelScheme {
  readonly layers: readonly ModelLayer[];
  /** First day and month of policy years, as MM-DD. */
  readonly yearBegins: string;
  /** What the family pays of a price in private hospitals, of 10,000. */
  readonly privateShare: bigint;
  /** Money for the way home, if the scheme gives any. */
  readonly transport?: ModelTransport | undefined;
}

export interface ModelTransport {
  readonly amount: bigint;
  readonly times: number;
  readonly whose: 'member' | 'family';
  /** Only with care of this tier. */
  readonly tier?: 'secondary' | 'priority' | undefined;
}

export interface ModelPackage {
  readonly code: string;
  readonly tier: 'secondary' | 'priority';
  readonly rate: bigint;
  /** Maternity or life-saving. */
  readonly carried: boolean;
}

export interface ModelLine {
  readonly package: ModelPackage;
  readonly price: bigint;
  readonly quantity: bigint;
}

/** A claim as it stands: later acts change what is known of it. */
export interface ModelClaim {
  readonly family: number;
  readonly member: number;
  readonly admitted: string;
  readonly lines: readonly ModelLine[];
  readonly privateHospital: boolean;
  readonly paperMissing: boolean;
  readonly offPanel: boolean;
  readonly emergencyStated: boolean;
  readonly emergencyConfirmed: boolean;
  readonly layersGranted: boolean;
  /** What the hospital gave the family for the way home, where it asks for that. */
  readonly transport?: bigint | undefined;
  /** Left without a word: nobody was seen off. */
  readonly absconded?: boolean | undefined;
  /** The number of the stay that it is the claim of. */
  readonly stay?: number | undefined;
}

/** A stay that a desk has opened, with or without a grant of all that is planned. */
export interface ModelStay {
  readonly family: number;
  readonly member: number;
  readonly admitted: string;
  readonly lines: readonly ModelLine[];
  readonly privateHospital: boolean;
  readonly authorised: boolean;
  /** An approver has opened the layers that need it; only a grant asks for that. */
  readonly layersGranted: boolean;
}

interface Opened {
  readonly stay: ModelStay;
  readonly year: string;
  readonly holds: Readonly<Record<string, bigint>>;
  /** All that was planned was held. */
  readonly within: boolean;
  readonly open: boolean;
}

export interface ModelDecision {
  readonly outcome: 'approved' | 'partial' | 'denied' | 'pended' | 'void';
  readonly lines: readonly ModelMoney[];
  /** What it takes, by layer; `excess` is outside every pot. */
  readonly takes: Readonly<Record<string, bigint>>;
}

export interface ModelMoney {
  insurer: bigint;
  share: bigint;
  hospital: bigint;
}

interface Decided {
  readonly claim: ModelClaim;
  /** First day of the policy year that it belongs to. */
  readonly year: string;
  readonly decision: ModelDecision;
}

export class Reference {
  /** Every claim with its newest decision; the place is the claim's number. */
  readonly #decided: Decided[] = [];
  /** Every stay; the place is its number. */
  readonly #stays: Opened[] = [];
  /** Day of death by family and member. */
  readonly #deaths = new Map<string, string>();

  constructor(private readonly scheme: ModelScheme) {}

  die(family: number, member: number, day: string): void {
    this.#deaths.set(`${family}/${member}`, day);
  }

  /** Opens a stay and holds what can be held for it, layer by layer. */
  open(
    number: number,
    stay: ModelStay,
  ): { readonly holds: Record<string, bigint>; within: boolean } {
    const year = this.yearOf(stay.admitted);
    const holds: Record<string, bigint> = {};
    let planned = 0n;
    let held = 0n;
    for (const tier of ['secondary', 'priority'] as const) {
      let amount = 0n;
      for (const line of stay.lines) {
        if (line.package.tier === tier) amount += this.#planned(stay, line).insurer;
      }
      planned += amount;
      if (tier === 'priority' && !stay.authorised) continue;
      for (const layer of this.scheme.layers) {
        if (layer.tier !== tier) continue;
        if (layer.onApproval && !(stay.authorised && stay.layersGranted)) continue;
        const room = this.#room(undefined, stay, layer);
        const part = room < amount ? room : amount;
        if (part <= 0n) continue;
        holds[layer.name] = part;
        held += part;
        amount -= part;
      }
    }
    const within = planned > 0n && held === planned;
    this.#stays[number] = { stay, year, holds, within, open: true };
    return { holds, within };
  }

  /** A stay that is over holds nothing: cancelled, or its claim has taken what it held. */
  close(number: number): void {
    const opened = this.#stays[number];
    if (opened === undefined) throw new RangeError(`no stay ${number}`);
    this.#stays[number] = { ...opened, open: false };
  }

  isOpen(number: number): boolean {
    return this.#stays[number]?.open === true;
  }

  /** The price of a planned line: the tariff, less the family's share. */
  #planned(stay: ModelStay, line: ModelLine): ModelMoney {
    return this.#price(stay, { ...line, price: line.package.rate });
  }

  /** Decides a claim, for the first time or anew. */
  decide(number: number, claim: ModelClaim): ModelDecision {
    const decision = this.#judge(number, claim);
    // Only a death on record can be a mistake that a paper shows: then the stay's hold waits for it.
    const curable = decision.outcome === 'denied' && this.isDead(claim) && !claim.offPanel;
    if (claim.stay !== undefined && !curable) this.close(claim.stay);
    this.#decided[number] = { claim, year: this.yearOf(claim.admitted), decision };
    return decision;
  }

  void(number: number): void {
    const decided = this.#decided[number];
    if (decided === undefined) throw new RangeError(`no claim ${number}`);
    const nothing: ModelDecision = { outcome: 'void', lines: [], takes: {} };
    this.#decided[number] = { ...decided, decision: nothing };
  }

  /** The first day of the policy year that a day is in. */
  yearOf(day: string): string {
    const year = Number(day.slice(0, 4));
    const began = day.slice(5) >= this.scheme.yearBegins;
    return `${began ? year : year - 1}-${this.scheme.yearBegins}`;
  }

  /** What claims of a family and year take from a layer: of one member, or of all. */
  taken(
    place: { readonly family: number; readonly year: string; readonly layer: string },
    use: 'held' | 'spent' | 'both',
    { member, except, ownStay }: Leaving = {},
  ): bigint {
    let sum = 0n;
    this.#decided.forEach(({ claim, year, decision }, number) => {
      if (number === except || claim.family !== place.family) return;
      if (year !== place.year) return;
      if (member !== undefined && claim.member !== member) return;
      const state = decision.outcome === 'pended' ? 'held' : 'spent';
      if (use === 'both' || use === state) sum += decision.takes[place.layer] ?? 0n;
    });
    this.#stays.forEach(({ stay, year, holds, open }, at) => {
      if (!open || at === ownStay || stay.family !== place.family || year !== place.year) return;
      if (member !== undefined && stay.member !== member) return;
      if (use !== 'spent') sum += holds[place.layer] ?? 0n;
    });
    return sum;
  }

  isDead({ family, member, admitted }: Owner): boolean {
    const died = this.#deaths.get(`${family}/${member}`);
    return died !== undefined && died < admitted;
  }

  #judge(number: number, claim: ModelClaim): ModelDecision {
    if (claim.offPanel || this.isDead(claim)) {
      const asked = claim.lines.map((line) => line.price * line.quantity);
      if (claim.transport !== undefined) asked.push(claim.transport);
      const lines = asked.map((hospital) => ({ insurer: 0n, share: 0n, hospital }));
      return { outcome: 'denied', lines, takes: {} };
    }
    const granted = this.#granted(claim);
    const lines = claim.lines.map((line) => this.#price(claim, line, granted));
    const takes: Record<string, bigint> = {};
    let waits = claim.paperMissing || claim.lines.some((line) => isUngranted(line, granted));
    for (const tier of ['secondary', 'priority'] as const) {
      const left = this.#draw(number, claim, { tier, lines, takes });
      if (left.awaits) waits = true;
      const short = this.#shorten(claim, { tier, lines, takes }, left.amount);
      if (short > 0n && claim.emergencyStated) waits = true;
    }
    const wayHome = this.#wayHome(number, claim);
    if (wayHome !== undefined) {
      lines.push(wayHome.money);
      if (wayHome.money.insurer > 0n) takes['transport'] = wayHome.money.insurer;
      if (wayHome.waits) waits = true;
    }
    const insurer = lines.reduce((sum, line) => sum + line.insurer, 0n);
    const hospital = lines.reduce((sum, line) => sum + line.hospital, 0n);
    if (waits) return { outcome: 'pended', lines, takes };
    if (insurer === 0n && hospital > 0n) return { outcome: 'denied', lines, takes: {} };
    return { outcome: hospital > 0n ? 'partial' : 'approved', lines, takes };
  }

  /** Money for the way home: counted anew each time, claim by claim; it is in no pot. */
  #wayHome(
    number: number,
    claim: ModelClaim,
  ): { readonly money: ModelMoney; readonly waits: boolean } | undefined {
    const asked = claim.transport;
    if (asked === undefined) return undefined;
    const given = this.scheme.transport;
    const nothing = { money: { insurer: 0n, share: 0n, hospital: asked }, waits: false };
    if (given === undefined || claim.absconded === true) return nothing;
    const ofTier = claim.lines.some((line) => line.package.tier === given.tier);
    if (given.tier !== undefined && !ofTier) return nothing;
    let decided = 0;
    let open = 0;
    this.#decided.forEach((other, at) => {
      if (at === number || other.claim.family !== claim.family) return;
      if (given.whose === 'member' && other.claim.member !== claim.member) return;
      if (other.year !== this.yearOf(claim.admitted)) return;
      if ((other.decision.takes['transport'] ?? 0n) === 0n) return;
      if (other.decision.outcome === 'pended') open += 1;
      else decided += 1;
    });
    if (decided >= given.times) return nothing;
    const insurer = asked < given.amount ? asked : given.amount;
    const money = { insurer, share: 0n, hospital: asked - insurer };
    return { money, waits: decided + open >= given.times };
  }

  /** What was granted of each package for the claim's stay, at the tariff; used up line by line. */
  #granted({ stay }: ModelClaim): Map<string, bigint> | undefined {
    const opened = stay === undefined ? undefined : this.#stays[stay];
    if (opened?.stay.authorised !== true) return undefined;
    const granted = new Map<string, bigint>();
    for (const { package: each, quantity } of opened.stay.lines) {
      granted.set(each.code, (granted.get(each.code) ?? 0n) + each.rate * quantity);
    }
    return granted;
  }

  #price(
    claim: Pick<ModelClaim, 'privateHospital'>,
    line: ModelLine,
    granted?: Map<string, bigint>,
  ): ModelMoney {
    const asked = line.price * line.quantity;
    const tariff = line.package.rate * line.quantity;
    let priced = asked < tariff ? asked : tariff;
    const left = granted?.get(line.package.code);
    if (line.package.tier === 'priority' && left !== undefined) {
      if (left < priced) priced = left;
      granted?.set(line.package.code, left - priced);
    }
    let share = 0n;
    if (claim.privateHospital) {
      const exact = priced * this.scheme.privateShare;
      share = exact / 10_000n;
      if ((exact % 10_000n) * 2n >= 10_000n) share += 1n;
    }
    return { insurer: priced - share, share, hospital: asked - priced };
  }

  /** Takes a tier's money from its layers, one after the other; what no layer has room for is left. */
  #draw(
    number: number,
    claim: ModelClaim,
    { tier, lines, takes }: Taking,
  ): { readonly amount: bigint; readonly awaits: boolean } {
    let amount = 0n;
    claim.lines.forEach((line, at) => {
      if (line.package.tier === tier) amount += lines[at]?.insurer ?? 0n;
    });
    let awaits = false;
    for (const layer of this.scheme.layers) {
      if (layer.tier !== tier) continue;
      const room = this.#room(number, claim, layer);
      const part = room < amount ? room : amount;
      if (part <= 0n) continue;
      takes[layer.name] = part;
      amount -= part;
      if (layer.onApproval && !claim.layersGranted) awaits = true;
    }
    return { amount, awaits };
  }

  #room(number: number | undefined, claim: Owner, layer: ModelLayer): bigint {
    let room: bigint | undefined;
    for (const cap of layer.caps) {
      const place = {
        family: claim.family,
        year: this.yearOf(claim.admitted),
        layer: layer.name,
      };
      const member = cap.whose === 'member' ? claim.member : undefined;
      const rest =
        cap.amount - this.taken(place, 'both', { member, except: number, ownStay: claim.stay });
      if (room === undefined || rest < room) room = rest;
    }
    return room === undefined || room < 0n ? 0n : room;
  }

  /** The stay had room for all that was planned, and some of that is on the claim. */
  #isWithin({ stay, lines }: ModelClaim): boolean {
    const opened = stay === undefined ? undefined : this.#stays[stay];
    if (opened === undefined || !opened.within) return false;
    const planned = opened.stay.lines.map((line) => line.package.code);
    return lines.some((line) => planned.includes(line.package.code));
  }

  /** Takes what is left over from the tier's lines, the last first, but carries what may be carried. */
  #shorten(claim: ModelClaim, { tier, lines, takes }: Taking, leftOver: bigint): bigint {
    let left = leftOver;
    let short = 0n;
    for (let at = claim.lines.length - 1; at >= 0; at -= 1) {
      const [asked, money] = [claim.lines[at], lines[at]];
      if (asked === undefined || money === undefined || asked.package.tier !== tier) continue;
      const part = left < money.insurer ? left : money.insurer;
      left -= part;
      if (claim.emergencyConfirmed || asked.package.carried || this.#isWithin(claim)) {
        if (part > 0n) takes['excess'] = (takes['excess'] ?? 0n) + part;
      } else {
        money.insurer -= part;
        money.hospital += part;
        short += part;
      }
    }
    return short;
  }
}

/** What is not counted as taken: another member's, the claim's own, its own stay's. */
interface Leaving {
  readonly member?: number | undefined;
  readonly except?: number | undefined;
  readonly ownStay?: number | undefined;
}

/** Whose cover, of which day. */
type Owner = Pick<ModelClaim, 'family' | 'member' | 'admitted' | 'stay'>;

/** Priority care that was not granted with what was. */
function isUngranted(
  { package: each }: ModelLine,
  granted: Map<string, bigint> | undefined,
): boolean {
  return granted !== undefined && each.tier === 'priority' && !granted.has(each.code);
}

interface Taking {
  readonly tier: ModelLayer['tier'];
  readonly lines: readonly ModelMoney[];
  readonly takes: Record<string, bigint>;
}
