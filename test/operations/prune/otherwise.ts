import type { Store } from '../../../src/storage/store.ts'

/** The store, with some of what it does done otherwise. */
export const otherwise = (store: Store, changes: Partial<Store>): Store =>
  Object.assign(Object.create(store) as Store, {
    put: store.put.bind(store),
    get: store.get.bind(store),
    head: store.head.bind(store),
    list: store.list.bind(store),
    folders: store.folders.bind(store),
    delete: store.delete.bind(store),
    clock: store.clock.bind(store),
    location: store.location,
    capabilities: store.capabilities,
    ...changes,
  })
