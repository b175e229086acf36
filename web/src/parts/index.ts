// What pages of several features are made of: parts that ask the services. They know ui and api, and no feature.
export { faultsOf, goOnAt, useActingOn } from './acting'
export { Conflict } from './conflict'
export { IdeaPages } from './idea-pages'
export { namedIn, useNaming } from './mentions'
export { More, Rest } from './more'
export { useNamed } from './names'
export { type Named, Offered } from './offered'
export { Person, PersonField } from './person'
