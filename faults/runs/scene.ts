import type { KeyRequest } from '../../src/operations/keys.ts'
import type { Findings } from '../fault-class.ts'
import type { Lane, Run } from './lane.ts'

/** A verb whose runs are disturbed. */
export interface TriedVerb {
  /** `backup`; the classes are then called `crash/backup` and `network/backup`. */
  name: string
  /** What stands in the report: `a backup`. */
  title: string
  /** Numbers of table.ts that a kill anywhere is a case of, besides 1. */
  faults?: number[]
  /** Statements that change something are points too. */
  statements?: boolean
  /** Which faults of the network are tried too: where a run has no time budget, none that lasts. */
  network?: 'all' | 'passing'
  /** Fills a lane's server and pristine store, once. */
  prepare(lane: Lane): Promise<Scene>
}

/** What the tries of one verb do in one lane. */
export interface Scene {
  /** Name that the backups are filed under. */
  name: string
  /** What is run and killed, and with which environment. May differ from try to try. */
  command(): { args: string[]; environment: Record<string, string> }
  /** What its backups are read with; nothing unless given. */
  reading?: KeyRequest
  /** Ids of the backups that no kill may take. */
  earlier: string[]
  /** Brings the server back to what it was; the store has been put back already. */
  reset?(): Promise<void>
  /** A digest of what the verb has no business with; it must be the same after the kill and after the next run. */
  untouched?(): Promise<string>
  /** Looks at what the verb is about, right after the kill. */
  killed?(findings: Findings): Promise<void>
  /** Lets time pass, where the next run would have to wait. */
  wait?(): Promise<void>
  /** What a person does next; the same command again unless given. `pick` is from 0 to below 1. */
  heal?(pick: number): Promise<Run[]>
  /** Looks at what the verb is about, after the next run. */
  healed?(findings: Findings): Promise<void>
}
