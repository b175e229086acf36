// What pages of several features are made of: parts that ask the services. They know ui and api, and no feature.
export { faultsOf, goOnAt, useActingOn } from './acting'
export { Conflict } from './conflict'
export { More } from './more'
export { useNamed } from './names'
export { Person, PersonField } from './person'
