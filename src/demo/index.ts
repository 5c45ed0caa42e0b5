export { DEMO_SEED, demoWorld } from './world.js';
export { DEMO_SCHEME_CODE } from './demo-scheme.js';
export { PLANTS } from './shapes.js';
export type { DemoWorld, Plant } from './shapes.js';
