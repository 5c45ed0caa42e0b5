import { bigint, customType, smallint, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Column kinds that every table group shares. */
export const lane = () => smallint('lane').notNull();
export const id = () => uuid('id').notNull();
export const paisa = (name: string) => bigint(name, { mode: 'bigint' });
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 6 });
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
