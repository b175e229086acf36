// What features may use of the services: the generated operations and types, and how they are called.
export * from './generated/sdk.gen'
export type * from './generated/types.gen'
export { call, cursorOf, data, onceKey, type Got } from './call'
export { isRefusal, Refusal, type Fault } from './refusal'
export { drafts } from './drafts'
export { aheadQuery, useNow } from './now'
export { session } from './session'
export { hasRole, meQuery, personQuery, type Role, unitsQuery, useMe } from './who'
