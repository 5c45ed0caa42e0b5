export { appendEvents, readPayload } from './events.store.js';
export type { NewFeedEvent } from './events.store.js';
