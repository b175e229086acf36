// Texts that are being written, kept on this device by person, until they are sent or the person signs out.

const NAME = 'parley'
const STORE = 'drafts'

let opened: Promise<IDBDatabase> | undefined

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => {
      resolve(asked.result)
    }
    asked.onerror = () => {
      reject(asked.error ?? new Error('no database'))
    }
  })
  return opened
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const work = (await database()).transaction(STORE, mode)
    return await new Promise((resolve, reject) => {
      const asked = act(work.objectStore(STORE))
      // without it a page that is reloaded this moment takes what was just typed along
      if (mode === 'readwrite') work.commit()
      asked.onsuccess = () => {
        resolve(asked.result)
      }
      asked.onerror = () => {
        reject(asked.error ?? new Error('not kept'))
      }
    })
  } catch {
    return undefined // a browser that keeps nothing: the server's copy is the only one
  }
}

const keyOf = (person: string, what: string) => `${person}/${what}`

export const drafts = {
  keep: (person: string, what: string, value: unknown) => run('readwrite', (store) => store.put(value, keyOf(person, what))),
  kept: async <T>(person: string, what: string): Promise<T | undefined> =>
    (await run<unknown>('readonly', (store) => store.get(keyOf(person, what)))) as T | undefined,
  drop: (person: string, what: string) => run('readwrite', (store) => store.delete(keyOf(person, what))),
  /** All of a person's, when they sign out. */
  forget: (person: string) =>
    run('readwrite', (store) => store.delete(IDBKeyRange.bound(`${person}/`, `${person}/\uffff`))),
}
